"""
Happenings, parties and accounts as FollowTheMoney entities, one a line.

An account is an `Article`, a party a `LegalEntity` (`Person` with an office, `PublicBody`
for a country), a happening an `Event`, and what ties it to an account that tells it a
`Documentation` whose summary is the passage. Disputes and decisions are `Note`s.

The library itself asks for more than all the rest of Facta together, so the lines are
written here; a test holds them against the names that its schema publishes.

Source: FollowTheMoney, schema (opensanctions/followthemoney).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import BinaryIO

import msgspec

from facta import __version__
from facta.exchange.told import Behind, Party, Told, iso, told
from facta.ledger import Ledger
from facta.link.grades import backed, worded
from facta.ontology import BODIES, Countries
from facta.records import Document, content_id
from facta.tables import shipped

Entity = dict[str, object]
# by which reading knows its own
PREFIX = "facta-"


def write(ledger: Ledger, file: BinaryIO) -> None:
    """The entities of a ledger, each once."""
    for entity in entities(ledger):
        file.write(msgspec.json.encode(entity) + b"\n")


def entities(ledger: Ledger) -> Iterator[Entity]:
    """Accounts first, then each happening behind the parties that are new with it."""
    for document in ledger.documents():
        yield _article(document)
    seen: set[str] = set()
    for item in told(ledger):
        for party in (*item.actors, *item.recipients):
            if (name := _party_id(party)) not in seen:
                seen.add(name)
                yield _party(party)
        yield _event(item)
        for behind in item.behind:
            yield _documentation(behind, item)
        yield from _notes(item)


def _entity(
    name: str, schema: str, properties: dict[str, Sequence[str | None]]
) -> Entity:
    """An entity with the properties that have values."""
    told = {
        key: [each for each in values if each] for key, values in properties.items()
    }
    return {
        "id": name,
        "schema": schema,
        "properties": {key: values for key, values in told.items() if values},
    }


def _article(document: Document) -> Entity:
    published = document.published.isoformat() if document.published else None
    return _entity(
        PREFIX + document.id,
        "Article",
        {
            "name": [document.title or document.source],
            "title": [document.title],
            "fileName": [document.source],
            "publisher": [document.publisher],
            "publishedAt": [published],
            "sourceUrl": [document.url],
            "generator": [f"facta {__version__}"],
        },
    )


def _party_id(party: Party) -> str:
    return PREFIX + content_id("party", party.name, party.country)


def _party(party: Party) -> Entity:
    return _entity(
        _party_id(party),
        _schema(party),
        {
            "name": [party.name],
            "country": [alpha2(party.country)],
            "sector": [party.sector],
            "position" if party.office else "summary": [party.office],
        },
    )


def _schema(party: Party) -> str:
    if party.office:
        return "Person"
    if party.country in BODIES:
        return "Organization"
    own = party.country and _countries().name(party.country) == party.name
    return "PublicBody" if own else "LegalEntity"


def _event(item: Told) -> Entity:
    happening = item.happening
    ends = " - ".join(
        " & ".join(side) for side in (happening.actor, happening.recipient)
    )
    kind = " ".join(filter(None, (happening.event_type, happening.mode)))
    # a name stands alone in lists, where nothing else says that it was not done or that
    # nobody vouches for it
    told_as = (*happening.caveats, *happening.auxiliary)
    flags = f" ({', '.join(told_as)})" * bool(told_as)
    countries = (alpha2(party.country) for party in (*item.actors, *item.recipients))
    return _entity(
        PREFIX + happening.id,
        "Event",
        {
            "name": [f"{kind}: {ends}{flags}"],
            "date": [iso(happening.date, happening.date_precision)],
            "summary": [item.typical.span.text if item.typical else None],
            "keywords": [happening.event_type, happening.mode, *told_as],
            "country": list(dict.fromkeys(countries)),
            "organizer": list(map(_party_id, item.actors)),
            "involved": list(map(_party_id, item.recipients)),
            "proof": [PREFIX + each.document.id for each in item.behind],
            "recordId": [happening.id],
            "notes": [f"date {happening.date_basis}", *_counts(item)],
        },
    )


def _counts(item: Told) -> Iterator[str]:
    happening = item.happening
    yield f"reports {len(happening.reports)}, originators {len(happening.originators)}"
    yield f"{worded(happening.grade)}: {backed(happening.corroboration)}"


def _documentation(behind: Behind, item: Told) -> Entity:
    event = behind.events[0]
    place = f"characters {event.span.start}-{event.span.end}"
    return _entity(
        PREFIX + event.id,
        "Documentation",
        {
            "document": [PREFIX + behind.document.id],
            "entity": [PREFIX + item.happening.id],
            "role": [f"goes back to {behind.report.originator}"],
            "summary": [event.span.text],
            "description": [place],
            "recordId": [event.id],
            "sourceUrl": [behind.document.url],
        },
    )


def _notes(item: Told) -> Iterator[Entity]:
    of = PREFIX + item.happening.id
    for dispute, differs in zip(item.disputes, item.differences, strict=True):
        yield _note(
            content_id(of, dispute.id),
            f"disputed: {dispute.attribute} ({dispute.strength})",
            differs,
            of,
        )
    for decision in item.decisions:
        head = f"{decision.verdict} by {decision.by} on {decision.at:%Y-%m-%d}"
        yield _note(content_id(of, decision.number), head, decision.note, of)


def _note(name: str, head: str, text: str, of: str) -> Entity:
    properties: dict[str, Sequence[str | None]]
    properties = {"name": [head], "description": [text], "entity": [of]}
    return _entity(PREFIX + name, "Note", properties)


@cache
def _countries() -> Countries:
    return Countries.load()


@cache
def _alpha2() -> dict[str, str]:
    rows = shipped("facta.exchange", "alpha2.csv").text.split()
    pairs = (row.split(",") for row in rows[1:])
    return {alpha3: code.lower() for alpha3, code in pairs}


def alpha2(country: str | None) -> str | None:
    """
    A country's code of two letters, as FollowTheMoney has it; None for a body.

    >>> alpha2("RUS"), alpha2("IGO"), alpha2(None)
    ('ru', None, None)
    """
    return _alpha2().get(country or "")
