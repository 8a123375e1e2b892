"""
The columns of the ledger's tables: what of which record stands in each.

A row is written and read under the names of its columns, so their order in a table says
nothing. The order here is that of the checksum of a row: a new column goes to the end,
in a migration that empties the checksums of the rows that lack it. `record` holds the
whole record as JSON; the other columns are there to be asked for.
"""

from __future__ import annotations

import zlib

import msgspec
from msgspec import Struct

from facta.link.linked import NearCopy
from facta.records import (
    Actor,
    Annotation,
    Change,
    Claim,
    Commitment,
    Dispute,
    Event,
    Figure,
    Happening,
    Pledge,
    Report,
    Sentence,
    Statement,
    Time,
    content_id,
)
from facta.shapes import Given, Shape

# as plain JSON the sentences would be ten times the text; zlib's own middle takes twice
# the time and saves a tenth
LEVEL = 4


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
    """Sentences with their words, compressed."""
    return zlib.compress(msgspec.json.encode(sentences), LEVEL)


def unpacked(parse: bytes) -> tuple[Sentence, ...]:
    """What was packed."""
    return msgspec.json.decode(zlib.decompress(parse), type=tuple[Sentence, ...])


def records(annotation: Annotation) -> int:
    """How many records a document has, its sentences among them."""
    _, *groups = msgspec.structs.astuple(annotation)
    return sum(map(len, groups))


def _encoded(record: Struct) -> bytes:
    return msgspec.json.encode(record)


def _document(annotation: Annotation) -> bytes:
    return msgspec.json.encode(annotation.document)


def _characters(annotation: Annotation) -> int:
    return len(annotation.document.text)


def _parse(annotation: Annotation) -> bytes:
    return packed(annotation.sentences)


def _reports(happening: Happening) -> int:
    return len(happening.reports)


def _commitments(pledge: Pledge) -> int:
    return len(pledge.reports)


def _originators(happening: Happening) -> int:
    return len(happening.originators)


DOCUMENT = Shape(
    Annotation,
    {
        "id": "document.id",
        "source": "document.source",
        "title": "document.title",
        "publisher": "document.publisher",
        "published": "document.published",
        "published_basis": "document.published_basis",
        "url": "document.url",
        "text_sha256": "document.text_sha256",
        "characters": _characters,
        "made_by": Given(str),
        "fingerprint": Given(str),
        "parse": _parse,
        "record": _document,
        "records": records,
    },
)

SENTENCE = Shape(
    Sentence,
    {
        "document": Given(str),
        "position": Given(int),
        "start": "start",
        "end": "end",
        "kind": "kind",
        "text": Given(str),
    },
)

TIME = Shape(
    Time,
    {
        "document": Given(str),
        "position": Given(int),
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "type": "type",
        "value": "value",
        "basis": "basis",
        "record": _encoded,
    },
)

ACTOR = Shape(
    Actor,
    {
        "document": Given(str),
        "position": Given(int),
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "name": "name",
        "country": "country",
        "sector": "sector",
        "office": "office",
        "claim": "claim",
        "record": _encoded,
    },
)

EVENT = Shape(
    Event,
    {
        "document": Given(str),
        "position": Given(int),
        "id": "id",
        "sentence": "sentence",
        "event_type": "event_type",
        "mode": "mode",
        "contexts": "contexts",
        "auxiliary": "auxiliary",
        "quad_code": "quad_code",
        "score": "score",
        "date": "date",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "rule": "rule",
        "confidence": "confidence",
        "reported_in": "reported_in",
        "made_by": "made_by",
        "record": _encoded,
    },
)

EVENT_END = Shape(
    Actor,
    {
        "document": Given(str),
        "event": Given(int),
        "side": Given(str),
        "position": Given(int),
        "name": "name",
        "country": "country",
        "sector": "sector",
    },
)

STATEMENT = Shape(
    Statement,
    {
        "document": Given(str),
        "position": Given(int),
        "id": "id",
        "sentence": "sentence",
        "speaker": "speaker.name",
        "speaker_kind": "speaker.kind",
        "country": "speaker.country",
        "sector": "speaker.sector",
        "cue": "cue.text",
        "content": "content.text",
        "start": "content.start",
        "end": "content.end",
        "direct": "direct",
        "channel": "channel",
        "relation": "relation",
        "date": "date",
        "date_basis": "date_basis",
        "addressee": "addressee",
        "target": "target",
        "stance": "stance",
        "denies": "denies",
        "made_by": "made_by",
        "record": _encoded,
    },
)

COMMITMENT = Shape(
    Commitment,
    {
        "document": Given(str),
        "position": Given(int),
        "id": "id",
        "sentence": "sentence",
        "kind": "kind",
        "maker": "maker.name",
        "maker_country": "maker.country",
        "recipient": "recipient.name",
        "recipient_country": "recipient.country",
        "content": "content.text",
        "start": "content.start",
        "end": "content.end",
        "condition": "condition.text",
        "deadline": "deadline.text",
        "due": "due",
        "status": "status",
        "date": "date",
        "date_basis": "date_basis",
        "event_type": "event_type",
        "made_by": "made_by",
        "record": _encoded,
    },
)

FIGURE = Shape(
    Figure,
    {
        "document": Given(str),
        "position": Given(int),
        "id": figure_id,
        "sentence": "sentence",
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "value": "value",
        "low": "low",
        "high": "high",
        "unit": "unit",
        "of": "of",
        "attributed_to": "attributed_to",
        "date": "date",
        "made_by": "made_by",
        "record": _encoded,
    },
)

HAPPENING = Shape(
    Happening,
    {
        "id": "id",
        "event_type": "event_type",
        "mode": "mode",
        "auxiliary": "auxiliary",
        "quad_code": "quad_code",
        "score": "score",
        "date": "date",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "reports": _reports,
        "originators": _originators,
        "made_by": "made_by",
        "record": _encoded,
        "grade": "grade",
        "caveats": "caveats",
        "primary_originators": "corroboration.primary",
        "relayed_originators": "corroboration.relayed",
        "named_originators": "corroboration.named",
        "anonymous_originators": "corroboration.anonymous",
        "own_originators": "corroboration.own",
    },
)

HAPPENING_END = Shape(
    Happening,
    {
        "happening": "id",
        "side": Given(str),
        "position": Given(int),
        "name": Given(str),
    },
)

REPORT = Shape(
    Report,
    {
        "happening": Given(str),
        "position": Given(int),
        "document": "document",
        "event": Given(str),
        "originator": "originator",
        "relation": "relation",
        "speaker_kind": "speaker_kind",
        "party": "party",
        "interest": "interest",
    },
)

PLEDGE = Shape(
    Pledge,
    {
        "id": "id",
        "kind": "kind",
        "maker": "maker",
        "recipient": "recipient",
        "content": "content",
        "due": "due",
        "status": "status",
        "reports": _commitments,
        "made_by": "made_by",
        "record": _encoded,
    },
)

PLEDGE_REPORT = Shape(
    Pledge,
    {
        "pledge": "id",
        "position": Given(int),
        "document": Given(str),
        "commitment": Given(str),
    },
)

PLEDGE_CHANGE = Shape(
    Change,
    {
        "pledge": Given(str),
        "position": Given(int),
        "status": "status",
        "document": "document",
        "start": "span.start",
        "end": "span.end",
        "date": "date",
    },
)

DISPUTE = Shape(
    Dispute,
    {
        "id": "id",
        "attribute": "attribute",
        "strength": "strength",
        "subject": "subject",
        "happening": "happening",
        "made_by": "made_by",
        "record": _encoded,
    },
)

CLAIM = Shape(
    Claim,
    {
        "dispute": Given(str),
        "position": Given(int),
        "value": "value",
        "documents": "documents",
    },
)

COPY = Shape(NearCopy, {"document": "document", "of": "of", "share": "share"})

# The tables whose rows carry a checksum, with the columns that it covers. A number that
# only this file gives a row is none of them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": tuple(DOCUMENT),
    "sentences": tuple(SENTENCE),
    "times": tuple(TIME),
    "actors": tuple(ACTOR),
    "events": tuple(EVENT),
    "event_ends": tuple(EVENT_END),
    "statements": tuple(STATEMENT),
    "commitments": tuple(COMMITMENT),
    "figures": tuple(FIGURE),
    "happenings": tuple(HAPPENING),
    "happening_ends": tuple(HAPPENING_END),
    "reports": tuple(REPORT),
    "disputes": tuple(DISPUTE),
    "claims": tuple(CLAIM),
    "originators": ("document", "originator"),
    "copies": tuple(COPY),
    "pledges": tuple(PLEDGE),
    "pledge_reports": tuple(PLEDGE_REPORT),
    "pledge_changes": tuple(PLEDGE_CHANGE),
    "versions": (
        "source",
        "shown",
        "document",
        "successor",
        "reason",
        "replaced",
        "made_by",
        "record",
    ),
    "sources": ("source", "document", "shown", "state", "day"),
    "roots": ("root", "shown"),
    "decisions": (
        "record",
        "kind",
        "verdict",
        "note",
        "value",
        "decided_by",
        "decided_at",
        "snapshot",
        "proofs",
        "undoes",
    ),
    "standings": ("decision", "state", "record", "reason"),
    "marks": ("kind", "record", "shown", "words", "fields"),
    "decided_documents": ("document", "counts", "records"),
    "decided_events": tuple(EVENT),
    "decided_event_ends": tuple(EVENT_END),
    "decided_statements": tuple(STATEMENT),
    "decided_commitments": tuple(COMMITMENT),
    "decided_figures": tuple(FIGURE),
    "as_linked": ("kind", "id", "record"),
    "before_falling": ("component", "kind", "id", "record"),
}

# Tables of records that people may decide on; of accounts of which something counts
# otherwise than extracted, the records stand in the table `decided_` with this name, and
# the view `counted_` has both.
DECIDED = ("events", "event_ends", "statements", "commitments", "figures")

# The numbers that a file gives its rows where somebody reads them.
NUMBERS = {"decisions": ("number",)}

# What linking writes; children before parents, as a row goes before what it belongs to.
LINK_TABLES = (
    "happening_ends",
    "reports",
    "happenings",
    "claims",
    "disputes",
    "originators",
    "copies",
    "pledge_changes",
    "pledge_reports",
    "pledges",
    "as_linked",
)
