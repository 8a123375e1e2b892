"""
What `facta annotate` and `facta link --json` write: records in the shapes of the
contract, as JSON. Pure.

The tables below are the contract, key by key and in its order. A date is ISO 8601, the
first day that it may mean; `when` says the same in words, as the page does: "2019", "May
2025", "by 28 May 2025" where only the day of publication is known. What is not known is
null.
"""

from __future__ import annotations

import msgspec

from facta.extract.times import wording
from facta.ledger.rows import storable
from facta.link import Linked
from facta.records import (
    Actor,
    Annotation,
    Claim,
    Commitment,
    Corroboration,
    Date,
    Dispute,
    Event,
    Figure,
    Happening,
    Report,
    Sentence,
    Span,
    Speaker,
    Statement,
    Time,
)
from facta.shapes import Inner, Row, Shape


def line(annotation: Annotation, *, with_text: bool = False) -> bytes:
    """One document as one JSON line, without the line break."""
    shape = DOCUMENT_WITH_TEXT if with_text else DOCUMENT
    try:
        return msgspec.json.encode(shape.row(annotation))
    except UnicodeEncodeError:
        # a lone surrogate; what is stored and what is written agree
        return msgspec.json.encode(shape.row(storable(annotation)))


def linked_json(linked: Linked) -> bytes:
    """Happenings and disputes as one JSON object."""
    return msgspec.json.encode(LINKED.row(storable(linked)))


def _told(item: Event | Happening) -> str | None:
    """The date in words; one that is announced or denied is no bound."""
    return wording.when(
        item.date, item.date_precision, item.date_basis, auxiliary=item.auxiliary
    )


def _said(item: Statement | Figure) -> str | None:
    return wording.when(item.date, item.date_precision, item.date_basis)


def _sha256(annotation: Annotation) -> str:
    """Of the text as it is stored, so that both places name one account alike."""
    return storable(annotation.document).text_sha256


def _term(item: Commitment) -> Date | str | None:
    """The last day where that can be told, else the account's words."""
    if item.due is None and item.deadline is not None:
        return item.deadline.text
    return item.due


def _passages(claim: Claim) -> list[Row]:
    """What a claim rests on; `event` is null where a passage tells none."""
    return [
        {"document": document, "event": event}
        for document, event in zip(claim.documents, claim.events, strict=False)
    ]


SPAN = Shape(Span, {"start": "start", "end": "end", "text": "text"})

SENTENCE = Shape(Sentence, {"start": "start", "end": "end"})

TIME = Shape(
    Time,
    {
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "type": "type",
        "value": "value",
    },
)

# who acts, receives or commits himself
END = Shape(
    Actor,
    {
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "name": "name",
        "country": "country",
        "sector": "sector",
    },
)

ACTOR = Shape(Actor, {**END.keys, "office": "office"})

EVENT = Shape(
    Event,
    {
        "id": "id",
        "event_type": "event_type",
        "mode": "mode",
        "contexts": "contexts",
        "auxiliary": "auxiliary",
        "quad_code": "quad_code",
        "score": "score",
        "actor": Inner("actor", END),
        "recipient": Inner("recipient", END),
        "date": "date",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "start": "span.start",
        "end": "span.end",
        "event_text": "span.text",
        "rule": "rule",
        "confidence": "confidence",
        "reported_in": "reported_in",
        "when": _told,
        "date_reason": "date_reason",
    },
)

# a speaker whom the account does not name has no place
SPEAKER = Shape(
    Speaker,
    {
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "name": "name",
        "country": "country",
        "sector": "sector",
        "kind": "kind",
    },
)

STATEMENT = Shape(
    Statement,
    {
        "speaker": Inner("speaker", SPEAKER),
        "cue": Inner("cue", SPAN),
        "content": Inner("content", SPAN),
        "direct": "direct",
        "channel": "channel",
        "relation": "relation",
        "attribution": "attribution",
        "confidence": "confidence",
        "date": "date",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "when": _said,
    },
)

COMMITMENT = Shape(
    Commitment,
    {
        "kind": "kind",
        "maker": Inner("maker", END),
        "recipient": Inner("recipient", END),
        "content": Inner("content", SPAN),
        "condition": "condition.text",
        "deadline": _term,
        "status": "status",
    },
)

FIGURE = Shape(
    Figure,
    {
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "value": "value",
        "low": "low",
        "high": "high",
        "unit": "unit",
        "of": "of",
        "attributed_to": "attributed_to",
        "direction": "direction",
        "date": "date",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "when": _said,
    },
)

DOCUMENT = Shape(
    Annotation,
    {
        "id": "document.id",
        "source": "document.source",
        "title": "document.title",
        "publisher": "document.publisher",
        "published": "document.published",
        "text_sha256": _sha256,
        "sentences": Inner("sentences", SENTENCE),
        "times": Inner("times", TIME),
        "actors": Inner("actors", ACTOR),
        "events": Inner("events", EVENT),
        "statements": Inner("statements", STATEMENT),
        "commitments": Inner("commitments", COMMITMENT),
        "figures": Inner("figures", FIGURE),
    },
)

DOCUMENT_WITH_TEXT = Shape(Annotation, {**DOCUMENT.keys, "text": "document.text"})

REPORT = Shape(
    Report,
    {
        "document": "document",
        "event": "event",
        "again": "again",
        "relation": "relation",
        "speaker_kind": "speaker_kind",
        "party": "party",
        "interest": "interest",
    },
)

CORROBORATION = Shape(
    Corroboration,
    {
        "primary": "primary",
        "relayed": "relayed",
        "named": "named",
        "anonymous": "anonymous",
        "own": "own",
    },
)

HAPPENING = Shape(
    Happening,
    {
        "id": "id",
        "event_type": "event_type",
        "date": "date",
        "actor": "actor",
        "recipient": "recipient",
        "reports": Inner("reports", REPORT),
        "originators": "originators",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "when": _told,
        "corroboration": Inner("corroboration", CORROBORATION),
        "grade": "grade",
        "caveats": "caveats",
    },
)

CLAIM = Shape(Claim, {"value": "value", "reports": _passages})

DISPUTE = Shape(
    Dispute,
    {
        "attribute": "attribute",
        "strength": "strength",
        "values": Inner("values", CLAIM),
    },
)

LINKED = Shape(
    Linked,
    {
        "happenings": Inner("happenings", HAPPENING),
        "disputes": Inner("disputes", DISPUTE),
    },
)
