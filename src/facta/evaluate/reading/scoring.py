"""
One passage as found against its coding: all that is counted of it.

    account(passage)                        the passage as a document to annotate
    measured(passage, annotation, quads)    everything that was compared in it
    findings(passage, annotation, quads)    each comparison, with what is wrong
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from facta.evaluate.corpus import Passage
from facta.evaluate.reading import amounts, deeds, mentions, said, sentences
from facta.evaluate.reading.counts import Finding, counted
from facta.evaluate.scores import Score
from facta.records import Annotation, Document, PublishedBasis, content_id

PUBLISHERS = {
    "wikinews": "Wikinews",
    "globalvoices": "Global Voices",
    "whitehouse": "The White House",
}


class Measured(Struct, frozen=True):
    """A passage with all that was compared in it."""

    passage: Passage
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, Score]:
        """The counts of each line."""
        return counted(self.findings)

    def plus(self, findings: Iterable[Finding]) -> Measured:
        """The same with more that was compared."""
        return Measured(self.passage, (*self.findings, *findings))


def account(passage: Passage) -> Document:
    """A passage as a document of its own, with its title, publisher and day."""
    day = passage.published
    basis: PublishedBasis = "given" if day else "unresolved"
    return Document(
        id=content_id(passage.id, passage.text),
        source=passage.id,
        text=passage.text,
        title=passage.title,
        publisher=PUBLISHERS.get(passage.source),
        published=day,
        published_basis=basis,
        url=passage.url,
    )


def measured(
    passage: Passage, annotation: Annotation, quads: Mapping[str, int]
) -> Measured:
    """
    A passage with the findings of its annotation.

    Args:
        quads: the quad class of each type.
    """
    return Measured(passage, tuple(findings(passage, annotation, quads)))


def with_baseline(
    results: Iterable[Measured], told: Mapping[str, list[str]]
) -> list[Measured]:
    """
    The results with what the words alone tell of the sentences, by passage id; those of
    which it tells nothing stay as they are.
    """
    return [_with_baseline(each, told) for each in results]


def _with_baseline(each: Measured, told: Mapping[str, list[str]]) -> Measured:
    passage = each.passage
    if passage.id not in told:
        return each
    asked = sentences.labelled(passage)
    return each.plus(sentences.findings("words", asked, told[passage.id]))


def findings(
    passage: Passage, annotation: Annotation, quads: Mapping[str, int]
) -> Iterator[Finding]:
    """
    Everything that is compared; words only where the passage was read for them.

    Args:
        quads: the quad class of each type.
    """
    yield from mentions.findings(passage, annotation.actors)
    yield from deeds.findings(passage, annotation.events, quads)
    if passage.words:
        coded = passage.words
        yield from said.attributions(passage, coded, annotation.said)
        yield from said.commitments(passage, coded, annotation.commitments)
        yield from amounts.figures(coded, annotation.figures)
        yield from amounts.times(coded, annotation.times)
    asked = sentences.labelled(passage)
    told = [
        sentences.first_type(annotation.events, each.start, each.end) for each in asked
    ]
    yield from sentences.findings("facta", asked, told)
