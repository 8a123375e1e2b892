"""
The events of one passage that two readers agree on, and what is left of each reader's.
Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from facta.evaluate import Score
from facta.evaluate.corpus import CodedEvent, Mark, Passage
from tools.corpus.matching import matched

Pair = tuple[Passage, Passage]
Key = tuple[str, frozenset[str], frozenset[str], int]
Fits = Callable[[CodedEvent, CodedEvent], bool]


class Sides(Struct, frozen=True, kw_only=True):
    """
    Events of one passage: pairs that agree, and what is left of each reader's; optional
    ones and those that agree with an optional one of the other's are in neither.
    """

    agreed: tuple[tuple[CodedEvent, CodedEvent], ...]
    first: tuple[CodedEvent, ...]
    second: tuple[CodedEvent, ...]

    @property
    def score(self) -> Score:
        """Agreement on these events."""
        hits = len(self.agreed)
        return Score(hits, hits + len(self.first), hits + len(self.second))


def event_sides(pair: Pair) -> Sides:
    """
    Events that agree: one type, the same countries on each side, and triggers in one
    sentence.
    """
    first, second = pair

    def fits(one: CodedEvent, other: CodedEvent) -> bool:
        return _key(first, one) == _key(second, other)

    def close(one: CodedEvent, other: CodedEvent) -> bool:
        return one.trigger.overlaps(other.trigger) and fits(one, other)

    return _sides(pair, close, fits)


def trigger_sides(pair: Pair) -> Sides:
    """Events whose triggers overlap, of one type before others."""

    def alike(one: CodedEvent, other: CodedEvent) -> bool:
        return one.event_type == other.event_type and overlap(one, other)

    def overlap(one: CodedEvent, other: CodedEvent) -> bool:
        return one.trigger.overlaps(other.trigger)

    return _sides(pair, alike, overlap)


def _key(passage: Passage, event: CodedEvent) -> Key:
    return (
        event.event_type,
        passage.countries(*event.actors),
        passage.countries(*event.recipients),
        sentence(passage, event.trigger),
    )


def sentence(passage: Passage, mark: Mark) -> int:
    """The number, from 1, of the sentence that a span lies in."""
    for number, (_, end) in enumerate(passage.sentences, 1):
        if mark.start < end:
            return number
    raise ValueError(f"{mark.text!r} lies past the last sentence")


def _sides(pair: Pair, *fits: Fits) -> Sides:
    (one, one_spare), (two, two_spare) = map(_split, pair)
    together = matched(one, two, *fits)
    left = _left(one, {first for first, _ in together})
    right = _left(two, {second for _, second in together})
    # what agrees with an honest second reading is no disagreement
    left_excused = {first for first, _ in matched(left, two_spare, *fits)}
    right_excused = {second for _, second in matched(one_spare, right, *fits)}
    return Sides(
        agreed=tuple((one[first], two[second]) for first, second in together),
        first=tuple(_left(left, left_excused)),
        second=tuple(_left(right, right_excused)),
    )


def _split(passage: Passage) -> tuple[list[CodedEvent], list[CodedEvent]]:
    """The events of a passage, and its optional ones."""
    events = [event for event in passage.events if not event.optional]
    return events, [event for event in passage.events if event.optional]


def _left(events: Sequence[CodedEvent], taken: set[int]) -> list[CodedEvent]:
    return [event for place, event in enumerate(events) if place not in taken]
