"""How far a word is kept."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.errors import SettingsError
from facta.measure import Outcome, outcomes, trust
from facta.testing import commitment, doc

START = datetime.date(2025, 1, 6)
OUTCOMES = st.lists(
    st.builds(Outcome, st.dates(START, datetime.date(2026, 1, 1)), st.booleans()),
    max_size=12,
)


def after(weeks: int, *, kept: bool) -> Outcome:
    return Outcome(START + datetime.timedelta(weeks=weeks), kept)


def test_with_no_history_anything_may_happen() -> None:
    """The mean is one half and the interval is that of a uniform chance."""
    found = trust([], half_life_weeks=26)
    assert (found.mean, found.low, found.high) == pytest.approx((0.5, 0.05, 0.95))


def test_an_outcome_counts_half_after_its_half_life() -> None:
    """An old broken promise weighs half of a fresh kept one."""
    found = trust([after(0, kept=False), after(26, kept=True)], half_life_weeks=26)
    assert (found.kept, found.broken) == pytest.approx((1.0, 0.5))
    assert found.mean == pytest.approx(2.0 / 3.5)


@given(OUTCOMES, st.floats(0.5, 500))
def test_trust_is_a_chance_within_its_interval_whatever_the_order(
    history: list[Outcome], half_life: float
) -> None:
    """
    Low, mean and high are in order between 0 and 1, and do not depend on the order of
    outcomes.
    """
    found = trust(history, half_life_weeks=half_life)
    assert 0 <= found.low < found.high <= 1
    assert 0 < found.mean < 1
    assert trust(history[::-1], half_life_weeks=half_life) == found


@given(OUTCOMES)
def test_a_kept_word_raises_trust_and_a_broken_one_lowers_it(
    history: list[Outcome],
) -> None:
    """One more outcome on the last day moves the mean its way."""
    last = max((outcome.day for outcome in history), default=START)
    now = trust(history, half_life_weeks=26).mean
    assert trust([*history, Outcome(last, True)], half_life_weeks=26).mean > now
    assert trust([*history, Outcome(last, False)], half_life_weeks=26).mean < now


@pytest.mark.parametrize("weeks", [0, -1, float("nan")])
def test_a_half_life_must_be_positive(weeks: float) -> None:
    """What cannot be a half-life is refused with advice."""
    with pytest.raises(SettingsError, match="above 0"):
        trust([], half_life_weeks=weeks)


def test_only_commitments_that_came_to_an_end_are_outcomes() -> None:
    """
    Open ones say nothing; threats are counted apart from promises; the due day goes
    before the day of making.
    """
    document = doc("We will help.")
    made = [
        commitment(
            document, "help", "USA", status="kept", date="2025-01-06", due="2025-02-03"
        ),
        commitment(document, "help", "USA", status="broken", date="2025-01-06"),
        commitment(document, "help", "USA", status="open", date="2025-01-06"),
        commitment(document, "help", "USA", status="kept"),
        commitment(
            document, "help", "USA", status="kept", kind="threat", date="2025-01-06"
        ),
        commitment(document, "help", "RUS", status="kept", date="2025-01-06"),
    ]
    assert outcomes(made, maker="USA") == (
        Outcome(START, False),
        Outcome(datetime.date(2025, 2, 3), True),
    )
    assert outcomes(made, maker="USA", kinds=("threat",)) == (Outcome(START, True),)
