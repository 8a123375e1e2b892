"""A ledger as flat tables for other people's programs, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from facta.exchange.pledges import PledgeRow, pledge_row
from facta.exchange.rows import (
    ActorRow,
    ClaimRow,
    CommitmentRow,
    CopyRow,
    DecisionRow,
    DocumentRow,
    EventRow,
    FigureRow,
    HappeningRow,
    ReportRow,
    SentenceRow,
    SkippedRow,
    StatementRow,
    TimeRow,
)
from facta.ledger import Decision, Ledger
from facta.ledger.nouns import Record
from facta.ledger.rows import figure_id
from facta.link import dyad_end
from facta.ontology.cameo import Cameo
from facta.records import (
    Actor,
    Annotation,
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Statement,
    Time,
)

TABLES: dict[str, type[Struct]] = {
    "documents": DocumentRow,
    "sentences": SentenceRow,
    "times": TimeRow,
    "actors": ActorRow,
    "events": EventRow,
    "statements": StatementRow,
    "commitments": CommitmentRow,
    "figures": FigureRow,
    "happenings": HappeningRow,
    "reports": ReportRow,
    "disputes": ClaimRow,
    "pledges": PledgeRow,
    "copies": CopyRow,
    "skipped": SkippedRow,
    "decisions": DecisionRow,
}


def tables(ledger: Ledger) -> Iterator[tuple[str, Iterator[Struct]]]:
    """Each table's name with its rows, in the order of `TABLES`."""
    cameo, originators = Cameo.load(), ledger.originators()
    yield "documents", (_document(item, originators) for item in ledger.documents())
    yield (
        "sentences",
        (row for item in ledger.annotations() for row in _sentences(item)),
    )
    yield (
        "times",
        (
            _time(time, item.document)
            for item in ledger.annotations()
            for time in item.times
        ),
    )
    yield (
        "actors",
        (
            _actor(actor, item.document)
            for item in ledger.annotations()
            for actor in item.actors
        ),
    )
    yield "events", _events(ledger, cameo)
    yield "statements", map(_statement, ledger.statements())
    yield "commitments", map(_commitment, ledger.commitments())
    yield "figures", map(_figure, ledger.figures())
    yield "happenings", (_happening(item, cameo) for item in ledger.happenings())
    yield "reports", (row for item in ledger.happenings() for row in _reports(item))
    yield "disputes", (row for item in ledger.disputes() for row in _claims(item))
    yield "pledges", map(pledge_row, ledger.pledges())
    yield (
        "copies",
        (CopyRow(item.document, item.of, item.share) for item in ledger.copies()),
    )
    yield "skipped", (SkippedRow(item.source, item.reason) for item in ledger.skipped())
    yield "decisions", map(_decision, ledger.decisions())


def flat(records: Iterable[Record], ledger: Ledger) -> Iterator[Struct]:
    """
    The rows of some records of a ledger, as `tables` has them; a dispute has one for
    each passage on its sides.
    """
    cameo, originators = Cameo.load(), ledger.originators()
    said = cache(
        lambda document: [
            statement.id for statement in ledger.statements(document=document)
        ]
    )
    for record in records:
        match record:
            case Document():
                yield _document(record, originators)
            case Event():
                yield _event(
                    record,
                    [] if record.reported_in is None else said(record.document),
                    cameo,
                )
            case Statement():
                yield _statement(record)
            case Commitment():
                yield _commitment(record)
            case Figure():
                yield _figure(record)
            case Happening():
                yield _happening(record, cameo)
            case Dispute():
                yield from _claims(record)


def _events(ledger: Ledger, cameo: Cameo) -> Iterator[EventRow]:
    for document in ledger.documents():
        said = [statement.id for statement in ledger.statements(document=document.id)]
        for event in ledger.events(document=document.id):
            yield _event(event, said, cameo)


def _coded(
    cameo: Cameo, event_type: str, mode: str | None
) -> tuple[str | None, float | None]:
    """
    The CAMEO code and its Goldstein score; neither for a type that CAMEO's map does not
    know.
    """
    if event_type not in cameo.typical:
        return None, None
    code = cameo.code(event_type, mode)
    return code, cameo.goldstein(code)


def _document(item: Document, originators: dict[str, str]) -> DocumentRow:
    return DocumentRow(
        id=item.id,
        source=item.source,
        title=item.title,
        publisher=item.publisher,
        published=item.published,
        url=item.url,
        text_sha256=item.text_sha256,
        originator=originators.get(item.id),
    )


def _sentences(item: Annotation) -> Iterator[SentenceRow]:
    document = item.document
    for sentence in item.sentences:
        text = document.text[sentence.start : sentence.end]
        yield SentenceRow(
            document=document.id,
            position=sentence.index,
            start=sentence.start,
            end=sentence.end,
            kind=sentence.kind,
            text=text,
        )


def _time(item: Time, document: Document) -> TimeRow:
    return TimeRow(
        document=document.id,
        start=item.span.start,
        end=item.span.end,
        text=item.span.text,
        type=item.type,
        value=item.value,
        basis=item.basis,
        first_day=item.begin,
        last_day=item.end,
        precision=item.precision,
        deadline=item.deadline,
    )


def _actor(item: Actor, document: Document) -> ActorRow:
    return ActorRow(
        document=document.id,
        start=item.span.start,
        end=item.span.end,
        text=item.span.text,
        name=item.name,
        country=item.country,
        sector=item.sector,
        office=item.office,
        claim=item.claim,
    )


def _event(item: Event, said: list[str], cameo: Cameo) -> EventRow:
    code, goldstein = _coded(cameo, item.event_type, item.mode)
    return EventRow(
        id=item.id,
        document=item.document,
        event_type=item.event_type,
        mode=item.mode,
        contexts=item.contexts,
        auxiliary=item.auxiliary,
        quad_code=item.quad_code,
        score=item.score,
        cameo_code=code,
        goldstein=goldstein,
        actor=tuple(map(dyad_end, item.actor)),
        actor_name=tuple(actor.name for actor in item.actor),
        actor_sector=tuple(actor.sector or "UNK" for actor in item.actor),
        recipient=tuple(map(dyad_end, item.recipient)),
        recipient_name=tuple(actor.name for actor in item.recipient),
        recipient_sector=tuple(actor.sector or "UNK" for actor in item.recipient),
        date=item.date,
        date_precision=item.date_precision,
        date_basis=item.date_basis,
        start=item.span.start,
        end=item.span.end,
        event_text=item.span.text,
        rule=item.rule,
        confidence=item.confidence,
        reported_in=None if item.reported_in is None else said[item.reported_in],
        made_by=item.made_by,
    )


def _statement(item: Statement) -> StatementRow:
    return StatementRow(
        id=item.id,
        document=item.document,
        speaker=item.speaker.name,
        speaker_kind=item.speaker.kind,
        country=item.speaker.country,
        sector=item.speaker.sector,
        content=item.content.text,
        start=item.content.start,
        end=item.content.end,
        direct=item.direct,
        channel=item.channel,
        relation=item.relation,
        date=item.date,
        date_precision=item.date_precision,
        date_basis=item.date_basis,
        made_by=item.made_by,
    )


def _commitment(item: Commitment) -> CommitmentRow:
    return CommitmentRow(
        id=item.id,
        document=item.document,
        kind=item.kind,
        maker=dyad_end(item.maker),
        recipient=dyad_end(item.recipient) if item.recipient else None,
        content=item.content.text,
        start=item.content.start,
        end=item.content.end,
        condition=item.condition.text if item.condition else None,
        deadline=item.deadline.text if item.deadline else None,
        due=item.due,
        status=item.status,
        date=item.date,
        date_precision=item.date_precision,
        date_basis=item.date_basis,
        made_by=item.made_by,
    )


def _figure(item: Figure) -> FigureRow:
    return FigureRow(
        id=figure_id(item),
        document=item.document,
        text=item.span.text,
        start=item.span.start,
        end=item.span.end,
        value=item.value,
        low=item.low,
        high=item.high,
        unit=item.unit,
        of=item.of,
        attributed_to=item.attributed_to,
        direction=item.direction,
        date=item.date,
        date_precision=item.date_precision,
        date_basis=item.date_basis,
        made_by=item.made_by,
    )


def _happening(item: Happening, cameo: Cameo) -> HappeningRow:
    code, goldstein = _coded(cameo, item.event_type, item.mode)
    return HappeningRow(
        id=item.id,
        event_type=item.event_type,
        mode=item.mode,
        auxiliary=item.auxiliary,
        quad_code=item.quad_code,
        score=item.score,
        cameo_code=code,
        goldstein=goldstein,
        actor=item.actor,
        recipient=item.recipient,
        date=item.date,
        date_precision=item.date_precision,
        date_basis=item.date_basis,
        reports=tuple(report.event for report in item.reports),
        originators=item.originators,
        made_by=item.made_by,
    )


def _reports(item: Happening) -> Iterator[ReportRow]:
    for report in item.reports:
        for event in report.events:
            yield ReportRow(
                happening=item.id,
                document=report.document,
                event=event,
                originator=report.originator,
                first=event == report.event,
            )


def _claims(item: Dispute) -> Iterator[ClaimRow]:
    for claim in item.values:
        for document, span, event in zip(
            claim.documents, claim.spans, claim.events, strict=True
        ):
            yield ClaimRow(
                dispute=item.id,
                attribute=item.attribute,
                strength=item.strength,
                subject=item.subject,
                happening=item.happening,
                value=claim.value,
                document=document,
                event=event,
                start=span.start,
                end=span.end,
                text=span.text,
            )


def _decision(item: Decision) -> DecisionRow:
    return DecisionRow(
        number=item.number,
        record=item.record,
        kind=item.kind,
        verdict=item.verdict,
        note=item.note,
        value=item.value,
        decided_by=item.by,
        decided_at=item.at.isoformat(),
    )
