"""`facta why ID`: what stands behind one line of a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import indented
from facta.ledger import Found, Ledger
from facta.records import (
    Annotation,
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from facta.extract.lexicon import Lexicon

AROUND = 120


@click.command("why")
@click.argument("record", metavar="ID")
@options.ledger
def command(record: str, ledger: Path) -> int:
    """Show the passages, the rule and the parts of the score behind a record; the beginning of its id is enough."""
    with Ledger.open(ledger, read_only=True) as opened:
        found = opened.get(record)
        for text in explained(found, opened):
            click.echo(indented(text))
        for decision in opened.decisions(found.id):
            click.echo(indented(f"  {decision.verdict} by {decision.by} on {decision.at:%Y-%m-%d}: {decision.note}"))
    return DONE


def explained(found: Found, ledger: Ledger) -> Iterator[str]:
    """The lines that explain one record."""
    match found.record:
        case Happening() as item:
            yield from _happening(item, ledger)
        case Event() as item:
            yield from _event(item, ledger.annotation(item.document))
        case Statement() as item:
            yield from _statement(item, ledger.annotation(item.document).document)
        case Commitment() as item:
            yield from _commitment(item, ledger.annotation(item.document).document)
        case Figure() as item:
            unit, of, who = item.unit or "", item.of or "?", item.attributed_to or "the account"
            yield f"figure {item.value:g} {unit} of {of}, by {who}"
            yield from _passage(item.span, (), ledger.annotation(item.document).document)
        case Dispute() as item:
            yield from _dispute(item, ledger)
        case Document() as item:
            yield f"account {item.id}: {item.title or item.source}"
            yield f"  from {item.source}, published {item.published or 'at an unknown date'} ({item.published_basis})"
            yield f"  {len(item.text)} characters, sha256 {item.text_sha256}"


def _happening(item: Happening, ledger: Ledger) -> Iterator[str]:
    ends = f"{' & '.join(item.actor) or '-'} -> {' & '.join(item.recipient) or '-'}"
    yield f"happening {item.id}: {item.event_type}{f' ({item.mode})' if item.mode else ''} {ends}"
    yield f"  date: {_date(item)}"
    yield f"  score {item.score:+.1f}, quad class {item.quad_code}"
    if item.auxiliary:
        yield f"  told as: {', '.join(item.auxiliary)}"
    yield f"  {len(item.reports)} reports from {len(item.originators)} originators"
    for report in item.reports:
        annotation = ledger.annotation(report.document)
        event = next(event for event in annotation.events if event.id == report.event)
        yield from _event(event, annotation)
        for part in item.parts.get(event.id, ()):
            yield f"    same happening by {part.name}: fit {part.fit:.2f}, weight {part.weight:.2f}"


def _event(item: Event, annotation: Annotation) -> Iterator[str]:
    yield f"  event {item.id}: rule {item.rule}, confidence {item.confidence:.2f}"
    yield f"    date: {_date(item)}{f'; {item.date_reason}' if item.date_reason else ''}"
    for side, mentions in (("actor", item.actor), ("recipient", item.recipient)):
        for mention in mentions:
            code = " ".join(part for part in (mention.country, mention.sector) if part) or "no code"
            yield f"    {side} {mention.name} ({code}) from {mention.span.text!r}"
    if item.reported_in is not None:
        speaker = annotation.statements[item.reported_in].speaker
        yield f"    as said by {speaker.name or (speaker.span.text if speaker.span else 'somebody not named')}"
    yield from _passage(item.span, (item.trigger,), annotation.document)
    yield from (f"    passed over: {rival}" for rival in _rivals(item, annotation))


def _date(item: Happening | Event) -> str:
    """A date in words, and what it rests on."""
    from facta.brief.words import BASES
    from facta.extract.times.wording import FROM_CONTEXT, when

    told = when(item.date, item.date_precision, item.date_basis, auxiliary=item.auxiliary)
    return f"{told.removesuffix(f' ({FROM_CONTEXT})')} ({BASES[item.date_basis]})" if told else BASES[item.date_basis]


@cache
def _lexicon() -> Lexicon:
    """The shipped lexicon, read once however many reports a happening has."""
    from facta.extract.lexicon import Lexicon

    return Lexicon.load()


def _rivals(item: Event, annotation: Annotation) -> Iterator[str]:
    """The readings at an event's trigger that counted for less, by the shipped lexicon."""
    from facta.extract.events import readings

    sentence = annotation.sentences[item.sentence]
    for found in readings(sentence, annotation.actors, _lexicon()):
        head = sentence.tokens[found[0].head]
        if item.trigger.start <= head.start < item.trigger.end:
            for rival in found[1:]:
                yield f"{rival.act.type}{f' ({rival.act.mode})' if rival.act.mode else ''} by rule {rival.rule}"


def _statement(item: Statement, document: Document) -> Iterator[str]:
    who = item.speaker.name or (item.speaker.span.text if item.speaker.span else "not named")
    manner = "direct" if item.direct else "indirect"
    yield f"statement {item.id}: {who} ({item.speaker.kind}), {manner}, {item.relation}"
    if item.cue:
        yield f"  cue {item.cue.text!r}{f', channel {item.channel}' if item.channel else ''}"
    yield from _passage(item.content, (), document)


def _commitment(item: Commitment, document: Document) -> Iterator[str]:
    to = f" to {item.recipient.name}" if item.recipient else ""
    yield f"commitment {item.id}: {item.kind} by {item.maker.name}{to}, {item.status}"
    if item.deadline:
        yield f"  deadline {item.deadline.text!r}, due {item.due or 'on an unknown day'}"
    yield from _passage(item.content, (), document)
    for span in item.evidence:
        yield "  evidence for the status:"
        yield from _passage(span, (), document)


def _dispute(item: Dispute, ledger: Ledger) -> Iterator[str]:
    yield f"dispute {item.id}: {item.attribute} ({item.strength}) of {item.subject}"
    for claim in item.values:
        yield f"  {claim.value}"
        for document, span in zip(claim.documents, claim.spans, strict=True):
            yield from _passage(span, (), ledger.annotation(document).document)


def _passage(span: Span, marks: tuple[Span, ...], document: Document) -> Iterator[str]:
    """The passage on one line between what stands around it, the marks in brackets."""
    text = document.text
    inside = text[span.start : span.end]
    for mark in sorted(marks, reverse=True):
        first, last = mark.start - span.start, mark.end - span.start
        inside = f"{inside[:first]}[{inside[first:last]}]{inside[last:]}"
    before, after = text[max(span.start - AROUND, 0) : span.start], text[span.end : span.end + AROUND]
    yield f"    {document.source} {span.start}-{span.end}:"
    yield f"      …{' '.join(before.split())} «{' '.join(inside.split())}» {' '.join(after.split())}…"
