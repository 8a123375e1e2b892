"""
Events from raw text on the sentences that the rules were tuned on: a floor that keeps
what was reached.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.records import Event
from facta.testing import doc

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "events_own.jsonl")
    .read_text("utf8")
    .splitlines()
]
FLOOR = 0.82
Coded = tuple[str | None, str, str | None]


def expected(row: dict[str, object]) -> set[Coded]:
    """The events of a row as triples; a reciprocal one in both directions."""
    found: set[Coded] = set()
    for event in row["events"]:  # type: ignore[attr-defined]  # rows are JSON
        found.add((event["actor"], event["event_type"], event["recipient"]))
        if event.get("reciprocal"):
            found.add((event["recipient"], event["event_type"], event["actor"]))
    return found


def coded(events: tuple[Event, ...]) -> set[Coded]:
    """Events as triples of countries."""
    found: set[Coded] = set()
    for event in events:
        actors = [actor.country for actor in event.actor] or [None]
        recipients = [actor.country for actor in event.recipient] or [None]
        joined = len(event.actor) > 1
        found |= {
            (a, event.event_type, r)
            for a in actors
            for r in recipients
            if not (joined and a == r)
        }
    return found


@pytest.mark.gold
def test_events_of_own_sentences_hold_their_floor() -> None:
    """F1 of (actor country, type, recipient country) over the tuning sentences."""
    resources, hits, given, told = Resources.load(), 0, 0, 0
    for row, sentences in zip(
        ROWS, Language.load().many(row["text"] for row in ROWS), strict=True
    ):
        annotation = annotate(
            doc(row["text"], published="2025-05-01"), sentences, resources
        )
        right, found = expected(row), coded(annotation.events)
        hits, given, told = (
            hits + len(right & found),
            given + len(right),
            told + len(found),
        )
    assert 2 * hits / (given + told) >= FLOOR


def test_there_are_a_hundred_own_sentences_of_all_types() -> None:
    """The file covers every type."""
    types = {event["event_type"] for row in ROWS for event in row["events"]}
    assert len(ROWS) >= 100
    assert len(types) == 16
