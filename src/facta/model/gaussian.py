"""
The Gaussian path of several series over several steps, all at once, and what follows for
it when some of it is held. Pure.

A path is one long vector: all series of step 1, then all of step 2, and so on. To hold a
series for twelve steps is to condition this vector on twelve of its numbers together;
step by step, what is held later would not reach back.

Source: Waggoner and Zha (1999), Conditional Forecasts in Dynamic Multivariate Models;
the conditional normal distribution, Anderson (2003), theorem 2.5.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from msgspec import Struct

from facta.model.arrays import Array, Mask

# added to each variance of what is held, as a share: keeps two series that move as one
# from dividing by nothing; what never moves has none to take a share of
JITTER, LEAST = 1e-9, 1e-200
# below this, in units of the series, a variance is rounding
ROUNDING = 1e-20


class Path(Struct, frozen=True, eq=False):
    """
    Mean [steps, series] and covariance [steps * series, steps * series].

    >>> flat = Path(np.zeros((1, 2)), np.array([[1.0, 0.5], [0.5, 1.0]]))
    >>> flat.given(np.array([[np.nan, 2.0]])).mean.round(6).tolist()
    [[1.0, 2.0]]
    """

    mean: Array
    covariance: Array

    @property
    def spread(self) -> Array:
        """Standard deviations, [steps, series]."""
        variances = np.maximum(np.diag(self.covariance), 0.0)
        return np.sqrt(variances).reshape(self.mean.shape)

    def given(self, held: Array) -> Path:
        """
        The path where some of it is known.

        Args:
            held: [steps, series]; NaN where the path is free.
        """
        known = np.isfinite(held).ravel()
        if not known.any():
            return self
        apart = held.ravel()[known] - self.mean.ravel()[known]
        inside, across = self.parts(known)
        gain = np.linalg.solve(inside, across).T
        mean = self.mean.ravel() + gain @ apart
        covariance = self.covariance - gain @ across
        # exactly so, and not but for rounding
        mean[known] = held.ravel()[known]
        covariance[known] = 0.0
        covariance[:, known] = 0.0
        return Path(mean.reshape(self.mean.shape), (covariance + covariance.T) / 2)

    def distance(self, held: Array) -> float:
        """
        How far a held path lies from what was to be expected: its squared Mahalanobis
        distance, to be held against chi-squared with as many degrees of freedom as
        numbers are held.
        """
        known = np.isfinite(held).ravel()
        if not known.any():
            return 0.0
        return float(self.distances(known, held.ravel()[known][None])[0])

    def distances(self, known: Mask, values: Array) -> Array:
        """`distance` of many: which numbers are held, and [paths, numbers]."""
        apart = values - self.mean.ravel()[known]
        inside, _ = self.parts(known)
        return np.asarray((apart.T * np.linalg.solve(inside, apart.T)).sum(axis=0))

    def quantiles(self, levels: Sequence[float]) -> Array:
        """[steps, series, levels]."""
        deviates = np.array([deviate(float(level)) for level in levels])
        return np.asarray(self.mean[:, :, None] + self.spread[:, :, None] * deviates)

    def draws(self, count: int, chance: np.random.Generator) -> Array:
        """[count, steps, series]."""
        root = square_root(self.covariance)
        shocks = chance.standard_normal((count, len(root)))
        apart = (shocks @ root.T).reshape(count, *self.mean.shape)
        return np.asarray(self.mean + apart)

    def parts(self, known: Mask) -> tuple[Array, Array]:
        """The covariance of what is held, and of it with all."""
        inside = self.covariance[np.ix_(known, known)]
        own = np.maximum(np.diag(inside), 0.0)
        return inside + np.diag(JITTER * own + LEAST), self.covariance[known]


@lru_cache(maxsize=4096)
def deviate(level: float) -> float:
    """The standard normal quantile."""
    return NormalDist().inv_cdf(level)


def square_root(covariance: Array) -> Array:
    """
    A matrix whose product with its transpose is the covariance, also where that is
    singular.
    """
    values, vectors = np.linalg.eigh(covariance)
    root: Array = vectors * np.sqrt(np.maximum(values, 0.0))
    return root


def responses(coefficients: Array, steps: int) -> Array:
    """
    How a shock of one period moves the next ones: Psi[0..steps-1], [steps, series, series].

    Args:
        coefficients: [lags, series, series]; row i has what moves series i.

    Source: Lütkepohl (2005), eq. 2.1.22.
    """
    lags, count, _ = coefficients.shape
    found = np.zeros((steps, count, count))
    found[0] = np.eye(count)
    for step in range(1, steps):
        for lag in range(1, min(lags, step) + 1):
            found[step] += coefficients[lag - 1] @ found[step - lag]
    return found


def stacked(coefficients: Array, shocks: Array, steps: int) -> Array:
    """
    The covariance of a vector autoregression's path, [steps * series, steps * series].

    Args:
        coefficients: [lags, series, series].
        shocks: [series, series], the covariance of one period's shocks, in units in
            which a series that moves has a variance of about 1.
    """
    moves = responses(coefficients, steps)
    count = len(shocks)
    whole = np.zeros((steps, count, steps, count))
    for step in range(steps):
        # the shocks of periods 1 to step + 1, as they have gone on by then
        whole[step, :, : step + 1] = moves[step::-1].transpose(1, 0, 2)
    rows = (whole.reshape(-1, count) @ square_root(shocks)).reshape(
        steps * count, steps * count
    )
    covariance: Array = rows @ rows.T
    still = np.diag(covariance) < ROUNDING
    covariance[still] = covariance[:, still] = 0.0
    return covariance
