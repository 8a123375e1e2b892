"""
Disputes over figures outside of happenings. Pure.

Counts: two accounts of one matter tell the same in much the same words, with another
number; what speaks for two things keeps them apart: other places, other nations, other
days. Rates and amounts: of one thing, in accounts of about one time.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from msgspec import Struct

from facta.link import amounts
from facta.link.amounts import ReportedFigure
from facta.link.claims import dispute
from facta.link.days import Days
from facta.link.likeness import shared
from facta.link.matter import Matter
from facta.link.passages import CONTENT
from facta.link.places import places
from facta.link.rarity import weight
from facta.link.tellings import Nearby
from facta.ontology.countries import Countries
from facta.records import Annotation, Date, Dispute, Sentence, Span

# How alike two accounts, and the sentences of two figures, are at least; chosen on the
# coded stories to learn from: of the pairs that fit so, more than half are disputed.
MATTER, SENTENCE = 0.2, 0.25
TELLING = 5.0  # bits that one word of both sentences has at least; judged
REACH = 45  # days between the publications of two that are held together; judged


class Counted(Struct, frozen=True, kw_only=True, tag=True):
    """A figure with all that comparing it takes; `thing` are the words of what it counts."""

    given: ReportedFigure
    thing: frozenset[str]
    words: frozenset[str]
    matter: Matter
    places: frozenset[str]
    nations: frozenset[str]
    days: tuple[Days, ...]

    @property
    def unit(self) -> str:
        """What it is measured in; empty for a count."""
        return self.given.figure.unit or ""

    @property
    def published(self) -> Date | None:
        """The day of its account."""
        return self.given.published

    @property
    def passage(self) -> tuple[str, Span]:
        """Where it stands."""
        return self.given.figure.document, self.given.figure.span


def counted(annotation: Annotation, matter: Matter) -> Iterator[Counted]:
    """The figures of an account that may be held against others."""
    document = annotation.document
    sentences = {one.index: one for one in annotation.sentences}
    nearby = Nearby(annotation)
    for figure in annotation.figures:
        sentence = sentences.get(figure.sentence)
        if figure.unit in amounts.MINUTES:
            continue
        given = ReportedFigure(
            figure=figure,
            published=document.published,
            publisher=document.publisher,
            ends=nearby.ends(figure.sentence) if figure.unit else frozenset(),
        )
        thing = amounts.thing(given)
        if thing and (sentence is not None or figure.unit):
            yield Counted(
                given=given,
                thing=thing,
                words=_words(sentence) if sentence else frozenset(),
                matter=matter,
                places=_places(sentence),
                nations=_nations(figure.of or ""),
                days=tuple(_days(annotation, sentence)) if sentence else (),
            )


def disputed(one: Counted, other: Counted) -> bool:
    """Whether two figures are of one thing and cannot both be right."""
    if one.unit != other.unit:
        return False
    if one.unit:
        thing = one.unit, one.thing
        return (
            one.thing == other.thing
            and amounts.against(one.given, other.given, thing)
            and amounts.one_matter(one.given, other.given, thing)
        )
    return (
        bool(one.thing & other.thing)
        and abs(_day(one) - _day(other)) <= REACH
        and amounts.against(one.given, other.given, ("", one.thing & other.thing))
        and not _other(one.places, other.places)
        and not _other(one.nations, other.nations)
        and not _other_days(one, other)
        and shared(one.words, other.words) >= SENTENCE
        and any(weight(word) >= TELLING for word in one.words & other.words)
        and one.matter.likeness(other.matter) >= MATTER
    )


def over(group: Sequence[Counted]) -> Dispute:
    """The dispute over figures of one thing."""
    given = [one.given for one in group]
    clear = not group[0].unit or len(group[0].thing) >= amounts.TELLING_WORDS
    return dispute(
        "number",
        "direct" if clear else "tension",
        amounts.worded(given),
        map(amounts.assertion, given),
    )


def _day(one: Counted) -> int:
    """The day of its account as a number; 0 where it has none."""
    return one.published.toordinal() if one.published else 0


def _places(sentence: Sentence | None) -> frozenset[str]:
    if sentence is None:
        return frozenset()
    return frozenset(place.name for place in places(sentence))


def _other(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _other_days(one: Counted, other: Counted) -> bool:
    """Whether both sentences tell days, and none of them may be one."""
    if not one.days or not other.days:
        return False
    return all(a.exclude(b) for a in one.days for b in other.days)


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
