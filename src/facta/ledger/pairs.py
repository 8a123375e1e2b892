"""
Many pairs of numbers, each once and in order, in little room.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

SHIFT = 32  # bits of the second number
SECOND = (1 << SHIFT) - 1
# Pairs that are put in order at once; some 60 MB.
HELD = 1 << 20


class Pairs:
    """Pairs of numbers below 2 ** 31, as often as they are asked for."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._runs: list[array[int]] = []
        packed = (one << SHIFT | other for one, other in pairs)
        while some := set(islice(packed, HELD)):
            self._runs.append(array("q", sorted(some)))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        for pair, _ in groupby(heapq.merge(*self._runs)):
            yield pair >> SHIFT, pair & SECOND
