"""Filtered historical simulation as a forecaster of its own. Pure."""

from __future__ import annotations

import numpy as np

from facta.model.arrays import Array
from facta.model.autoregression import windowed
from facta.model.empirical import Margins
from facta.model.filtered import Simulation
from facta.model.forecaster import Fitted, Forecaster, Note
from facta.model.notes import told
from facta.model.panel import Panel
from facta.model.pooling import SHORT
from facta.model.table import Table


class Simulated(Margins):
    """A simulation as seen from the table's end."""

    def __init__(
        self, name: str, table: Table, half_life: float, notes: tuple[Note, ...]
    ) -> None:
        super().__init__(name, table, notes)
        self.half_life = half_life
        self.simulation = Simulation(Panel(table.values, table.names))

    def _quantiles(self, horizon: int, levels: Array, held: Array) -> Array:
        last = np.array([self.table.periods - 1])
        lives = (self.half_life,)
        return np.stack(
            [
                self.simulation.quantiles(last, step, lives, levels)[0, :, 0]
                for step in range(1, horizon + 1)
            ]
        )


class FilteredSimulation(Forecaster):
    """
    What is expected, give or take past errors at today's volatility.

    Args:
        half_life: of volatility, in periods.
    """

    name = "fhs"

    def __init__(self, *, half_life: float = 52.0) -> None:
        self.half_life = half_life

    def fit(self, table: Table) -> Fitted:
        """Looks up what was expected in each past period, and how wrong it was."""
        if table.periods < SHORT:
            return windowed(self.name, table)
        notes = told(table, short=SHORT, instead="its few past errors are all it has")
        return Simulated(self.name, table, self.half_life, notes)
