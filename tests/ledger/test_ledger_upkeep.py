"""
A ledger that goes on from what it keeps holds what linking all its accounts at once gives.
"""

from __future__ import annotations

import datetime
import os
import random
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

import pytest
from msgspec.structs import replace

from benchmarks import stories
from facta.evaluate.stories import load
from facta.exchange.incoming.landing import landed
from facta.exchange.incoming.nouns import CodedEvent, Side
from facta.ledger import Ledger, portions
from facta.ledger.pairs import Pairs
from facta.ledger.portions import Settler
from facta.ledger.relinking import Relinking
from facta.ledger.upkeep import Upkeep
from facta.link import Linked, link
from facta.processes import Processes
from facta.records import LIKELY, Annotation, Event
from facta.testing import annotation, doc, telling

STEPS, STARTS = 16, 4
SILENT = 4  # one in so many accounts
RULES: dict[str, Any] = {"by": "rules", "rules": "rules", "least": LIKELY}


@pytest.fixture(scope="module")
def told() -> list[Annotation]:
    """
    The accounts of the open stories, as the shipped model reads them; some tell
    nothing, and are copied nevertheless.
    """
    part = load(stories.FOLDER / "open.jsonl")
    found = stories.annotated(part).values()
    return [
        replace(one, events=()) if at % SILENT == 0 else one
        for at, one in enumerate(found)
    ]


@pytest.fixture(scope="module")
def rows() -> list[Annotation]:
    """Coded events of a few days between few countries: more than a block compares."""
    chance = random.Random(7)
    found = (
        landed(crowded(chance), source=str(at), made_by="test/1") for at in range(240)
    )
    return list({one.document.id: one for one in found}.values())


def crowded(chance: random.Random) -> CodedEvent:
    """An event as many others are, of which some do not say with whom."""
    one, other = (
        Side(name=code, text=code, country=code)
        for code in chance.choices(["FRA", "MLI", "NER"], k=2)
    )
    day = datetime.date(2024, 3, 1) + datetime.timedelta(chance.randrange(3))
    return CodedEvent(
        what="act",
        event_type=chance.choice(["AID", "SUPPORT", "CONSULT"]),
        mode=None,
        rule="test",
        actor=(one,),
        recipient=(other,) if chance.random() < 0.7 else (),
        date=day,
        date_precision="day",
        # stands in the blocks of what was done, and has nothing to do with it
        auxiliary=("future",) if chance.random() < 0.4 else (),
        publisher=f"Outlet {chance.randrange(9)}",
        published=day + datetime.timedelta(chance.randrange(2)),
    )


def linked(ledger: Ledger) -> Linked:
    """What a ledger holds of what links its accounts."""
    return Linked(
        happenings=tuple(
            sorted(
                ledger.happenings(),
                key=lambda one: (one.date is None, one.date, one.id),
            )
        ),
        disputes=tuple(sorted(ledger.disputes(), key=lambda one: one.id)),
        originators=ledger.originators(),
        copies=tuple(ledger.copies()),
        pledges=tuple(sorted(ledger.pledges(), key=lambda one: one.id)),
    )


def whole(annotations: Sequence[Annotation]) -> Linked:
    """What linking them all at once gives, in that order."""
    found = link([one.likely(LIKELY) for one in annotations])
    return replace(found, pledges=tuple(sorted(found.pledges, key=lambda one: one.id)))


def steps(
    accounts: Sequence[Annotation], chance: random.Random
) -> Iterator[tuple[list[Annotation], list[str]]]:
    """Accounts that come or change, and those that leave, step by step."""
    waiting, held = list(accounts), dict[str, Annotation]()
    chance.shuffle(waiting)
    for _ in range(STEPS):
        come = [
            waiting.pop() for _ in range(chance.choice((0, 0, 1, 20, 40))) if waiting
        ]
        come += [
            otherwise(held[name])
            for name in chance.sample(
                sorted(held), chance.choice((0, 0, min(2, len(held))))
            )
        ]
        staying = sorted(held.keys() - {one.document.id for one in come})
        leave = chance.sample(staying, min(len(staying), chance.choice((0, 1, 2, 5))))
        held |= {one.document.id: one for one in come}
        for name in leave:
            del held[name]
        yield come, leave


def otherwise(account: Annotation) -> Annotation:
    """The account as of another day, and with every other deed."""
    document = account.document
    day = (document.published or datetime.date(2020, 1, 1)) + datetime.timedelta(1)
    return replace(
        account,
        document=replace(document, published=day, published_basis="given"),
        events=account.events[::2],
    )


@pytest.mark.parametrize("kind", ["told", "rows"])
def test_several_processes_link_as_one_does(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In portions so small that there are many; a rejected event falls in each."""
    monkeypatch.setattr(portions, "BYTES", 4000)
    monkeypatch.setattr(portions, "PAIRS", 200)
    monkeypatch.setattr(portions, "TRACES", 40)
    accounts: list[Annotation] = request.getfixturevalue(kind)
    started = list[int]()
    each = Processes.each

    def counted(processes: Any, tasks: Any, here: Any) -> Any:
        started.append(processes._jobs)
        return each(processes, tasks, here)

    monkeypatch.setattr(Processes, "each", counted)
    found = []
    for jobs in (1, 2):
        with Ledger.open(":memory:") as ledger:
            for account in accounts:
                ledger.add(account)
            ledger.relink(jobs=jobs, **RULES)
            ledger.reject([next(ledger.happenings()).id], by="Ann")
            ledger.relink(jobs=jobs, **{**RULES, "by": "again"})
            found.append(linked(ledger))
    assert found[0] == found[1]
    assert set(started) == {2}


def test_a_process_that_dies_costs_nothing(
    rows: list[Annotation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it was to do is done in this one."""
    monkeypatch.setattr(portions, "BYTES", 4000)
    monkeypatch.setattr(portions, "PAIRS", 200)
    monkeypatch.setattr(portions, "TRACES", 40)
    monkeypatch.setattr(Settler, "loaded", dying)
    with Ledger.open(":memory:") as ledger:
        for account in rows:
            ledger.add(account)
        ledger.relink(jobs=2, **RULES)
        assert linked(ledger).happenings == whole(rows).happenings


def dying(settler: Settler) -> NoReturn:
    """What a process does that is killed at once."""
    del settler
    os._exit(9)


@pytest.mark.parametrize("kind", ["told", "rows"])
@pytest.mark.parametrize("at_once", [1, 7, 30])
def test_in_blocks_it_is_linked_as_all_at_once(
    at_once: int, kind: str, request: pytest.FixtureRequest
) -> None:
    """However small they are; and one that is cut off between two goes on."""
    accounts: list[Annotation] = request.getfixturevalue(kind)[: 3 + 20 * at_once]
    blocks = 0

    def counted(differs: bool) -> bool:
        nonlocal blocks
        blocks += 1
        return differs

    with Ledger.open(":memory:") as ledger:
        for one in accounts:
            ledger.add(one, stages="test/1")
        with pytest.MonkeyPatch.context() as patch:
            run = Relinking.run
            patch.setattr(Relinking, "run", lambda self: counted(run(self)))
            ledger.relink(**RULES, at_once=at_once)
        assert linked(ledger) == whole(accounts)
        assert blocks == -(-len(accounts) // at_once)
        assert ledger.linked() == "rules"


def test_between_two_blocks_a_ledger_is_not_linked(told: list[Annotation]) -> None:
    """Whoever reads it is told so, and the next linking goes on from there."""
    with Ledger.open(":memory:") as ledger:
        for one in told[:9]:
            ledger.add(one, stages="test/1")
        with pytest.MonkeyPatch.context() as patch:
            run, left = Relinking.run, [None, None]

            def cut_off(self: Relinking) -> bool:
                left.pop()
                return run(self)

            patch.setattr(Relinking, "run", cut_off)
            with pytest.raises(IndexError):
                ledger.relink(**RULES, at_once=4)
        assert ledger.unlinked()
        ledger.relink(**RULES)
        assert linked(ledger) == whole(told[:9])


@pytest.mark.parametrize("kind", ["told", "rows"])
@pytest.mark.parametrize("start", range(STARTS))
def test_whatever_comes_changes_or_leaves_it_is_linked_as_all_at_once(
    start: int, kind: str, request: pytest.FixtureRequest
) -> None:
    """In whatever order, and however many at a time."""
    chance = random.Random(start)
    accounts: list[Annotation] = request.getfixturevalue(kind)
    held = dict[str, Annotation]()
    with Ledger.open(":memory:") as ledger:
        for come, leave in steps(accounts, chance):
            for account in come:
                ledger.add(account)
                held[account.document.id] = account
            for name in leave:
                ledger._store.run("DELETE FROM documents WHERE id = ?", (name,))
                del held[name]
            before = linked(ledger)
            differs = ledger.relink(**RULES)
            now = linked(ledger)
            assert now == whole(list(held.values()))
            assert differs == (now != before)


def test_what_an_origin_goes_back_to_reaches_those_that_copy_its_copies() -> None:
    """The first of three comes last, and tells nothing itself."""
    words = [f"word{at}" for at in range(100)]
    # the second has more of the first than not; the third has the rest of it
    texts = [words[:60], words[20:90], [*words[60:90], "and", "more"]]
    accounts = []
    for at, text in enumerate(texts):
        document = doc(" ".join(text), source=str(at), published=f"2024-03-0{at + 1}")
        deeds: tuple[Event, ...] = ()
        if at == 2:
            deeds = (telling(document, "AID", "FRA", "MLI", "word70 word71 word72"),)
        accounts.append(annotation(document, events=deeds))
    with Ledger.open(":memory:") as ledger:
        for account in accounts[1:]:
            ledger.add(account)
        ledger.relink(**RULES)
        ledger.add(accounts[0])
        ledger.relink(**RULES)
        now = linked(ledger)
    assert now == whole(accounts)
    assert set(now.originators.values()) == {accounts[0].document.id}


def test_one_account_more_is_held_against_its_neighbours_alone(
    rows: list[Annotation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has nothing to do with is not settled again."""
    settled = list[int]()
    found: Any = Upkeep._found

    def counted(upkeep: Upkeep, part: Sequence[int], pairs: Any) -> Any:
        settled.append(len(part))
        return found(upkeep, part, pairs)

    monkeypatch.setattr(Upkeep, "_found", counted)
    with Ledger.open(":memory:") as ledger:
        for account in rows[:-1]:
            ledger.add(account)
        ledger.relink(**RULES)
        every = sum(settled)
        settled.clear()
        ledger.add(rows[-1])
        ledger.relink(**RULES)
    assert every == len(rows) - 1
    assert 0 < sum(settled) < every / 4


def test_other_rules_link_everything_anew(rows: list[Annotation]) -> None:
    """Nothing is left of what former ones kept."""
    with Ledger.open(":memory:") as ledger:
        for account in rows:
            ledger.add(account)
        ledger.relink(**RULES)
        before = linked(ledger)
        ledger._store.run("UPDATE traces SET component = 0")
        ledger.relink(**RULES | {"rules": "others"})
        assert linked(ledger) == before
        assert not ledger._store.every("SELECT 1 FROM traces WHERE component = 0")


@pytest.mark.parametrize("size", [0, 1, 1000])
def test_pairs_come_once_and_in_order(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many are held before they are sorted."""
    monkeypatch.setattr("facta.ledger.pairs.HELD", 100)
    chance = random.Random(size)
    monkeypatch.setattr("facta.ledger.pairs.SPAN", 7)
    pairs = [(chance.randrange(40), chance.randrange(2**31)) for _ in range(size)]
    with Pairs([*pairs, *pairs]) as held:
        found = [pair for some in held.each() for pair in some.tolist()]
    assert found == sorted(map(list, set(pairs)))
