"""
A telling: one event of one document with all that comparing it takes, worked out once.
Pure.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.link.shingles import Copies
from facta.records import (
    Actor,
    Annotation,
    Date,
    DateBasis,
    Event,
    Figure,
    Precision,
    Sentence,
    Span,
    Statement,
    Token,
)

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


class Telling(Struct, frozen=True, kw_only=True):
    """
    An event and what it is compared by.

    `order` puts the earliest account first. `words` are the lemmas of its passage
    without those of its actors and times, `sentence_words` those of the whole sentence;
    `heading` says that it stands in one. `figures` are those of its sentence; `lengths`
    durations of hours and minutes there, `lengths_nearby` also those in the sentences
    beside it. `originator` is whom the telling goes back to, `publisher` who printed
    its account. `quoted` are the words, two or more, that stand in quotation marks in
    its sentence.
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
        """
        Whether it is told as a thing that is or was so (or was not), not as planned or
        possible.
        """
        return not {"hypothetical", "future"} & set(self.event.auxiliary)

    @property
    def negated(self) -> bool:
        """Whether it is told as not having happened."""
        return "negation" in self.event.auxiliary

    @property
    def vague(self) -> bool:
        """
        Whether so little is told of it that it would fit too much: a side or the month
        is missing.
        """
        return (
            not self.actors
            or not self.recipients
            or self.event.date_precision not in ("day", "month")
        )


def dyad_end(actor: Actor) -> str:
    """
    The country of an actor; the name where there is none, or only the kind of body
    (IGO, NGO).
    """
    return (
        actor.name
        if actor.country is None or actor.country in BODIES
        else actor.country
    )


def ends(actors: Iterable[Actor]) -> frozenset[str]:
    """The dyad ends of some actors."""
    return frozenset(dyad_end(actor) for actor in actors)


class Nearby:
    """The dyad ends that one account names in and around its sentences."""

    def __init__(self, annotation: Annotation) -> None:
        self._ends: dict[int, set[str]] = defaultdict(set)
        for actor in annotation.actors:
            self._ends[actor.sentence].add(dyad_end(actor))

    def ends(self, sentence: int) -> frozenset[str]:
        """The dyad ends named in a sentence and the ones beside it."""
        return frozenset().union(
            *(self._ends.get(sentence + step, ()) for step in (-1, 0, 1))
        )


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
        return Days(
            date, _month_end(Date.fromordinal(min(third_month, Date.max.toordinal())))
        )
    return Days(date, date)


def tellings(
    annotation: Annotation, copies: Copies, originators: dict[str, str]
) -> Iterator[Telling]:
    """The tellings of one document, in the order of its events."""
    document, told = annotation.document, _Account(annotation)
    for event in annotation.events:
        yield Telling(
            order=(
                document.published or Date.max,
                document.id,
                event.span.start,
                event.id,
            ),
            event=event,
            actors=ends(event.actor),
            recipients=ends(event.recipient),
            days=days(event.date, event.date_precision),
            words=frozenset(told.words(event, event.span)),
            sentence_words=frozenset(told.words(event)),
            heading=event.sentence in told.headings,
            figures=tuple(told.figures.get(event.sentence, ())),
            lengths=told.lengths(event.sentence, 0),
            lengths_nearby=told.lengths(event.sentence, 1),
            originator=_originator(
                event,
                told.sentence(event.sentence),
                annotation.statements,
                copies,
                originators,
            ),
            quoted=told.quoted(event.sentence),
            publisher=document.publisher,
        )


class _Account:
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

    def words(self, event: Event, within: Span | None = None) -> Iterator[str]:
        """
        The lemmas of an event's sentence, or of a part of it, without those of its
        actors and of times.
        """
        left_out = [actor.span for actor in event.actor + event.recipient]
        for token in self._content_of(event.sentence):
            own = within is None or within.start <= token.start < within.end
            if own and not _within(token.start, left_out):
                yield token.lemma.casefold()

    def _content_of(self, sentence: int) -> list[Token]:
        """The content words of a sentence outside its times."""
        if sentence not in self._content:
            tokens = (
                self._sentences[sentence].tokens if sentence in self._sentences else ()
            )
            kept = [
                token
                for token in tokens
                if token.upos in CONTENT and not self._timed(token.start)
            ]
            self._content[sentence] = kept
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


def solid(basis: DateBasis) -> bool:
    """Whether the account itself dates the event."""
    return basis in ("stated", "narrative")


def _month_end(date: Date) -> Date:
    return date.replace(day=calendar.monthrange(date.year, date.month)[1])


def _quoted(text: str, sentence: Sentence | None) -> Iterator[str]:
    for found in (
        QUOTED.finditer(text, sentence.start, sentence.end) if sentence else ()
    ):
        words = re.findall(r"\w+", found[1].casefold())
        if len(words) > 1:
            yield " ".join(words)


def _within(at: int, spans: Iterable[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _originator(
    event: Event,
    sentence: Sentence | None,
    statements: tuple[Statement, ...],
    copies: Copies,
    originators: dict[str, str],
) -> str:
    """
    Whoever said it, where the account passes it on; else the account its sentence is
    copied from; else itself.
    """
    if event.reported_in is not None:
        statement = statements[event.reported_in]
        if statement.relayed_by:
            return statement.relayed_by[0]
        speaker = statement.speaker
        # "employer" may be anybody's
        if speaker.kind in SAID_SO and speaker.name and not speaker.name.islower():
            return speaker.name
    start, end = (
        (sentence.start, sentence.end)
        if sentence
        else (event.span.start, event.span.end)
    )
    source = copies.passage(event.document, start, end)
    return originators[source or event.document]
