"""
What is taken to be possible in a short series beyond what it has shown: values about
its own middle, as far out as its own spread and that of its neighbours. Pure.

Twenty values never show a series' tails. Pseudo-values of a Laplace distribution, worth
a few observations, are laid beside them; its scale is the series' own mean absolute
deviation drawn towards that of all series, as in an empirical Bayes estimate of a
variance (Gelman et al., Bayesian Data Analysis, 5.4), the more the shorter it is.
"""

from __future__ import annotations

import numpy as np

from facta.model.arrays import Array
from facta.model.weighted import middle_levels

# of fewer periods with a value than this no more is asked than a window
SHORT = 60
# how many observations the neighbours and the pseudo-values are worth; judged
NEIGHBOURS_WORTH, PSEUDO_WORTH = 5.0, 3.0
# by how much the spread of neighbours may differ from that of a series and count in full
ALIKE = 3.0
PSEUDO = middle_levels(21)


def pseudo_values(values: Array) -> Array:
    """
    What else might have been: [21, series].

    Args:
        values: [periods, series]; NaN for holes.

    A table without any spread gives each series' own middle over and over.
    """
    seen = np.isfinite(values)
    counts = seen.sum(axis=0)
    centre = np.nanmedian(values, axis=0)
    deviations = np.where(seen, np.abs(values - centre), 0.0).sum(axis=0)
    # one value has no deviation from itself: it tells nothing of the spread
    telling = np.maximum(counts - 1, 0)
    own = deviations / np.maximum(telling, 1)
    common = (own * telling).sum() / max(telling.sum(), 1)
    # neighbours of another size (counts beside sums of scores) tell little
    near = np.where(own > 0, np.clip(common, own / ALIKE, own * ALIKE), common)
    scale = (telling * own + NEIGHBOURS_WORTH * near) / (telling + NEIGHBOURS_WORTH)
    return np.asarray(centre + scale * laplace(PSEUDO)[:, None])


def laplace(levels: Array) -> Array:
    """
    Quantiles of the Laplace distribution whose mean absolute deviation is 1.

    >>> laplace(np.array([0.5, 0.75])).round(4).tolist()
    [0.0, 0.6931]
    """
    apart = levels - 0.5
    return np.asarray(-np.sign(apart) * np.log1p(-2 * np.abs(apart)))
