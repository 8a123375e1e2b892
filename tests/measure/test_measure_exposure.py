"""How much happened of all that was told."""

from __future__ import annotations

import datetime

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facta.errors import SettingsError
from facta.measure.exposure import exposed, rates, sums
from facta.measure.scores import Absent, Estimate
from facta.records import Happening
from tests.measure.test_measure_series import happening

PAIRS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300)).map(sorted), min_size=1
)


def estimates(counts: list[int], told: list[int]) -> list[Estimate]:
    """The rates of periods of which all have one."""
    found = rates(counts, told)
    assert all(isinstance(each, Estimate) for each in found)
    return [each for each in found if isinstance(each, Estimate)]


def between(day: int, *ends: str, count: int = 1) -> list[Happening]:
    """So many happenings between two parties on a day of May 2025."""
    date = datetime.date(2025, 5, day).isoformat()
    told = happening(date, actor=ends[:1], recipient=ends[1:])
    return [replace(told, id=f"{day}{ends}{number}") for number in range(count)]


def test_twice_as_much_told_of_everybody_is_no_more() -> None:
    """Volume doubles where accounts do, a rate stays."""
    counts, told = [20, 30, 40, 60], [200, 300, 400, 600]
    assert [round(each.mean, 6) for each in estimates(counts, told)] == [10.0] * 4


def test_where_little_is_told_the_rate_stays_near_the_usual_one_and_wide() -> None:
    """One of one is not a hundred of a hundred."""
    counts, told = [30, 5, 40, 12, 1], [100, 100, 100, 100, 1]
    found = estimates(counts, told)
    usual = 100 * sum(counts) / sum(told)
    assert abs(found[-1].mean - usual) < 10
    assert found[0].mean == pytest.approx(30, abs=2)
    widths = [each.high - each.low for each in found]
    assert max(widths[:2]) < widths[-1]


def test_one_period_has_its_own_rate() -> None:
    """With an interval as wide as one count has."""
    (found,) = estimates([4], [50])
    assert found.mean == pytest.approx(8)
    assert found.low < 5
    assert found.high > 14


def test_none_of_many_is_little_and_none_of_none_is_nothing() -> None:
    """A period of which nothing is told says nothing of a dyad."""
    first, second = rates([0, 0], [40, 0])
    assert isinstance(first, Estimate)
    assert 0 < first.mean < 3
    assert second == Absent("nothing told of anybody")


def test_intervals_hold_nine_of_ten_rates() -> None:
    """
    Nearly, of rates drawn anew for each period and counts drawn by them: how much they
    differ is learned from 25 periods.
    """
    draws = numpy.random.default_rng(3)
    held = []
    for _ in range(60):
        truth = draws.gamma(4.0, 0.02, 25)
        told = draws.integers(5, 120, 25)
        counts = numpy.minimum(draws.poisson(truth * told), told)
        for each, rate in zip(
            estimates(counts.tolist(), told.tolist()), truth, strict=True
        ):
            held.append(each.low <= 100 * rate <= each.high)
    assert 0.85 <= sum(held) / len(held) <= 0.93


@given(PAIRS)
def test_a_rate_is_a_part_of_a_hundred(pairs: list[list[int]]) -> None:
    """Within its interval, whatever the counts."""
    for value in rates([low for low, _ in pairs], [high for _, high in pairs]):
        if isinstance(value, Estimate):
            assert 0 <= value.low <= value.mean <= value.high <= 100


def test_what_is_told_of_others_counts_and_only_what_is_told_of_a_time() -> None:
    """Plans, bounds and acts at home are no part of what was told."""
    ours = between(6, "CHL", "PER", count=2)
    others = between(7, "KEN", "PER", count=6) + between(6, "KEN", "KEN")
    planned = [
        happening("2025-05-06", auxiliary=("future",)),
        happening("2025-05-01", precision="month"),
        happening(None),
    ]
    (found,) = exposed(ours, told=[*ours, *others, *planned])
    (point,) = found.points
    assert point.value is not None
    assert point.value.count == 8
    assert point.value.mean == pytest.approx(25)
    assert [item.actor for item in exposed([*ours, *others])] == ["CHL", "KEN"]


def test_a_part_is_no_more_than_the_whole() -> None:
    """Counts that cannot be are refused."""
    with pytest.raises(SettingsError, match="3 of 2 told"):
        rates([3], [2])


def test_a_sum_is_corrected_as_its_count_is() -> None:
    """Twice as many acts among twice as many told come to the same of a hundred."""
    once = [[-8.0, -6.0] * 5, [3.0] * 10, [-8.0] * 10]
    found = sums([once[0], once[1] * 2, once[2] * 3], [100, 200, 300])
    means = [value.mean for value in found if isinstance(value, Estimate)]
    assert means == pytest.approx([-70, 30, -80], abs=8)


def test_a_silent_period_has_little_of_the_usual_and_an_unread_one_nothing() -> None:
    """Rather than a sum of exactly 0."""
    _, silent, unread = sums([[-8.0] * 20, [], []], [200, 200, 0])
    assert isinstance(silent, Estimate)
    assert -5 < silent.mean < 0
    assert unread == Absent("nothing told of anybody")


def test_intervals_of_sums_hold_nine_of_ten() -> None:
    """Nearly, of rates and mean scores drawn anew for each period."""
    draws = numpy.random.default_rng(5)
    held = []
    for _ in range(60):
        rates_drawn = draws.gamma(4.0, 0.03, 25)
        told = draws.integers(20, 200, 25)
        counts = numpy.minimum(draws.poisson(rates_drawn * told), told)
        scores = [draws.normal(-4.0, 3.0, count).tolist() for count in counts]
        for value, rate in zip(sums(scores, told.tolist()), rates_drawn, strict=True):
            assert isinstance(value, Estimate)
            held.append(value.low <= 100 * rate * -4.0 <= value.high)
    assert 0.85 <= sum(held) / len(held) <= 0.97


def test_more_scores_than_were_told_are_refused() -> None:
    """As more happenings are."""
    with pytest.raises(SettingsError, match="2 of 1 told"):
        sums([[1.0, 2.0]], [1])
