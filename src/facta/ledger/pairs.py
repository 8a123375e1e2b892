"""
Many rows of numbers, each once and in order, in little memory: they lie in files, which
are gone when they are closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from facta.closing import Closing

# Numbers below 2 ** 31.
Numbers: TypeAlias = NDArray[np.int32]
# Pairs that are held before they are put where they belong, and first numbers whose rows
# are put in order at once: some 20 MB where many meet. Judged.
HELD, SPAN = 1 << 19, 1 << 14


class Drawers(Closing):
    """
    Rows of so many numbers, in a file for each range of the first of them; use them in
    a `with`, at whose end they are gone.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._files: dict[int, IO[bytes]] = {}

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            file.close()

    def put(self, rows: Numbers) -> None:
        """Some rows, (n, width), of no order, take their places."""
        drawers = rows[:, 0] // SPAN
        for drawer in np.unique(drawers).tolist():
            if drawer not in self._files:
                self._files[drawer] = TemporaryFile()  # noqa: SIM115 (as long as this)
            self._files[drawer].write(rows[drawers == drawer].tobytes())

    def each(self) -> Iterator[Numbers]:
        """What each drawer holds, in order; as often as it is asked for."""
        for _, file in sorted(self._files.items()):
            file.seek(0)
            rows = np.frombuffer(file.read(), np.int32).reshape(-1, self._width)
            ordered = rows[np.lexsort(rows.T[::-1])]
            new = np.ones(len(ordered), bool)
            new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
            yield ordered[new]


class Pairs(Closing):
    """Pairs of numbers, in order; use them in a `with`, at whose end they are gone."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._drawers = Drawers(2)
        waiting = iter(pairs)
        while some := list(islice(waiting, HELD)):
            self._drawers.put(np.array(some, np.int32))

    def close(self) -> None:
        """Let go of them."""
        self._drawers.close()

    def each(self) -> Iterator[Numbers]:
        """Some of them after others, (n, 2); those of one first number together."""
        return self._drawers.each()
