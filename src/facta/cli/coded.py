"""
What the scores of coded passages look like: tables for a person, one JSON object for a
program, and what is wrong with its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec
from msgspec import Struct

from facta.cli.text import Column, cut, line, table
from facta.evaluate.reading import Fault, Row, Table, Value
from facta.records import Skipped

COLUMNS = (
    Column("", 38),
    Column("gold", 6),
    Column("found", 6),
    Column("precision", 20),
    Column("recall", 20),
    Column("F1 or share"),
)
# Where intervals do not fit, scores stand alone: below that many columns.
WIDE = 105
NARROW = (
    Column("", 38, least=38),
    Column("gold", 6),
    Column("found", 6),
    Column("precision", 9),
    Column("recall", 6),
    Column("F1 or share"),
)
EMPTY = ""


class Reading(Struct, frozen=True, kw_only=True):
    """Tables of coded passages, what is wrong in them, and what could not be read."""

    tables: tuple[Table, ...]
    faults: tuple[Fault, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class ReadingLine(Struct, frozen=True, kw_only=True):
    """Tables and what is wrong as one JSON object."""

    kind: str = "passages"
    tables: tuple[Table, ...]
    errors_in_all: int
    errors: tuple[Fault, ...]


def as_json(reading: Reading, errors: int) -> bytes:
    """The tables as one JSON object, with no more than so many errors."""
    return msgspec.json.encode(
        ReadingLine(
            tables=reading.tables,
            errors_in_all=len(reading.faults),
            errors=reading.faults[:errors],
        )
    )


def told(reading: Reading, errors: int, *, width: int) -> Iterator[str]:
    """The tables, and no more than so many errors below them."""
    for number, scores in enumerate(reading.tables):
        if number:
            yield ""
        yield from shown(scores, width=width)
    faults = reading.faults[:errors]
    if faults:
        yield ""
        yield f"{len(faults)} of {len(reading.faults)} errors, the surest first"
        yield from mistakes(faults, width=width)


def shown(scores: Table, *, width: int) -> Iterator[str]:
    """
    One table: a line each, scores with their 95 % intervals.

    Columns stay as wide in every table, so that tables can be read side by side. A
    narrow terminal has no intervals, and is told so.
    """
    yield (
        f"part {scores.part}, source {scores.source}: {scores.passages} passages of "
        f"{scores.documents} documents, {scores.sentences} sentences"
    )
    if width >= WIDE:
        rows = (_cells(row, _value) for row in scores.rows)
        yield from table(COLUMNS, rows, width=width)
        return
    rows = (_cells(row, _alone) for row in scores.rows)
    yield from table(NARROW, rows, width=width)
    yield f"with 95 % intervals on a terminal of {WIDE} columns, or by --json"


def _cells(row: Row, shown: Callable[[Value | None], str]) -> tuple[str, ...]:
    return (
        # a part stands below its whole
        row.title.replace("  ", "· "),
        _count(row.gold),
        _count(row.found),
        shown(row.precision),
        shown(row.recall),
        shown(row.f1 or row.share),
    )


def _count(number: int | None) -> str:
    if number is None:
        return EMPTY
    return f"{number:>5}"


def _value(value: Value | None) -> str:
    """
    A score with its interval.

    >>> _value(Value(0.5, 0.25, 0.75))
    '0.500 [0.250, 0.750]'
    """
    if value is None:
        return EMPTY
    return f"{value.value:.3f} [{value.low:.3f}, {value.high:.3f}]"


def _alone(value: Value | None) -> str:
    """A score without its interval."""
    if value is None:
        return EMPTY
    return f"{value.value:.3f}"


def mistakes(faults: Sequence[Fault], *, width: int) -> Iterator[str]:
    """Two lines each: what is wrong, and the sentence in which it is."""
    for fault in faults:
        sure = "    "
        if fault.confidence is not None:
            sure = f"{fault.confidence:.2f}"
        what = line(f"{fault.passage} {fault.line}: {_what(fault)}")
        yield f"{sure}  {what}"
        yield cut(f"      {line(fault.text)}", width)


def _what(fault: Fault) -> str:
    if fault.found is None:
        return f"missed {fault.gold}"
    if fault.gold is None:
        return f"false {fault.found}"
    return f"gold {fault.gold}; found {fault.found}"
