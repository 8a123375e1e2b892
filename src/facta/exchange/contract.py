"""
What `facta annotate` and `facta link --json` write: records in the shapes of the
contract, as JSON. Pure.
"""

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
    except UnicodeEncodeError:
        # a lone surrogate; what is stored and what is written agree
        return msgspec.json.encode(
            document_line(storable(annotation), with_text=with_text)
        )


def linked_json(linked: Linked) -> bytes:
    """Happenings and disputes as one JSON object."""
    return msgspec.json.encode(linked_line(storable(linked)))


def document_line(annotation: Annotation, *, with_text: bool) -> DocumentLine:
    """The contract's form of an annotation."""
    document = annotation.document
    return DocumentLine(
        id=document.id,
        source=document.source,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        text_sha256=storable(document).text_sha256,
        sentences=tuple(
            Bounds(sentence.start, sentence.end) for sentence in annotation.sentences
        ),
        times=tuple(map(_time, annotation.times)),
        actors=tuple(map(_actor, annotation.actors)),
        events=tuple(map(_event, annotation.events)),
        statements=tuple(map(_statement, annotation.statements)),
        commitments=tuple(map(_commitment, annotation.commitments)),
        figures=tuple(map(_figure, annotation.figures)),
        text=document.text if with_text else msgspec.UNSET,
    )


def linked_line(linked: Linked) -> LinkedLine:
    """The contract's form of what linking found."""
    happenings = tuple(
        HappeningLine(
            id=item.id,
            event_type=item.event_type,
            date=item.date,
            actor=item.actor,
            recipient=item.recipient,
            reports=tuple(
                TellingLine(report.document, report.event, report.again)
                for report in item.reports
            ),
            originators=item.originators,
            date_precision=item.date_precision,
            date_basis=item.date_basis,
            when=when(
                item.date,
                item.date_precision,
                item.date_basis,
                auxiliary=item.auxiliary,
            ),
        )
        for item in linked.happenings
    )
    disputes = tuple(
        DisputeLine(
            item.attribute,
            item.strength,
            tuple(
                ClaimLine(
                    claim.value, tuple(map(ReportLine, claim.documents, claim.events))
                )
                for claim in item.values
            ),
        )
        for item in linked.disputes
    )
    return LinkedLine(happenings, disputes)


def _time(time: Time) -> TimeLine:
    return TimeLine(
        start=time.span.start,
        end=time.span.end,
        text=time.span.text,
        type=time.type,
        value=time.value,
    )


def _end(actor: Actor) -> End:
    return End(
        start=actor.span.start,
        end=actor.span.end,
        text=actor.span.text,
        name=actor.name,
        country=actor.country,
        sector=actor.sector,
    )


def _actor(actor: Actor) -> ActorLine:
    span = actor.span
    return ActorLine(
        start=span.start,
        end=span.end,
        text=span.text,
        name=actor.name,
        country=actor.country,
        sector=actor.sector,
        office=actor.office,
    )


def _event(event: Event) -> EventLine:
    return EventLine(
        id=event.id,
        event_type=event.event_type,
        mode=event.mode,
        contexts=event.contexts,
        auxiliary=event.auxiliary,
        quad_code=event.quad_code,
        score=event.score,
        actor=tuple(map(_end, event.actor)),
        recipient=tuple(map(_end, event.recipient)),
        date=event.date,
        date_precision=event.date_precision,
        date_basis=event.date_basis,
        start=event.span.start,
        end=event.span.end,
        event_text=event.span.text,
        rule=event.rule,
        confidence=event.confidence,
        reported_in=event.reported_in,
        when=when(
            event.date,
            event.date_precision,
            event.date_basis,
            auxiliary=event.auxiliary,
        ),
        date_reason=event.date_reason,
    )


def _statement(statement: Statement) -> StatementLine:
    speaker, at = statement.speaker, statement.speaker.span
    start, end, text = (at.start, at.end, at.text) if at else (None, None, None)
    return StatementLine(
        speaker=SpeakerLine(
            start=start,
            end=end,
            text=text,
            name=speaker.name,
            country=speaker.country,
            sector=speaker.sector,
            kind=speaker.kind,
        ),
        cue=statement.cue,
        content=statement.content,
        direct=statement.direct,
        channel=statement.channel,
        relation=statement.relation,
        date=statement.date,
        date_precision=statement.date_precision,
        date_basis=statement.date_basis,
        when=when(statement.date, statement.date_precision, statement.date_basis),
    )


def _commitment(commitment: Commitment) -> CommitmentLine:
    deadline = commitment.deadline.text if commitment.deadline else None
    return CommitmentLine(
        kind=commitment.kind,
        maker=_end(commitment.maker),
        recipient=_end(commitment.recipient) if commitment.recipient else None,
        content=commitment.content,
        condition=commitment.condition.text if commitment.condition else None,
        deadline=commitment.due or deadline,
        status=commitment.status,
    )


def _figure(figure: Figure) -> FigureLine:
    return FigureLine(
        start=figure.span.start,
        end=figure.span.end,
        text=figure.span.text,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        of=figure.of,
        attributed_to=figure.attributed_to,
        direction=figure.direction,
        date=figure.date,
        date_precision=figure.date_precision,
        date_basis=figure.date_basis,
        when=when(figure.date, figure.date_precision, figure.date_basis),
    )
