"""
A table as CSV in UTF-8: a line of headers, then the rows; several values in a cell are
separated by semicolons.

Text from accounts is never a formula: a cell that a spreadsheet would run begins with
an apostrophe.
"""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from facta.shapes import Table

# What a spreadsheet may take for the beginning of a formula (OWASP, CSV Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(file: BinaryIO, table: Table, *, bom: bool = False) -> None:
    """
    The headers and rows of a table; `bom` puts a byte-order mark before them, which
    Excel needs to read UTF-8.
    """
    encoding = "utf-8-sig" if bom else "utf-8"
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    writer = csv.writer(text)
    writer.writerow(table.shape)
    writer.writerows(map(cell, row.values()) for row in table.rows)
    # the file is closed by whoever opened it
    text.detach()


def cell(value: object) -> str | int | float | None:
    """
    A value as a CSV cell; text that a spreadsheet would run as a formula gets an
    apostrophe before it.

    >>> cell("=1+1"), cell(-9.0), cell(("RUS", "BLR")), cell(None)
    ("'=1+1", -9.0, 'RUS; BLR', None)
    """
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, int | float):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    if text.startswith(FORMULA):
        return "'" + text
    return text
