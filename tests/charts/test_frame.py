"""Where days and values lie in a chart, and what stands at its axes."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.charts import Frame
from facta.charts.frame import dates, ticks

DAYS = st.integers(
    datetime.date(1, 1, 1).toordinal(), datetime.date(9999, 12, 1).toordinal()
)


@given(low=st.floats(-1e6, 1e6), width=st.floats(1e-3, 1e6))
def test_ticks_are_few_round_and_inside(low: float, width: float) -> None:
    """An axis has two to nine ticks, evenly apart, none beyond its ends."""
    found = ticks(low, low + width)
    assert 2 <= len(found) <= 9
    assert all(low - 1e-6 <= tick <= low + width + 1e-6 for tick in found)
    steps = {round(b - a, 6) for a, b in itertools.pairwise(found)}
    assert max(steps) - min(steps) < 1e-5 * max(1.0, abs(low))


@given(first=DAYS, length=st.integers(1, 4_000_000))
def test_dates_are_few_and_inside(first: int, length: int) -> None:
    """However long the time, it has no more than ten ticks, all of them inside."""
    last = min(first + length, datetime.date.max.toordinal())
    found = list(dates(first, last))
    assert len(found) <= 10
    assert all(first <= day <= last for day, _ in found)


def test_years_are_named_by_their_number() -> None:
    """Over many years each tick is a year."""
    first, last = (datetime.date(year, 1, 1).toordinal() for year in (1979, 2003))
    assert [name for _, name in dates(first, last)][:3] == ["1980", "1985", "1990"]


def test_months_name_the_year_where_it_begins() -> None:
    """Over a year and a half the ticks are months; January is its year."""
    first = datetime.date(2024, 10, 1).toordinal()
    names = [name for _, name in dates(first, first + 365)]
    assert names[:3] == ["Oct", "Dec", "Feb"] or "2025" in names


@pytest.mark.parametrize("value", [0.0, 5.0, -3.0])
def test_a_flat_series_has_room(value: float) -> None:
    """What never moves lies in the middle of its chart."""
    frame = Frame.around([1, 2], [value, value])
    assert frame.y(value) == pytest.approx(
        (frame.y(frame.low) + frame.y(frame.high)) / 2
    )


def test_the_corners() -> None:
    """The first day and the highest value are top left."""
    frame = Frame(first=0, last=10, low=0, high=1)
    assert frame.at(0, 1) == "58.0,30.0"
    assert frame.at(10, 0) == "706.0,214.0"
