"""
Disputes over counts outside of happenings: two accounts of one matter that tell the same
in much the same words, with another number. Pure.

What speaks for two things keeps them apart: other places, other nations, other days.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from facta.link import amounts
from facta.link.amounts import ReportedFigure
from facta.link.claims import dispute
from facta.link.clusters import components
from facta.link.days import Days
from facta.link.likeness import shared
from facta.link.matter import Matter
from facta.link.passages import CONTENT
from facta.link.places import places
from facta.link.rarity import weight
from facta.ontology.countries import Countries
from facta.records import Annotation, Date, Dispute, Sentence, Span

# How alike two accounts, and the sentences of two figures, are at least; chosen on the
# coded stories to learn from: of the pairs that fit so, more than half are disputed.
MATTER, SENTENCE = 0.2, 0.25
TELLING = 5.0  # bits that one word of both sentences has at least; judged
NEAREST = 20  # figures before one, in time, that it is held against; judged
REACH = 45  # days between the publications of two that are held together; judged
Pair: TypeAlias = tuple[ReportedFigure, ReportedFigure]


class Counted(Struct, frozen=True, kw_only=True):
    """A figure with all that comparing it takes."""

    given: ReportedFigure
    thing: frozenset[str]
    words: frozenset[str]
    matter: Matter
    places: frozenset[str]
    nations: frozenset[str]
    days: tuple[Days, ...]

    @property
    def day(self) -> int:
        """The day of its account as a number; 0 where it has none."""
        published = self.given.published
        return published.toordinal() if published else 0


def between(
    annotations: Sequence[Annotation],
    matters: Mapping[str, Matter],
    settled: Sequence[Dispute],
) -> Iterator[Dispute]:
    """
    The disputes over figures that those already found do not hold; `matters` tells by
    document what each account is about.
    """
    done = amounts.claimed(settled)
    blocks: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for annotation in annotations:
        for one in _counted(annotation, matters[annotation.document.id], done):
            for word in one.thing:
                for chief in one.matter.chief:
                    blocks[word, chief].append(one)
    pairs = {pair for block in blocks.values() for pair in _pairs(block)}
    for group in _groups(pairs):
        yield dispute(
            "number",
            "direct",
            amounts.worded(group),
            [amounts.assertion(one) for one in group],
        )


def _pairs(block: Sequence[Counted]) -> Iterator[Pair]:
    """Figures of one thing that cannot both be right, the earlier first."""
    ordered = sorted(block, key=_order)
    for place, one in enumerate(ordered):
        for other in ordered[max(0, place - NEAREST) : place]:
            if _disputed(other, one):
                yield other.given, one.given


def _groups(pairs: Collection[Pair]) -> Iterator[list[ReportedFigure]]:
    """Figures that are disputed with one another, directly or through others."""
    figures = sorted({one for pair in pairs for one in pair}, key=_place)
    at = {one: place for place, one in enumerate(figures)}
    for group in components((at[one], at[other]) for one, other in pairs):
        yield [figures[place] for place in group]


def _place(given: ReportedFigure) -> tuple[str, Span]:
    return given.figure.document, given.figure.span


def _order(one: Counted) -> tuple[int, str, Span]:
    return one.day, one.given.figure.document, one.given.figure.span


def _disputed(one: Counted, other: Counted) -> bool:
    """Whether two figures of one thing cannot both be right."""
    return (
        abs(one.day - other.day) <= REACH
        and amounts.against(one.given, other.given, ("", one.thing & other.thing))
        and not _other(one.places, other.places)
        and not _other(one.nations, other.nations)
        and not _other_days(one, other)
        and shared(one.words, other.words) >= SENTENCE
        and any(weight(word) >= TELLING for word in one.words & other.words)
        and one.matter.likeness(other.matter) >= MATTER
    )


def _other(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _other_days(one: Counted, other: Counted) -> bool:
    """Whether both sentences tell days, and none of them may be one."""
    if not one.days or not other.days:
        return False
    return all(a.exclude(b) for a in one.days for b in other.days)


def _counted(
    annotation: Annotation, matter: Matter, done: set[tuple[str, Span]]
) -> Iterator[Counted]:
    """The counts of an account, without those in `done`."""
    document = annotation.document
    sentences = {one.index: one for one in annotation.sentences}
    for figure in annotation.figures:
        sentence = sentences.get(figure.sentence)
        if sentence is None or figure.unit or (document.id, figure.span) in done:
            continue
        given = ReportedFigure(
            figure=figure, published=document.published, publisher=document.publisher
        )
        thing = amounts.thing(given)
        if thing:
            yield Counted(
                given=given,
                thing=thing,
                words=_words(sentence),
                matter=matter,
                places=frozenset(place.name for place in places(sentence)),
                nations=_nations(figure.of or ""),
                days=tuple(_days(annotation, sentence)),
            )


def _words(sentence: Sentence) -> frozenset[str]:
    return frozenset(
        token.lemma.casefold() for token in sentence.tokens if token.upos in CONTENT
    )


def _days(annotation: Annotation, sentence: Sentence) -> Iterator[Days]:
    for time in annotation.times:
        inside = sentence.start <= time.span.start < sentence.end
        if inside and time.type == "DATE" and time.precision == "day":
            begin: Date | None = time.begin
            if begin is not None:
                yield Days(begin, time.end or begin)


def _nations(counted: str) -> frozenset[str]:
    """The countries whose people or adjective stand in what is counted."""
    return frozenset(
        code for word in counted.split() if (code := _peoples().get(word)) is not None
    )


@functools.cache
def _peoples() -> dict[str, str]:
    forms = Countries.load().forms()
    return {
        form: sense.country
        for form, sense in forms
        if sense.kind == "demonym" and sense.country
    }
