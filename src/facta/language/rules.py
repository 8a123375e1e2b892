"""
Word lists that the rules for sentences and words go by, and how data files of this
package are read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from msgspec import Struct, ValidationError, convert

from facta.errors import DataError


class Rules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The lists of data/rules.toml, where each is described."""

    titles: frozenset[str]
    numbered: frozenset[str]
    abbreviations: frozenset[str]
    openers: frozenset[str]
    saying: frozenset[str]
    prefixes: frozenset[str]
    units: frozenset[str]
    merged: dict[str, int]

    @classmethod
    def load(cls) -> Rules:
        """
        The lists of the package.

        Raises:
            DataError: the file is damaged.
        """
        try:
            return convert(data("rules.toml"), cls)
        except ValidationError as error:
            raise DataError(f"rules.toml: {error}; install Facta again") from error


def written(words: Iterable[str]) -> frozenset[str]:
    """
    The ways in which entries of a list may be written.

    >>> sorted(written(["Gen", "etc"]))
    ['ETC', 'Etc', 'GEN', 'Gen', 'etc']
    """
    return frozenset(
        way
        for word in words
        for way in (word, word[0].upper() + word[1:], word.upper())
    )


def data(name: str) -> dict[str, Any]:
    """
    A TOML file of this package's data.

    Raises:
        DataError: it is missing or damaged.
    """
    try:
        return tomllib.loads(
            files("facta.language").joinpath("data", name).read_text("utf8")
        )
    except (OSError, ValueError) as error:
        raise DataError(
            f"{name}: cannot be read ({error}); install Facta again"
        ) from error
