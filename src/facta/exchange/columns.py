"""
The columns of the tables that `facta export` writes: what of which record stands in
each, in order.

Event columns follow PLOVER's names; CAMEO codes and Goldstein scores stand beside them
for older tools.
"""

from __future__ import annotations

from functools import cache

from facta.ledger import Decision
from facta.ledger.columns import figure_id
from facta.link import NearCopy, dyad_end
from facta.ontology.cameo import Cameo
from facta.records import (
    Actor,
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Pledge,
    Report,
    Sentence,
    Skipped,
    Statement,
    Time,
)
from facta.shapes import Given, Shape


@cache
def cameo() -> Cameo:
    """The codes of older tools, read once."""
    return Cameo.load()


def _code(item: Event | Happening) -> str | None:
    """None for a type that CAMEO's map does not know."""
    if item.event_type not in cameo().typical:
        return None
    return cameo().code(item.event_type, item.mode)


def _goldstein(item: Event | Happening) -> float | None:
    code = _code(item)
    return None if code is None else cameo().goldstein(code)


def _actor_ends(item: Event) -> tuple[str, ...]:
    return tuple(map(dyad_end, item.actor))


def _recipient_ends(item: Event) -> tuple[str, ...]:
    return tuple(map(dyad_end, item.recipient))


def _names(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(actor.name for actor in actors)


def _actor_names(item: Event) -> tuple[str, ...]:
    return _names(item.actor)


def _recipient_names(item: Event) -> tuple[str, ...]:
    return _names(item.recipient)


def _sectors(actors: tuple[Actor, ...]) -> tuple[str, ...]:
    return tuple(actor.sector or "UNK" for actor in actors)


def _actor_sectors(item: Event) -> tuple[str, ...]:
    return _sectors(item.actor)


def _recipient_sectors(item: Event) -> tuple[str, ...]:
    return _sectors(item.recipient)


def _maker(item: Commitment) -> str:
    return dyad_end(item.maker)


def _addressee(item: Commitment) -> str | None:
    return dyad_end(item.recipient) if item.recipient else None


def _firsts(item: Happening) -> tuple[str, ...]:
    """The event by which each account tells it first."""
    return tuple(report.event for report in item.reports)


def _commitments(item: Pledge) -> tuple[str, ...]:
    return tuple(commitment for _, commitment in item.reports)


def _told_by(item: Pledge) -> tuple[str, ...]:
    return tuple(change.document for change in item.history)


def _decided_at(item: Decision) -> str:
    return item.at.isoformat()


# an account, and the one it goes back to
DOCUMENT = Shape(
    Document,
    {
        "id": "id",
        "source": "source",
        "title": "title",
        "publisher": "publisher",
        "published": "published",
        "url": "url",
        "text_sha256": "text_sha256",
        "originator": Given(str | None),
    },
)

# a sentence, heading or list item; `position` counts from 0 within the document
SENTENCE = Shape(
    Sentence,
    {
        "document": Given(str),
        "position": "index",
        "start": "start",
        "end": "end",
        "kind": "kind",
        "text": Given(str),
    },
)

# an expression of time, with the first and last day it may mean
TIME = Shape(
    Time,
    {
        "document": Given(str),
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "type": "type",
        "value": "value",
        "basis": "basis",
        "first_day": "begin",
        "last_day": "end",
        "precision": "precision",
        "deadline": "deadline",
    },
)

# a mention of somebody who can act
ACTOR = Shape(
    Actor,
    {
        "document": Given(str),
        "start": "span.start",
        "end": "span.end",
        "text": "span.text",
        "name": "name",
        "country": "country",
        "sector": "sector",
        "office": "office",
        "claim": "claim",
    },
)

# `actor` and `recipient` are dyad ends; names and sectors stand in the same order
EVENT = Shape(
    Event,
    {
        "id": "id",
        "document": "document",
        "event_type": "event_type",
        "mode": "mode",
        "contexts": "contexts",
        "auxiliary": "auxiliary",
        "quad_code": "quad_code",
        "score": "score",
        "cameo_code": _code,
        "goldstein": _goldstein,
        "actor": _actor_ends,
        "actor_name": _actor_names,
        "actor_sector": _actor_sectors,
        "recipient": _recipient_ends,
        "recipient_name": _recipient_names,
        "recipient_sector": _recipient_sectors,
        "date": "date",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "start": "span.start",
        "end": "span.end",
        "event_text": "span.text",
        "rule": "rule",
        "confidence": "confidence",
        # the id of a statement, where the record has its place in the account
        "reported_in": Given(str | None),
        "made_by": "made_by",
    },
)

STATEMENT = Shape(
    Statement,
    {
        "id": "id",
        "document": "document",
        "speaker": "speaker.name",
        "speaker_kind": "speaker.kind",
        "country": "speaker.country",
        "sector": "speaker.sector",
        "content": "content.text",
        "start": "content.start",
        "end": "content.end",
        "direct": "direct",
        "channel": "channel",
        "relation": "relation",
        "attribution": "attribution",
        "confidence": "confidence",
        "date": "date",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "made_by": "made_by",
    },
)

COMMITMENT = Shape(
    Commitment,
    {
        "id": "id",
        "document": "document",
        "kind": "kind",
        "maker": _maker,
        "recipient": _addressee,
        "content": "content.text",
        "start": "content.start",
        "end": "content.end",
        "condition": "condition.text",
        "deadline": "deadline.text",
        "due": "due",
        "status": "status",
        "date": "date",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "made_by": "made_by",
    },
)

FIGURE = Shape(
    Figure,
    {
        "id": figure_id,
        "document": "document",
        "text": "span.text",
        "start": "span.start",
        "end": "span.end",
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
        "made_by": "made_by",
    },
)

# `reports` are ids of events, one an account; `grade` is 1 to 6 as docs/grades.md says,
# `caveats` are alleged and disputed
HAPPENING = Shape(
    Happening,
    {
        "id": "id",
        "event_type": "event_type",
        "mode": "mode",
        "auxiliary": "auxiliary",
        "quad_code": "quad_code",
        "score": "score",
        "cameo_code": _code,
        "goldstein": _goldstein,
        "actor": "actor",
        "recipient": "recipient",
        "date": "date",
        "date_precision": "date_precision",
        "date_basis": "date_basis",
        "reports": _firsts,
        "originators": "originators",
        "made_by": "made_by",
        "grade": "grade",
        "caveats": "caveats",
        "primary_originators": "corroboration.primary",
        "relayed_originators": "corroboration.relayed",
        "named_originators": "corroboration.named",
        "anonymous_originators": "corroboration.anonymous",
        "own_originators": "corroboration.own",
    },
)

# an event that tells a happening, and whom its account goes back to; an account counts
# once, by its `first`; the last four say how it comes to it, in all that it tells of it
REPORT = Shape(
    Report,
    {
        "happening": Given(str),
        "document": "document",
        "event": Given(str),
        "originator": "originator",
        "first": Given(bool),
        "relation": "relation",
        "speaker_kind": "speaker_kind",
        "party": "party",
        "interest": "interest",
    },
)

# a passage on one side of a dispute; the rows of one `dispute` belong together, those of
# one `value` agree
CLAIM = Shape(
    Dispute,
    {
        "dispute": "id",
        "attribute": "attribute",
        "strength": "strength",
        "subject": "subject",
        "happening": "happening",
        "value": Given(str),
        "document": Given(str),
        "event": Given(str | None),
        "start": Given(int),
        "end": Given(int),
        "text": Given(str),
    },
)

# a commitment over all accounts; `reports` are ids of commitments, `told_by` the accounts
# that say what has become of it, in order
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
        "told_by": _told_by,
        "made_by": "made_by",
    },
)

# an account that repeats another one, and how much of it, from 0 to 1
COPY = Shape(NearCopy, {"document": "document", "of": "of", "share": "share"})

SKIPPED = Shape(Skipped, {"source": "source", "reason": "reason"})

# `decided_at` is ISO 8601; `state` says whether it counts, `now` is the id that its record
# has now, `undoes` the key of the decision that it takes back
DECISION = Shape(
    Decision,
    {
        "number": "number",
        "record": "record",
        "kind": "kind",
        "verdict": "verdict",
        "note": "note",
        "value": "value",
        "decided_by": "by",
        "decided_at": _decided_at,
        "key": "key",
        "undoes": "undoes",
        "state": Given(str | None),
        "now": Given(str | None),
    },
)
