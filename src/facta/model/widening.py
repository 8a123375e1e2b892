"""
Intervals that were too narrow made wider, below and above apart, never narrower. Pure.

Of past forecasts of as many steps it is asked how far outcomes lay beyond the median,
as a share of the way to the 5 % and to the 95 % quantile. Where the share that one in
twenty passed is above 1, the tails on that side are drawn out by it; the middle of the
distribution, which many outcomes speak for, stays as it is.

Source: conformal prediction with quantiles, Romano, Patterson and Candès (2019), in the
scaled form; two sides apart as in their theorem 2.
"""

from __future__ import annotations

import numpy as np

from facta.model.arrays import Array

# the side of the interval that is put right: 90 % of outcomes lie between both
SIDE = 0.05
# how much of the factor counts at a level: the power of its distance from the median
POWER = 4.0
# half-life of past origins, in origins
AGE = 100.0
# what outcomes must be worth before half of the factor counts, and the most it may be
WORTH, MOST = 100.0, 1.5
FEWEST = 20


def factors(samples: Array, outcomes: Array, levels: Array) -> tuple[float, float]:
    """
    By how much to draw out the lower and the upper tail, each 1 or more.

    Args:
        samples: [origins, series, levels], past quantiles, the newest origin last.
        outcomes: [origins, series]; NaN where none was seen.
        levels: [levels].
    """
    ages = np.arange(len(samples) - 1, -1, -1)
    weights = np.broadcast_to((0.5 ** (ages / AGE))[:, None], outcomes.shape)
    low, middle, high = (at(samples, levels, part) for part in (SIDE, 0.5, 1 - SIDE))
    return (
        _factor(middle - outcomes, middle - low, weights),
        _factor(outcomes - middle, high - middle, weights),
    )


def widened(sample: Array, levels: Array, lower: float, upper: float) -> Array:
    """
    Quantiles with their tails drawn out.

    What was exactly zero stays zero; where something was, nothing crosses it.

    Args:
        sample: [..., levels].
        levels: [levels].
    """
    middle = at(sample, levels, 0.5)[..., None]
    side = np.where(levels < 0.5, lower, upper)
    out = np.minimum(np.abs(levels - 0.5) / (0.5 - SIDE), 1.0) ** POWER
    drawn = middle + (sample - middle) * (1 + (side - 1) * out)
    zero = sample == 0
    kept = np.where(sample < 0, np.minimum(drawn, 0.0), np.maximum(drawn, 0.0))
    drawn = np.where(zero.any(axis=-1, keepdims=True), kept, drawn)
    return np.asarray(np.where(zero, 0.0, drawn))


def at(sample: Array, levels: Array, level: float) -> Array:
    """
    The quantile at a level between those that a sample has: [...].

    >>> float(at(np.array([1.0, 3.0]), np.array([0.25, 0.75]), 0.5))
    2.0
    """
    after = int(np.clip(np.searchsorted(levels, level), 1, len(levels) - 1))
    share = (level - levels[after - 1]) / (levels[after] - levels[after - 1])
    share = min(max(share, 0.0), 1.0)
    return np.asarray(
        sample[..., after - 1] * (1 - share) + sample[..., after] * share
    )[()]


def _factor(apart: Array, ways: Array, weights: Array) -> float:
    """What one in twenty of the outcomes passed, drawn towards 1 where they are few."""
    use = np.isfinite(apart) & (ways > 1e-9 * np.nanmax(ways, initial=0.0))
    if use.sum() < FEWEST:
        return 1.0
    shares = apart[use] / ways[use]
    order = np.argsort(shares, kind="stable")
    reached = np.cumsum(weights[use][order])
    found = shares[order][np.searchsorted(reached, (1 - SIDE) * reached[-1])]
    worth = reached[-1] ** 2 / (weights[use] ** 2).sum()
    return float(np.clip(1 + (found - 1) * worth / (worth + WORTH), 1.0, MOST))
