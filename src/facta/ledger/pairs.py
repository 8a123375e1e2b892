"""
Many pairs of numbers, each once, in little room.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
SHIFT = 32  # bits of the second number
# Pairs that are held before those that came twice are dropped; some 30 MB.
HELD = 1 << 22


class Pairs:
    """Pairs of numbers below 2 ** 31, in order."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._all: Numbers = np.empty(0, dtype=np.int64)
        some = array("q")
        for one, other in pairs:
            some.append(one << SHIFT | other)
            if len(some) >= HELD:
                self._take(some)
                some = array("q")
        self._take(some)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for at in range(0, len(self._all), HELD):
            for pair in self._all[at : at + HELD].tolist():
                yield pair >> SHIFT, pair & (1 << SHIFT) - 1

    def _take(self, some: array[int]) -> None:
        """Some more; those that are there already stay once."""
        more = np.frombuffer(some, dtype=np.int64)
        self._all = np.unique(np.concatenate([self._all, more]))
