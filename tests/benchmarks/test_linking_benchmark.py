"""The benchmark of linking varies numbers that linking uses, and puts them back."""

from __future__ import annotations

import pytest

from benchmarks.linking import Number, changed, numbers
from facta.link import likeness

NUMBERS = list(numbers())


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.label)
def test_a_number_is_another_only_for_a_while(number: Number) -> None:
    """Everywhere it stands; each step is another value."""
    before = number.value
    steps = list(number.steps())
    assert steps
    assert before not in steps
    with number.being(steps[0]):
        assert number.value == pytest.approx(steps[0])
    assert number.value == before


def test_every_weight_and_close_pair_is_tried() -> None:
    """None of the tables is left out, and no number comes twice."""
    labels = [number.label for number in NUMBERS]
    assert len(set(labels)) == len(labels)
    tried = {number.key for number in NUMBERS}
    assert likeness.WEIGHTS.keys() | likeness.CLOSE.keys() <= tried


def test_what_moved_is_counted_both_ways() -> None:
    """Pairs that came together, and pairs that came apart."""
    one, two, three = ("d", "1"), ("d", "2"), ("d", "3")
    before = frozenset({(one, two)})
    assert changed(before, frozenset({(one, three), (two, three)})) == "+2 -1"
