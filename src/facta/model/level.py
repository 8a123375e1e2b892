"""
A level that drifts, learned with discounts: what is older counts less, for the level and
for its variance. Pure.

    y[t] = level[t] + noise,  level[t] = level[t - 1] + drift

Each series by itself; a hole changes nothing but what is sure of the level. The forecast
is a Student t distribution whose spread grows with the step.

Source: West and Harrison (1997), Bayesian Forecasting and Dynamic Models, 2.3, 2.4 and
10.8, table 10.4 (variance discounting).
"""

from __future__ import annotations

import numpy as np

from facta.model.arrays import Array
from facta.model.empirical import Margins
from facta.model.forecaster import Fitted, Forecaster, Note
from facta.model.notes import told
from facta.model.panel import Panel
from facta.model.pooling import SHORT, pseudo_values
from facta.model.student import student
from facta.model.table import Table

# how much of what is known of the level, and of its variance, counts a period later;
# judged, not fitted
LEVEL_DISCOUNT, VARIANCE_DISCOUNT = 0.92, 0.97


class Level(Margins):
    """
    Of each series the level, how sure it is, and the variance of its noise.

    Args:
        level: [series].
        unsure: [series], the variance of the level.
        noise: [series], the variance of the noise.
        freedom: [series], degrees of freedom of the t distribution.
    """

    def __init__(
        self,
        name: str,
        table: Table,
        *,
        level: Array,
        unsure: Array,
        noise: Array,
        freedom: Array,
        notes: tuple[Note, ...],
    ) -> None:
        super().__init__(name, table, notes)
        self.level = level
        self.unsure = unsure
        self.noise = noise
        self.freedom = freedom

    def _quantiles(self, horizon: int, levels: Array, held: Array) -> Array:
        drift = self.unsure * (1 / LEVEL_DISCOUNT - 1)
        steps = np.arange(1, horizon + 1)[:, None]
        spread = np.sqrt(self.unsure + steps * drift + self.noise)
        deviates = np.array([student(levels, round(each)) for each in self.freedom])
        return np.asarray(self.level[:, None] + spread[:, :, None] * deviates)


class DiscountedLevel(Forecaster):
    """A local level with discounts."""

    name = "level"

    def fit(self, table: Table) -> Fitted:
        """Filters each series from its first period to its last."""
        panel = Panel(table.values, table.names)
        first = pseudo_values(table.values)
        # before anything is seen: the middle of the series, and its spread, worth one value
        level = np.median(first, axis=0)
        noise = np.maximum(first.std(axis=0) ** 2, 1e-12)
        unsure, freedom = noise.copy(), np.ones(panel.series)
        for value, seen in zip(panel.filled, panel.seen, strict=True):
            ahead = np.minimum(unsure / LEVEL_DISCOUNT, 1e3 * noise)
            whole = ahead + noise
            gain = ahead / whole
            error = value - level
            more = VARIANCE_DISCOUNT * freedom + 1
            now = noise * (VARIANCE_DISCOUNT * freedom + error**2 / whole) / more
            now = np.maximum(now, 1e-12)
            level = np.where(seen, level + gain * error, level)
            unsure = np.where(seen, gain * now, ahead)
            noise = np.where(seen, now, noise)
            freedom = np.where(seen, more, freedom)
        return Level(
            self.name,
            table,
            level=level,
            unsure=unsure,
            noise=noise,
            freedom=freedom,
            notes=told(
                table, short=SHORT, instead="the spread of all series comes first"
            ),
        )
