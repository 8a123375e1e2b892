"""
A telling: one event of one document with all that comparing it takes, worked out once.
Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from facta.link.days import Days, days
from facta.link.passages import Passages
from facta.link.shingles import Copies
from facta.ontology.countries import BODIES
from facta.records import (
    Actor,
    Annotation,
    Date,
    Event,
    Figure,
    Sentence,
    Statement,
)

SAID_SO = frozenset({"named", "institution", "document", "outlet"})


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
    if actor.country is None or actor.country in BODIES:
        return actor.name
    return actor.country


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


def tellings(
    annotation: Annotation, copies: Copies, originators: dict[str, str]
) -> Iterator[Telling]:
    """The tellings of one document, in the order of its events."""
    document, told = annotation.document, Passages(annotation)
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
        sayer = _sayer(statements[event.reported_in])
        if sayer is not None:
            return sayer
    passage = sentence or event.span
    source = copies.passage(event.document, passage.start, passage.end)
    return originators[source or event.document]


def _sayer(statement: Statement) -> str | None:
    """From whom a statement comes; None where no name tells one from another."""
    if statement.relayed_by:
        return statement.relayed_by[0]
    speaker = statement.speaker
    # "employer" may be anybody's
    if speaker.kind in SAID_SO and speaker.name and not speaker.name.islower():
        return speaker.name
    return None
