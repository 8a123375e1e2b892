"""
Reading the package's tables: TOML and CSV under `ontology/data`, or a damaged-data error that names the file.

Nothing is read at import; each loader asks for its file once.
"""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from facta.errors import DataError

T = TypeVar("T")
REINSTALL = "the installation is damaged; reinstall facta"


def table(name: str) -> Traversable:
    """A data file or folder of this package."""
    return files("facta.ontology") / "data" / name


def text(name: str) -> str:
    """
    The whole of a data file.

    Raises:
        DataError: it is missing or not UTF-8.
    """
    try:
        return table(name).read_text("utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{name}: {error}; {REINSTALL}") from error


def toml(name: str, type_: type[T]) -> T:
    """
    A TOML file as `type_`.

    Raises:
        DataError: it is not valid TOML or does not fit the type.
    """
    try:
        return msgspec.convert(tomllib.loads(text(name)), type_)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{name}: {error}; {REINSTALL}") from error


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    return list(csv.DictReader(text(name).splitlines()))
