"""Tables of series made by chance, for the tests of forecasts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np

from facta.model import Table
from facta.model.arrays import Array

START = datetime.date(2020, 1, 6)


def weeks(count: int, start: datetime.date = START) -> list[datetime.date]:
    """Mondays that follow one another."""
    return [start + datetime.timedelta(weeks=at) for at in range(count)]


def table(values: Array, names: Sequence[str] = ()) -> Table:
    """Weekly series; by default of two parties towards each other, pair by pair."""
    columns = values.shape[1]
    made = [f"{'AB'[at % 2]}{at // 2}>{'BA'[at % 2]}{at // 2}" for at in range(columns)]
    return Table.of(weeks(len(values)), names or made, values)


def autoregressive(
    periods: int,
    series: int = 2,
    *,
    kept: float = 0.6,
    mean: float = -20.0,
    noise: float = 10.0,
    seed: int = 1,
) -> Array:
    """Series that each keep so much of their last distance from the mean."""
    chance = np.random.default_rng(seed)
    shocks = noise * chance.standard_normal((periods, series))
    apart = np.zeros((periods, series))
    for period in range(1, periods):
        apart[period] = kept * apart[period - 1] + shocks[period]
    return np.asarray(mean + apart)


def eventful(periods: int, series: int = 2, *, seed: int = 1) -> Array:
    """Sums of weekly events: often exactly zero, calm and stirred by turns, one decimal."""
    chance = np.random.default_rng(seed)
    stir = np.exp(
        np.cumsum(0.2 * chance.standard_normal((periods, series)), axis=0) % 3
    )
    there = chance.random((periods, series)) < 0.6
    return np.asarray(
        np.round(np.where(there, stir * chance.standard_t(4, there.shape), 0), 1)
    )
