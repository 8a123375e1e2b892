"""
Decisions on their way from one ledger into another: one JSON line each.

A line has all that a decision keeps but its number, which is a ledger's own. Whoever
takes a line in again finds its record by what it is known by.
"""

from __future__ import annotations

import datetime

import msgspec
from msgspec import Struct

from facta.ledger.corrections import written
from facta.ledger.effects import ids
from facta.ledger.nouns import Decision, Kind, Proof, Verdict


class Line(Struct, frozen=True, kw_only=True):
    """A decision without its number."""

    record: str
    kind: Kind
    verdict: Verdict
    note: str = ""
    by: str
    at: datetime.datetime
    value: str | None = None
    snapshot: str
    proofs: tuple[Proof, ...] = ()
    undoes: str | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("'at' has no time zone; write it as 2025-06-01T12:00:00Z")
        if self.verdict == "corrected" and written(self.kind, self.value) is None:
            raise ValueError("'value' is no correction of such a record")
        if self.verdict in ("merged", "split") and not ids(self.value):
            raise ValueError("'value' names no records")
        if self.verdict == "undone" and not self.undoes:
            raise ValueError("'undoes' names no decision")


def line(decision: Decision) -> bytes:
    """A decision as one JSON line, without the line break."""
    fields = msgspec.structs.asdict(decision)
    del fields["number"]
    return msgspec.json.encode(Line(**fields))


def decision(found: Line) -> Decision:
    """The decision of a line, without a number yet."""
    return Decision(number=0, **msgspec.structs.asdict(found))
