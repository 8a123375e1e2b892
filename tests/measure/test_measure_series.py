"""Words, deeds and the gap between them."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.measure import Series, directed, main_dyads, series
from facta.measure.series import Period, mean
from facta.records import Auxiliary, Happening


def happening(
    date: str | None,
    score: float = -9.0,
    *,
    quad_code: int = 4,
    actor: tuple[str, ...] = ("RUS",),
    recipient: tuple[str, ...] = ("UKR",),
    precision: Any = "day",
    auxiliary: tuple[Auxiliary, ...] = (),
) -> Happening:
    day = datetime.date.fromisoformat(date) if date else None
    return Happening(
        id=f"{date}{score}",
        event_type="ASSAULT",
        mode=None,
        auxiliary=auxiliary,
        quad_code=quad_code,
        score=score,
        date=day,
        date_precision=precision if day else None,
        date_basis="stated" if day else "unresolved",
        actor=actor,
        recipient=recipient,
        reports=(),
        originators=(),
    )


def only(*happenings: Happening, period: Period = "week") -> Series:
    (found,) = series(happenings, period=period)
    return found


def test_words_and_deeds_are_measured_apart() -> None:
    """Quad classes 1 and 3 are words, 2 and 4 deeds; the gap is words minus deeds."""
    (point,) = only(
        happening("2025-05-20", 5.0, quad_code=1), happening("2025-05-21", -9.0)
    ).points
    assert point.words is not None
    assert point.deeds is not None
    assert (point.words.mean, point.deeds.mean, point.gap, point.volume) == (
        5.0,
        -9.0,
        14.0,
        2,
    )


def test_a_week_begins_on_monday_and_empty_weeks_are_told() -> None:
    """
    Between first and last week there are no holes; a silent week has no mean, not a
    mean of 0.
    """
    points = only(happening("2025-05-25"), happening("2025-06-09")).points
    assert [str(point.begin) for point in points] == [
        "2025-05-19",
        "2025-05-26",
        "2025-06-02",
        "2025-06-09",
    ]
    assert [point.volume for point in points] == [1, 0, 0, 1]
    assert (points[1].words, points[1].deeds, points[1].gap) == (None, None, None)


def test_months_run_over_the_end_of_the_year() -> None:
    """Months follow one another by the calendar."""
    points = only(
        happening("2024-12-31"), happening("2025-02-28"), period="month"
    ).points
    assert [str(point.begin) for point in points] == [
        "2024-12-01",
        "2025-01-01",
        "2025-02-01",
    ]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("period", ["week", "month"])
def test_the_ends_of_the_calendar_are_days_too(day: str, period: Period) -> None:
    """A wrong date far away breaks nothing."""
    assert only(happening(day), period=period).points[0].volume == 1


@pytest.mark.parametrize(
    "auxiliary", ["historical", "future", "hypothetical", "negation"]
)
def test_what_is_not_a_fact_of_the_time_is_not_counted(auxiliary: Auxiliary) -> None:
    """Background, plans, possibilities and denials are no words and no deeds."""
    assert series([happening("2025-05-20", auxiliary=(auxiliary,))]) == ()
    assert main_dyads([happening("2025-05-20", auxiliary=(auxiliary,))], 5) == ()


@pytest.mark.parametrize(
    ("precision", "weeks", "months"),
    [("day", 1, 1), ("month", 0, 1), ("season", 0, 0), ("year", 0, 0)],
)
def test_a_date_must_be_as_precise_as_the_period(
    precision: str, weeks: int, months: int
) -> None:
    """A month is in no week, a year in no month; what has no date is in no period."""
    found = [happening("2025-05-01", precision=precision), happening(None)]
    assert (len(series(found, period="week")), len(series(found, period="month"))) == (
        weeks,
        months,
    )


def test_each_direction_is_a_dyad_of_its_own() -> None:
    """
    Two actors and a recipient are two dyads; in a mutual act each party faces each
    other.
    """
    assert directed(happening(None, actor=("RUS", "BLR"))) == (
        ("RUS", "UKR"),
        ("BLR", "UKR"),
    )
    both = ("USA", "RUS")
    for recipient in (both, ()):
        assert set(directed(happening(None, actor=both, recipient=recipient))) == {
            ("USA", "RUS"),
            ("RUS", "USA"),
        }
    assert directed(happening(None, actor=("RUS",), recipient=("RUS",))) == ()


def test_main_dyads_are_those_with_most_happenings() -> None:
    """
    Most first, equal ones by name, no more than asked for; a series keeps the order
    asked for.
    """
    found = [
        happening("2025-05-20", actor=(name,)) for name in ("BLR", "RUS", "RUS", "AUT")
    ]
    assert main_dyads(found, 2) == (("RUS", "UKR"), ("AUT", "UKR"))
    asked = [("RUS", "UKR"), ("XXX", "UKR"), ("AUT", "UKR")]
    assert [(item.actor, item.recipient) for item in series(found, dyads=asked)] == [
        asked[0],
        asked[2],
    ]


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=30))
def test_the_interval_holds_the_mean_and_stays_on_the_scale(
    scores: list[float],
) -> None:
    """Low and high stand around the mean, within -10 and 10."""
    found = mean(scores)
    assert found is not None
    assert -10 <= found.low <= found.mean + 1e-9
    assert found.mean - 1e-9 <= found.high <= 10
    assert found.count == len(scores)


def test_more_happenings_of_one_kind_narrow_the_interval() -> None:
    """One score says little; twenty equal ones say much."""
    widths = [
        found.high - found.low for count in (1, 2, 20) if (found := mean([2.5] * count))
    ]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 2


@given(
    st.permutations(
        [happening(f"2025-05-{day:02}", float(-day) / 3) for day in range(1, 12)]
    )
)
def test_a_series_does_not_depend_on_the_order_of_happenings(
    shuffled: list[Happening],
) -> None:
    """The same happenings give the same bytes."""
    expected = series(
        [happening(f"2025-05-{day:02}", float(-day) / 3) for day in range(1, 12)]
    )
    assert msgspec.json.encode(series(shuffled)) == msgspec.json.encode(expected)
