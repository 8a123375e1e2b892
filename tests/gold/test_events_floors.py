"""
Events and marked pairs keep their floors on our own gold; `floors.json` pins the data
they were taken on.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from benchmarks import gold
from benchmarks.extraction import annotated
from benchmarks.floors import below, floors
from benchmarks.pairs import QUADS, code, macro_f1, scheme
from facta.extract.stage import Resources
from facta.language import Language

HERE = Path(__file__).parent
PINNED = floors()
FLOORS: dict[str, Any] = PINNED["events"]

pytestmark = pytest.mark.gold


@pytest.fixture(scope="module")
def language() -> Language:
    """The language stage on the shipped model."""
    return Language.load()


@pytest.fixture(scope="module")
def resources() -> Resources:
    """The shipped tables and lexicons."""
    return Resources.load()


def held(name: str, lines: int, scores: dict[str, float]) -> None:
    """
    Assert that a file is the one the floors were taken on, and that no score lies too
    far below its floor.
    """
    pinned = FLOORS[name]
    digest = hashlib.sha256((HERE / f"{name}.jsonl").read_bytes()).hexdigest()
    assert (digest, lines) == (pinned["sha256"], pinned["lines"]), (
        f"{name}.jsonl is not what was measured"
    )
    assert pinned["floors"]
    assert not below(scores, pinned["floors"], tolerance=PINNED["tolerance"])


def test_events_keep_their_floor(language: Language, resources: Resources) -> None:
    """
    Who did what to whom, from raw text: type and both parties right, type alone, and
    the auxiliary modes.
    """
    rows = gold.lines("events")
    result = gold.events(
        rows, annotated([gold.account(row) for row in rows], language, resources)
    )
    assert result.scores["exact"].gold == FLOORS["events"]["events"]
    held(
        "events",
        len(rows),
        {f"{name} F1": score.f1 for name, score in result.scores.items()},
    )


def test_sentences_without_events_stay_quiet(
    language: Language, resources: Resources
) -> None:
    """
    Political words in which nothing happens between political actors raise few false
    alarms.
    """
    rows = gold.lines("none")
    result = gold.none(
        rows, annotated([gold.account(row) for row in rows], language, resources)
    )
    held("none", len(rows), {"quiet share": result.scores["quiet"].recall})


def test_marked_pairs_keep_their_floor(
    language: Language, resources: Resources
) -> None:
    """Macro-F1 over types, quad classes, and cooperation against conflict."""
    rows = gold.lines("pairs_own")
    found = code(
        rows, list(language.many([row["text"] for row in rows])), resources.lexicon
    )
    ontology = resources.lexicon.events.ontology
    quad = {name: ontology.quad(name) for name in ontology.types} | QUADS
    types = [
        [row["event_type"] for row in rows],
        [scheme(relation.event_type) for relation in found],
    ]
    quads = [[quad[name] for name in side] for side in types]
    sides = [[number > 2 for number in side] for side in quads]
    named = {"type": types, "quad class": quads, "cooperation or conflict": sides}
    held(
        "pairs_own",
        len(rows),
        {f"{name} macro-F1": macro_f1(*both) for name, both in named.items()},
    )
