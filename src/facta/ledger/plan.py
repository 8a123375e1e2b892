"""
What people decided, laid over what was extracted: records and happenings as they count.

Takes decisions and the accounts as they were extracted, which it asks for one by one,
as far as anything was decided of them. Gives these accounts as they count, what linking
is to keep together and apart, and, of what was linked, the happenings, disputes and
pledges as they count. Nothing given is changed; taking back a decision gives what was
there before it. Pure.

    plan = Plan(decisions, records)
    linked = link(...)                 # of the accounts as `plan.read` gives them
    plan.find(findings)                # what decisions are about in `linked`
    if fallen := plan.fallen(findings):     # the events of rejected happenings
        plan = plan.without(fallen)
        linked = link(..., fallen=fallen)
        plan.find(findings)
    plan.happening(...), plan.keeps(...), plan.pledge(...)
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace

from facta.ledger import corrected, corrections
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
from facta.ledger.homes import Findings, Homes
from facta.ledger.nouns import Decision, Mark, Standing, State
from facta.ledger.proofs import Attached, Records, attached
from facta.records import (
    Annotation,
    Commitment,
    Dispute,
    Figure,
    Happening,
    Pledge,
)

# What is known before linking; the rest is found by it.
EXTRACTED = frozenset({"document", "event", "statement", "commitment", "figure"})
BINDING = frozenset({"merged", "split"})
# Of a commitment, what is settled over all accounts and must not part its reports.
OVER_ALL = ("status", "due")
MARK = 16  # hex digits of a mark


class Plan:
    """
    The effects of decisions on some accounts.

    Args:
        decisions: all of them, in any order.
        records: of all accounts, as they were extracted.
        fallen: the events of happenings that were rejected.
    """

    def __init__(
        self,
        decisions: Sequence[Decision],
        records: Records,
        fallen: Collection[str] = (),
    ) -> None:
        self._all = tuple(decisions)
        self._force = in_force(decisions)
        self._records = records
        self._place = cache(lambda proof: attached(proof, records))
        self._fallen = frozenset(fallen)
        self._homes: dict[str, Attached] = {}
        self._at = {item.key: self._attached(item) for item in self._force}
        self._effects = self._gathered(EXTRACTED)
        self._found: dict[Key, Effect] = {}
        self._bonds = Bonds.of(self._force, self._place)
        self._touched = self._of_accounts()

    def without(self, fallen: Collection[str]) -> Plan:
        """The same where these events count for nothing."""
        plan = copy(self)
        plan._fallen = frozenset(fallen)
        plan._homes = dict(self._homes)
        plan._touched = plan._of_accounts()
        return plan

    # accounts

    @property
    def rejected(self) -> frozenset[str]:
        """The accounts that count for nothing."""
        return frozenset(
            name
            for (kind, name), effect in self._effects.items()
            if kind == "document" and effect.vote == "rejected"
        )

    @property
    def touched(self) -> frozenset[str]:
        """The other accounts of whose records something was decided."""
        return frozenset(self._touched) - self.rejected

    def read(self, whole: Annotation) -> Annotation:
        """
        An account as linking is to see it: what becomes of a commitment is settled over
        all its reports, so it does not tell one from another; and what tells a rejected
        happening is left out by linking itself.
        """
        effects = self._on(whole.document.id)
        if not effects:
            return whole
        found = counted(whole, effects)
        before = {item.id: item for item in whole.commitments}
        unsettled = (
            self._unsettled(item, before[item.id]) for item in found.commitments
        )
        return replace(found, commitments=tuple(unsettled))

    def counted(self, document: str) -> Annotation | None:
        """An account as it counts, where it does not as it was extracted."""
        whole = self._records.account(document)
        if whole is None or document not in self._touched:
            return None
        found = counted(whole, self._on(document), self._fallen)
        return None if found == whole else found

    def mark(self, document: str, *, fallen: bool = False) -> str:
        """
        What tells what was decided of an account's records from what else may be; empty
        where nothing was that changes any. With what has `fallen` of it, or without.
        """
        told = [
            (kind, name, effect.vote, effect.values)
            for (kind, name), effect in sorted(self._on(document).items())
            if effect.vote or effect.values
        ]
        gone = sorted(self._gone(document)) if fallen else []
        if not told and not gone:
            return ""
        return hashlib.sha256(msgspec.json.encode((told, gone))).hexdigest()[:MARK]

    # linking

    @property
    def together(self) -> tuple[tuple[str, str], ...]:
        """Pairs of events that linking is to keep together."""
        return self._bonds.together

    @property
    def apart(self) -> tuple[tuple[str, str], ...]:
        """Pairs of events that linking is to keep apart."""
        return self._bonds.apart

    def find(self, findings: Findings) -> None:
        """The happenings and disputes of a linking that decisions are about."""
        homes = Homes(findings, self._place)
        for item in self._force:
            if item.kind in EXTRACTED:
                continue
            found = homes.of(item)
            # what was rejected has no happening any more; its id is that of before
            if found.id or item.key not in self._homes:
                self._homes[item.key] = found
        self._found = self._gathered({"happening", "dispute"})

    def fallen(self, findings: Findings) -> frozenset[str]:
        """The events of happenings that were rejected."""
        return frozenset(
            event
            for (kind, name), effect in self._found.items()
            if kind == "happening" and effect.vote == "rejected"
            for event in findings.told(name)
        )

    # what was linked

    @property
    def laid(self) -> Iterator[tuple[str, str]]:
        """
        The kinds and ids of what was linked and may count otherwise than it was; a
        pledge by the id of a commitment that tells it.
        """
        for (kind, name), effect in self._found.items():
            if kind == "happening" and effect.values is not None:
                yield "happening", name
            if kind == "dispute" and effect.vote == "rejected":
                yield "dispute", name
        for name, _ in self._outcomes():
            yield "commitment", name

    def happening(self, item: Happening) -> Happening:
        """A happening as it counts."""
        values = self._found.get(("happening", item.id), NO_EFFECT).values
        if isinstance(values, corrections.OfHappening):
            return corrected.happening(item, values)
        return item

    def keeps(self, item: Dispute) -> bool:
        """Whether a dispute counts."""
        return self._found.get(("dispute", item.id), NO_EFFECT).vote != "rejected"

    def pledge(self, item: Pledge) -> Pledge:
        """A pledge with what was decided last of any of its reports."""
        reports = {name for _, name in item.reports}
        now: dict[str, Any] = {}
        for name, told in self._outcomes():
            if name in reports:
                now |= told
        return replace(item, **now)

    def _outcomes(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """What was decided of commitments for all accounts, one after the other."""
        for decision in self._force:
            values = written(decision.kind, decision.value)
            if (
                decision.kind == "commitment"
                and decision.verdict == "corrected"
                and values is not None
                and (name := self._now(decision).id)
            ):
                told = given(values)
                if now := {field: told[field] for field in OVER_ALL if field in told}:
                    yield name, now

    # which record a decision is about now

    def _attached(self, decision: Decision) -> Attached | None:
        """None where linking has to tell."""
        if decision.kind not in EXTRACTED:
            return None
        return self._place(first(decision))

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

    def _of_accounts(self) -> dict[str, dict[Key, Effect]]:
        """What was decided of the records of each account."""
        found: dict[str, dict[Key, Effect]] = defaultdict(dict)
        for key, effect in self._effects.items():
            if key[0] != "document":
                for document in self._records.holding(*key):
                    found[document][key] = effect
        for event in self._fallen:
            for document in self._records.holding("event", event):
                found[document].setdefault(("event", event), NO_EFFECT)
        return found

    def _on(self, document: str) -> dict[Key, Effect]:
        return self._touched.get(document, {})

    def _gone(self, document: str) -> Iterator[str]:
        """The events of an account that have fallen."""
        return (name for _, name in self._on(document) if name in self._fallen)

    def _unsettled(self, item: Commitment, before: Commitment) -> Commitment:
        values = self._effects.get(("commitment", item.id), NO_EFFECT).values
        if values is None or not given(values).keys() & set(OVER_ALL):
            return item
        return replace(item, **{name: getattr(before, name) for name in OVER_ALL})

    # what is told of it all

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What was decided of each record, all in all."""
        effects = {**self._effects, **self._found}
        shown = dict(self._shown())
        return tuple(
            Mark(
                kind=kind,
                record=name,
                shown=shown.get(name, name) if kind == "figure" else name,
                words=effect.words,
                fields=tuple(given(effect.values)) if effect.values else (),
            )
            for (kind, name), effect in sorted(
                effects.items(), key=lambda item: item[0]
            )
            if effect.words
        )

    def _shown(self) -> Iterator[tuple[str, str]]:
        """The ids under which lists have figures that were corrected."""
        for (kind, name), effect in self._effects.items():
            if kind == "figure" and effect.values is not None:
                for document in set(self._records.holding(kind, name)) - self.rejected:
                    for item in _figures(self._records.account(document), name):
                        yield name, figure_id(figure(item, self._effects))

    @property
    def standings(self) -> dict[int, Standing]:
        """What has become of each decision, by its number."""
        return dict(self._standings())

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


def _figures(whole: Annotation | None, name: str) -> Iterator[Figure]:
    """The figures of an account with this id."""
    if whole is not None:
        yield from (item for item in whole.figures if figure_id(item) == name)
