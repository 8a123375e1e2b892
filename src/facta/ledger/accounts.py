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
from facta.ledger.nouns import Decision, Mark, Proof, Standing
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

# documents that were not rejected
COUNTING = "id NOT IN (SELECT document FROM decided_documents WHERE counts = 0)"
# the tables of what is found in documents, and which hold something of one
OF_ACCOUNTS = ("times", "actors", "events", "statements", "commitments", "figures")
FILLED = ", ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE document = ?1)"  # noqa: S608 (own names)
    for table in OF_ACCOUNTS
)
TOUCHED = "SELECT counts, records FROM decided_documents WHERE document = ?"
# a decision on a record: by its id then, by its id now, or as one of several
ABOUT = """? IN (record, (SELECT s.record FROM standings s WHERE s.decision = number))
    OR (verdict = 'merged' AND EXISTS
        (SELECT 1 FROM json_each(iif(json_valid(decisions.value), decisions.value, '[]')) e
         WHERE e.value = ?))"""


class Accounts(Queries):
    """The accounts of a store beside its records; it only reads."""

    def documents(self) -> Iterator[Document]:
        """All documents that count, oldest first."""
        return self._records(
            "documents",
            Document,
            [Filter(COUNTING, ())],
            order="published IS NULL, published, source, id",
        )

    def annotations(self, *, extracted: bool = False) -> Iterator[Annotation]:
        """
        All documents that count with everything in them that does, by id; or all with
        everything that was `extracted`, whatever people decided of it.
        """
        last = ""
        counting = "" if extracted else f"AND {COUNTING}"
        sql = f"SELECT id FROM documents WHERE id > ? {counting} ORDER BY id LIMIT 1"  # noqa: S608
        # one at a time: between two of them the caller may write
        while following := self._store.value(sql, (last,)):
            last = str(following)
            yield self.annotation(last, extracted=extracted)

    def annotation(self, document_id: str, *, extracted: bool = False) -> Annotation:
        """
        One document with everything in it that counts, or that was `extracted`.

        Raises:
            UnknownRecordError: there is no such document, or several begin with this.
        """
        row = self._named(document_id)
        whole = str(row["id"])
        (filled,) = self._store.every(f"SELECT {FILLED}", (whole,))
        holding = {
            table for table, any_ in zip(OF_ACCOUNTS, filled, strict=True) if any_
        }

        def found(table: str, kind: type[Kept]) -> tuple[Kept, ...]:
            if table not in holding:
                return ()
            asked = [Filter("document = ?", whole)]
            return tuple(
                self._records(table, kind, asked, order="position", extracted=extracted)
            )

        annotation = Annotation(
            document=self._store.decoded(row["record"], Document),
            sentences=self._sentences(row),
            times=found("times", Time),
            actors=found("actors", Actor),
            events=found("events", Event),
            statements=found("statements", Statement),
            commitments=found("commitments", Commitment),
            figures=found("figures", Figure),
        )
        known = row["records"]
        if not extracted and (decided := self._store.first(TOUCHED, (whole,))):
            counts, known = decided
            # of one that was rejected nothing counts but its sentences
            known = known if counts else None
        if known not in (None, records(annotation)):
            raise self._store.damaged("the records of document", row.values())
        return annotation

    def _named(self, document_id: str) -> Row:
        """The row of a document, by its id or the beginning of one."""
        whole = "WHERE id = ? LIMIT 1"
        for row in self._store.checked("documents", whole, (document_id,)):
            return row
        found = find(self._store, document_id, kinds=("document",)).id
        return self._store.one("documents", found)

    def undated(self) -> int:
        """How many accounts that count have no day of publication."""
        sql = f"SELECT count(*) FROM documents WHERE published IS NULL AND {COUNTING}"  # noqa: S608
        return int(str(self._store.value(sql)))

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
        All decisions, or those on the record with this whole id, now or when they were
        made, in the order in which they came.
        """
        asked = where([Filter(ABOUT, record_id)])
        in_order = f"{asked.sql} ORDER BY number"
        found = self._store.checked("decisions", in_order, asked.values)
        return (self._decision(row) for row in found)

    def standings(self) -> dict[int, Standing]:
        """What has become of each decision, by its number, as of the last linking."""
        found = self._store.checked("standings")
        return {
            int(str(row["decision"])): msgspec.convert(
                {name: row[name] for name in ("state", "record", "reason")}, Standing
            )
            for row in found
        }

    def marks(self) -> dict[str, Mark]:
        """What people decided of records, by the id under which lists have them."""
        found = self._store.checked("marks", "ORDER BY kind, record")
        return {str(row["shown"]): mark(row) for row in found}

    def mark(self, record_id: str) -> Mark | None:
        """What people decided of the record with this whole id, all in all."""
        rows = self._store.checked("marks", "WHERE record = ?", (record_id,))
        return next(map(mark, rows), None)

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

    def sound(self) -> None:
        """
        Let only a ledger pass to which accounts and decisions can be added: that is as
        long as its header says, and whose decisions are in order. The rest of it a run
        sees as far as it has to do with it, row by row with their sums; to look at all
        of it would take longer than to add an account or to decide.

        Raises:
            LedgerError: it is damaged.
        """
        for table in ("decisions", "standings", "marks", "facts"):
            said = self._store.value(f"PRAGMA integrity_check({table})")
            if said != "ok":
                raise self._store.damaged("the file", (said,))

    def _sentences(self, document: Row) -> tuple[Sentence, ...]:
        parse = document["parse"]
        if not parse or not isinstance(parse, bytes):
            return ()
        try:
            return unpacked(parse)
        except (zlib.error, msgspec.DecodeError, ValueError) as error:
            what = "the sentences of document"
            raise self._store.damaged(what, document.values()) from error

    def _decision(self, row: Row) -> Decision:
        seen, known = row["snapshot"], row["proofs"]
        # an older program kept none
        proofs = self._store.decoded(known, tuple[Proof, ...]) if known else ()
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
            "undoes": row["undoes"],
        }
        return msgspec.structs.replace(msgspec.convert(found, Decision), proofs=proofs)


def mark(row: Row) -> Mark:
    """The mark that a row holds."""
    found = {
        **row,
        "words": str(row["words"]).split(),
        "fields": str(row["fields"]).split(),
    }
    return msgspec.convert(found, Mark)
