"""
How uncertain scores are: counts of documents in, 95 % intervals of their scores out.

Documents are drawn again and again with replacement, and not lines of gold: what one
document holds goes wrong together. The same documents give the same intervals.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from facta.evaluate.reading.counts import Counts
from facta.evaluate.scores import Score

# Draws, their seed, and the percentiles between which 95 % of them lie.
DRAWS, SEED = 2000, 20261127
MIDDLE = (2.5, 97.5)
Table = NDArray[np.float64]
Interval = tuple[float, float]


class Intervals(Struct, frozen=True):
    """Those of a line's scores; None where no draw has a case."""

    precision: Interval | None = None
    recall: Interval | None = None
    f1: Interval | None = None


class Draws:
    """
    Cases drawn with replacement, whatever is counted of them.

    Args:
        count: how many cases there are, and how many each draw has.
        draws: how often they are drawn; 1 or more.
    """

    def __init__(self, count: int, *, draws: int = DRAWS) -> None:
        chances = np.full(count, 1 / max(count, 1))
        self._drawn = np.random.default_rng(SEED).multinomial(
            count, chances, size=draws
        )

    def sums(self, table: Table) -> Table:
        """The sums of columns with a row a case: a row a draw."""
        return np.asarray(self._drawn @ table)


class Bootstrap:
    """
    Documents drawn with replacement.

    Args:
        documents: the counts of each document.
        draws: how often as many documents are drawn; 1 or more.
    """

    def __init__(self, documents: Sequence[Counts], *, draws: int = DRAWS) -> None:
        self._documents = documents
        self._drawn = Draws(len(documents), draws=draws)

    def intervals(self, line: str) -> Intervals:
        """The intervals of a line's precision, recall and F1."""
        hits, gold, found = np.moveaxis(self._sums(line), -1, 0)
        return Intervals(
            precision=middle(shares(hits, found)),
            recall=middle(shares(hits, gold)),
            f1=middle(shares(2 * hits, gold + found)),
        )

    def macro(self, lines: Sequence[str]) -> Interval | None:
        """
        The interval of the mean F1 over lines, in each draw over those with gold in it.
        """
        if not lines:
            return None
        sums = np.stack([self._sums(line) for line in lines])
        hits, gold, found = np.moveaxis(sums, -1, 0)
        asked = gold > 0
        scores = np.where(asked, shares(2 * hits, gold + found), 0)
        return middle(shares(scores.sum(axis=0), asked.sum(axis=0)))

    def _sums(self, line: str) -> Table:
        """Hits, gold and found of a line, a row a draw."""
        scores = [counts.get(line, Score()) for counts in self._documents]
        table = [(score.hits, score.gold, score.found) for score in scores]
        return self._drawn.sums(np.array(table, dtype=np.float64))


def shares(parts: Table, wholes: Table) -> Table:
    """
    Parts of wholes; not a number where there is no whole.

    >>> shares(np.array([1.0, 0.0]), np.array([4.0, 0.0]))
    array([0.25,  nan])
    """
    found: Table = np.full(parts.shape, np.nan)
    np.divide(parts, wholes, out=found, where=wholes > 0)
    return found


def middle(values: Table) -> Interval | None:
    """The points between which the middle 95 % of the values lie."""
    held = values[~np.isnan(values)]
    if not held.size:
        return None
    low, high = np.percentile(held, MIDDLE)
    return float(low), float(high)
