"""A telling: one event of one document with all that comparing it takes, worked out once. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from facta.link.shingles import Copies
from facta.records import Actor, Annotation, Date, DateBasis, Event, Figure, Precision, Sentence, Span, Statement

QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
BODIES = {"IGO", "NGO"}  # kinds of body, not one body
CONTENT = {"NOUN", "PROPN", "VERB", "ADJ"}
SAID_SO = {"named", "institution", "document", "outlet"}


class Days(Struct, frozen=True, order=True):
    """The first and last day that a date may mean."""

    begin: Date
    end: Date

    def exclude(self, other: Days) -> bool:
        """Whether no day is in both."""
        return self.begin > other.end or other.begin > self.end


class Telling(Struct, frozen=True):
    """
    An event and what it is compared by.

    `order` puts the earliest account first. `words` are the lemmas of its passage without those of its actors and
    times, `sentence_words` those of the whole sentence; `heading` says that it stands in one. `figures` are those of
    its sentence; `lengths` durations of hours and minutes there, `lengths_nearby` also those in the sentences beside
    it. `originator` is whom the telling goes back to, `publisher` who printed its account. `quoted` are the words,
    two or more, that stand in quotation marks in its sentence.
    """

    order: tuple[Date, str, int, str]
    event: Event
    actors: frozenset[str]
    recipients: frozenset[str]
    days: Days | None
    words: frozenset[str]
    sentence_words: frozenset[str]
    heading: bool
    figures: tuple[Figure, ...]
    lengths: frozenset[str]
    lengths_nearby: frozenset[str]
    originator: str
    quoted: frozenset[str] = frozenset()
    publisher: str | None = None

    @property
    def ends(self) -> frozenset[str]:
        """All parties, whatever their side."""
        return self.actors | self.recipients

    @property
    def real(self) -> bool:
        """Whether it is told as a thing that is or was so (or was not), not as planned or possible."""
        return not {"hypothetical", "future"} & set(self.event.auxiliary)

    @property
    def negated(self) -> bool:
        """Whether it is told as not having happened."""
        return "negation" in self.event.auxiliary

    @property
    def vague(self) -> bool:
        """Whether so little is told of it that it would fit too much: a side or the month is missing."""
        return not self.actors or not self.recipients or self.event.date_precision not in ("day", "month")


def dyad_end(actor: Actor) -> str:
    """The country of an actor; the name where there is none, or only the kind of body (IGO, NGO)."""
    return actor.name if actor.country is None or actor.country in BODIES else actor.country


def ends(actors: Iterable[Actor]) -> frozenset[str]:
    """The dyad ends of some actors."""
    return frozenset(dyad_end(actor) for actor in actors)


def nearby_ends(annotation: Annotation, sentence: int) -> frozenset[str]:
    """The dyad ends named in a sentence and the ones beside it."""
    return ends(actor for actor in annotation.actors if abs(actor.sentence - sentence) <= 1)


def days(date: Date | None, precision: Precision | None) -> Days | None:
    """
    The days that a date of this precision may mean.

    >>> str(days(Date(2025, 2, 1), "month").end)
    '2025-02-28'
    """
    if date is None:
        return None
    if precision == "year":
        return Days(date.replace(month=1, day=1), date.replace(month=12, day=31))
    if precision == "month":
        return Days(date.replace(day=1), _month_end(date))
    if precision == "season":
        third_month = date.replace(day=1).toordinal() + 75
        return Days(date, _month_end(Date.fromordinal(min(third_month, Date.max.toordinal()))))
    return Days(date, date)


def tellings(annotation: Annotation, copies: Copies, originators: dict[str, str]) -> Iterator[Telling]:
    """The tellings of one document, in the order of its events."""
    document = annotation.document
    sentences = {sentence.index: sentence for sentence in annotation.sentences}
    headings = {sentence.index for sentence in annotation.sentences if sentence.kind == "heading"}
    for event in annotation.events:
        yield Telling(
            (document.published or Date.max, document.id, event.span.start, event.id),
            event,
            ends(event.actor),
            ends(event.recipient),
            days(event.date, event.date_precision),
            frozenset(_words(event, sentences.get(event.sentence), annotation, event.span)),
            frozenset(_words(event, sentences.get(event.sentence), annotation)),
            event.sentence in headings,
            tuple(figure for figure in annotation.figures if figure.sentence == event.sentence),
            frozenset(_lengths(annotation, event.sentence, 0)),
            frozenset(_lengths(annotation, event.sentence, 1)),
            _originator(event, sentences.get(event.sentence), annotation.statements, copies, originators),
            frozenset(_quoted(document.text, sentences.get(event.sentence))),
            document.publisher,
        )


def solid(basis: DateBasis) -> bool:
    """Whether the account itself dates the event."""
    return basis in ("stated", "narrative")


def _month_end(date: Date) -> Date:
    return date.replace(day=calendar.monthrange(date.year, date.month)[1])


def _words(
    event: Event, sentence: Sentence | None, annotation: Annotation, within: Span | None = None
) -> Iterator[str]:
    left_out = [actor.span for actor in event.actor + event.recipient] + [time.span for time in annotation.times]
    for token in sentence.tokens if sentence else ():
        own = within is None or within.start <= token.start < within.end
        if own and token.upos in CONTENT and not _within(token.start, left_out):
            yield token.lemma.casefold()


def _quoted(text: str, sentence: Sentence | None) -> Iterator[str]:
    for found in QUOTED.finditer(text, sentence.start, sentence.end) if sentence else ():
        words = re.findall(r"\w+", found[1].casefold())
        if len(words) > 1:
            yield " ".join(words)


def _lengths(annotation: Annotation, sentence: int, reach: int) -> Iterator[str]:
    """Durations below a day (PT2H) in the sentences up to `reach` away; a deadline ("within 24 hours") is none."""
    spans = [(item.start, item.end) for item in annotation.sentences if abs(item.index - sentence) <= reach]
    for time in annotation.times:
        inside = any(start <= time.span.start < end for start, end in spans)
        if inside and time.type == "DURATION" and not time.deadline and (time.value or "").startswith("PT"):
            yield str(time.value)


def _within(at: int, spans: Iterable[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _originator(
    event: Event,
    sentence: Sentence | None,
    statements: tuple[Statement, ...],
    copies: Copies,
    originators: dict[str, str],
) -> str:
    """Whoever said it, where the account passes it on; else the account its sentence is copied from; else itself."""
    if event.reported_in is not None:
        statement = statements[event.reported_in]
        if statement.relayed_by:
            return statement.relayed_by[0]
        speaker = statement.speaker
        if speaker.kind in SAID_SO and speaker.name and not speaker.name.islower():  # "employer" may be anybody's
            return speaker.name
    start, end = (sentence.start, sentence.end) if sentence else (event.span.start, event.span.end)
    source = copies.passage(event.document, start, end)
    return originators[source or event.document]
