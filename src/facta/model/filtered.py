"""
Filtered historical simulation: what was expected, give or take the errors of the past,
as large as they would be at today's volatility. Pure.

A past error of the forecast over as many steps, in units of the volatility when it was
made, counts by how much that time was like today: in trend, in volatility against the
usual, in the share of periods in which nothing happened, and a little in age. A past
outcome of exactly zero stays zero, for a week without an event is none of any scale.

What a shock may be is bounded by the largest seen in the series, a quarter added, so
that no ratio of volatilities can make it explode.

Source: Barone-Adesi, Giannopoulos and Vosper (1999), VaR without Correlations for
Portfolios of Derivative Securities; the volatility is that of RiskMetrics (1996), an
exponentially weighted mean of squares. Weights by likeness: conditional kernel
estimates of a distribution, Hall, Wolff and Yao (1999).
"""

from __future__ import annotations

import math

import numpy as np

from facta.model import location
from facta.model.arrays import Array, Mask, Whole
from facta.model.panel import Panel
from facta.model.smoothing import fading, running_mean
from facta.model.weighted import places

# All of these were chosen together on the weeks before the last four years of three sets
# of series; none matters much by itself (docs/decisions/022-forecasts-as-mixtures.md).
# Half-lives in periods: of the unit of the regression, of what is usual, of trend and
# share of zeros, of a past error's weight by age.
UNIT, USUAL, TREND, AGE = 26.0, 12.0, 8.0, 300.0
CALM, STIR = 52.0, 4.0
# the share of all history in a variance: a floor, as calm weeks are no promise
FLOOR = 0.3
# a shock grows with this power of volatility
POWER = 0.75
# how far apart trend (asinh of units), volatility (log) and share of zeros may be
WIDTHS = (1.0, 0.4, 0.2)
# the weight of an error of a time unlike today
UNLIKE = 0.05
# errors of the first periods rest on hardly anything
FIRST = 12
LARGEST = 1.25
LEAST = 1e-300


class Simulation:
    """
    Of a panel all past errors, and what follows from them in any period.

    Rows are periods as they stand in the panel; what is asked for a row rests on nothing
    later.
    """

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self._squares = squares(panel)
        self._volatilities: dict[float, Array] = {}
        self._locations: dict[int, Array] = {}
        self._causes = location.causes(panel)
        self._unit = self.volatility(UNIT)
        self._states = self._of_times()

    def volatility(self, half_life: float) -> Array:
        """[periods, series], above 0."""
        if half_life not in self._volatilities:
            slow = running_mean(self._squares, self.panel.seen, math.inf)
            fast = running_mean(self._squares, self.panel.seen, half_life)
            largest = np.maximum.accumulate(np.abs(self.panel.filled), axis=0)
            least = (1e-3 * largest) ** 2 + 1e-12
            variance = (1 - FLOOR) * fast + FLOOR * slow + least
            self._volatilities[half_life] = np.sqrt(variance)
        return self._volatilities[half_life]

    def location(self, step: int) -> Array:
        """What was expected in each period of `step` later, [periods, series]."""
        if step not in self._locations:
            self._locations[step] = location.locations(
                self.panel, self._causes, self._unit, step
            )
        return self._locations[step]

    def likeness(self, rows: Whole, series: int) -> Array:
        """How much each period counts in some, [rows, periods]; later ones too."""
        state = self._states[:, :, series]
        apart = np.zeros((len(rows), self.panel.periods))
        for values, width in zip(state, WIDTHS, strict=True):
            apart += ((values[rows][:, None] - values) / width) ** 2
        ages = np.maximum(rows[:, None] - np.arange(self.panel.periods), 0)
        return np.asarray((np.exp(-apart / 2) + UNLIKE) * fading(AGE) ** ages)

    def quantiles(
        self, rows: Whole, step: int, half_lives: tuple[float, ...], levels: Array
    ) -> Array:
        """
        Of the value `step` periods after each row, [rows, series, half-lives, levels].

        Args:
            half_lives: of volatility, one distribution each.
        """
        units = [self.volatility(life) ** POWER for life in half_lives]
        shape = (len(rows), self.panel.series, len(units), len(levels))
        found = np.empty(shape)
        for series in range(self.panel.series):
            likeness = self.likeness(rows, series)
            for place, unit in enumerate(units):
                found[:, series, place] = self._of_series(
                    rows, step, series, unit[:, series], likeness, levels
                )
        return found

    def _of_series(
        self,
        rows: Whole,
        step: int,
        series: int,
        unit: Array,
        likeness: Array,
        levels: Array,
    ) -> Array:
        """[rows, levels]."""
        known = max(self.panel.periods - step, 0)
        expected = self.location(step)[:, series]
        outcomes = self.panel.values[step:, series]
        made = np.arange(known)
        errors = np.where(
            self.panel.seen[step:, series], outcomes - expected[:known], 0
        )
        use = (made + step <= rows[:, None]) & (made >= FIRST)
        weights = np.where(use & self.panel.seen[step:, series], likeness[:, :known], 0)
        # the largest error that each row knows of; none before the first is known
        largest = np.concatenate(
            [np.zeros(step), np.maximum.accumulate(np.abs(errors))]
        )
        stays = outcomes == 0
        moves = (errors / unit[:known])[~stays]
        order = np.argsort(moves, kind="stable")
        return spread(
            moves[order],
            weights[:, ~stays][:, order],
            weights[:, stays].sum(axis=1),
            centre=expected[rows],
            unit=unit[rows],
            largest=LARGEST * largest[rows],
            levels=levels,
        )

    def _of_times(self) -> Array:
        """What each period is like: [trend, volatility, zeros], of periods and series."""
        panel = self.panel
        calm = self.volatility(CALM)
        trend = running_mean(panel.values, panel.seen, TREND) / calm
        stir = np.log(self.volatility(STIR) / calm)
        nothing = (panel.filled == 0).astype(np.float64)
        zeros = running_mean(nothing, panel.seen, TREND)
        return np.stack([np.arcsinh(trend), stir, zeros])


def squares(panel: Panel) -> Array:
    """How far, squared, each value was from what was usual before it."""
    usual = running_mean(panel.values, panel.seen, USUAL)
    apart = np.zeros(panel.values.shape)
    apart[1:] = panel.filled[1:] - usual[:-1]
    # a first value has nothing before it that it could be far from
    before = np.vstack([np.zeros((1, panel.series), bool), _begun(panel.seen)[:-1]])
    return np.where(before, apart, 0.0) ** 2


def spread(
    moves: Array,
    weights: Array,
    zeros: Array,
    *,
    centre: Array,
    unit: Array,
    largest: Array,
    levels: Array,
) -> Array:
    """
    Quantiles of centre + unit * move, mixed with a chance of exactly zero.

    Args:
        moves: [moves], sorted.
        weights: [rows, moves], 0 or more.
        zeros: [rows], the weight of zero.
        centre: [rows].
        unit: [rows], above 0.
        largest: [rows], how far from the centre a move may lead.
        levels: [levels].

    Returns:
        [rows, levels]; the centre where nothing has any weight.

    >>> spread(
    ...     np.array([-1.0, 1.0]), np.array([[1.0, 1.0]]), np.array([2.0]),
    ...     centre=np.array([1.0]), unit=np.array([3.0]), largest=np.array([9.0]),
    ...     levels=np.array([0.2, 0.5, 0.9]),
    ... )
    array([[-2.,  0.,  4.]])
    """
    moving = weights.sum(axis=1)
    share = zeros / np.maximum(moving + zeros, LEAST)
    share = np.where(moving > 0, share, np.where(zeros > 0, 1.0, 0.0))
    if not moves.size:
        still = np.where(share > 0, 0.0, centre)
        return np.repeat(still[:, None], len(levels), axis=1)
    # rows of which nothing is known yet still need a place to be looked up in
    weights = np.where(moving[:, None] > 0, weights, 1.0)
    negative = _negative(moves, weights, -centre / unit) * (1 - share)
    past_zero = levels > (negative + share)[:, None]
    rest = (levels - past_zero * share[:, None]) / np.maximum(1 - share, LEAST)[:, None]
    move = unit[:, None] * moves[places(weights, np.clip(rest, 0.0, 1.0))]
    move = np.where(moving[:, None] > 0, move, 0.0)
    found = centre[:, None] + np.clip(move, -largest[:, None], largest[:, None])
    at_zero = (levels > negative[:, None]) & ~past_zero & (share > 0)[:, None]
    # what is cut at the largest may end up on the other side of zero
    return np.sort(np.where(at_zero, 0.0, found), axis=1)


def _negative(moves: Array, weights: Array, bounds: Array) -> Array:
    """The share of each row's weight on moves below its bound."""
    below = np.searchsorted(moves, bounds)
    reached = np.cumsum(weights, axis=1)
    last = np.take_along_axis(reached, np.maximum(below - 1, 0)[:, None], axis=1)[:, 0]
    return np.asarray(np.where(below > 0, last, 0.0) / reached[:, -1])


def _begun(seen: Mask) -> Mask:
    return np.asarray(np.maximum.accumulate(seen, axis=0))
