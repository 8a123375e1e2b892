"""
Traces in parts that have to do with one another, in memory of a few bytes for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from facta.ledger.pairs import Drawers, Numbers, Pairs
from facta.link.clusters import Pair, tie


def parted(
    members: Numbers, ties: Iterable[Pair], pairs: Pairs
) -> Iterator[tuple[list[int], list[Pair]]]:
    """
    What `facta.link.clusters.parts` gives, of members as numbers, (n,) in order, and of
    pairs that are too many to hold.
    """
    home = _homes(members, ties)
    with Drawers(3) as inside:
        for some in pairs.each():
            own = home[some[:, 0]]
            within = own == home[some[:, 1]]
            inside.put(np.column_stack((own, some))[within])
        rows = _by_home(inside)
        following = next(rows, None)
        for first, part in _parts(members, home):
            found: list[Pair] = []
            if following is not None and following[0] == first:
                at = {number: place for place, number in enumerate(part)}
                found = [(at[one], at[other]) for one, other in following[1]]
                following = next(rows, None)
            yield part, found


def _homes(members: Numbers, ties: Iterable[Pair]) -> Numbers:
    """The first member of the part of each number."""
    home = np.arange(members[-1] + 1 if len(members) else 0, dtype=np.int32)
    leaders = home.data
    for one, other in ties:
        tie(leaders, one, other)
    while not np.array_equal(home[home], home):
        home[:] = home[home]
    return home


def _parts(members: Numbers, home: Numbers) -> Iterator[tuple[int, list[int]]]:
    """Each part, in order, with its first member."""
    own = home[members]
    order = np.argsort(own, kind="stable")
    for first, where in _runs(own[order]):
        yield first, members[order[where]].tolist()


def _by_home(inside: Drawers) -> Iterator[tuple[int, list[Pair]]]:
    """The pairs inside each part that has any, with its first member, in order."""
    for rows in inside.each():
        for first, where in _runs(rows[:, 0]):
            yield first, [(one, other) for _, one, other in rows[where].tolist()]


def _runs(ordered: Numbers) -> Iterator[tuple[int, slice]]:
    """Each number of some, with the places where it stands."""
    numbers, starts = np.unique(ordered, return_index=True)
    ends = np.append(starts, len(ordered))[1:]
    for number, *place in zip(numbers.tolist(), starts, ends, strict=True):
        yield number, slice(*place)
