"""`facta why ID`: what stands behind one line of a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.reasons import quoted, reasons, rivals
from facta.cli.text import indented
from facta.ledger import Found, Ledger
from facta.records import (
    JOINED,
    MODEL,
    SAID,
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

# by whether the words are quoted
MANNERS = {True: "direct", False: "indirect"}


@click.command("why")
@click.argument("record", metavar="ID")
@options.ledger
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object instead of text."
)
def command(record: str, ledger: Path, as_json: bool) -> int:
    """
    Show the passages, the rule and the parts of the score behind a record; the
    beginning of its id is enough.
    """
    with options.opened(ledger) as opened:
        found = opened.get(record)
        if as_json:
            click.echo(msgspec.json.encode(reasons(found, opened)))
            return DONE
        for text in explained(found, opened):
            click.echo(indented(text))
        for text in judged(found, opened):
            click.echo(indented(f"  {text}"))
    return DONE


def judged(found: Found, ledger: Ledger) -> Iterator[str]:
    """What people decided of a record, and what has become of that."""
    from facta.cli.commands.decisions import UNSETTLED, summary

    mark = ledger.mark(found.id)
    if mark and "rejected" in mark.words:
        yield "it counts for nothing"
    standings = ledger.standings()
    for decision in ledger.decisions(found.id):
        yield summary(decision, standings.get(decision.number, UNSETTLED))


def explained(found: Found, ledger: Ledger) -> Iterator[str]:
    """The lines that explain one record."""
    match found.record:
        case Happening() as item:
            yield from _happening(item, ledger)
        case Event() as item:
            yield from _event(item, _telling(item.document, [item.id], ledger))
            least = ledger.least()
            if item.confidence < least:
                yield f"  less sure than {least:g}: it counts in no happening"
        case Statement() as item:
            yield from _statement(item, ledger.annotation(item.document).document)
            if not item.shown:
                yield f"  less sure than {SAID:g}: the brief leaves it out"
        case Commitment() as item:
            yield from _commitment(item, ledger.annotation(item.document).document)
            yield from _became(item, ledger)
        case Figure() as item:
            unit, of, who = (
                item.unit or "",
                item.of or "?",
                item.attributed_to or "the account",
            )
            yield f"figure {item.value:g} {unit} of {of}, by {who}"
            yield from _passage(
                item.span, (), ledger.annotation(item.document).document
            )
        case Dispute() as item:
            yield from _dispute(item, ledger)
        case Document() as item:
            from facta.brief.words import counted

            yield f"account {item.id}: {item.title or item.source}"
            yield (
                f"  from {item.source}, published "
                f"{item.published or 'at an unknown date'} ({item.published_basis})"
            )
            yield f"  {counted(len(item.text), 'character')}, sha256 {item.text_sha256}"


def _happening(item: Happening, ledger: Ledger) -> Iterator[str]:
    from facta.brief.words import kind, weight
    from facta.link.grades import backed, sourced, worded

    ends = f"{' & '.join(item.actor) or '-'} -> {' & '.join(item.recipient) or '-'}"
    yield f"happening {item.id}: {kind(item)} {ends}"
    yield f"  date: {_date(item)}"
    yield f"  score {item.score:+z.1f}, quad class {item.quad_code}"
    if item.auxiliary:
        yield f"  told as: {', '.join(item.auxiliary)}"
    yield f"  {weight(len(item.reports), len(item.originators))}"
    yield f"  {worded(item.grade)}: {backed(item.corroboration)}"
    if item.caveats:
        yield f"  {', '.join(item.caveats)}"
    for report in item.reports:
        annotation = _telling(report.document, report.events, ledger)
        told = [event for event in annotation.events if event.id in report.events]
        if not told:
            yield (
                f"  event {report.event}: its account was read anew since; run facta "
                "again"
            )
        yield f"  account {annotation.document.source}: {sourced(report)}"
        for event in told:
            yield from _event(event, annotation)
            parts = item.parts.get(event.id, ())
            if parts:
                says = (f"{part.name} {part.says:+z.1f}" for part in parts)
                yield f"    taken for the same by {', '.join(says)}"


def _telling(document: str, events: Sequence[str], ledger: Ledger) -> Annotation:
    """
    An account with events as they count; as they were extracted, where one of them
    counts for nothing.
    """
    counted = ledger.annotation(document)
    if {event.id for event in counted.events}.issuperset(events):
        return counted
    return ledger.annotation(document, extracted=True)


def _event(item: Event, annotation: Annotation) -> Iterator[str]:
    from facta.brief.words import kind, said_by

    yield f"  event {item.id}: {_reader(item.rule)}, confidence {item.confidence:.2f}"
    yield f"    date: {'; '.join(filter(None, (_date(item), item.date_reason)))}"
    for side, mentions in (("actor", item.actor), ("recipient", item.recipient)):
        for mention in mentions:
            codes = filter(None, (mention.country, mention.sector))
            code = " ".join(codes) or "no code"
            sure = f", country sure to {mention.confidence:.2f}"
            yield (
                f"    {side} {mention.name} ({code}) from {mention.span.text!r}"
                f"{sure * (mention.confidence < 1)}"
            )
    if speaker := said_by(item, annotation.statements):
        yield f"    as said by {speaker}"
    yield from _passage(item.span, (item.trigger,), annotation.document)
    for rival in rivals(item, annotation):
        by = f"rule {rival.rule}"
        if rival.chance is not None:
            by = f"the language model, with a chance of {rival.chance:.2f}"
        yield f"    passed over: {kind(rival)} by {by}"


def _reader(rule: str) -> str:
    """Who read an event: a rule of the lexicon, the language model, or both."""
    *rules, last = rule.split(JOINED)
    if last != MODEL:
        return f"rule {rule}"
    if rules:
        return f"rule {JOINED.join(rules)} and the language model"
    return "the language model"


def _date(item: Happening | Event) -> str:
    """A date in words, and what it rests on."""
    from facta.brief.words import BASES, bare
    from facta.extract.times.wording import when

    told = when(
        item.date, item.date_precision, item.date_basis, auxiliary=item.auxiliary
    )
    basis = BASES[item.date_basis]
    if told is None:
        return basis
    return f"{bare(told)} ({basis})"


def _statement(item: Statement, document: Document) -> Iterator[str]:
    from facta.brief.words import quoted as words_of

    who = item.speaker.name or words_of(item.speaker.span) or "not named"
    manner = MANNERS[item.direct]
    yield (
        f"statement {item.id}: {who} ({item.speaker.kind}), {manner}, {item.relation}, "
        f"confidence {item.confidence:.2f}"
    )
    if item.cue:
        channel = f", channel {item.channel}" * bool(item.channel)
        yield f"  cue {item.cue.text!r}{channel}"
    yield from _passage(item.content, (), document)


def _commitment(item: Commitment, document: Document) -> Iterator[str]:
    parties = item.maker.name
    if item.recipient:
        parties += f" to {item.recipient.name}"
    yield f"commitment {item.id}: {item.kind} by {parties}, {item.status}"
    if item.deadline:
        yield f"  deadline {item.deadline.text!r}, due {item.due or 'on an unknown day'}"
    yield from _passage(item.content, (), document)
    for span in item.evidence:
        yield "  evidence for the status:"
        yield from _passage(span, (), document)


def _became(item: Commitment, ledger: Ledger) -> Iterator[str]:
    """What all accounts tell of what became of a commitment, and whose these are."""
    if ledger.unlinked():
        return
    place = item.document, item.id
    pledged = next((one for one in ledger.pledges() if place in one.reports), None)
    for change in pledged.history if pledged else ():
        document = ledger.annotation(change.document).document
        whose = ", its maker's own account" * change.own
        yield f"  {change.status.replace('_', ' ')}, as {document.source} tells{whose}"
        if change.span not in item.evidence:
            yield from _passage(change.span, (), document)


def _dispute(item: Dispute, ledger: Ledger) -> Iterator[str]:
    from facta.link import sentences

    yield f"dispute {item.id}: {item.attribute} ({item.strength}) of {item.subject}"
    yield f"  {sentences.differs(item, ledger.document, sentences.country_names())}"
    for claim in item.values:
        yield f"  {claim.value}"
        for document, span in zip(claim.documents, claim.spans, strict=True):
            yield from _passage(span, (), ledger.annotation(document).document)


def _passage(span: Span, marks: tuple[Span, ...], document: Document) -> Iterator[str]:
    """The passage on one line between what stands around it, the marks in brackets."""
    found = quoted(span, document)
    inside = found.text
    for mark in sorted(marks, reverse=True):
        first, last = mark.start - span.start, mark.end - span.start
        inside = f"{inside[:first]}[{inside[first:last]}]{inside[last:]}"
    yield f"    {document.source} {span.start}-{span.end}:"
    yield (
        f"      …{' '.join(found.before.split())} «{' '.join(inside.split())}» "
        f"{' '.join(found.after.split())}…"
    )
