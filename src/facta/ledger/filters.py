"""
Filters as SQL: conditions with their values apart, and free words as a safe FTS5 expression. Pure.

An end ("RUS", "NATO", "Vladimir Putin") fits a country code or a name, whatever the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from facta.ledger.rows import plain
from facta.ledger.store import Value
from facta.records import Date

TERM = re.compile(r'"([^"]*)"?|(\S+)')


class Where(Struct, frozen=True):
    """Conditions joined by AND, and the values their question marks stand for."""

    sql: str
    values: tuple[Value, ...]


class Filter(Struct, frozen=True):
    """One condition with a question mark, and the value it asks for; a value of None asks nothing."""

    condition: str
    value: str | Date | None


def where(filters: Iterable[Filter]) -> Where:
    """
    The WHERE clause of those filters that ask something.

    >>> where([Filter("kind = ?", "threat"), Filter("date >= ?", None)])
    Where(sql='WHERE (kind = ?)', values=('threat',))
    """
    asked = [item for item in filters if item.value is not None]
    values = tuple(value for item in asked for value in [_value(item.value)] * item.condition.count("?"))
    conditions = " AND ".join(f"({item.condition})" for item in asked)
    return Where(f"WHERE {conditions}" if conditions else "", values)


def period(since: Date | None, until: Date | None, column: str = "date") -> tuple[Filter, Filter]:
    """From one day to another, both included; what has no date is in no period."""
    return Filter(f"{column} >= ?", since), Filter(f"{column} <= ?", until)


def event_end(side: Literal["actor", "recipient"], end: str | None) -> Filter:
    """Events with this end on that side."""
    return Filter(
        "EXISTS (SELECT 1 FROM event_ends e WHERE e.document = events.document AND e.event = events.position"  # noqa: S608
        f" AND e.side = '{side}' AND (e.name = ? COLLATE NOCASE OR e.country = ? COLLATE NOCASE))",
        end,
    )


def happening_end(side: Literal["actor", "recipient"], end: str | None) -> Filter:
    """Happenings with this end on that side."""
    return Filter(
        "EXISTS (SELECT 1 FROM happening_ends e WHERE e.happening = happenings.id"  # noqa: S608
        f" AND e.side = '{side}' AND e.name = ? COLLATE NOCASE)",
        end,
    )


def either(*columns: str) -> str:
    """A condition that one of these columns has the value asked for."""
    return " OR ".join(f"{column} = ? COLLATE NOCASE" for column in columns)


def match(words: str) -> str | None:
    """
    Free words as an FTS5 expression: all must occur, "..." is a phrase, a word with * at its end is a prefix.

    None where nothing is left to look for. Nothing a person types is read as FTS5 syntax.

    >>> match('sanctions "phone call" NEAR( tarif*')
    '"sanctions" "phone call" "NEAR(" "tarif"*'
    >>> match('" * -- ') is None
    True
    """
    terms = [_term(found[1] or found[2] or "") for found in TERM.finditer(plain(words).replace("\x00", " "))]
    return " ".join(term for term in terms if term) or None


def _term(words: str) -> str | None:
    if not any(character.isalnum() for character in words):
        return None
    prefix = "*" if words.endswith("*") else ""
    escaped = words.rstrip("*").replace('"', '""')
    return f'"{escaped}"{prefix}'


def _value(value: str | Date | None) -> Value:
    return value.isoformat() if isinstance(value, Date) else plain(value or "")
