"""What is doubtful stands in order, until somebody has decided on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from facta.ledger import Ledger
from facta.pipeline import taking_effect
from facta.records import Annotation
from tests.ledger.deciding import ACCOUNTS
from tests.ledger.paged import told
from tests.web.making import filled, nasty


def test_what_is_doubtful_stands_nearest_to_the_line(tmp_path: Path) -> None:
    """What counts from it upwards, what does not from it downwards, undecided both."""
    path = filled(tmp_path / "facta.db", [*ACCOUNTS, *_unsure()])
    with Ledger.open(path) as ledger:
        counted = ledger.unsure(0.6, counting=True, skip=0, most=3)
        assert [event.confidence for event in counted] == [0.61, 0.7, 1.0]
        left = ledger.unsure(0.6, counting=False, skip=0, most=9)
        assert [event.confidence for event in left] == [0.59, 0.3]
        with taking_effect(ledger):
            ledger.accept([left[0].id], by="Ann")
        left = ledger.unsure(0.6, counting=False, skip=0, most=9)
        assert [event.confidence for event in left] == [0.3]


def _unsure() -> Iterator[Annotation]:

    for number, confidence in enumerate((0.59, 0.7, 0.3, 0.61)):
        whole = told(number, "2025-04-01")
        (event,) = whole.events
        yield replace(whole, events=(replace(event, confidence=confidence),))


@pytest.mark.parametrize("counting", [True, False], ids=["counted", "left out"])
def test_what_was_decided_of_an_account_stands_among_the_rest(
    counting: bool, tmp_path: Path
) -> None:
    """Page by page in the order of all that count, of which nobody has decided."""
    path = filled(tmp_path / "facta.db", [*ACCOUNTS, *_unsure()])
    with Ledger.open(path) as ledger:
        with taking_effect(ledger):
            first = next(ledger.events())
            ledger.correct(first.id, {"date": "2025-05-01"}, by="Ann")
        sign = 1 if counting else -1
        every = sorted(
            (
                event
                for event in ledger.events()
                if (event.confidence >= 0.6) == counting and event.id != first.id
            ),
            key=lambda event: (sign * event.confidence, event.document),
        )
        pages = [
            event.confidence
            for skip in range(0, len(every) + 1, 2)
            for event in ledger.unsure(0.6, counting=counting, skip=skip, most=2)
        ]
        assert pages == [event.confidence for event in every] != []


def test_the_least_sure_are_found_by_an_index(tmp_path: Path) -> None:
    """In order, so that a page costs the same however many events there are."""
    sql = """EXPLAIN QUERY PLAN SELECT document, position FROM events
        WHERE confidence >= 0.6 ORDER BY confidence, document, position"""
    with closing(sqlite3.connect(filled(tmp_path / "facta.db"))) as connection:
        (plan,) = connection.execute(sql)
    assert "events_confidence" in plan[3]


def test_parties_that_no_table_knows_stand_by_their_mentions(tmp_path: Path) -> None:
    """Each with one event, until somebody has decided on all that name it."""
    accounts = [nasty("the Order"), nasty("the Guild"), _again(nasty("the Order"))]
    with Ledger.open(filled(tmp_path / "facta.db", accounts)) as ledger:
        found = ledger.unresolved(0.6, skip=0, most=9)
        assert [name for name, _ in found] == ["the Order", "the Guild"]
        assert [event.recipient[0].name for _, event in found] == [
            "the Order",
            "the Guild",
        ]
        assert ledger.unresolved(0.6, skip=1, most=9) == found[1:]
        with taking_effect(ledger):
            ledger.accept([found[1][1].id], by="Ann")
        (left,) = ledger.unresolved(0.6, skip=0, most=9)
        assert left[0] == "the Order"


def _again(whole: Annotation) -> Annotation:
    """The same told by another account."""
    other = replace(whole.document, id="f" * 16, source="other.txt")
    events = tuple(
        replace(event, id=f"e{event.id[1:]}", document=other.id)
        for event in whole.events
    )
    return Annotation(document=other, sentences=whole.sentences, events=events)
