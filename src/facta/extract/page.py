"""
A laid-out document with the times and actors found in it.

What says, does, promises and counts is read from a `Page`: it is made once for a
document and handed to the extractors that need to know who is where, and when.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import cached_property

from facta.extract.layout import Layout
from facta.extract.times import Dated, Narrative, Position, dating
from facta.records import Actor, Time

HEARD = 0.5  # chance from which an act is heard; judged, not fitted
AROUND = 6  # sentences before and behind one that tell of what it tells; by dev


class Page:
    """
    A document, found by place.

    Args:
        layout: the document.
        times: its expressions of time.
        actors: its mentions of actors.
    """

    def __init__(
        self, layout: Layout, times: Sequence[Time], actors: Sequence[Actor]
    ) -> None:
        self.layout = layout
        self.document, self.text = layout.document, layout.text
        self.trees = layout.trees
        self.lexicon = layout.lexicon
        self.times = tuple(
            sorted(times, key=lambda time: (time.span.start, time.span.end))
        )
        self.time_starts = [time.span.start for time in self.times]
        self.actors = tuple(
            sorted(actors, key=lambda actor: (actor.span.start, -actor.span.end))
        )
        self.actor_starts = [actor.span.start for actor in self.actors]
        self._narrative = Narrative(layout, self.times)

    @cached_property
    def quiet(self) -> float:
        """The share of sentences in which the language model hears no act."""
        told = [
            any(one.chance >= HEARD for one in tree.sentence.triggers or ())
            for tree in self.trees
        ]
        return told.count(False) / len(told) if told else 0.0

    def share(self, number: int, countries: Set[str]) -> float:
        """
        The share of some countries among all that are mentioned around a sentence.
        """
        around = self._mentioned[max(0, number - AROUND) : number + AROUND + 1]
        named = sum(len(mentions) for mentions in around)
        told = sum(code in countries for mentions in around for code in mentions)
        return told / named if named else 0.0

    @cached_property
    def _mentioned(self) -> list[list[str]]:
        """The country of each mention that has one, sentence by sentence."""
        return [
            [actor.country for actor in self.actors_in(number) if actor.country]
            for number in range(len(self.trees))
        ]

    def times_between(self, start: int, end: int) -> Sequence[Time]:
        """The time expressions that begin within `[start, end)`."""
        first = bisect_left(self.time_starts, start)
        return self.times[first : bisect_left(self.time_starts, end)]

    def actors_between(self, start: int, end: int) -> Sequence[Actor]:
        """The actor mentions that lie within `[start, end)`, in text order."""
        first = bisect_left(self.actor_starts, start)
        last = bisect_left(self.actor_starts, end)
        return [actor for actor in self.actors[first:last] if actor.span.end <= end]

    @cached_property
    def _by_sentence(self) -> dict[int, list[Actor]]:
        found: dict[int, list[Actor]] = {}
        for actor in self.actors:
            found.setdefault(actor.sentence, []).append(actor)
        return found

    def actors_in(self, number: int) -> Sequence[Actor]:
        """The actor mentions of a sentence, by its place."""
        return self._by_sentence.get(self.trees[number].sentence.index, ())

    def narrative(self, number: int) -> Position:
        """What the text has told when a sentence begins."""
        return self._narrative.before(number)

    def dated(self, number: int, token: int, without: Time | None = None) -> Dated:
        """
        The date of what a token tells, by the times of its sentence but one, and by
        what the text has told before.
        """
        sentence = self.trees[number].sentence
        times = self.times_between(sentence.start, sentence.end)
        asked = [time for time in times if time != without]
        return dating(token, self.narrative(number), asked)
