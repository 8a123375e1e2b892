"""
What people decided, laid over what was extracted: records and happenings as they count.

Takes decisions and annotations as they were extracted; gives annotations as they count,
what linking is to keep together and apart, and, of what was linked, the happenings,
disputes and pledges as they count. Nothing given is changed; taking back a decision
gives what was there before it. Pure.

    plan = Plan.of(decisions, annotations)
    linked = link(plan.annotations, **plan.bonds)
    if fallen := plan.fallen(linked):       # the events of happenings that were rejected
        plan = plan.without(fallen)
        linked = link(plan.annotations, **plan.bonds)
    counted = plan.settled(linked)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from facta.ledger import corrections
from facta.ledger.columns import figure_id
from facta.ledger.corrections import Values, given, over, written
from facta.ledger.nouns import Decision, Kind, Mark, Proof, Standing
from facta.ledger.proofs import Attached, Present
from facta.link.linked import Linked
from facta.records import (
    Annotation,
    Commitment,
    Dispute,
    Event,
    Figure,
    Happening,
    Pledge,
    Statement,
)

# Verdicts of which the last one on a record counts, each against the other.
VOTES = frozenset({"accepted", "rejected"})
# What a person vouches for is as sure as can be.
SURE = 1.0
# What is known before linking; the rest is found by it.
EXTRACTED = frozenset({"document", "event", "statement", "commitment", "figure"})
# Of a commitment, what is settled over all accounts and must not part its reports.
OVER_ALL = ("status", "due")
Key = tuple[Kind, str]
Item = TypeVar("Item", Event, Statement, Commitment, Figure)


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
        return replace(
            self, values=over(self.values, values) if self.values else values
        )

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


class Counted(Struct, frozen=True, kw_only=True):
    """
    What counts, for a ledger to keep beside what was extracted.

    `accounts` are those of which something counts otherwise than extracted, `rejected`
    the ids of those that count for nothing. `standings` tell of each decision, by its
    number, what has become of it.
    """

    linked: Linked
    accounts: tuple[Annotation, ...] = ()
    rejected: frozenset[str] = frozenset()
    marks: tuple[Mark, ...] = ()
    standings: dict[int, Standing] = field(default_factory=dict)


class Plan:
    """The effects of decisions on a set of annotations."""

    def __init__(
        self,
        decisions: Sequence[Decision],
        annotations: Sequence[Annotation],
        present: Present,
        fallen: Collection[str] = (),
    ) -> None:
        self._all = tuple(decisions)
        self._force = in_force(decisions)
        self._extracted = tuple(annotations)
        self._present = present
        self._fallen = frozenset(fallen)
        self._homes: dict[str, Attached] = {}
        self._at = {item.key: self._attached(item) for item in self._force}
        self._effects = self._gathered(EXTRACTED)
        self._names = {name for _, name in self._effects} | self._fallen
        self._bonds = Bonds.of(self._force, self._place)
        self._whole = {
            whole.document.id: whole
            for whole in self._extracted
            if self._vote("document", whole.document.id) != "rejected"
        }
        self._counted = {
            name: self._as_counted(whole) for name, whole in self._whole.items()
        }

    @classmethod
    def of(
        cls, decisions: Sequence[Decision], annotations: Sequence[Annotation]
    ) -> Plan:
        """
        What decisions do.

        Args:
            decisions: all of them, in any order.
            annotations: all accounts, as they were extracted.
        """
        return cls(decisions, annotations, Present(annotations))

    def without(self, fallen: Collection[str]) -> Plan:
        """The same where these events count for nothing."""
        plan = Plan(self._all, self._extracted, self._present, fallen)
        plan._homes = dict(self._homes)
        return plan

    @property
    def annotations(self) -> list[Annotation]:
        """
        The accounts as linking is to see them: what becomes of a commitment is settled
        over all its reports, so it does not tell one from another.
        """
        return [
            replace(whole, commitments=tuple(map(self._unsettled, whole.commitments)))
            if self._effects
            else whole
            for whole in self._counted.values()
        ]

    @property
    def bonds(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """What linking is to keep together and apart; empty where nothing is asked."""
        asked = {"together": self._bonds.together, "apart": self._bonds.apart}
        return {name: pairs for name, pairs in asked.items() if pairs}

    def fallen(self, linked: Linked) -> frozenset[str]:
        """The events of happenings that were rejected."""
        self._find_homes(linked)
        effects = self._gathered({"happening"})
        gone = {
            name for (_, name), effect in effects.items() if effect.vote == "rejected"
        }
        return frozenset(
            event
            for item in linked.happenings
            if item.id in gone
            for report in item.reports
            for event in report.events
        )

    def settled(self, linked: Linked) -> Counted:
        """What counts of all that was linked."""
        self._find_homes(linked)
        effects = {**self._effects, **self._gathered({"happening", "dispute"})}
        happenings = sorted(
            (_happening(item, effects) for item in linked.happenings),
            key=lambda item: (item.date is None, item.date, item.id),
        )
        disputes = tuple(
            item
            for item in linked.disputes
            if effects.get(("dispute", item.id), NO_EFFECT).vote != "rejected"
        )
        pledges = tuple(self._pledge(item) for item in linked.pledges)
        extracted = {whole.document.id: whole for whole in self._extracted}
        return Counted(
            linked=replace(
                linked,
                happenings=tuple(happenings),
                disputes=disputes,
                pledges=tuple(sorted(pledges, key=_board)),
            ),
            accounts=tuple(
                whole
                for name, whole in sorted(self._counted.items())
                if whole != extracted[name]
            ),
            rejected=frozenset(extracted.keys() - self._whole.keys()),
            marks=tuple(self._marks(effects)),
            standings=dict(self._standings()),
        )

    # which record a decision is about now

    def _attached(self, decision: Decision) -> Attached | None:
        """None where linking has to tell."""
        if decision.kind not in EXTRACTED:
            return None
        return self._place(first(decision))

    def _place(self, proof: Proof) -> Attached:
        return self._present.attached(proof)

    def _find_homes(self, linked: Linked) -> None:
        """The happenings and disputes that decisions are about now."""
        homes = Homes(linked, self._place)
        for item in self._force:
            if item.kind in EXTRACTED:
                continue
            found = homes.of(item)
            # what was rejected has no happening any more; its id is that of before
            if found.id or item.key not in self._homes:
                self._homes[item.key] = found

    def _now(self, decision: Decision) -> Attached:
        found = self._at.get(decision.key) or self._homes.get(decision.key)
        return found or Attached(None)

    def _gathered(self, kinds: Collection[str]) -> dict[Key, Effect]:
        found: dict[Key, Effect] = {}
        for item in self._force:
            name = self._now(item).id
            if item.kind in kinds and name is not None:
                key = item.kind, name
                found[key] = found.get(key, NO_EFFECT).after(item)
        return found

    def _vote(self, kind: Kind, name: str) -> str | None:
        return self._effects.get((kind, name), NO_EFFECT).vote

    # accounts as they count

    def _as_counted(self, whole: Annotation) -> Annotation:
        if not self._touched(whole):
            return whole
        said = [
            at
            for at, item in enumerate(whole.statements)
            if self._vote("statement", item.id) != "rejected"
        ]
        # places of statements are told by number, which go on from where one was left out
        place = {before: now for now, before in enumerate(said)}
        return replace(
            whole,
            events=tuple(
                replace(
                    self._event(item, whole),
                    reported_in=_moved(item.reported_in, place),
                )
                for item in whole.events
                if self._stays("event", item.id) and item.id not in self._fallen
            ),
            statements=tuple(
                replace(
                    self._statement(whole.statements[at]),
                    denies=_moved(whole.statements[at].denies, place),
                )
                for at in said
            ),
            commitments=tuple(
                self._commitment(item, whole)
                for item in whole.commitments
                if self._stays("commitment", item.id)
            ),
            figures=tuple(
                self._figure(item)
                for item in whole.figures
                if self._stays("figure", figure_id(item))
            ),
        )

    def _touched(self, whole: Annotation) -> bool:
        """Whether anything was decided of what an account tells."""
        told = {
            *(item.id for item in whole.events),
            *(item.id for item in whole.statements),
            *(item.id for item in whole.commitments),
            *map(figure_id, whole.figures),
        }
        return not told.isdisjoint(self._names)

    def _stays(self, kind: Kind, name: str) -> bool:
        return self._vote(kind, name) != "rejected"

    def _effect(self, kind: Kind, name: str) -> Effect:
        return self._effects.get((kind, name), NO_EFFECT)

    def _event(self, item: Event, whole: Annotation) -> Event:
        effect = self._effect("event", item.id)
        found = item
        if isinstance(effect.values, corrections.OfEvent):
            found = corrections.event(item, effect.values, whole)
        return _vouched(found, effect)

    def _statement(self, item: Statement) -> Statement:
        effect = self._effect("statement", item.id)
        found = item
        if isinstance(effect.values, corrections.OfStatement):
            found = corrections.statement(item, effect.values)
        return _vouched(found, effect)

    def _commitment(self, item: Commitment, whole: Annotation) -> Commitment:
        values = self._effect("commitment", item.id).values
        if isinstance(values, corrections.OfCommitment):
            return corrections.commitment(item, values, whole)
        return item

    def _figure(self, item: Figure) -> Figure:
        values = self._effect("figure", figure_id(item)).values
        if isinstance(values, corrections.OfFigure):
            return corrections.figure(item, values)
        return item

    def _unsettled(self, item: Commitment) -> Commitment:
        values = self._effect("commitment", item.id).values
        if values is None or not given(values).keys() & set(OVER_ALL):
            return item
        whole = self._whole[item.document]
        before = next(one for one in whole.commitments if one.id == item.id)
        return replace(item, **{name: getattr(before, name) for name in OVER_ALL})

    def _pledge(self, item: Pledge) -> Pledge:
        """A pledge with what was decided last of any of its reports."""
        reports = {name for _, name in item.reports}
        now: dict[str, Any] = {}
        for decision in self._force:
            values = written(decision.kind, decision.value)
            if (
                decision.kind == "commitment"
                and decision.verdict == "corrected"
                and values is not None
                and self._now(decision).id in reports
            ):
                told = given(values)
                now |= {name: told[name] for name in OVER_ALL if name in told}
        return replace(item, **now)

    # what is told of it all

    def _marks(self, effects: Mapping[Key, Effect]) -> Iterator[Mark]:
        figures = {
            figure_id(item): figure_id(self._figure(item))
            for whole in self._whole.values()
            for item in whole.figures
            if ("figure", figure_id(item)) in effects
        }
        for (kind, name), effect in sorted(effects.items()):
            if effect.words:
                yield Mark(
                    kind=kind,
                    record=name,
                    shown=figures.get(name, name),
                    words=effect.words,
                    fields=tuple(given(effect.values)) if effect.values else (),
                )

    def _standings(self) -> Iterator[tuple[int, Standing]]:
        dead = undone(self._all)
        last = self._last()
        for item in self._all:
            now = self._now(item)
            if item.key in dead:
                # what it was about can be told where it would still be found
                yield (
                    item.number,
                    Standing(state="undone", record=self._undone_at(item)),
                )
            elif item.verdict == "undone":
                yield (
                    item.number,
                    Standing(state="counts", record=self._undone_at(item)),
                )
            elif reason := self._bonds.conflicts.get(item.key) or now.reason:
                yield item.number, Standing(state="conflict", reason=reason)
            elif now.id is None:
                yield (
                    item.number,
                    Standing(state="conflict", reason="its record is gone"),
                )
            elif _matters(item) and not any(
                last[now.id, matter] == item.key for matter in _matters(item)
            ):
                yield item.number, Standing(state="superseded", record=now.id)
            else:
                yield item.number, Standing(state="counts", record=now.id)

    def _undone_at(self, decision: Decision) -> str | None:
        if decision.kind in EXTRACTED and decision.proofs:
            return self._place(first(decision)).id
        return decision.record

    def _last(self) -> dict[tuple[str, str], str]:
        """The decision that counts on each matter of each record."""
        found: dict[tuple[str, str], str] = {}
        for item in self._force:
            name = self._now(item).id
            if name is not None:
                found |= {(name, matter): item.key for matter in _matters(item)}
        return found


def first(decision: Decision) -> Proof:
    """
    What the record of a decision is known by; that of an older ledger, by its id alone.
    """
    if decision.proofs:
        return decision.proofs[0]
    return Proof(id=decision.record, kind=decision.kind, document="", source="")


def _matters(decision: Decision) -> tuple[str, ...]:
    """What a decision settles, until a later one on the same settles it otherwise."""
    if decision.verdict in VOTES:
        return ("vote",)
    if decision.verdict == "decisive":
        return ("decisive",)
    values = written(decision.kind, decision.value)
    if decision.verdict == "corrected" and values is not None:
        return tuple(given(values))
    return ()


def _vouched(item: Item, effect: Effect) -> Item:
    """A record that a person accepted, as sure as can be."""
    if effect.vote == "accepted" and isinstance(item, Event | Statement):
        return replace(item, confidence=SURE)
    return item


def _moved(place: int | None, now: Mapping[int, int]) -> int | None:
    return None if place is None else now.get(place)


def _happening(item: Happening, effects: Mapping[Key, Effect]) -> Happening:
    values = effects.get(("happening", item.id), NO_EFFECT).values
    if isinstance(values, corrections.OfHappening):
        return corrections.happening(item, values)
    return item


def _board(item: Pledge) -> tuple[str, bool, str, str, str]:
    """As linking orders pledges."""
    return item.maker, item.due is None, str(item.due), item.content, item.id


class Bonds(Struct, frozen=True, kw_only=True):
    """
    What belongs together and what must stay apart, as pairs of ids of events, and the
    decisions of which too little is left to say so, with the reason.
    """

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    conflicts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, decisions: Sequence[Decision], place: Any) -> Bonds:
        """
        What decisions in force say, in order: a later one goes before an earlier one.
        """
        sets: list[set[str]] = []
        parted: set[tuple[str, str]] = set()
        conflicts: dict[str, str] = {}
        for item in decisions:
            if item.verdict == "merged":
                parts = _by_happening(item, place)
                if len(parts) < 2:
                    conflicts[item.key] = "what was merged is not there any more"
                    continue
                sets.append(set().union(*parts))
                parted = {pair for pair in parted if not sets[-1].issuperset(pair)}
            elif item.verdict == "split":
                off, rest = _halves(item, place)
                if not off or not rest:
                    conflicts[item.key] = "what was split is not there any more"
                    continue
                sets = [part for each in sets for part in _cut(each, off, rest)]
                parted |= {_pair(one, other) for one in off for other in rest}
                sets.append(off)
        pairs = {
            _pair(one, other)
            for each in sets
            for one, other in zip(sorted(each), sorted(each)[1:], strict=False)
        }
        return cls(
            together=tuple(sorted(pairs)),
            apart=tuple(sorted(parted)),
            conflicts=conflicts,
        )


def _by_happening(decision: Decision, place: Any) -> list[set[str]]:
    """The events there are now of each happening that was merged."""
    found: dict[str, set[str]] = defaultdict(set)
    for proof in decision.proofs:
        now = place(proof).id
        if now is not None:
            found[proof.of or ""].add(now)
    return list(found.values())


def _halves(decision: Decision, place: Any) -> tuple[set[str], set[str]]:
    """The events there are now of what was split off, and of the rest."""
    wanted = set(ids(decision.value))
    halves: tuple[set[str], set[str]] = (set(), set())
    for proof in decision.proofs:
        now = place(proof).id
        if now is not None:
            halves[proof.id not in wanted].add(now)
    return halves[0], halves[1] - halves[0]


def _cut(each: set[str], off: set[str], rest: set[str]) -> Iterator[set[str]]:
    """What belongs together, cut where a later decision parts it."""
    if each & off and each & rest:
        yield each & off
        yield each - off
    else:
        yield each


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def ids(value: str | None) -> tuple[str, ...]:
    """The ids that the value of a merger or a split names."""
    try:
        return msgspec.json.decode(value or "[]", type=tuple[str, ...])
    except (msgspec.DecodeError, ValueError):
        return ()


class Homes:
    """The happenings and disputes of a linking, to find those of decisions among them."""

    def __init__(self, linked: Linked, place: Any) -> None:
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
        own = [item for item in decision.proofs if item.of in (decision.record, None)]
        homes: dict[str, int] = defaultdict(int)
        for proof in own:
            home = self._home.get(self._place(proof).id or "")
            if home is not None:
                homes[home] += 1
        if not homes:
            return Attached(None, "no account tells it any more")
        most = sorted(homes, key=lambda home: (-homes[home], home))
        if len(most) > 1 and homes[most[0]] == homes[most[1]]:
            return Attached(None, "its reports are of several happenings now")
        return Attached(most[0])

    def _dispute(self, decision: Decision) -> Attached:
        """That on the same attribute which most of the passages are sides of."""
        if decision.record in self._disputes:
            return Attached(decision.record)
        told = {(item.type, item.passage) for item in decision.proofs}
        shared = {item.id: len(told & _sides(item)) for item in self._disputes.values()}
        most = sorted(shared, key=lambda name: (-shared[name], name))
        if not most or not shared[most[0]]:
            return Attached(None, "accounts do not disagree on it any more")
        if len(most) > 1 and shared[most[0]] == shared[most[1]]:
            return Attached(None, "several disputes fit")
        return Attached(most[0])


def _sides(item: Dispute) -> set[tuple[str, str]]:
    return {
        (item.attribute, span.text) for claim in item.values for span in claim.spans
    }
