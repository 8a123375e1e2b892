"""
Questions to a ledger: records of all documents by filters, and passages by their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, TypeVar

import msgspec

from facta.errors import SettingsError
from facta.ledger import filters, pledges, rows
from facta.ledger.filters import NOTHING, Filter, among, period, where
from facta.ledger.kinds import AskedKinds, Kind, kinds
from facta.ledger.lookup import find
from facta.ledger.nouns import Found, Passage, UnknownRecordError
from facta.ledger.parties import Asked, Parties, Party
from facta.ledger.store import Row, Store
from facta.ledger.wording import in_unit, partly
from facta.link.linked import NearCopy
from facta.records import (
    Commitment,
    CommitmentKind,
    Date,
    Dispute,
    Event,
    Figure,
    Happening,
    Pledge,
    Relation,
    Span,
    SpeakerKind,
    Statement,
    Status,
)

Kept = TypeVar("Kept")
FreeText = Literal["channel", "unit", "of"]
DATED = "date IS NULL, date, document, position"


class Queries:
    """
    What may be asked of a store.

    Everything comes in a fixed order, whatever the order of storing: by date where
    there is one (undated last); of one document, as found in its text.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._parties = Parties(store)

    def party(self, asked: Asked) -> Party:
        """
        Whom a text means in this ledger, for any filter that asks for somebody; those
        take the text too.

        Args:
            asked: a code, a country's name or adjective, a person, a body, in any case
                and spelling that the tables or the ledger know; or several, for any of
                them.

        Raises:
            SettingsError: nobody of this name in the tables or in the ledger; names the
            nearest.
        """
        found = self._parties.party(asked)
        if found is None:
            raise SettingsError(
                "no name in a filter; give a code (RUS), a country, a person or an organisation"
            )
        return found

    def kinds(self, asked: AskedKinds | None) -> tuple[Kind, ...] | None:
        """
        The types of event that a text, or any of several, means: a type, one with its
        mode, or a class.

        Raises:
            SettingsError: there is no such type; lists all.
        """
        held = (
            self._store.rows("SELECT DISTINCT event_type FROM events") if asked else ()
        )
        return kinds(asked, [str(row[0]) for row in held])

    def values(self, field: FreeText) -> tuple[str, ...]:
        """
        The channels, units or things counted that the ledger has, the most frequent
        first.
        """
        table = "statements" if field == "channel" else "figures"
        filled = f'{table} WHERE "{field}" IS NOT NULL'
        by_number = "GROUP BY 1 ORDER BY count(*) DESC, 1"
        found = self._store.rows(
            f'SELECT "{field}" FROM {filled} {by_number}'  # noqa: S608
        )
        return tuple(str(row[0]) for row in found)

    def events(
        self,
        *,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: AskedKinds | None = None,
        document: str | None = None,
    ) -> Iterator[Event]:
        """
        Events of all documents; whom `actor` and `recipient` may be, `party` tells.
        """
        return self._records(
            "events",
            Event,
            filters.event_end("actor", self._parties.party(actor)),
            filters.event_end("recipient", self._parties.party(recipient)),
            *period(since, until),
            filters.kinds(self.kinds(event_type)),
            Filter("document = ?", document),
            order="position" if document else DATED,
        )

    def statements(
        self,
        *,
        speaker: Asked | None = None,
        addressee: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        kind: SpeakerKind | None = None,
        channel: str | None = None,
        relation: Relation | None = None,
        document: str | None = None,
    ) -> Iterator[Statement]:
        """
        Statements of all documents; `addressee` is who is spoken to or of, `channel` a
        part of its name.
        """
        return self._records(
            "statements",
            Statement,
            filters.party(
                self._parties.party(speaker), names="speaker", codes="country"
            ),
            self._addressed(self._parties.party(addressee)),
            *period(since, until),
            Filter("speaker_kind = ?", kind),
            self._fitting("statements", "channel", partly(channel)),
            Filter("relation = ?", relation),
            Filter("document = ?", document),
            order="position" if document else DATED,
        )

    def commitments(
        self,
        *,
        maker: Asked | None = None,
        recipient: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        kind: CommitmentKind | None = None,
        status: Status | None = None,
        event_type: AskedKinds | None = None,
        document: str | None = None,
    ) -> Iterator[Commitment]:
        """
        Commitments of all documents; period is the day they were made, `event_type`
        what they are to do.
        """
        return self._records(
            "commitments",
            Commitment,
            filters.party(
                self._parties.party(maker), names="maker", codes="maker_country"
            ),
            filters.party(
                self._parties.party(recipient),
                names="recipient",
                codes="recipient_country",
            ),
            *period(since, until),
            Filter("kind = ?", kind),
            Filter("status = ?", status),
            filters.kinds(self.kinds(event_type)),
            Filter("document = ?", document),
            order="position" if document else DATED,
        )

    def figures(
        self,
        *,
        of: str | None = None,
        unit: str | None = None,
        by: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        document: str | None = None,
    ) -> Iterator[Figure]:
        """
        Figures of all documents, by document and place; `of` is a part of what is
        counted, `by` who says so.
        """
        said_by = self._parties.party(by)
        return self._records(
            "figures",
            Figure,
            self._fitting("figures", '"of"', partly(of)),
            self._fitting("figures", "unit", in_unit(unit)),
            among("attributed_to", self._parties.sayers(said_by))
            if said_by
            else NOTHING,
            *period(since, until),
            Filter("document = ?", document),
            order="document, position",
        )

    def happenings(
        self,
        *,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: AskedKinds | None = None,
    ) -> Iterator[Happening]:
        """
        Happenings of the last linking; ends are country codes, or names where there is
        no country.

        One fits a person if an account tells it of that person.
        """
        return self._records(
            "happenings",
            Happening,
            filters.happening_end("actor", self._parties.party(actor)),
            filters.happening_end("recipient", self._parties.party(recipient)),
            *period(since, until),
            filters.kinds(self.kinds(event_type)),
            order="date IS NULL, date, id",
        )

    def disputes(
        self,
        *,
        attribute: str | None = None,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: AskedKinds | None = None,
    ) -> Iterator[Dispute]:
        """
        Disputes of the last linking, direct ones first.

        One fits where its happening does, or an event that one of its claims tells, or
        a statement that is one of them: its speaker is then the actor and its addressee
        the recipient.
        """
        order = "strength, attribute, id"
        found = self._records(
            "disputes", Dispute, Filter("attribute = ?", attribute), order=order
        )
        acting, receiving = self._parties.party(actor), self._parties.party(recipient)
        types = self.kinds(event_type)
        if not any((acting, receiving, since, until, types)):
            return found
        told = (self.happenings, self.events)
        fitting = {
            item.id
            for query in told
            for item in query(
                actor=acting,
                recipient=receiving,
                since=since,
                until=until,
                event_type=types,
            )
        }
        said = (
            ()
            if types
            else self.statements(
                speaker=acting, addressee=receiving, since=since, until=until
            )
        )
        passages = {(item.document, item.content) for item in said}
        return (
            item
            for item in found
            if _matters(item) & fitting or _sides(item) & passages
        )

    def pledges(self) -> Iterator[Pledge]:
        """
        Commitments, each once however many accounts tell it, as the last linking found
        them: by maker, what falls due first before the rest.
        """
        return self._records("pledges", Pledge, order=pledges.ORDER)

    def originators(self) -> dict[str, str]:
        """For each document the one its account goes back to."""
        found = self._store.checked("originators", "ORDER BY document")
        return {str(document): str(originator) for document, originator in found}

    def copies(self) -> Iterator[NearCopy]:
        """Documents that repeat another one."""
        found = self._store.checked("copies", 'ORDER BY document, "of"')
        return (
            msgspec.convert(
                dict(zip(NearCopy.__struct_fields__, row, strict=True)), NearCopy
            )
            for row in found
        )

    def get(self, record_id: str) -> Found:
        """
        The record with this id, or the only one whose id begins with it.

        Raises:
            UnknownRecordError: there is none, or there are several.
        """
        return find(self._store, record_id)

    def search(self, words: str, *, limit: int = 50) -> tuple[Passage, ...]:
        """
        Sentences that hold all the words (any form), best first; "..." is a phrase,
        word* a beginning.
        """
        expression = filters.match(words)
        if expression is None:
            return ()
        found = self._store.checked(
            "sentences",
            "JOIN passages ON passages.rowid = sentences.key"
            " WHERE passages MATCH ? ORDER BY rank, sentences.document, sentences.position LIMIT ?",
            (expression, limit),
        )
        return tuple(_passage(row) for row in found)

    def sentence(self, document: str, index: int) -> Span:
        """
        A sentence of a document, by its place among them.

        Raises:
            UnknownRecordError: the ledger holds no such sentence.
        """
        row = next(
            self._store.checked(
                "sentences", "WHERE document = ? AND position = ?", (document, index)
            ),
            None,
        )
        if row is None:
            raise UnknownRecordError(
                f"{self._store.path}: no sentence {index} of {document!r}; read the account again"
            )
        return _passage(row).span

    def _addressed(self, party: Party | None) -> Filter:
        """
        Statements to a party or of it: what the account writes there is free text.
        """
        if party is None:
            return NOTHING
        phrases = self._parties.addressed(party)
        return filters.any_of(among("addressee", phrases), among("target", phrases))

    def _fitting(
        self, table: str, column: str, fits: Callable[[str], bool] | None
    ) -> Filter:
        """Rows whose column holds a text that fits."""
        if fits is None:
            return NOTHING
        filled = f"{table} WHERE {column} IS NOT NULL"
        found = self._store.rows(
            f"SELECT DISTINCT {column} FROM {filled}"  # noqa: S608
        )
        return among(column, tuple(str(row[0]) for row in found if fits(str(row[0]))))

    def _records(
        self, table: str, kind: type[Kept], *asked: Filter, order: str = DATED
    ) -> Iterator[Kept]:
        clause = where(asked)
        found = self._store.checked(
            table, f"{clause.sql} ORDER BY {order}", clause.values
        )
        at = rows.RECORD if table == "documents" else -1
        return (self._store.decoded(row[at], kind) for row in found)


def _matters(dispute: Dispute) -> set[str | None]:
    """The ids of the happening and of the events that a dispute is about."""
    return {
        dispute.happening,
        *(event for claim in dispute.values for event in claim.events),
    }


def _sides(dispute: Dispute) -> set[tuple[str, Span]]:
    """The passages that claim one thing or the other."""
    return {
        side
        for claim in dispute.values
        for side in zip(claim.documents, claim.spans, strict=True)
    }


def _passage(row: Row) -> Passage:
    _, document, sentence, start, end, _, text = row
    span = {"start": start, "end": end, "text": text}
    return msgspec.convert(
        {"document": document, "sentence": sentence, "span": span}, Passage
    )
