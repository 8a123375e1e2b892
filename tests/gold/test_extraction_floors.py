"""
Times, figures, commitments and the demo corpus keep their floors; `floors.json` pins
the data they were taken on.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from benchmarks import demo
from benchmarks.extraction import measured
from benchmarks.floors import below, floors
from benchmarks.gold import Result
from facta.demo import reading
from facta.extract.stage import Resources
from facta.language import Language

HERE = Path(__file__).parent
SETS = ("times", "figures", "commitments", "demo")
FLOORS: dict[str, Any] = floors()

pytestmark = pytest.mark.gold


@pytest.fixture(scope="session")
def results() -> dict[str, Result]:
    """The scores of every set, from one model that is loaded once."""
    language, resources = Language.load(), Resources.load()
    return {name: measured(name, language, resources) for name in SETS}


def digest(name: str) -> str:
    """
    The hash of what a set was measured on: a gold file, or the reading with the
    accounts it reads.
    """
    if name != "demo":
        return hashlib.sha256((HERE / f"{name}.jsonl").read_bytes()).hexdigest()
    with reading() as path:
        texts = [path.read_text("utf8"), *(account.text for account in demo.accounts())]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


@pytest.mark.parametrize("name", SETS)
def test_the_data_is_what_was_measured(name: str, results: dict[str, Result]) -> None:
    """
    A floor says nothing of other data: hash and counts are those of the day it was set.
    """
    pinned = FLOORS[name]
    counts = {score: results[name].scores[score].gold for score in pinned["counts"]}
    assert (digest(name), counts) == (pinned["sha256"], pinned["counts"])


@pytest.mark.parametrize("name", SETS)
def test_no_score_falls_below_its_floor(name: str, results: dict[str, Result]) -> None:
    """
    The F1 of each score that has a floor reaches it; the message names those that do
    not.
    """
    pinned = FLOORS[name]["floors"]
    assert pinned
    scores = {score: results[name].scores[score].f1 for score in pinned}
    assert not below(scores, pinned, tolerance=FLOORS["tolerance"])
