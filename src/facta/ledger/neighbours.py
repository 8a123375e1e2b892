"""
Which of the traces that a ledger keeps meet in a block, and what it changes there that
some come and others leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from facta.ledger.blocks import Row
from facta.ledger.index import Gap, Index
from facta.ledger.pairs import Numbers
from facta.link.blocks import Place, behind, block, neighbours
from facta.link.traces import sort

Pair = tuple[int, int]
# Of all traces, the share from which on all blocks are read in a row, not each one asked
# for; judged: a question costs some ten times what a row does.
MANY = 0.1


class Neighbours:
    """The traces of an index as they meet."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def among(self, members: Numbers) -> Iterator[Pair]:
        """
        Those of some traces, in order, that meet; a pair comes once for each of its
        blocks.
        """
        sorts = self._sorts(members)
        for one, other, key in self._meeting(members):
            first, second = sorts[one], sorts[other]
            if first and second and (first != second or not block(key).unlike):
                yield one, other

    def touched(
        self, new: Iterable[int], gaps: Iterable[Gap]
    ) -> tuple[set[int], list[Pair]]:
        """
        The components in which something is compared that was not before, or is not any
        more, where traces are new and others have left gaps; and in order the pairs
        whose components are touched only if the two have to do with each other.
        """
        found: set[int] = set()
        pairs: set[Pair] = set()
        for number in sorted(new):
            held = self._index.trace(number)
            for key in self._index.keys(held):
                before, after = self._beside(key, held.place)
                row = [*before, (held.place, number), *after]
                pairs.update(self._met(row, len(before), key))
                # what stood on either side of it may have been compared
                found |= self._components(before) & self._components(after)
        for key, place in gaps:
            pairs.update(self._closed(*self._beside(key, place), key))
        home = self._index.components({number for pair in pairs for number in pair})
        found |= {home[one] for one, other in pairs if home[one] == home[other]}
        settled = found | {0}
        asked = [
            (one, other)
            for one, other in sorted(pairs)
            if home[one] not in settled or home[other] not in settled
        ]
        return found - {0}, asked

    def _sorts(self, members: Numbers) -> memoryview:
        """By number, what tells the sorts of members apart; 0 of all others."""
        known: dict[str, int] = {}
        found = np.zeros(self._index.last() + 1, np.int32).data
        for number, name, _ in self._index.sorts(members):
            found[number] = known.setdefault(name, len(known) + 1)
        return found

    def _meeting(self, members: Numbers) -> Iterator[tuple[int, int, int]]:
        """The pairs of blocks that hold some traces, with the keys of these."""
        if len(members) > MANY * self._index.count():
            yield from neighbours(self._index.traces.every())
            return
        for number in members.tolist():
            held = self._index.trace(number)
            for key in self._index.keys(held):
                after = self._index.traces.after(key, held.place)
                row = [(held.place, number), *after]
                for other in behind(row, 0, block(key)):
                    yield number, other, key

    def _beside(self, key: int, place: Place) -> tuple[Row, Row]:
        """Those on either side of a place in a block."""
        blocks = self._index.traces
        return blocks.before(key, place), blocks.after(key, place)

    def _met(self, row: Row, at: int, key: int) -> Iterator[Pair]:
        """A new trace, at a place of a row of its block, with those that it meets."""
        _, number = row[at]
        for earlier, (_, other) in enumerate(row[:at]):
            if number in behind(row, earlier, block(key)) and self._meet(
                other, number, key
            ):
                yield other, number
        for other in behind(row, at, block(key)):
            if self._meet(number, other, key):
                yield number, other

    def _closed(self, before: Row, after: Row, key: int) -> Iterator[Pair]:
        """Traces on both sides of a gap that meet, now that nothing stands there."""
        row = [*before, *after]
        beyond = {number for _, number in after}
        for at, (_, one) in enumerate(before):
            for other in beyond.intersection(behind(row, at, block(key))):
                if self._meet(one, other, key):
                    yield one, other

    def _meet(self, one: int, other: int, key: int) -> bool:
        """Whether two in a block are held together: in some only unlike ones are."""
        if not block(key).unlike:
            return True
        first, second = self._index.trace(one), self._index.trace(other)
        return sort(first.what) != sort(second.what)

    def _components(self, row: Row) -> set[int]:
        """The components of what stands in a row."""
        numbers = (number for _, number in row)
        return set(self._index.components(numbers).values()) - {0}
