"""
The ledger: everything found and everything decided, in one file that many may read while one writes.

Each document is stored in one transaction of its own, so a run that is killed loses at most the document at hand.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import msgspec

from facta.ledger import rows
from facta.ledger.filters import Filter
from facta.ledger.lookup import find
from facta.ledger.nouns import Decision, Tally, Verdict
from facta.ledger.queries import Kept, Queries
from facta.ledger.store import Row, Store, migrations
from facta.link.linked import Linked
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

LINK_TABLES = ("happening_ends", "reports", "happenings", "claims", "disputes", "originators", "copies")
DECISIONS = "SELECT number, record, kind, verdict, note, decided_by, decided_at, value, snapshot FROM decisions"


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Ledger(Queries):
    """One ledger file, for use in the thread that opened it; close it, or use it in a `with`."""

    def __init__(self, store: Store, clock: Callable[[], datetime.datetime]) -> None:
        super().__init__(store)
        self._clock = clock
        self.tally = Tally()

    @classmethod
    def open(
        cls, path: str | Path, *, read_only: bool = False, clock: Callable[[], datetime.datetime] = _now
    ) -> Ledger:
        """
        The ledger at `path`; made if there is none (unless `read_only`), brought to the current schema if older.

        Raises:
            LedgerError: not a ledger, damaged, of a newer schema, or not there and `read_only`.
        """
        return cls(Store(Path(path), migrations(), read_only=read_only), clock)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    # what a run writes

    def holds(self, document: Document, *, stages: str) -> bool:
        """Whether this very document is stored as those stages read it, so that reading it again is idle."""
        row = self._store.first("SELECT made_by, record FROM documents WHERE id = ?", (rows.plain(document.id),))
        return row is not None and row == (rows.plain(stages), msgspec.json.encode(rows.storable(document)))

    def add(self, annotation: Annotation, *, stages: str | None = None) -> bool:
        """
        Store one document with all found in it, in place of what was stored under its id.

        Args:
            annotation: the document and its records.
            stages: names and versions of what read it; by default those that its records name.

        Returns:
            True if the document is new or differs from what was stored. Counted in `tally`.
        """
        clean = rows.storable(annotation)
        versions = rows.plain(rows.stages_of(clean) if stages is None else stages)
        known = self._store.first("SELECT fingerprint FROM documents WHERE id = ?", (clean.document.id,))
        if known == (rows.fingerprint(clean, versions),):
            self._count(unchanged=1)
            return False
        with self._store.transaction():
            self._store.run("DELETE FROM documents WHERE id = ?", (clean.document.id,))
            for table, batch in rows.annotation_rows(clean, versions):
                self._store.insert(table, batch)
        self._count(added=int(known is None), changed=int(known is not None))
        return True

    def skip(self, skipped: Skipped) -> bool:
        """Note an input that was not read; True if that is news."""
        clean = rows.storable(skipped)
        news = self._store.run("INSERT OR IGNORE INTO skipped VALUES (?, ?)", (clean.source, clean.reason)) > 0
        self._count(skipped=int(news))
        return news

    def link(self, linked: Linked) -> bool:
        """Put these happenings, disputes and originators in place of all former ones; True if they differ."""
        clean = rows.storable(linked)
        mark = rows.fingerprint(clean)
        if self._store.first("SELECT value FROM facts WHERE name = 'linked'") == (mark,):
            return False
        with self._store.transaction():
            for table in LINK_TABLES:
                self._store.run(f"DELETE FROM {table}")  # noqa: S608 (own names)
            for table, batch in rows.linked_rows(clean):
                self._store.insert(table, batch)
            self._store.run("INSERT OR REPLACE INTO facts VALUES ('linked', ?)", (mark,))
        return True

    # documents

    def documents(self) -> Iterator[Document]:
        """All documents, oldest first."""
        return self._records("documents", Document, order="published IS NULL, published, source, id")

    def annotations(self) -> Iterator[Annotation]:
        """All documents with everything found in them, by id."""
        last = ""
        while row := self._store.first("SELECT id FROM documents WHERE id > ? ORDER BY id LIMIT 1", (last,)):
            last = str(row[0])
            yield self.annotation(last)

    def annotation(self, document_id: str) -> Annotation:
        """
        One document with everything found in it.

        Raises:
            UnknownRecordError: there is no such document, or several begin with this.
        """
        found = find(self._store, document_id, kinds=("document",))
        whole, document = found.id, found.record
        assert isinstance(document, Document)
        return Annotation(
            document,
            self._sentences(whole),
            self._found("times", whole, Time),
            self._found("actors", whole, Actor),
            self._found("events", whole, Event),
            self._found("statements", whole, Statement),
            self._found("commitments", whole, Commitment),
            self._found("figures", whole, Figure),
        )

    def skipped(self) -> Iterator[Skipped]:
        """Inputs that were not read, by source; not those that a later run could read."""
        sql = "SELECT source, reason FROM skipped WHERE source NOT IN (SELECT source FROM documents) ORDER BY 1, 2"
        return (Skipped(str(source), str(reason)) for source, reason in self._store.rows(sql))

    # what people decide

    def decide(self, record_id: str, verdict: Verdict, note: str, by: str, *, value: str | None = None) -> Decision:
        """
        Note what a person decided about a record; kept for good, beside what it was at that time.

        Args:
            record_id: id of any record, or a beginning that only one has.
            verdict: accepted, rejected, corrected, merged or split.
            note: why, in the person's words; may be empty.
            by: who.
            value: what a correction or a merger says.

        Raises:
            UnknownRecordError: no record has this id, or several do.
        """
        found = find(self._store, record_id)
        snapshot = msgspec.json.encode(found.record)
        written = tuple(None if text is None else rows.plain(text) for text in (note, value, by))
        self._store.run(
            "INSERT INTO decisions (record, kind, verdict, note, value, decided_by, decided_at, snapshot)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (found.id, found.kind, verdict, *written, self._clock().isoformat(), snapshot),
        )
        return list(self.decisions(found.id))[-1]

    def decisions(self, record_id: str | None = None) -> Iterator[Decision]:
        """All decisions, or those on the record with this whole id, in the order they were made."""
        clause, values = ("WHERE record = ?", (record_id,)) if record_id is not None else ("", ())
        return (_decision(row) for row in self._store.rows(f"{DECISIONS} {clause} ORDER BY number", values))

    def _found(self, table: str, document: str, kind: type[Kept]) -> tuple[Kept, ...]:
        return tuple(self._records(table, kind, Filter("document = ?", document), order="position"))

    def _sentences(self, document: str) -> tuple[Sentence, ...]:
        row = self._store.first("SELECT parse FROM documents WHERE id = ?", (document,))
        return rows.unpacked(row[0]) if row and isinstance(row[0], bytes) else ()

    def _count(self, **more: int) -> None:
        now = {name: getattr(self.tally, name) + count for name, count in more.items()}
        self.tally = msgspec.structs.replace(self.tally, **now)


def _decision(row: Row) -> Decision:
    number, record, kind, verdict, note, by, at, value, snapshot = row
    seen = snapshot.decode() if isinstance(snapshot, bytes) else ""
    names = Decision.__struct_fields__
    return msgspec.convert(
        dict(zip(names, (number, record, kind, verdict, note, by, at, value, seen), strict=True)), Decision
    )
