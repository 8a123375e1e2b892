"""
The tables of the package and the parts that a user's files lay over them.

    shipped_table("times", TimesFile)          the package's, parsed once a process
    table("times", TimesFile, parts)           with a user's parts on top
    own_parts(paths)                           what a user's files hold, table by table
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar, cast

from msgspec import Struct

from facta.tables import (
    Source,
    Tree,
    brought,
    check_part,
    extended,
    fitted,
    parsed,
    shipped,
    unknown,
)

T = TypeVar("T")
PACKAGE = "facta.lexicon"
EVENTS = ("class", "context", "sense")
"""The tables of the event lexicon, which stand at the top of a file of its own."""
TABLES = (
    "actors",
    "coding",
    "commitments",
    "figures",
    "grammar",
    "lemmas",
    "months",
    "opinions",
    "sentences",
    "speech",
    "times",
)
"""The other tables, each named as its file in `data`."""


class Own(Struct, frozen=True):
    """What one file of a user holds of one table."""

    source: Source
    tree: object


def own_parts(paths: Iterable[Path]) -> dict[str, list[Own]]:
    """
    What a user's files hold, by the name of the table; in the order of the files.

    Raises:
        SettingsError: a file cannot be read, is not TOML or names an unknown table.
    """
    return parts(brought(path) for path in paths)


def parts(sources: Iterable[Source]) -> dict[str, list[Own]]:
    """What files hold, by the name of the table."""
    found: dict[str, list[Own]] = {}
    for source in sources:
        for name, tree in parsed(source).items():
            if name not in (*EVENTS, *TABLES):
                raise source.fault(unknown("table", name, (*EVENTS, *TABLES)), (name,))
            found.setdefault(name, []).append(Own(source, tree))
    return found


def table(name: str, type_: type[T], parts: Sequence[Own] = ()) -> T:
    """
    A table of the package with parts laid over it.

    Raises:
        DataError: the package's file is damaged.
        SettingsError: a part does not fit.
    """
    if not parts:
        return cast("T", _shipped(name, cast("Hashable", type_)))
    tree: object = _tree(name)
    for part in parts:
        check_part(part.source, part.tree, type_, (name,))
        tree = extended(tree, part.tree, type_)
        fitted(part.source, tree, type_, (name,))
    return fitted(parts[-1].source, tree, type_, (name,))


@functools.cache
def _shipped(name: str, type_: Hashable) -> object:
    return fitted(source(name), _tree(name), cast("type[object]", type_))


@functools.cache
def _tree(name: str) -> Tree:
    return parsed(source(name))


def source(name: str) -> Source:
    """The package's file of a table."""
    return shipped(PACKAGE, f"{name}.toml")
