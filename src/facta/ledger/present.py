"""
The records that the accounts of a ledger give now, asked for one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from facta.ledger.lookup import TABLES
from facta.ledger.nouns import Kind
from facta.ledger.proofs import file_name
from facta.ledger.store import Store
from facta.records import Annotation

ACCOUNTS = 64  # that are kept at hand
# An account may have been changed more than once since, and back again.
AFTER = """WITH RECURSIVE later(document) AS (
    SELECT successor FROM versions WHERE document = ?
    UNION SELECT v.successor FROM versions v JOIN later l ON v.document = l.document)
    SELECT d.id FROM documents d JOIN later l ON d.id = l.document"""
ASKED = 1 << 14  # ids of which it is kept who has them


class Stored:
    """
    The accounts of a store; `extracted` gives one of them by its id, with all that was
    extracted from it.
    """

    def __init__(self, store: Store, extracted: Callable[[str], Annotation]) -> None:
        self._store = store
        self._account = lru_cache(ACCOUNTS)(extracted)
        self._holding = lru_cache(ASKED)(self._held)

    def account(self, document: str) -> Annotation | None:
        """See `facta.ledger.proofs.Records`."""
        return self._account(document) if self.holding("document", document) else None

    def holding(self, kind: Kind, name: str) -> Sequence[str]:
        """See `facta.ledger.proofs.Records`."""
        return self._holding(kind, name)

    def after(self, document: str) -> Sequence[str]:
        """See `facta.ledger.proofs.Records`."""
        return [str(name) for name in self._store.column(AFTER, (document,))]

    def of_source(self, source: str) -> Sequence[str]:
        """See `facta.ledger.proofs.Records`."""
        sql = "SELECT id FROM documents WHERE source = ?"
        return [str(name) for name in self._store.column(sql, (source,))]

    def of_file(self, name: str) -> Sequence[str]:
        """See `facta.ledger.proofs.Records`."""
        sql = "SELECT id, source FROM documents WHERE instr(source, ?) > 0"
        return [
            str(document)
            for document, source in self._store.rows(sql, (name,))
            if file_name(str(source)) == name
        ]

    def _held(self, kind: Kind, name: str) -> tuple[str, ...]:
        table, column = TABLES[kind][0], "id" if kind == "document" else "document"
        sql = f"SELECT DISTINCT {column} FROM {table} WHERE id = ?"  # noqa: S608 (own names)
        return tuple(str(found) for found in self._store.column(sql, (name,)))
