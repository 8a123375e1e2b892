"""
Rows of tables, one at a time: cells by the names of their columns, or what is wrong
with the row.

Tab-separated rows are taken line by line, so that a stray quotation mark spoils its own
row and no other; comma-separated ones as CSV.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from facta.errors import SourceError
from facta.exchange.incoming.nouns import UnfitError

Cells = Mapping[str, str]
Numbered = tuple[int, Cells | UnfitError]
Read = TypeVar("Read")
_TAB = "\t"


def named(
    lines: Iterable[str],
    wanted: Sequence[str],
    source: str,
    *,
    published: Sequence[str] = (),
) -> Iterator[Numbered]:
    """
    The rows below a header, each with its number; the header is number 1.

    Names are in lower case with spaces for underscores.

    Args:
        lines: of the file.
        wanted: columns without which a row says nothing.
        source: what the file is called.
        published: all columns of the format in their order; they hold where a header
            names them and more, which no row has cells for.

    Raises:
        SourceError: a wanted column is missing.
    """
    rest = iter(lines)
    first = next(rest, "")
    delimiter = _TAB if _TAB in first else ","
    names = header_of(first)
    if missing := [name for name in wanted if name not in names]:
        raise SourceError(
            source,
            f"no column {missing[0]!r}",
            "give the format it is in with --format",
        )
    # a file whose every row ends in surplus tabs has them in its header, too
    while names and not names[-1]:
        names.pop()
    whole = [column(name) for name in published]
    if whole and len(names) > len(whole) and set(names).issuperset(whole):
        names = whole
    for number, row in _rows(rest, delimiter, before=1):
        if row != []:
            yield number, _fitted(row, names)


def positional(lines: Iterable[str], names: Sequence[str]) -> Iterator[Numbered]:
    """The rows of a tab-separated table without a header."""
    for number, row in _rows(lines, _TAB):
        if row != []:
            yield number, _fitted(row, names)


def read(
    rows: Iterable[Numbered], make: Callable[[Cells], Read]
) -> Iterator[tuple[int, Read | UnfitError]]:
    """What each row says, or why it says nothing."""
    for number, cells in rows:
        yield number, _tried(cells, make)


def _tried(
    cells: Cells | UnfitError, make: Callable[[Cells], Read]
) -> Read | UnfitError:
    if isinstance(cells, UnfitError):
        return cells
    try:
        return make(cells)
    except UnfitError as unfit:
        return unfit


def column(name: str) -> str:
    """
    The name of a column as rows have it.

    >>> column(" Event ID"), column("event_id")
    ('event id', 'event id')
    """
    return " ".join(name.replace("_", " ").lower().split())


def header_of(line: str) -> list[str]:
    """The names of columns that a line holds, were it a header."""
    delimiter = _TAB if _TAB in line else ","
    rows = list(_rows([line], delimiter))
    return [column(name) for _, row in rows if isinstance(row, list) for name in row]


def _fitted(row: list[str] | UnfitError, names: Sequence[str]) -> Cells | UnfitError:
    if isinstance(row, UnfitError):
        return row
    surplus = row[len(names) :]
    if surplus and not any(cell.strip() for cell in surplus):
        return UnfitError(f"surplus tabs: {len(row)} columns instead of {len(names)}")
    if len(row) != len(names):
        return UnfitError(f"{len(row)} columns instead of {len(names)}")
    return dict(zip(names, row, strict=True))


def _rows(
    lines: Iterable[str], delimiter: str, *, before: int = 0
) -> Iterator[tuple[int, list[str] | UnfitError]]:
    if delimiter == _TAB:
        for number, line in enumerate(lines, before + 1):
            text = line.rstrip("\r\n")
            yield number, [_bare(cell) for cell in text.split(_TAB)] if text else []
        return
    reader = csv.reader(iter(lines))
    while True:
        number = before + reader.line_num + 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, UnfitError(f"no CSV: {error}")


def _bare(cell: str) -> str:
    """A cell without the quotation marks that some programs put around each."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
