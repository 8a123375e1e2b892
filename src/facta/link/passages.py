"""
What stands in the sentences of one account that comparing its tellings takes. Pure.

Words are those that carry matter, without the parties and the times, which are compared
apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from facta.records import Annotation, Event, Figure, Sentence, Span, Token

QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


class Passages:
    """
    What stands in each sentence of one account, worked out once however many events it
    tells.
    """

    def __init__(self, annotation: Annotation) -> None:
        self._text = annotation.document.text
        self._sentences = {
            sentence.index: sentence for sentence in annotation.sentences
        }
        self.headings = {
            sentence.index
            for sentence in annotation.sentences
            if sentence.kind == "heading"
        }
        self.figures: dict[int, list[Figure]] = defaultdict(list)
        for figure in annotation.figures:
            self.figures[figure.sentence].append(figure)
        self._times = sorted(annotation.times, key=lambda time: time.span)
        self._time_starts = [time.span.start for time in self._times]
        self._content: dict[int, list[Token]] = {}
        self._quoted: dict[int, frozenset[str]] = {}
        self._lengths = self._lengths_by_sentence(annotation.sentences)

    def sentence(self, index: int) -> Sentence | None:
        """The sentence of this number, if there is one."""
        return self._sentences.get(index)

    def words(
        self, event: Event, within: Callable[[int], bool] = lambda _: True
    ) -> Iterator[str]:
        """
        The lemmas of an event's sentence, or of the part `within` which they begin,
        without those of its actors and of times.
        """
        tokens = self._content_of(event.sentence)
        parties = _covered(
            [token.start for token in tokens],
            (actor.span for actor in event.actor + event.recipient),
        )
        for token in tokens:
            if within(token.start) and token.start not in parties:
                yield token.lemma.casefold()

    def _content_of(self, sentence: int) -> list[Token]:
        """The content words of a sentence outside its times."""
        if sentence not in self._content:
            found = self._sentences.get(sentence)
            self._content[sentence] = [
                token
                for token in (found.tokens if found else ())
                if token.upos in CONTENT and not self._timed(token.start)
            ]
        return self._content[sentence]

    def _timed(self, offset: int) -> bool:
        place = bisect_right(self._time_starts, offset) - 1
        return place >= 0 and offset < self._times[place].span.end

    def quoted(self, sentence: int) -> frozenset[str]:
        """The words, two or more, that stand in quotation marks in a sentence."""
        if sentence not in self._quoted:
            self._quoted[sentence] = frozenset(
                _quoted(self._text, self._sentences.get(sentence))
            )
        return self._quoted[sentence]

    def lengths(self, sentence: int, reach: int) -> frozenset[str]:
        """Durations below a day (PT2H) in the sentences up to `reach` away."""
        near = range(sentence - reach, sentence + reach + 1)
        return frozenset().union(*(self._lengths.get(number, ()) for number in near))

    def _lengths_by_sentence(
        self, sentences: Sequence[Sentence]
    ) -> dict[int, set[str]]:
        """Durations below a day by sentence; a deadline ("within 24 hours") is none."""
        found: dict[int, set[str]] = defaultdict(set)
        starts = [sentence.start for sentence in sentences]
        for time in self._times:
            place = bisect_right(starts, time.span.start) - 1
            inside = place >= 0 and time.span.start < sentences[place].end
            if (
                inside
                and time.type == "DURATION"
                and not time.deadline
                and (time.value or "").startswith("PT")
            ):
                found[sentences[place].index].add(str(time.value))
        return found


def _quoted(text: str, sentence: Sentence | None) -> Iterator[str]:
    if sentence is None:
        return
    for found in QUOTED.finditer(text, sentence.start, sentence.end):
        words = re.findall(r"\w+", found[1].casefold())
        if len(words) > 1:
            yield " ".join(words)


def _covered(starts: Sequence[int], spans: Iterable[Span]) -> set[int]:
    """Those of some offsets, in order, that lie in one of the spans."""
    found: set[int] = set()
    for span in spans:
        first = bisect_left(starts, span.start)
        found.update(starts[first : bisect_left(starts, span.end, lo=first)])
    return found
