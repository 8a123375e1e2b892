"""Of which periods accounts tell, up to the ends of the calendar."""

from __future__ import annotations

import math

import pytest

from facta.measure.coverage import covered, in_a_row, valued
from facta.measure.periods import Period
from facta.records import Date


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter"])
def test_an_account_of_the_last_day_there_is_stops_nothing(period: Period) -> None:
    """A page may say that it is of the year 9999."""
    days = [Date(9999, 1, 1), Date.max]
    found = covered(days, period)
    assert found[0] >= Date(9999, 1, 1)
    assert all(one < Date.max or period == "day" for one in found)


def test_a_long_silence_is_not_known_of() -> None:
    """Of a year between two accounts nobody told; of a quarter without one, much did."""
    days = [Date(2025, 1, 1), Date(2025, 3, 31), Date(2026, 4, 1), Date(2026, 5, 31)]
    told = covered(days, "month")
    assert [day.isoformat()[:7] for day in told] == [
        *("2025-01", "2025-02", "2025-03"),
        *("2026-04", "2026-05"),
    ]
    row = in_a_row(told, "month")
    assert len(row) == 17
    values = valued({Date(2025, 2, 1): 3.0}, row, told)
    assert values[:3] == [0.0, 3.0, 0.0]
    assert all(map(math.isnan, values[3:-2]))
    assert values[-2:] == [0.0, 0.0]


def test_a_period_counts_where_it_was_told_of_whole() -> None:
    days = [Date(2025, 1, 2), None, Date(2025, 3, 31)]
    assert covered(days, "month") == (Date(2025, 2, 1), Date(2025, 3, 1))
    assert covered(days, "month", until=Date(2025, 3, 30)) == (Date(2025, 2, 1),)
    assert covered([None], "month") == ()
