"""
A coded event as an account of its own: one line of text made from the row, with every
record at its passage. Pure.

The text reads `2018-06-01: Japan - Consult (040) - Vietnam (Hanoi; story 47400359)`. No
word is added that the row does not have, so no passage is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facta.exchange.incoming.codes import Codes
from facta.exchange.incoming.nouns import CodedEvent, Side
from facta.ledger.rows import plain
from facta.records import (
    Actor,
    Annotation,
    Document,
    Event,
    PublishedBasis,
    Sentence,
    Span,
    content_id,
)

BETWEEN = " - "


class Text:
    """A text that grows, and where its parts stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    def add(self, part: str) -> tuple[int, int]:
        """Puts a part at the end; where it stands."""
        start = self.length
        self._parts.append(part)
        self.length += len(part)
        return start, self.length

    def __str__(self) -> str:
        return "".join(self._parts)


def landed(event: CodedEvent, *, source: str, made_by: str) -> Annotation:
    """
    The account that a row is.

    Args:
        event: what the row says.
        source: the file and the row.
        made_by: the format and the version of what reads it.
    """
    text = Text()
    if event.date:
        text.add(f"{event.date.isoformat()}: ")
    begin = text.length
    actors = _named(event.actor, text)
    if actors:
        text.add(BETWEEN)
    what = text.add(plain(event.what))
    if event.recipient:
        text.add(BETWEEN)
    recipients = _named(event.recipient, text)
    if event.quote:
        text.add(": ")
        text.add(plain(event.quote))
    end = text.length
    if about := "; ".join(filter(None, event.about)):
        text.add(f" ({plain(about)})")
    document = _document(event, str(text), source, made_by)
    acting = _mentions(event.actor, actors, document.text)
    receiving = _mentions(event.recipient, recipients, document.text)
    ontology = Codes.load().ontology
    whole = Event(
        id=content_id("event", document.id),
        document=document.id,
        sentence=0,
        event_type=event.event_type,
        mode=event.mode,
        contexts=event.contexts,
        auxiliary=event.auxiliary,
        quad_code=ontology.quad(event.event_type),
        score=ontology.score(event.event_type, event.mode),
        actor=acting,
        recipient=receiving,
        date=event.date,
        date_precision=event.date_precision,
        date_basis=event.date_basis,
        span=Span.of(document.text, begin, end),
        trigger=Span.of(document.text, *what),
        rule=event.rule,
        confidence=event.confidence,
        made_by=made_by,
    )
    return Annotation(
        document=document,
        sentences=(_sentence(document.text),),
        actors=(*acting, *receiving),
        events=(whole,),
    )


def _named(sides: Sequence[Side], text: Text) -> list[tuple[int, int]]:
    """Puts the parties of a side into the text; where each stands."""
    places = []
    for at, side in enumerate(sides):
        if at:
            text.add("; ")
        places.append(text.add(plain(side.text)))
    return places


def _mentions(
    sides: Iterable[Side], places: Iterable[tuple[int, int]], text: str
) -> tuple[Actor, ...]:
    return tuple(
        Actor(
            span=Span.of(text, start, end),
            name=plain(side.name),
            country=side.country,
            sector=side.sector,
            office=side.office,
            sentence=0,
            head=0,
        )
        for side, (start, end) in zip(sides, places, strict=True)
    )


def _document(event: CodedEvent, text: str, source: str, made_by: str) -> Document:
    basis: PublishedBasis = "given" if event.published else "unresolved"
    said = (text, event.title, event.publisher, event.published, event.url)
    return Document(
        # by what the row says, so that rows may move about within their file
        id=content_id("row", made_by, *said),
        source=source,
        text=text,
        title=event.title,
        publisher=event.publisher,
        published=event.published,
        published_basis=basis,
        url=event.url,
    )


def _sentence(text: str) -> Sentence:
    """The line as an item of a list; no model reads it, so it has no words."""
    return Sentence(index=0, start=0, end=len(text), kind="item", tokens=())
