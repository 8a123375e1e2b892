"""
Exponentially weighted means of series, period by period, from what was known by then.
Pure.

A half-life is the number of periods after which a value counts half.
"""

from __future__ import annotations

import numpy as np

from facta.model.arrays import Array, Mask


def fading(half_life: float) -> float:
    """
    How much the weight of a value is multiplied by from one period to the next.

    >>> fading(1), fading(float("inf"))
    (0.5, 1.0)
    """
    return float(0.5 ** (1 / half_life))


def running_mean(values: Array, seen: Mask, half_life: float) -> Array:
    """
    The weighted mean of all values up to each period.

    Args:
        values: [periods, series]; what stands where nothing was seen is not looked at.
        seen: [periods, series].
        half_life: in periods; infinite for equal weights.

    Returns:
        [periods, series]; 0 until the first value of a series.

    >>> values = np.array([[0.0], [3.0], [9.0]])
    >>> running_mean(values, np.isfinite(values), 1).ravel().tolist()
    [0.0, 2.0, 6.0]
    """
    keep = fading(half_life)
    total = np.zeros(values.shape[1])
    weight = np.zeros(values.shape[1])
    means = np.zeros(values.shape)
    counted = np.where(seen, values, 0.0)
    for period, value in enumerate(counted):
        total = keep * total + value
        weight = keep * weight + seen[period]
        means[period] = total / np.maximum(weight, 1e-12)
    return means
