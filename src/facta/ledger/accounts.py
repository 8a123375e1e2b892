"""
What a ledger holds, account by account: documents with all found in them, inputs that
were not read, decisions.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import msgspec

from facta.ledger.columns import records, unpacked
from facta.ledger.filters import Filter, where
from facta.ledger.lookup import find
from facta.ledger.nouns import Decision
from facta.ledger.queries import Kept, Queries
from facta.ledger.sums import Row
from facta.records import (
    Actor,
    Annotation,
    Commitment,
    Document,
    Event,
    Figure,
    Sentence,
    Skipped,
    Statement,
    Time,
)


class Accounts(Queries):
    """The accounts of a store beside its records; it only reads."""

    def documents(self) -> Iterator[Document]:
        """All documents, oldest first."""
        return self._records(
            "documents", Document, order="published IS NULL, published, source, id"
        )

    def annotations(self) -> Iterator[Annotation]:
        """All documents with everything found in them, by id."""
        last = ""
        sql = "SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT 1"
        # one at a time: between two of them the caller may write
        while following := self._store.value(sql, (last,)):
            last = str(following)
            yield self.annotation(last)

    def annotation(self, document_id: str) -> Annotation:
        """
        One document with everything found in it.

        Raises:
            UnknownRecordError: there is no such document, or several begin with this.
        """
        whole = find(self._store, document_id, kinds=("document",)).id
        row = self._store.one("documents", whole)
        found = Annotation(
            document=self._store.decoded(row["record"], Document),
            sentences=self._sentences(row),
            times=self._found("times", whole, Time),
            actors=self._found("actors", whole, Actor),
            events=self._found("events", whole, Event),
            statements=self._found("statements", whole, Statement),
            commitments=self._found("commitments", whole, Commitment),
            figures=self._found("figures", whole, Figure),
        )
        if row["records"] not in (None, records(found)):
            raise self._store.damaged("the records of document", row.values())
        return found

    def skipped(self) -> Iterator[Skipped]:
        """
        Inputs that were not read, by source; not those that a later run could read.
        """
        read = "SELECT shown FROM sources WHERE state = 'there'"
        left = f"skipped WHERE source NOT IN ({read}) ORDER BY 1, 2"
        sql = f"SELECT source, reason FROM {left}"  # noqa: S608
        return (
            Skipped(str(source), str(reason))
            for source, reason in self._store.rows(sql)
        )

    def decisions(self, record_id: str | None = None) -> Iterator[Decision]:
        """
        All decisions, or those on the record with this whole id, in the order they were
        made.
        """
        asked = where([Filter("record = ?", record_id)])
        in_order = f"{asked.sql} ORDER BY number"
        return map(_decision, self._store.checked("decisions", in_order, asked.values))

    def whole(self) -> None:
        """
        Let only a ledger pass whose file is sound: what is listed from it then lacks
        nothing.

        Raises:
            LedgerError: it is damaged.
        """
        said = self._store.value("PRAGMA integrity_check(1)")
        if said != "ok":
            raise self._store.damaged("the file", (said,))

    def _found(self, table: str, document: str, kind: type[Kept]) -> tuple[Kept, ...]:
        return tuple(
            self._records(
                table, kind, [Filter("document = ?", document)], order="position"
            )
        )

    def _sentences(self, document: Row) -> tuple[Sentence, ...]:
        parse = document["parse"]
        if not parse or not isinstance(parse, bytes):
            return ()
        try:
            return unpacked(parse)
        except (zlib.error, msgspec.DecodeError, ValueError) as error:
            what = "the sentences of document"
            raise self._store.damaged(what, document.values()) from error


def _decision(row: Row) -> Decision:
    seen = row["snapshot"]
    found = {
        "number": row["number"],
        "record": row["record"],
        "kind": row["kind"],
        "verdict": row["verdict"],
        "note": row["note"],
        "by": row["decided_by"],
        "at": row["decided_at"],
        "value": row["value"],
        "snapshot": seen.decode() if isinstance(seen, bytes) else "",
    }
    return msgspec.convert(found, Decision)
