"""
Happenings as GDELT 2.0's two tables, without headers: events (61 columns), one row from
one party to one other, and mentions (16), one row an account that tells it.

CAMEO codes and Goldstein scores; the counts are Facta's: mentions are events, sources
independent originators, articles reports.

Source: GDELT Event Codebook V2.0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import BinaryIO

from msgspec import Struct

from facta import __version__
from facta.exchange import tsv
from facta.exchange.dyadic import Dyad, dyads, land
from facta.exchange.gdelt_columns import ACTOR, EVENTS, MENTIONS, PLACE
from facta.exchange.incoming.codes import gdelt
from facta.exchange.told import Behind, Party
from facta.ledger import Ledger
from facta.ontology import BODIES
from facta.records import Actor, Date, Event

# GDELT's number for an account on the web, and for one that is named otherwise
WEB, NAMED = 1, 2
ROOT = 2  # digits of a root's code; one more is a base code
DAYS = 365.0
# columns from IsRootEvent to AvgTone
ACTION = 10


class Mention(Struct, frozen=True):
    """A row of the second table: a happening as one account tells it."""

    dyad: Dyad
    behind: Behind

    @property
    def event(self) -> Event:
        """The event by which the account tells it first."""
        return self.behind.events[0]


def write_events(ledger: Ledger, file: BinaryIO) -> None:
    """The events of a ledger."""
    tsv.write(file, COLUMNS, dyads(ledger), header=False)


def write_mentions(ledger: Ledger, file: BinaryIO) -> None:
    """Which account tells which of the events."""
    tsv.write(file, MENTION_COLUMNS, _mentions(ledger), header=False)


def _mentions(ledger: Ledger) -> Iterator[Mention]:
    for row in dyads(ledger):
        for behind in row.told.behind:
            yield Mention(row, behind)


def _number(row: Dyad) -> int:
    return row.number


def _date(row: Dyad, precisions: frozenset[str]) -> Date | None:
    """The date where it is as precise as a column asks for."""
    known = row.happening.date_precision in precisions
    return row.happening.date if known else None


def _day(row: Dyad) -> str | None:
    found = _date(row, frozenset({"day"}))
    return _digits(found) if found else None


def _month(row: Dyad) -> str | None:
    found = _date(row, frozenset({"day", "month"}))
    return _digits(found)[:6] if found else None


def _year(row: Dyad) -> str | None:
    return _digits(row.happening.date)[:4] if row.happening.date else None


def _fraction(row: Dyad) -> str | None:
    """The year, and how much of it is over."""
    found = _date(row, frozenset({"day"}))
    if found is None:
        return None
    over = (found - date(found.year, 1, 1)).days / DAYS
    return f"{found.year + min(over, 0.9999):.4f}"


@cache
def _role(sector: str) -> str | None:
    """CAMEO's code of a sector; None where it has none."""
    found = [code for code, ours in gdelt().sectors.items() if ours == sector]
    # where CAMEO has the same code for the same, that one
    return sector if sector in found else next(iter(found), None)


def _roles(party: Party) -> tuple[str, ...]:
    body = (party.country,) if party.country in BODIES else ()
    roles = (*body, _role(party.sector) if party.sector else None)
    return tuple(role for role in roles if role)


def _actor(party: Party | None) -> tuple[object, ...]:
    """The ten columns of a party."""
    if party is None:
        return (None,) * len(ACTOR)
    country, roles = land(party), (*_roles(party), None, None, None)[:3]
    code = "".join(filter(None, (country, *roles)))
    return (code, party.name, country, None, None, None, None, *roles)


def _action(row: Dyad) -> tuple[object, ...]:
    """From whether it leads its story to the tone, neither of which Facta measures."""
    told, code = row.told, row.code
    return (
        None,
        code,
        code[: ROOT + 1],
        code[:ROOT],
        row.happening.quad_code,
        row.goldstein,
        len(told.events),
        len(row.happening.originators),
        len(row.happening.reports),
        None,
    )


def _added(row: Dyad) -> str | None:
    """Midnight of the day on which the first account was published."""
    return _moment(row.document.published) if row.document else None


def _moment(day: Date | None) -> str | None:
    return f"{_digits(day)}000000" if day else None


def _digits(day: Date) -> str:
    """A day as YYYYMMDD, years before 1000 too, which strftime does not fill up."""
    return day.isoformat().replace("-", "")


def _source(row: Dyad) -> str | None:
    if row.document is None:
        return None
    return row.document.url or row.document.source


def _part(
    whole: Callable[[Dyad], tuple[object, ...]], at: int
) -> Callable[[Dyad], object]:
    """One of several columns that go together."""
    return lambda row: whole(row)[at]


def _told_on(row: Mention) -> str | None:
    day = row.dyad.happening.date
    return _moment(day if row.dyad.happening.date_precision == "day" else None)


def _told_by(row: Mention) -> str:
    document = row.behind.document
    return document.publisher or document.source


def _place(row: Mention) -> int:
    return row.event.sentence + 1


def _start(row: Mention) -> int:
    return row.event.trigger.start


def _offset(ends: Sequence[Actor]) -> int | None:
    return ends[0].span.start if ends else None


def _sure(row: Mention) -> int:
    """Of 100, in steps of ten, as GDELT has it."""
    return round(row.event.confidence * 10) * 10


def _length(row: Mention) -> int:
    return len(row.behind.document.text)


def _kind(row: Mention) -> int:
    return WEB if row.behind.document.url else NAMED


def _identifier(row: Mention) -> str:
    return row.behind.document.url or row.behind.document.source


def _extras(row: Mention) -> str:
    """By it reading knows its own."""
    del row
    return f"facta {__version__}"


_ACTORS = (lambda row: _actor(row.actor), lambda row: _actor(row.recipient))
COLUMNS: tsv.Columns[Dyad] = dict(
    zip(
        EVENTS,
        (
            *(_number, _day, _month, _year, _fraction),
            *(_part(side, at) for side in _ACTORS for at in range(len(ACTOR))),
            *(_part(_action, at) for at in range(ACTION)),
            *(None,) * (len(PLACE) * 3),
            *(_added, _source),
        ),
        strict=True,
    )
)
MENTION_COLUMNS: tsv.Columns[Mention] = dict(
    zip(
        MENTIONS,
        (
            lambda row: row.dyad.number,
            _told_on,
            lambda row: _moment(row.behind.document.published),
            _kind,
            _told_by,
            _identifier,
            _place,
            lambda row: _offset(row.event.actor),
            lambda row: _offset(row.event.recipient),
            _start,
            None,
            _sure,
            _length,
            None,
            None,
            _extras,
        ),
        strict=True,
    )
)
# by the names that GDELT gives its own
FILES = {"facta.export.CSV": write_events, "facta.mentions.CSV": write_mentions}
