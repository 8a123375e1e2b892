"""
Which tellings are worth comparing. Pure.

Two are, where they share a key (both sides; one side with the word or the type; a place;
a rare word; a chief word of their accounts with the type) and lie near each other in
time among those that have it: a crowd costs its size, not its square. Which pairs there
are depends on what the tellings are, not on the order in which they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from facta.link.days import solid
from facta.link.rarity import weight
from facta.link.tellings import Telling
from facta.records import Date

Pair = tuple[int, int]
Key = tuple[str, ...]
# Tellings behind each in time that one is compared with, by the first word of the key;
# beyond, a hostile text would cost its square. Judged.
NEAREST = {"sides": 12, "word": 8, "type": 4, "place": 8, "rare": 8, "story": 6}
MOST = 8  # parties that a telling is looked for by: a list of all states has 190
# days between what two tellings are placed at; judged: a later mention may come late
REACH = 120
RARE = 8.0  # bits from which a word is rare enough to look for its other tellings
WORDS = 4  # of the rarest words of a passage, so many


def candidates(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Pairs of positions, smaller first, each once, in order."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for position, telling in enumerate(tellings):
        for key in keys(telling):
            blocks[key].append(position)
    days = [placed(telling) for telling in tellings]
    found: set[Pair] = set()
    for (kind, *_), block in blocks.items():
        found.update(_near_in_time(block, days, NEAREST[kind]))
    yield from sorted(found)


def keys(telling: Telling) -> frozenset[Key]:
    """What a telling shares with those that it is compared with."""
    ends = sorted(telling.ends)[:MOST]
    found: set[Key] = {("sides", *pair) for pair in combinations(ends, 2)}
    for end in ends:
        found.add(("word", end, telling.lemma))
        found.add(("type", end, telling.event.event_type))
    found |= {("place", place) for place in telling.places_nearby}
    found |= {
        ("story", word, telling.event.event_type) for word in telling.matter.chief
    }
    rare = sorted(
        (-weight(word), word) for word in telling.sentence_words if weight(word) >= RARE
    )
    return frozenset(found | {("rare", word) for _, word in rare[:WORDS]})


def placed(telling: Telling) -> int:
    """
    The day at which a telling stands among others: the last that it may mean, no later
    than its account; 0 where nothing is known.
    """
    published = telling.order[0]
    if telling.days is None:
        return 0 if published == Date.max else published.toordinal()
    if solid(telling.event.date_basis):
        return min(telling.days.end, max(published, telling.days.begin)).toordinal()
    return telling.days.begin.toordinal()


def _near_in_time(
    block: Sequence[int], days: Sequence[int], nearest: int
) -> Iterator[Pair]:
    """Each with those behind it in time, as many as there are or `nearest`."""
    ordered = sorted(block, key=lambda at: (days[at], at))
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + nearest]:
            if days[one] and days[other] - days[one] > REACH:
                break
            yield (min(one, other), max(one, other))
