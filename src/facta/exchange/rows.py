"""
The columns of the tables: one struct a row, its fields the columns, in order.

Event columns follow PLOVER's names; CAMEO codes and Goldstein scores stand beside them
for older tools.
"""

from __future__ import annotations

from msgspec import Struct

from facta.records import Date


class DocumentRow(Struct, frozen=True, kw_only=True):
    """An account, and the one it goes back to."""

    id: str
    source: str
    title: str | None
    publisher: str | None
    published: Date | None
    url: str | None
    text_sha256: str
    originator: str | None


class SentenceRow(Struct, frozen=True, kw_only=True):
    """
    A sentence, heading or list item; `position` counts from 0 within the document.
    """

    document: str
    position: int
    start: int
    end: int
    kind: str
    text: str


class TimeRow(Struct, frozen=True, kw_only=True):
    """An expression of time, with the first and last day it may mean."""

    document: str
    start: int
    end: int
    text: str
    type: str
    value: str | None
    basis: str
    first_day: Date | None
    last_day: Date | None
    precision: str | None
    deadline: bool


class ActorRow(Struct, frozen=True, kw_only=True):
    """A mention of somebody who can act."""

    document: str
    start: int
    end: int
    text: str
    name: str
    country: str | None
    sector: str | None
    office: str | None
    claim: str | None


class EventRow(Struct, frozen=True, kw_only=True):
    """
    An event. `actor` and `recipient` are dyad ends; names and sectors stand in the same
    order.
    """

    id: str
    document: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    auxiliary: tuple[str, ...]
    quad_code: int
    score: float
    cameo_code: str | None
    goldstein: float | None
    actor: tuple[str, ...]
    actor_name: tuple[str, ...]
    actor_sector: tuple[str, ...]
    recipient: tuple[str, ...]
    recipient_name: tuple[str, ...]
    recipient_sector: tuple[str, ...]
    date: Date | None
    date_precision: str | None
    date_basis: str
    start: int
    end: int
    event_text: str
    rule: str
    confidence: float
    reported_in: str | None
    made_by: str


class StatementRow(Struct, frozen=True, kw_only=True):
    """A statement."""

    id: str
    document: str
    speaker: str | None
    speaker_kind: str
    country: str | None
    sector: str | None
    content: str
    start: int
    end: int
    direct: bool
    channel: str | None
    relation: str
    date: Date | None
    date_precision: str | None
    date_basis: str
    made_by: str


class CommitmentRow(Struct, frozen=True, kw_only=True):
    """A commitment."""

    id: str
    document: str
    kind: str
    maker: str
    recipient: str | None
    content: str
    start: int
    end: int
    condition: str | None
    deadline: str | None
    due: Date | None
    status: str
    date: Date | None
    date_precision: str | None
    date_basis: str
    made_by: str


class FigureRow(Struct, frozen=True, kw_only=True):
    """A figure."""

    id: str
    document: str
    text: str
    start: int
    end: int
    value: float
    low: float | None
    high: float | None
    unit: str | None
    of: str | None
    attributed_to: str | None
    direction: str | None
    date: Date | None
    date_precision: str | None
    date_basis: str
    made_by: str


class HappeningRow(Struct, frozen=True, kw_only=True):
    """A happening; `reports` are ids of events, one an account."""

    id: str
    event_type: str
    mode: str | None
    auxiliary: tuple[str, ...]
    quad_code: int
    score: float
    cameo_code: str | None
    goldstein: float | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    date: Date | None
    date_precision: str | None
    date_basis: str
    reports: tuple[str, ...]
    originators: tuple[str, ...]
    made_by: str


class ReportRow(Struct, frozen=True, kw_only=True):
    """
    An event that tells a happening, and whom its account goes back to; an account
    counts once, by its `first`.
    """

    happening: str
    document: str
    event: str
    originator: str
    first: bool


class ClaimRow(Struct, frozen=True, kw_only=True):
    """
    A passage on one side of a dispute; the rows of one `dispute` belong together, those
    of one `value` agree.
    """

    dispute: str
    attribute: str
    strength: str
    subject: str
    happening: str | None
    value: str
    document: str
    event: str | None
    start: int
    end: int
    text: str


class CopyRow(Struct, frozen=True):
    """An account that repeats another one, and how much of it, from 0 to 1."""

    document: str
    of: str
    share: float


class SkippedRow(Struct, frozen=True):
    """An input that was not read."""

    source: str
    reason: str


class DecisionRow(Struct, frozen=True, kw_only=True):
    """What a person decided about a record; `decided_at` is ISO 8601."""

    number: int
    record: str
    kind: str
    verdict: str
    note: str
    value: str | None
    decided_by: str
    decided_at: str
