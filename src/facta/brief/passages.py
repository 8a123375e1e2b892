"""
Passages: the words of an account in their surroundings, and the account's own text in
runs.

Takes annotations; gives the pieces that a page marks and the anchors it links to. Pure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from facta.brief.records import Passage, Run
from facta.records import Annotation, Sentence, Span

# Characters of the neighbouring text that a passage shows on either side; of a sentence
# it shows four times as many. Judged by eye.
AROUND = 160


class Account:
    """
    One annotated account as the brief sees it: its number and where its sentences
    stand.

    `shown` holds those of its records that the brief tells; positions count in the
    whole `annotation`.
    """

    def __init__(
        self, number: int, annotation: Annotation, shown: Annotation | None = None
    ) -> None:
        self.number = number
        self.annotation = annotation
        self.shown = shown or annotation
        self.document = annotation.document
        self._starts = [sentence.start for sentence in annotation.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character, or the one before it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return None
        return self.annotation.sentences[index]

    def tag(self, offset: int) -> str | None:
        """The tag of the word that begins at a character."""
        sentence = self.sentence_at(offset)
        words = sentence.tokens if sentence else ()
        return next((word.tag for word in words if word.start == offset), None)

    def anchor(self, offset: int) -> str:
        """The id of the sentence at a character in the brief's copy of the account."""
        sentence = self.sentence_at(offset)
        index = 0
        if sentence:
            index = sentence.index
        return f"a{self.number}s{index}"

    def passage(self, span: Span, marks: Iterable[Span] = ()) -> Passage:
        """`span` widened to its sentence, with `marks` (or itself) marked."""
        start, end = span.start, span.end
        if sentence := self.sentence_at(span.start):
            start = max(min(start, sentence.start), start - 4 * AROUND)
        if last := self.sentence_at(span.end - 1):
            end = min(max(end, last.end), end + 4 * AROUND)
        pieces = _pieces(self.document.text, start, end, sorted(marks) or [span])
        return Passage(
            account=self.number,
            document=self.document.id,
            start=span.start,
            end=span.end,
            pieces=pieces,
            anchor=self.anchor(span.start),
        )

    def runs(self) -> tuple[Run, ...]:
        """The whole text, each sentence a run with an anchor."""
        text, at, runs = self.document.text, 0, []
        for sentence in self.annotation.sentences:
            if at < sentence.start:
                runs.append(Run(text[at : sentence.start], None))
            runs.append(
                Run(
                    text[sentence.start : sentence.end],
                    f"a{self.number}s{sentence.index}",
                )
            )
            at = sentence.end
        if at < len(text):
            runs.append(Run(text[at:], None))
        return tuple(runs)


def _pieces(text: str, start: int, end: int, marks: Sequence[Span]) -> tuple[str, ...]:
    """
    `text[start:end]` cut into plain and marked pieces, plain first; marks that overlap
    are joined.
    """
    pieces, at = [], start
    for mark in marks:
        first, last = max(mark.start, at), min(mark.end, end)
        if first < last:
            pieces += [text[at:first], text[first:last]]
            at = last
    return (*pieces, text[at:end])
