"""
Filters as SQL: conditions with their values apart, and free words as a safe FTS5
expression. Pure.

Whom a text means is settled before (`parties`); here ends are compared with the codes
and names of a `Party`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from facta.ledger.event_types import Kind
from facta.ledger.parties import Party
from facta.ledger.rows import plain
from facta.ledger.sums import Value
from facta.records import Date

# Values that stand in a query one by one.
MANY = 500
Side = Literal["actor", "recipient"]
# The last day that a row's date may mean; the first is the date itself. Precision stands
# in no column of statements, commitments and figures, so the record is asked.
LAST_DAY = """CASE json_extract(CAST(record AS TEXT), '$.date_precision')
    WHEN 'year' THEN substr(date, 1, 4) || '-12-31'
    WHEN 'season' THEN date(date, 'start of month', '+3 months', '-1 day')
    WHEN 'month' THEN date(date, 'start of month', '+1 month', '-1 day')
    ELSE date END"""
# Neither does the kind of an attribution; before it was told, all were assertions.
ATTRIBUTION = (
    "coalesce(json_extract(CAST(record AS TEXT), '$.attribution'), 'assertion') = ?"
)
# a phrase, whose closing mark may be missing, or a word
TERM = re.compile(r'"([^"]*)"?|(\S+)')


class Where(Struct, frozen=True):
    """Conditions joined by AND, and the values their question marks stand for."""

    sql: str
    values: tuple[Value, ...]


class Filter(Struct, frozen=True):
    """
    A condition with question marks and what they stand for: one value for all of them,
    or each its own.

    A value of None asks nothing.
    """

    condition: str
    value: str | Date | tuple[str, ...] | None


NOTHING = Filter("", None)


def where(filters: Iterable[Filter]) -> Where:
    """
    The WHERE clause of those filters that ask something.

    >>> where([Filter("kind = ?", "threat"), Filter("date >= ?", None)])
    Where(sql='WHERE (kind = ?)', values=('threat',))
    """
    asked = [item for item in filters if item.value is not None]
    conditions = " AND ".join(f"({item.condition})" for item in asked)
    return Where(
        f"WHERE {conditions}" if conditions else "",
        tuple(value for item in asked for value in _values(item)),
    )


def period(since: Date | None, until: Date | None) -> tuple[Filter, Filter]:
    """
    From one day to another, both included; a month or a year is in every period that it
    overlaps.

    A bound counts by its day, the day of publication; what has no date is in no period.
    """
    return Filter(f"{LAST_DAY} >= ?", since), Filter("date <= ?", until)


def among(column: str, values: Sequence[str]) -> Filter:
    """
    Rows whose column has one of some values; none fit where there are no values.

    >>> among("unit", ("km", "m"))
    Filter(condition='unit IN (?, ?)', value=('km', 'm'))
    """
    if len(values) <= MANY:
        return Filter(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))
    # SQLite limits how many question marks a query has, and JSON in SQLite ends at a
    # NUL
    rest = tuple(value for value in values if "\x00" in value)
    listed = json.dumps([value for value in values if "\x00" not in value])
    marks = ", ".join("?" * len(rest))
    many = f"{column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - own names
    condition = f"{many} OR {column} IN ({marks})"
    return Filter(condition, (listed, *rest))


def any_of(*asked: Filter) -> Filter:
    """What fits at least one of several filters."""
    values = tuple(value for item in asked for value in _values(item))
    return Filter(
        " OR ".join(f"({item.condition})" for item in asked),
        tuple(str(value) for value in values),
    )


def party(party: Party | None, *, names: str, codes: str) -> Filter:
    """Rows whose column of names or of country codes stands for a party."""
    return (
        any_of(among(codes, party.codes), among(names, party.names))
        if party
        else NOTHING
    )


def event_end(side: Side, end: Party | None) -> Filter:
    """Events with this end on that side."""
    if end is None:
        return NOTHING
    ends = (
        "counted_event_ends e WHERE e.document = events.document"
        " AND e.event = events.position"
    )
    return _on_side(side, ends, party(end, names="e.name", codes="e.country"))


def happening_end(side: Side, end: Party | None) -> Filter:
    """
    Happenings with this end on that side.

    Their ends are country codes wherever there is a country; a person is found by the
    events that tell of them.
    """
    if end is None:
        return NOTHING
    shown, told = among("e.name", end.codes + end.names), among("e.name", end.names)
    ends = "happening_ends e WHERE e.happening = happenings.id"
    events = (
        "reports r JOIN counted_events v ON v.id = r.event AND v.document = r.document"
        " JOIN counted_event_ends e ON e.document = v.document AND e.event = v.position"
        " WHERE r.happening = happenings.id"
    )
    return any_of(_on_side(side, ends, shown), _on_side(side, events, told))


def _on_side(side: Side, ends: str, asked: Filter) -> Filter:
    """Rows that have an end `e` on that side which is the one asked for."""
    condition = f"{ends} AND e.side = '{side}' AND ({asked.condition})"
    return Filter(f"EXISTS (SELECT 1 FROM {condition})", asked.value)  # noqa: S608


def event_types(asked: Sequence[Kind] | None) -> Filter:
    """Rows of one of some types, each in any mode or in one."""
    if asked is None:
        return NOTHING
    return any_of(
        *(
            Filter("event_type = ? AND mode = ?", (item.type, item.mode))
            if item.mode
            else Filter("event_type = ?", item.type)
            for item in asked
        )
    )


def match(words: str) -> str | None:
    """
    Free words as an FTS5 expression: all must occur, "..." is a phrase, a word with *
    at its end is a prefix.

    None where nothing is left to look for. Nothing a person types is read as FTS5
    syntax.

    >>> match('sanctions "phone call" NEAR( tarif*')
    '"sanctions" "phone call" "NEAR(" "tarif"*'
    >>> match('" * -- ') is None
    True
    """
    terms = [
        _term(found[1] or found[2] or "")
        for found in TERM.finditer(plain(words).replace("\x00", " "))
    ]
    return " ".join(term for term in terms if term) or None


def _term(words: str) -> str | None:
    if not any(character.isalnum() for character in words):
        return None
    prefix = "*" if words.endswith("*") else ""
    escaped = words.rstrip("*").replace('"', '""')
    return f'"{escaped}"{prefix}'


def texts(asked: Filter) -> tuple[str, ...]:
    """What the question marks of a filter by several texts stand for."""
    assert isinstance(asked.value, tuple)
    return asked.value


def _values(item: Filter) -> tuple[Value, ...]:
    if isinstance(item.value, tuple):
        return item.value
    value = (
        item.value.isoformat()
        if isinstance(item.value, Date)
        else plain(item.value or "")
    )
    return (value,) * item.condition.count("?")
