"""Accounts to decide on, decisions, and the road from both to what counts."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from facta.ledger.columns import figure_id
from facta.ledger.nouns import Decision, Found, Kind, Mark, Record, Standing, Verdict
from facta.ledger.plan import Plan
from facta.ledger.proofs import Present, proofs
from facta.link import Linked, link
from facta.link.pledges import order
from facta.records import LIKELY, Annotation, Dispute
from facta.testing import (
    actor,
    annotation,
    commitment,
    doc,
    figure,
    statement,
    telling,
)
from tests.ledger.making import placed

NOON = datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC)
STRIKE = "Russia struck Odesa on Sunday and killed 13 civilians."
TALKS = "The envoys of Russia and Ukraine met in Ankara."
VOW = "Trump said: we will send launchers."


class AtHand:
    """A linking that is all at hand."""

    def __init__(self, linked: Linked) -> None:
        self._events = {
            item.id: [event for report in item.reports for event in report.events]
            for item in linked.happenings
        }
        self._home = {
            event: name for name, events in self._events.items() for event in events
        }
        self._disputes = {item.id: item for item in linked.disputes}

    def happening(self, name: str) -> bool:
        """See `facta.ledger.homes.Findings`."""
        return name in self._events

    def home(self, event: str) -> str | None:
        """See `facta.ledger.homes.Findings`."""
        return self._home.get(event)

    def told(self, happening: str) -> Sequence[str]:
        """See `facta.ledger.homes.Findings`."""
        return self._events.get(happening, ())

    def dispute(self, name: str) -> bool:
        """See `facta.ledger.homes.Findings`."""
        return name in self._disputes

    def disputes(self) -> Iterable[Dispute]:
        """See `facta.ledger.homes.Findings`."""
        return self._disputes.values()


def account(
    name: str = "a.txt",
    *,
    text: str = f"{STRIKE}\n{TALKS}\n{VOW}",
    published: str = "2025-05-27",
    kind: str = "ASSAULT",
) -> Annotation:
    """An account of a strike, of talks, and of a promise; others tell it alike."""
    document = doc(text, source=name, published=published)
    strike, talks, vow = text.split("\n")
    return placed(
        annotation(
            document,
            actors=(actor("Russia", country="RUS"),),
            events=(
                telling(
                    document,
                    kind,
                    "RUS",
                    "UKR",
                    strike,
                    date="2025-05-25",
                    reported_in=0,
                ),
                telling(
                    document,
                    "CONSULT",
                    "RUS,UKR",
                    "RUS,UKR",
                    talks,
                    date="2025-05-20",
                    mode="visit",
                    sentence=1,
                    reported_in=1,
                ),
            ),
            statements=(
                statement(
                    document,
                    strike.split(" on ")[0],
                    speaker="Dmitry Peskov",
                    country="RUS",
                    date="2025-05-26",
                ),
                statement(
                    document,
                    vow.removeprefix("Trump said: "),
                    speaker="Donald Trump",
                    country="USA",
                    date="2025-05-26",
                    denies=0,
                ),
            ),
            commitments=(
                msgspec.structs.replace(
                    commitment(
                        document,
                        vow.removeprefix("Trump said: "),
                        "USA",
                        recipient="UKR",
                        date="2025-05-26",
                        due="2025-07-01",
                    ),
                    sentence=2,
                ),
            ),
            figures=(figure(document, "13", 13.0, of="civilians killed"),),
        )
    )


ACCOUNTS = (account("a.txt"), account("b.txt", published="2025-05-28"))


class Counted(Struct, frozen=True, kw_only=True):
    """
    What counts: all that was linked, the accounts of which something counts otherwise
    than extracted, the ids of those that count for nothing, and what is told of records
    and decisions. `before` is what was linked before anything of it fell.
    """

    before: Linked
    linked: Linked
    accounts: tuple[Annotation, ...]
    rejected: frozenset[str]
    marks: tuple[Mark, ...]
    standings: dict[int, Standing]


def counts(
    decisions: Sequence[Decision],
    annotations: Sequence[Annotation] = ACCOUNTS,
    *,
    least: float = LIKELY,
) -> Counted:
    """
    What counts, all at once and in memory: what a ledger must come to, whatever came to
    it in which order.
    """
    plan = Plan(decisions, Present(annotations))
    told = [
        plan.read(whole).likely(least)
        for whole in annotations
        if whole.document.id not in plan.rejected
    ]

    def linking(fallen: Collection[str] = ()) -> Linked:
        return link(told, together=plan.together, apart=plan.apart, fallen=fallen)

    before = linked = linking()
    plan.find(AtHand(linked))
    if fallen := plan.fallen(AtHand(linked)):
        plan = plan.without(fallen)
        linked = linking(fallen)
        plan.find(AtHand(linked))
    happenings = map(plan.happening, linked.happenings)
    changed = map(plan.counted, sorted(plan.touched))
    return Counted(
        before=before,
        linked=msgspec.structs.replace(
            linked,
            happenings=tuple(
                sorted(happenings, key=lambda one: (one.date is None, one.date, one.id))
            ),
            disputes=tuple(filter(plan.keeps, linked.disputes)),
            pledges=tuple(sorted(map(plan.pledge, linked.pledges), key=order)),
        ),
        accounts=tuple(whole for whole in changed if whole),
        rejected=plan.rejected,
        marks=plan.marks,
        standings=plan.standings,
    )


def records(annotations: Sequence[Annotation] = ACCOUNTS) -> list[Found]:
    """All records that a person may decide on, before anything was decided."""
    found: list[Found] = []

    def add(kind: Kind, name: str, record: Record) -> None:
        found.append(Found(name, kind, record))

    for whole in annotations:
        add("document", whole.document.id, whole.document)
        for event in whole.events:
            add("event", event.id, event)
        for said in whole.statements:
            add("statement", said.id, said)
        for made in whole.commitments:
            add("commitment", made.id, made)
        for number in whole.figures:
            add("figure", figure_id(number), number)
    linked = link(list(annotations))
    for item in linked.happenings:
        add("happening", item.id, item)
    for dispute in linked.disputes:
        add("dispute", dispute.id, dispute)
    return found


def decided(
    found: Found,
    verdict: Verdict,
    value: Any = None,
    *,
    minute: int = 0,
    known: Sequence[Found] = (),
    annotations: Sequence[Annotation] = ACCOUNTS,
    undoes: str | None = None,
) -> Decision:
    """A decision on a record, made some minutes after noon."""
    whole = {each.document.id: each for each in annotations}
    about = known or [found]
    return Decision(
        number=minute + 1,
        record=found.id,
        kind=found.kind,
        verdict=verdict,
        note="",
        by="Ann",
        at=NOON + datetime.timedelta(minutes=minute),
        value=None if value is None else msgspec.json.encode(value).decode(),
        snapshot=msgspec.json.encode(found.record).decode(),
        proofs=tuple(proof for each in about for proof in proofs(each, whole.get)),
        undoes=undoes,
    )


def of_kind(
    kind: Kind, at: int = 0, annotations: Sequence[Annotation] = ACCOUNTS
) -> Found:
    """A record of a kind, by its place among these."""
    return [found for found in records(annotations) if found.kind == kind][at]
