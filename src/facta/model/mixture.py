"""
The default: a stacked mixture of what was and of what would follow from it. Pure.

Five distributions are made for each series and step: past values with weights that halve
every 6, 24 and 96 periods, and two filtered historical simulations whose volatility
forgets half in 4 and in 52. The mixture believes each half as much as the others, half
as much as would have been best over past origins of as many steps; then it widens what
was too narrow. Whatever it learns from an origin rests on outcomes known by then.

The past is looked at from every fourth period on, counted from the table's first, so
that many origins share one look; and for the steps of `STEPS`, of which the nearest
below serves the others.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from facta.model.arrays import Array, Mask, Whole
from facta.model.empirical import Margins, Weighted, halving, windowed_values
from facta.model.filtered import Simulation
from facta.model.forecaster import Fitted, Forecaster, Note
from facta.model.notes import told
from facta.model.panel import Panel
from facta.model.pooling import SHORT
from facta.model.smoothing import running_mean
from facta.model.stacking import best_weights, misses, pooled
from facta.model.table import Table
from facta.model.weighted import middle_levels
from facta.model.widening import factors, widened

# in periods
HALF_LIVES = (6.0, 24.0, 96.0)
VOLATILITIES = (4.0, 52.0)
MEMBERS = len(HALF_LIVES) + len(VOLATILITIES)
# of what stands in for a short series
SHORT_LIFE = 24.0
INSTEAD = f"past values stand in for a model, half as much every {SHORT_LIFE:g} periods"
EVERY = 4
STEPS = (1, 2, 4, 8, 12, 26, 52)
# the levels at which the past is kept, and at which a forecast is made
COARSE, FINE = middle_levels(100), middle_levels(400)
# the share of the weights that is equal
EQUAL = 0.5
# rows looked at together, which bounds memory
TOGETHER = 256
# of a longer table only the newest periods are looked at
MOST_PERIODS = 2000


class Past(Struct, frozen=True, eq=False):
    """
    How past origins did over so many steps.

    Attributes:
        rows: of the origins.
        weights: [origins + 1, members], when so many of them were known.
        samples: [origins, series, levels], the mixture as it was.
        outcomes: [origins, series]; NaN where none was seen or counts.
    """

    rows: Whole
    weights: Array
    samples: Array
    outcomes: Array


class Study:
    """All that a mixture learns from a table, for whatever origins are asked for."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.simulation = Simulation(panel)
        self._pasts: dict[int, Past] = {}

    def quantiles(self, row: int, step: int) -> Array:
        """The mixture's quantiles of `step` periods after a row, [series, FINE]."""
        scored = STEPS[bisect_right(STEPS, step) - 1]
        past = self.past(scored)
        known = int((past.rows + scored <= row).sum())
        members = self.members(np.array([row]), step, FINE)[0]
        weights = np.repeat(past.weights[known][None], len(members), axis=0)
        mixed = pooled(members, weights, FINE)
        lower, upper = factors(past.samples[:known], past.outcomes[:known], COARSE)
        return widened(mixed, FINE, lower, upper)

    def members(self, rows: Whole, step: int, levels: Array) -> Array:
        """[rows, series, members, levels]."""
        windows = windowed_values(self.panel, rows, HALF_LIVES, levels)
        simulated = self.simulation.quantiles(rows, step, VOLATILITIES, levels)
        return np.concatenate([windows, simulated], axis=2)

    def past(self, step: int) -> Past:
        """How the origins up to the table's end did."""
        if step not in self._pasts:
            self._pasts[step] = self._past(step)
        return self._pasts[step]

    def _past(self, step: int) -> Past:
        rows = np.arange(SHORT - 1, self.panel.periods - step, EVERY)
        forms = np.zeros((len(rows), MEMBERS, MEMBERS))
        sizes = self._sizes()[rows]
        outcomes = np.where(
            self._long(rows), self.panel.values[rows + step], np.nan
        ).reshape(len(rows), self.panel.series)
        kept = np.empty((*outcomes.shape, MEMBERS, len(COARSE)), dtype=np.float32)
        for first in range(0, len(rows), TOGETHER):
            part = slice(first, first + TOGETHER)
            members = self.members(rows[part], step, COARSE)
            kept[part] = members
            forms[part] = _forms(members, outcomes[part], sizes[part])
        best = best_weights(np.cumsum(forms, axis=0))
        weights = np.full((len(rows) + 1, MEMBERS), 1 / MEMBERS)
        weights[1:] = EQUAL / MEMBERS + (1 - EQUAL) * best
        # of each origin the number of those whose outcomes were known by then
        known = np.searchsorted(rows + step, rows, side="right")
        samples = np.stack(
            [
                pooled(kept[:, series].astype(np.float64), weights[known], COARSE)
                for series in range(self.panel.series)
            ],
            axis=1,
        )
        return Past(rows=rows, weights=weights, samples=samples, outcomes=outcomes)

    def _sizes(self) -> Array:
        """How large values were on average by each period; 1 where all were zero."""
        values = np.abs(self.panel.filled)
        sizes = running_mean(values, self.panel.seen, math.inf)
        return np.where(sizes > 0, sizes, 1.0)

    def _long(self, rows: Whole) -> Mask:
        """Which series had enough values by each row, [rows, series]."""
        return np.asarray(np.cumsum(self.panel.seen, axis=0)[rows] >= SHORT)


class Mixed(Margins):
    """A study as seen from one origin."""

    def __init__(self, table: Table, study: Study, notes: Sequence[Note]) -> None:
        super().__init__(Mixture.name, table, notes)
        self.study = study
        self.row = min(table.periods, MOST_PERIODS) - 1

    def _quantiles(self, horizon: int, levels: Array, held: Array) -> Array:
        found = np.stack(
            [self._interpolated(step, levels) for step in range(1, horizon + 1)]
        )
        short = np.isfinite(self.table.values).sum(axis=0) < SHORT
        if short.any():
            whole = _fallback(self.table).quantiles(horizon, levels.tolist())
            found[:, short] = whole[:, short]
        return found

    def _interpolated(self, step: int, levels: Array) -> Array:
        made = self.study.quantiles(self.row, step)
        return np.stack([np.interp(levels, FINE, series) for series in made])


class Mixture(Forecaster):
    """Past values and filtered simulations, stacked by past CRPS."""

    name = "mixture"

    def fit(self, table: Table) -> Fitted:
        """Looks at nothing yet: what is asked for decides which steps are studied."""
        return self._fit(table, None)

    def fits(self, table: Table, origins: Sequence[int]) -> tuple[Fitted, ...]:
        """All origins share one study of the table, each seeing what it could."""
        if table.periods > MOST_PERIODS:
            return super().fits(table, origins)
        study = Study(Panel(table.values, table.names))
        return tuple(self._fit(table.upto(origin), study) for origin in origins)

    def _fit(self, table: Table, study: Study | None) -> Fitted:
        if table.periods < SHORT:
            return _fallback(table)
        notes = told(table, short=SHORT, instead=INSTEAD)
        if table.periods > MOST_PERIODS:
            reason = (
                f"the newest {MOST_PERIODS} of {table.periods} periods are looked at"
            )
            notes = (*notes, Note(None, reason))
        if study is None:
            study = Study(Panel(table.values[-MOST_PERIODS:], table.names))
        return Mixed(table, study, notes)


def _forms(members: Array, outcomes: Array, sizes: Array) -> Array:
    """
    The quadratic forms of each origin, summed over the series that count, each in units
    of its own size.
    """
    total = np.zeros((len(outcomes), MEMBERS, MEMBERS))
    for series, column in enumerate(outcomes.T):
        use = np.isfinite(column)
        found = misses(members[use, series], column[use])
        total[use] += found / sizes[use, series, None, None]
    return total


def _fallback(table: Table) -> Fitted:
    ages = np.arange(table.periods - 1, -1, -1, dtype=np.float64)
    notes = told(table, short=SHORT, instead=INSTEAD)
    return Weighted(Mixture.name, table, halving(SHORT_LIFE)(ages), notes)
