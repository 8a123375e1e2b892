"""
Records as an HTML table to look at: who, when, what, and the words of the passage.

Whatever a record holds becomes escaped text: nothing in
it is markup, nothing loads or runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape

from facta.brief import words
from facta.ledger import Ledger
from facta.ledger.columns import figure_id
from facta.ledger.nouns import Record
from facta.library.lines import one_line
from facta.library.selection import Noun
from facta.link.claims import subject
from facta.ontology import Countries
from facta.records import (
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Statement,
)

COLUMNS: dict[Noun, tuple[str, ...]] = {
    "document": ("id", "published", "publisher", "title", "source"),
    "event": (
        "id",
        "when",
        "actor",
        "type",
        "recipient",
        "told as",
        "account",
        "words",
    ),
    "statement": ("id", "when", "speaker", "to or of", "channel", "account", "words"),
    "commitment": (
        "id",
        "maker",
        "kind",
        "recipient",
        "due",
        "status",
        "account",
        "words",
    ),
    "figure": ("id", "value", "of", "by", "account", "words"),
    "happening": (
        "id",
        "when",
        "actor",
        "type",
        "recipient",
        "told as",
        "told by",
        "words",
    ),
    "dispute": ("id", "about", "disputed", "strength", "sides"),
}
ID = 8  # digits of an id; enough to ask for the record
WHOLE = frozenset(
    {"id", "when", "published", "due", "value", "told by"}
)  # columns that do not fold
CELL = "text-align:left;vertical-align:top;padding-right:1em"


def html(
    noun: Noun,
    records: Sequence[Record],
    ledger: Ledger | None,
    *,
    caption: str,
    more: int,
) -> str:
    """
    The records as a table under a caption, with how many more there are; no ledger
    where there are no records.
    """
    head = _row("th", COLUMNS[noun], noun)
    rows = Rows(ledger) if ledger and records else None
    body = (
        "".join(_row("td", rows.of(record), noun) for record in records) if rows else ""
    )
    rest = f"<p>and {more:,} more</p>" if more > 0 else ""
    table = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>" if body else ""
    return f"<div><p>{escape(one_line(caption))}</p>{table}{rest}</div>"


def _row(tag: str, values: Sequence[str], noun: Noun) -> str:
    styles = (CELL + ";white-space:nowrap" * (name in WHOLE) for name in COLUMNS[noun])
    cells = (
        f'<{tag} style="{style}">{escape(one_line(value))}</{tag}>'
        for style, value in zip(styles, values, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


class Rows:
    """
    What the rows of records say, in the order of `COLUMNS` and in the words of the
    brief.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._countries = {
            code: country.names[0] for code, country in Countries.load().table.items()
        }
        self._account = cache(self._named)

    def of(self, record: Record) -> tuple[str, ...]:
        """The row of one record."""
        match record:
            case Happening():
                return self._happening(record)
            case Event():
                return self._event(record)
            case Statement():
                return self._statement(record)
            case Commitment():
                return self._commitment(record)
            case Figure():
                said_by, account = (
                    record.attributed_to or "",
                    self._account(record.document),
                )
                value = words.amount(record)
                return (
                    figure_id(record)[:ID],
                    value,
                    record.of or "",
                    said_by,
                    account,
                    record.span.text,
                )
            case Dispute():
                return self._dispute(record)
            case Document():
                day, publisher = words.day(record.published), record.publisher or ""
                return record.id[:ID], day, publisher, record.title or "", record.source

    def _happening(self, item: Happening) -> tuple[str, ...]:
        first = self._ledger.get(item.reports[0].event).record
        passage = first.span.text if isinstance(first, Event) else ""
        told_by = words.weight(len(item.reports), len(item.originators))
        actor, recipient = self._ends(item.actor), self._ends(item.recipient)
        told_as = ", ".join(item.auxiliary)
        return (
            item.id[:ID],
            words.when(item),
            actor,
            _kind(item),
            recipient,
            told_as,
            told_by,
            passage,
        )

    def _event(self, item: Event) -> tuple[str, ...]:
        actor, recipient = (
            " & ".join(each.name for each in side)
            for side in (item.actor, item.recipient)
        )
        told_as, account = ", ".join(item.auxiliary), self._account(item.document)
        when = words.when(item)
        return (
            item.id[:ID],
            when,
            actor,
            _kind(item),
            recipient,
            told_as,
            account,
            item.span.text,
        )

    def _statement(self, item: Statement) -> tuple[str, ...]:
        when = words.when(item)
        said = f"“{item.content.text}”" if item.direct else item.content.text
        about, account = (
            item.addressee or item.target or "",
            self._account(item.document),
        )
        speaker, channel = words.speaker(item.speaker), item.channel or ""
        return item.id[:ID], when, speaker, about, channel, account, said

    def _commitment(self, item: Commitment) -> tuple[str, ...]:
        due = (
            words.day(item.due)
            if item.due
            else item.deadline.text
            if item.deadline
            else ""
        )
        recipient = item.recipient.name if item.recipient else ""
        status, account = item.status.replace("_", " "), self._account(item.document)
        return (
            item.id[:ID],
            item.maker.name,
            item.kind,
            recipient,
            due,
            status,
            account,
            item.content.text,
        )

    def _dispute(self, item: Dispute) -> tuple[str, ...]:
        about = self._ledger.get(item.happening).record if item.happening else None
        matter = (
            words.matter(about, self._countries) if isinstance(about, Happening) else ""
        )
        named = (
            item.subject.replace(subject(about), matter)
            if isinstance(about, Happening)
            else item.subject
        )
        sides = " | ".join(
            words.claim(claim.value, item.attribute) for claim in item.values
        )
        return item.id[:ID], named, item.attribute, item.strength, sides

    def _ends(self, codes: Sequence[str]) -> str:
        return " & ".join(words.end(code, self._countries) for code in codes)

    def _named(self, document: str) -> str:
        """An account by its publisher and title, else by its file."""
        found = self._ledger.get(document).record
        assert isinstance(found, Document)
        parts = [part for part in (found.publisher, found.title) if part]
        return ": ".join(parts) or found.source.replace("\\", "/").rsplit("/", 1)[-1]


def _kind(item: Event | Happening) -> str:
    return item.event_type + (f" ({item.mode})" if item.mode else "")
