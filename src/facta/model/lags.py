"""
Regressions of series on their own past: the rows, and what keeps their forecasts from
running away. Pure.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from facta.errors import SettingsError
from facta.model.arrays import Array, Mask
from facta.model.panel import Panel
from facta.model.table import Table

# the most that a shock may be left of in the next period, in the long run
MOST_KEPT = 0.995
# of a table's periods the share that may be lags: an equation needs rows to learn from
MOST_LAGS = 0.25
# how often the companion matrix is squared to see what becomes of a shock
SQUARINGS = 6


class Standard(Struct, frozen=True, eq=False):
    """
    Series about their means in units of their standard deviations, and both of these,
    [series]; a series that never moved has the unit 1.
    """

    panel: Panel
    centre: Array
    unit: Array

    @classmethod
    def of(cls, table: Table) -> Standard:
        """What a regression can learn from without regard to size."""
        panel = Panel(table.values, table.names)
        centre, deviation = panel.filled.mean(axis=0), panel.filled.std(axis=0)
        still = deviation <= 1e-12 * np.abs(centre)
        unit = np.where(still, 1.0, deviation)
        values = np.where(still, 0.0, panel.values - centre) / unit
        values = np.where(panel.seen, values, np.nan)
        return cls(Panel(values, table.names), centre, unit)


def lagged(values: Array, lags: int) -> Array:
    """
    Each period's past: [periods - lags, lags * series], the last period first.

    >>> lagged(np.array([[1.0], [2.0], [3.0]]), 2).tolist()
    [[2.0, 1.0]]
    """
    periods = len(values)
    parts = [values[lags - lag : periods - lag] for lag in range(1, lags + 1)]
    return np.concatenate(parts, axis=1)


def several(lags: int) -> int:
    """
    A number of lags that has been looked at.

    Raises:
        SettingsError: it is below 1.
    """
    if lags < 1:
        raise SettingsError(f"{lags} lags; give 1 or more")
    return lags


def few(name: str, lags: int, table: Table) -> None:
    """
    Looks whether a table is long enough for a forecaster's lags.

    Raises:
        SettingsError: there are too many of them.
    """
    most = int(MOST_LAGS * table.periods)
    if lags > most:
        raise SettingsError(
            f"{name}: {lags} lags of {table.periods} periods; give {most} at most"
        )


def rows(panel: Panel, lags: int) -> tuple[Array, Array, Mask]:
    """
    Causes with a one in front [rows, 1 + lags * series], outcomes [rows, series], and
    which outcomes were seen.
    """
    causes = lagged(panel.filled, lags)
    ones = np.ones((len(causes), 1))
    return np.hstack([ones, causes]), panel.filled[lags:], panel.seen[lags:]


def tamed(coefficients: Array) -> Array:
    """
    The same autoregression, its shocks made to fade where they would not.

    Multiplying the coefficients of lag l by c^l multiplies every root of the companion
    matrix by c, so the shape of the answer stays and only its persistence is cut.

    Args:
        coefficients: [..., lags, series, series]; row i has what moves series i.

    >>> tamed(np.array([[[2.0]]])).round(3).item()
    0.995
    """
    lags = coefficients.shape[-3]
    cut = np.minimum(1.0, MOST_KEPT / np.maximum(radius(coefficients), 1e-12))
    powers = cut[..., None] ** np.arange(1, lags + 1)
    return np.asarray(coefficients * powers[..., None, None])


def radius(coefficients: Array) -> Array:
    """
    The greatest root of the companion matrix in size, from above by a few per cent at
    most: the norm of its 64th power, to the power of 1/64 (Gelfand's formula).
    """
    *many, lags, count, _ = coefficients.shape
    power = np.zeros((*many, lags * count, lags * count))
    power[..., :count, :] = np.moveaxis(coefficients, -3, -2).reshape(
        *many, count, lags * count
    )
    power[..., count:, :-count] = np.eye((lags - 1) * count)
    logarithm = np.zeros(tuple(many))
    for _ in range(SQUARINGS):
        norm = np.maximum(np.linalg.norm(power, axis=(-2, -1)), 1e-150)
        power = power / norm[..., None, None]
        power = power @ power
        logarithm = 2 * (logarithm + np.log(norm))
    last = np.maximum(np.linalg.norm(power, axis=(-2, -1)), 1e-300)
    return np.asarray(np.exp((logarithm + np.log(last)) / 2**SQUARINGS))
