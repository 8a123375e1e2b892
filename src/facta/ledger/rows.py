"""
Records to the rows of the tables and back; pure.

A lone surrogate is no character and has no UTF-8: it is stored as U+FFFD, one character
for one, so offsets hold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from facta.ledger.columns import (
    ACTOR,
    CLAIM,
    COMMITMENT,
    COPY,
    DECIDED,
    DISPUTE,
    DOCUMENT,
    EVENT,
    EVENT_END,
    FIGURE,
    HAPPENING,
    HAPPENING_END,
    PLEDGE,
    PLEDGE_CHANGE,
    PLEDGE_REPORT,
    REPORT,
    SENTENCE,
    STATEMENT,
    TIME,
    records,
)
from facta.ledger.nouns import Mark, Standing
from facta.ledger.sums import Row, Value
from facta.link.linked import Linked
from facta.records import Annotation, Date, Event, Happening, Pledge
from facta.shapes import Row as Shaped
from facta.shapes import Shape

Record = TypeVar("Record", bound=Struct)
Batch = tuple[str, list[Row]]
# U+D800 to U+DFFF: halves of a character that JSON may hold alone
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


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


def fingerprint(record: Struct, stages: str = "") -> str:
    """The sha256 of all a record says."""
    return hashlib.sha256(msgspec.json.encode((record, stages))).hexdigest()


def stages_of(annotation: Annotation) -> str:
    """The stages and versions that made the records of an annotation, in order."""
    groups = (
        annotation.events,
        annotation.statements,
        annotation.commitments,
        annotation.figures,
    )
    return " ".join(sorted({record.made_by for group in groups for record in group}))


def annotation_rows(annotation: Annotation, stages: str) -> Iterator[Batch]:
    """Each table with the rows of one document, parents before children."""
    document = annotation.document
    fingerprint = mark(annotation, stages)
    own = DOCUMENT.row(annotation, made_by=stages, fingerprint=fingerprint)
    yield "documents", [stored(own)]
    yield "sentences", list(_sentences(annotation))
    groups: tuple[tuple[str, Shape[Any], tuple[Struct, ...]], ...] = (
        ("times", TIME, annotation.times),
        ("actors", ACTOR, annotation.actors),
        ("events", EVENT, annotation.events),
        ("statements", STATEMENT, annotation.statements),
        ("commitments", COMMITMENT, annotation.commitments),
        ("figures", FIGURE, annotation.figures),
    )
    for table, shape, items in groups:
        yield (
            table,
            [
                stored(shape.row(item, document=document.id, position=at))
                for at, item in enumerate(items)
            ],
        )
        if table == "events":
            yield "event_ends", list(_event_ends(document.id, annotation.events))


def linked_rows(linked: Linked) -> Iterator[Batch]:
    """Each link table with all its rows, parents before children."""
    yield "happenings", list(map(happening_row, linked.happenings))
    yield "happening_ends", list(_happening_ends(linked))
    yield "reports", [row for item in linked.happenings for row in _reports(item)]
    yield "disputes", [stored(DISPUTE.row(item)) for item in linked.disputes]
    yield (
        "claims",
        [
            stored(CLAIM.row(claim, dispute=item.id, position=at))
            for item in linked.disputes
            for at, claim in enumerate(item.values)
        ],
    )
    yield (
        "originators",
        [
            {"document": document, "originator": originator}
            for document, originator in linked.originators.items()
        ],
    )
    yield "copies", [stored(COPY.row(item)) for item in linked.copies]
    yield from pledge_rows(linked.pledges)


def happening_row(item: Happening) -> Row:
    """The row of one happening."""
    return stored(HAPPENING.row(item))


def counted_rows(document: str, counted: Annotation | None) -> Iterator[Batch]:
    """
    What counts of an account otherwise than it was extracted, parents before children;
    None of one that was rejected.
    """
    row: Row = {"document": document, "counts": 0, "records": 0}
    if counted is not None:
        row |= {"counts": 1, "records": records(counted)}
    yield "decided_documents", [row]
    for table, batch in annotation_rows(counted, "") if counted else ():
        if table in DECIDED:
            yield f"decided_{table}", batch


def told_rows(
    marks: Iterable[Mark], standings: Mapping[int, Standing]
) -> Iterator[Batch]:
    """What is told of records that people decided on, and of their decisions."""
    yield "marks", [_mark(item) for item in marks]
    yield (
        "standings",
        [
            {
                "decision": number,
                "state": item.state,
                "record": item.record,
                "reason": item.reason,
            }
            for number, item in sorted(standings.items())
        ],
    )


def _mark(item: Mark) -> Row:
    return {
        "kind": item.kind,
        "record": item.record,
        "shown": item.shown,
        "words": " ".join(item.words),
        "fields": " ".join(item.fields),
    }


def pledge_rows(pledges: Sequence[Pledge]) -> Iterator[Batch]:
    """The tables of pledges with all their rows, parents before children."""
    yield "pledges", [stored(PLEDGE.row(item)) for item in pledges]
    yield "pledge_reports", [row for item in pledges for row in _told(item)]
    yield "pledge_changes", [row for item in pledges for row in _changes(item)]


def stored(row: Shaped) -> Row:
    """A row as SQLite keeps it: a day as ISO 8601, several texts with spaces between."""
    return {name: _value(value) for name, value in row.items()}


def _value(value: object) -> Value:
    if value is None or isinstance(value, str | float | bytes):
        return value
    if isinstance(value, int):
        # a truth value becomes the number that SQLite has for it
        return int(value)
    if isinstance(value, Date):
        return value.isoformat()
    assert isinstance(value, tuple)
    return " ".join(value)


def _sentences(annotation: Annotation) -> Iterator[Row]:
    document = annotation.document
    for at, item in enumerate(annotation.sentences):
        text = document.text[item.start : item.end]
        yield stored(SENTENCE.row(item, document=document.id, position=at, text=text))


def _event_ends(document: str, events: tuple[Event, ...]) -> Iterator[Row]:
    for number, event in enumerate(events):
        for side, ends in (("actor", event.actor), ("recipient", event.recipient)):
            place = {"document": document, "event": number, "side": side}
            for at, end in enumerate(ends):
                yield stored(EVENT_END.row(end, position=at, **place))


def _happening_ends(linked: Linked) -> Iterator[Row]:
    for item in linked.happenings:
        for side, names in (("actor", item.actor), ("recipient", item.recipient)):
            for at, name in enumerate(names):
                yield stored(HAPPENING_END.row(item, side=side, position=at, name=name))


def _reports(item: Happening) -> Iterator[Row]:
    """Each event that tells a happening; an account may tell it again."""
    told = ((report, event) for report in item.reports for event in report.events)
    for at, (report, event) in enumerate(told):
        yield stored(REPORT.row(report, happening=item.id, position=at, event=event))


def _told(item: Pledge) -> Iterator[Row]:
    """Each commitment that tells a pledge."""
    for at, (document, commitment) in enumerate(item.reports):
        place = {"document": document, "commitment": commitment}
        yield stored(PLEDGE_REPORT.row(item, position=at, **place))


def _changes(item: Pledge) -> Iterator[Row]:
    for at, change in enumerate(item.history):
        yield stored(PLEDGE_CHANGE.row(change, pledge=item.id, position=at))
