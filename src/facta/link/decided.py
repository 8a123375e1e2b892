"""
What people decided of happenings, laid over clusters: which events belong together and
which must stay apart. Pure.

It goes above likeness: events that belong together are one group whatever their scores,
and those that must stay apart are in two. An event that nobody spoke of stays with the
part of its group that it is most like.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from facta.link.clusters import Pair, components

Group = list[int]
# Pairs of ids of events.
Bonds = Sequence[tuple[str, str]]


def settled(
    groups: Sequence[Group],
    events: Sequence[str],
    scores: Mapping[Pair, float],
    *,
    together: Bonds = (),
    apart: Bonds = (),
) -> list[Group]:
    """
    The groups as they are decided; in the order of their first members.

    Args:
        groups: positions in clusters, each position in one.
        events: the id of the event at each position; what bonds name beside these asks
            nothing.
        scores: log-odds of the pairs of positions that were compared, smaller first.
        together: pairs that are in one group.
        apart: pairs that are not; where both are asked of a pair, this holds.

    >>> settled([[0, 1], [2]], "abc", {}, together=[("b", "c")], apart=[("a", "b")])
    [[0], [1, 2]]
    """
    at = {event: position for position, event in enumerate(events)}
    bound = _pairs(together, at)
    kept = _pairs(apart, at)
    if not bound and not kept:
        return list(groups)
    joined = components([*_chains(groups), *bound])
    foes: dict[int, set[int]] = {}
    for one, other in kept:
        foes.setdefault(one, set()).add(other)
        foes.setdefault(other, set()).add(one)
    return sorted(
        part for group in joined for part in _parted(group, bound, foes, scores)
    )


def _pairs(bonds: Bonds, at: Mapping[str, int]) -> list[Pair]:
    return sorted(
        {
            (min(at[one], at[other]), max(at[one], at[other]))
            for one, other in bonds
            if one in at and other in at and one != other
        }
    )


def _chains(groups: Sequence[Group]) -> Iterable[Pair]:
    """Every position, tied to the first of its group."""
    return ((group[0], each) for group in groups for each in group)


def _parted(
    group: Group,
    bound: Sequence[Pair],
    foes: Mapping[int, set[int]],
    scores: Mapping[Pair, float],
) -> list[Group]:
    """A group in parts without two that must stay apart; whole where none must."""
    inside = set(group)
    if not any(foes.get(one, set()) & inside for one in group):
        return [group]
    blocks = [[one] for one in group]
    for pair in bound:
        if inside.issuperset(pair):
            _tie(blocks, pair, foes)
    # those whose place is told first; the rest goes where it is most like
    blocks.sort(key=lambda block: (not any(foes.get(one) for one in block), block))
    parts: list[Group] = []
    for block in blocks:
        free = [
            part
            for part in parts
            if not any(foes.get(one, set()) & set(part) for one in block)
        ]
        if not free:
            parts.append(list(block))
            continue
        best = max(free, key=lambda part: (_mean(block, part, scores), -part[0]))
        best.extend(block)
    return [sorted(part) for part in parts]


def _tie(blocks: list[Group], pair: Pair, foes: Mapping[int, set[int]]) -> None:
    """The blocks of two positions as one, unless that joins what must stay apart."""
    one, other = (next(each for each in blocks if at in each) for at in pair)
    if one is other or any(foes.get(at, set()) & set(other) for at in one):
        return
    blocks.remove(other)
    one.extend(other)
    one.sort()


def _mean(block: Group, part: Group, scores: Mapping[Pair, float]) -> float:
    """The mean of the pairs compared; less than any where none was."""
    pairs = ((min(one, other), max(one, other)) for one in block for other in part)
    compared = [scores[pair] for pair in pairs if pair in scores]
    return sum(compared) / len(compared) if compared else -math.inf
