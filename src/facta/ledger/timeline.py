"""
Happenings in order of time, a page at a time: those of parties, days and types, from
where the last page ended.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from msgspec import Struct

from facta.errors import SettingsError
from facta.ledger import filters, sides
from facta.ledger.accounts import Accounts
from facta.ledger.event_types import AskedKinds, Kind, event_types
from facta.ledger.filters import Filter, among, texts, where
from facta.ledger.parties import Asked, Party
from facta.ledger.queries import BY_TIME
from facta.records import Credibility, Date, Happening

# The end of a page of happenings: the day, if there is one, and the id.
ENDED = re.compile(r"(\d{4}-\d{2}-\d{2})?~([0-9a-f]{1,64})")
BETWEEN = """id IN (SELECT a.happening FROM happening_ends a
    JOIN happening_ends b ON b.happening = a.happening AND b.side != a.side
    WHERE a.name = ? AND b.name = ?)"""
# Times that somebody is named from which happenings are gone through in order of time
# until a page is full, instead of looking up all of his; measured.
OFTEN = 3_000
# what is told of a year begins so long before it ends
A_YEAR = datetime.timedelta(days=366)


class Turned(Struct, frozen=True):
    """The happenings of a page, and where the next one begins; None at the end."""

    happenings: tuple[Happening, ...]
    after: str | None


class Timeline(Accounts):
    """The happenings of a store, a page at a time."""

    def happenings_page(
        self,
        *,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: AskedKinds | None = None,
        grade: Credibility | None = None,
        latest: bool = True,
        after: str | None = None,
        most: int = 50,
    ) -> Turned:
        """
        Happenings in order of time, the undated last.

        Args:
            actor: who acted; as in `happenings`.
            recipient: who was acted upon.
            since: from this day on.
            until: up to this day.
            event_type: types, or classes of them.
            grade: the weakest grade to give.
            latest: the latest first.
            after: where the page before ended, as it said.
            most: how many.

        Raises:
            SettingsError: no page ends there.
        """
        asked = [
            *self._fits(actor, recipient, since, until, event_type, few=True),
            Filter("grade <= CAST(? AS INTEGER)", str(grade) if grade else None),
        ]
        day, name = _ended(after)
        found: list[Happening] = []
        if name is None or day is not None:
            found = self._dated(asked, day, name, latest=latest, most=most + 1)
        # what has no date is in no period
        if len(found) <= most and since is None and until is None:
            last = name if day is None else None
            room = most + 1 - len(found)
            found += self._undated(asked, last, most=room)
        more = _ending(found[most - 1]) if len(found) > most else None
        return Turned(tuple(found[:most]), more)

    def happening_ids(
        self,
        *,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: AskedKinds | None = None,
    ) -> frozenset[str]:
        """The ids of the happenings that `happenings` gives, which reads no record."""
        asked = self._fits(actor, recipient, since, until, event_type, few=False)
        clause = where(asked)
        sql = f"SELECT id FROM happenings {clause.sql}"  # noqa: S608 - own names
        return frozenset(map(str, self._store.column(sql, clause.values)))

    def between(self, one: str, other: str) -> list[Happening]:
        """All that two ends did to each other, both ways, in order of time."""
        asked = Filter(BETWEEN, (one, other))
        return self._happenings([asked], BY_TIME)

    def _dated(
        self,
        asked: Sequence[Filter],
        day: str | None,
        name: str | None,
        *,
        latest: bool,
        most: int,
    ) -> list[Happening]:
        sign, down = ("<", " DESC") if latest else (">", "")
        behind = []
        if day is not None and name is not None:
            behind = [Filter(f"(date, id) {sign} (?, ?)", (day, name))]
        dated = [Filter("date IS NOT NULL", ()), *asked, *behind]
        order = f"date{down}, id{down} LIMIT {int(most)}"
        return self._happenings(dated, order)

    def _undated(
        self, asked: Sequence[Filter], name: str | None, *, most: int
    ) -> list[Happening]:
        undated = [Filter("date IS NULL", ()), *asked, Filter("id > ?", name)]
        return self._happenings(undated, f"id LIMIT {int(most)}")

    def _fits(
        self,
        actor: Asked | None,
        recipient: Asked | None,
        since: Date | None,
        until: Date | None,
        event_type: AskedKinds | None,
        *,
        few: bool,
    ) -> list[Filter]:
        """Happenings of parties, days and types."""
        return [
            self._on_side("actor", self._parties.party(actor), few=few),
            self._on_side("recipient", self._parties.party(recipient), few=few),
            *filters.period(since, until),
            Filter("date >= ?", since - A_YEAR if since else None),
            filters.event_types(self._kinds(event_type)),
        ]

    def _happenings(self, asked: Sequence[Filter], order: str) -> list[Happening]:
        return list(self._records("happenings", Happening, asked, order=order))

    def _kinds(self, asked: AskedKinds | None) -> tuple[Kind, ...] | None:
        """As `event_types`, by the types that happenings have."""
        if not asked:
            return None
        held = self._store.column("SELECT DISTINCT event_type FROM happenings")
        return event_types(asked, list(map(str, held)))

    def _on_side(self, side: filters.Side, end: Party | None, *, few: bool) -> Filter:
        """
        Happenings with this end on that side: by the end that is shown, or by the
        person of whom an account tells it. Where only a few are wanted, they may be
        met instead of looked up.
        """
        if end is None:
            return filters.NOTHING
        often = few and self._often("happening_ends", end.codes + end.names)
        asked = [sides.shown(side, end, often=often)]
        if end.names:
            often = few and self._often("event_ends", end.names)
            asked += [sides.told(side, end, *of, often=often) for of in sides.OF_TABLES]
        return filters.any_of(*asked)

    def _often(self, table: str, names: Sequence[str]) -> bool:
        """
        Whether so much is told of somebody that it is quicker to meet it than to look
        all of it up.
        """
        asked = among("name", names)
        sql = f"SELECT 1 FROM {table} WHERE {asked.condition} LIMIT 1 OFFSET ?"  # noqa: S608
        return self._store.first(sql, (*texts(asked), OFTEN)) is not None


def _ending(item: Happening) -> str:
    """Where a page ends that ends with this one."""
    return f"{item.date.isoformat() if item.date else ''}~{item.id}"


def _ended(after: str | None) -> tuple[str | None, str | None]:
    """The day and the id with which a page ended."""
    if not after:
        return None, None
    found = ENDED.fullmatch(after)
    if found is None:
        raise SettingsError(f"{after!r}: no page ends there; begin with the first")
    return found[1], found[2]
