"""
Quantiles of weighted values, many distributions at a time. Pure.

A quantile is the least value up to which the weights add up to the level, as the inverse
of a distribution function that rises in steps (Hyndman and Fan 1996, definition 1).
"""

from __future__ import annotations

import numpy as np

from facta.model.arrays import Array, Whole


def middle_levels(count: int) -> Array:
    """
    Levels in the middle of so many equal parts of 0 to 1: quantiles there stand for a
    sample of the distribution that has the least CRPS (Bröcker 2012).

    >>> middle_levels(4).tolist()
    [0.125, 0.375, 0.625, 0.875]
    """
    return (np.arange(count) + 0.5) / count


def quantiles(values: Array, weights: Array, levels: Array) -> Array:
    """
    Quantiles of rows of weighted values.

    Args:
        values: [atoms], sorted.
        weights: [rows, atoms], 0 or more, each row with one above 0.
        levels: [levels] or [rows, levels], between 0 and 1.

    Returns:
        [rows, levels].

    >>> quantiles(np.array([1.0, 2.0]), np.array([[3.0, 1.0]]), np.array([0.5, 0.9]))
    array([[1., 2.]])
    """
    return np.asarray(values[places(weights, levels)])


def places(weights: Array, levels: Array) -> Whole:
    """Where in each row of weights the levels of its total are reached: [rows, levels]."""
    rows, atoms = weights.shape
    reached = np.cumsum(weights, axis=1)
    reached /= reached[:, -1:]
    # one search through all rows at once: row r lies between r and r + 1
    offset = np.arange(rows)[:, None]
    wanted = np.clip(np.broadcast_to(levels, (rows, np.shape(levels)[-1])), 0, 1)
    found = np.searchsorted(
        (reached + offset).ravel(), (wanted - 1e-12 + offset).ravel()
    )
    return np.asarray(
        np.clip(found.reshape(wanted.shape) - offset * atoms, 0, atoms - 1)
    )
