"""
Events that are told in one place, and which of the found tells one of the gold.

Events of one trigger and one type are one telling, so that an act that is coded once
for each of its doers counts once. Tellings go together, one to one, where their
triggers overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from facta.evaluate.corpus import CodedEvent
from facta.evaluate.reading.matching import common, one_to_one
from facta.records import Auxiliary, Event

Told = TypeVar("Told", CodedEvent, Event)


class Telling(Struct, Generic[Told], frozen=True):
    """Events of one trigger and one type; one or more."""

    events: tuple[Told, ...]

    @property
    def first(self) -> Told:
        """The one that stands for all where they hardly differ: trigger, type, day."""
        return self.events[0]

    @property
    def auxiliary(self) -> frozenset[Auxiliary]:
        """The modes of all."""
        return frozenset(mode for event in self.events for mode in event.auxiliary)


Pair = tuple[Telling[CodedEvent], Telling[Event]]


class Matching(Struct, frozen=True):
    """What goes with what, what was missed, what is false."""

    pairs: tuple[Pair, ...]
    missed: tuple[Telling[CodedEvent], ...]
    false: tuple[Telling[Event], ...]


def tellings(events: Iterable[Told]) -> list[Telling[Told]]:
    """The tellings of some events, in the order of the text."""
    places: dict[tuple[int, int, str], list[Told]] = {}
    for event in events:
        place = (event.trigger.start, event.trigger.end, event.event_type)
        places.setdefault(place, []).append(event)
    return [Telling(tuple(places[place])) for place in sorted(places)]


def matching(
    gold: Iterable[CodedEvent], found: Iterable[Event], *, of_type: bool
) -> Matching:
    """
    Tellings that go together.

    What overlaps the trigger of an optional event, and goes with no other, is left out.

    Args:
        gold: optional ones among them.
        found: every event that counts.
        of_type: whether only tellings of the same type go together.
    """
    events = tuple(gold)
    wanted = tellings(event for event in events if not event.optional)
    given = tellings(found)
    fits = one_to_one(
        # of two that overlap alike, the one of the same type is meant
        (shared + same / 2, w, g)
        for w, telling in enumerate(wanted)
        for g, other in enumerate(given)
        if (shared := _shared(telling, other))
        if (same := telling.first.event_type == other.first.event_type) or not of_type
    )
    spare = [event for event in events if event.optional]
    taken = {g for _, g in fits}
    return Matching(
        pairs=tuple((wanted[w], given[g]) for w, g in fits),
        missed=_others(wanted, {w for w, _ in fits}),
        false=tuple(
            telling
            for telling in _others(given, taken)
            if not any(overlap(event, telling.first) for event in spare)
        ),
    )


def overlap(event: CodedEvent, found: Event) -> bool:
    """Whether two events are told by words that overlap."""
    return common([event.trigger], [found.trigger]) > 0


def _shared(wanted: Telling[CodedEvent], given: Telling[Event]) -> int:
    return common([wanted.first.trigger], [given.first.trigger])


def _others(
    tellings: Sequence[Telling[Told]], taken: set[int]
) -> tuple[Telling[Told], ...]:
    return tuple(each for at, each in enumerate(tellings) if at not in taken)
