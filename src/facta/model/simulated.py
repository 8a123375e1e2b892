"""Filtered historical simulation as a forecaster of its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence

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

INSTEAD = "its few past errors are all that it has"
Notes = tuple[Note, ...]


class Simulated(Margins):
    """A simulation as seen from the table's end."""

    def __init__(
        self, table: Table, simulation: Simulation, half_life: float, notes: Notes
    ) -> None:
        super().__init__(FilteredSimulation.name, table, notes)
        self.simulation = simulation
        self.half_life = half_life

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
        return self._fit(table, Simulation(Panel(table.values, table.names)))

    def fits(self, table: Table, origins: Sequence[int]) -> tuple[Fitted, ...]:
        """All origins share one look at the table, each seeing what it could."""
        simulation = Simulation(Panel(table.values, table.names))
        return tuple(self._fit(table.upto(origin), simulation) for origin in origins)

    def _fit(self, table: Table, simulation: Simulation) -> Fitted:
        if table.periods < SHORT:
            return windowed(self.name, table)
        notes = told(table, short=SHORT, instead=INSTEAD)
        return Simulated(table, simulation, self.half_life, notes)
