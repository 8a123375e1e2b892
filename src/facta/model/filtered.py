"""filtered historical simulation."""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np

from facta.model import location
from facta.model.arrays import Array, Whole
from facta.model.panel import Panel
from facta.model.smoothing import running_mean, fading
from facta.model.weighted import places

FLOOR = 0.1
CENTRE = 12.0
BASE = 26.0
RECENT = 300.0
WIDTHS = (0.5, 0.5, 0.3)
EVEN = 0.05
TREND=8.0
BURN=12


def volatility(panel: Panel, half_life: float) -> Array:
    """
    """
    centre = running_mean(panel.values, panel.seen, CENTRE)
    before = np.vstack([centre[:1], centre[:-1]])
    squares = (panel.filled - before) ** 2
    squares[0] = 0.0
    slow = running_mean(squares, panel.seen, math.inf)
    fast = running_mean(squares, panel.seen, half_life)
    least = 1e-6 * (np.maximum.accumulate(np.abs(panel.filled).max(axis=1)))[:, None] ** 2
    return np.sqrt((1 - FLOOR) * fast + FLOOR * slow + least + 1e-12)


class Simulation:
    """All of a panel's past errors, and what follows from them at any period."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.causes = location.causes(panel)
        self.base = volatility(panel, BASE)
        self._sorted: dict[int, tuple[Array, ...]] = {}
        self._scales: dict[float, Array] = {}
        self._locations: dict[int, Array] = {}

    def scale(self, life: float) -> Array:
        if life not in self._scales:
            self._scales[life] = volatility(self.panel, life)
        return self._scales[life]

    def location(self, step: int) -> Array:
        if step not in self._locations:
            self._locations[step] = location.locations(
                self.panel, self.causes, self.base, step
            )
        return self._locations[step]

    @cached_property
    def states(self) -> Array:
        """[3, periods, series]"""
        panel = self.panel
        trend = running_mean(panel.values, panel.seen, TREND) / self.scale(52.0)
        stir = np.log(self.scale(4.0) / self.scale(52.0))
        zeros = running_mean((panel.filled == 0).astype(float), panel.seen, TREND)
        slow = running_mean(panel.values, panel.seen, math.inf)
        return np.stack([np.arcsinh(trend), stir, zeros])

    def closeness(self, origins: Whole, column: int) -> Array:
        """[origins, periods]"""
        state = self.states[:, :, column]
        apart = np.zeros((len(origins), state.shape[1]))
        for line, width in zip(state, WIDTHS, strict=True):
            apart += ((line[origins][:, None] - line[None, :]) / width) ** 2
        age = origins[:, None] - np.arange(state.shape[1])[None, :]
        close = np.exp(-apart / 2) + EVEN
        return close * fading(RECENT) ** np.maximum(age, 0)

    def quantiles(self, origins: Whole, step: int, life: float, levels: Array) -> Array:
        """[origins, series, levels]"""
        panel = self.panel
        scale, location = self.scale(life), self.location(step)
        out = np.zeros((len(origins), panel.values.shape[1], len(levels)))
        periods = np.arange(panel.periods - step)
        late = periods[None, :] + step > origins[:, None]
        for column in range(out.shape[1]):
            outcome = panel.values[step:, column]
            errors = (outcome - location[:-step, column]) / scale[:-step, column]
            close = self.close(origins, column)[:, : len(periods)]
            weights = np.where(late | ~np.isfinite(outcome) | (periods < BURN), 0.0, close)
            stay = (outcome == 0) & np.isfinite(outcome)
            order = np.argsort(errors[~stay], kind="stable")
            moved = weights[:, ~stay][:, order]
            zero = weights[:, stay].sum(axis=1)
            values = errors[~stay][order]
            out[:, column] = spread(
                values, moved, zero, location[origins, column], scale[origins, column], levels
            )
        return out

    def close(self, origins, column):
        key = (len(origins), int(origins[0]), int(origins[-1]), column)
        if not hasattr(self, "_close"):
            self._close = {}
        if key not in self._close:
            self._close[key] = self.closeness(origins, column)
        return self._close[key]


def spread(errors, weights, zero, centre, scale, levels):
    """[rows, levels] quantiles of centre + scale*errors mixed with a mass at zero."""
    rows = len(weights)
    total = weights.sum(axis=1)
    all_ = total + zero
    empty = all_ <= 0
    if not len(errors):
        return np.zeros((rows, len(levels)))
    weights = np.where((total <= 0)[:, None], 1e-300, weights)
    total = np.maximum(total, 1e-300)
    share_zero = np.where(empty, 0.0, zero / np.maximum(all_, 1e-300))
    cut = np.searchsorted(errors, -centre / scale)  # those below zero
    reached = np.cumsum(weights, axis=1)
    below = np.where(cut > 0, np.take_along_axis(reached, np.maximum(cut - 1, 0)[:, None], 1)[:, 0], 0.0) / total
    below = below * (1 - share_zero)
    at = levels[None, :]
    shift = np.where(at > (below + share_zero)[:, None], share_zero[:, None], 0.0)
    inner = (at - shift) / np.maximum(1 - share_zero, 1e-12)[:, None]
    found = centre[:, None] + scale[:, None] * errors[places(weights, np.minimum(inner, 1.0))]
    is_zero = (at > below[:, None]) & (at <= (below + share_zero)[:, None])
    return np.where(is_zero, 0.0, found)
