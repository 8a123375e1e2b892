"""
What the models read a table of series as: values, which of them were seen, scales, and
who is whose partner. Pure; nothing of a period rests on a later one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from facta.model.arrays import Array, Mask, Whole

ARROW = re.compile(r"^(.+?)\s*(?:->|>|→)\s*(.+)$|^([A-Za-z]+)2([A-Za-z]+)$")


class Panel:
    """
    A table's arrays, all [periods, series].

    Attributes:
        values: as observed; NaN where nothing was.
        seen: where something was.
        filled: the last value seen in place of each hole; before a series' first value,
            that value.
        partners: of each series the column of the other direction; -1 for none.
    """

    def __init__(self, values: Array, names: Sequence[str]) -> None:
        self.values = values
        self.seen: Mask = np.isfinite(values)
        self.filled = carried(values)
        self.partners = partners(names)

    @property
    def periods(self) -> int:
        """How many periods."""
        return len(self.values)

    @property
    def series(self) -> int:
        """How many series."""
        return len(self.partners)


def carried(values: Array) -> Array:
    """
    The last value seen in place of each hole.

    >>> carried(np.array([[np.nan], [1.0], [np.nan], [2.0]])).ravel().tolist()
    [1.0, 1.0, 1.0, 2.0]
    """
    seen = np.isfinite(values)
    rows = np.where(seen, np.arange(len(values))[:, None], -1)
    last = np.maximum.accumulate(rows, axis=0)
    last = np.where(last < 0, seen.argmax(axis=0), last)
    found: Array = np.take_along_axis(values, last, axis=0)
    return found


def partners(names: Sequence[str]) -> Whole:
    """
    Of each dyad the column of the other direction, by its name; of two columns each is
    the other's.

    >>> partners(["USA>ISR", "PAL>ISR", "ISR>USA"]).tolist()
    [2, -1, 0]
    >>> partners(["i2p", "p2i"]).tolist()
    [1, 0]
    """
    if len(names) == 2:
        return np.array([1, 0])
    ends = [_ends(name) for name in names]
    places = {pair: at for at, pair in enumerate(ends) if pair}
    return np.array([places.get(pair[::-1], -1) if pair else -1 for pair in ends])


def _ends(name: str) -> tuple[str, ...]:
    found = ARROW.match(name)
    return tuple(part.strip() for part in found.groups() if part) if found else ()
