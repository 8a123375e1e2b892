"""
Draws of paths from quantiles at each step: what hangs together is taken from past paths.
Pure.

Source: the Schaake shuffle, Clark et al. (2004), The Schaake Shuffle: A Method for
Reconstructing Space-Time Variability in Forecasted Fields.
"""

from __future__ import annotations

import numpy as np

from facta.model.arrays import Array
from facta.model.panel import Panel
from facta.model.smoothing import running_mean

# half-life in periods of what was usual
USUAL = 24.0


def shuffled(margins: Array, templates: Array) -> Array:
    """
    Puts the values of each step and series into the order that past paths have there.

    Args:
        margins: [draws, steps, series], ascending along the draws.
        templates: [draws, steps, series]; only their ranks count.

    Returns:
        [draws, steps, series], with the values of `margins` and the ranks of
        `templates`.

    >>> shuffled(np.array([[[1.0]], [[2.0]]]), np.array([[[9.0]], [[-9.0]]])).ravel()
    array([2., 1.])
    """
    ranks = np.argsort(np.argsort(templates, axis=0, kind="stable"), axis=0)
    found: Array = np.take_along_axis(margins, ranks, axis=0)
    return found


def past_paths(
    panel: Panel, horizon: int, count: int, chance: np.random.Generator
) -> Array:
    """
    So many past paths of deviations over `horizon` steps, chosen by chance: of each value
    from what had been usual before the path began.

    Where the past is shorter than two paths, its periods are drawn one by one.

    Returns:
        [count, horizon, series], with a little noise that parts values alike.
    """
    usual = running_mean(panel.values, panel.seen, USUAL)
    last = panel.periods - horizon
    if last > horizon:
        starts = chance.integers(1, last + 1, count)
        rows = starts[:, None] + np.arange(horizon)
        before = np.repeat(starts[:, None] - 1, horizon, axis=1)
    else:
        rows = chance.integers(0, panel.periods, (count, horizon))
        before = np.full_like(rows, panel.periods - 1)
    noise = chance.standard_normal((count, horizon, panel.series))
    scale = panel.filled.std(axis=0)
    apart = panel.filled[rows] - usual[before]
    return np.asarray(apart + 1e-6 * np.where(scale > 0, scale, 1.0) * noise)
