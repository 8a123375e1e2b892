"""
What a stretch of several series says for one level throughout: the evidence that change
points are weighed by. Pure.

Takes columns of numbers; gives for any stretch the logarithm of its chance under one
mean and one variance a series, both unknown, tempered for what the noise of a period
repeats of the one before and of the other series.

Source: Fearnhead (2006), Exact and efficient Bayesian inference for multiple changepoint
problems, Statistics and Computing 16, section 2. Tempered likelihoods: Bissiri, Holmes
and Walker (2016), A general framework for updating belief distributions, JRSS B 78(5).
"""

from __future__ import annotations

import math

import numpy
from msgspec import Struct
from numpy.typing import NDArray

from facta.measure.scale import Floats, scale_of

Whole = NDArray[numpy.intp]

# What the noise repeats over a quarter of a year of weeks is noise, what lasts longer is
# a change; judged.
MEMORY = 13
# of the first autocorrelation, from which one period says a hundredth
MOST_ALIKE = 0.98
# As if so many periods had shown the noise before a stretch shows its own: with few a
# quiet spell is a change of its own, with many a loud one is. Judged on series of the
# Levant and the Balkans.
PRIOR_FREEDOM = 60.0
# Of the mean of a stretch, in periods of noise: means differ by 1.8 standard deviations
# of the noise. Judged.
PRIOR_WEIGHT = 0.3


class Noise(Struct, frozen=True):
    """
    What is left of a series besides its changes: variance of a period, and of how many
    periods' worth each period is (1 where none repeats another, 0 for a constant).
    """

    variance: float
    worth: float


class Evidence(Struct, frozen=True, kw_only=True):
    """
    Running sums over periods (one more than there are) by series, tempered: how much
    was seen, its sum, its squares; `gammas[seen, series]` for whole numbers of periods.
    """

    seen: Whole
    weights: Floats
    sums: Floats
    squares: Floats
    gammas: Floats
    worth: Floats

    @property
    def periods(self) -> int:
        """How many periods there are."""
        return len(self.seen) - 1

    def log_chance(
        self, first: int | slice | Whole, behind: int | slice | Whole
    ) -> Floats:
        """
        Log chance of the periods from `first` until before `behind`, for all of a slice
        of either, or of arrays that fit; but for what every division of the whole has
        in common.
        """
        weight = self.weights[behind] - self.weights[first]
        total = self.sums[behind] - self.sums[first]
        square = self.squares[behind] - self.squares[first]
        seen = self.seen[behind] - self.seen[first]
        # by Cauchy and Schwarz above PRIOR_FREEDOM but for rounding
        spread = PRIOR_FREEDOM + square - total * total / (PRIOR_WEIGHT + weight)
        freedom = PRIOR_FREEDOM + weight
        found = (
            self.gammas[seen, numpy.arange(seen.shape[-1])]
            - numpy.log1p(weight / PRIOR_WEIGHT) / 2
            - freedom / 2 * numpy.log(spread / PRIOR_FREEDOM)
        )
        chances: Floats = found.sum(axis=-1)
        return chances


def evidence(values: Floats, *, known: int | None = None) -> Evidence:
    """
    The evidence of columns on a scale of their own.

    Args:
        values: periods by series, NaN for a hole, which says nothing.
        known: periods from which scale and noise are learned; all by default. What one
            could have known then rests on no later one.
    """
    past = values[:known]
    scales = numpy.array([scale_of(column) or 1.0 for column in past.T])
    columns: Floats = numpy.arcsinh(values / scales)
    past = columns[:known]
    noises = [noise(column) for column in past.T]
    worth = numpy.array([one.worth for one in noises]) * _apart(past)
    middles = numpy.array([_middle(column) for column in past.T])
    deviations = numpy.array([math.sqrt(one.variance) or 1.0 for one in noises])
    seen = ~numpy.isnan(columns)
    standard = numpy.where(seen, (columns - middles) / deviations, 0.0)
    return Evidence(
        seen=_running(seen).astype(numpy.intp),
        weights=_running(seen) * worth,
        sums=_running(standard) * worth,
        squares=_running(standard * standard) * worth,
        gammas=_gammas(len(values), worth),
        worth=worth,
    )


def noise(column: Floats) -> Noise:
    """
    The noise of a series that may change its level, from differences of its values:
    where it changes seldom, nearly all of them are of one level.

    A period is worth the variance over the long-run variance (Bartlett's weights), or
    what the first autocorrelation alone says, whichever is less.

    Source: Chakar et al. (2017), A robust approach for estimating change-points in the
    mean of an AR(1) process, Bernoulli 23(2); Newey and West (1987), Econometrica 55(3).
    """
    reach = max(1, min(MEMORY, len(column) // 8))
    halves = [_half_square(column, lag) for lag in range(1, reach + 1)]
    # the values furthest apart are the least alike
    variance = float(numpy.mean(halves[-max(1, reach // 4) :]))
    if not variance > 0:
        return Noise(variance=0.0, worth=0.0)
    alike = [1 - half / variance for half in halves]
    first = min(max(alike[0], 0.0), MOST_ALIKE)
    long_run = 1 + 2 * sum(
        (1 - lag / (reach + 1)) * each for lag, each in enumerate(alike, start=1)
    )
    return Noise(
        variance=variance,
        worth=1 / max(long_run, (1 + first) / (1 - first), 1.0),
    )


def _half_square(column: Floats, lag: int) -> float:
    """Half the mean square of differences: the variance less what the lag repeats."""
    steps = column[lag:] - column[:-lag]
    steps = steps[~numpy.isnan(steps)]
    return float(numpy.mean(steps * steps)) / 2 if steps.size else 0.0


def _apart(columns: Floats) -> float:
    """
    The share of the series that says something of its own: one over their number where
    all move alike, 1 where none does.

    Source: effective number of independent series, Bretherton et al. (1999), Journal of
    Climate 12(7), eq. 5.
    """
    steps = numpy.diff(columns, axis=0)
    steps = steps[~numpy.isnan(steps).any(axis=1)]
    moving = steps[:, steps.std(axis=0) > 0] if len(steps) > 1 else steps[:, :0]
    count = moving.shape[1]
    if count < 2:
        return 1.0
    alike = numpy.corrcoef(moving.T)
    return float(count / (alike * alike).sum())


def _middle(column: Floats) -> float:
    seen = column[~numpy.isnan(column)]
    return float(seen.mean()) if seen.size else 0.0


def _running(columns: NDArray[numpy.generic]) -> Floats:
    """Sums of the periods before each."""
    found = numpy.zeros((len(columns) + 1, columns.shape[1]))
    numpy.cumsum(columns, axis=0, out=found[1:])
    return found


def _gammas(periods: int, worth: Floats) -> Floats:
    """Log of Gamma((PRIOR_FREEDOM + weight) / 2) for each number of periods seen."""
    start = math.lgamma(PRIOR_FREEDOM / 2)
    return numpy.array(
        [
            [math.lgamma((PRIOR_FREEDOM + seen * each) / 2) - start for each in worth]
            for seen in range(periods + 1)
        ]
    ).reshape(periods + 1, len(worth))
