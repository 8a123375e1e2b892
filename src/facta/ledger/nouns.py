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
    content_id,
)

Verdict = Literal[
    "accepted",
    "rejected",
    "corrected",
    "merged",
    "split",
    "noted",
    "decisive",
    "undone",
]
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


class Proof(Struct, frozen=True, kw_only=True):
    """
    What a record is known by when its id is gone: the passage, where it stands, and
    what was read there.

    `passage` begins at `start` of the account `document`, which was read from `source`,
    within `sentence`. `type` and `parties` are what it was taken for; `of` is the
    happening that an event was told for.
    """

    id: str
    kind: Kind
    document: str
    source: str
    start: int = 0
    passage: str = ""
    sentence: str = ""
    type: str = ""
    parties: tuple[str, ...] = ()
    of: str | None = None


class Decision(Struct, frozen=True, kw_only=True):
    """
    What a person decided about a record; a later one on the same matter counts, the
    earlier ones stay as history.

    `value` is JSON: the fields of a correction, the ids of what was merged or split
    off, false where a record is no longer decisive. `snapshot` is the record's JSON as
    the person saw it, `proofs` what it is known by when its id is gone. `undoes` is the
    `key` of the decision that this one takes back.
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
    proofs: tuple[Proof, ...] = ()
    undoes: str | None = None

    @property
    def key(self) -> str:
        """What names a decision in every ledger that has it."""
        when = self.at.astimezone(datetime.UTC).isoformat()
        about = (self.record, self.kind, self.verdict, self.value, self.undoes)
        return content_id("decision", *about, self.note, self.by, when)

    @property
    def order(self) -> tuple[datetime.datetime, str]:
        """By time; of one moment, by key."""
        return self.at, self.key


State = Literal["counts", "superseded", "undone", "conflict"]


class Standing(Struct, frozen=True, kw_only=True):
    """
    What has become of a decision.

    `record` is the id that its record has now, None where it has none; `reason` says of
    a conflict what stands in its way.
    """

    state: State
    record: str | None = None
    reason: str | None = None


class Mark(Struct, frozen=True, kw_only=True):
    """
    What people decided of a record, all in all: words as accepted, corrected, decisive,
    and the fields that were corrected. `shown` is the id under which lists have it.
    """

    kind: Kind
    record: str
    shown: str
    words: tuple[str, ...]
    fields: tuple[str, ...] = ()


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
