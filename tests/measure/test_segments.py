"""What a stretch of one level says, against sums worked out in another way."""

from __future__ import annotations

import math

import numpy
import pytest

from facta.measure.scale import squeezed
from facta.measure.segments import (
    PRIOR_FREEDOM,
    PRIOR_WEIGHT,
    Evidence,
    evidence,
    noise,
)
from tests.measure.simulated import Floats, levels
from tests.measure.simulated import noise as simulated


def chance(found: Evidence, first: int, behind: int) -> float:
    """The log chance of one stretch."""
    return float(found.log_chance(first, slice(behind, behind + 1))[0])


def integrated(values: Floats, worth: float) -> float:
    """
    The log chance of standardised values under one normal level, by adding over a grid
    of means and variances, each factor of the likelihood to the power of its worth.
    """
    means = numpy.linspace(-12, 12, 2001)[:, None]
    logs = numpy.linspace(-1.6, 1.6, 801)[None, :]  # of the variance
    variances = numpy.exp(logs)
    fit = ((values[:, None, None] - means) ** 2).sum(axis=0)
    a = PRIOR_FREEDOM / 2
    log_prior = (a * math.log(a) - math.lgamma(a) - a * logs - a / variances) - 0.5 * (
        numpy.log(2 * math.pi * variances / PRIOR_WEIGHT)
        + PRIOR_WEIGHT * means**2 / variances
    )
    log_likelihood = -worth * (fit / variances + len(values) * logs) / 2
    cells = numpy.exp(log_prior + log_likelihood)
    step = (means[1, 0] - means[0, 0]) * (logs[0, 1] - logs[0, 0])
    return math.log(cells.sum() * step)


def test_the_chance_of_a_stretch_is_the_integral_over_levels_and_spreads() -> None:
    """By the grid, for stretches of several lengths, where a period is worth less than one."""
    values = simulated(40, 3) + levels(40, (20, 3.0))
    found = evidence(values)
    columns = squeezed(values)[:, 0]
    known = noise(columns)
    standard = (columns - columns.mean()) / math.sqrt(known.variance)
    (worth,) = found.worth
    assert 0.1 < worth < 0.9
    for first, behind in ((0, 40), (3, 9), (20, 40), (39, 40)):
        seen = standard[first:behind]
        # the evidence leaves out what every division has in common
        common = worth * len(seen) / 2 * math.log(PRIOR_FREEDOM / 2)
        assert chance(found, first, behind) - common == pytest.approx(
            integrated(seen, worth), abs=0.01
        )


def test_a_hole_says_nothing() -> None:
    """A stretch of holes has chance 1, and one among others counts as if left out."""
    values = numpy.vstack([simulated(30, 1), numpy.full((5, 1), numpy.nan)])
    found = evidence(values)
    assert chance(found, 30, 35) == 0.0
    assert chance(found, 10, 35) == pytest.approx(chance(found, 10, 30))


def test_what_is_known_later_changes_nothing() -> None:
    """Scale and noise are of the periods that were known."""
    values = simulated(80, 2, series=2)
    later = values.copy()
    later[60:] = 1000.0
    one, other = (evidence(each, known=60) for each in (values, later))
    assert chance(one, 5, 60) == chance(other, 5, 60)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.5, 0.8])
def test_a_period_is_worth_what_it_does_not_repeat(rho: float) -> None:
    """(1 - rho) / (1 + rho) in an autoregression, whose variance is found, too."""
    found = noise(simulated(20_000, 5, rho=rho)[:, 0])
    assert found.worth == pytest.approx((1 - rho) / (1 + rho), abs=0.06)
    assert found.variance == pytest.approx(1 / (1 - rho**2), rel=0.1)


def test_a_change_of_level_is_no_noise() -> None:
    """Noise is learned from steps, and nearly all of them are within a level."""
    calm = simulated(1000, 4)[:, 0]
    moved = calm + levels(1000, (500, 6.0))[:, 0]
    assert noise(moved).variance == pytest.approx(noise(calm).variance, rel=0.35)
    assert moved.var() > 5 * calm.var()


def test_a_constant_says_nothing() -> None:
    """It has no noise to be measured by, and does not break what stands beside it."""
    alone = simulated(60, 6)
    beside = numpy.hstack([alone, numpy.full((60, 1), 4.0)])
    assert noise(beside[:, 1]).worth == 0.0
    assert chance(evidence(beside), 5, 40) == pytest.approx(
        chance(evidence(alone), 5, 40)
    )


def test_two_copies_say_what_one_says() -> None:
    """Series that move alike are not counted twice; those that do not, are."""
    one = simulated(200, 7) + levels(200, (100, 2.0))
    other = simulated(200, 8) + levels(200, (100, 2.0))
    alone = evidence(one).worth[0]
    assert evidence(numpy.hstack([one, one])).worth == pytest.approx([alone / 2] * 2)
    assert evidence(numpy.hstack([one, other])).worth[0] > 0.9 * alone
