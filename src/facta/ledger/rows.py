"""
Records to the rows of the tables and back; pure.

A lone surrogate is no character and has no UTF-8: it is stored as U+FFFD, one character
for one, so offsets hold.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from msgspec import Struct

from facta.ledger.sums import Row
from facta.link.linked import Linked
from facta.records import (
    Actor,
    Annotation,
    Commitment,
    Date,
    Dispute,
    Event,
    Figure,
    Happening,
    Sentence,
    Span,
    Statement,
    Time,
    content_id,
)

Record = TypeVar("Record", bound=Struct)
MADE_BY, PARSE, RECORD, RECORDS = 9, 11, 12, 13  # columns of `documents`
SURROGATES = dict.fromkeys(range(55296, 57344), "�")


def plain(text: str) -> str:
    r"""
    The text without lone surrogates.

    >>> plain("a\ud800b")
    'a\ufffdb'
    """
    return text.translate(SURROGATES)


def storable(record: Record) -> Record:
    """The record as it can be stored: itself, unless its text holds lone surrogates."""
    try:
        msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.convert(_plain(msgspec.to_builtins(record)), type(record))
    return record


def _plain(value: object) -> object:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def mark(annotation: Annotation, stages: str) -> str:
    """The sha256 of all an annotation says, wherever its document was read from."""
    document = msgspec.structs.replace(annotation.document, source="")
    return fingerprint(msgspec.structs.replace(annotation, document=document), stages)


def records(annotation: Annotation) -> int:
    """How many records a document has, its sentences among them."""
    return sum(len(group) for group in msgspec.structs.astuple(annotation)[1:])


def fingerprint(record: Struct, stages: str = "") -> str:
    """The sha256 of all a record says."""
    return hashlib.sha256(msgspec.json.encode((record, stages))).hexdigest()


def stages_of(annotation: Annotation) -> str:
    """The stages and versions that made the records of an annotation, in order."""
    records = (
        annotation.events,
        annotation.statements,
        annotation.commitments,
        annotation.figures,
    )
    return " ".join(sorted({record.made_by for group in records for record in group}))


def figure_id(figure: Figure) -> str:
    """The id of a figure: its place and its value."""
    return content_id(
        "figure",
        figure.document,
        figure.span.start,
        figure.span.end,
        figure.value,
        figure.of,
    )


def packed(sentences: tuple[Sentence, ...]) -> bytes:
    """
    Sentences with their words, compressed: as plain JSON they would be ten times the
    text.
    """
    return zlib.compress(msgspec.json.encode(sentences), 6)


def unpacked(parse: bytes) -> tuple[Sentence, ...]:
    """What was packed."""
    return msgspec.json.decode(zlib.decompress(parse), type=tuple[Sentence, ...])


def annotation_rows(
    annotation: Annotation, stages: str
) -> Iterator[tuple[str, list[Row]]]:
    """Each table with the rows of one document, parents before children."""
    document = annotation.document
    yield "documents", [_document(annotation, stages)]
    yield (
        "sentences",
        [
            (
                None,
                document.id,
                at,
                item.start,
                item.end,
                item.kind,
                document.text[item.start : item.end],
            )
            for at, item in enumerate(annotation.sentences)
        ],
    )
    yield (
        "times",
        [(document.id, at, *_time(item)) for at, item in enumerate(annotation.times)],
    )
    yield (
        "actors",
        [(document.id, at, *_actor(item)) for at, item in enumerate(annotation.actors)],
    )
    yield (
        "events",
        [(document.id, at, *_event(item)) for at, item in enumerate(annotation.events)],
    )
    yield (
        "event_ends",
        [
            (document.id, at, side, position, end.name, end.country, end.sector)
            for at, item in enumerate(annotation.events)
            for side, ends in (("actor", item.actor), ("recipient", item.recipient))
            for position, end in enumerate(ends)
        ],
    )
    yield (
        "statements",
        [
            (document.id, at, *_statement(item))
            for at, item in enumerate(annotation.statements)
        ],
    )
    yield (
        "commitments",
        [
            (document.id, at, *_commitment(item))
            for at, item in enumerate(annotation.commitments)
        ],
    )
    yield (
        "figures",
        [
            (document.id, at, *_figure(item))
            for at, item in enumerate(annotation.figures)
        ],
    )


def linked_rows(linked: Linked) -> Iterator[tuple[str, list[Row]]]:
    """Each link table with all its rows, parents before children."""
    yield "happenings", [_happening(item) for item in linked.happenings]
    yield (
        "happening_ends",
        [
            (item.id, side, at, name)
            for item in linked.happenings
            for side, names in (("actor", item.actor), ("recipient", item.recipient))
            for at, name in enumerate(names)
        ],
    )
    yield (
        "reports",
        [
            (item.id, at, document, event, originator)
            for item in linked.happenings
            for at, (document, event, originator) in enumerate(_tellings(item))
        ],
    )
    yield "disputes", [_dispute(item) for item in linked.disputes]
    yield (
        "claims",
        [
            (item.id, at, claim.value, " ".join(claim.documents))
            for item in linked.disputes
            for at, claim in enumerate(item.values)
        ],
    )
    yield "originators", list(linked.originators.items())
    yield "copies", [(item.document, item.of, item.share) for item in linked.copies]


def _tellings(item: Happening) -> Iterator[tuple[str, str, str]]:
    """Document, event and originator of each event that tells a happening."""
    return (
        (report.document, event, report.originator)
        for report in item.reports
        for event in report.events
    )


def _day(date: Date | None) -> str | None:
    return date.isoformat() if date else None


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _document(annotation: Annotation, stages: str) -> Row:
    item = annotation.document
    return (
        *(
            item.id,
            item.source,
            item.title,
            item.publisher,
            _day(item.published),
            item.published_basis,
            item.url,
        ),
        *(item.text_sha256, len(item.text), stages, mark(annotation, stages)),
        *(packed(annotation.sentences), msgspec.json.encode(item), records(annotation)),
    )


def _time(item: Time) -> Row:
    span = item.span
    return (
        span.start,
        span.end,
        span.text,
        item.type,
        item.value,
        item.basis,
        msgspec.json.encode(item),
    )


def _actor(item: Actor) -> Row:
    span, record = item.span, msgspec.json.encode(item)
    return (
        span.start,
        span.end,
        span.text,
        item.name,
        item.country,
        item.sector,
        item.office,
        item.claim,
        record,
    )


def _event(item: Event) -> Row:
    return (
        *(
            item.id,
            item.sentence,
            item.event_type,
            item.mode,
            " ".join(item.contexts),
            " ".join(item.auxiliary),
        ),
        *(
            item.quad_code,
            item.score,
            _day(item.date),
            item.date_precision,
            item.date_basis,
        ),
        *(
            item.span.start,
            item.span.end,
            item.span.text,
            item.rule,
            item.confidence,
            item.reported_in,
        ),
        *(item.made_by, msgspec.json.encode(item)),
    )


def _statement(item: Statement) -> Row:
    speaker, content = item.speaker, item.content
    return (
        *(
            item.id,
            item.sentence,
            speaker.name,
            speaker.kind,
            speaker.country,
            speaker.sector,
            _text(item.cue),
        ),
        *(
            content.text,
            content.start,
            content.end,
            int(item.direct),
            item.channel,
            item.relation,
        ),
        *(
            _day(item.date),
            item.date_basis,
            item.addressee,
            item.target,
            item.stance,
            item.denies,
        ),
        *(item.made_by, msgspec.json.encode(item)),
    )


def _commitment(item: Commitment) -> Row:
    recipient, content = item.recipient, item.content
    return (
        *(item.id, item.sentence, item.kind, item.maker.name, item.maker.country),
        *(
            recipient.name if recipient else None,
            recipient.country if recipient else None,
        ),
        *(
            content.text,
            content.start,
            content.end,
            _text(item.condition),
            _text(item.deadline),
            _day(item.due),
        ),
        *(
            item.status,
            _day(item.date),
            item.date_basis,
            item.event_type,
            item.made_by,
            msgspec.json.encode(item),
        ),
    )


def _figure(item: Figure) -> Row:
    span = item.span
    return (
        *(
            figure_id(item),
            item.sentence,
            span.start,
            span.end,
            span.text,
            item.value,
            item.low,
            item.high,
            item.unit,
        ),
        *(
            item.of,
            item.attributed_to,
            _day(item.date),
            item.made_by,
            msgspec.json.encode(item),
        ),
    )


def _happening(item: Happening) -> Row:
    return (
        *(
            item.id,
            item.event_type,
            item.mode,
            " ".join(item.auxiliary),
            item.quad_code,
            item.score,
            _day(item.date),
        ),
        *(
            item.date_precision,
            item.date_basis,
            len(item.reports),
            len(item.originators),
        ),
        *(item.made_by, msgspec.json.encode(item)),
    )


def _dispute(item: Dispute) -> Row:
    record = msgspec.json.encode(item)
    return (
        item.id,
        item.attribute,
        item.strength,
        item.subject,
        item.happening,
        item.made_by,
        record,
    )
