"""
Counts of event data: a row for each directed dyad and year (or day), with how many
events of each quad class it has, under the names that published tables use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from facta.errors import SourceError
from facta.exchange.incoming.codes import Codes, given
from facta.exchange.incoming.nouns import UnfitError
from facta.exchange.incoming.table import Cells, header_of, named, read
from facta.records import Date, DyadCount

# The columns of each thing, the first that a table has.
NAMES: dict[str | int, tuple[str, ...]] = {
    "actor": ("actor", "source", "i iso3c", "i"),
    "recipient": ("recipient", "target", "j iso3c", "j"),
    "begin": ("date", "year"),
    1: ("verbal cooperation", "verbcoop", "quad 1"),
    2: ("material cooperation", "matlcoop", "quad 2"),
    3: ("verbal conflict", "verbconf", "quad 3"),
    4: ("material conflict", "matlconf", "quad 4"),
}
CLASSES = (1, 2, 3, 4)


def counts(
    lines: Iterable[str], source: str
) -> Iterator[tuple[int, DyadCount | UnfitError]]:
    """
    The counts of a table, each with the number of its row, or what is wrong with it.

    Raises:
        SourceError: a column is missing.
    """
    rest = iter(lines)
    header = next(rest, "")
    columns = dict(_columns(header_of(header), source))
    rows = named(_again(header, rest), tuple(columns.values()), source)
    return read(rows, partial(_count, columns=columns, codes=Codes.load()))


def _again(header: str, rest: Iterator[str]) -> Iterator[str]:
    yield header
    yield from rest


def _columns(header: list[str], source: str) -> Iterator[tuple[str | int, str]]:
    for thing, names in NAMES.items():
        found = next((name for name in names if name in header), None)
        if found is None:
            raise SourceError(
                source,
                f"no column {' or '.join(map(repr, names))}",
                "give actor, recipient, year or date, and the four quad classes",
            )
        yield thing, found


def _count(cells: Cells, columns: Mapping[str | int, str], codes: Codes) -> DyadCount:
    return DyadCount(
        begin=_begin(given(cells[columns["begin"]])),
        actor=_end(given(cells[columns["actor"]]), codes),
        recipient=_end(given(cells[columns["recipient"]]), codes),
        of={code: _number(given(cells[columns[code]])) for code in CLASSES},
    )


def _end(text: str, codes: Codes) -> str:
    if not text:
        raise UnfitError("nobody named")
    return codes.country(text) or text


def _begin(text: str) -> Date:
    try:
        return Date(int(text), 1, 1) if text.isdigit() else Date.fromisoformat(text)
    except ValueError:
        raise UnfitError(f"no date: '{text}'") from None


def _number(text: str) -> int:
    if not text.isdigit():
        raise UnfitError(f"no count: '{text}'")
    return int(text)
