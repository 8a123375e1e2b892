"""
A table of series from the text of a CSV: `date` and a column for each series, as
`facta measure --csv` writes it. Pure.

Comma, semicolon or tab; days as 2025-05-26, months also as 2025-05. An empty cell, NA and
NaN are holes.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence

from facta.errors import SourceError
from facta.model.table import Table
from facta.records import Date

HOLES = frozenset({"", "na", "n/a", "nan", "null", "none"})
DELIMITERS = ",;\t"
HEADER = "open the file with a row like date,RUS>UKR,UKR>RUS"


def read(text: str, *, source: str) -> Table:
    r"""
    The table that a text holds.

    Args:
        text: of the file, with its header.
        source: what messages call it.

    Raises:
        SourceError: no table of this form, or one that `Table.of` refuses; names the
            row, the header being row 1.

    >>> read("date,RUS>UKR\n2025-05-19,-3.5\n2025-05-26,\n", source="weekly.csv").values
    array([[-3.5],
           [ nan]])
    """
    lines = list(_lines(text.removeprefix("\ufeff"), source))
    if not lines:
        raise SourceError(source, "nothing in it", HEADER)
    _, header = lines[0]
    if header[0].strip().lower() != "date":
        raise SourceError(source, f"the first column is {header[0]!r}, no date", HEADER)
    dates, values = [], []
    for number, cells in lines[1:]:
        if len(cells) != len(header):
            reason = f"row {number} has {len(cells)} cells of {len(header)}"
            raise SourceError(source, reason, "give each row a cell for each column")
        dates.append(_date(cells[0].strip(), number, source))
        values.append(
            [
                _number(cell.strip(), name, number, source)
                for name, cell in zip(header[1:], cells[1:], strict=True)
            ]
        )
    names = [name.strip() for name in header[1:]]
    return Table.of(dates, names, values, source=source)


def _lines(text: str, source: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows that have anything in them, with their numbers."""
    header = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=header.count)
    stream = io.StringIO(text.replace("\0", ""), newline="")
    try:
        for number, cells in enumerate(csv.reader(stream, delimiter=delimiter), 1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        reason = f"not a CSV table ({error})"
        raise SourceError(source, reason, "save it as CSV in UTF-8") from error


def _date(cell: str, number: int, source: str) -> Date:
    # a month stands for its first day
    whole = f"{cell}-01" if len(cell) == len("2025-05") else cell
    try:
        return Date.fromisoformat(whole)
    except ValueError:
        advice = "write days as 2025-05-26"
        raise SourceError(
            source, f"row {number}: {cell!r} is no date", advice
        ) from None


def _number(cell: str, name: str, number: int, source: str) -> float:
    if cell.lower() in HOLES:
        return math.nan
    try:
        return float(cell)
    except ValueError:
        reason = f"row {number}: {name.strip()} is {cell!r}, no number"
        advice = "write numbers as -3.5, and nothing where nothing is known"
        raise SourceError(source, reason, advice) from None
