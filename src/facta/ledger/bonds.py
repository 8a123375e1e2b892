"""
What decisions to merge and to split say: which events belong together, and which must
stay apart. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field

from facta.ledger.effects import ids
from facta.ledger.nouns import Decision, Proof
from facta.ledger.proofs import Attached

# The record that a proof fits now.
Place = Callable[[Proof], Attached]
# Ids of two events, the smaller first.
Pair = tuple[str, str]
Events = set[str]


class Bonds(Struct, frozen=True, kw_only=True):
    """
    What belongs together and what must stay apart, as pairs of ids of events, and the
    decisions of which too little is left to say so, with the reason.
    """

    together: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    conflicts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Sequence[Decision], place: Place) -> Bonds:
        """
        What decisions in force say, in order: a later one goes before an earlier one.
        """
        found = _Bonds()
        for item in decisions:
            if item.verdict == "merged":
                found.merge(item, place)
            elif item.verdict == "split":
                found.split(item, place)
        return cls(
            together=tuple(sorted(found.pairs())),
            apart=tuple(sorted(found.parted)),
            conflicts=found.conflicts,
        )


class _Bonds:
    """Bonds as they grow, decision by decision."""

    def __init__(self) -> None:
        self.sets: list[Events] = []
        self.parted: set[Pair] = set()
        self.conflicts: dict[str, str] = {}

    def merge(self, decision: Decision, place: Place) -> None:
        """All events of the happenings belong together."""
        parts = _by_happening(decision, place)
        if len(parts) < 2:
            self.conflicts[decision.key] = "what was merged is not there any more"
            return
        whole = set().union(*parts)
        self.sets.append(whole)
        self.parted = {pair for pair in self.parted if not whole.issuperset(pair)}

    def split(self, decision: Decision, place: Place) -> None:
        """The events that were split off belong together, and none to the rest."""
        off, rest = _halves(decision, place)
        if not off or not rest:
            self.conflicts[decision.key] = "what was split is not there any more"
            return
        self.sets = [part for each in self.sets for part in _cut(each, off, rest)]
        self.sets.append(off)
        for one in off:
            self.parted.update(_pair(one, other) for other in rest)

    def pairs(self) -> set[Pair]:
        """Pairs that hold each set together, each event and the next."""
        found: set[Pair] = set()
        for each in self.sets:
            found.update(pairwise(sorted(each)))
        return found


def _by_happening(decision: Decision, place: Place) -> list[Events]:
    """The events there are now of each happening that was merged."""
    found: dict[str, Events] = defaultdict(set)
    for proof in decision.proofs:
        now = place(proof).id
        if now is not None:
            found[proof.of or ""].add(now)
    return list(found.values())


def _halves(decision: Decision, place: Place) -> tuple[Events, Events]:
    """The events there are now of what was split off, and of the rest."""
    wanted = set(ids(decision.value))
    halves: tuple[Events, Events] = (set(), set())
    for proof in decision.proofs:
        now = place(proof).id
        if now is not None:
            halves[proof.id not in wanted].add(now)
    return halves[0], halves[1] - halves[0]


def _cut(each: Events, off: Events, rest: Events) -> Iterator[Events]:
    """What belongs together, cut where a later decision parts it."""
    if each & off and each & rest:
        yield each & off
        yield each - off
    else:
        yield each


def _pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)
