"""The gold files are what their README says they are."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from facta.ontology import Ontology

HERE = Path(__file__).parent
KINDS = {
    "promise",
    "offer",
    "threat",
    "ultimatum",
    "demand",
    "agreement",
    "refusal",
    "denial",
}
STATUSES = {
    "open",
    "in_the_works",
    "stalled",
    "compromise",
    "kept",
    "broken",
    "withdrawn",
}
AUXILIARIES = {"historical", "future", "hypothetical", "negation"}
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The lines of a gold file."""
    return [
        json.loads(line)
        for line in (HERE / f"{name}.jsonl").read_text("utf8").splitlines()
    ]


def events() -> list[Row]:
    """All events of events.jsonl, optional ones too."""
    return [event for row in rows("events") for event in row["events"]]


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("events", 300),
        ("none", 100),
        ("pairs_own", 400),
        ("times", 230),
        ("figures", 140),
        ("commitments", 140),
    ],
)
def test_no_line_stands_twice(name: str, least: int) -> None:
    """
    Ids are unique and texts differ, but for the day of publication; no file shrinks
    unseen.
    """
    lines = rows(name)
    assert len(lines) >= least
    assert len({row["id"] for row in lines}) == len(lines)
    assert len({(row["text"], row.get("published")) for row in lines}) == len(lines)


@pytest.mark.parametrize(
    ("name", "key", "field", "least"),
    [
        ("times", "times", "text", 250),
        ("figures", "figures", "text", 150),
        ("commitments", "commitments", "content", 120),
    ],
)
def test_every_passage_stands_where_the_line_says(
    name: str, key: str, field: str, least: int
) -> None:
    """Offsets read back the passage, and passages of a line do not overlap."""
    count = 0
    for row in rows(name):
        ends = 0
        for record in sorted(row[key], key=lambda record: record["start"]):
            assert row["text"].startswith(record[field], record["start"])
            assert record["start"] >= ends
            ends = record["start"] + len(record[field])
            count += 1
    assert count >= least


def test_every_type_has_events_enough() -> None:
    """Sixteen types with fifteen events or more each, and every auxiliary mode."""
    needed = [event for event in events() if not event.get("optional")]
    counts = Counter(event["event_type"] for event in needed)
    assert len(counts) == 16
    assert min(counts.values()) >= 15
    assert {word for event in needed for word in event["auxiliary"]} == AUXILIARIES


def test_types_and_modes_are_the_ontologys() -> None:
    """No event carries a type or a mode that the ontology does not know."""
    known = Ontology.load().types
    for event in events():
        modes = known[event["event_type"]].modes
        assert event["mode"] is None or event["mode"] in modes


def test_both_parties_of_a_reciprocal_event_stand_on_both_sides() -> None:
    """
    A reciprocal event has the same two parties or more as actors and as recipients.
    """
    for event in events():
        if event.get("reciprocal"):
            assert event["actor"] == event["recipient"]
            assert len(event["actor"]) > 1


def test_nothing_happens_where_nothing_should() -> None:
    """The sentences of none.jsonl have no events, not even optional ones."""
    assert all(row["events"] == [] for row in rows("none"))


def test_pairs_mark_two_passages_apart() -> None:
    """
    Actor and recipient are words of the sentence and do not overlap; each of 15 types
    has 25 pairs or more.
    """
    counts: Counter[str] = Counter()
    for row in rows("pairs_own"):
        (a, b), (c, d) = row["actor"], row["recipient"]
        assert row["text"][a:b].strip() == row["text"][a:b] != ""
        assert row["text"][c:d].strip() == row["text"][c:d] != ""
        assert b <= c or d <= a
        counts[row["event_type"]] += 1
    assert len(counts) == 15
    assert min(counts.values()) >= 25


def test_commitments_use_known_words_and_real_days() -> None:
    """
    Kinds and statuses are those of the records; every deadline is a day not before the
    account's earliest year.
    """
    for row in rows("commitments"):
        for record in row["commitments"]:
            assert record["kind"] in KINDS
            assert record["status"] in STATUSES
            assert all(len(code) == 3 for code in record["maker"] + record["recipient"])
            if record["deadline"]:
                assert datetime.date.fromisoformat(record["deadline"]).year >= 2018


def test_bounds_of_figures_hold_their_values() -> None:
    """A value lies between its bounds."""
    for row in rows("figures"):
        for record in row["figures"]:
            if record["value"] is not None:
                low, high = record["low"], record["high"]
                assert low is None or low <= record["value"]
                assert high is None or high >= record["value"]
