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
from facta.link import sentences
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

Row = dict[str, str]

# Digits of an id that are shown; enough to ask for the record.
ID = 8
# Columns that do not fold.
WHOLE = frozenset({"id", "when", "published", "due", "value", "told by"})
# a notebook has styles of its own, which only those of an element override
CELL = "text-align:left;vertical-align:top;padding-right:1em"


class Rows:
    """
    What the rows of records say, in the words of the brief; accounts and countries are
    looked up by name.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._countries = {
            code: country.names[0] for code, country in Countries.load().table.items()
        }
        self._named = cache(self._account)
        self._ledger = ledger

    def row(self, record: Record) -> Row:
        """What is shown of a record, under the heads of its columns."""
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
                return self._figure(record)
            case Dispute():
                return self._dispute(record)
            case Document():
                return self._document(record)

    def _document(self, item: Document) -> Row:
        return {
            "id": item.id[:ID],
            "published": words.day(item.published),
            "publisher": item.publisher or "",
            "title": item.title or "",
            "source": item.source,
        }

    def _event(self, item: Event) -> Row:
        return {
            "id": item.id[:ID],
            "when": words.when(item),
            "actor": " & ".join(end.name for end in item.actor),
            "type": words.kind(item),
            "recipient": " & ".join(end.name for end in item.recipient),
            "told as": ", ".join(item.auxiliary),
            "account": self._named(item.document),
            "words": item.span.text,
        }

    def _statement(self, item: Statement) -> Row:
        return {
            "id": item.id[:ID],
            "when": words.when(item),
            "speaker": words.speaker(item.speaker),
            "to or of": item.addressee or item.target or "",
            "channel": item.channel or "",
            "account": self._named(item.document),
            "words": _said(item),
        }

    def _commitment(self, item: Commitment) -> Row:
        return {
            "id": item.id[:ID],
            "maker": item.maker.name,
            "kind": item.kind,
            "recipient": _recipient(item),
            "due": _due(item),
            "status": item.status.replace("_", " "),
            "account": self._named(item.document),
            "words": item.content.text,
        }

    def _figure(self, item: Figure) -> Row:
        return {
            "id": figure_id(item)[:ID],
            "value": words.amount(item),
            "of": item.of or "",
            "by": item.attributed_to or "",
            "account": self._named(item.document),
            "words": item.span.text,
        }

    def _happening(self, item: Happening) -> Row:
        return {
            "id": item.id[:ID],
            "when": words.when(item),
            "actor": self._ends(item.actor),
            "type": words.kind(item),
            "recipient": self._ends(item.recipient),
            "told as": ", ".join((*item.caveats, *item.auxiliary)),
            "told by": words.weight(len(item.reports), len(item.originators)),
            "grade": str(item.grade),
            "words": self._first(item),
        }

    def _dispute(self, item: Dispute) -> Row:
        return {
            "id": item.id[:ID],
            "about": self._about(item),
            "disputed": item.attribute,
            "strength": item.strength,
            "sides": " | ".join(
                sentences.value(claim.value, item.attribute, self._countries)
                for claim in item.values
            ),
        }

    def _ends(self, codes: Sequence[str]) -> str:
        """Dyad ends in words."""
        return " & ".join(words.end(code, self._countries) for code in codes)

    def _first(self, item: Happening) -> str:
        """The words of the event that tells a happening first."""
        found = self._ledger.get(item.reports[0].event).record
        assert isinstance(found, Event)
        return found.span.text

    def _about(self, item: Dispute) -> str:
        """What is disputed, its happening in words."""
        about = None
        if item.happening:
            found = self._ledger.get(item.happening).record
            assert isinstance(found, Happening)
            about = found
        return words.disputed(item, about, self._countries)

    def _account(self, document: str) -> str:
        """An account by its publisher and title, else by its file."""
        found = self._ledger.get(document).record
        assert isinstance(found, Document)
        return words.label(found)


def _said(item: Statement) -> str:
    """Quotation marks stand around what is quoted."""
    if item.direct:
        return f"“{item.content.text}”"
    return item.content.text


def _due(item: Commitment) -> str:
    """The last day where that can be told, else the account's words."""
    if item.due:
        return words.day(item.due)
    return words.quoted(item.deadline) or ""


def _recipient(item: Commitment) -> str:
    if item.recipient is None:
        return ""
    return item.recipient.name


def html(
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
    parts = [f"<p>{escape(one_line(caption))}</p>"]
    if ledger and records:
        parts.append(_table(list(map(Rows(ledger).row, records))))
    if more > 0:
        parts.append(f"<p>and {more:,} more</p>")
    return f"<div>{''.join(parts)}</div>"


def _table(rows: Sequence[Row]) -> str:
    """Records of one kind have the same columns, so the first row tells the heads."""
    head = _row("th", {name: name for name in rows[0]})
    body = "".join(_row("td", row) for row in rows)
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(tag: str, row: Row) -> str:
    styles = (CELL + ";white-space:nowrap" * (name in WHOLE) for name in row)
    cells = (
        f'<{tag} style="{style}">{escape(one_line(value))}</{tag}>'
        for style, value in zip(styles, row.values(), strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"
