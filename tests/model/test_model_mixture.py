"""The default: how it weighs, mixes and widens, and what it falls back to."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.model import default, named, scoring
from facta.model.mixture import COARSE, EQUAL, FINE, MEMBERS, Study
from facta.model.panel import Panel
from facta.model.stacking import best_weights, misses, pooled
from facta.model.weighted import middle_levels
from facta.model.widening import MOST, at, factors, widened
from tests.model.making import autoregressive, eventful, table

SEEDS = st.integers(0, 10_000)


def normal(centre: float, width: float, count: int = 100) -> np.ndarray:
    """Quantiles of something like a normal distribution."""
    levels = middle_levels(count)
    return centre + width * np.log(levels / (1 - levels)) / 1.7


@given(SEEDS)
def test_misses_hold_each_forecasters_crps(seed: int) -> None:
    """And those of two that are alike are all the same."""
    chance = np.random.default_rng(seed)
    samples = np.sort(chance.integers(-5, 6, (3, 2, 7)).astype(float), axis=2)
    samples[2, 1] = samples[2, 0]
    outcomes = chance.integers(-7, 8, 3).astype(float)
    found = misses(samples, outcomes)
    np.testing.assert_allclose(
        np.diagonal(found, axis1=1, axis2=2), scoring.crps(samples, outcomes[:, None])
    )
    assert np.ptp(found[2]) < 1e-12


@given(SEEDS, st.floats(0, 1))
def test_the_form_gives_the_crps_of_the_mixture(seed: int, weight: float) -> None:
    """As that of a sample in which each value stands as often as it weighs."""
    chance = np.random.default_rng(seed)
    tenths = round(10 * weight)
    samples = np.sort(chance.standard_normal((1, 2, 4)), axis=2)
    outcome = chance.standard_normal(1)
    form = misses(samples, outcome)[0]
    weights = np.array([tenths, 10 - tenths]) / 10
    mixed = np.repeat(samples.ravel(), np.repeat([tenths, 10 - tenths], 4))
    expected = scoring.crps(np.sort(mixed), outcome[0])
    assert weights @ form @ weights == pytest.approx(float(expected))


@given(SEEDS)
def test_no_other_weights_would_have_done_better(seed: int) -> None:
    """Of all on a grid of tenths, but for rounding."""
    chance = np.random.default_rng(seed)
    samples = np.sort(chance.standard_normal((20, 3, 9)) + chance.normal(size=(3, 1)))
    form = misses(samples, chance.standard_normal(20)).sum(axis=0)
    found = best_weights(form)
    assert found.sum() == pytest.approx(1)
    best = min(
        np.array(tenths) @ form @ np.array(tenths) / 100
        for tenths in itertools.product(range(11), repeat=3)
        if sum(tenths) == 10
    )
    assert found @ form @ found <= best * 1.01 + 1e-9


def test_without_any_past_all_are_believed_alike() -> None:
    """Nothing was missed."""
    np.testing.assert_allclose(best_weights(np.zeros((4, 4))), 0.25)


def test_a_pool_of_the_same_is_the_same() -> None:
    """Whatever the weights."""
    levels = middle_levels(100)
    samples = np.repeat(normal(3, 2)[None, None], 3, axis=1)
    found = pooled(samples, np.array([[0.2, 0.5, 0.3]]), levels)
    np.testing.assert_allclose(found[0], samples[0, 0], atol=1e-9)


def test_a_pool_lies_between_its_members() -> None:
    """Half of it mixes distributions, half quantiles."""
    levels = middle_levels(100)
    samples = np.stack([normal(-10, 1), normal(10, 1)])[None]
    found = pooled(samples, np.array([[0.5, 0.5]]), levels)[0]
    assert (np.diff(found) >= 0).all()
    # at 20 %: halfway between the first's own 40 % and the mean of both, -10 and 0
    assert at(found, levels, 0.2) == pytest.approx(-5, abs=1)
    assert found[0] > samples[0, 0, 0]


@given(SEEDS)
def test_right_intervals_are_left_as_they_are(seed: int) -> None:
    """Where one in twenty lies beyond, the factors are near one; and never below."""
    chance = np.random.default_rng(seed)
    samples = np.repeat(normal(0, 1)[None, None], 200, axis=0).repeat(2, axis=1)
    level = chance.random((200, 2))
    outcomes = np.log(level / (1 - level)) / 1.7
    lower, upper = factors(samples, outcomes, middle_levels(100))
    assert 1 <= lower < 1.35
    assert 1 <= upper < 1.35


def test_a_side_that_was_too_narrow_is_widened_alone() -> None:
    """The other one stays."""
    chance = np.random.default_rng(1)
    samples = np.repeat(normal(0, 1)[None, None], 300, axis=0)
    level = chance.random((300, 1))
    outcomes = np.log(level / (1 - level)) / 1.7
    outcomes = np.where(outcomes > 0, 3 * outcomes, outcomes)
    lower, upper = factors(samples, outcomes, middle_levels(100))
    assert lower < 1.2
    assert upper == MOST


def test_few_outcomes_widen_nothing() -> None:
    """And no outcome neither."""
    samples = np.repeat(normal(0, 1)[None, None], 10, axis=0)
    assert factors(samples, np.full((10, 1), 99.0), middle_levels(100)) == (1, 1)
    assert factors(samples[:0], np.zeros((0, 1)), middle_levels(100)) == (1, 1)


@given(SEEDS, st.floats(1, 2), st.floats(1, 2))
def test_widening_keeps_order_middle_and_zeros(
    seed: int, lower: float, upper: float
) -> None:
    """Nothing comes nearer to the median, and nothing crosses zero."""
    chance = np.random.default_rng(seed)
    levels = middle_levels(60)
    sample = np.sort(np.round(chance.normal(chance.normal(), 1, 60)))
    found = widened(sample, levels, lower, upper)
    assert (np.diff(found) >= -1e-12).all()
    assert (found[sample == 0] == 0).all()
    if (sample == 0).any():
        assert (found * sample >= 0).all()
    assert at(found, levels, 0.5) == pytest.approx(float(at(sample, levels, 0.5)))


def test_a_tail_may_cross_zero_where_zero_has_no_chance_of_its_own() -> None:
    """A week without an event is not made up by widening."""
    sample, levels = np.linspace(-10, -1, 100), middle_levels(100)
    found = widened(sample, levels, 1.0, 1.5)
    assert found[-1] > 1
    assert (found != 0).all()


def test_weights_rest_on_outcomes_that_were_known() -> None:
    """Of a step of 12, nothing is known of the last 12 periods; at first all is equal."""
    study = Study(Panel(eventful(200), ["a", "b"]))
    past = study.past(12)
    assert past.rows[-1] + 12 <= 199
    np.testing.assert_allclose(past.weights[0], 1 / MEMBERS)
    assert past.weights.sum(axis=1) == pytest.approx(1)
    assert past.weights.min() >= EQUAL / MEMBERS - 1e-12


def test_weights_go_to_whoever_did_better() -> None:
    """After a level that drifts, short windows are believed more than long ones."""
    chance = np.random.default_rng(2)
    values = np.cumsum(chance.standard_normal((400, 1)), axis=0)
    weights = Study(Panel(values, ["a"])).past(1).weights[-1]
    assert weights[0] > weights[2]


def test_most_weeks_without_an_event_stay_so() -> None:
    """The forecast of a series of zeros but for a few weeks is zero itself, mostly."""
    values = np.zeros((300, 2))
    values[::10] = -5.0
    found = default().fit(table(values)).quantiles(4, (0.2, 0.5, 0.8))
    assert (found[:, :, 1:] == 0).all()


def test_a_short_table_is_past_values_with_weights() -> None:
    """What the notes say is what is done; a short series among long ones likewise."""
    values = autoregressive(40)
    found = default().fit(table(values))
    assert "past values stand in for a model" in found.notes[0].reason
    (weighted,) = named(["weighted"])
    levels = (0.1, 0.5, 0.9)
    expected = weighted.fit(table(values)).quantiles(3, levels)
    np.testing.assert_array_equal(found.quantiles(3, levels), expected)
    late = autoregressive(160)
    late[:140, 1] = np.nan
    whole = default().fit(table(late))
    expected = weighted.fit(table(late)).quantiles(3, levels)
    np.testing.assert_array_equal(whole.quantiles(3, levels)[:, 1], expected[:, 1])
    assert not np.array_equal(whole.quantiles(3, levels)[:, 0], expected[:, 0])


def test_of_a_very_long_table_the_newest_periods_are_looked_at() -> None:
    """As a note says; what lies further back changes nothing."""
    values = autoregressive(2100, 1)
    other = values.copy()
    other[:90] = 1e3
    found, again = (default().fit(table(given)) for given in (values, other))
    assert found.notes[0].reason == "the newest 2000 of 2100 periods are looked at"
    assert found.notes[0].series is None
    levels = (0.1, 0.9)
    np.testing.assert_array_equal(
        found.quantiles(2, levels), again.quantiles(2, levels)
    )
    (together,) = default().fits(table(values), [2100])
    np.testing.assert_array_equal(
        together.quantiles(2, levels), found.quantiles(2, levels)
    )


def test_the_grids_are_middles_of_equal_parts() -> None:
    """So their means are those of the distribution, and their CRPS the least."""
    for grid in (COARSE, FINE):
        assert grid[0] == pytest.approx(0.5 / len(grid))
        assert grid.mean() == pytest.approx(0.5)
