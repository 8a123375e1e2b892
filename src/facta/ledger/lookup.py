"""Any record by its id, or by a beginning of it that no other record shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    table, struct = TABLES[kind]
    return store.decoded(store.one(table, whole)["record"], struct)
