"""
Which of many spans hold a passage, found without looking at all of them.

Takes spans in any order, as the contents of a document's statements are; gives
positions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from facta.records import Span


class Covering:
    """
    Spans by place. What the spans behind a place can reach is known, so those that end
    too soon are passed over.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._order = sorted(
            range(len(spans)), key=lambda position: spans[position].start
        )
        self._starts = [spans[position].start for position in self._order]
        self._longer = self._reaching_further()

    def _reaching_further(self) -> list[int]:
        """
        For each place in the order, the last one before it whose span ends later; -1
        where there is none.
        """
        found: list[int] = []
        for place, position in enumerate(self._order):
            before = place - 1
            while (
                before >= 0
                and self._spans[self._order[before]].end <= self._spans[position].end
            ):
                before = found[before]
            found.append(before)
        return found

    def holding(self, passage: Span) -> Iterator[int]:
        """Positions of the spans that cover a passage."""
        place = bisect_right(self._starts, passage.start) - 1
        while place >= 0:
            position = self._order[place]
            if self._spans[position].end >= passage.end:
                yield position
                place -= 1
            else:
                place = self._longer[place]

    def innermost(self, passage: Span) -> int | None:
        """
        The position of the shortest span that covers a passage, of equal ones the
        first; None where none does.
        """
        spans = self._spans
        return min(
            self.holding(passage),
            key=lambda at: (spans[at].end - spans[at].start, at),
            default=None,
        )
