"""
What is doubtful and undecided, a page at a time: events near the confidence from which
they count, parties that no table knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from facta.ledger.accounts import Accounts
from facta.ledger.filters import Filter, where
from facta.records import Event

# where events that count stand: as they were extracted, and as people decided
OF_EVENTS = (
    ("events", "document NOT IN (SELECT document FROM decided_documents)"),
    ("decided_events", "1"),
)
# what people have decided on is no longer doubtful
UNDECIDED = "id NOT IN (SELECT record FROM marks)"
# events that tell of somebody who is no more than a name
NAMED = """(document, position) IN
    (SELECT document, event FROM counted_event_ends WHERE name = ? AND country IS NULL)"""


class Doubtful(Accounts):
    """What of a store is doubtful, a page at a time."""

    def unsure(
        self, least: float, *, counting: bool, skip: int, most: int
    ) -> list[Event]:
        """
        Events nearest to the confidence from which they count, on which nobody has
        decided: those that just count, or those that just do not.
        """
        sign, order = (">=", "") if counting else ("<", " DESC")
        asked = where(
            [
                Filter(f"confidence {sign} CAST(? AS REAL)", f"{least:g}"),
                Filter(UNDECIDED, ()),
            ]
        )
        self._demand_sound()
        # each table by its index; of both at once all would be sorted
        held = (
            f"""SELECT confidence, document, position FROM {table} {asked.sql} AND {fits}
            ORDER BY confidence{order}, document, position LIMIT ?"""  # noqa: S608
            for table, fits in OF_EVENTS
        )
        values = (*asked.values, skip + most)
        rows = [row for sql in held for row in self._store.every(sql, values)]
        rows.sort(
            key=lambda row: (float(row[0]) if counting else -float(row[0]), row[1:])
        )
        return list(
            chain.from_iterable(
                self._event_at(str(document), int(str(position)))
                for _, document, position in rows[skip : skip + most]
            )
        )

    def unresolved(
        self, least: float, *, skip: int, most: int
    ) -> list[tuple[str, Event]]:
        """
        Each party of which neither country nor kind of body is known, those named most
        first, with an event of at least that confidence that tells of it, on which
        nobody has decided; of an event that tells of several, the one named most.
        """
        often = """SELECT name FROM event_ends WHERE country IS NULL
            GROUP BY name ORDER BY count(*) DESC, name LIMIT ? OFFSET ?"""
        found: dict[str, tuple[str, Event]] = {}
        for name in list(map(str, self._store.column(often, (most, skip)))):
            asked = [
                Filter(NAMED, name),
                Filter("confidence >= CAST(? AS REAL)", f"{least:g}"),
                Filter(UNDECIDED, ()),
            ]
            for event in self._events(asked, "document, position LIMIT 1"):
                found.setdefault(event.id, (name, event))
        return list(found.values())

    def naming(self, name: str, *, most: int) -> list[Event]:
        """Events that tell of a party of that name, of which no country is known."""
        asked = [Filter(NAMED, name)]
        return self._events(asked, f"document, position LIMIT {int(most)}")

    def _events(self, asked: Iterable[Filter], order: str) -> list[Event]:
        """
        Events that count; which they are is asked first, without their records, as a
        sort would carry these along.
        """
        self._demand_sound()
        clause = where(asked)
        held = f"counted_events {clause.sql} ORDER BY {order}"
        sql = f"SELECT document, position FROM {held}"  # noqa: S608
        found: list[Event] = []
        for document, position in self._store.every(sql, clause.values):
            found += self._event_at(str(document), int(str(position)))
        return found

    def _event_at(self, document: str, position: int) -> Iterator[Event]:
        of_place = [
            Filter("document = ?", document),
            Filter("position = CAST(? AS INTEGER)", str(position)),
        ]
        return self._records("events", Event, of_place, order="position")
