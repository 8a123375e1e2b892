"""Any record by its id, or by a beginning of it that no other record shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from facta.ledger.columns import DECIDED
from facta.ledger.nouns import Found, Kind, Record, UnknownRecordError
from facta.ledger.rows import plain
from facta.ledger.store import Store
from facta.records import (
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Statement,
)

TABLES: dict[Kind, tuple[str, type[Record]]] = {
    "document": ("documents", Document),
    "event": ("events", Event),
    "statement": ("statements", Statement),
    "commitment": ("commitments", Commitment),
    "figure": ("figures", Figure),
    "happening": ("happenings", Happening),
    "dispute": ("disputes", Dispute),
}
# How many of several candidates a message names.
NAMED = 5
SHOWN = """SELECT kind, record FROM marks
    WHERE shown >= ? AND shown < ? AND shown != record LIMIT 1"""
# the last decision on a record, or on several with it among them
KNOWN = """SELECT d.record, d.kind, d.snapshot, s.record FROM decisions d
    LEFT JOIN standings s ON s.decision = d.number
    WHERE d.record >= ? AND d.record < ? OR d.verdict = 'merged' AND EXISTS
        (SELECT 1 FROM json_each(iif(json_valid(d.value), d.value, '[]')) e
         WHERE e.value >= ? AND e.value < ?)
    ORDER BY d.number DESC"""
# the last of all characters: what begins with a text sorts before the text with it
LAST = "\U0010ffff"


def find(
    store: Store, record_id: str, *, kinds: Sequence[Kind] = tuple(TABLES)
) -> Found:
    """
    The record with this id; else the only one whose id begins with it.

    Raises:
        UnknownRecordError: there is none, or there are several.
    """
    asked = plain(record_id)
    if not asked:
        raise UnknownRecordError(
            f"{store.path}: an empty id; give an id or the beginning of one"
        )
    found = [*_named(store, asked, kinds)] or [*_begun(store, asked, kinds)]
    if not found and (decided := _decided(store, asked, kinds)):
        return decided
    if not found:
        raise UnknownRecordError(
            f"{store.path}: no {' or '.join(kinds)} {asked!r}; list ids with `facta timeline`"
        )
    if len(found) > 1:
        several = ", ".join(f"{kind} {whole}" for kind, whole in found[:NAMED])
        raise UnknownRecordError(
            f"{store.path}: {asked!r} may be {several}; give more of the id"
        )
    kind, whole = found[0]
    return Found(whole, kind, _record(store, kind, whole))


def _named(
    store: Store, asked: str, kinds: Sequence[Kind]
) -> Iterator[tuple[Kind, str]]:
    for kind in kinds:
        sql = f"SELECT 1 FROM {TABLES[kind][0]} WHERE id = ?"  # noqa: S608 - own names
        if store.first(sql, (asked,)):
            yield kind, asked


def _begun(
    store: Store, asked: str, kinds: Sequence[Kind]
) -> Iterator[tuple[Kind, str]]:
    for kind in kinds:
        near = f"{TABLES[kind][0]} WHERE id > ? AND id < ? ORDER BY id LIMIT ?"
        sql = f"SELECT DISTINCT id FROM {near}"  # noqa: S608
        for whole in store.column(sql, (asked, asked + LAST, NAMED)):
            yield kind, str(whole)


def _record(store: Store, kind: Kind, whole: str) -> Record:
    """A record as it counts; as it was extracted where it counts for nothing."""
    table, struct = TABLES[kind]
    if table in DECIDED:
        # another value gives a figure another id
        sql = "SELECT shown FROM marks WHERE kind = ? AND record = ?"
        shown = store.value(sql, (kind, whole)) or whole
        clause, view = "WHERE id = ? LIMIT 1", f"counted_{table}"
        for row in store.checked(table, clause, (shown,), view=view):
            return store.decoded(row["record"], struct)
    return store.decoded(store.one(table, whole)["record"], struct)


def _decided(store: Store, asked: str, kinds: Sequence[Kind]) -> Found | None:
    """
    A record that only decisions know: under the id that lists give it, or gone, as it
    was seen, or under the id that it has now.
    """
    for kind, record in store.rows(SHOWN, (asked, asked + LAST)):
        if kind in kinds:
            return find(store, str(record), kinds=kinds)
    for record, kind, seen, now in store.rows(KNOWN, (asked, asked + LAST) * 2):
        if kind not in kinds:
            continue
        known = TABLES[msgspec.convert(kind, Kind)]
        whole = str(now or record)
        if now and any(_named(store, whole, kinds)):
            return find(store, whole, kinds=kinds)
        return Found(
            str(record), msgspec.convert(kind, Kind), store.decoded(seen, known[1])
        )
    return None
