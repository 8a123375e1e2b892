"""
What a ledger tells beyond the records it keeps: passages found, decisions made, what a
run changed.
"""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

from facta.errors import LedgerError
from facta.records import (
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Span,
    Statement,
)

Verdict = Literal["accepted", "rejected", "corrected", "merged", "split"]
Kind = Literal[
    "document", "event", "statement", "commitment", "figure", "happening", "dispute"
]
Record = Document | Event | Statement | Commitment | Figure | Happening | Dispute


class UnknownRecordError(LedgerError, LookupError):
    """No record has this id, or several do."""


class Found(Struct, frozen=True):
    """A record under its whole id."""

    id: str
    kind: Kind
    record: Record


class Passage(Struct, frozen=True):
    """A sentence that a search found; `sentence` is its index in the document."""

    document: str
    sentence: int
    span: Span


class Decision(Struct, frozen=True, kw_only=True):
    """
    What a person decided about a record; a later one on the same record counts, the
    earlier ones stay as history.

    `value` holds what a correction or merger says, as the caller wrote it; `snapshot`
    is the record's JSON as it was.
    """

    number: int
    record: str
    kind: Kind
    verdict: Verdict
    note: str
    by: str
    at: datetime.datetime
    value: str | None
    snapshot: str


class Tally(Struct, frozen=True, kw_only=True):
    """
    Documents that were new, came with other content than before, or were there already;
    inputs newly skipped.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0


class Source(Struct, frozen=True, kw_only=True):
    """
    A file or an address that gave accounts.

    `root` is what was named to read it; `day` when the latest of its accounts was first
    read; `gone` that it is no longer there.
    """

    shown: str
    root: str
    day: str
    accounts: int
    characters: int
    gone: bool


Reason = Literal["changed", "pruned", "removed"]


class Version(Struct, frozen=True, kw_only=True):
    """
    An account that no longer counts; `successor` is what stands in its place, at the
    time of asking.
    """

    source: str
    at: datetime.datetime
    reason: Reason
    former: Document
    successor: Document | None


class Settled(Struct, frozen=True, kw_only=True):
    """
    What a run made of the sources.

    `replaced` are the accounts whose sources changed, as (former, present) ids; `gone`
    and `pruned` name sources that are no longer there, kept and dropped; `moved` counts
    accounts found under another name.
    """

    replaced: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    moved: int = 0
