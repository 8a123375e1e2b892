"""
The language stage: text to sentences with words, tags, trees, names and lemmas.

    language = Language.load()
    for sentence in language.sentences(document.text): ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from facta.language.lemmas import Lemmas
from facta.language.names import names
from facta.language.parser import Parse, Parser
from facta.language.rules import Rules
from facta.language.segment import Segmenter, Stretch
from facta.language.tokens import Tokens
from facta.language.windows import cuts
from facta.lexicon import Lexicon
from facta.records import Sentence, Token

# Characters of several texts that are read as one load; judged, not fitted.
TOGETHER = 60_000
# Words of a sentence: no prose has so many, and rules look at each word in the light of
# all others. Judged, not fitted.
MOST = 600


def package_data() -> Path:
    """The folder of the package's own model."""
    return Path(str(files("facta.language").joinpath("data")))


class Language:
    """Rules, model and lemmas, loaded once."""

    def __init__(
        self, segmenter: Segmenter, tokens: Tokens, reader: Parser, lemmas: Lemmas
    ) -> None:
        self.segmenter = segmenter
        self.tokens = tokens
        self.reader = reader
        self.lemmas = lemmas

    @classmethod
    def load(
        cls,
        folder: Path | None = None,
        *,
        threads: int = 1,
        words: Lexicon | None = None,
    ) -> Language:
        """
        The language stage on the package's own model, or on that of `folder`.

        Args:
            folder: of another model.
            threads: of the model's run time.
            words: the words to go by; the package's if none are given.

        Raises:
            DataError: a data file is missing, damaged or of another version.
        """
        rules = words.sentences if words else Rules.load()
        lemmas = Lemmas(words.lemmas) if words else Lemmas.load()
        reader = Parser.load(folder or package_data(), threads=threads)
        return cls(Segmenter(rules), Tokens(rules), reader, lemmas)

    def sentences(self, text: str) -> tuple[Sentence, ...]:
        """The sentences of one text."""
        return next(self.many([text]))

    def many(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """
        The sentences of each of `texts`, in their order.

        Several texts go through the model together.
        """
        load: list[str] = []
        for text in texts:
            load.append(text)
            if sum(map(len, load)) >= TOGETHER:
                yield from self._load(load)
                load = []
        yield from self._load(load)

    def _load(self, texts: Sequence[str]) -> Iterator[tuple[Sentence, ...]]:
        rows = [list(self._rows(text)) for text in texts]
        readings = iter(self.reader.read([row.words for text in rows for row in text]))
        for text in rows:
            # Not strict: the readings of the texts that follow stay for them.
            pairs = enumerate(zip(text, readings, strict=False))
            yield tuple(
                self._sentence(index, row, reading) for index, (row, reading) in pairs
            )

    def _rows(self, text: str) -> Iterator[_Row]:
        """The sentences with their words; one of too many words is cut at a clause."""
        for stretch in self.segmenter.sentences(text):
            spans = self.tokens.words(text, stretch.start, stretch.end)
            words = [text[start:end] for start, end in spans]
            if len(words) <= MOST:
                yield _Row(stretch, spans, words)
                continue
            for first, end in cuts(words, [1] * len(words), MOST):
                part = Stretch(spans[first][0], spans[end - 1][1], stretch.kind)
                yield _Row(part, spans[first:end], words[first:end])

    def _sentence(self, index: int, row: _Row, reading: Parse) -> Sentence:
        lemma, tags = self.lemmas.lemma, map(self.lemmas.tag, row.words, reading.tags)
        columns = zip(
            row.spans,
            row.words,
            reading.upos,
            tags,
            reading.heads,
            reading.relations,
            strict=True,
        )
        tokens = tuple(
            Token(
                start=start,
                end=end,
                text=word,
                lemma=lemma(word, tag),
                upos=upos,
                tag=tag,
                head=head,
                relation=relation,
            )
            for (start, end), word, upos, tag, head, relation in columns
        )
        return Sentence(
            index=index,
            start=row.stretch.start,
            end=row.stretch.end,
            kind=row.stretch.kind,
            tokens=tokens,
            names=names(reading.names),
            triggers=tuple(reading.triggers),
            markables=tuple(reading.markables),
            bindings=tuple(reading.bindings),
        )


class _Row(NamedTuple):
    stretch: Stretch
    spans: list[tuple[int, int]]
    words: list[str]
