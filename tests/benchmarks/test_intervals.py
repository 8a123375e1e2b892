"""Figures come with the middle of draws of what goes wrong together."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from benchmarks import accuracy, intervals
from benchmarks.intervals import figure, held, macro
from benchmarks.speed import given
from facta.evaluate import Score
from facta.evaluate.reading.bootstrap import Draws


@pytest.mark.parametrize(
    "module", [accuracy, intervals, given], ids=lambda one: one.__name__
)
def test_the_examples_are_true(module: object) -> None:
    """Of the docstrings."""
    told = doctest.testmod(module)  # type: ignore[arg-type]
    assert told.attempted
    assert not told.failed


def test_an_interval_is_that_of_a_share() -> None:
    """As wide as the normal approximation says, where cases are many and independent."""
    scores = [Score(int(at % 4 > 0), 1, 1) for at in range(400)]
    low, high = held(scores, "recall") or (0.0, 0.0)
    spread = 1.96 * (0.75 * 0.25 / 400) ** 0.5
    assert low == pytest.approx(0.75 - spread, abs=0.005)
    assert high == pytest.approx(0.75 + spread, abs=0.005)


def test_cases_that_go_wrong_together_make_it_wider() -> None:
    """Four hundred words in forty documents are forty cases."""
    single = held([Score(int(at % 2), 1, 1) for at in range(400)]) or (0.0, 0.0)
    together = held([Score(10 * (at % 2), 10, 10) for at in range(40)]) or (0.0, 0.0)
    assert together[1] - together[0] > 2 * (single[1] - single[0])


def test_nothing_counted_has_no_interval() -> None:
    """There is nothing to draw."""
    assert held([Score()]) is None
    assert [name for name, _ in figure("none", [Score()])] == ["none", "none.of"]


def test_the_interval_of_a_mean_over_labels_holds_it() -> None:
    """One label is always right, the other half the time."""
    gold = ["a"] * 60 + ["b"] * 60
    coded = ["a"] * 60 + ["b"] * 30 + ["a"] * 30
    low, high = macro(gold, coded) or (1.0, 0.0)
    assert low < (2 * 60 / 150 + 2 * 30 / 90) / 2 < high


def test_the_same_cases_are_drawn_the_same_way() -> None:
    """By a fixed seed."""
    table = np.arange(6.0).reshape(3, 2)
    assert (Draws(3).sums(table) == Draws(3).sums(table)).all()
