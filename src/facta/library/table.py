"""
Records as an HTML table to look at: who, when, what, and the words of the passage.

Pure, but for the look into the ledger for an account's name. Whatever a record holds becomes escaped text: nothing in
it is markup, nothing loads or runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from msgspec import Struct

from facta.brief import words
from facta.exchange import rows
from facta.ledger import Ledger
from facta.ledger.nouns import Record
from facta.ledger.rows import figure_id
from facta.library.lines import one_line
from facta.library.selection import Noun
from facta.records import Actor, Commitment, Dispute, Document, Event, Figure, Happening, Statement

ROWS: dict[Noun, type[Struct]] = {
    "document": rows.DocumentRow,
    "event": rows.EventRow,
    "statement": rows.StatementRow,
    "commitment": rows.CommitmentRow,
    "figure": rows.FigureRow,
    "happening": rows.HappeningRow,
    "dispute": rows.ClaimRow,
}
COLUMNS: dict[Noun, tuple[str, ...]] = {
    "document": ("id", "published", "publisher", "title", "source"),
    "event": ("id", "when", "actor", "type", "recipient", "told as", "account", "words"),
    "statement": ("id", "when", "speaker", "to or of", "channel", "account", "words"),
    "commitment": ("id", "made", "maker", "kind", "recipient", "due", "status", "account", "words"),
    "figure": ("id", "value", "of", "by", "account", "words"),
    "happening": ("id", "when", "actor", "type", "recipient", "told as", "told by", "words"),
    "dispute": ("id", "about", "what", "strength", "sides"),
}
ID = 8  # digits of an id; enough to ask for the record
CELL = "text-align:left;vertical-align:top"


def html(noun: Noun, records: Sequence[Record], ledger: Ledger | None, *, caption: str, more: int) -> str:
    """The records as a table under a caption, with how many more there are; no ledger where there are no records."""
    head = "".join(f'<th style="{CELL}">{escape(name)}</th>' for name in COLUMNS[noun])
    body = "".join(_line(cells(record, ledger)) for record in records if ledger)
    rest = f"<p>and {more:,} more</p>" if more > 0 else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""
    return f"<div><p>{escape(one_line(caption))}</p>{table}{rest}</div>"


def cells(record: Record, ledger: Ledger) -> tuple[str, ...]:
    """What the row of a record says, in the order of `COLUMNS`."""
    match record:
        case Happening():
            return _happening(record, ledger)
        case Event():
            return _event(record, ledger)
        case Statement():
            return _statement(record, ledger)
        case Commitment():
            return _commitment(record, ledger)
        case Figure():
            said_by, account = record.attributed_to or "", _account(record.document, ledger)
            value = words.amount(record)
            return figure_id(record)[:ID], value, record.of or "", said_by, account, record.span.text
        case Dispute():
            sides = " | ".join(words.claim(claim.value, record.attribute) for claim in record.values)
            return record.id[:ID], record.subject, record.attribute, record.strength, sides
        case Document():
            day, publisher = words.day(record.published), record.publisher or ""
            return record.id[:ID], day, publisher, record.title or "", record.source


def _happening(item: Happening, ledger: Ledger) -> tuple[str, ...]:
    first = ledger.get(item.reports[0].event).record
    passage = first.span.text if isinstance(first, Event) else ""
    told_by = words.weight(len(item.reports), len(item.originators))
    actor, recipient = " & ".join(item.actor), " & ".join(item.recipient)
    kind, told_as = _kind(item), ", ".join(item.auxiliary)
    return item.id[:ID], words.when(item), actor, kind, recipient, told_as, told_by, passage


def _event(item: Event, ledger: Ledger) -> tuple[str, ...]:
    when = words.day(item.date, item.date_precision)
    actor, recipient = (_names(side) for side in (item.actor, item.recipient))
    told_as, account = ", ".join(item.auxiliary), _account(item.document, ledger)
    return item.id[:ID], when, actor, _kind(item), recipient, told_as, account, item.span.text


def _statement(item: Statement, ledger: Ledger) -> tuple[str, ...]:
    said = f"“{item.content.text}”" if item.direct else item.content.text
    about, account = item.addressee or item.target or "", _account(item.document, ledger)
    speaker, channel = words.speaker(item.speaker), item.channel or ""
    return item.id[:ID], words.day(item.date), speaker, about, channel, account, said


def _commitment(item: Commitment, ledger: Ledger) -> tuple[str, ...]:
    due = words.day(item.due) if item.due else item.deadline.text if item.deadline else ""
    recipient = item.recipient.name if item.recipient else ""
    status, account = item.status.replace("_", " "), _account(item.document, ledger)
    made, passage = words.day(item.date), item.content.text
    return item.id[:ID], made, item.maker.name, item.kind, recipient, due, status, account, passage


def _kind(item: Event | Happening) -> str:
    return item.event_type + (f" ({item.mode})" if item.mode else "")


def _names(actors: Sequence[Actor]) -> str:
    return " & ".join(actor.name for actor in actors)


def _account(document: str, ledger: Ledger) -> str:
    """An account by its publisher and title, else by its file."""
    found = ledger.get(document).record
    assert isinstance(found, Document)
    parts = [part for part in (found.publisher, found.title) if part]
    return ": ".join(parts) or found.source.replace("\\", "/").rsplit("/", 1)[-1]


def _line(values: Sequence[str]) -> str:
    cells = "".join(f'<td style="{CELL}">{escape(one_line(value))}</td>' for value in values)
    return f"<tr>{cells}</tr>"
