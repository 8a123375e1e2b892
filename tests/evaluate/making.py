"""Builders of coded passages, and of what was found in them, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from facta.evaluate.corpus import (
    Attribution,
    CodedCommitment,
    CodedEvent,
    CodedFigure,
    CodedTime,
    Day,
    Entity,
    Mark,
    Passage,
    Words,
)
from facta.evaluate.corpus.passage import Bound, Scope, Source, WordsKind
from facta.evaluate.reading.counts import Finding, counted
from facta.records import (
    Actor,
    Auxiliary,
    CommitmentKind,
    Date,
    DateBasis,
    Event,
    Precision,
    Span,
)
from facta.testing import actor, event

QUADS = {"CONSULT": 1, "AGREE": 1, "SUPPORT": 1, "ACCUSE": 3, "REJECT": 3, "ASSAULT": 4}
NO_DAY = Day(value=None, bound="by", basis="published")


def mark(text: str, words: str, number: int = 1) -> Mark:
    """The place where words stand in a text, for the so-manyth time."""
    start = -1
    for _ in range(number):
        start = text.index(words, start + 1)
    return Mark.of(text, start, start + len(words))


def span(text: str, words: str, number: int = 1) -> Span:
    """The same as what was found has it."""
    place = mark(text, words, number)
    return Span(place.start, place.end, place.text)


def entity(
    name: str,
    countries: str,
    *mentions: Mark,
    members: tuple[str, ...] = (),
) -> Entity:
    """An entity whose id is its name; countries parted by spaces."""
    return Entity(
        id=name,
        name=name,
        kind="state",
        countries=tuple(countries.split()),
        sector=None,
        members=members,
        mentions=mentions,
    )


def day(value: str, *, bound: Bound = "on", basis: DateBasis = "stated") -> Day:
    """A day that the gold has."""
    return Day(value=value, bound=bound, basis=basis)


def deed(
    trigger: Mark,
    event_type: str,
    actors: str,
    recipients: str,
    *,
    auxiliary: tuple[Auxiliary, ...] = (),
    scope: Scope = "international",
    day: Day = NO_DAY,
    optional: bool = False,
) -> CodedEvent:
    """An event of the gold; ids of its parties parted by spaces."""
    return CodedEvent(
        trigger=trigger,
        event_type=event_type,
        mode=None,
        auxiliary=auxiliary,
        contexts=(),
        scope=scope,
        actors=tuple(actors.split()),
        recipients=tuple(recipients.split()),
        day=day,
        place=None,
        said_by=None,
        optional=optional,
    )


def said(
    speaker: str | None, *content: Mark, kind: WordsKind = "assertion"
) -> Attribution:
    """An attribution of the gold."""
    return Attribution(
        speaker=speaker,
        speaker_kind="named",
        cue=None,
        content=content,
        kind=kind,
        form="indirect",
    )


def promise(
    maker: str | None, content: Mark, *, kind: CommitmentKind = "promise"
) -> CodedCommitment:
    """A commitment of the gold."""
    return CodedCommitment(
        kind=kind,
        maker=maker,
        recipient=None,
        content=content,
        deadline=None,
        condition=None,
        status="open",
    )


def amount(
    place: Mark,
    value: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
) -> CodedFigure:
    """A figure of the gold."""
    return CodedFigure(
        span=place,
        value=value,
        low=low,
        high=high,
        unit=None,
        of=None,
        attributed_to=None,
    )


def words(
    *,
    attributions: tuple[Attribution, ...] = (),
    commitments: tuple[CodedCommitment, ...] = (),
    figures: tuple[CodedFigure, ...] = (),
    times: tuple[CodedTime, ...] = (),
) -> Words:
    """What was read of the words of a passage."""
    return Words(
        attributions=attributions,
        commitments=commitments,
        figures=figures,
        times=times,
    )


def passage(
    text: str,
    *,
    entities: Sequence[Entity] = (),
    events: Sequence[CodedEvent] = (),
    words: Words | None = None,
    name: str = "p1",
    document: str = "d1",
    source: Source = "wikinews",
) -> Passage:
    """A passage whose sentences end in full stops."""
    sentences, start = [], 0
    for part in text.split(". "):
        end = min(start + len(part) + 1, len(text))
        sentences.append((start, end))
        start = end + 1
    return Passage(
        id=name,
        document=document,
        source=source,
        licence="CC-BY-2.5",
        credit="Nobody",
        url="https://news.example/1",
        title="A title",
        published=Date(2005, 8, 12),
        kind="news",
        reader="r1",
        text=text,
        sentences=tuple(sentences),
        entities=tuple(entities),
        events=tuple(events),
        words=words,
    )


def mention(place: Span, country: str | None) -> Actor:
    """A mention that was found."""
    return replace(actor(place.text, country=country), span=place)


def told(
    trigger: Span,
    event_type: str,
    actors: str,
    recipients: str,
    *,
    auxiliary: tuple[Auxiliary, ...] = (),
    date: str | None = None,
    basis: DateBasis = "stated",
    precision: Precision = "day",
) -> Event:
    """An event that was found; countries parted by commas."""
    made = event(event_type, actors, recipients, auxiliary=auxiliary, date=date)
    found = replace(made, span=trigger, trigger=trigger)
    if date is None:
        return found
    return replace(found, date_basis=basis, date_precision=precision)


def scores(findings: Iterable[Finding]) -> dict[str, tuple[int, int, int]]:
    """Hits, gold and found of each line."""
    return {
        line: (score.hits, score.gold, score.found)
        for line, score in counted(findings).items()
    }
