"""
What a document has told when a sentence begins: its sentences before it, and the times
that date their words.

A `Narrative` is laid out once for a document; `before` gives the `Position` that it has
come to at a sentence, for `dating` to ask.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from facta.extract.clauses import Clauses
from facta.extract.layout import Layout
from facta.extract.times.attachment import Attachment, hanging
from facta.records import Document, Sentence, Time

# sentences that are looked back over for a heading, for the narrative's time and for an
# act told before; judged, not fitted
BACK = 12
# a paragraph whose days lie further back than this has nothing to do with publication
OLD = datetime.timedelta(days=365)


class TimedSentence:
    """
    A sentence with its clauses, its times, and for each word the times that date it of
    themselves.
    """

    def __init__(
        self, clauses: Clauses, times: Sequence[Time], document: Document
    ) -> None:
        self.clauses = clauses
        self.sentence = clauses.tree.sentence
        self.times = times_in(self.sentence, times)
        self._document = document

    @cached_property
    def hung(self) -> dict[int, list[tuple[Time, Attachment]]]:
        """For each word, the times that date it, each with what it belongs to."""
        return hanging(self.clauses, self.times)

    def dated(self) -> Iterator[tuple[int, Time, Attachment]]:
        """Each word that a day, month, season or year up to publication dates."""
        for word, held in self.hung.items():
            for time, place in held:
                if is_past(time, self._document):
                    yield word, time, place

    def time_of(self, index: int) -> Time | None:
        """
        The time up to publication that dates a word or what shares its time, unless it
        counts from the word.
        """
        start = self.clauses.tokens[index].start
        for here in self.clauses.sharing(index):
            for time, _ in self.hung.get(here, ()):
                holds = time.span.start <= start < time.span.end
                if is_past(time, self._document) and not holds:
                    return time
        return None


class Position(Struct, frozen=True, kw_only=True):
    """
    How far a narrative has come: a sentence, and what stands before it.

    `before` are the sentences up to `BACK` behind it, none above a heading, the nearest
    first; of these, `paragraph` stand in its own paragraph and `near` in that or the
    one before. `heading` is a day that stands over them.
    """

    here: TimedSentence
    before: tuple[TimedSentence, ...]
    paragraph: int
    near: int
    document: Document
    heading: Time | None

    @property
    def old(self) -> bool:
        """
        Whether its paragraph tells of days over a year before publication, which has
        nothing to do with them.
        """
        published = self.document.published
        if published is None:
            return False
        for sentence in (self.here, *self.before[: self.paragraph]):
            moving = list(self._moving(sentence))
            if moving:
                last = max(moving, key=_start).end
                return last is not None and published - last > OLD
        return False

    def _moving(self, sentence: TimedSentence) -> Iterator[Time]:
        """The times of a sentence that tell where the narrative stands."""
        for _, time, place in sentence.dated():
            # the time of a deed's noun counts for what is told after it only
            if place.moves or (place.narrated and sentence is not self.here):
                yield time


class Narrative:
    """
    The sentences of a document with their times, each laid out once.

    Args:
        layout: the document.
        times: those of the document, in order.
    """

    def __init__(self, layout: Layout, times: Sequence[Time]) -> None:
        self._document = layout.document
        self._sentences = [
            TimedSentence(one, times, layout.document) for one in layout.clauses
        ]

    def before(self, number: int) -> Position:
        """What has been told when a sentence begins, by its place in the layout."""
        before: list[TimedSentence] = []
        breaks = paragraph = near = 0
        heading: Time | None = None
        furthest = max(number - BACK, 0)
        for at in reversed(range(furthest, number)):
            earlier = self._sentences[at]
            breaks += self._breaks_after(at)
            if earlier.sentence.kind == "heading":
                heading = _day_over(earlier, self._document)
                break
            before.append(earlier)
            paragraph += breaks == 0
            near += breaks <= 1
        return Position(
            here=self._sentences[number],
            before=tuple(before),
            paragraph=paragraph,
            near=near,
            document=self._document,
            heading=heading,
        )

    def _breaks_after(self, number: int) -> bool:
        """Whether a paragraph ends behind a sentence."""
        end = self._sentences[number].sentence.end
        start = self._sentences[number + 1].sentence.start
        return "\n" in self._document.text[end:start]


def times_in(sentence: Sentence, times: Sequence[Time]) -> Sequence[Time]:
    """Those of `times`, which are in text order, that start within a sentence."""
    first = bisect_left(times, sentence.start, key=_start)
    behind = bisect_left(times, sentence.end, key=_start)
    return times[first:behind]


def _start(one: Time) -> int:
    return one.span.start


def _day_over(heading: TimedSentence, document: Document) -> Time | None:
    """The time that is all of a heading, unless it is the day of the account itself."""
    if len(heading.times) != 1:
        return None
    (time,) = heading.times
    if not is_past(time, document) or time.begin == document.published:
        return None
    words = [token for token in heading.sentence.tokens if token.upos != "PUNCT"]
    span = time.span
    covered = sum(span.start <= token.start < span.end for token in words)
    # a preposition or a label may stand beside it
    if len(words) - covered > 1:
        return None
    return time


def is_past(time: Time, document: Document) -> bool:
    """Whether a time is a resolved day, month, season or year that is not to come."""
    if time.begin is None or time.precision is None or time.basis == "unresolved":
        return False
    if document.published is not None and time.begin > document.published:
        return False
    return not time.deadline and time.type in ("DATE", "TIME")
