"""
What a document has told when a sentence begins: its sentences before it, and the times
that date their words.

A `Story` is laid out once for a document; `before` gives what stands before a sentence,
for `dating` to ask.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from facta.extract.layout import Layout
from facta.extract.times.homes import Home, hanging
from facta.extract.times.syntax import Clauses
from facta.language.syntax import Tree
from facta.records import Document, Sentence, Time

# sentences that are looked back over for a heading, for the story's time and for an act
# told before
BACK = 12
OLD = datetime.timedelta(days=365)


class Laid:
    """
    A sentence with its clauses, its times, and for each word the times that date it of
    themselves.
    """

    def __init__(self, tree: Tree, times: Sequence[Time], document: Document) -> None:
        self.tree = tree
        self.sentence = tree.sentence
        self.times = times_in(tree.sentence, times)
        self._document = document

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses of the sentence."""
        return Clauses(self.tree)

    @cached_property
    def hung(self) -> dict[int, list[tuple[Time, Home]]]:
        """For each word, the times that date it, each with what it belongs to."""
        return hanging(self.clauses, self.times)

    def dated(self) -> Iterator[tuple[int, Time, Home]]:
        """Each word that a day, month, season or year up to publication dates."""
        for word, held in self.hung.items():
            yield from (
                (word, time, place)
                for time, place in held
                if telling(time, self._document)
            )

    def time_of(self, index: int) -> Time | None:
        """
        The time up to publication that dates a word or what shares its time, unless it
        counts from the word.
        """
        start = self.clauses.tokens[index].start
        for here in self.clauses.sharing(index):
            for time, _ in self.hung.get(here, ()):
                if (
                    telling(time, self._document)
                    and not time.span.start <= start < time.span.end
                ):
                    return time
        return None


class Told(Struct, frozen=True, kw_only=True):
    """
    What stands before a sentence, and the sentence itself.

    `before` are the sentences up to `BACK` behind it, none above a heading, the nearest
    first; of these, `paragraph` stand in its own paragraph and `near` in that or the
    one before. `heading` is a day that stands over them.
    """

    here: Laid
    before: tuple[Laid, ...]
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
        for laid in (self.here, *self.before[: self.paragraph]):
            moving = [
                time
                for _, time, place in laid.dated()
                if place.moves or (place.told and laid is not self.here)
            ]
            if moving and published is not None:
                last = max(moving, key=_start)
                return last.end is not None and published - last.end > OLD
        return False


class Story:
    """
    The sentences of a document with their times, each laid out once.

    Args:
        layout: the document.
        times: those of the document, in order.
    """

    def __init__(self, layout: Layout, times: Sequence[Time]) -> None:
        self._document = layout.document
        self._laid = [Laid(tree, times, layout.document) for tree in layout.trees]

    def before(self, mine: int) -> Told:
        """What has been told when a sentence begins, by its place in the layout."""
        before: list[Laid] = []
        breaks = paragraph = near = 0
        heading: Time | None = None
        for at in range(mine - 1, max(mine - BACK, 0) - 1, -1):
            laid, after = self._laid[at], self._laid[at + 1]
            breaks += (
                "\n" in self._document.text[laid.sentence.end : after.sentence.start]
            )
            if laid.sentence.kind == "heading":
                heading = _day_over(laid, self._document)
                break
            before.append(laid)
            paragraph += breaks == 0
            near += breaks <= 1
        return Told(
            here=self._laid[mine],
            before=tuple(before),
            paragraph=paragraph,
            near=near,
            document=self._document,
            heading=heading,
        )


def times_in(sentence: Sentence, times: Sequence[Time]) -> Sequence[Time]:
    """Those of `times`, which are in text order, that start within a sentence."""
    first = bisect_left(times, sentence.start, key=_start)
    return times[first : bisect_left(times, sentence.end, key=_start)]


def _start(one: Time) -> int:
    return one.span.start


def _day_over(laid: Laid, document: Document) -> Time | None:
    """The time that is all of a heading, unless it is the day of the account itself."""
    if len(laid.times) != 1 or not telling(laid.times[0], document):
        return None
    (time,) = laid.times
    words = [token for token in laid.sentence.tokens if token.upos != "PUNCT"]
    covered = sum(time.span.start <= token.start < time.span.end for token in words)
    if len(words) - covered > 1 or time.begin == document.published:
        return None
    return time


def telling(time: Time, document: Document) -> bool:
    """Whether a time is a resolved day, month, season or year that is not to come."""
    ahead = (
        document.published is not None
        and time.begin is not None
        and time.begin > document.published
    )
    resolved = (
        time.begin is not None
        and time.precision is not None
        and time.basis != "unresolved"
    )
    return (
        resolved and not ahead and not time.deadline and time.type in ("DATE", "TIME")
    )
