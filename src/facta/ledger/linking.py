"""
What linking found, brought up to what the accounts of a ledger say now: only what has
changed is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import msgspec

from facta.ledger import rows
from facta.ledger.columns import COPY
from facta.ledger.store import Store
from facta.ledger.upkeep import Change
from facta.link.linked import Linked
from facta.link.settling import Found
from facta.records import Dispute, Happening, Pledge

Record = TypeVar("Record", Happening, Dispute, Pledge)

# Each kind of record with its table, and the tables of its parts, which go before it.
TABLES = {
    "happening": ("happenings", ("happening_ends", "reports")),
    "dispute": ("disputes", ("claims",)),
    "pledge": ("pledges", ("pledge_changes", "pledge_reports")),
}
BATCH = 1000  # components whose records are written at once; judged


def written(store: Store, change: Change) -> bool:
    """Write what a change of accounts came to; whether anything differs now."""
    differs = _origins(store, change)
    waiting = set(change.gone)
    found = iter(change.found)
    while some := list(islice(found, BATCH)):
        news = rows.storable(_together(some))
        new = Linked(
            happenings=tuple(_new(store, "happening", news.happenings, waiting)),
            disputes=tuple(_new(store, "dispute", news.disputes, waiting)),
            pledges=tuple(_new(store, "pledge", news.pledges, waiting)),
        )
        for table, batch in rows.linked_rows(new):
            differs = differs or bool(batch)
            store.insert(table, batch)
    for kind, name in sorted(waiting):
        _drop(store, kind, name)
    return differs or bool(waiting)


def _together(some: Iterable[Found]) -> Linked:
    every = list(some)
    return Linked(
        happenings=tuple(item for one in every for item in one.happenings),
        disputes=tuple(item for one in every for item in one.disputes),
        pledges=tuple(item for one in every for item in one.pledges),
    )


def _new(
    store: Store, kind: str, items: Iterable[Record], waiting: set[tuple[str, str]]
) -> Iterator[Record]:
    """Those that do not stand there already, for which there is room then."""
    table, _ = TABLES[kind]
    sql = f"SELECT record FROM {table} WHERE id = ?"  # noqa: S608 (own names)
    for item in items:
        if (kind, item.id) in waiting:
            waiting.discard((kind, item.id))
            if store.value(sql, (item.id,)) == msgspec.json.encode(item):
                continue
            _drop(store, kind, item.id)
        yield item


def _drop(store: Store, kind: str, name: str) -> None:
    table, parts = TABLES[kind]
    for part in parts:
        store.run(f"DELETE FROM {part} WHERE {kind} = ?", (name,))  # noqa: S608
    store.run(f"DELETE FROM {table} WHERE id = ?", (name,))  # noqa: S608


def _origins(store: Store, change: Change) -> bool:
    """Write what accounts go back to and copy, where that is known anew."""
    told = [*change.left, *change.origins]
    differs = False
    for table, now in (
        (
            "originators",
            [{"document": d, "originator": o} for d, o in change.origins.items()],
        ),
        ("copies", [rows.stored(COPY.row(copy)) for copy in change.copies]),
    ):
        before = [
            row
            for name in told
            for row in store.checked(table, "WHERE document = ?", (name,))
        ]
        if before != now:
            differs = True
            for name in told:
                store.run(f"DELETE FROM {table} WHERE document = ?", (name,))  # noqa: S608
            store.insert(table, now)
    return differs
