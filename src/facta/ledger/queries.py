"""Questions to a ledger: records of all documents by filters, and passages by their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from facta.ledger import filters, rows
from facta.ledger.filters import Filter, either, event_end, happening_end, period, where
from facta.ledger.lookup import find
from facta.ledger.nouns import Found, Passage
from facta.ledger.store import Row, Store
from facta.link.linked import NearCopy
from facta.records import (
    Commitment,
    CommitmentKind,
    Date,
    Dispute,
    Event,
    Figure,
    Happening,
    Relation,
    SpeakerKind,
    Statement,
    Status,
)

Kept = TypeVar("Kept")
DATED = "date IS NULL, date, document, position"


class Queries:
    """
    What may be asked of a store.

    Everything comes in a fixed order, whatever the order of storing: by date where there is one (undated last); of one
    document, as found in its text.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def events(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: str | None = None,
        document: str | None = None,
    ) -> Iterator[Event]:
        """Events of all documents; ends are country codes or names."""
        return self._records(
            "events",
            Event,
            event_end("actor", actor),
            event_end("recipient", recipient),
            *period(since, until),
            Filter(either("event_type"), event_type),
            Filter("document = ?", document),
            order="position" if document else DATED,
        )

    def statements(
        self,
        *,
        speaker: str | None = None,
        addressee: str | None = None,
        since: Date | None = None,
        until: Date | None = None,
        kind: SpeakerKind | None = None,
        channel: str | None = None,
        relation: Relation | None = None,
        document: str | None = None,
    ) -> Iterator[Statement]:
        """Statements of all documents; a speaker is a name or a country."""
        return self._records(
            "statements",
            Statement,
            Filter(either("speaker", "country"), speaker),
            Filter(either("addressee", "target"), addressee),
            *period(since, until),
            Filter("speaker_kind = ?", kind),
            Filter(either("channel"), channel),
            Filter("relation = ?", relation),
            Filter("document = ?", document),
            order="position" if document else DATED,
        )

    def commitments(
        self,
        *,
        maker: str | None = None,
        recipient: str | None = None,
        since: Date | None = None,
        until: Date | None = None,
        kind: CommitmentKind | None = None,
        status: Status | None = None,
        document: str | None = None,
    ) -> Iterator[Commitment]:
        """Commitments of all documents; `since` and `until` bound the day they were made."""
        return self._records(
            "commitments",
            Commitment,
            Filter(either("maker", "maker_country"), maker),
            Filter(either("recipient", "recipient_country"), recipient),
            *period(since, until),
            Filter("kind = ?", kind),
            Filter("status = ?", status),
            Filter("document = ?", document),
            order="position" if document else DATED,
        )

    def figures(
        self, *, of: str | None = None, unit: str | None = None, document: str | None = None
    ) -> Iterator[Figure]:
        """Figures of all documents, by document and place; `of` is a part of what is counted."""
        return self._records(
            "figures",
            Figure,
            Filter('instr(lower("of"), lower(?)) > 0', of),
            Filter(either("unit"), unit),
            Filter("document = ?", document),
            order="document, position",
        )

    def happenings(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: str | None = None,
    ) -> Iterator[Happening]:
        """Happenings of the last linking; ends are country codes, or names where there is no country."""
        return self._records(
            "happenings",
            Happening,
            happening_end("actor", actor),
            happening_end("recipient", recipient),
            *period(since, until),
            Filter(either("event_type"), event_type),
            order="date IS NULL, date, id",
        )

    def disputes(self, *, attribute: str | None = None) -> Iterator[Dispute]:
        """Disputes of the last linking, direct ones first."""
        return self._records("disputes", Dispute, Filter("attribute = ?", attribute), order="strength, attribute, id")

    def originators(self) -> dict[str, str]:
        """For each document the one its account goes back to."""
        found = self._store.checked("originators", "ORDER BY document")
        return {str(document): str(originator) for document, originator in found}

    def copies(self) -> Iterator[NearCopy]:
        """Documents that repeat another one."""
        found = self._store.checked("copies", 'ORDER BY document, "of"')
        return (msgspec.convert(dict(zip(NearCopy.__struct_fields__, row, strict=True)), NearCopy) for row in found)

    def get(self, record_id: str) -> Found:
        """
        The record with this id, or the only one whose id begins with it.

        Raises:
            UnknownRecordError: there is none, or there are several.
        """
        return find(self._store, record_id)

    def search(self, words: str, *, limit: int = 50) -> tuple[Passage, ...]:
        """Sentences that hold all the words (any form), best first; "..." is a phrase, word* a beginning."""
        expression = filters.match(words)
        if expression is None:
            return ()
        found = self._store.rows(
            'SELECT s.document, s.position, s.start, s."end", s.text'
            " FROM passages JOIN sentences s ON s.key = passages.rowid"
            " WHERE passages MATCH ? ORDER BY rank, s.document, s.position LIMIT ?",
            (expression, limit),
        )
        return tuple(_passage(row) for row in found)

    def _records(self, table: str, kind: type[Kept], *asked: Filter, order: str = DATED) -> Iterator[Kept]:
        clause = where(asked)
        found = self._store.checked(table, f"{clause.sql} ORDER BY {order}", clause.values)
        at = rows.RECORD if table == "documents" else -1
        return (self._store.decoded(row[at], kind) for row in found)


def _passage(row: Row) -> Passage:
    document, sentence, start, end, text = row
    return msgspec.convert(
        {"document": document, "sentence": sentence, "span": {"start": start, "end": end, "text": text}}, Passage
    )
