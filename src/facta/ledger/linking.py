"""
What linking found, brought up to what the accounts of a ledger say now, with what people
decided laid over it: only what has changed is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import msgspec

from facta.ledger import rows
from facta.ledger.columns import COPY
from facta.ledger.plan import Plan
from facta.ledger.store import Store
from facta.ledger.sums import Row, Value
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
    for item in items:
        if (kind, item.id) in waiting:
            waiting.discard((kind, item.id))
            if _as_linked(store, kind, item.id) == msgspec.json.encode(item):
                continue
            _drop(store, kind, item.id)
        yield item


def _as_linked(store: Store, kind: str, name: str) -> Value:
    """A record as linking found it, whatever was decided of it."""
    covered = _covered(store, kind, name)
    if covered is not None:
        return covered
    sql = f"SELECT record FROM {TABLES[kind][0]} WHERE id = ?"  # noqa: S608 (own names)
    return store.value(sql, (name,))


def _covered(store: Store, kind: str, name: str) -> Value:
    """The same, where what was decided of it changes it."""
    found = store.checked("as_linked", "WHERE kind = ? AND id = ?", (kind, name))
    return next((row["record"] for row in found), None)


def _drop(store: Store, kind: str, name: str) -> None:
    _uncover(store, kind, name)
    _take_out(store, kind, name)


def _uncover(store: Store, kind: str, name: str) -> None:
    store.run("DELETE FROM as_linked WHERE kind = ? AND id = ?", (kind, name))


def _take_out(store: Store, kind: str, name: str) -> None:
    table, parts = TABLES[kind]
    for part in parts:
        store.run(f"DELETE FROM {part} WHERE {kind} = ?", (name,))  # noqa: S608
    store.run(f"DELETE FROM {table} WHERE id = ?", (name,))  # noqa: S608


def laid(store: Store, plan: Plan) -> bool:
    """
    Lay what was decided over what was linked, as it is kept; whether anything differs
    now.
    """
    covered = store.rows("SELECT kind, id FROM as_linked")
    asked = {(str(kind), str(name)) for kind, name in covered} | set(_laid(store, plan))
    return sum(_lay(store, plan, kind, name) for kind, name in sorted(asked)) > 0


def _laid(store: Store, plan: Plan) -> Iterator[tuple[str, str]]:
    """The kinds and ids of what decisions may change."""
    for kind, name in plan.laid:
        if kind != "commitment":
            yield kind, name
            continue
        sql = "SELECT pledge FROM pledge_reports WHERE commitment = ?"
        for pledge in store.column(sql, (name,)):
            yield "pledge", str(pledge)


def _lay(store: Store, plan: Plan, kind: str, name: str) -> bool:
    """Let one record count as it is decided; whether it did otherwise before."""
    rows_of = store.checked(TABLES[kind][0], "WHERE id = ?", (name,))
    before = next((row["record"] for row in rows_of), None)
    covered = _covered(store, kind, name)
    linked = before if covered is None else covered
    if linked is None:
        return False
    now = _decided(plan, _decoded(store, kind, linked))
    counts = None if now is None else msgspec.json.encode(now)
    _uncover(store, kind, name)
    if counts != linked:
        row: Row = {"kind": kind, "id": name, "record": linked}
        store.insert("as_linked", [row])
    if counts == before:
        return False
    _take_out(store, kind, name)
    if now is not None:
        for table, batch in rows.linked_rows(_alone(now)):
            store.insert(table, batch)
    return True


def _decoded(store: Store, kind: str, record: Value) -> Happening | Dispute | Pledge:
    shapes: dict[str, type[Happening | Dispute | Pledge]] = {
        "happening": Happening,
        "dispute": Dispute,
        "pledge": Pledge,
    }
    return store.decoded(record, shapes[kind])


def _decided(
    plan: Plan, item: Happening | Dispute | Pledge
) -> Happening | Dispute | Pledge | None:
    """A record as it is decided; None where it does not count."""
    if isinstance(item, Dispute):
        return item if plan.keeps(item) else None
    now = plan.happening(item) if isinstance(item, Happening) else plan.pledge(item)
    return rows.storable(now)


def _alone(item: Happening | Dispute | Pledge) -> Linked:
    match item:
        case Happening():
            return Linked(happenings=(item,))
        case Dispute():
            return Linked(disputes=(item,))
        case Pledge():
            return Linked(pledges=(item,))


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
