"""
The happenings and disputes that a ledger keeps, asked for one by one: all that linking
found, or what is left of it where the events of rejected happenings count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from facta.ledger.store import Store
from facta.records import Dispute, Happening

COMPONENTS = 1 << 10  # whose events are kept at hand
# components of which something has fallen stand in `before_falling`
STANDS = """SELECT 1 FROM found WHERE kind = ? AND id = ?
    AND component NOT IN (SELECT component FROM before_falling)"""
TOLD = """SELECT component FROM traces WHERE event = ?
    AND component IN (SELECT component FROM before_falling)"""


class Left:
    """What is left where the events of rejected happenings count for nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def happening(self, name: str) -> bool:
        """See `facta.ledger.homes.Findings`."""
        sql = "SELECT 1 FROM happenings WHERE id = ?"
        return self._store.first(sql, (name,)) is not None

    def home(self, event: str) -> str | None:
        """See `facta.ledger.homes.Findings`."""
        rows = self._store.checked("reports", "WHERE event = ? LIMIT 1", (event,))
        return next((str(row["happening"]) for row in rows), None)

    def told(self, happening: str) -> Sequence[str]:
        """See `facta.ledger.homes.Findings`."""
        rows = self._store.checked("reports", "WHERE happening = ?", (happening,))
        return [str(row["event"]) for row in rows]

    def dispute(self, name: str) -> bool:
        """See `facta.ledger.homes.Findings`."""
        sql = "SELECT 1 FROM found WHERE kind = 'dispute' AND id = ?"
        return self._store.first(sql, (name,)) is not None

    def disputes(self) -> Iterator[Dispute]:
        """See `facta.ledger.homes.Findings`."""
        yield from self._those("disputes")
        yield from self._those("as_linked", "WHERE kind = 'dispute'")

    def _those(self, table: str, clause: str = "") -> Iterator[Dispute]:
        for row in self._store.checked(table, clause):
            yield self._store.decoded(row["record"], Dispute)


class Before(Left):
    """All that linking found, before anything of it fell."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._events = lru_cache(COMPONENTS)(self._told)

    def happening(self, name: str) -> bool:
        """See `facta.ledger.homes.Findings`."""
        return self._fallen("happening", name) is not None or self._stands(
            "happening", name
        )

    def home(self, event: str) -> str | None:
        """See `facta.ledger.homes.Findings`."""
        component = self._store.value(TOLD, (event,))
        if component is None:
            return super().home(event)
        return self._events(int(str(component))).get(event)

    def told(self, happening: str) -> Sequence[str]:
        """See `facta.ledger.homes.Findings`."""
        component = self._fallen("happening", happening)
        if component is None:
            # a happening without its first telling goes by another id
            standing = self._stands("happening", happening)
            return super().told(happening) if standing else ()
        events = self._events(component)
        return [event for event, home in events.items() if home == happening]

    def dispute(self, name: str) -> bool:
        """See `facta.ledger.homes.Findings`."""
        return self._fallen("dispute", name) is not None or self._stands(
            "dispute", name
        )

    def disputes(self) -> Iterator[Dispute]:
        """See `facta.ledger.homes.Findings`."""
        for item in super().disputes():
            if self._stands("dispute", item.id):
                yield item
        yield from self._those("before_falling", "WHERE kind = 'dispute'")

    def _fallen(self, kind: str, name: str) -> int | None:
        """The component in which a record was before something of it fell."""
        sql = "SELECT component FROM before_falling WHERE kind = ? AND id = ?"
        found = self._store.value(sql, (kind, name))
        return None if found is None else int(str(found))

    def _stands(self, kind: str, name: str) -> bool:
        """Whether a record is of a component of which nothing fell."""
        return self._store.first(STANDS, (kind, name)) is not None

    def _told(self, component: int) -> dict[str, str]:
        """The events of a component of which something fell, with what they told."""
        clause = "WHERE component = ? AND kind = 'happening'"
        return {
            event: item.id
            for row in self._store.checked("before_falling", clause, (component,))
            for item in [self._store.decoded(row["record"], Happening)]
            for report in item.reports
            for event in report.events
        }
