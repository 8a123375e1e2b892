"""
Quantiles of Student's t distribution, many at a time. Pure.

Source: Hill (1970), Algorithm 396: Student's t-quantiles; good to six digits.
"""

from __future__ import annotations

import math

import numpy as np

from facta.model.arrays import Array
from facta.model.gaussian import deviate


def student(levels: Array, freedom: float) -> Array:
    """
    Quantiles at levels between 0 and 1.

    Args:
        freedom: degrees of freedom, 1 or more.

    >>> student(np.array([0.05, 0.5, 0.95]), 10).round(4).tolist()
    [-1.8125, 0.0, 1.8125]
    """
    # the chance of both tails beyond the quantile
    tails = 2 * np.minimum(levels, 1 - levels)
    return np.asarray(np.sign(levels - 0.5) * _beyond(np.minimum(tails, 1.0), freedom))


def _beyond(tails: Array, freedom: float) -> Array:
    if freedom <= 1:
        return np.asarray(1 / np.tan(tails * math.pi / 2))
    if freedom == 2:
        return np.sqrt(np.maximum(2 / (tails * (2 - tails)) - 2, 0.0))
    a = 1 / (freedom - 0.5)
    b = 48 / a**2
    c = ((20700 * a / b - 98) * a - 16) * a + 96.36
    d = ((94.5 / (b + c) - 3) / b + 1) * math.sqrt(a * math.pi / 2) * freedom
    y = (d * tails) ** (2 / freedom)
    far = y <= 0.05 + a
    near = _near(tails, freedom, (a, b, c, d))
    return np.asarray(np.sqrt(freedom * np.where(far, _far(y, freedom, d), near)))


def _near(tails: Array, freedom: float, terms: tuple[float, ...]) -> Array:
    """About the middle: an expansion about the normal quantile."""
    a, b, c0, d = terms
    x = np.array([deviate(max(float(tail) / 2, 1e-300)) for tail in tails])
    y = x**2
    c = np.full(x.shape, c0)
    if freedom < 5:
        c = c + 0.3 * (freedom - 4.5) * (x + 0.6)
    c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
    return np.asarray(np.expm1(np.minimum(a * y**2, 700.0)))


def _far(y: Array, freedom: float, d: float) -> Array:
    """Out in the tails."""
    first = (freedom + 6) / (freedom * y) - 0.089 * d - 0.822
    inner = 1 / (first * (freedom + 2) * 3) + 0.5 / (freedom + 4)
    return np.asarray((inner * y - 1) * (freedom + 1) / (freedom + 2) + 1 / y)
