"""
How much each of several forecasters is to be believed, by how they did together. Pure.

The CRPS of a mixture is the integral over x of (sum over k of w[k] (F[k](x) - 1{y <= x}))^2:
a quadratic form w' G w in the weights, with G of each outcome that came. So the weights
that would have done best are the least of a convex function over the simplex; those of
many past origins need but the sum of their G.

Source: Gneiting and Raftery (2007), eq. 20; stacking, Yao et al. (2018), Using Stacking
to Average Bayesian Predictive Distributions; the descent, Kivinen and Warmuth (1997),
Exponentiated Gradient versus Gradient Descent.
"""

from __future__ import annotations

import numpy as np

from facta.model.arrays import Array
from facta.model.weighted import places

DESCENTS = 200


def misses(samples: Array, outcomes: Array) -> Array:
    """
    The quadratic form of each outcome: G[k, l] is the integral of the product of what
    forecasters k and l missed by.

    Args:
        samples: [cases, forecasters, values], each value as likely as the others.
        outcomes: [cases].

    Returns:
        [cases, forecasters, forecasters]; each diagonal has the forecaster's own CRPS.

    >>> misses(np.array([[[0.0], [2.0]]]), np.array([1.0])).tolist()
    [[[1.0, 0.0], [0.0, 1.0]]]
    """
    cases, count, values = samples.shape
    flat = samples.reshape(cases, count * values)
    points = np.concatenate([flat, outcomes[:, None]], axis=1)
    owners = np.append(np.repeat(np.arange(count), values), count)
    order = np.argsort(points, axis=1, kind="stable")
    widths = np.diff(np.take_along_axis(points, order, axis=1), axis=1)
    owner = owners[order][:, :-1]
    come = np.cumsum(owner == count, axis=1)
    missed = np.stack(
        [np.cumsum(owner == each, axis=1) / values - come for each in range(count)],
        axis=1,
    )
    return np.asarray((missed * widths[:, None]) @ missed.transpose(0, 2, 1))


def best_weights(forms: Array) -> Array:
    """
    Weights, 0 or more and 1 together, under which w' G w is least: [..., forecasters].

    Args:
        forms: [..., forecasters, forecasters]; where all is 0, the weights are equal.

    >>> best_weights(np.array([[1.0, 0.0], [0.0, 3.0]])).round(3).tolist()
    [0.75, 0.25]
    """
    count = forms.shape[-1]
    size = np.trace(forms, axis1=-2, axis2=-1)[..., None, None] / count
    scaled = forms / np.maximum(size, 1e-12)
    weights = np.full(forms.shape[:-1], 1 / count)
    for _ in range(DESCENTS):
        slope = (scaled @ weights[..., None])[..., 0]
        slope -= slope.min(axis=-1, keepdims=True)
        weights = weights * np.exp(-2 * slope)
        weights /= weights.sum(axis=-1, keepdims=True)
    return weights


def pooled(samples: Array, weights: Array, levels: Array) -> Array:
    """
    Quantiles of mixtures: half those of the mixed distributions, half the mean of the
    forecasters' quantiles.

    To mix distributions makes too wide what is wide already where forecasters differ in
    location; to mix quantiles keeps their mean width, too little where each is too sure
    (Lichtendahl, Grushka-Cockayne and Winkler 2013). Half of each did better than either.

    Args:
        samples: [cases, forecasters, levels], their quantiles at `levels`.
        weights: [cases, forecasters].
        levels: in the middle of equal parts.
    """
    cases, members, count = samples.shape
    values = samples.reshape(cases, members * count)
    shares = np.repeat(weights / count, count, axis=1)
    order = np.argsort(values, axis=1, kind="stable")
    at = places(np.take_along_axis(shares, order, axis=1), levels)
    mixed = np.take_along_axis(np.take_along_axis(values, order, axis=1), at, axis=1)
    mean = np.einsum("ckl,ck->cl", samples, weights)
    return np.asarray((mixed + mean) / 2)
