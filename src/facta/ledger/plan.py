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

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from facta.ledger import corrections
from facta.ledger.bonds import Bonds
from facta.ledger.columns import figure_id
from facta.ledger.corrections import given, written
from facta.ledger.counting import counted, figure
from facta.ledger.effects import (
    NO_EFFECT,
    Effect,
    Key,
    first,
    in_force,
    matters,
    undone,
)
from facta.ledger.homes import Homes
from facta.ledger.nouns import Decision, Kind, Mark, Proof, Standing, State
from facta.ledger.proofs import Attached, Present
from facta.link.linked import Linked
from facta.records import (
    Annotation,
    Commitment,
    Happening,
    Pledge,
)

# What is known before linking; the rest is found by it.
EXTRACTED = frozenset({"document", "event", "statement", "commitment", "figure"})
BINDING = frozenset({"merged", "split"})
# Of a commitment, what is settled over all accounts and must not part its reports.
OVER_ALL = ("status", "due")


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
        self._bonds = Bonds.of(self._force, self._place)
        self._whole = {
            whole.document.id: whole
            for whole in self._extracted
            if self._vote("document", whole.document.id) != "rejected"
        }
        self._counted = {
            name: counted(whole, self._effects, self._fallen)
            for name, whole in self._whole.items()
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
        if not self._effects:
            return list(self._counted.values())
        return [
            replace(whole, commitments=tuple(map(self._unsettled, whole.commitments)))
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

    # what is settled over all accounts

    def _unsettled(self, item: Commitment) -> Commitment:
        values = self._effects.get(("commitment", item.id), NO_EFFECT).values
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
            figure_id(item): figure_id(figure(item, effects))
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
        dead, last = undone(self._all), self._last()
        for item in self._all:
            if item.key in dead or item.verdict == "undone":
                state: State = "counts"
                if item.key in dead:
                    state = "undone"
                yield item.number, Standing(state=state, record=self._before(item))
            else:
                yield item.number, self._standing(item, last)

    def _standing(
        self, decision: Decision, last: Mapping[tuple[str, str], str]
    ) -> Standing:
        """What has become of a decision in force."""
        if reason := self._bonds.conflicts.get(decision.key):
            return Standing(state="conflict", reason=reason)
        now = self._now(decision)
        # which happening it is does not matter to what keeps events together
        stands = decision.verdict in BINDING or self._unheard(decision)
        if now.id is None and stands:
            now = Attached(decision.record)
        if now.id is None:
            return Standing(state="conflict", reason=now.reason)
        settles = matters(decision)
        holds = [
            last.get((now.id, matter), decision.key) == decision.key
            for matter in settles
        ]
        if settles and not any(holds):
            return Standing(state="superseded", record=now.id)
        return Standing(state="counts", record=now.id)

    def _unheard(self, decision: Decision) -> bool:
        """Whether accounts tell a happening, but by events that count for nothing."""
        return decision.kind == "happening" and any(
            self._place(proof).id for proof in decision.proofs
        )

    def _before(self, decision: Decision) -> str | None:
        """The record of a decision that counts no more."""
        if decision.kind in EXTRACTED and decision.proofs:
            return self._place(first(decision)).id
        return decision.record

    def _last(self) -> dict[tuple[str, str], str]:
        """The decision that counts on each matter of each record."""
        found: dict[tuple[str, str], str] = {}
        for item in self._force:
            name = self._now(item).id
            if name is not None:
                found |= {(name, matter): item.key for matter in matters(item)}
        return found


def _happening(item: Happening, effects: Mapping[Key, Effect]) -> Happening:
    values = effects.get(("happening", item.id), NO_EFFECT).values
    if isinstance(values, corrections.OfHappening):
        return corrections.happening(item, values)
    return item


def _board(item: Pledge) -> tuple[str, bool, str, str, str]:
    """As linking orders pledges."""
    return item.maker, item.due is None, str(item.due), item.content, item.id
