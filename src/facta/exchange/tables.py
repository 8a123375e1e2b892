"""A ledger as flat tables for other people's programs, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from facta.exchange.columns import (
    ACTOR,
    CLAIM,
    COMMITMENT,
    COPY,
    DECISION,
    DOCUMENT,
    EVENT,
    FIGURE,
    HAPPENING,
    PLEDGE,
    REPORT,
    SENTENCE,
    SKIPPED,
    STATEMENT,
    TIME,
)
from facta.ledger import Ledger
from facta.ledger.nouns import Kind, Record
from facta.records import (
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Statement,
)
from facta.shapes import Row, Shape, Table

# by what a record of the ledger is called
COLUMNS: dict[Kind, Shape[Any]] = {
    "document": DOCUMENT,
    "event": EVENT,
    "statement": STATEMENT,
    "commitment": COMMITMENT,
    "figure": FIGURE,
    "happening": HAPPENING,
    "dispute": CLAIM,
}


def _documents(ledger: Ledger) -> Iterator[Row]:
    return flat(ledger.documents(), ledger)


def _sentences(ledger: Ledger) -> Iterator[Row]:
    for item in ledger.annotations():
        document = item.document
        for sentence in item.sentences:
            text = document.text[sentence.start : sentence.end]
            yield SENTENCE.row(sentence, document=document.id, text=text)


def _times(ledger: Ledger) -> Iterator[Row]:
    for item in ledger.annotations():
        for time in item.times:
            yield TIME.row(time, document=item.document.id)


def _actors(ledger: Ledger) -> Iterator[Row]:
    for item in ledger.annotations():
        for actor in item.actors:
            yield ACTOR.row(actor, document=item.document.id)


def _events(ledger: Ledger) -> Iterator[Row]:
    """By account, each account's in the order of its text."""
    events = (
        event
        for document in ledger.documents()
        for event in ledger.events(document=document.id)
    )
    return flat(events, ledger)


def _reports(ledger: Ledger) -> Iterator[Row]:
    for item in ledger.happenings():
        for report in item.reports:
            for event in report.events:
                first = event == report.event
                yield REPORT.row(report, happening=item.id, event=event, first=first)


def _claims(item: Dispute) -> Iterator[Row]:
    for claim in item.values:
        for document, span, event in zip(
            claim.documents, claim.spans, claim.events, strict=True
        ):
            yield CLAIM.row(
                item,
                value=claim.value,
                document=document,
                event=event,
                start=span.start,
                end=span.end,
                text=span.text,
            )


def _decisions(ledger: Ledger) -> Iterator[Row]:
    standings = ledger.standings()
    for item in ledger.decisions():
        now = standings.get(item.number)
        # one that was made since the last linking has none
        state, record = (now.state, now.record) if now else (None, None)
        yield DECISION.row(item, state=state, now=record)


# Each table with its columns and what gives its rows, in the order of the export.
TABLES: dict[str, tuple[Shape[Any], Callable[[Ledger], Iterator[Row]]]] = {
    "documents": (DOCUMENT, _documents),
    "sentences": (SENTENCE, _sentences),
    "times": (TIME, _times),
    "actors": (ACTOR, _actors),
    "events": (EVENT, _events),
    "statements": (STATEMENT, lambda ledger: map(STATEMENT.row, ledger.statements())),
    "commitments": (
        COMMITMENT,
        lambda ledger: map(COMMITMENT.row, ledger.commitments()),
    ),
    "figures": (FIGURE, lambda ledger: map(FIGURE.row, ledger.figures())),
    "happenings": (HAPPENING, lambda ledger: map(HAPPENING.row, ledger.happenings())),
    "reports": (REPORT, _reports),
    "disputes": (CLAIM, lambda ledger: flat(ledger.disputes(), ledger)),
    "pledges": (PLEDGE, lambda ledger: map(PLEDGE.row, ledger.pledges())),
    "copies": (COPY, lambda ledger: map(COPY.row, ledger.copies())),
    "skipped": (SKIPPED, lambda ledger: map(SKIPPED.row, ledger.skipped())),
    "decisions": (DECISION, _decisions),
}


def tables(ledger: Ledger) -> Iterator[Table]:
    """All tables of a ledger, in the order of `TABLES`; rows come as they are read."""
    for name, (shape, rows) in TABLES.items():
        yield Table(name=name, shape=shape, rows=rows(ledger))


def flat(records: Iterable[Record], ledger: Ledger) -> Iterator[Row]:
    """
    The rows of some records of a ledger, as `tables` has them; a dispute has one for
    each passage on its sides.
    """
    originators = ledger.originators()

    @cache
    def said(document: str) -> list[str]:
        return [item.id for item in ledger.statements(document=document)]

    for record in records:
        match record:
            case Document():
                yield DOCUMENT.row(record, originator=originators.get(record.id))
            case Event(reported_in=None):
                yield EVENT.row(record, reported_in=None)
            case Event(reported_in=int(place)):
                yield EVENT.row(record, reported_in=said(record.document)[place])
            case Statement():
                yield STATEMENT.row(record)
            case Commitment():
                yield COMMITMENT.row(record)
            case Figure():
                yield FIGURE.row(record)
            case Happening():
                yield HAPPENING.row(record)
            case Dispute():
                yield from _claims(record)
