"""
Where a series will stand some steps ahead: one regression for each step, of the value
then on smoothed values now, pooled over all series. Pure.

Each series is measured in units of its own volatility, so that one set of coefficients
serves all: y[t + h] / s[t] = sum over k of b[h, k] x[t, k] / s[t]. Causes are the last
value and exponentially weighted means of the series and of its partner, the other
direction of the dyad. Coefficients are drawn towards a forecast by slow means alone;
those of the partner twenty times as strongly.

Source: direct multi-step regression on means over several spans, as the heterogeneous
autoregression of Corsi (2009), A Simple Approximate Long-Memory Model of Realized
Volatility; ridge towards a prior mean (Hoerl and Kennard 1970).
"""

from __future__ import annotations

import math

import numpy as np

from facta.model.arrays import Array
from facta.model.panel import Panel
from facta.model.smoothing import running_mean

HALF_LIVES = (2.0, 8.0, 32.0, math.inf)
PRIOR = (0.0, 0.0, 0.0, 0.5, 0.5)
RIDGE, PARTNER_RIDGE = 20.0, 400.0


def causes(panel: Panel) -> Array:
    """What a forecast may rest on: [periods, series, own causes and then partner's]."""
    own = np.stack(
        [panel.filled]
        + [running_mean(panel.values, panel.seen, life) for life in HALF_LIVES],
        axis=2,
    )
    other = own[:, panel.partners] * (panel.partners >= 0)[None, :, None]
    return np.concatenate([own, other], axis=2)


def locations(panel: Panel, found: Array, scale: Array, step: int) -> Array:
    """
    The forecast made in each period for `step` periods later: [periods, series].

    Args:
        found: of `causes`.
        scale: [periods, series], above 0: the volatility that each is measured in.

    The coefficients of a period rest on outcomes up to that period alone.
    """
    periods, series, count = found.shape
    standard = found / scale[:, :, None]
    known = max(periods - step, 0)
    before, after = standard[:known], panel.values[step:] / scale[:known]
    use = np.isfinite(after)
    before = np.where(use[:, :, None], before, 0.0)
    after = np.where(use, after, 0.0)
    square, cross = np.zeros((periods, count, count)), np.zeros((periods, count))
    square[step:] = np.cumsum(np.einsum("tsi,tsj->tij", before, before), axis=0)
    cross[step:] = np.cumsum(np.einsum("tsi,ts->ti", before, after), axis=0)
    prior = np.concatenate([PRIOR, np.zeros(count // 2)])
    ridge = np.repeat([RIDGE, PARTNER_RIDGE], count // 2)
    square += np.diag(ridge)
    cross += ridge * prior
    coefficients = np.linalg.solve(square, cross[:, :, None])[:, :, 0]
    return np.einsum("tsi,ti->ts", found, coefficients)
