"""How far a word is kept."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.errors import SettingsError
from facta.measure import Outcome, outcomes, standing, trust
from facta.measure.scores import Absent
from facta.measure.trust import kept_threats, kept_words, outcome
from facta.records import CommitmentKind, Pledge, Status
from tests.measure import pledged

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


def pledge(
    due: str | None,
    status: Status = "kept",
    *,
    kind: CommitmentKind = "promise",
    recipient: str | None = "UKR",
    reports: int = 1,
) -> Pledge:
    """A pledge of the United States, told by so many accounts."""
    return Pledge(
        id=f"{due}{status}{kind}{recipient}",
        kind=kind,
        maker="USA",
        recipient=recipient,
        content="help",
        reports=tuple((f"d{at}", f"c{at}") for at in range(reports)),
        due=datetime.date.fromisoformat(due) if due else None,
        status=status,
    )


def test_only_pledges_that_came_due_are_outcomes() -> None:
    """Open ones say nothing, nor do those without a day; threats are counted apart."""
    made = [
        pledge("2025-02-03"),
        pledge("2025-01-06", "broken"),
        pledge("2025-01-06", "open"),
        pledge(None),
        pledge("2025-01-06", kind="threat"),
        pledge("2025-01-06", kind="demand"),
    ]
    assert outcomes(made) == (
        Outcome(START, False),
        Outcome(datetime.date(2025, 2, 3), True),
    )
    assert outcomes(made, kinds=("threat",)) == (Outcome(START, True),)


def test_a_pledge_counts_once_however_many_accounts_tell_it() -> None:
    """Trust does not grow by being reported."""
    assert kept_words([pledge("2025-01-06", reports=9)]) == kept_words(
        [pledge("2025-01-06")]
    )


def test_where_nothing_came_due_the_reason_is_said() -> None:
    """A threat says nothing of promises, and the other way round."""
    assert kept_words([pledge("2025-01-06", kind="threat")]) == Absent(
        "no word came due yet"
    )
    assert kept_threats([pledge("2025-01-06")]) == Absent("no threat came due yet")


def test_trust_rests_on_all_that_came_due_before() -> None:
    """A period in which nothing comes due stands as the one before."""
    made = [pledge("2025-01-06"), pledge("2025-01-21", "broken")]
    (found,) = standing(made, kept_words)
    values = [point.value for point in found.points]
    assert [value.count for value in values if value] == [1, 1, 2]
    assert values[0] == values[1]
    assert values[1] != values[2]


def test_a_word_to_nobody_in_particular_is_a_dyad_of_its_own() -> None:
    """It is neither left out nor counted towards somebody."""
    made = [pledge("2025-01-06"), pledge("2025-01-06", recipient=None)]
    assert [item.recipient for item in standing(made, kept_words)] == [None, "UKR"]


def test_days_far_apart_cost_no_more_than_their_periods() -> None:
    """A wrong year makes a hundred thousand weeks, not as many reckonings."""
    asked = []

    def rule(pledges: object) -> Absent:
        asked.append(pledges)
        return Absent("none")

    (found,) = standing([pledge("0001-01-01"), pledge("2025-01-06")], rule)
    assert len(found.points) > 100_000
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("status", "own", "counts"),
    [
        pytest.param("kept", False, True, id="kept-as-others-tell"),
        pytest.param("kept", True, False, id="kept-as-its-maker-tells"),
        pytest.param("broken", True, True, id="broken-as-its-maker-owns"),
    ],
)
def test_nobody_vouches_for_his_own_word(
    status: Status, own: bool, counts: bool
) -> None:
    """That a word was kept counts where somebody else tells it."""
    one = pledged.pledge("one", "2025-05-01", status, own=own)
    assert (outcome(one) is not None) == counts
