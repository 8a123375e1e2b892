"""The scorers give full marks to the gold itself and none to silence."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from benchmarks import demo, gold
from facta.evaluate import Score
from facta.link import Linked
from facta.records import (
    Actor,
    Annotation,
    Commitment,
    Document,
    Event,
    Figure,
    Span,
    Time,
)

Row = dict[str, Any]


def party(text: str, row: Row) -> Actor:
    """A party of a gold event as an actor that was found."""
    return Actor(
        span=Span.of(text, 0, 1),
        name=row["country"] or "?",
        country=row["country"],
        sector=row["sector"],
        office=None,
        sentence=0,
        head=0,
    )


def event(
    document: Document, row: Row, *, start: int = 0, end: int | None = None
) -> Event:
    """A gold event as one that was found."""
    whole = Span.of(document.text, start, end or len(document.text))
    actors, recipients = (
        [party(document.text, one) for one in row[side]]
        for side in ("actor", "recipient")
    )
    return Event(
        id="e",
        document=document.id,
        sentence=0,
        event_type=row["event_type"],
        mode=row["mode"],
        contexts=(),
        auxiliary=tuple(row["auxiliary"]),
        quad_code=1,
        score=0.0,
        actor=tuple(actors),
        recipient=tuple(recipients),
        date=None,
        date_precision=None,
        date_basis="unresolved",
        span=whole,
        trigger=whole,
        rule="test",
        confidence=1.0,
    )


def eventful(row: Row) -> Annotation:
    """A line of events.jsonl, found as the gold has it."""
    document = gold.account(row)
    return Annotation(
        document=document,
        sentences=(),
        events=tuple(event(document, one) for one in row["events"]),
    )


def timed(row: Row) -> Annotation:
    """A line of times.jsonl, found as the gold has it."""
    document = gold.account(row)
    found = [
        Time(
            span=Span.of(document.text, one["start"], one["start"] + len(one["text"])),
            type=one["type"],
            value=one["value"],
            basis="stated",
            deadline=one.get("deadline", False),
        )
        for one in row["times"]
    ]
    return Annotation(document=document, sentences=(), times=tuple(found))


def figured(row: Row) -> Annotation:
    """A line of figures.jsonl, found as the gold has it, but for what has no value."""
    document = gold.account(row)
    found = [
        Figure(
            span=Span.of(document.text, one["start"], one["start"] + len(one["text"])),
            sentence=0,
            value=one["value"],
            low=one["low"],
            high=one["high"],
            unit=one["unit"],
            of=one["of"],
            attributed_to=one["attributed_to"],
            document=document.id,
        )
        for one in row["figures"]
        if one["value"] is not None
    ]
    return Annotation(document=document, sentences=(), figures=tuple(found))


def committed(row: Row) -> Annotation:
    """A line of commitments.jsonl, found as the gold has it."""
    document = gold.account(row)
    found = [
        Commitment(
            id="c",
            document=document.id,
            sentence=0,
            kind=one["kind"],
            maker=party(
                document.text,
                {"country": next(iter(one["maker"]), None), "sector": None},
            ),
            recipient=None,
            content=Span.of(
                document.text, one["start"], one["start"] + len(one["content"])
            ),
            condition=None,
            deadline=None,
            due=datetime.date.fromisoformat(one["deadline"])
            if one["deadline"]
            else None,
            status=one["status"],
            date=None,
            date_basis="unresolved",
        )
        for one in row["commitments"]
    ]
    return Annotation(document=document, sentences=(), commitments=tuple(found))


SETS = {
    "events": (gold.events, eventful),
    "times": (gold.times, timed),
    "figures": (gold.figures, figured),
    "commitments": (gold.commitments, committed),
}
Scorer = Callable[[Sequence[Row], Sequence[Annotation]], gold.Result]
sets = pytest.mark.parametrize(
    ("name", "scorer", "found"),
    [(name, *pair) for name, pair in SETS.items()],
    ids=list(SETS),
)


@sets
def test_the_gold_itself_gets_full_marks(
    name: str, scorer: Scorer, found: Callable[[Row], Annotation]
) -> None:
    """What the gold says, scored against the gold, is all right and leaves no error."""
    rows = gold.lines(name)
    result = scorer(rows, [found(row) for row in rows])
    assert result.errors == []
    assert {
        score: counts.f1 for score, counts in result.scores.items()
    } == dict.fromkeys(result.scores, 1.0)


@sets
def test_silence_gets_no_marks(
    name: str, scorer: Scorer, found: Callable[[Row], Annotation]
) -> None:
    """
    Nothing found is nothing right, and every line with something in it is an error.
    """
    rows = gold.lines(name)
    result = scorer(
        rows, [Annotation(document=gold.account(row), sentences=()) for row in rows]
    )
    assert {counts.hits for counts in result.scores.values()} == {0}
    assert result.errors


def test_quiet_counts_sentences_without_events() -> None:
    """One false alarm in two sentences makes half of them quiet."""
    rows = gold.lines("none")[:2]
    alarm: Row = {
        "event_type": "ASSAULT",
        "mode": None,
        "auxiliary": [],
        "actor": [],
        "recipient": [],
    }
    first, second = (gold.account(row) for row in rows)
    result = gold.none(
        rows,
        [
            Annotation(document=first, sentences=(), events=(event(first, alarm),)),
            Annotation(document=second, sentences=()),
        ],
    )
    assert result.scores["quiet"] == Score(1, 2, 2)


def test_a_wrong_country_is_one_missed_and_one_false() -> None:
    """Exact match asks for both ends of the event."""
    row = gold.lines("events")[1]
    document = gold.account(row)
    wrong = row["events"][0] | {"recipient": [{"country": "POL", "sector": None}]}
    result = gold.events(
        [row],
        [Annotation(document=document, sentences=(), events=(event(document, wrong),))],
    )
    assert result.scores["exact"] == Score(0, 1, 1)
    assert result.scores["type"] == Score(1, 1, 1)
    assert len(result.errors) == 1
    assert "(gold UKR)" in result.errors[0]


def test_the_demo_gives_full_marks_for_the_events_of_its_reading() -> None:
    """Events told where the reading has them are all found, none is false."""
    whole = demo.expected()["accounts"]
    annotations = []
    for document in demo.accounts():
        told = [
            event(
                document,
                one
                | {
                    side: [{"country": code, "sector": None} for code in one[side]]
                    for side in ("actor", "recipient")
                },
                start=one["start"],
                end=one["start"] + len(one["anchor"]),
            )
            for one in whole[document.source]["events"]
        ]
        annotations.append(
            Annotation(document=document, sentences=(), events=tuple(told))
        )
    result = demo.score(annotations, Linked())
    assert result.scores["events"].f1 == 1.0
    assert result.scores["quotations"].hits == 0
    assert result.scores["disputes"].hits == 0
