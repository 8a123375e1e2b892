"""
One document laid out for extraction: its trees, paragraphs and quotations, found by
place.

A `Layout` is made once for a document and handed to every extractor. It answers where a
character stands; it decides nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from facta.extract.clauses import Clauses
from facta.extract.paragraphs import paragraphs
from facta.extract.quotations import Quotation, quotations
from facta.extract.words import Words, words
from facta.language.syntax import Tree
from facta.lexicon import Lexicon
from facta.records import Document, Sentence, Token


class Place(Struct, frozen=True, order=True):
    """A token: its sentence's place in the document and its index there."""

    sentence: int
    token: int


class Layout:
    """
    A document with its trees at hand.

    Args:
        document: the account.
        sentences: its parsed sentences, in text order.
        lexicon: the words that it is read by.
    """

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], lexicon: Lexicon
    ) -> None:
        self.document = document
        self.lexicon = lexicon
        self.text = document.text
        self.sentences = tuple(sentences)
        self.trees = tuple(Tree(sentence, lexicon) for sentence in sentences)
        self.starts = [sentence.start for sentence in sentences]

    @cached_property
    def place_of(self) -> dict[int, int]:
        """The place in `trees` of each sentence by its index in the document."""
        return {one.index: place for place, one in enumerate(self.sentences)}

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words of each sentence, finer than tokens, as times and figures read."""
        return tuple(words(self.text, tree) for tree in self.trees)

    @cached_property
    def clauses(self) -> tuple[Clauses, ...]:
        """The clauses of each sentence, as dates need them."""
        return tuple(Clauses(tree) for tree in self.trees)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands between quotation marks, in text order."""
        return quotations(self.text, self.lexicon.speech.contents.elisions)

    @cached_property
    def outer(self) -> tuple[Quotation, ...]:
        """The quotations that stand in no other."""
        return tuple(one for one in self.quotations if one.depth == 0)

    @cached_property
    def _outer_starts(self) -> list[int]:
        return [one.outer_start for one in self.outer]

    @cached_property
    def blocks(self) -> Sequence[tuple[int, int]]:
        """The paragraphs, as offsets."""
        return paragraphs(self.text)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [start for start, _ in self.blocks]

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
        first = max(bisect_right(self.starts, start) - 1, 0)
        for number in range(first, len(self.trees)):
            tokens = self.trees[number].tokens
            if self.starts[number] >= end:
                break
            begin = bisect_left(tokens, start, key=lambda token: token.start)
            for index in range(begin, len(tokens)):
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
            begin, stop = max(start, sentence.start), min(end, sentence.end)
            found = self.tokens_between(begin, stop)
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
        place = bisect_right(self._outer_starts, offset) - 1
        if place >= 0 and offset < self.outer[place].outer_end:
            return self.outer[place]
        return None

    def quotations_between(self, start: int, end: int) -> Sequence[Quotation]:
        """The outermost quotations that have characters within `[start, end)`."""
        first = max(bisect_right(self._outer_starts, start) - 1, 0)
        last = bisect_left(self._outer_starts, end)
        return [one for one in self.outer[first:last] if one.outer_end > start]

    def block_at(self, offset: int) -> int:
        """The paragraph that holds a character."""
        return max(bisect_right(self._block_starts, offset) - 1, 0)

    def token(self, place: Place) -> Token:
        """The token at a place."""
        return self.trees[place.sentence].tokens[place.token]

    def is_word(self, place: Place) -> bool:
        """Whether a token is more than a mark."""
        return self.token(place).upos != "PUNCT"

    def is_quoted(self, place: Place) -> bool:
        """Whether a token stands within a quotation."""
        return self.quotation_at(self.token(place).start) is not None

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
        end = quotation.end if number is None else self.trees[number].sentence.end
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
        return range(first or 0, (-1 if last is None else last) + 1)
