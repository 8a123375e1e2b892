"""A ledger as flat tables for other people's programs, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from facta.exchange.rows import CommitmentRow, DocumentRow, EventRow, FigureRow, HappeningRow, StatementRow
from facta.ledger import Ledger
from facta.ledger.rows import figure_id
from facta.link import dyad_end
from facta.ontology.cameo import Cameo
from facta.records import Commitment, Document, Event, Figure, Happening, Statement

TABLES: dict[str, type[Struct]] = {
    "documents": DocumentRow,
    "events": EventRow,
    "statements": StatementRow,
    "commitments": CommitmentRow,
    "figures": FigureRow,
    "happenings": HappeningRow,
}


def tables(ledger: Ledger) -> Iterator[tuple[str, Iterator[Struct]]]:
    """Each table's name with its rows, in the order of `TABLES`."""
    cameo, originators = Cameo.load(), ledger.originators()
    yield "documents", (_document(item, originators) for item in ledger.documents())
    yield "events", _events(ledger, cameo)
    yield "statements", map(_statement, ledger.statements())
    yield "commitments", map(_commitment, ledger.commitments())
    yield "figures", map(_figure, ledger.figures())
    yield "happenings", (_happening(item, cameo) for item in ledger.happenings())


def _events(ledger: Ledger, cameo: Cameo) -> Iterator[EventRow]:
    for document in ledger.documents():
        said = [statement.id for statement in ledger.statements(document=document.id)]
        for event in ledger.events(document=document.id):
            yield _event(event, said, cameo)


def _coded(cameo: Cameo, event_type: str, mode: str | None) -> tuple[str | None, float | None]:
    """The CAMEO code and its Goldstein score; neither for a type that CAMEO's map does not know."""
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
