"""
Average-link agglomeration with pairs that must stay apart. Pure and deterministic:
equal scores go by position.

A pair without a score counts as 0, so one telling that is like two others does not make
those two alike.

Source: Sokal and Michener (1958), the unweighted pair-group method with arithmetic
mean.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

Pair = tuple[int, int]


def clusters(
    count: int, scores: Mapping[Pair, float], apart: Iterable[Pair], threshold: float
) -> list[list[int]]:
    """
    Positions 0 to `count` - 1 in clusters whose mean score across each merger was
    `threshold` or more.

    Args:
        count: number of items.
        scores: likeness of pairs (smaller position first), 0 to 1.
        apart: pairs that never share a cluster.
        threshold: mean score needed to merge; above 0.

    Returns:
        Clusters by their smallest position, each in order.

    >>> clusters(3, {(0, 1): 0.9, (1, 2): 0.8}, [], 0.7)
    [[0, 1], [2]]
    """
    groups = _Groups(count, scores, apart)
    heap = [(-score, *pair) for pair, score in scores.items() if score >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if groups.mean(one, other) == -negative and groups.may_merge(one, other):
            for near in groups.merge(one, other):
                mean = groups.mean(*near)
                if mean is not None and mean >= threshold:
                    heapq.heappush(heap, (-mean, *near))
    return groups.members()


class _Groups:
    """Groups named by their smallest position, with the sums of scores between them."""

    def __init__(
        self, count: int, scores: Mapping[Pair, float], apart: Iterable[Pair]
    ) -> None:
        self._members = {position: [position] for position in range(count)}
        self._sums: dict[int, dict[int, float]] = {
            position: {} for position in range(count)
        }
        self._apart: dict[int, set[int]] = {
            position: set() for position in range(count)
        }
        for (one, other), score in scores.items():
            self._sums[one][other] = self._sums[other][one] = score
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def mean(self, one: int, other: int) -> float | None:
        """The mean score between two groups; None where one is gone."""
        if one not in self._members or other not in self._members:
            return None
        return self._sums[one].get(other, 0.0) / (
            len(self._members[one]) * len(self._members[other])
        )

    def may_merge(self, one: int, other: int) -> bool:
        """Whether no member of one must stay apart from a member of the other."""
        return other not in self._apart[one]

    def merge(self, one: int, other: int) -> list[Pair]:
        """Put the second group into the first; the pairs whose mean has changed."""
        self._members[one] = sorted(self._members[one] + self._members.pop(other))
        for near, total in self._sums.pop(other).items():
            del self._sums[near][other]
            if near != one:
                self._sums[one][near] = self._sums[near][one] = (
                    self._sums[one].get(near, 0.0) + total
                )
        for near in self._apart.pop(other):
            self._apart[near].discard(other)
            self._apart[near].add(one)
            self._apart[one].add(near)
        return [(min(one, near), max(one, near)) for near in self._sums[one]]

    def members(self) -> list[list[int]]:
        """All groups by their smallest position."""
        return [self._members[name] for name in sorted(self._members)]
