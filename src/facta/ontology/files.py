"""
The package's tables of the ontology: TOML and CSV under `data`, or a damaged-data error
that names the file.

Nothing is read at import; each loader asks for its file once.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from facta.tables import REINSTALL, read, shipped

__all__ = ["REINSTALL", "rows", "table", "text", "toml"]

T = TypeVar("T")
OWN = "facta.ontology"


def table(name: str) -> Traversable:
    """A data file or folder of this package."""
    return files(OWN).joinpath("data", name)


def text(name: str) -> str:
    """
    The whole of a data file.

    Raises:
        DataError: it is missing or not UTF-8.
    """
    return shipped(OWN, name).text


def toml(name: str, type_: type[T]) -> T:
    """
    A TOML file as `type_`.

    Raises:
        DataError: it is missing, not valid TOML or does not fit the type.
    """
    return read(shipped(OWN, name), type_)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    return list(csv.DictReader(text(name).splitlines()))
