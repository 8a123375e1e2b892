"""Scores, against what they are by hand, by their integrals, and by other libraries."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from facta.measure.quantiles import t_quantile
from facta.model import scoring
from facta.model.arrays import Array
from facta.model.student import student
from facta.model.weighted import middle_levels, quantiles

NUMBERS = st.floats(-100, 100).map(lambda value: round(value, 2))
SAMPLES = arrays(np.float64, st.integers(1, 9), elements=NUMBERS).map(np.sort)


def integral(sample: Array, outcome: float) -> float:
    """The CRPS as it is defined, over the steps of both distribution functions."""
    points = np.sort(np.append(sample, outcome))
    share = np.searchsorted(sample, points, side="right") / len(sample)
    come = points >= outcome
    return float((np.diff(points) * (share - come)[:-1] ** 2).sum())


@given(SAMPLES, NUMBERS)
def test_crps_is_its_integral(sample: Array, outcome: float) -> None:
    """Of any sample and outcome, ties and all."""
    found = float(scoring.crps(sample, np.array(outcome)))
    assert found == pytest.approx(integral(sample, outcome), abs=1e-9)


@given(SAMPLES, NUMBERS, st.floats(0.1, 50), NUMBERS)
def test_crps_is_in_the_unit_of_the_series(
    sample: Array, outcome: float, size: float, shift: float
) -> None:
    """It moves with neither, and grows with the size of both."""
    plain = float(scoring.crps(sample, np.array(outcome)))
    moved = scoring.crps(sample * size + shift, np.array(outcome * size + shift))
    assert float(moved) == pytest.approx(size * plain, abs=1e-6)


def test_crps_of_one_value_is_the_absolute_error() -> None:
    """A forecast that is sure is off by how far it is off."""
    assert float(scoring.crps(np.array([3.0]), np.array(-1.0))) == 4.0


def test_crps_of_the_true_normal_distribution() -> None:
    """At its middle it is 2 phi(0) - 1 / sqrt(pi), for enough quantiles."""
    sample = student(middle_levels(2000), 1e6)
    expected = 2 / np.sqrt(2 * np.pi) - 1 / np.sqrt(np.pi)
    assert float(scoring.crps(sample, np.array(0.0))) == pytest.approx(
        expected, abs=1e-4
    )


def test_a_hole_has_no_score() -> None:
    """Neither good nor bad."""
    sample, hole = np.array([1.0, 2.0]), np.array(np.nan)
    assert np.isnan(scoring.crps(sample, hole))
    assert np.isnan(scoring.log_score(sample, hole, np.array(1.0)))
    assert np.isnan(scoring.pit(sample, hole))
    assert not scoring.within(sample, hole, 0.9)


def test_the_log_score_is_bounded_by_the_size_of_the_sample() -> None:
    """A value that was given no chance costs as much as half of one value in all."""
    sample = np.arange(200.0)
    far = scoring.log_score(sample, np.array(1e9), np.array(1.0))
    assert float(far) == pytest.approx(np.log(400))
    near = scoring.log_score(sample, np.array(100.0), np.array(1.0))
    assert float(near) == pytest.approx(-np.log(3 / 200))


def test_the_interval_holds_its_ends() -> None:
    """A chance of exactly zero is inside where the interval is only zero."""
    sample = np.zeros(100)
    assert scoring.within(sample, np.array(0.0), 0.5)
    assert not scoring.within(sample, np.array(0.1), 0.9)


@given(st.integers(0, 10_000))
def test_levels_of_outcomes_are_even_where_the_forecast_is_right(seed: int) -> None:
    """Mean and variance of the PIT are those of a uniform variable."""
    chance = np.random.default_rng(seed)
    sample = np.sort(chance.standard_normal(2000))
    found = scoring.pit(sample, chance.standard_normal(3000))
    assert abs(found.mean() - 0.5) < 0.05
    assert abs(found.var() - 1 / 12) < 0.02


def test_the_absolute_error_is_that_of_the_median() -> None:
    """Not of the mean."""
    sample = np.array([0.0, 1.0, 50.0])
    assert float(scoring.absolute_error(sample, np.array(3.0))) == 2.0


@given(
    arrays(np.float64, 6, elements=NUMBERS).map(np.sort),
    arrays(np.float64, (3, 6), elements=st.integers(0, 4)).filter(
        lambda weights: bool((weights.sum(axis=1) > 0).all())
    ),
)
def test_weighted_quantiles_are_those_of_repeated_values(
    values: Array, weights: Array
) -> None:
    """A value of weight 3 counts as three."""
    levels = middle_levels(7)
    found = quantiles(values, weights, levels)
    for row, weight in zip(found, weights, strict=True):
        repeated = np.repeat(values, weight.astype(int))
        expected = np.quantile(repeated, levels, method="inverted_cdf")
        np.testing.assert_array_equal(row, expected)


@pytest.mark.parametrize("freedom", [1, 2, 3, 5, 10, 33, 1000])
def test_quantiles_of_t_are_those_of_the_incomplete_beta_function(freedom: int) -> None:
    """To five digits, in the middle and far out; below and above alike."""
    levels = np.array([0.5001, 0.6, 0.75, 0.9, 0.99, 0.9995])
    expected = [t_quantile(float(level), freedom) for level in levels]
    np.testing.assert_allclose(student(levels, freedom), expected, rtol=3e-5, atol=3e-6)
    np.testing.assert_allclose(
        student(1 - levels, freedom), -np.array(expected), rtol=3e-5, atol=3e-6
    )
