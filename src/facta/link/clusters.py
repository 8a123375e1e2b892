"""
Average-link agglomeration with pairs that must stay apart. Pure and deterministic:
equal scores go by position.

A third of the pairs between two groups must have been compared, so that one telling
that is like two others does not make those two alike; before they merge all others are,
so that one that is dated by its month does not join two days.

Source: Sokal and Michener (1958), the unweighted pair-group method with arithmetic
mean.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, product

Pair = tuple[int, int]
CHECKED = 64  # pairs between two groups that are compared before they merge; judged
COMPARED = 3  # one in so many pairs between two groups was compared; judged


def clusters(
    count: int,
    scores: Mapping[Pair, float],
    apart: Iterable[Pair],
    threshold: float,
    unseen: Callable[[int, int], float | None] | None = None,
) -> list[list[int]]:
    """
    Positions 0 to `count` - 1 in clusters whose mean score over their pairs was
    `threshold` or more at each merger.

    Args:
        count: number of items.
        scores: likeness of the pairs compared (smaller position first).
        apart: pairs that never share a cluster.
        threshold: mean score needed to merge.
        unseen: the score of a pair that was not compared, None where it must stay
            apart; without it only pairs that were compared count.

    Returns:
        Clusters by their smallest position, each in order.

    >>> clusters(4, {(0, 1): 0.9, (1, 2): 0.8, (2, 3): 0.9}, [], 0.7)
    [[0, 1], [2, 3]]
    """
    groups = _Groups(count, scores, apart)
    heap = [(-score, *pair) for pair, score in scores.items() if score >= threshold]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if groups.mean(one, other) != -negative or not groups.may_merge(one, other):
            continue
        if unseen and groups.complete(one, other, unseen):
            mean = groups.mean(one, other)
            if mean is not None and mean >= threshold and groups.may_merge(one, other):
                heapq.heappush(heap, (-mean, one, other))
        else:
            for near in groups.merge(one, other):
                mean = groups.mean(*near)
                if mean is not None and mean >= threshold:
                    heapq.heappush(heap, (-mean, *near))
    return groups.members()


def components(pairs: Iterable[Pair]) -> list[list[int]]:
    """Positions that a way of pairs leads to from one another."""
    leaders: dict[int, int] = {}
    for one, other in pairs:
        leaders.setdefault(one, one)
        leaders.setdefault(other, other)
        tie(leaders, one, other)
    found: dict[int, list[int]] = {}
    for one in sorted(leaders):
        found.setdefault(_leader(leaders, one), []).append(one)
    return list(found.values())


def tie(leaders: dict[int, int] | memoryview, one: int, other: int) -> None:
    """
    Two are of one component from now on, and the smallest position leads it; `leaders`
    has somebody of its own component for each, the leader itself at the end.
    """
    first, last = sorted((_leader(leaders, one), _leader(leaders, other)))
    leaders[last] = first


def _leader(leaders: dict[int, int] | memoryview, one: int) -> int:
    """Who leads the component of one; the way there is shorter the next time."""
    while leaders[one] != one:
        leaders[one] = leaders[leaders[one]]
        one = leaders[one]
    return one


def parts(
    members: Iterable[int], ties: Iterable[Pair], neighbours: Iterable[Pair]
) -> Iterator[tuple[list[int], list[Pair]]]:
    """
    Members that a way of ties leads to from one another.

    Args:
        members: each is in one part, alone where nothing is tied to it.
        ties: pairs of members.
        neighbours: pairs of which each part gets those inside it, by their places in it.

    >>> list(parts([3, 5, 8], [(3, 8)], [(3, 5), (3, 8)]))
    [([3, 8], [(0, 1)]), ([5], [])]
    """
    found = components([*((one, one) for one in members), *ties])
    home = {one: number for number, part in enumerate(found) for one in part}
    place = {one: at for part in found for at, one in enumerate(part)}
    inside: dict[int, list[Pair]] = defaultdict(list)
    for one, other in neighbours:
        if home[one] == home[other]:
            inside[home[one]].append((place[one], place[other]))
    for number, part in enumerate(found):
        yield part, inside.pop(number, [])


class _Groups:
    """Groups named by their smallest position, with what was compared between them."""

    def __init__(
        self, count: int, scores: Mapping[Pair, float], apart: Iterable[Pair]
    ) -> None:
        self._members = {position: [position] for position in range(count)}
        self._sums: dict[int, dict[int, tuple[float, int]]] = {
            position: {} for position in range(count)
        }
        self._seen = set(scores)
        self._apart: dict[int, set[int]] = {
            position: set() for position in range(count)
        }
        for (one, other), score in scores.items():
            self._sums[one][other] = self._sums[other][one] = score, 1
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def mean(self, one: int, other: int) -> float | None:
        """
        The mean score between two groups; None where one is gone, or too few of their
        pairs were compared.
        """
        if one not in self._members or other not in self._members:
            return None
        total, compared = self._sums[one].get(other, (0.0, 0))
        pairs = len(self._members[one]) * len(self._members[other])
        return total / compared if COMPARED * compared >= pairs else None

    def may_merge(self, one: int, other: int) -> bool:
        """Whether no member of one must stay apart from a member of the other."""
        return other not in self._apart[one]

    def complete(
        self, one: int, other: int, unseen: Callable[[int, int], float | None]
    ) -> bool:
        """
        Whether pairs between two groups were still to be compared; they are now, up to
        the first that must stay apart; of large groups only the first pairs.
        """
        members = self._members[one], self._members[other]
        missing = [
            pair
            for pair in map(_sorted, islice(product(*members), CHECKED))
            if pair not in self._seen
        ]
        self._seen.update(missing)
        for pair in missing:
            score = unseen(*pair)
            if score is None:
                self._apart[one].add(other)
                self._apart[other].add(one)
                break
            total, compared = self._sums[one].get(other, (0.0, 0))
            both = total + score, compared + 1
            self._sums[one][other] = self._sums[other][one] = both
        return bool(missing)

    def merge(self, one: int, other: int) -> list[Pair]:
        """Put the second group into the first; the pairs whose mean has changed."""
        self._members[one] = sorted(self._members[one] + self._members.pop(other))
        for near, (total, compared) in self._sums.pop(other).items():
            del self._sums[near][other]
            if near != one:
                before, count = self._sums[one].get(near, (0.0, 0))
                both = before + total, count + compared
                self._sums[one][near] = self._sums[near][one] = both
        for near in self._apart.pop(other):
            self._apart[near].discard(other)
            self._apart[near].add(one)
            self._apart[one].add(near)
        return [(min(one, near), max(one, near)) for near in self._sums[one]]

    def members(self) -> list[list[int]]:
        """All groups by their smallest position."""
        return [self._members[name] for name in sorted(self._members)]


def _sorted(pair: Pair) -> Pair:
    one, other = pair
    return (one, other) if one < other else (other, one)
