"""Words, deeds and the gap between them."""

from __future__ import annotations

import datetime
import math
from typing import Any, get_args

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.measure import Period, Point, directed, main_dyads, mean, series
from facta.measure.scores import Absent, Estimate, deeds, gap, volume, words
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


def points(*happenings: Happening, period: Period = "week") -> tuple[Point, ...]:
    """The volumes of the only dyad that these are of."""
    (found,) = series(happenings, volume, period=period)
    return found.points


def counts(*happenings: Happening, period: Period = "week") -> list[float | None]:
    """How many happenings each period of that dyad has."""
    found = points(*happenings, period=period)
    return [point.value.mean if point.value else None for point in found]


def test_words_and_deeds_are_measured_apart() -> None:
    """Quad classes 1 and 3 are words, 2 and 4 deeds; the gap is words minus deeds."""
    told = [happening("2025-05-20", 5.0, quad_code=1), happening("2025-05-21", -9.0)]
    found = [rule(told) for rule in (words, deeds, gap, volume)]
    assert all(isinstance(value, Estimate) for value in found)
    assert [value.mean for value in found if isinstance(value, Estimate)] == [
        *(5.0, -9.0, 14.0, 2.0)
    ]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ([], "neither words nor deeds"),
        ([happening("2025-05-20", quad_code=1)], "no deeds"),
        ([happening("2025-05-20", quad_code=4)], "no words"),
    ],
    ids=["silence", "words alone", "deeds alone"],
)
def test_a_gap_that_cannot_be_told_says_why(told: list[Happening], reason: str) -> None:
    """No made-up 0 stands where one of the two is missing."""
    assert gap(told) == Absent(reason)


@pytest.mark.parametrize(
    ("spoken", "done"),
    [
        ([0.0], [0.0]),
        ([5.0, 2.0, 4.0, 3.0], [-9.0, -6.5]),
        ([1.0] * 10, [-9.0, -6.5, -2.0]),
        ([5.0, -5.0, 4.0, 0.0, 0.0], [-9.0]),
    ],
    ids=["one of each", "few", "many of one kind", "one deed"],
)
def test_the_interval_of_a_gap_holds_nine_of_ten_drawn_gaps(
    spoken: list[float], done: list[float]
) -> None:
    """Against draws of both means from their own distributions, to 2.5 of 100."""
    draws = numpy.random.default_rng(7)

    def drawn(scores: list[float]) -> numpy.ndarray[Any, Any]:
        freedom = 2 + len(scores) - 1
        middle = sum(scores) / len(scores)
        squares = 2 * 3.0**2 + sum((score - middle) ** 2 for score in scores)
        scale = math.sqrt(squares / freedom / len(scores))
        return middle + scale * draws.standard_t(freedom, 500_000)

    drawn_gaps = drawn(spoken) - drawn(done)
    found = gap(
        [happening("2025-05-20", score, quad_code=1) for score in spoken]
        + [happening("2025-05-20", score) for score in done]
    )
    assert isinstance(found, Estimate)
    inside = (found.low <= drawn_gaps) & (drawn_gaps <= found.high)
    assert inside.mean() == pytest.approx(0.9, abs=0.025)


def test_a_week_begins_on_monday_and_empty_weeks_are_told() -> None:
    """
    Between first and last week there are no holes; a silent week has no mean, not a
    mean of 0.
    """
    told = [happening("2025-05-25"), happening("2025-06-09")]
    assert [str(point.begin) for point in points(*told)] == [
        "2025-05-19",
        "2025-05-26",
        "2025-06-02",
        "2025-06-09",
    ]
    assert counts(*told) == [1, 0, 0, 1]
    (found,) = series(told, deeds)
    assert [(point.value is None, point.absent) for point in found.points[:2]] == [
        (False, None),
        (True, "no deeds"),
    ]


def test_months_run_over_the_end_of_the_year() -> None:
    """Months follow one another by the calendar."""
    found = points(happening("2024-12-31"), happening("2025-02-28"), period="month")
    assert [str(point.begin) for point in found] == [
        "2024-12-01",
        "2025-01-01",
        "2025-02-01",
    ]


def test_quarters_begin_with_the_year_and_days_are_days() -> None:
    """Four a year; a year has as many days as the calendar says."""
    told = [happening("2023-12-31"), happening("2024-12-31")]
    assert [str(point.begin) for point in points(*told, period="quarter")] == [
        "2023-10-01",
        "2024-01-01",
        "2024-04-01",
        "2024-07-01",
        "2024-10-01",
    ]
    days = points(*told, period="day")
    assert len(days) == 367
    assert [str(day.begin) for day in days[59:62]] == [
        "2024-02-28",
        "2024-02-29",
        "2024-03-01",
    ]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("period", get_args(Period))
def test_the_ends_of_the_calendar_are_days_too(day: str, period: Period) -> None:
    """A wrong date far away breaks nothing."""
    assert counts(happening(day), period=period) == [1]


@pytest.mark.parametrize(
    "auxiliary", ["historical", "future", "hypothetical", "negation"]
)
def test_what_is_not_a_fact_of_the_time_is_not_counted(auxiliary: Auxiliary) -> None:
    """Background, plans, possibilities and denials are no words and no deeds."""
    assert series([happening("2025-05-20", auxiliary=(auxiliary,))], volume) == ()
    assert main_dyads([happening("2025-05-20", auxiliary=(auxiliary,))], 5) == ()


@pytest.mark.parametrize(
    ("day", "precision", "periods"),
    [
        ("2025-05-01", "day", ("day", "week", "month", "quarter")),
        ("2025-05-01", "month", ("month", "quarter")),
        ("2025-04-01", "season", ("quarter",)),
        ("2025-06-01", "season", ()),
        ("2025-01-01", "year", ()),
        (None, "day", ()),
    ],
    ids=["a day", "a month", "a quarter", "a summer", "a year", "no date"],
)
def test_a_date_must_be_as_precise_as_the_period(
    day: str | None, precision: str, periods: tuple[Period, ...]
) -> None:
    """A month is in no week, a year in no quarter; a summer leaves the second one."""
    found = [happening(day, precision=precision)]
    assert [
        period for period in get_args(Period) if series(found, volume, period=period)
    ] == list(periods)


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
    given = series(found, volume, dyads=asked)
    assert [(item.actor, item.recipient) for item in given] == [asked[0], asked[2]]


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


@pytest.mark.parametrize("value", [None, Estimate(mean=1, low=0, high=2, count=1)])
def test_a_point_has_a_value_or_a_reason(value: Estimate | None) -> None:
    """Never both, never neither."""
    reason = None if value is None else "no words"
    with pytest.raises(ValueError, match="a value or a reason"):
        Point(begin=datetime.date(2025, 5, 19), value=value, absent=reason)
