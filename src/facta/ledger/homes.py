"""
The happenings and disputes that decisions are about now, whatever their ids. Pure.
"""

from __future__ import annotations

from collections import Counter

from facta.ledger.bonds import Place
from facta.ledger.nouns import Decision
from facta.ledger.proofs import Attached
from facta.link.linked import Linked
from facta.records import Dispute


class Homes:
    """The happenings and disputes of a linking, to find those of decisions among them."""

    def __init__(self, linked: Linked, place: Place) -> None:
        self._place = place
        self._happenings = {item.id for item in linked.happenings}
        self._home = {
            event: item.id
            for item in linked.happenings
            for report in item.reports
            for event in report.events
        }
        self._disputes = {item.id: item for item in linked.disputes}

    def of(self, decision: Decision) -> Attached:
        """The happening or dispute that a decision is about now."""
        if decision.kind == "dispute":
            return self._dispute(decision)
        if decision.record in self._happenings:
            return Attached(decision.record)
        return self._happening(decision)

    def _happening(self, decision: Decision) -> Attached:
        """That which most of the events tell that it was known by."""
        homes: Counter[str] = Counter()
        for proof in decision.proofs:
            home = self._home.get(self._place(proof).id or "")
            if home is not None and proof.of in (decision.record, None):
                homes[home] += 1
        return most(
            homes,
            none="no account tells it any more",
            several="its reports are of several happenings now",
        )

    def _dispute(self, decision: Decision) -> Attached:
        """That on the same attribute which most of the passages are sides of."""
        if decision.record in self._disputes:
            return Attached(decision.record)
        told = {(item.type, item.passage) for item in decision.proofs}
        shared: Counter[str] = Counter()
        for item in self._disputes.values():
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
