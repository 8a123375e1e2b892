"""
The happenings and disputes that decisions are about now, whatever their ids. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from facta.ledger.bonds import Place
from facta.ledger.nouns import Decision
from facta.ledger.proofs import Attached
from facta.records import Dispute


class Findings(Protocol):
    """The happenings and disputes of a linking, asked for one by one."""

    def happening(self, name: str) -> bool:
        """Whether there is a happening with this id."""

    def home(self, event: str) -> str | None:
        """The happening that an event tells."""

    def told(self, happening: str) -> Sequence[str]:
        """The events that tell a happening."""

    def dispute(self, name: str) -> bool:
        """Whether there is a dispute with this id."""

    def disputes(self) -> Iterable[Dispute]:
        """All disputes."""


class Homes:
    """Where decisions find the happenings and disputes that they are about."""

    def __init__(self, findings: Findings, place: Place) -> None:
        self._findings = findings
        self._place = place

    def of(self, decision: Decision) -> Attached:
        """The happening or dispute that a decision is about now."""
        if decision.kind == "dispute":
            return self._dispute(decision)
        if self._findings.happening(decision.record):
            return Attached(decision.record)
        return self._happening(decision)

    def _happening(self, decision: Decision) -> Attached:
        """That which most of the events tell that it was known by."""
        homes: Counter[str] = Counter()
        for proof in decision.proofs:
            event = self._place(proof).id
            home = self._findings.home(event) if event else None
            if home is not None and proof.of in (decision.record, None):
                homes[home] += 1
        return most(
            homes,
            none="no account tells it any more",
            several="its reports are of several happenings now",
        )

    def _dispute(self, decision: Decision) -> Attached:
        """That on the same attribute which most of the passages are sides of."""
        if self._findings.dispute(decision.record):
            return Attached(decision.record)
        told = {(item.type, item.passage) for item in decision.proofs}
        shared: Counter[str] = Counter()
        for item in self._findings.disputes():
            shared[item.id] = len(told & _sides(item))
        return most(
            +shared,
            none="accounts do not disagree on it any more",
            several="several disputes fit",
        )


def most(counts: Counter[str], *, none: str, several: str) -> Attached:
    """
    What is counted most often; none and several are the reasons where that is nothing,
    or not one alone.

    >>> most(Counter("aab"), none="none", several="several").id
    'a'
    >>> most(Counter("ab"), none="none", several="several").reason
    'several'
    """
    if not counts:
        return Attached(None, none)
    best = max(counts.values())
    first, *others = [name for name, count in counts.items() if count == best]
    if others:
        return Attached(None, several)
    return Attached(first)


def _sides(item: Dispute) -> set[tuple[str, str]]:
    """The passages that a dispute is between, with what it is about."""
    return {
        (item.attribute, span.text) for claim in item.values for span in claim.spans
    }
