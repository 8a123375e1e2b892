"""`facta search`: words in all that a ledger holds."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import ID, Column, file_name, line, screen, show_json, table
from facta.errors import SettingsError
from facta.ledger.searching import CLOSE, OPEN, Asked, Hit, What, hits
from facta.link.grades import before

if TYPE_CHECKING:
    from facta.ledger import Ledger

COLUMNS = (
    Column("id", ID),
    Column("what", 9),
    Column("published", 11),
    Column("source", 24),
    Column("words"),
)
# around what was found, on a terminal and where there is none
BOLD, PLAIN = ("\x1b[1m", "\x1b[0m"), ("[", "]")
# cells before what was found that still stand on the line, where it is long; judged
BEFORE = 40


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@options.ledger
@options.actor
@options.recipient
@options.since
@options.until
@options.kind_of_event
@click.option(
    "--kind",
    "what",
    type=click.Choice(get_args(What)),
    help="Happenings alone, statements, or plain sentences.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="Most lines to show.",
)
@options.as_json
def command(
    words: tuple[str, ...],
    ledger: Path,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    event_type: tuple[str, ...],
    what: What | None,
    limit: int,
    as_json: bool,
) -> int:
    """
    List the sentences that hold all the words, best first, with the happenings and
    statements that they tell.

    Any form of a word fits; "..." is a phrase, word* a beginning. An account counts by
    its day of publication, a happening or statement by its own.
    """
    from facta.cli import asking

    sought = " ".join(words)
    if not any(letter.isalnum() for letter in sought):
        raise SettingsError(f"{sought!r}: no word to look for; give one")
    with options.opened(ledger) as opened:
        if asking.is_empty(opened, ledger):
            return DONE
        asked = asking.filters(
            opened,
            actor=actor,
            recipient=recipient,
            since=since,
            until=until,
            event_type=event_type,
        )
        found = islice(_found(opened, sought, what, asked), limit + 1)
        first = list(islice(found, limit))
        empty = f"nothing holds {sought!r}" + " and fits" * bool(asked or what)
        if as_json:
            show_json(map(msgspec.json.encode, first), empty=empty)
        else:
            _show(first, empty)
        if next(found, None):
            options.note(f"the first {limit}; more with --limit")
    return DONE


def _found(
    opened: Ledger, sought: str, what: What | None, asked: dict[str, object]
) -> Iterator[Hit]:
    return hits(opened, sought, Asked.of(opened, what, **asked))


def _show(found: list[Hit], empty: str) -> None:
    marks = BOLD if sys.stdout.isatty() else PLAIN
    for text in chain(table(COLUMNS, map(row, found), width=screen())):
        click.echo(highlighted(text, marks))
    if not found:
        click.echo(f"facta: {line(empty)}", err=True)


def row(item: Hit) -> tuple[str, ...]:
    """The row of one hit; its words begin near the first that was found."""
    published = f"{item.published:%Y-%m-%d}" if item.published else ""
    words = before(item) + shown(item)
    return item.id[:ID], item.what, published, file_name(item.source), words


def shown(item: Hit) -> str:
    """A sentence with signs around what was found, cut before it where that is long."""
    text, at = "", item.start
    for start, end in item.marks:
        inside = item.text[start - item.start : end - item.start]
        text += item.text[at - item.start : start - item.start] + OPEN + inside + CLOSE
        at = end
    text += item.text[at - item.start :]
    first = text.find(OPEN)
    if first <= BEFORE:
        return text
    cut = text.rfind(" ", 0, first - BEFORE // 2)
    return "…" + text[cut:].lstrip()


def highlighted(text: str, marks: tuple[str, str]) -> str:
    r"""
    A line with marks for the signs in it; one that was cut off is closed.

    >>> highlighted("an \ufdd0attack\ufdd1", PLAIN)
    'an [attack]'
    """
    opened, closed = marks
    missing = text.count(OPEN) > text.count(CLOSE)
    return (text + CLOSE * missing).replace(OPEN, opened).replace(CLOSE, closed)
