"""
Tab-separated tables in the columns of other programs, with or without a header.

A table is read from left to right: the name of each column, and what of a row stands
there; None for what Facta does not know, which stays empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO, TypeVar

Row = TypeVar("Row")
Columns = Mapping[str, Callable[[Row], object] | None]


def write(
    file: BinaryIO, columns: Columns[Row], rows: Iterable[Row], *, header: bool
) -> None:
    """Rows in these columns, one a line."""
    if header:
        file.write(("\t".join(columns) + "\n").encode())
    getters = [getter or nothing for getter in columns.values()]
    for row in rows:
        cells = (cell(getter(row)) for getter in getters)
        file.write(("\t".join(cells) + "\n").encode())


def cell(value: object) -> str:
    r"""
    A value as a cell: on one line, without a tab; nothing for None.

    >>> cell("two\nlines"), cell(None), cell(("a", "b")), cell(-10.0)
    ('two lines', '', 'a;b', '-10.0')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(map(cell, value))
    return " ".join(str(value).split())


def nothing(row: object) -> None:
    """What Facta does not know."""
    del row
