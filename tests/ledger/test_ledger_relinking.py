"""
A ledger that takes in one change after the other comes to what all at once comes to.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from facta.ledger import Ledger
from facta.ledger.columns import figure_id
from facta.ledger.effects import in_force
from facta.pipeline import relink, taking_effect
from facta.records import Annotation
from tests.ledger.deciding import NOON, STRIKE, TALKS, VOW, account, counts

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
        for kind, items in (
            ("happening", list(self.ledger.happenings())),
            ("dispute", list(self.ledger.disputes())),
        ):
            if items:
                yield from [(kind, self._chance.choice(items).id)] * 3


def held(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a ledger, sorted, by table."""
    return {
        table: sorted(ledger._store.every(f"SELECT * FROM {table}"), key=repr)
        for table in TABLES
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
    before = held(ledger)
    with ledger.writing():
        ledger._store.run("DELETE FROM facts WHERE name IN ('linked', 'rules')")
        relink(ledger)
    assert held(ledger) == before


@given(st.integers(0, 1 << 32), st.integers(4, 24))
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
