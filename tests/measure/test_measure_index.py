"""How a relationship stands, and what moved it."""

from __future__ import annotations

import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facta.errors import SettingsError
from facta.measure import Period
from facta.measure.index import index, taken_apart
from facta.records import Happening
from tests.measure.test_measure_series import happening

DYAD = ("RUS", "UKR")
DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2025, 12, 31))
PERIODS: st.SearchStrategy[Period] = st.sampled_from(
    ["day", "week", "month", "quarter"]
)


def told(number: int, day: datetime.date | None, score: float) -> Happening:
    """What one party did to another."""
    date = day.isoformat() if day else None
    return replace(happening(date, score), id=f"{number:04}")


HAPPENINGS = st.lists(
    st.builds(
        told,
        st.integers(0, 9999),
        st.none() | DAYS,
        st.floats(-10, 10).map(lambda score: round(score, 1)),
    ),
    max_size=15,
    unique_by=lambda item: item.id,
)


def standing(
    happenings: list[Happening], period: Period = "week", weeks: float = 13
) -> dict[str, float]:
    """The index of the only dyad by the first day of each period."""
    found = index(happenings, period=period, half_life_weeks=weeks)
    return {
        str(point.begin): point.value.mean
        for item in found
        for point in item.points
        if point.value
    }


def test_an_act_counts_in_full_in_its_period_and_half_a_half_life_later() -> None:
    """A strike, and help two weeks later, with a half-life of two weeks."""
    found = standing(
        [happening("2025-05-20", -8.0), happening("2025-06-03", 5.0)], weeks=2
    )
    assert found == pytest.approx(
        {
            "2025-05-19": -8.0,
            "2025-05-26": -8.0 * math.sqrt(0.5),
            "2025-06-02": -4.0 + 5.0,
        }
    )


def test_two_attacks_are_worse_than_one_and_silence_leads_back() -> None:
    """What a mean would not tell."""
    one, two = happening("2025-05-20", -8.0), happening("2025-05-21", -8.0)
    last = happening("2026-05-20", 0.0)
    found = standing([one, two, last])
    assert found["2025-05-19"] == -16.0
    assert -2 < found["2026-05-18"] < 0


@given(HAPPENINGS, DAYS, DAYS, PERIODS, st.floats(1, 100))
def test_the_movers_add_up_to_the_movement(
    happenings: list[Happening],
    one: datetime.date,
    other: datetime.date,
    period: Period,
    weeks: float,
) -> None:
    """Whatever happened, between any two periods, to the last digit that is kept."""
    first, last = sorted((one, other))
    found = taken_apart(
        happenings, DYAD, first, last, period=period, half_life_weeks=weeks
    )
    assert math.fsum(mover.by for mover in found.movers) == pytest.approx(
        found.after - found.before, abs=1e-9
    )
    assert len({mover.happening for mover in found.movers}) == len(found.movers)
    sizes = [abs(mover.by) for mover in found.movers]
    assert sizes == sorted(sizes, reverse=True)


@given(HAPPENINGS, PERIODS)
def test_what_is_taken_apart_is_the_index_of_the_series(
    happenings: list[Happening], period: Period
) -> None:
    """Both say the same of every period, from nothing to the last."""
    before = datetime.date(2023, 1, 1)
    for day, value in standing(happenings, period).items():
        found = taken_apart(
            happenings, DYAD, before, datetime.date.fromisoformat(day), period=period
        )
        assert found.before == 0
        assert found.after == pytest.approx(value, abs=1e-9)


def test_each_mover_names_its_happening_and_what_it_did() -> None:
    """What is new adds its score, what is old takes back what has faded."""
    old, new, later = (
        told(1, datetime.date(2025, 3, 3), -8.0),
        told(2, datetime.date(2025, 6, 2), 3.0),
        told(3, datetime.date(2025, 9, 1), 9.0),
    )
    found = taken_apart([later, new, old], DYAD, old.date or DAY, new.date or DAY)
    assert (found.before, found.after) == pytest.approx((-8.0, -1.0))
    assert [(mover.happening, mover.new) for mover in found.movers] == [
        ("0001", False),
        ("0002", True),
    ]
    assert [mover.by for mover in found.movers] == pytest.approx([4.0, 3.0])


DAY = datetime.date(2025, 1, 1)


def test_only_what_was_done_to_the_other_moves_it() -> None:
    """Not plans, bounds, what has no date, nor what the other did."""
    nothing = [
        happening("2025-05-20", auxiliary=("future",)),
        replace(happening("2025-05-20"), date_basis="published"),
        happening(None),
        happening("2025-05-20", actor=("UKR",), recipient=("RUS",)),
    ]
    found = taken_apart(nothing, DYAD, DAY, datetime.date(2025, 6, 1))
    assert (found.before, found.after, found.movers) == (0, 0, ())


@pytest.mark.parametrize("weeks", [0.0, -1.0, float("nan"), float("inf")])
def test_a_half_life_must_be_positive(weeks: float) -> None:
    """What cannot be a half-life is refused with advice."""
    with pytest.raises(SettingsError, match="above 0"):
        index([], half_life_weeks=weeks)
    with pytest.raises(SettingsError, match="above 0"):
        taken_apart([], DYAD, DAY, DAY, half_life_weeks=weeks)


def test_days_the_wrong_way_round_are_refused() -> None:
    """Rather than a movement back in time."""
    with pytest.raises(SettingsError, match="give the earlier day first"):
        taken_apart([], DYAD, datetime.date(2025, 6, 1), DAY)
