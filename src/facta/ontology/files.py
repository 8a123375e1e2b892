"""
Reading the package's tables: TOML and CSV under the `data` of a stage, or a
damaged-data error that names the file.

Nothing is read at import; each loader asks for its file once. Later stages read theirs
through here too.
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
OWN = "facta.ontology"
REINSTALL = "the installation is damaged; reinstall facta"


def table(name: str, *, package: str = OWN) -> Traversable:
    """A data file or folder of a package, by default of this one."""
    return files(package) / "data" / name


def text(name: str, *, package: str = OWN) -> str:
    """
    The whole of a data file.

    Raises:
        DataError: it is missing or not UTF-8.
    """
    try:
        return table(name, package=package).read_text("utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{name}: {error}; {REINSTALL}") from error


def toml(name: str, type_: type[T], *, package: str = OWN) -> T:
    """
    A TOML file as `type_`.

    Raises:
        DataError: it is missing, not valid TOML or does not fit the type.
    """
    return parsed(text(name, package=package), name, type_)


def parsed(content: str, name: str, type_: type[T]) -> T:
    """
    The TOML that stands in the file `name`, as `type_`.

    Raises:
        DataError: it is not valid TOML or does not fit the type.
    """
    try:
        return msgspec.convert(tomllib.loads(content), type_)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(f"{name}: {error}; {REINSTALL}") from error


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    return list(csv.DictReader(text(name).splitlines()))
