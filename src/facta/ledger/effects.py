"""
What decisions say of records, one above the other: which are in force, and all that was
decided of one record. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from facta.ledger.corrections import Values, given, over, written
from facta.ledger.nouns import Decision, Kind, Proof

# Verdicts of which the last one on a record counts, each against the other.
VOTES = frozenset({"accepted", "rejected"})
Key = tuple[Kind, str]


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """
    The decisions that nobody has taken back, in order of time; what took back others is
    not among them.
    """
    ordered = sorted(decisions, key=lambda item: item.order)
    dead = undone(ordered)
    return [
        item for item in ordered if item.verdict != "undone" and item.key not in dead
    ]


def undone(decisions: Iterable[Decision]) -> set[str]:
    """The keys of decisions that were taken back; one that was, takes nothing back."""
    dead: set[str] = set()
    for item in sorted(decisions, key=lambda item: item.order, reverse=True):
        if item.verdict == "undone" and item.undoes and item.key not in dead:
            dead.add(item.undoes)
    return dead


class Effect(Struct, frozen=True, kw_only=True):
    """
    All that was decided of one record: whether it is accepted or rejected, decisive,
    what was corrected, and whether somebody wrote a note.
    """

    vote: str | None = None
    decisive: bool = False
    values: Values | None = None
    noted: bool = False

    def after(self, decision: Decision) -> Effect:
        """The effect once one more decision was made."""
        if decision.verdict in VOTES:
            return replace(self, vote=decision.verdict)
        if decision.verdict == "decisive":
            return replace(self, decisive=decision.value != "false")
        if decision.verdict == "noted":
            return replace(self, noted=True)
        values = written(decision.kind, decision.value)
        if decision.verdict != "corrected" or values is None:
            return self
        if self.values is not None:
            values = over(self.values, values)
        return replace(self, values=values)

    @property
    def words(self) -> tuple[str, ...]:
        """What a list says of the record."""
        said = {
            self.vote or "": self.vote is not None,
            "corrected": self.values is not None,
            "decisive": self.decisive,
            "noted": self.noted,
        }
        return tuple(word for word, holds in said.items() if holds)


NO_EFFECT = Effect()


def first(decision: Decision) -> Proof:
    """
    What the record of a decision is known by; that of an older ledger, by its id alone.
    """
    if decision.proofs:
        return decision.proofs[0]
    return Proof(id=decision.record, kind=decision.kind, document="", source="")


def matters(decision: Decision) -> tuple[str, ...]:
    """What a decision settles, until a later one on the same settles it otherwise."""
    if decision.verdict in VOTES:
        return ("vote",)
    if decision.verdict == "decisive":
        return ("decisive",)
    values = written(decision.kind, decision.value)
    if decision.verdict == "corrected" and values is not None:
        return tuple(given(values))
    return ()


def ids(value: str | None) -> tuple[str, ...]:
    """The ids that the value of a merger or a split names."""
    try:
        return msgspec.json.decode(value or "[]", type=tuple[str, ...])
    except (msgspec.DecodeError, ValueError):
        return ()
