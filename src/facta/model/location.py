"""
Where a series will stand some steps ahead: one regression for each step, of the value
then on smoothed values now, pooled over all series. Pure.

Each series is measured in units of its own volatility, so that one set of coefficients
serves all: y[t + h] / s[t] = sum over k of b[h, k] x[t, k] / s[t]. Causes are the last
value and exponentially weighted means of the series, and those of its partner, the other
direction of the dyad, in units of its own. Coefficients are drawn towards a forecast by
means alone, those of the partner towards nothing and twenty times as strongly.

The outbreak of a war is a value of twenty of the units of the calm before, and would
rule the coefficients for years. So what they are learned from is cut at a few units, and
no forecast leaves the range of the means it rests on.

Source: direct regression on means over several spans, as the heterogeneous
autoregression of Corsi (2009), A Simple Approximate Long-Memory Model of Realized
Volatility; ridge towards a prior mean (Hoerl and Kennard 1970).
"""

from __future__ import annotations

import math

import numpy as np

from facta.model.arrays import Array
from facta.model.panel import Panel
from facta.model.smoothing import running_mean

# in periods; the last is all that was seen
HALF_LIVES = (2.0, 8.0, 32.0, math.inf)
# of the last value and these means
PRIOR = (0.1, 0.2, 0.3, 0.2, 0.2)
# in observations
RIDGE, PARTNER_RIDGE = 30.0, 600.0
# in units of volatility
MOST = 4.0


def causes(panel: Panel) -> Array:
    """What a forecast may rest on of each series itself: [periods, series, causes]."""
    means = [running_mean(panel.values, panel.seen, life) for life in HALF_LIVES]
    return np.stack([panel.filled, *means], axis=2)


def locations(panel: Panel, own: Array, scale: Array, step: int) -> Array:
    """
    What was to be expected in each period of `step` periods later: [periods, series].

    Args:
        own: of `causes`.
        scale: [periods, series], above 0: the unit of each.

    The coefficients of a period rest on outcomes up to that period alone.
    """
    periods, _, count = own.shape
    standard = own / scale[:, :, None]
    # a partner in its own units, as one side may speak far louder than the other
    others = standard[:, panel.partners] * (panel.partners >= 0)[:, None]
    standard = np.concatenate([standard, others], axis=2)
    known = max(periods - step, 0)
    use = panel.seen[step:]
    before = np.clip(standard[:known], -MOST, MOST) * use[:, :, None]
    after = np.clip(panel.values[step:] / scale[:known], -MOST, MOST)
    after = np.where(use, after, 0.0)
    ridge = np.repeat([RIDGE, PARTNER_RIDGE], count)
    prior = np.concatenate([PRIOR, np.zeros(count)])
    square = np.zeros((periods, 2 * count, 2 * count))
    cross = np.zeros((periods, 2 * count))
    square[step:] = np.cumsum(np.einsum("tsi,tsj->tij", before, before), axis=0)
    cross[step:] = np.cumsum(np.einsum("tsi,ts->ti", before, after), axis=0)
    right = cross + ridge * prior
    coefficients = np.linalg.solve(square + np.diag(ridge), right[:, :, None])[:, :, 0]
    expected = scale * np.einsum("tsi,ti->ts", standard, coefficients)
    return np.asarray(np.clip(expected, own.min(axis=2), own.max(axis=2)))
