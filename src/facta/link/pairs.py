"""
Which tellings are worth comparing: a side in common and days that are not far apart.
Pure.

A telling with both sides is met by others of the same two sides; one with a side
missing by those that name the other. Of a crowd, only the nearest in time (else in
order of publication) are compared.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from facta.link.days import solid
from facta.link.tellings import Telling
from facta.link.timing import OTHER_DAY

Pair = tuple[int, int]
Key = tuple[str, ...]
MONTH_DAYS = 31  # the longest month: what is dated to one is near all of its days
# the longest season: the day of publication stands for one that is not told, which may
# lie far back; at 69 the demo loses 5 pairs, at 184 it has no other
SEASON_DAYS = 92
# tellings to either side that one is compared with; beyond, a hostile text would cost
# its square; judged, not fitted: 75 to 300 give the same on the demo
NEAREST = 150


def candidates(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Pairs of positions, smaller first, each once, in order."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for position, telling in enumerate(tellings):
        for key in _keys(telling):
            blocks[key].append(position)
    found: set[Pair] = set()
    for key, block in blocks.items():
        asking = block
        if len(key) == 1:
            asking = [at for at in block if _lacks_a_side(tellings[at])]
        if asking:
            found.update(_near_in_time(tellings, block, asking))
    yield from sorted(found)


def _lacks_a_side(telling: Telling) -> bool:
    return not (telling.actors and telling.recipients)


def _keys(telling: Telling) -> set[Key]:
    both: set[Key] = {
        (min(one, other), max(one, other))
        for one in telling.actors
        for other in telling.recipients
    }
    return both | {(end,) for end in telling.ends}


def _near_in_time(
    tellings: Sequence[Telling], block: Sequence[int], asking: Iterable[int]
) -> Iterator[Pair]:
    """
    Pairs of one that asks and one of the block; what is dated to no month is near to
    all.
    """
    dated = sorted((begin, at) for at in block if (begin := _days(tellings[at])[0]))
    begins = [begin for begin, _ in dated]
    loose = [at for at in block if not _days(tellings[at])[0]]
    for one in asking:
        begin, end = _days(tellings[one])
        dated_itself = solid(tellings[one].event.date_basis)
        reach = MONTH_DAYS if dated_itself else SEASON_DAYS
        first = bisect_left(begins, begin - reach - OTHER_DAY)
        last = bisect_right(begins, end + OTHER_DAY) if begin else len(begins)
        around = _window(bisect_left(dated, (begin, one)), first, last)
        others = [at for _, at in dated[around]] + loose[
            _window(bisect_left(loose, one), 0, len(loose))
        ]
        for other in others:
            if other != one:
                yield (min(one, other), max(one, other))


def _window(middle: int, first: int, last: int) -> slice:
    """
    The part of `first` to `last` that lies around `middle`, `NEAREST` to either side.
    """
    return slice(max(first, middle - NEAREST), min(last, middle + NEAREST))


def _days(telling: Telling) -> Pair:
    """First and last day as numbers; zeros where the date is vaguer than a month."""
    if telling.days is None:
        return 0, 0
    begin, end = telling.days.begin.toordinal(), telling.days.end.toordinal()
    return (begin, end) if end - begin <= MONTH_DAYS else (0, 0)
