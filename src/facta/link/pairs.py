"""
Which tellings are worth comparing: a side in common and days that are not far apart. Pure.

A telling with both sides is met by others of the same two sides; one with a side missing by all that name the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from facta.link.likeness import OTHER_DAY
from facta.link.tellings import Telling

Pair = tuple[int, int]
Key = tuple[str, ...]


def candidates(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Pairs of positions, smaller first, each once, in order."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for position, telling in enumerate(tellings):
        for key in _keys(telling):
            blocks[key].append(position)
    found: set[Pair] = set()
    for key, block in blocks.items():
        found.update(pair for pair in _near_in_time(tellings, block) if len(key) == 2 or _halved(tellings, pair))
    yield from sorted(found)


def _keys(telling: Telling) -> set[Key]:
    both: set[Key] = {(min(one, other), max(one, other)) for one in telling.actors for other in telling.recipients}
    return both | {(end,) for end in telling.ends}


def _halved(tellings: Sequence[Telling], pair: Pair) -> bool:
    return any(not tellings[position].actors or not tellings[position].recipients for position in pair)


def _near_in_time(tellings: Sequence[Telling], block: Sequence[int]) -> Iterator[Pair]:
    dated = sorted((days, at) for at in block if (days := tellings[at].days))
    for place, (days, one) in enumerate(dated):
        for later, other in dated[place + 1 :]:
            if (later.begin - days.end).days > OTHER_DAY:
                break
            yield (min(one, other), max(one, other))
    undated = [at for at in block if tellings[at].days is None]
    for place, one in enumerate(undated):
        for other in undated[place + 1 :] + [at for _, at in dated]:
            yield (min(one, other), max(one, other))
