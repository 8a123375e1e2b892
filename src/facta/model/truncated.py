"""
The Gaussian path of several series, known to stay within ranges: paths drawn by chance
among those that do, and how many do. Pure.

All ranges count at once. The numbers that have one are drawn one after another, each
within its range given those before it, and weighed by the chance that it had of lying
there; where few draws come to carry most of the weight they are drawn anew by it. Then
each number is drawn again given all others, several times over, which keeps the
distribution and makes what was drawn anew differ. What has no range follows from what
has, as where values are held.

Source: Geweke (1991), Efficient Simulation from the Multivariate Normal and Student-t
Distributions Subject to Linear Constraints; Hajivassiliou, McFadden and Ruud (1996),
Simulation of multivariate normal rectangle probabilities; Gilks and Berzuini (2001),
Following a moving target.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from msgspec import Struct

from facta.errors import SettingsError
from facta.model.arrays import Array, Whole
from facta.model.gaussian import Path, square_root

# how many draws of the numbers that have a range; of each follow as many paths as are
# wanted
DRAWS = 4000
SWEEPS = 10
# a range narrower than so many standard deviations has the same density all over
NARROW = 1e-5


class NoPathError(SettingsError):
    """Ranges in which no path stays."""

    def __init__(self) -> None:
        super().__init__("no path of the forecast stays within the range; widen it")


class Within(Struct, frozen=True, eq=False):
    """Paths within ranges, [draws, steps, series], and the share of all that are."""

    paths: Array
    share: float


def within(
    path: Path, low: Array, high: Array, count: int, chance: np.random.Generator
) -> Within:
    """
    Paths within ranges.

    Args:
        path: all that may come.
        low: [steps, series]; NaN where the path is free.
        high: the same; where it is `low`, that value is held.
        count: how many paths.
        chance: by which they are drawn.

    Returns:
        The paths; their share is of those that have what is held.

    Raises:
        NoPathError: no path stays within the ranges, as far as numbers can tell.
    """
    held = path.given(np.where(low == high, low, np.nan))
    ranged = (low < high).ravel()
    if not ranged.any():
        return Within(held.draws(count, chance), 1.0)
    # as a share of what varied before anything was held, which may leave only rounding
    more = path.parts(ranged)[0] - path.covariance[np.ix_(ranged, ranged)]
    inside, across = (
        held.covariance[np.ix_(ranged, ranged)] + more,
        held.covariance[ranged],
    )
    mean = held.mean.ravel()
    bounds = low.ravel()[ranged], high.ravel()[ranged]
    values, share = drawn(
        mean[ranged], inside, *bounds, count=min(count, DRAWS), chance=chance
    )
    gain = np.linalg.solve(inside, across).T
    root = square_root(held.covariance - gain @ across)
    each = np.arange(count) % len(values)
    shocks = chance.standard_normal((count, len(mean)))
    paths = mean + ((values - mean[ranged]) @ gain.T)[each] + shocks @ root.T
    # exactly so, and not but for rounding
    paths[:, ranged] = values[each]
    known = (low == high).ravel()
    paths[:, known] = low.ravel()[known]
    return Within(paths.reshape(count, *low.shape), share)


def drawn(
    mean: Array,
    covariance: Array,
    low: Array,
    high: Array,
    *,
    count: int,
    chance: np.random.Generator,
) -> tuple[Array, float]:
    """
    Gaussian vectors within a box, [count, numbers], and the chance of the box.

    >>> draws, share = drawn(
    ...     np.zeros(1), np.eye(1), np.zeros(1), np.full(1, 9.0),
    ...     count=4, chance=np.random.default_rng(1),
    ... )
    >>> share, (draws > 0).all().item()
    (0.5, True)
    """
    root = np.linalg.cholesky(covariance)
    shocks = np.zeros((len(mean), count))
    weights, share = np.full(count, 1 / count), 0.0
    for at, scale in enumerate(np.diag(root)):
        centre = mean[at] + root[at, :at] @ shocks[:at]
        shocks[at], chances = normals(
            (low[at] - centre) / scale, (high[at] - centre) / scale, chance
        )
        weights = weights * chances
        total = float(weights.sum())
        if total <= 0:
            raise NoPathError
        share += math.log(total)
        weights = weights / total
        if count * (weights**2).sum() > 2:
            shocks = shocks[:, _chosen(weights, chance)]
            weights = np.full(count, 1 / count)
    apart = root @ shocks[:, _chosen(weights, chance)]
    _stir(apart, covariance, (low - mean, high - mean), chance)
    return np.clip(mean + apart.T, low, high), math.exp(share)


def _stir(
    apart: Array,
    covariance: Array,
    bounds: tuple[Array, Array],
    chance: np.random.Generator,
) -> None:
    """Draws each number, [numbers, draws], again given all others, several times over."""
    precision = np.linalg.inv(covariance)
    deviations = 1 / np.sqrt(np.diag(precision))
    for at in list(range(len(apart))) * SWEEPS:
        scale = deviations[at]
        centre = apart[at] - precision[at] @ apart * scale**2
        low, high = ((bound[at] - centre) / scale for bound in bounds)
        found, chances = normals(low, high, chance)
        apart[at] = np.where(chances > 0, centre + scale * found, apart[at])


def _chosen(weights: Array, chance: np.random.Generator) -> Whole:
    """
    Places drawn by their weights, as evenly as may be.

    Source: Kitagawa (1996), Monte Carlo Filter and Smoother, systematic resampling.
    """
    count = len(weights)
    marks = (chance.random() + np.arange(count)) / count
    found = np.searchsorted(np.cumsum(weights), marks)
    return np.minimum(found, count - 1)


def normals(
    low: Array, high: Array, chance: np.random.Generator
) -> tuple[Array, Array]:
    """
    Standard normal numbers each within its bounds, and the chance of lying there; 0
    where that is less than a number can tell, some 37 standard deviations away.
    """
    # the lower tail is known to all digits, the upper one only as what is left of 1
    turned = low > 0
    low, high = np.where(turned, -high, low), np.where(turned, -low, high)
    narrow = high - low < NARROW
    below, upto = _below(low), _below(high)
    middle = np.clip((low + high) / 2, -40, 40)
    density = np.exp(-(middle**2) / 2) / math.sqrt(2 * math.pi)
    chances = np.where(narrow, density * (high - low), upto - below)
    even = chance.random(len(low))
    normal = _quantiles(below + even * (upto - below))
    flat = low + even * (high - low)
    found = np.where(narrow, flat, np.clip(normal, low, high))
    return np.where(turned, -found, found), np.asarray(chances)


def _each(function: Callable[[float], float]) -> Callable[[Array], Array]:
    """The function over an array."""
    over = np.frompyfunc(function, 1, 1)
    return lambda values: np.asarray(over(values), dtype=np.float64)


_erfc = _each(math.erfc)
_inverse = _each(NormalDist().inv_cdf)


def _below(values: Array) -> Array:
    return _erfc(values / -math.sqrt(2)) / 2


def _quantiles(chances: Array) -> Array:
    return _inverse(np.clip(chances, 1e-300, 1 - 1e-16))
