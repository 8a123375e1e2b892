"""
The contract of every forecaster: fit it on a table of series, and ask what was fitted
for the distribution of each series at each step ahead. Pure.

    fitted = named("var").fit(table)
    fitted.quantiles(12, [0.05, 0.5, 0.95])               [steps, series, levels]
    fitted.draws(12, 1000, seed=1)                        [draws, steps, series]
    fitted.quantiles(12, [0.5], held={"PAL>ISR": [0.0] * 12})

Draws are joint over steps and series: each is a path. The same seed gives the same
draws; quantiles take none. What a forecaster had to do otherwise than its name says
(too short a history, a series that never moves, holes) stands in `notes`.

A new one says how it fits and gives either distribution; `tests/contract` holds it to
all this once it stands in `registry.MEMBERS`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
from msgspec import Struct

from facta.errors import SettingsError
from facta.model.arrays import Array
from facta.model.gaussian import Path
from facta.model.table import Table
from facta.model.truncated import Within
from facta.records import Date

Held = Mapping[str, Sequence[float]]
"""Of series by name, the values at step 1, 2, ...; free after the last one given."""
MOST_STEPS = 1000
HOLDING = "use var, bvar or ar, with 60 periods or more"
RANGING = "use var or ar, with 60 periods or more"


class Note(Struct, frozen=True, order=True):
    """
    What was done otherwise than the forecaster's name says, and why; `series` is None
    for all.
    """

    series: str | None
    reason: str

    def __str__(self) -> str:
        return f"{self.series}: {self.reason}" if self.series else self.reason


class Forecast(Struct, frozen=True, eq=False, kw_only=True):
    """
    A forecast as a record.

    Attributes:
        forecaster: its name.
        names: of the series.
        dates: of the steps; none where the table does not tell how far apart they are.
        levels: of the quantiles, ascending.
        quantiles: [steps, series, levels].
        held: [steps, series], NaN where free; what the forecast takes as given.
        notes: what was done otherwise, and why.
    """

    forecaster: str
    names: tuple[str, ...]
    dates: tuple[Date, ...]
    levels: tuple[float, ...]
    quantiles: Array
    held: Array
    notes: tuple[Note, ...]


class Fitted(ABC):
    """
    What a forecaster learned from a table.

    Attributes:
        name: the forecaster's.
        holds: whether it can take paths as held.
    """

    name: str
    holds: ClassVar[bool] = False

    def __init__(self, name: str, table: Table, notes: Sequence[Note] = ()) -> None:
        self.name = name
        self.table = table
        self.notes = tuple(notes)

    def quantiles(
        self, horizon: int, levels: Sequence[float], *, held: Held | None = None
    ) -> Array:
        """
        Quantiles of each series at each step.

        Args:
            horizon: how many steps, 1 or more.
            levels: ascending, above 0 and below 1.
            held: paths taken as given.

        Returns:
            [steps, series, levels], ascending along the levels.

        Raises:
            SettingsError: no such horizon, levels or series; a held path longer than the
                horizon, or not of numbers; a forecaster that cannot hold paths.
        """
        _check(horizon)
        array = np.asarray(levels, dtype=np.float64)
        inside = (array > 0) & (array < 1)
        if not array.size or not inside.all() or (np.diff(array) <= 0).any():
            raise SettingsError(
                "levels of quantiles: give numbers above 0 and below 1, ascending"
            )
        return self._quantiles(horizon, array, self._held(horizon, held))

    def draws(
        self, horizon: int, count: int, *, seed: int, held: Held | None = None
    ) -> Array:
        """
        Paths drawn by chance: [draws, steps, series].

        Raises:
            SettingsError: as `quantiles`; a count or seed below 1 or 0.
        """
        _check(horizon)
        _check_draws(count, seed)
        chance = np.random.default_rng(seed)
        return self._draws(horizon, count, chance, self._held(horizon, held))

    def forecast(
        self, horizon: int, levels: Sequence[float], *, held: Held | None = None
    ) -> Forecast:
        """The quantiles with all that a reader needs beside them."""
        _check(horizon)
        return Forecast(
            forecaster=self.name,
            names=self.table.names,
            dates=self.table.following(horizon),
            levels=tuple(levels),
            quantiles=self.quantiles(horizon, levels, held=held),
            held=paths(self.table, horizon, held or {}),
            notes=self.notes,
        )

    def path(self, horizon: int) -> Path:
        """
        Mean and covariance of all series over all steps at once.

        Raises:
            SettingsError: no such horizon; a forecaster that cannot hold paths.
        """
        _check(horizon)
        return self._path(horizon)

    def within(
        self, horizon: int, count: int, *, seed: int, low: Array, high: Array
    ) -> Within:
        """
        Paths drawn by chance among those that stay within ranges, [draws, steps, series].

        Args:
            horizon: how many steps, 1 or more.
            count: how many paths.
            seed: of chance.
            low: [steps, series]; NaN where the path is free.
            high: the same; where it is `low`, that value is held.

        Raises:
            SettingsError: as `draws`; a forecaster that cannot keep to ranges; ranges in
                which none of its paths stays.
        """
        _check(horizon)
        _check_draws(count, seed)
        return self._within(horizon, count, np.random.default_rng(seed), low, high)

    @abstractmethod
    def _quantiles(self, horizon: int, levels: Array, held: Array) -> Array:
        """`quantiles` of what has been looked at; `held` is [steps, series], NaN free."""

    @abstractmethod
    def _draws(
        self, horizon: int, count: int, chance: np.random.Generator, held: Array
    ) -> Array:
        """`draws` of what has been looked at."""

    def _path(self, horizon: int) -> Path:
        """`path` of what has been looked at."""
        raise SettingsError(f"{self.name}: cannot hold paths here; {HOLDING}")

    def _within(
        self,
        horizon: int,
        count: int,
        chance: np.random.Generator,
        low: Array,
        high: Array,
    ) -> Within:
        """`within` of what has been looked at."""
        raise SettingsError(f"{self.name}: cannot keep to ranges here; {RANGING}")

    def _held(self, horizon: int, held: Held | None) -> Array:
        found = paths(self.table, horizon, held or {})
        if np.isfinite(found).any() and not self.holds:
            raise SettingsError(
                f"{self.name}: cannot hold {next(iter(held or {}))} here; {HOLDING}"
            )
        return found


class Forecaster(ABC):
    """A way to forecast, with its settings; says in its docstring what it is."""

    name: str

    @abstractmethod
    def fit(self, table: Table) -> Fitted:
        """
        Learns from a table.

        Raises:
            SourceError: the table cannot be learned from, whatever the fallback.
        """

    def fits(self, table: Table, origins: Sequence[int]) -> tuple[Fitted, ...]:
        """
        What is fitted to the table's first so many periods, for each of `origins`.

        The same as fitting each by itself; forecasters that look at the past anew at
        each origin share that work here.
        """
        return tuple(self.fit(table.upto(origin)) for origin in origins)

    def lagged(self, lags: int) -> Forecaster:
        """
        The same with so many lags.

        Raises:
            SettingsError: it has none to choose; there is no such number.
        """
        raise SettingsError(
            f"{self.name}: has no lags to choose; use var, var-volatile, bvar or ar"
        )


def paths(table: Table, horizon: int, held: Held) -> Array:
    """
    Held paths as an array, [steps, series]; NaN where free.

    Raises:
        SettingsError: no such series; a path longer than the horizon; no number.
    """
    found = np.full((horizon, len(table.names)), np.nan)
    for name, values in held.items():
        if name not in table.names:
            raise SettingsError(
                f"{name!r}: no such series; hold one of {', '.join(table.names)}"
            )
        check_steps(name, len(values), horizon)
        path = np.asarray(values, dtype=np.float64)
        if not np.isfinite(path).all():
            raise SettingsError(f"{name}: held at no number; give numbers")
        found[: len(path), table.names.index(name)] = path
    return found


def check_steps(name: str, steps: int, horizon: int) -> None:
    """
    Looks whether a path can be held for so many steps.

    Raises:
        SettingsError: there are fewer.
    """
    if steps > horizon:
        raise SettingsError(
            f"{name}: held for {steps} steps of {horizon}; "
            "hold fewer or forecast further"
        )


def _check(horizon: int) -> None:
    if not 1 <= horizon <= MOST_STEPS:
        raise SettingsError(f"a horizon of {horizon}; give 1 to {MOST_STEPS} steps")


def _check_draws(count: int, seed: int) -> None:
    if count < 1:
        raise SettingsError(f"{count} draws; give 1 or more")
    if seed < 0:
        raise SettingsError(f"a seed of {seed}; give 0 or more")
