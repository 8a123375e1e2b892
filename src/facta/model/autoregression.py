"""
Autoregressions of each series on its own past, or on that of all, with Gaussian shocks.
Pure.

What comes of a shock is small beside what an equation with a coefficient for every lag
of every series can make of noise. So coefficients are drawn towards zero, the more the
older the lag and far more across dyads than within (a ridge whose weights follow the
Minnesota prior, Litterman 1986), and roots that would explode are cut (`lags.tamed`).
"""

from __future__ import annotations

import numpy as np

from facta.model.arrays import Array, Mask
from facta.model.empirical import Weighted, newest
from facta.model.forecaster import Fitted, Forecaster, Note
from facta.model.gaussian import Path, stacked
from facta.model.lags import Standard, few, rows, several, tamed
from facta.model.notes import told
from facta.model.pooling import SHORT
from facta.model.smoothing import running_mean
from facta.model.table import Table
from facta.model.truncated import Within, within

# the ridge in observations, times the lag; judged
OWN_RIDGE, CROSS_RIDGE = 1.0, 6.0
# of what stands in where the past is too short: about a year of weeks
WINDOW = 52
WINDOWED = f"the distribution of the last {WINDOW} periods stands in for a model"


class Gaussian(Fitted):
    """
    An autoregression that was fitted: y[t] = constant + sum of A[l] y[t - l] + shock.

    Args:
        constant: [series].
        coefficients: [lags, series, series]; row i has what moves series i.
        shocks: [series, series], covariance.
        last: [lags, series], the newest values, the newest first.
        standard: the units of all these.
    """

    holds = True

    def __init__(
        self,
        name: str,
        table: Table,
        *,
        constant: Array,
        coefficients: Array,
        shocks: Array,
        last: Array,
        standard: Standard,
        notes: tuple[Note, ...],
    ) -> None:
        super().__init__(name, table, notes)
        self.constant = constant
        self.coefficients = coefficients
        self.shocks = shocks
        self.last = last
        self.standard = standard

    def _path(self, horizon: int) -> Path:
        past = list(self.last)
        means = []
        for _ in range(horizon):
            mean = self.constant + np.einsum("lij,lj->i", self.coefficients, past)
            past = [mean, *past[:-1]]
            means.append(mean)
        covariance = stacked(self.coefficients, self.shocks, horizon)
        centre, unit = self.standard.centre, self.standard.unit
        units = np.tile(unit, horizon)
        return Path(centre + unit * means, covariance * np.outer(units, units))

    def _quantiles(self, horizon: int, levels: Array, held: Array) -> Array:
        return self._path(horizon).given(held).quantiles(levels.tolist())

    def _draws(
        self, horizon: int, count: int, chance: np.random.Generator, held: Array
    ) -> Array:
        return self._path(horizon).given(held).draws(count, chance)

    def _within(
        self,
        horizon: int,
        count: int,
        chance: np.random.Generator,
        low: Array,
        high: Array,
    ) -> Within:
        return within(self._path(horizon), low, high, count, chance)


class Autoregression(Forecaster):
    """
    A regression of each series on the last periods.

    Args:
        name: of this one.
        lags: how many periods back.
        across: whether all series move each, or each only itself.
        half_life: of the volatility of shocks, in periods; None for the same volatility
            at all times.
    """

    def __init__(
        self, name: str, *, lags: int, across: bool, half_life: float | None = None
    ) -> None:
        self.name = name
        self.lags = lags
        self.across = across
        self.half_life = half_life

    def fit(self, table: Table) -> Fitted:
        """Estimates each equation by least squares with a ridge."""
        notes = told(table, short=SHORT, instead=WINDOWED)
        if table.periods < SHORT:
            return windowed(self.name, table)
        few(self.name, self.lags, table)
        standard = Standard.of(table)
        panel = standard.panel
        causes, outcomes, seen = rows(panel, self.lags)
        solved = _solved(causes, outcomes, seen, self._ridges(panel.series))
        errors = np.where(seen, outcomes - causes @ solved, 0.0)
        shape = (self.lags, panel.series, panel.series)
        coefficients = solved[1:].reshape(shape).transpose(0, 2, 1)
        kept = tamed(coefficients)
        return Gaussian(
            self.name,
            table,
            constant=_constant(panel.filled, kept, solved[0], coefficients),
            coefficients=kept,
            shocks=self._shocks(errors, seen),
            last=panel.filled[: -self.lags - 1 : -1],
            standard=standard,
            notes=notes,
        )

    def lagged(self, lags: int) -> Forecaster:
        """The same with so many lags."""
        return Autoregression(
            self.name,
            lags=several(lags),
            across=self.across,
            half_life=self.half_life,
        )

    def _ridges(self, series: int) -> Array:
        """[equations, 1 + lags * series]."""
        distance = np.repeat(np.arange(1.0, self.lags + 1), series)
        own = np.tile(np.eye(series, dtype=bool), self.lags)
        # many others together are believed no more than one
        across = CROSS_RIDGE * (series - 1) if self.across else np.inf
        ridges = np.where(own, OWN_RIDGE, across) * distance
        return np.hstack([np.zeros((series, 1)), ridges])

    def _shocks(self, errors: Array, seen: Mask) -> Array:
        """The covariance of the next period's shocks."""
        count = max(len(errors) - self.lags - 1, 1)
        whole = errors.T @ errors / count
        if self.half_life is None:
            return whole
        deviation = np.sqrt(np.maximum(np.diag(whole), 1e-300))
        recent = running_mean(errors**2, seen, self.half_life)[-1]
        # a calm of a few weeks is no promise: a tenth of the usual variance stays
        now = np.sqrt(0.9 * recent + 0.1 * np.diag(whole))
        return np.asarray(whole * np.outer(now / deviation, now / deviation))


def windowed(name: str, table: Table) -> Fitted:
    """What stands in for a model of a past too short for one."""
    ages = np.arange(table.periods - 1, -1, -1, dtype=np.float64)
    notes = told(table, short=SHORT, instead=WINDOWED)
    return Weighted(name, table, newest(WINDOW)(ages), notes)


def _solved(causes: Array, outcomes: Array, seen: Mask, ridges: Array) -> Array:
    """Coefficients, [causes, equations]; where a ridge is infinite, zero."""
    found = np.zeros((causes.shape[1], outcomes.shape[1]))
    for equation, ridge in enumerate(ridges):
        free = np.isfinite(ridge)
        use = seen[:, equation]
        left = causes[np.ix_(use, free)]
        square = left.T @ left + np.diag(ridge[free])
        # a series that never moves has no causes to tell apart
        square[0, 0] += 1e-9
        found[free, equation] = np.linalg.solve(
            square, left.T @ outcomes[use, equation]
        )
    return found


def _constant(values: Array, kept: Array, constant: Array, before: Array) -> Array:
    """The constant under which tamed coefficients have the mean of the series."""
    if np.array_equal(kept, before):
        return constant
    mean = values.mean(axis=0)
    return np.asarray(mean - kept.sum(axis=0) @ mean)
