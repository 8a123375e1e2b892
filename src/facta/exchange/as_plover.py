"""
Happenings as PLOVER JSON lines: the names of PLOVER's fields, with the accounts, disputes
and decisions behind each.
"""

from __future__ import annotations

import datetime
from typing import BinaryIO

import msgspec
from msgspec import Struct

from facta.exchange.columns import cameo
from facta.exchange.told import Behind, Party, Told, told
from facta.extract.times import wording
from facta.ledger import Ledger
from facta.ledger.nouns import Verdict
from facta.records import (
    Attribute,
    Auxiliary,
    Caveat,
    Corroboration,
    Credibility,
    Date,
    DateBasis,
    Dispute,
    Interest,
    Precision,
    Relation,
    Side,
    SpeakerKind,
    Strength,
)


class End(Struct, frozen=True, kw_only=True):
    """A party; `text` is how the first account that tells the happening names it."""

    name: str
    country: str | None
    sector: str | None
    office: str | None
    text: str | None


class Passage(Struct, frozen=True, kw_only=True):
    """The words that tell an event, `[start, end)` of the account's text."""

    event: str
    start: int
    end: int
    text: str


class Account(Struct, frozen=True, kw_only=True):
    """
    An account that reports a happening, whom it goes back to, and how it comes to it.
    """

    document: str
    source: str
    url: str | None
    title: str | None
    publisher: str | None
    published: Date | None
    text_sha256: str
    originator: str
    passages: tuple[Passage, ...]
    relation: Relation
    speaker_kind: SpeakerKind | None
    party: Side | None
    interest: Interest | None


class Claimed(Struct, frozen=True, kw_only=True):
    """A value that accounts claim."""

    value: str
    documents: tuple[str, ...]


class Disputed(Struct, frozen=True, kw_only=True):
    """What cannot all be right."""

    id: str
    attribute: Attribute
    strength: Strength
    values: tuple[Claimed, ...]


class Decided(Struct, frozen=True, kw_only=True):
    """What a person decided of the happening or of an event that tells it."""

    record: str
    verdict: Verdict
    note: str
    value: str | None
    by: str
    at: datetime.datetime


class Line(Struct, frozen=True, kw_only=True):
    """A happening; what is not known is null."""

    id: str
    made_by: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    auxiliary: tuple[Auxiliary, ...]
    quad_code: int
    score: float
    cameo_code: str | None
    goldstein: float | None
    actor: tuple[End, ...]
    recipient: tuple[End, ...]
    date: Date | None
    date_precision: Precision | None
    date_basis: DateBasis
    when: str | None
    event_text: str | None
    rule: str | None
    confidence: float | None
    originators: tuple[str, ...]
    reports: tuple[Account, ...]
    disputed: tuple[Disputed, ...]
    decisions: tuple[Decided, ...]
    corroboration: Corroboration
    grade: Credibility
    caveats: tuple[Caveat, ...]


def write(ledger: Ledger, file: BinaryIO) -> None:
    """The happenings of a ledger, one a line."""
    for item in told(ledger):
        file.write(msgspec.json.encode(line(item)) + b"\n")


def line(item: Told) -> Line:
    """A happening as the line has it."""
    happening, typical = item.happening, item.typical
    contexts = dict.fromkeys(name for event in item.events for name in event.contexts)
    code = cameo().code(happening.event_type, happening.mode)
    return Line(
        id=happening.id,
        made_by=happening.made_by,
        event_type=happening.event_type,
        mode=happening.mode,
        contexts=tuple(contexts),
        auxiliary=happening.auxiliary,
        quad_code=happening.quad_code,
        score=happening.score,
        cameo_code=code,
        goldstein=cameo().goldstein(code),
        actor=tuple(map(_end, item.actors)),
        recipient=tuple(map(_end, item.recipients)),
        date=happening.date,
        date_precision=happening.date_precision,
        date_basis=happening.date_basis,
        when=wording.when(
            happening.date,
            happening.date_precision,
            happening.date_basis,
            auxiliary=happening.auxiliary,
        ),
        event_text=typical.span.text if typical else None,
        rule=typical.rule if typical else None,
        confidence=typical.confidence if typical else None,
        originators=happening.originators,
        reports=tuple(map(_account, item.behind)),
        disputed=tuple(map(disputed, item.disputes)),
        decisions=tuple(map(_decided, item.decisions)),
        corroboration=happening.corroboration,
        grade=happening.grade,
        caveats=happening.caveats,
    )


def disputed(item: Dispute) -> Disputed:
    """A dispute with the accounts on each side."""
    return Disputed(
        id=item.id,
        attribute=item.attribute,
        strength=item.strength,
        values=tuple(
            Claimed(value=claim.value, documents=claim.documents)
            for claim in item.values
        ),
    )


def _end(party: Party) -> End:
    return End(
        name=party.name,
        country=party.country,
        sector=party.sector,
        office=party.office,
        text=party.text,
    )


def _account(behind: Behind) -> Account:
    document = behind.document
    return Account(
        document=document.id,
        source=document.source,
        url=document.url,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        text_sha256=document.text_sha256,
        originator=behind.report.originator,
        passages=tuple(
            Passage(
                event=event.id,
                start=event.span.start,
                end=event.span.end,
                text=event.span.text,
            )
            for event in behind.events
        ),
        relation=behind.report.relation,
        speaker_kind=behind.report.speaker_kind,
        party=behind.report.party,
        interest=behind.report.interest,
    )


def _decided(decision: object) -> Decided:
    return msgspec.convert(decision, Decided, from_attributes=True)
