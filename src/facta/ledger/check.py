"""
What is wrong with a ledger, one line a fault: the file, its schema, each account with
its records, what links them.

Nothing is written. Records are held against the text that they point into and against
the columns beside them, so that a fault is found whether or not the checksum of its row
was damaged too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from facta.errors import LedgerError
from facta.ledger import rows
from facta.ledger.columns import DECIDED
from facta.ledger.nouns import Proof
from facta.ledger.schema import migrations
from facta.ledger.store import Store
from facta.ledger.sums import Row, Value, row_sum
from facta.records import Annotation, Dispute, Document, Happening, Pledge, Span

# Faults of the file itself; more say nothing more.
MOST = 100
# What SQLite keeps of a schema is its own words, comments and spaces among them.
SCHEMA = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
# FTS5 asks for a check in the form of a row, so it needs a ledger that takes one.
SEARCH = "INSERT INTO passages (passages, rank) VALUES ('integrity-check', 1)"
# reports of pledges whose account holds no such commitment
UNTOLD = """SELECT r.pledge, r.commitment FROM pledge_reports r WHERE NOT EXISTS
    (SELECT 1 FROM commitments c WHERE c.document = r.document AND c.id = r.commitment)
    ORDER BY r.pledge, r.position"""
# what a later program may write otherwise: not held against the record, but guarded by
# its checksum
FREE = {
    "documents": {"source", "fingerprint", "parse", "record", "records"},
    "event_ends": set[str](),
    "sentences": set[str](),
}


class Check:
    """
    The checks of one ledger; `annotation` gives an account with all its records as they
    were extracted, `counted` as they count.
    """

    def __init__(
        self,
        store: Store,
        annotation: Callable[[str], Annotation],
        counted: Callable[[str], Annotation],
    ) -> None:
        self._store = store
        self._annotation = annotation
        self._counted = counted

    def faults(self) -> Iterator[str]:
        """All faults, the file's first."""
        for check in (
            self._file,
            self._schema,
            self._accounts,
            self._links,
            self._pledges,
            self._kept,
            self._decided,
        ):
            try:
                for fault in check():
                    yield f"{self._store.path}: {fault}"
            except LedgerError as error:
                yield str(error)
        # where nothing may be written the index cannot be asked; it is no fault
        with suppress(LedgerError):
            yield from self._search()

    def _file(self) -> Iterator[str]:
        for said in self._store.column(f"PRAGMA integrity_check({MOST})"):
            if said != "ok":
                yield f"damaged file: {said!s}"
        for table, _, parent, _ in self._store.rows("PRAGMA foreign_key_check"):
            yield f"a row of {table!s} belongs to nothing in {parent!s}"

    def _schema(self) -> Iterator[str]:
        fresh = Store(Path(":memory:"), migrations(), read_only=False)
        wanted, found = (
            dict(_pairs(fresh.rows(SCHEMA))),
            dict(_pairs(self._store.rows(SCHEMA))),
        )
        fresh.close()
        for name in sorted(wanted.keys() | found.keys()):
            if wanted.get(name) != found.get(name):
                yield f"{name} is not as this program makes it"

    def _accounts(self) -> Iterator[str]:
        sql = "SELECT id FROM documents ORDER BY id"
        for document in list(map(str, self._store.column(sql))):
            try:
                for fault in self._account(document):
                    yield f"document {document}: {fault}"
            except LedgerError as error:
                yield str(error).removeprefix(f"{self._store.path}: ")
        sql = "SELECT id FROM documents WHERE id NOT IN (SELECT document FROM sources)"
        yield from (
            f"document {document!s}: no source gives it"
            for document in self._store.column(sql)
        )
        for table in ("sources", "roots"):
            for _ in self._store.checked(table):
                pass

    def _account(self, document: str) -> Iterator[str]:
        annotation = self._annotation(document)
        row = self._store.one("documents", document)
        if annotation.document.text_sha256 != row["text_sha256"]:
            yield "its text is not what was stored"
        text = annotation.document.text
        yield from _misplaced(annotation, text)
        for table, batch in rows.annotation_rows(annotation, str(row["made_by"])):
            column = "id" if table == "documents" else "document"
            stored = list(
                self._store.checked(table, f"WHERE {column} = ?", (document,))
            )
            if _columns(table, stored) != _columns(table, batch):
                yield f"{table} are not what its records say"

    def _links(self) -> Iterator[str]:
        for row in self._store.checked("happenings"):
            happening = self._store.decoded(row["record"], Happening)
            if happening.id != row["id"]:
                yield f"happening {row['id']!s}: its record is another's"
            elif self._is_linked() and rows.happening_row(happening) != row:
                yield f"happening {row['id']!s}: its columns are not what its record says"
        for row in self._store.checked("disputes"):
            dispute = self._store.decoded(row["record"], Dispute)
            for claim in dispute.values:
                yield from self._claim(
                    dispute, zip(claim.documents, claim.spans, strict=True)
                )
        for table in ("happening_ends", "reports", "claims", "originators", "copies"):
            for _ in self._store.checked(table):
                pass

    def _claim(
        self, dispute: Dispute, passages: Iterable[tuple[str, Span]]
    ) -> Iterator[str]:
        for document in self._unread(passages):
            yield f"dispute {dispute.id}: a passage of document {document} does not read back"

    def _pledges(self) -> Iterator[str]:
        found = [
            self._store.decoded(row["record"], Pledge)
            for row in self._store.checked("pledges")
        ]
        for pledge in found:
            passages = ((change.document, change.span) for change in pledge.history)
            for document in self._unread(passages):
                yield f"pledge {pledge.id}: a passage of document {document} does not read back"
        for table, batch in rows.pledge_rows(found):
            stored = list(self._store.checked(table))
            if _columns(table, stored) != _columns(table, batch):
                yield f"{table} are not what the records of pledges say"
        if self._is_linked():
            for name, report in self._store.rows(UNTOLD):
                yield f"pledge {name!s}: no account tells its report {report!s}"

    def _unread(self, passages: Iterable[tuple[str, Span]]) -> Iterator[str]:
        """
        The documents of those passages that do not read back; nothing is held against
        links that are not of the accounts stored now.
        """
        if not self._is_linked():
            return
        for document, span in passages:
            sql = "SELECT record FROM documents WHERE id = ?"
            record = self._store.value(sql, (document,))
            text = ""
            if record is not None:
                text = self._store.decoded(record, Document).text
            if text[span.start : span.end] != span.text:
                yield document

    def _is_linked(self) -> bool:
        found = self._store.first("SELECT 1 FROM facts WHERE name = 'linked'")
        return found is not None

    def _kept(self) -> Iterator[str]:
        for row in self._store.checked("versions"):
            self._store.decoded(row["record"], Document)
        for row in self._store.checked("decisions"):
            if not _text(row["snapshot"]):
                yield f"decision {row['number']!s}: what the person saw is not readable"
            if row["proofs"] is not None:
                self._store.decoded(row["proofs"], tuple[Proof, ...])

    def _decided(self) -> Iterator[str]:
        """What counts, held against its records; what it is told of must be there."""
        sql = "SELECT decision FROM standings WHERE decision NOT IN (SELECT number FROM decisions)"
        for number in self._store.column(sql):
            yield f"decision {number!s}: gone, though what has become of it is told"
        for table in ("standings", "marks", "as_linked", "before_falling"):
            for _ in self._store.checked(table):
                pass
        for row in list(self._store.checked("decided_documents")):
            yield from self._as_decided(str(row["document"]), row["counts"])

    def _as_decided(self, document: str, counts: Value) -> Iterator[str]:
        batches = rows.annotation_rows(self._counted(document), "")
        for table, batch in batches:
            if table not in DECIDED:
                continue
            clause = "WHERE document = ?"
            stored = list(self._store.checked(f"decided_{table}", clause, (document,)))
            if _columns(table, stored) != _columns(table, batch) or (
                batch and not counts
            ):
                yield f"document {document}: {table} are not what was decided of it"

    def _search(self) -> Iterator[str]:
        try:
            self._store.probe(SEARCH)
        except LedgerError as error:
            if "malformed" in str(error):
                yield f"{self._store.path}: the search index does not fit the sentences"


def _pairs(found: Iterable[tuple[Value, ...]]) -> Iterator[tuple[str, str]]:
    return ((str(name), str(sql)) for name, sql in found)


def _columns(table: str, batch: Iterable[Row]) -> list[int]:
    """What rows say but for what may differ, in no order."""
    free = FREE.get(table, {"record"})
    return sorted(
        row_sum(value for name, value in row.items() if name not in free)
        for row in batch
    )


def _misplaced(annotation: Annotation, text: str) -> Iterator[str]:
    for name in ("times", "actors", "events", "statements", "commitments", "figures"):
        for record in getattr(annotation, name):
            for span in spans(record):
                if text[span.start : span.end] != span.text:
                    yield f"a passage of its {name} does not read back at {span.start}"


def spans(record: object) -> Iterator[Span]:
    """All passages that a record points to, those of its parts too."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, Struct):
        for value in msgspec.structs.astuple(record):
            yield from spans(value)
    elif isinstance(record, tuple):
        for value in record:
            yield from spans(value)


def _text(value: Value) -> str:
    return value.decode("utf-8", "ignore") if isinstance(value, bytes) else ""
