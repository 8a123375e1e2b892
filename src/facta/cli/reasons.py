"""
What stands behind a record, as one object: its passages, rules, parts of scores and
rivals.

Takes a record and the ledger that holds it; gives a `Reasons`, which `facta why --json`
writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from facta.ledger import Decision, Found, Ledger
from facta.ledger.nouns import Kind, Record
from facta.records import (
    JOINED,
    Annotation,
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Part,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from facta.extract.events import Reading
    from facta.lexicon import Lexicon

# Characters of the account that are shown before and after a passage; judged by eye.
AROUND = 120


class Quoted(Struct, frozen=True, kw_only=True):
    """
    Words of an account at `[start, end)` of its text, with what stands `before` and
    `after` them.
    """

    document: str
    source: str
    start: int
    end: int
    text: str
    before: str
    after: str


class Rival(Struct, frozen=True):
    """
    Another reading at the trigger; `chance` is that of the language model's own, None
    for one of the lexicon's.
    """

    event_type: str
    mode: str | None
    rule: str
    chance: float | None = None


class Coding(Struct, frozen=True, kw_only=True):
    """
    Why an event was coded so, what its rivals were, and by which parts it was taken for
    the same happening.
    """

    event: Event
    said_by: str | None
    passage: Quoted
    rivals: tuple[Rival, ...]
    parts: tuple[Part, ...]


class Reasons(Struct, frozen=True, kw_only=True):
    """
    A record with what stands behind it; `codings` are empty where it rests on no event.
    """

    id: str
    kind: Kind
    record: Record
    passages: tuple[Quoted, ...]
    codings: tuple[Coding, ...]
    decisions: tuple[Decision, ...]


def reasons(
    found: Found,
    ledger: Ledger,
) -> Reasons:
    """All that a ledger holds behind one record."""
    codings = tuple(_codings(found, ledger))
    passages = tuple(coding.passage for coding in codings) or tuple(
        _passages(found, ledger)
    )
    return Reasons(
        id=found.id,
        kind=found.kind,
        record=found.record,
        passages=passages,
        codings=codings,
        decisions=tuple(ledger.decisions(found.id)),
    )


def _codings(
    found: Found,
    ledger: Ledger,
) -> Iterator[Coding]:
    match found.record:
        case Happening() as item:
            for report in item.reports:
                annotation = ledger.annotation(report.document, extracted=True)
                for event in (
                    event for event in annotation.events if event.id in report.events
                ):
                    yield _coding(event, annotation, item.parts.get(event.id, ()))
        case Event() as item:
            yield _coding(item, ledger.annotation(item.document, extracted=True), ())


def _coding(
    event: Event,
    annotation: Annotation,
    parts: tuple[Part, ...],
) -> Coding:
    from facta.brief.words import said_by

    return Coding(
        event=event,
        said_by=said_by(event, annotation.statements),
        passage=quoted(event.span, annotation.document),
        rivals=tuple(rivals(event, annotation)),
        parts=parts,
    )


def _passages(
    found: Found,
    ledger: Ledger,
) -> Iterator[Quoted]:
    for name, span in _spans(found.record):
        yield quoted(span, ledger.annotation(name).document)


def _spans(record: Record) -> Iterator[tuple[str, Span]]:
    """Document and place of each passage of a record that is no event."""
    match record:
        case Statement() as item:
            yield item.document, item.content
        case Commitment() as item:
            yield from (
                (item.document, span) for span in (item.content, *item.evidence)
            )
        case Figure() as item:
            yield item.document, item.span
        case Dispute() as item:
            for claim in item.values:
                yield from zip(claim.documents, claim.spans, strict=True)


def quoted(
    span: Span,
    document: Document,
) -> Quoted:
    """The words at a span between what stands around them."""
    text, start, end = document.text, span.start, span.end
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    return Quoted(
        document=document.id,
        source=document.source,
        start=start,
        end=end,
        text=text[start:end],
        before=before,
        after=after,
    )


@cache
def _lexicon() -> Lexicon:
    """The shipped lexicon, read once however many reports a happening has."""
    from facta.lexicon import Lexicon

    return Lexicon.load()


def rivals(
    item: Event,
    annotation: Annotation,
) -> Iterator[Rival]:
    """
    The readings at an event's trigger other than its own, by the shipped lexicon and as
    the language model read it.
    """
    from facta.extract.events import readings
    from facta.language.syntax import Tree

    sentence = annotation.sentences[item.sentence]
    for found in readings(Tree(sentence, _lexicon()), annotation.actors):
        head = sentence.tokens[found[0].head]
        if item.trigger.start <= head.start < item.trigger.end:
            yield from (_rival(other) for other in found if not _own(other, item))


def _own(
    reading: Reading,
    item: Event,
) -> bool:
    """Whether an event was coded by a reading."""
    alike = (reading.act.type, reading.act.mode) == (item.event_type, item.mode)
    return alike and reading.rule in item.rule.split(JOINED)


def _rival(reading: Reading) -> Rival:
    act, voice = reading.act, reading.voice
    chance = voice.of_type if voice else None
    return Rival(act.type, act.mode, reading.rule, chance)
