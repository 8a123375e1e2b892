"""
A ledger as one Excel workbook, a sheet a table; the same ledger gives the same bytes.

Text stays text: a cell that begins as a formula is none. What has more rows than a sheet
or more characters than a cell may hold goes on: in a further sheet, and not at all; the
last is told of in the cell. The library, XlsxWriter, comes with the extra `facta[xlsx]`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from facta import __version__
from facta.errors import InstallationError
from facta.exchange.tables import tables
from facta.extras import install
from facta.ledger import Ledger
from facta.records import Date
from facta.shapes import Row, Table

# Excel's own limits, of rows with the header, and of characters
ROWS = 1_048_576
CHARACTERS = 32_767
CUT = " … (cut)"
# Excel knows no earlier day
FIRST_DAY = datetime.date(1900, 3, 1)
# a workbook says when it was made; this one says nothing of the sort
MADE = datetime.datetime(1980, 1, 1)
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(ledger: Ledger, file: BinaryIO) -> None:
    """
    All tables of a ledger.

    Raises:
        InstallationError: XlsxWriter is missing or broken.
    """
    workbook = _workbook(file)
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for table in tables(ledger):
        for name, rows in sheets(table):
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, list(table.shape))
            for at, row in enumerate(rows, 1):
                _write_row(sheet, at, row, day)
    workbook.close()


def sheets(table: Table, most: int = ROWS - 1) -> Iterator[tuple[str, Iterator[Row]]]:
    """The sheets that a table takes, one where it has no rows."""
    rows, number = iter(table.rows), 1
    following = next(rows, None)
    yield table.name, _with(following, islice(rows, most - 1))
    while following is not None and (following := next(rows, None)) is not None:
        number += 1
        yield f"{table.name} {number}", _with(following, islice(rows, most - 1))


def _with(first: Row | None, rest: Iterator[Row]) -> Iterator[Row]:
    if first is not None:
        yield first
        yield from rest


def _write_row(sheet: Any, at: int, row: Row, day: Any) -> None:
    for column, value in enumerate(row.values()):
        if value is None:
            continue
        if isinstance(value, Date):
            if value >= FIRST_DAY:
                sheet.write_datetime(at, column, value, day)
            else:
                sheet.write_string(at, column, value.isoformat())
        elif isinstance(value, bool):
            sheet.write_boolean(at, column, value)
        elif isinstance(value, int | float):
            sheet.write_number(at, column, value)
        else:
            sheet.write_string(at, column, text(value))


def text(value: object) -> str:
    """
    A text, or several with semicolons between, as a cell may hold it.

    >>> text(("RUS", "BLR")), len(text("a" * 40_000))
    ('RUS; BLR', 32767)
    """
    found = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    if len(found) <= CHARACTERS:
        return found
    return found[: CHARACTERS - len(CUT)] + CUT


def _workbook(file: BinaryIO) -> Any:
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        reason = f"needed for Excel workbooks and cannot be loaded ({error})"
        raise InstallationError("xlsxwriter", reason, advice=install("xlsx")) from error
    workbook = Workbook(file, OPTIONS)
    # by the comment reading knows its own
    workbook.set_properties({"created": MADE, "comments": f"facta {__version__}"})
    return workbook


FILES = {"facta.xlsx": write}
