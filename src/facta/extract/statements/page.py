"""
One document laid out for the search for statements: trees, quotations, paragraphs and
actors, found by place.

A `Page` answers where a character stands; it decides nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from facta.extract.statements.cues import Cue
from facta.extract.statements.quotations import Quotation, paragraphs, quotations
from facta.extract.statements.tree import Tree
from facta.extract.times import Story, Told
from facta.records import Actor, Date, Document, Sentence, Time

Deed = tuple[str, str | None]


class Place(Struct, frozen=True, order=True):
    """A token: its sentence's place on the page and its index there."""

    sentence: int
    token: int


class Attribution(Struct, frozen=True, kw_only=True):
    """
    Content that a cue gives to a source, before anybody asked who the source is.

    `start` and `end` bound the content. `source` is the head of the phrase that names
    the speaker; `words` are the tokens of the cue. `quoted` holds for content that
    stands within quotation marks.
    """

    start: int
    end: int
    sentence: int
    words: tuple[int, ...]
    cue: Cue | None
    source: Place | None
    quoted: bool = False
    negated: bool = False

    @property
    def place(self) -> Place | None:
        """Where the cue stands; None where there is none."""
        return Place(self.sentence, self.words[0]) if self.words else None


def deed_at(tree: Tree, index: int) -> Deed:
    """A verb and its object, by which one deed is known when it is told again."""
    told = tree.child(index, "obj")
    return tree.tokens[index].lemma, None if told is None else tree.tokens[
        told
    ].lemma.lower()


class Page:
    """A document with its trees, quotations and actors at hand."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        actors: Sequence[Actor],
        times: Sequence[Time],
    ) -> None:
        self.document = document
        self.text = document.text
        self.trees = tuple(Tree(sentence) for sentence in sentences)
        self.starts = [sentence.start for sentence in sentences]
        self.times = tuple(
            sorted(times, key=lambda time: (time.span.start, time.span.end))
        )
        self.time_starts = [time.span.start for time in self.times]
        self.quotations: tuple[Quotation, ...] = quotations(document.text)
        self.outer = tuple(
            quotation for quotation in self.quotations if quotation.depth == 0
        )
        self.outer_starts = [quotation.outer_start for quotation in self.outer]
        self.blocks = paragraphs(document.text)
        self.block_starts = [start for start, _ in self.blocks]
        self.actors = tuple(
            sorted(actors, key=lambda actor: (actor.span.start, -actor.span.end))
        )
        self.actor_starts = [actor.span.start for actor in self.actors]
        self._story = Story(sentences, self.times, document)
        self.order = {sentence.index: place for place, sentence in enumerate(sentences)}
        self._begun: dict[Deed, Date | None] = {}

    @cached_property
    def _deeds(self) -> dict[Deed, list[Place]]:
        found: dict[Deed, list[Place]] = {}
        for number, tree in enumerate(self.trees):
            for index, token in enumerate(tree.tokens):
                if token.tag == "VBD":
                    found.setdefault(deed_at(tree, index), []).append(
                        Place(number, index)
                    )
        return found

    def day_of(self, deed: Deed) -> Date | None:
        """
        The day on which the account says that something was done: the first that a
        clause about it states alone.
        """
        if deed not in self._begun:
            told = (self._day_in(place) for place in self._deeds.get(deed, ()))
            self._begun[deed] = next((day for day in told if day is not None), None)
        return self._begun[deed]

    def _day_in(self, place: Place) -> Date | None:
        tree = self.trees[place.sentence]
        times = self.times_between(*tree.around(tree.subtree(place.token)))
        days = [
            time.begin
            for time in times
            if time.type == "DATE" and time.precision == "day" and time.begin
        ]
        return days[0] if len(days) == 1 else None

    def sentence_at(self, offset: int) -> int | None:
        """
        The sentence that holds a character, or the one before it where it stands
        between two.
        """
        place = bisect_right(self.starts, offset) - 1
        return place if place >= 0 else None

    def tokens_between(self, start: int, end: int) -> list[Place]:
        """The tokens that lie within `[start, end)`, in text order."""
        return list(self.walk(start, end))

    def walk(self, start: int, end: int) -> Iterator[Place]:
        """
        The tokens that lie within `[start, end)`, one after the other, for who does not
        need all.
        """
        for number in range(
            max(bisect_right(self.starts, start) - 1, 0), len(self.trees)
        ):
            tokens = self.trees[number].tokens
            if self.starts[number] >= end:
                break
            first = bisect_left(tokens, start, key=lambda token: token.start)
            for index in range(first, len(tokens)):
                if tokens[index].end > end:
                    break
                yield Place(number, index)

    def _last_between(self, start: int, end: int) -> list[Place]:
        """
        Of the tokens within `[start, end)` those that are in the last sentence that has
        any.
        """
        for number in range(bisect_left(self.starts, end) - 1, -1, -1):
            sentence = self.trees[number].sentence
            found = self.tokens_between(
                max(start, sentence.start), min(end, sentence.end)
            )
            if found or sentence.start <= start:
                return found
        return []

    def character_before(self, offset: int) -> str:
        """The last visible character before an offset, or nothing."""
        while offset and self.text[offset - 1].isspace():
            offset -= 1
        return self.text[offset - 1 : offset] if offset else ""

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation around a character."""
        place = bisect_right(self.outer_starts, offset) - 1
        if place >= 0 and offset < self.outer[place].outer_end:
            return self.outer[place]
        return None

    def quotations_between(self, start: int, end: int) -> Sequence[Quotation]:
        """The outermost quotations that have characters within `[start, end)`."""
        first = max(bisect_right(self.outer_starts, start) - 1, 0)
        last = bisect_left(self.outer_starts, end)
        return [
            quotation
            for quotation in self.outer[first:last]
            if quotation.outer_end > start
        ]

    def times_between(self, start: int, end: int) -> Sequence[Time]:
        """The time expressions that begin within `[start, end)`."""
        return self.times[
            bisect_left(self.time_starts, start) : bisect_left(self.time_starts, end)
        ]

    def narrative(self, number: int) -> Told:
        """What the text has told when a sentence begins."""
        return self._story.before(self.trees[number].sentence)

    def block_at(self, offset: int) -> int:
        """The paragraph that holds a character."""
        return max(bisect_right(self.block_starts, offset) - 1, 0)

    def actors_between(self, start: int, end: int) -> Sequence[Actor]:
        """The actor mentions that lie within `[start, end)`, in text order."""
        first = bisect_left(self.actor_starts, start)
        last = bisect_left(self.actor_starts, end)
        return [actor for actor in self.actors[first:last] if actor.span.end <= end]

    def start_of(self, place: Place) -> int:
        """Where a token begins."""
        return self.trees[place.sentence].tokens[place.token].start

    def is_word(self, place: Place) -> bool:
        """Whether a token is more than a mark."""
        return self.trees[place.sentence].tokens[place.token].upos != "PUNCT"

    def tells(self, tree: Tree, index: int) -> bool:
        """Whether a token is the account's own, outside every quotation."""
        return self.quotation_at(tree.tokens[index].start) is None

    def line_end(self, quotation: Quotation) -> int:
        """The end of the paragraph that a quotation begins in."""
        return self.blocks[self.block_at(quotation.outer_start)][1]

    def said_end(self, quotation: Quotation) -> int:
        """
        The end of what was said; a quotation that was never closed ends with its
        sentence.
        """
        if quotation.closed or quotation.continues:
            return quotation.end
        number = self.sentence_at(quotation.start)
        end = self.trees[number].sentence.end if number is not None else quotation.end
        return min(max(end, quotation.start + 1), quotation.end)

    def before(self, quotation: Quotation) -> list[Place]:
        """
        The tokens before a quotation, of the last sentence of its paragraph that has
        any there.

        Where none has, those that end the paragraph before, if that ends with a colon.
        """
        block = self.block_at(quotation.outer_start)
        earlier = self._last_between(self.blocks[block][0], quotation.outer_start)
        if not earlier and block and self.text[self.blocks[block - 1][1] - 1] == ":":
            earlier = self._last_between(*self.blocks[block - 1])
        return earlier

    def sentences_of(self, quotation: Quotation) -> range:
        """The sentences that a quotation touches."""
        first = self.sentence_at(quotation.outer_start)
        last = self.sentence_at(max(quotation.outer_end - 1, quotation.outer_start))
        return range(first or 0, (last if last is not None else -1) + 1)
