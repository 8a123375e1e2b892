"""What may be asked of a ledger."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.errors import FactaError
from facta.ledger import Ledger, UnknownRecordError
from facta.ledger.columns import figure_id
from facta.link import link
from facta.records import Precision
from facta.testing import annotation, commitment, doc, figure, statement, telling

ATTACK = "Russian drones struck a power station near Kyiv."
CALL = "The presidents spoke by phone for two hours."
DOCUMENT = doc(
    f"{ATTACK}\n{CALL}\nHe vowed that help will come.",
    published="2025-05-27",
    source="a.txt",
)
OTHER = doc("An old treaty binds both states.", source="b.txt")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Two documents: three events, a statement, a commitment and two figures."""
    with Ledger.open(":memory:") as opened:
        opened.add(
            annotation(
                DOCUMENT,
                events=(
                    telling(
                        DOCUMENT, "ASSAULT", "RUS", "UKR", ATTACK, date="2025-05-25"
                    ),
                    telling(
                        DOCUMENT,
                        "CONSULT",
                        "USA,RUS",
                        "USA,RUS",
                        CALL,
                        date="2025-05-19",
                        quad_code=1,
                        score=1.5,
                    ),
                ),
                statements=(
                    statement(
                        DOCUMENT,
                        "help will come",
                        speaker="Donald Trump",
                        country="USA",
                        date="2025-05-26",
                    ),
                ),
                commitments=(
                    commitment(
                        DOCUMENT,
                        "help will come",
                        "USA",
                        recipient="UKR",
                        date="2025-05-26",
                    ),
                ),
                figures=(
                    figure(DOCUMENT, "two", 2.0, unit="hours", of="phone call"),
                    figure(DOCUMENT, "a ", 1.0),
                ),
            )
        )
        opened.add(
            annotation(
                OTHER, events=(telling(OTHER, "AGREE", "USA", "UKR", OTHER.text),)
            )
        )
        opened.link(link(list(opened.annotations())))
        yield opened


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        ({}, ["CONSULT", "ASSAULT", "AGREE"]),
        ({"actor": "rus"}, ["CONSULT", "ASSAULT"]),
        ({"actor": "RUS", "recipient": "UKR"}, ["ASSAULT"]),
        ({"since": day("2025-05-20")}, ["ASSAULT"]),
        ({"until": day("2025-05-19")}, ["CONSULT"]),
        ({"event_type": "agree"}, ["AGREE"]),
        ({"actor": "FRA"}, []),
    ],
    ids=["all", "actor", "both", "since", "until", "type", "nobody"],
)
def test_events_and_happenings_answer_the_same_filters(
    ledger: Ledger, asked: dict[str, Any], types: list[str]
) -> None:
    """Filters narrow by end, day and type; dated ones come first, in order."""
    assert [event.event_type for event in ledger.events(**asked)] == types
    assert [item.event_type for item in ledger.happenings(**asked)] == types


def test_events_of_one_document_come_as_in_its_text(ledger: Ledger) -> None:
    """Positions that other records refer to are those of the list."""
    assert [event.event_type for event in ledger.events(document=DOCUMENT.id)] == [
        "ASSAULT",
        "CONSULT",
    ]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"speaker": "donald trump"}, 1),
        ({"speaker": "USA"}, 1),
        ({"speaker": "USA", "kind": "anonymous"}, 0),
        ({"relation": "relayed"}, 0),
        ({"attribution": "assertion"}, 1),
        ({"attribution": "question"}, 0),
        ({"since": day("2025-05-27")}, 0),
        ({"document": OTHER.id}, 0),
    ],
    ids=str,
)
def test_statements_by_speaker_kind_relation_day_and_document(
    ledger: Ledger, asked: dict[str, Any], count: int
) -> None:
    """A speaker is found by name or country; every filter narrows."""
    assert len(list(ledger.statements(**asked))) == count


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"maker": "USA"}, 1),
        ({"recipient": "ukr"}, 1),
        ({"kind": "threat"}, 0),
        ({"status": "open"}, 1),
    ],
    ids=str,
)
def test_commitments_by_maker_recipient_kind_and_status(
    ledger: Ledger, asked: dict[str, Any], count: int
) -> None:
    """Every filter narrows."""
    assert len(list(ledger.commitments(**asked))) == count


@pytest.mark.parametrize(
    ("asked", "count"),
    [({}, 2), ({"of": "CALL"}, 1), ({"unit": "Hours"}, 1), ({"of": "%"}, 0)],
    ids=str,
)
def test_figures_by_what_they_count(
    ledger: Ledger, asked: dict[str, Any], count: int
) -> None:
    """A part of what is counted is enough, and is never read as a pattern."""
    assert len(list(ledger.figures(**asked))) == count


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("drone", 1),
        ("STRIKE", 0),
        ("speak spoke", 0),
        ("presidents phone", 1),
        ('"by phone"', 1),
        ('"phone by"', 0),
        ("stat*", 2),
        ("", 0),
        ('"', 0),
        ("* OR *", 0),
        ("NEAR(drones", 0),
        ("text:drones", 0),
        ("drones -Kyiv", 1),
        ("a\x00b\ud800", 0),
    ],
)
def test_search_finds_words_in_any_form_and_never_fails(
    ledger: Ledger, words: str, count: int
) -> None:
    """
    Words are stems, quotes are phrases, a star is a beginning; all else is plain text.
    """
    assert len(ledger.search(words)) == count


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_search_takes_any_text(words: str) -> None:
    """Nothing that can be typed is an error."""
    with Ledger.open(":memory:") as opened:
        assert opened.search(words) == ()


def test_get_finds_every_kind_by_its_id(ledger: Ledger) -> None:
    """A whole id gives its record, whatever it is."""
    (found,) = (
        item for item in ledger.annotations() if item.document.id == DOCUMENT.id
    )
    records = {
        DOCUMENT.id: DOCUMENT,
        found.events[0].id: found.events[0],
        found.statements[0].id: found.statements[0],
        found.commitments[0].id: found.commitments[0],
        figure_id(found.figures[0]): found.figures[0],
    } | {item.id: item for item in ledger.happenings()}
    assert {name: ledger.get(name).record for name in records} == records


def test_get_takes_the_beginning_of_an_id_that_only_one_record_has(
    ledger: Ledger,
) -> None:
    """Eight digits are enough here; nothing and the beginning of several are not."""
    assert ledger.get(DOCUMENT.id[:8]).id == DOCUMENT.id
    assert ledger.annotation(DOCUMENT.id[:8]).document == DOCUMENT


@pytest.mark.parametrize(
    "asked", ["", "zzzz", "%", "' OR 1=1 --", "\ud800", "\x00"], ids=repr
)
def test_get_says_that_there_is_no_such_record(ledger: Ledger, asked: str) -> None:
    """An unknown id is an error of the program's own and a LookupError."""
    with pytest.raises(UnknownRecordError) as caught:
        ledger.get(asked)
    assert isinstance(caught.value, FactaError)
    assert isinstance(caught.value, LookupError)


def test_get_names_the_candidates_where_an_id_is_too_short() -> None:
    """A beginning that several share names them."""
    with Ledger.open(":memory:") as opened:
        for number in range(40):
            opened.add(annotation(doc("Text.", source=str(number))))
        first = sorted(document.id[0] for document in opened.documents())
        shared = next(one for one, other in itertools.pairwise(first) if one == other)
        with pytest.raises(
            UnknownRecordError, match=r"may be document .*give more of the id"
        ):
            opened.get(shared)


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2025-03-01", "2025-03-31", {"year"}),
        ("2025-05-31", "2025-06-30", {"year", "month"}),
        ("2025-05-12", "2025-05-12", {"year", "month", "day"}),
        ("2025-01-01", "2025-01-01", {"year"}),
        ("2024-01-01", "2024-12-31", set()),
        ("2026-01-01", None, set()),
    ],
)
def test_a_month_or_a_year_is_in_every_period_that_it_overlaps(
    since: str, until: str | None, found: set[str]
) -> None:
    """2025 is not its first of January, nor May its first."""
    precisions: tuple[Precision, ...] = ("day", "month", "year")
    dates = {"day": "2025-05-12", "month": "2025-05-01", "year": "2025-01-01"}
    with Ledger.open(":memory:") as ledger:
        for precision in precisions:
            note = doc(f"Kenya struck {precision}.", source=precision)
            event = telling(
                note,
                "ASSAULT",
                "KEN",
                "SOM",
                note.text,
                date=dates[precision],
                precision=precision,
            )
            ledger.add(annotation(note, events=(event,)))
        ledger.link(link(list(ledger.annotations())))
        first, last = (
            datetime.date.fromisoformat(since),
            datetime.date.fromisoformat(until) if until else None,
        )
        assert {
            event.date_precision for event in ledger.events(since=first, until=last)
        } == found
