"""
A ledger that takes in one change after the other comes to what all at once comes to.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from facta.errors import LedgerError
from facta.ledger import Ledger
from facta.ledger.columns import figure_id
from facta.ledger.effects import in_force
from facta.ledger.homes import Findings
from facta.ledger.kept import Before, Left
from facta.ledger.nouns import Kind, Proof, Verdict
from facta.ledger.present import Stored
from facta.ledger.proofs import Present, attached, proofs
from facta.link import Linked, link
from facta.pipeline import relink, taking_effect
from facta.records import Annotation
from tests.ledger.deciding import (
    NOON,
    STRIKE,
    TALKS,
    VOW,
    AtHand,
    Counted,
    account,
    counts,
    records,
)

# of the tables, those that tell of accounts, links and decisions
TABLES = (
    *("happenings", "happening_ends", "reports", "disputes", "claims", "pledges"),
    *("pledge_reports", "pledge_changes", "originators", "copies", "standings"),
    *("marks", "decided_documents", "decided_events", "decided_event_ends"),
    *("decided_statements", "decided_commitments", "decided_figures", "as_linked"),
    "recounted",
)
WIRE = (
    " They spoke for three hours about the exchange of prisoners, the passage of grain "
    "ships through the western ports and the repair of the power lines that had been "
    "cut in the winter, and agreed to come together again before the end of the month."
)
VALUES: dict[str, dict[str, str]] = {
    "event": {"type": "threaten", "date": "2025-05"},
    "statement": {"speaker": "Vladimir Putin"},
    "commitment": {"status": "kept", "due": "2025-08-01"},
    "happening": {"date": "2025-05-24"},
    "figure": {"value": "14"},
}


class Clock:
    """A minute more whenever somebody asks."""

    def __init__(self) -> None:
        self._now = NOON

    def __call__(self) -> datetime.datetime:
        """The time."""
        self._now += datetime.timedelta(minutes=1)
        return self._now


def told(name: str, chance: random.Random) -> Annotation:
    """An account of a strike, of talks and of a promise, told more or less alike."""
    talks = TALKS + chance.choice(["", WIRE])
    found = account(
        name,
        text=f"{STRIKE}\n{talks}\n{VOW}",
        published=f"2025-05-{chance.choice([27, 27, 28, 29])}",
        kind=chance.choice(["ASSAULT", "ASSAULT", "COERCE"]),
    )
    strike, met = found.events
    if chance.random() < 0.2:
        strike = replace(strike, auxiliary=("negation",))
    if chance.random() < 0.3:
        strike = replace(strike, date=datetime.date(2025, 5, 24))
    if chance.random() < 0.2:
        met = replace(met, confidence=0.4)
    (dead,) = found.figures
    if chance.random() < 0.3:
        dead = replace(dead, value=15.0)
    return replace(found, events=(strike, met), figures=(dead,))


class Book:
    """A ledger to which one thing after the other happens."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger = ledger
        self._chance = random.Random(seed)

    def happens(self) -> None:
        """One more thing, whichever."""
        several: list[tuple[int, Callable[[], object]]] = [
            (4, self.comes),
            (1, self.goes),
            (5, self.decides),
            (2, self.merges),
            (2, self.splits),
            (2, self.undoes),
            (1, self.lowers),
        ]
        weights, steps = zip(*several, strict=True)
        self._chance.choices(steps, weights)[0]()

    def comes(self) -> None:
        """An account is new, or says something else than before."""
        name = f"{self._chance.randrange(9)}.txt"
        with self.ledger.writing():
            self.ledger.add(told(name, self._chance), stages="test")
            self.ledger.sources.settle([], prune=False)
            relink(self.ledger)

    def goes(self) -> None:
        """An account is dropped."""
        held = sorted(item.source for item in self.ledger.documents())
        if len(held) > 1:
            with self.ledger.writing():
                self.ledger.sources.remove([self._chance.choice(held)])
                relink(self.ledger)

    def lowers(self) -> None:
        """Other events are sure enough."""
        with self.ledger.writing():
            relink(self.ledger, self._chance.choice([0.25, 0.6]))

    def decides(self) -> None:
        """Something is decided of a record of some kind."""
        kind, name = self._chance.choice(list(self._records()))
        steps: list[Callable[[], object]] = [
            lambda: self.ledger.reject([name], by="Ann"),
            lambda: self.ledger.reject([name], by="Ann"),
            lambda: self.ledger.accept([name], by="Ann"),
            lambda: self.ledger.decisive([name], by="Ann"),
            lambda: self.ledger.remark(name, "look again", by="Ann"),
        ]
        if kind in VALUES:
            steps += [lambda: self.ledger.correct(name, VALUES[kind], by="Ann")] * 2
        self._takes_effect(self._chance.choice(steps))

    def merges(self) -> None:
        """Two happenings are one."""
        held = [item.id for item in self.ledger.happenings()]
        if len(held) > 1:
            some = self._chance.sample(held, 2)
            self._takes_effect(lambda: self.ledger.merge(some, by="Ann"))

    def splits(self) -> None:
        """Some events of a happening are another one."""
        several = [item for item in self.ledger.happenings() if len(item.reports) > 1]
        if several:
            item = self._chance.choice(several)
            events = [event for report in item.reports for event in report.events]
            off = self._chance.sample(events, self._chance.randrange(1, len(events)))
            self._takes_effect(lambda: self.ledger.split(item.id, off, by="Ann"))

    def undoes(self) -> None:
        """The last decision is taken back, where there is one."""
        if self.ledger.decided() and in_force(self.ledger.decisions()):
            self._takes_effect(lambda: self.ledger.undo(by="Bea"))

    def _takes_effect(self, make: Callable[[], object]) -> None:
        with taking_effect(self.ledger):
            make()

    def _records(self) -> Iterator[tuple[str, str]]:
        """Records of all kinds, a kind as often as another."""
        whole = self._chance.choice(list(self.ledger.annotations(extracted=True)))
        yield "document", whole.document.id
        yield "event", self._chance.choice(whole.events).id
        yield "statement", self._chance.choice(whole.statements).id
        yield "commitment", whole.commitments[0].id
        yield "figure", figure_id(whole.figures[0])
        several = {
            "happening": [item.id for item in self.ledger.happenings()],
            "dispute": [item.id for item in self.ledger.disputes()],
        }
        for kind, names in several.items():
            if names:
                yield from [(kind, self._chance.choice(names))] * 3


def held(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a ledger, sorted, by table."""
    return {
        table: sorted(ledger._store.every(f"SELECT * FROM {table}"), key=repr)
        for table in TABLES
    }


def same(kept: Findings, linked: Linked, whole: Counted) -> None:
    """What is asked of a ledger is what is asked of a linking that is at hand."""
    hand = AtHand(linked)
    for item in (*whole.before.happenings, *whole.linked.happenings):
        assert kept.happening(item.id) == hand.happening(item.id)
        assert sorted(kept.told(item.id)) == sorted(hand.told(item.id))
        for event in (event for report in item.reports for event in report.events):
            assert kept.home(event) == hand.home(event)
    if not any(each.kind == "dispute" for each in whole.marks):
        for dispute in (*whole.before.disputes, *whole.linked.disputes):
            assert kept.dispute(dispute.id) == hand.dispute(dispute.id)
        assert {one.id for one in kept.disputes()} == {
            one.id for one in hand.disputes()
        }


def compare(ledger: Ledger) -> None:
    """Hold a ledger against what all of it comes to at once, and against one made anew."""
    every = list(ledger.annotations(extracted=True))
    whole = counts(list(ledger.decisions()), every, least=ledger.least())
    assert list(ledger.happenings()) == list(whole.linked.happenings)
    assert sorted(ledger.disputes(), key=lambda item: item.id) == list(
        whole.linked.disputes
    )
    assert list(ledger.pledges()) == list(whole.linked.pledges)
    assert ledger.standings() == whole.standings
    assert set(ledger.marks().values()) == set(whole.marks)
    changed = {each.document.id: each for each in whole.accounts}
    assert list(ledger.annotations()) == [
        changed.get(each.document.id, each)
        for each in every
        if each.document.id not in whole.rejected
    ]
    rows = ledger._store.every("SELECT document, originator FROM originators")
    assert dict(rows) == whole.linked.originators
    rows = ledger._store.every('SELECT document, "of", share FROM copies ORDER BY 1, 2')
    assert rows == [msgspec.structs.astuple(each) for each in whole.linked.copies]
    same(Before(ledger._store), whole.before, whole)
    same(Left(ledger._store), whole.linked, whole)
    before = held(ledger)
    with ledger.writing():
        ledger._store.run("DELETE FROM facts WHERE name IN ('linked', 'rules')")
        relink(ledger)
    assert held(ledger) == before


# an account, others of which one denies it, and one of another day
FOUR = tuple(
    account(f"{at}.txt", published=f"2025-05-{27 + at}", kind=kind)
    for at, kind in enumerate(("ASSAULT", "ASSAULT", "COERCE", "ASSAULT"))
)


def linked(path: Path | str = ":memory:") -> Ledger:
    """A ledger of four accounts."""
    ledger = Ledger.open(path, clock=Clock())
    for whole in FOUR:
        ledger.add(whole, stages="test")
    relink(ledger)
    return ledger


@given(st.integers(0, 1 << 32), st.integers(4, 24))
# an event falls, and what is left of its happening goes by another id
@example(136097, 17)
@settings(deadline=None, max_examples=40)
def test_one_after_the_other_is_all_at_once(seed: int, steps: int) -> None:
    """Accounts come, change and leave, and people decide, in whatever order."""
    with Ledger.open(":memory:", clock=Clock()) as ledger:
        book = Book(ledger, seed)
        for _ in range(3):
            book.comes()
        for _ in range(steps):
            book.happens()
        compare(ledger)


@pytest.mark.parametrize("kind", ["event", "statement", "commitment", "figure"])
def test_a_ledger_knows_the_records_that_its_accounts_have(kind: Kind) -> None:
    """As they are known where all are at hand, whatever has become of ids and files."""
    with linked() as ledger:
        extracted = partial(ledger.annotation, extracted=True)
        stored, present = Stored(ledger._store, extracted), Present(FOUR)
        for found in records(FOUR):
            for proof in proofs(found, present.account):
                if proof.kind == kind:
                    for other in alike(proof):
                        assert attached(other, stored) == attached(other, present)


def alike(proof: Proof) -> Iterator[Proof]:
    """What a record may be known by: with its id or without, of a file that moved."""
    yield proof
    gone = replace(proof, id="gone")
    yield gone
    for source in (
        proof.source,
        f"a/{proof.source}",
        f"b\\{proof.source}",
        "",
        "9.txt",
    ):
        yield replace(gone, document="gone", source=source)


def test_what_is_decided_reads_what_it_has_to_do_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not the other accounts, however many there are."""
    with linked() as ledger:
        for number in range(30):
            ledger.add(told_elsewhere(number), stages="test")
        relink(ledger)
        read: list[str] = []
        whole = Ledger.annotation

        def noted(ledger: Ledger, name: str, *, extracted: bool = False) -> Annotation:
            read.append(name)
            return whole(ledger, name, extracted=extracted)

        monkeypatch.setattr(Ledger, "annotation", noted)
        with taking_effect(ledger):
            ledger.reject([FOUR[0].events[0].id], by="Ann")
        assert read
        assert set(read) <= {each.document.id for each in FOUR}


def told_elsewhere(number: int) -> Annotation:
    """An account that has to do with nothing that the four tell."""
    text = f"Chad struck 13 towns, {number}.\nChad met Mali.\nTrump said: we see."
    found = account("far.txt", text=text, published=f"2019-{1 + number % 12:02}-01")
    return replace(found, events=(), statements=(), commitments=(), figures=())


def test_an_account_that_is_dated_anew_copies_whom_it_copied_by_then() -> None:
    """Its number may be that of the account before it, which others were held against."""
    with Ledger.open(":memory:", clock=Clock()) as ledger:
        text = f"{STRIKE}\n{TALKS}{WIRE}\n{VOW}"
        for name, day in (("c.txt", 29), ("b.txt", 27), ("a.txt", 28), ("a.txt", 26)):
            whole = account(name, text=text, published=f"2025-05-{day}")
            ledger.add(whole, stages="test")
            relink(ledger)
        compare(ledger)


def test_a_decision_on_what_was_linked_at_once_links_it_anew() -> None:
    """What a program put in place by itself has left nothing to go on from."""
    with linked() as ledger:
        ledger.link(link(list(FOUR[:3])), by="a test least/0.6")
        with taking_effect(ledger):
            ledger.reject([FOUR[0].events[0].id], by="Ann")
        compare(ledger)


LITTLE, MUCH = "noted", "rejected"
DAMAGE = {
    "a record as linked": ("UPDATE as_linked SET record = x'7b', sum = NULL", LITTLE),
    "a bit of it": ("UPDATE as_linked SET record = record || x'20'", LITTLE),
    "what fell": ("UPDATE before_falling SET record = x'7b', sum = NULL", LITTLE),
    "a bit of that": ("UPDATE before_falling SET id = id || 'x'", LITTLE),
    "a fact": ("UPDATE facts SET value = '[' WHERE name = 'fallen'", LITTLE),
    "a trace": ("UPDATE traces SET record = x'7b'", MUCH),
    "an account": ("UPDATE linked_accounts SET record = x'7b'", MUCH),
    "a record": ("UPDATE events SET record = x'7b', sum = NULL", MUCH),
}


@pytest.mark.parametrize(("sql", "verdict"), DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_told_and_nothing_is_decided(
    sql: str, verdict: Verdict
) -> None:
    """One line that says what to do; the ledger is as before."""
    with linked() as ledger:
        one, other, *_ = ledger.happenings()
        with taking_effect(ledger):
            ledger.reject([one.id], by="Ann")
            ledger.correct(other.id, {"date": "2025-05-22"}, by="Ann")
        ledger._store.run(sql)
        name = FOUR[3].events[0].id if verdict == MUCH else FOUR[3].document.id
        with pytest.raises(LedgerError, match=r"damaged at .*; run") as told:
            decide(ledger, name, verdict)
        assert "\n" not in str(told.value)
        assert ledger.decided() == 2


def decide(ledger: Ledger, name: str, verdict: Verdict) -> None:
    """A decision that takes effect."""
    with taking_effect(ledger):
        ledger.decide(name, verdict, "", "Ann")
