"""What `facta annotate` and `facta link --json` write: records in the shapes of the contract, as JSON. Pure."""

from __future__ import annotations

import msgspec

from facta.exchange.shapes import (
    ActorLine,
    Bounds,
    ClaimLine,
    CommitmentLine,
    DisputeLine,
    DocumentLine,
    End,
    EventLine,
    FigureLine,
    HappeningLine,
    LinkedLine,
    ReportLine,
    SpeakerLine,
    StatementLine,
    TellingLine,
    TimeLine,
)
from facta.extract.times.wording import when
from facta.ledger.rows import storable
from facta.link import Linked
from facta.records import Actor, Annotation, Commitment, Event, Figure, Statement, Time


def line(annotation: Annotation, *, with_text: bool = False) -> bytes:
    """One document as one JSON line, without the line break."""
    try:
        return msgspec.json.encode(document_line(annotation, with_text=with_text))
    except UnicodeEncodeError:  # a lone surrogate; what is stored and what is written agree
        return msgspec.json.encode(document_line(storable(annotation), with_text=with_text))


def linked_json(linked: Linked) -> bytes:
    """Happenings and disputes as one JSON object."""
    return msgspec.json.encode(linked_line(storable(linked)))


def document_line(annotation: Annotation, *, with_text: bool) -> DocumentLine:
    """The contract's form of an annotation."""
    document = annotation.document
    return DocumentLine(
        document.id,
        document.source,
        document.title,
        document.publisher,
        document.published,
        storable(document).text_sha256,
        tuple(Bounds(sentence.start, sentence.end) for sentence in annotation.sentences),
        tuple(map(_time, annotation.times)),
        tuple(map(_actor, annotation.actors)),
        tuple(map(_event, annotation.events)),
        tuple(map(_statement, annotation.statements)),
        tuple(map(_commitment, annotation.commitments)),
        tuple(map(_figure, annotation.figures)),
        document.text if with_text else msgspec.UNSET,
    )


def linked_line(linked: Linked) -> LinkedLine:
    """The contract's form of what linking found."""
    happenings = tuple(
        HappeningLine(
            item.id,
            item.event_type,
            item.date,
            item.actor,
            item.recipient,
            tuple(TellingLine(report.document, report.event, report.again) for report in item.reports),
            item.originators,
            date_precision=item.date_precision,
            date_basis=item.date_basis,
            when=when(item.date, item.date_precision, item.date_basis, auxiliary=item.auxiliary),
        )
        for item in linked.happenings
    )
    disputes = tuple(
        DisputeLine(
            item.attribute,
            item.strength,
            tuple(
                ClaimLine(claim.value, tuple(map(ReportLine, claim.documents, claim.events))) for claim in item.values
            ),
        )
        for item in linked.disputes
    )
    return LinkedLine(happenings, disputes)


def _time(time: Time) -> TimeLine:
    return TimeLine(time.span.start, time.span.end, time.span.text, time.type, time.value)


def _end(actor: Actor) -> End:
    return End(actor.span.start, actor.span.end, actor.span.text, actor.name, actor.country, actor.sector)


def _actor(actor: Actor) -> ActorLine:
    span = actor.span
    return ActorLine(span.start, span.end, span.text, actor.name, actor.country, actor.sector, actor.office)


def _event(event: Event) -> EventLine:
    return EventLine(
        event.id,
        event.event_type,
        event.mode,
        event.contexts,
        event.auxiliary,
        event.quad_code,
        event.score,
        tuple(map(_end, event.actor)),
        tuple(map(_end, event.recipient)),
        event.date,
        event.date_precision,
        event.date_basis,
        event.span.start,
        event.span.end,
        event.span.text,
        event.rule,
        event.confidence,
        event.reported_in,
        when=when(event.date, event.date_precision, event.date_basis, auxiliary=event.auxiliary),
        date_reason=event.date_reason,
    )


def _statement(statement: Statement) -> StatementLine:
    speaker, at = statement.speaker, statement.speaker.span
    start, end, text = (at.start, at.end, at.text) if at else (None, None, None)
    return StatementLine(
        SpeakerLine(start, end, text, speaker.name, speaker.country, speaker.sector, speaker.kind),
        statement.cue,
        statement.content,
        statement.direct,
        statement.channel,
        statement.relation,
        statement.date,
        date_precision=statement.date_precision,
        date_basis=statement.date_basis,
        when=when(statement.date, statement.date_precision, statement.date_basis),
    )


def _commitment(commitment: Commitment) -> CommitmentLine:
    deadline = commitment.deadline.text if commitment.deadline else None
    return CommitmentLine(
        commitment.kind,
        _end(commitment.maker),
        _end(commitment.recipient) if commitment.recipient else None,
        commitment.content,
        commitment.condition.text if commitment.condition else None,
        commitment.due or deadline,
        commitment.status,
    )


def _figure(figure: Figure) -> FigureLine:
    return FigureLine(
        figure.span.start,
        figure.span.end,
        figure.span.text,
        figure.value,
        figure.low,
        figure.high,
        figure.unit,
        figure.of,
        figure.attributed_to,
        direction=figure.direction,
        date=figure.date,
        date_precision=figure.date_precision,
        date_basis=figure.date_basis,
        when=when(figure.date, figure.date_precision, figure.date_basis),
    )
