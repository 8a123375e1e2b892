"""What every registered measure promises, whatever it measures."""

from __future__ import annotations

import datetime
import itertools
import math
import random
from collections.abc import Sequence
from typing import Literal, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.measure import MEASURES, Measure, Period, Series, named, periods
from facta.measure.registry import OfHappenings, OfHistory, OfPledges
from facta.records import (
    Auxiliary,
    CommitmentKind,
    Happening,
    Pledge,
    Precision,
    Report,
    Status,
)

COVERED = (
    "words",
    "deeds",
    "gap",
    "volume",
    "net",
    "rate",
    "index",
    "trust",
    "threats",
)
UNREAL: tuple[Auxiliary, ...] = ("future", "hypothetical", "negation")
PERIODS: tuple[Period, ...] = get_args(Period)
PARTIES = ("CHL", "KEN", "PER")
DAYS = st.dates(datetime.date(2024, 11, 1), datetime.date(2025, 3, 1))
KINDS: tuple[CommitmentKind, ...] = ("promise", "offer", "threat", "demand")
every = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
each_period = pytest.mark.parametrize("period", PERIODS)


def happening(
    number: int,
    day: datetime.date | None = datetime.date(2025, 1, 7),
    *,
    score: float = -9.0,
    quad_code: int = 4,
    ends: tuple[str, str] = ("CHL", "PER"),
    precision: Precision = "day",
    basis: Literal["stated", "published"] = "stated",
    auxiliary: tuple[Auxiliary, ...] = (),
    reports: int = 1,
) -> Happening:
    """A happening between two parties."""
    told = [
        Report(document=f"d{at}", event=f"e{at}", originator=f"d{at}")
        for at in range(reports)
    ]
    return Happening(
        id=f"{number:04}",
        event_type="ASSAULT",
        mode=None,
        auxiliary=auxiliary,
        quad_code=quad_code,
        score=score,
        date=day,
        date_precision=precision if day else None,
        date_basis=basis if day else "unresolved",
        actor=ends[:1],
        recipient=ends[1:],
        reports=tuple(told),
        originators=tuple(report.originator for report in told),
    )


def pledge(
    number: int,
    due: datetime.date | None = datetime.date(2025, 1, 7),
    *,
    kind: CommitmentKind = "promise",
    status: Status = "kept",
    ends: tuple[str, str | None] = ("CHL", "PER"),
    reports: int = 1,
) -> Pledge:
    """What one party promised, or threatened, another with."""
    return Pledge(
        id=f"{number:04}",
        kind=kind,
        maker=ends[0],
        recipient=ends[1],
        content="help",
        reports=tuple((f"d{at}", f"c{at}") for at in range(reports)),
        due=due,
        status=status,
    )


def some(*, reports: int = 1) -> tuple[list[Happening], list[Pledge]]:
    """A word and a deed of one week and a deed of a later one; promises and threats."""
    later = datetime.date(2025, 3, 3)
    return [
        happening(1, score=4.0, quad_code=1, reports=reports),
        happening(2, reports=reports),
        happening(3, later, reports=reports),
    ], [
        pledge(1, reports=reports),
        pledge(2, kind="threat", status="broken", reports=reports),
        pledge(3, later, kind="threat", reports=reports),
        pledge(4, later, status="broken", reports=reports),
    ]


ENDS = st.permutations(PARTIES).map(lambda names: (names[0], names[1]))
HAPPENINGS = st.lists(
    st.builds(
        happening,
        st.integers(0, 9999),
        st.none() | DAYS,
        score=st.floats(-10, 10),
        quad_code=st.integers(1, 4),
        ends=ENDS,
        precision=st.sampled_from(["day", "month", "season", "year"]),
        basis=st.sampled_from(["stated", "published"]),
        auxiliary=st.sampled_from([(), (), ("future",)]),
    ),
    max_size=12,
    unique_by=lambda item: item.id,
)
PLEDGES = st.lists(
    st.builds(
        pledge,
        st.integers(0, 9999),
        st.none() | DAYS,
        kind=st.sampled_from(KINDS),
        status=st.sampled_from(["kept", "broken", "open"]),
        ends=ENDS | st.just(("CHL", None)),
    ),
    max_size=12,
    unique_by=lambda item: item.id,
)


def measured(
    measure: Measure,
    happenings: Sequence[Happening] = (),
    pledges: Sequence[Pledge] = (),
    *,
    period: Period = "week",
) -> tuple[Series, ...]:
    """What a measure gives."""
    return measure.series(happenings, pledges, period=period)


def bounds(measure: Measure) -> tuple[float, float]:
    """What none of its values lies outside of."""
    low = -math.inf if measure.lowest is None else measure.lowest
    return low, math.inf if measure.highest is None else measure.highest


def test_all_measures_are_covered() -> None:
    """A new measure must be named here, and is then held to all of this."""
    assert tuple(measure.name for measure in MEASURES) == COVERED
    assert {type(measure) for measure in MEASURES} == {
        OfHappenings,
        OfHistory,
        OfPledges,
    }
    assert named(()) == MEASURES


@every
def test_it_is_named_and_documented(measure: Measure) -> None:
    """A sentence that says what it measures, a unit, a range."""
    assert measure.name.isidentifier()
    assert measure.description.endswith(".")
    assert measure.unit
    lowest, highest = bounds(measure)
    assert lowest < highest


@every
@each_period
@given(happenings=HAPPENINGS, pledges=PLEDGES, seed=st.integers(0, 99))
def test_the_order_of_input_does_not_matter(
    measure: Measure,
    period: Period,
    happenings: list[Happening],
    pledges: list[Pledge],
    seed: int,
) -> None:
    """The same bytes, whatever came first."""
    chance = random.Random(seed)
    given = measure.series(happenings, pledges, period=period)
    other = measure.series(
        chance.sample(happenings, len(happenings)),
        chance.sample(pledges, len(pledges)),
        period=period,
    )
    assert msgspec.json.encode(given) == msgspec.json.encode(other)


@every
@each_period
@given(happenings=HAPPENINGS, pledges=PLEDGES)
def test_values_lie_in_their_range_and_their_interval(
    measure: Measure,
    period: Period,
    happenings: list[Happening],
    pledges: list[Pledge],
) -> None:
    """Lowest, low, mean, high and highest stand in this order; something is behind."""
    lowest, highest = bounds(measure)
    for series in measured(measure, happenings, pledges, period=period):
        for value in filter(None, (point.value for point in series.points)):
            assert lowest <= value.low <= value.mean <= value.high <= highest
            assert value.count > 0 or value.mean == 0


@every
def test_what_it_says_of_nothing_is_what_its_rule_says(measure: Measure) -> None:
    """A number where a period without happenings has one, and none where it has not."""
    apart = [happening(1), happening(2, datetime.date(2025, 3, 7))]
    series = measured(measure, apart)
    between = {
        point.value.mean if point.value else None
        for one in series
        for point in one.points[1:-1]
    }
    assert (
        not between
        or measure.name in ("rate", "index")
        or between == {measure.of_nothing}
    )


@every
@each_period
@given(happenings=HAPPENINGS, pledges=PLEDGES)
def test_periods_have_no_holes(
    measure: Measure,
    period: Period,
    happenings: list[Happening],
    pledges: list[Pledge],
) -> None:
    """A dyad is told once, from its first period to its last, values or not."""
    found = measured(measure, happenings, pledges, period=period)
    for series in found:
        days = [point.begin for point in series.points]
        assert days == list(periods(days[0], days[-1], period))
    assert len({(series.actor, series.recipient) for series in found}) == len(found)


@every
def test_nothing_gives_nothing(measure: Measure) -> None:
    """No dyad is made up."""
    assert measured(measure) == ()


@every
def test_one_thing_gives_one_period(measure: Measure) -> None:
    """With a value, or the reason why it alone gives none."""
    found = measured(measure, [happening(1)], [pledge(1)])
    assert [(item.actor, item.recipient) for item in found] == [("CHL", "PER")]
    (point,) = found[0].points
    assert (point.value is None) != (point.absent is None)


@every
def test_it_has_something_to_say(measure: Measure) -> None:
    """No measure passes all else by giving no value at all."""
    (found,) = measured(measure, *some())
    assert found.points[0].value is not None


@every
@each_period
def test_reports_are_never_counted(measure: Measure, period: Period) -> None:
    """What nine accounts tell counts as what one tells."""
    once, often = some(), some(reports=9)
    assert measured(measure, *once, period=period) == measured(
        measure, *often, period=period
    )


@every
@pytest.mark.parametrize("auxiliary", UNREAL)
def test_what_is_not_real_counts_for_nothing(
    measure: Measure, auxiliary: Auxiliary
) -> None:
    """Plans, possibilities and denials; commitments that are open."""
    unreal = [
        happening(9, day, quad_code=quad, auxiliary=(auxiliary,), ends=ends)
        for day in (datetime.date(2025, 1, 7), datetime.date(2026, 1, 7))
        for quad in (1, 2, 3, 4)
        for ends in (("CHL", "PER"), ("KEN", "PER"))
    ]
    unsettled = [
        pledge(9, datetime.date(2026, 1, 7), kind=kind, status=status)
        for kind in KINDS
        for status in ("open", "in_the_works", "stalled", "compromise", "withdrawn")
    ]
    happenings, pledges = some()
    assert measured(measure, happenings + unreal, pledges + unsettled) == measured(
        measure, happenings, pledges
    )


@every
@each_period
def test_an_act_told_by_an_account_of_another_year_is_of_its_own_time(
    measure: Measure, period: Period
) -> None:
    """It counts there as if an account of the time had told it, and nowhere else."""
    happenings, pledges = some()
    day = datetime.date(2025, 2, 11)
    then = happening(9, day, score=-5.0)
    later = happening(9, day, score=-5.0, auxiliary=("historical",))
    assert measured(measure, [*happenings, later], pledges, period=period) == measured(
        measure, [*happenings, then], pledges, period=period
    )


REMEMBERED = {
    "before accounts of the time": happening(
        9, datetime.date(2014, 3, 18), auxiliary=("historical",)
    ),
    "of a dyad of which nothing else is told": happening(
        9, ends=("KEN", "PER"), auxiliary=("historical",)
    ),
    "on a day from the context": msgspec.structs.replace(
        happening(9, auxiliary=("historical",)), date_basis="narrative"
    ),
    "and denied": happening(9, auxiliary=("historical", "negation")),
}


@every
@pytest.mark.parametrize("remembered", REMEMBERED.values(), ids=REMEMBERED)
def test_what_is_only_remembered_makes_no_series(
    measure: Measure, remembered: Happening
) -> None:
    """Years of which no account of the time is read would be years without acts."""
    happenings, pledges = some()
    assert measured(measure, [*happenings, remembered], pledges) == measured(
        measure, happenings, pledges
    )


LOOSE = {
    "undated": (happening(9, None), pledge(9, None)),
    "a bound": (happening(9, basis="published"), pledge(9, None)),
    "a month among weeks": (happening(9, precision="month"), pledge(9, None)),
    "a season": (happening(9, precision="season"), pledge(9, None)),
    "a year": (happening(9, precision="year"), pledge(9, None)),
}


@every
@pytest.mark.parametrize("loose", LOOSE.values(), ids=LOOSE)
def test_what_has_no_day_of_its_own_is_left_out(
    measure: Measure, loose: tuple[Happening, Pledge]
) -> None:
    """The day of publication is a bound, and a bound is no day."""
    happenings, pledges = some()
    assert measured(measure, [*happenings, loose[0]], [*pledges, loose[1]]) == measured(
        measure, happenings, pledges
    )


def test_every_quad_class_is_a_word_or_a_deed() -> None:
    """Volume is what both count."""
    for quad in range(1, 5):
        counts = {
            measure.name: sum(point.value is not None for point in series.points)
            for measure in named(("words", "deeds", "volume"))
            for series in measured(measure, [happening(1, quad_code=quad)])
        }
        assert counts["words"] + counts["deeds"] == counts["volume"] == 1


def test_dyads_come_by_name() -> None:
    """The same order for every measure."""
    ends = list(itertools.permutations(PARTIES, 2))
    for measure in MEASURES:
        found = measured(
            measure,
            [happening(at, ends=pair) for at, pair in enumerate(ends)],
            [pledge(at, ends=pair) for at, pair in enumerate(ends)],
        )
        assert [(item.actor, item.recipient) for item in found] == sorted(ends)
