"""
Questions to a ledger: records of all documents by filters, and passages by their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

import msgspec

from facta.ledger import filters
from facta.ledger.asking import Asking
from facta.ledger.columns import DECIDED
from facta.ledger.event_types import AskedKinds
from facta.ledger.filters import Filter, period, where
from facta.ledger.parties import Asked
from facta.ledger.recorded import state
from facta.ledger.wording import in_unit, partly
from facta.link.linked import NearCopy
from facta.records import (
    AttributionKind,
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
Told = Literal["happening", "statement"]
FreeText = Literal["channel", "unit", "of"]
# false sorts before true, so what has no date comes last
# as linking orders pledges; SQLite compares text by its UTF-8, which is Python's order
BY_MAKER = "maker, due IS NULL, due, content, id"
BY_STRENGTH = "strength, attribute, id"
BY_TIME = "date IS NULL, date, id"
DATED = "date IS NULL, date, document, position"


class Queries(Asking):
    """
    What may be asked of a store.

    Everything comes in a fixed order, whatever the order of storing: by date where
    there is one (undated last); of one document, as found in its text.
    """

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
            [
                filters.event_end("actor", self._parties.party(actor)),
                filters.event_end("recipient", self._parties.party(recipient)),
                *period(since, until),
                filters.event_types(self.event_types(event_type)),
                Filter("document = ?", document),
            ],
            order=_order(document),
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
        attribution: AttributionKind | None = None,
        document: str | None = None,
    ) -> Iterator[Statement]:
        """
        Statements of all documents; `addressee` is who is spoken to or of, `channel` a
        part of its name.
        """
        return self._records(
            "statements",
            Statement,
            [
                filters.party(
                    self._parties.party(speaker), names="speaker", codes="country"
                ),
                self._addressed(self._parties.party(addressee)),
                *period(since, until),
                Filter("speaker_kind = ?", kind),
                self._fitting("statements", "channel", partly(channel)),
                Filter("relation = ?", relation),
                Filter(filters.ATTRIBUTION, attribution),
                Filter("document = ?", document),
            ],
            order=_order(document),
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
            [
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
                filters.event_types(self.event_types(event_type)),
                Filter("document = ?", document),
            ],
            order=_order(document),
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
        return self._records(
            "figures",
            Figure,
            [
                self._fitting("figures", '"of"', partly(of)),
                self._fitting("figures", "unit", in_unit(unit)),
                self._sayers(self._parties.party(by)),
                *period(since, until),
                Filter("document = ?", document),
            ],
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
            [
                filters.happening_end("actor", self._parties.party(actor)),
                filters.happening_end("recipient", self._parties.party(recipient)),
                *period(since, until),
                filters.event_types(self.event_types(event_type)),
            ],
            order=BY_TIME,
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
        asked = [Filter("attribute = ?", attribute)]
        found = self._records("disputes", Dispute, asked, order=BY_STRENGTH)
        acting, receiving = self._parties.party(actor), self._parties.party(recipient)
        types = self.event_types(event_type)
        if not any((acting, receiving, since, until, types)):
            # without a filter there is nothing to look up
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
        passages = set[tuple[str, Span]]()
        # a statement is of no type
        if not types:
            said = self.statements(
                speaker=acting, addressee=receiving, since=since, until=until
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
        return self._records("pledges", Pledge, order=BY_MAKER)

    def told(self, document: str, sentence: int) -> Iterator[tuple[Told, str]]:
        """The ids of happenings and statements that a sentence tells, in its order."""
        asked = [
            Filter("document = ?", document),
            Filter("sentence = CAST(? AS INTEGER)", str(sentence)),
        ]
        events = self._records("events", Event, asked, order="position")
        for event in events:
            of_event = "WHERE document = ? AND event = ?"
            values = (document, event.id)
            for row in self._store.checked("reports", of_event, values):
                yield "happening", str(row["happening"])
        for said in self._records("statements", Statement, asked, order="position"):
            yield "statement", said.id

    def originators(self) -> dict[str, str]:
        """For each document the one its account goes back to."""
        found = self._store.checked("originators", "ORDER BY document")
        return {str(row["document"]): str(row["originator"]) for row in found}

    def copies(self) -> Iterator[NearCopy]:
        """Documents that repeat another one."""
        found = self._store.checked("copies", 'ORDER BY document, "of"')
        return (msgspec.convert(row, NearCopy) for row in found)

    def _records(
        self,
        table: str,
        kind: type[Kept],
        asked: Sequence[Filter] = (),
        *,
        order: str = DATED,
        extracted: bool = False,
    ) -> Iterator[Kept]:
        """Records as they count; as they were `extracted`, if that is asked for."""
        clause = where(asked)
        view = None
        if table in DECIDED and not extracted:
            self._demand_sound()
            view = f"counted_{table}"
        found = self._store.checked(
            table, f"{clause.sql} ORDER BY {order}", clause.values, view=view
        )
        return (self._store.decoded(row["record"], kind) for row in found)

    def _demand_sound(self) -> None:
        """
        Which accounts count otherwise than extracted is seen in no row of theirs, so
        what tells it is looked at first, once for each state of the ledger.
        """
        now = state(self._store)
        if now != self._sound:
            for _ in self._store.checked("decided_documents"):
                pass
            self._sound = now


def _order(document: str | None) -> str:
    """Records of one document stand as found in its text."""
    if document:
        return "position"
    return DATED


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
