"""
Passages as W3C Web Annotations in JSON-LD: one annotation a passage, whose body says what
the passage supports, and whose target finds it by its words and by its place.

Source: W3C, Web Annotation Data Model (2017), sections 3.2, 4.2.4, 4.2.5 and 5.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from facta import __version__
from facta.exchange.as_plover import disputed
from facta.exchange.told import Behind, Told, told
from facta.ledger import Ledger
from facta.ledger.columns import figure_id
from facta.link.grades import before
from facta.records import Commitment, Document, Event, Figure, Span

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"facta": "urn:facta:terms:"})
# characters of the account before and after the words, by which they are found again
AROUND = 32
Tree = dict[str, Any]


def write(ledger: Ledger, file: BinaryIO) -> None:
    """All annotations of a ledger as one page, one a line."""
    opening = {
        "@context": CONTEXT,
        "generator": {"type": "Software", "name": f"facta {__version__}"},
        "id": "urn:facta:annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
    }
    file.write(msgspec.json.encode(opening).removesuffix(b"}") + b',"items":[')
    before = b"\n"
    for item in passages(ledger):
        file.write(before + msgspec.json.encode(item))
        before = b",\n"
    file.write(b"\n]}\n")


def passages(ledger: Ledger) -> Iterator[Tree]:
    """
    Of happenings the passages that tell them, then those of statements, commitments and
    figures, account by account.
    """
    for item in told(ledger):
        for behind in item.behind:
            for event in behind.events:
                yield _of_event(event, behind, item)
    for document in ledger.documents():
        yield from _of_document(document, ledger)


def _of_document(document: Document, ledger: Ledger) -> Iterator[Tree]:
    for said in ledger.statements(document=document.id):
        body = {
            "facta:kind": "statement",
            "facta:record": said.id,
            "value": f"said by {said.speaker.name or said.speaker.kind}",
        }
        yield _annotation(said.id, said.content, document, [body])
    for bound in ledger.commitments(document=document.id):
        yield _annotation(bound.id, bound.content, document, [_commitment(bound)])
    for figure in ledger.figures(document=document.id):
        name = figure_id(figure)
        yield _annotation(name, figure.span, document, [_figure(figure, name)])


def _of_event(event: Event, behind: Behind, item: Told) -> Tree:
    happening = item.happening
    ends = " -> ".join(
        " & ".join(side) for side in (happening.actor, happening.recipient)
    )
    body = {
        "facta:kind": "happening",
        "facta:record": happening.id,
        "facta:eventType": happening.event_type,
        "facta:mode": happening.mode,
        "facta:auxiliary": list(happening.auxiliary),
        "facta:date": happening.date,
        "facta:datePrecision": happening.date_precision,
        "facta:dateBasis": happening.date_basis,
        "facta:confidence": event.confidence,
        "facta:originator": behind.report.originator,
        "facta:disputed": [
            msgspec.to_builtins(disputed(each)) for each in item.disputes
        ],
        "facta:grade": happening.grade,
        "facta:caveats": list(happening.caveats),
        "facta:relation": behind.report.relation,
        "facta:speakerKind": behind.report.speaker_kind,
        "facta:party": behind.report.party,
        "facta:interest": behind.report.interest,
        "value": f"{before(happening)}{happening.event_type} {ends}",
    }
    decided = [
        {
            "type": "TextualBody",
            "purpose": "assessing",
            "value": ": ".join(filter(None, (each.verdict, each.note))),
            "creator": {"type": "Person", "name": each.by},
            "created": each.at.isoformat(),
            "facta:record": each.record,
        }
        for each in item.decisions
    ]
    return _annotation(event.id, event.span, behind.document, [body, *decided])


def _commitment(bound: Commitment) -> Tree:
    to = f" to {bound.recipient.name}" if bound.recipient else ""
    return {
        "facta:kind": "commitment",
        "facta:record": bound.id,
        "facta:status": bound.status,
        "facta:due": bound.due,
        "value": f"{bound.kind} by {bound.maker.name}{to}",
    }


def _figure(figure: Figure, name: str) -> Tree:
    parts = (f"{figure.value:g}", figure.unit, figure.of)
    return {
        "facta:kind": "figure",
        "facta:record": name,
        "value": " ".join(filter(None, parts)),
    }


def _annotation(name: str, span: Span, document: Document, bodies: list[Tree]) -> Tree:
    return {
        "id": f"urn:facta:{document.id}:{name}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "format": "text/plain"} | each for each in bodies
        ],
        "target": target(span, document),
    }


def target(span: Span, document: Document) -> Tree:
    """Where a passage stands: by its words with what is around them, and by offsets."""
    text = document.text
    return {
        "source": {
            "id": document.url or f"urn:facta:{document.id}",
            "type": "Text",
            "format": "text/plain",
            "facta:source": document.source,
            "facta:textSha256": document.text_sha256,
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(span.start - AROUND, 0) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
