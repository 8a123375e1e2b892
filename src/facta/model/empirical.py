"""
Forecasts by what was: past values, or past changes from the last value, with weights by
their age. Pure.

They know nothing of what moves a series, and are hard to beat at long horizons: a week
of a relationship is mostly like other weeks of its time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from facta.model.arrays import Array, Whole
from facta.model.forecaster import Fitted, Forecaster, Note
from facta.model.notes import told
from facta.model.panel import Panel
from facta.model.pooling import PSEUDO_WORTH, SHORT, pseudo_values
from facta.model.shuffling import past_paths, shuffled
from facta.model.smoothing import fading
from facta.model.table import Table
from facta.model.weighted import quantiles

Weigh = Callable[[Array], Array]
"""The weight of a value by its age in periods, 0 for the newest."""
# of persistence: fewer changes than this over so many steps say nothing of their spread
LEAST_CHANGES = 10
# how much of a weighted window is all history, so that no level is without past values
EVEN = 0.02
POOLED = "the spread of all series is taken into account"


class Margins(Fitted):
    """A fit that knows each step and series by itself; joint by past paths."""

    def _draws(
        self, horizon: int, count: int, chance: np.random.Generator, held: Array
    ) -> Array:
        # one level in each of `count` equal parts, so that few draws cover all
        levels = (np.arange(count) + chance.random(count)) / count
        levels = np.clip(levels, 1e-9, 1 - 1e-9)
        margins = self._quantiles(horizon, levels, held).transpose(2, 0, 1)
        panel = Panel(self.table.values, self.table.names)
        return shuffled(margins, past_paths(panel, horizon, count, chance))


class Weighted(Margins):
    """Past values with weights; the same at every step."""

    def __init__(
        self, name: str, table: Table, weights: Array, notes: tuple[Note, ...]
    ) -> None:
        super().__init__(name, table, notes)
        self.weights = weights

    def _quantiles(self, horizon: int, levels: Array, held: Array) -> Array:
        values = self.table.values
        pseudo = pseudo_values(values)
        found = np.empty((values.shape[1], len(levels)))
        for series, column in enumerate(values.T):
            seen = np.isfinite(column)
            atoms, weights = column[seen], self.weights[seen]
            if not weights.any():
                # the window holds nothing but holes: all that was seen serves
                weights = np.ones(len(atoms))
            if seen.sum() < SHORT:
                atoms, weights = _pooled(atoms, weights, pseudo[:, series])
            order = np.argsort(atoms, kind="stable")
            found[series] = quantiles(atoms[order], weights[None, order], levels)[0]
        return np.repeat(found[None], horizon, axis=0)


class Window(Forecaster):
    """
    The distribution of past values, weighted by age.

    Args:
        name: of this one.
        weigh: from ages in periods to weights.
    """

    def __init__(self, name: str, weigh: Weigh) -> None:
        self.name = name
        self.weigh = weigh

    def fit(self, table: Table) -> Fitted:
        """Keeps the values."""
        ages = np.arange(table.periods - 1, -1, -1, dtype=np.float64)
        notes = told(table, short=SHORT, instead=POOLED)
        return Weighted(self.name, table, self.weigh(ages), notes)


def newest(periods: int) -> Weigh:
    """Equal weights on so many newest periods."""
    return lambda ages: np.asarray((ages < periods).astype(np.float64))


def halving(half_life: float) -> Weigh:
    """Weights that halve every so many periods, with a little on all history alike."""

    def weigh(ages: Array) -> Array:
        weights = fading(half_life) ** ages
        return np.asarray((1 - EVEN) * weights / weights.sum() + EVEN / len(ages))

    return weigh


def windowed_values(
    panel: Panel, rows: Whole, half_lives: Sequence[float], levels: Array
) -> Array:
    """
    Quantiles of all values up to each row with weights that halve.

    Returns:
        [rows, series, half-lives, levels]; 0 for a series without a value by then.
    """
    ages = rows[:, None] - np.arange(panel.periods)
    known = ages >= 0
    even = known / known.sum(axis=1, keepdims=True)
    found = np.empty((len(rows), panel.series, len(half_lives), len(levels)))
    for place, half_life in enumerate(half_lives):
        fresh = np.where(known, fading(half_life) ** np.maximum(ages, 0), 0.0)
        fresh /= fresh.sum(axis=1, keepdims=True)
        weights = (1 - EVEN) * fresh + EVEN * even
        for series in range(panel.series):
            order = np.argsort(panel.filled[:, series], kind="stable")
            seen = (weights * panel.seen[:, series])[:, order]
            any_seen = seen.any(axis=1, keepdims=True)
            values = panel.filled[order, series]
            reached = quantiles(values, np.where(any_seen, seen, 1.0), levels)
            found[:, series, place] = np.where(any_seen, reached, 0.0)
    return found


class Changes(Margins):
    """The last value, moved by what it moved by over as many steps in the past."""

    def _quantiles(self, horizon: int, levels: Array, held: Array) -> Array:
        panel = Panel(self.table.values, self.table.names)
        found = np.empty((horizon, panel.series, len(levels)))
        for step in range(1, horizon + 1):
            moves = self._moves(panel, step)
            for series, column in enumerate(moves.T):
                changes = np.sort(column[np.isfinite(column)])
                last = panel.filled[-1, series]
                if not changes.size:
                    found[step - 1, series] = last
                    continue
                even = np.ones((1, len(changes)))
                found[step - 1, series] = last + quantiles(changes, even, levels)[0]
        return found

    def _moves(self, panel: Panel, step: int) -> Array:
        """Changes over so many steps; over fewer where the past has too few of them."""
        least = min(LEAST_CHANGES, panel.periods // 2)
        step = max(min(step, panel.periods - least), 1)
        return np.asarray(panel.values[step:] - panel.filled[:-step])


class Persistence(Forecaster):
    """What is stays, give or take what changed over as many steps in the past."""

    name = "persistence"

    def fit(self, table: Table) -> Fitted:
        """Keeps the values."""
        instead = "changes over fewer steps stand in for those over many"
        notes = told(table, short=SHORT, instead=instead)
        return Changes(self.name, table, notes)


def _pooled(atoms: Array, weights: Array, pseudo: Array) -> tuple[Array, Array]:
    """Own values with pseudo-values worth a few of them."""
    worth = weights.sum() ** 2 / (weights**2).sum()
    each = weights.sum() / worth * PSEUDO_WORTH / len(pseudo)
    return (
        np.concatenate([atoms, pseudo]),
        np.concatenate([weights, np.full(len(pseudo), each)]),
    )
