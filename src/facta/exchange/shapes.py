"""
The machine-readable output, key by key: the fields of these structs are the keys of the
contract, in its order.

A date is ISO 8601, the first day that it may mean; `when` says the same in words, as
the page does: "2019", "May 2025", "by 28 May 2025" where only the day of publication is
known. What is not known is null. A deadline is the last day where that can be told,
else the account's words.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from facta.records import (
    Attribute,
    Auxiliary,
    CommitmentKind,
    Date,
    DateBasis,
    Direction,
    Precision,
    Relation,
    Span,
    SpeakerKind,
    Status,
    Strength,
    TimeType,
)


class Bounds(Struct, frozen=True):
    """A sentence."""

    start: int
    end: int


class TimeLine(Struct, frozen=True, kw_only=True):
    """A time expression."""

    start: int
    end: int
    text: str
    type: TimeType
    value: str | None


class End(Struct, frozen=True, kw_only=True):
    """Who acts or receives."""

    start: int
    end: int
    text: str
    name: str
    country: str | None
    sector: str | None


class ActorLine(Struct, frozen=True, kw_only=True):
    """A mention of somebody who can act."""

    start: int
    end: int
    text: str
    name: str
    country: str | None
    sector: str | None
    office: str | None


class EventLine(Struct, frozen=True, kw_only=True):
    """
    An event; `when` is its date in words, `date_reason` what in the account carries a
    day that is not stated.
    """

    id: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    auxiliary: tuple[Auxiliary, ...]
    quad_code: int
    score: float
    actor: tuple[End, ...]
    recipient: tuple[End, ...]
    date: Date | None
    date_precision: Precision | None
    date_basis: DateBasis
    start: int
    end: int
    event_text: str
    rule: str
    confidence: float
    reported_in: int | None
    when: str | None
    date_reason: str | None


class SpeakerLine(Struct, frozen=True, kw_only=True):
    """Who said it; no place where the account does not name the speaker."""

    start: int | None
    end: int | None
    text: str | None
    name: str | None
    country: str | None
    sector: str | None
    kind: SpeakerKind


class StatementLine(Struct, frozen=True, kw_only=True):
    """A statement."""

    speaker: SpeakerLine
    cue: Span | None
    content: Span
    direct: bool
    channel: str | None
    relation: Relation
    date: Date | None
    date_precision: Precision | None
    date_basis: DateBasis
    when: str | None


class CommitmentLine(Struct, frozen=True, kw_only=True):
    """A commitment."""

    kind: CommitmentKind
    maker: End
    recipient: End | None
    content: Span
    condition: str | None
    deadline: Date | str | None
    status: Status


class FigureLine(Struct, frozen=True, kw_only=True):
    """A figure."""

    start: int
    end: int
    text: str
    value: float
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    attributed_to: str | None
    direction: Direction | None
    date: Date | None
    date_precision: Precision | None
    date_basis: DateBasis
    when: str | None


class DocumentLine(Struct, frozen=True, kw_only=True):
    """All of one document; `text` only where asked for."""

    id: str
    source: str
    title: str | None
    publisher: str | None
    published: Date | None
    text_sha256: str
    sentences: tuple[Bounds, ...]
    times: tuple[TimeLine, ...]
    actors: tuple[ActorLine, ...]
    events: tuple[EventLine, ...]
    statements: tuple[StatementLine, ...]
    commitments: tuple[CommitmentLine, ...]
    figures: tuple[FigureLine, ...]
    text: str | msgspec.UnsetType = msgspec.UNSET


class ReportLine(Struct, frozen=True):
    """A passage that a claim rests on; `event` is null where it tells none."""

    document: str
    event: str | None


class TellingLine(Struct, frozen=True):
    """
    What one account reports of a happening: the event that tells it first, and those
    that tell it again.
    """

    document: str
    event: str
    again: tuple[str, ...]


class HappeningLine(Struct, frozen=True, kw_only=True):
    """A happening."""

    id: str
    event_type: str
    date: Date | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reports: tuple[TellingLine, ...]
    originators: tuple[str, ...]
    date_precision: Precision | None
    date_basis: DateBasis
    when: str | None


class ClaimLine(Struct, frozen=True):
    """One side of a dispute."""

    value: str
    reports: tuple[ReportLine, ...]


class DisputeLine(Struct, frozen=True):
    """A dispute."""

    attribute: Attribute
    strength: Strength
    values: tuple[ClaimLine, ...]


class LinkedLine(Struct, frozen=True):
    """All that linking found."""

    happenings: tuple[HappeningLine, ...]
    disputes: tuple[DisputeLine, ...]
