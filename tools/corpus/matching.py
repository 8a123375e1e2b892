"""
One to one: what one reader marked against what another did, and how far two agree.
Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from facta.evaluate.scores import share

One = TypeVar("One")
Other = TypeVar("Other")
Unit = Sequence[Hashable]


def matched(
    ones: Sequence[One],
    others: Sequence[Other],
    *fits: Callable[[One, Other], bool],
) -> list[tuple[int, int]]:
    """
    Pairs of positions, none twice, as many as can be.

    Pairs are sought by the first test, then by the next among all, so that what fits
    best goes first and the last test decides how many there are.

    Source: Kuhn (1955), by augmenting paths.

    >>> matched([1, 2], [2, 3], lambda a, b: a == b, lambda a, b: abs(a - b) < 2)
    [(0, 0), (1, 1)]
    """
    holder: dict[int, int] = {}
    for fit in fits:
        taken = set(holder.values())
        for position in range(len(ones)):
            if position not in taken:
                _placed(position, ones, others, fit, holder, set())
    return sorted((position, other) for other, position in holder.items())


def _placed(
    position: int,
    ones: Sequence[One],
    others: Sequence[Other],
    fit: Callable[[One, Other], bool],
    holder: dict[int, int],
    tried: set[int],
) -> bool:
    """Whether a place was found for one, moving those before it where they can be."""
    for other, each in enumerate(others):
        if other in tried or not fit(ones[position], each):
            continue
        tried.add(other)
        if other not in holder or _placed(
            holder[other], ones, others, fit, holder, tried
        ):
            holder[other] = position
            return True
    return False


def alpha(units: Sequence[Unit]) -> float | None:
    """
    Krippendorff's alpha of nominal values; None where nothing could disagree.

    Args:
        units: for each thing that was judged, the values it was given; things with
            fewer than two say nothing.

    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    0.5333333333333333
    """
    pairable = [Counter(unit) for unit in units if len(unit) > 1]
    totals: Counter[Hashable] = sum(pairable, Counter())
    count = totals.total()
    expected = count * count - sum(each * each for each in totals.values())
    if not expected:
        return None
    observed = sum(
        (unit.total() ** 2 - sum(each * each for each in unit.values()))
        / (unit.total() - 1)
        for unit in pairable
    )
    return 1 - (count - 1) * observed / expected


def b_cubed(pairs: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float]:
    """
    Precision and recall of the second clustering against the first, 0 of nothing.

    Args:
        pairs: for each mention, the cluster it has in the first and in the second.

    Source: Bagga and Baldwin (1998), Algorithms for Scoring Coreference Chains.

    >>> b_cubed([("a", 1), ("a", 1), ("b", 1), ("b", 2)])
    (0.6666666666666666, 0.75)
    """
    both = Counter(pairs)
    first = Counter(one for one, _ in pairs)
    second = Counter(other for _, other in pairs)
    precision = sum(both[pair] / second[pair[1]] for pair in pairs)
    recall = sum(both[pair] / first[pair[0]] for pair in pairs)
    return share(precision, len(pairs)), share(recall, len(pairs))


def harmonic(precision: float, recall: float) -> float:
    """Their harmonic mean; 0 where both are 0."""
    return share(2 * precision * recall, precision + recall)
