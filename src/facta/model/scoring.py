"""
How good a predictive distribution was, now that the outcome is known. Pure.

A distribution is given by its quantiles at levels in the middle of equal parts (see
`weighted.middle_levels`), or by as many draws; both are a sample. All scores are better
the lower they are.
"""

from __future__ import annotations

import math

import numpy as np

from facta.model.arrays import Array, Mask
from facta.model.weighted import middle_levels


def crps(sample: Array, outcome: Array) -> Array:
    """
    The continuous ranked probability score, in the unit of the series.

    Args:
        sample: [..., values], sorted along the last axis, all alike.
        outcome: [...].

    Returns:
        [...]; the integral of (F(x) - 1{outcome <= x})^2 over x, exact for the
        distribution that gives each value the same chance. NaN where the outcome is.

    Source: Gneiting and Raftery (2007), eq. 20 and 21; as a mean of quantile losses,
    Laio and Tamea (2007).

    >>> crps(np.array([0.0, 2.0]), np.array(1.0))
    array(0.5)
    """
    levels = middle_levels(sample.shape[-1])
    apart = outcome[..., None] - sample
    losses = np.maximum(levels * apart, (levels - 1) * apart)
    return np.asarray(2 * losses.mean(axis=-1))


def log_score(sample: Array, outcome: Array, width: Array) -> Array:
    """
    Minus the logarithm of the chance that the forecast gave to values as near as `width`
    to the outcome.

    A density would be infinite where a forecast gives zero itself a chance, as it must
    for weeks in which nothing happens. The chance counts as at least half of one
    value of the sample, so that one miss does not outweigh all else.

    Args:
        sample: [..., values], sorted.
        outcome: [...].
        width: [...], above 0.

    >>> float(log_score(np.array([0.0, 0.0, 0.0, 5.0]), np.array(0.0), np.array(1.0)).round(4))
    0.2877
    """
    near = np.abs(sample - outcome[..., None]) <= width[..., None]
    chance = np.maximum(near.mean(axis=-1), 0.5 / sample.shape[-1])
    return np.asarray(np.where(np.isfinite(outcome), -np.log(chance), math.nan))


def absolute_error(sample: Array, outcome: Array) -> Array:
    """How far the median was from the outcome."""
    return np.asarray(np.abs(np.median(sample, axis=-1) - outcome))


def within(sample: Array, outcome: Array, share: float) -> Mask:
    """
    Whether the outcome lay in the central interval that was to hold it with chance
    `share`, ends included.
    """
    low, high = interval(sample, share)
    return np.asarray((low <= outcome) & (outcome <= high))


def interval(sample: Array, share: float) -> tuple[Array, Array]:
    """
    The ends of the central interval.

    >>> low, high = interval(np.arange(1.0, 101.0), 0.9)
    >>> round(float(low), 6), round(float(high), 6)
    (5.5, 95.5)
    """
    ends = [(1 - share) / 2, (1 + share) / 2]
    low, high = np.quantile(sample, ends, axis=-1, method="hazen")
    return low, high


def pit(sample: Array, outcome: Array) -> Array:
    """
    The probability integral transform: the level at which the outcome lay, uniform over
    many outcomes where the forecasts were right.

    Where the forecast gives a value itself a chance, and it comes, the middle of the
    levels it covers is given.

    Source: Czado, Gneiting and Held (2009), the mid-PIT.

    >>> float(pit(np.array([0.0, 0.0, 1.0, 2.0]), np.array(0.0)))
    0.25
    """
    below = (sample < outcome[..., None]).mean(axis=-1)
    upto = (sample <= outcome[..., None]).mean(axis=-1)
    middle = (below + upto) / 2
    return np.asarray(np.where(np.isfinite(outcome), middle, math.nan))
