"""Options that several commands share, each in one place."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facta.cli.text import line
from facta.errors import SettingsError
from facta.records import Annotation, Document, Skipped

if TYPE_CHECKING:
    from facta.ledger import Ledger

LEDGER = "facta.db"
Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item", Document, Annotation)


class Day(click.ParamType[datetime.date]):
    """A date as 2025-05-25."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The date, or a usage error that shows the form."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2025-05-25", param, ctx)


def party(*names: str, doing: str) -> Callable[[Command], Command]:
    """A filter that asks for somebody; given several times it asks for any of them."""
    return click.option(*names, multiple=True, metavar="WHO", help=f"Who {doing}: a country, person, body or code.")


paths = click.argument("paths", nargs=-1, required=False)
published = click.option("--published", type=Day(), help="Date of the accounts that give none, as 2025-05-25.")
fetch = click.option(
    "--fetch", "urls", multiple=True, metavar="URL", help="Read a page from the network (the only use of it)."
)
max_bytes = click.option(
    "--max-bytes", type=click.IntRange(min=1), default=50_000_000, show_default=True, help="Largest account to read."
)
actor_files = click.option(
    "--actors", "actor_files", multiple=True, type=click.Path(path_type=Path), help="Your own actors (TOML)."
)
lexicon_files = click.option(
    "--lexicon",
    "lexicon_files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own lexicon entries (TOML).",
)
since = click.option("--since", type=Day(), help="From this day on, as 2025-05-25.")
until = click.option("--until", type=Day(), help="Up to this day.")
kind_of_event = click.option(
    "--type", "event_type", multiple=True, help='PLOVER type, as ASSAULT, or a class, as "material conflict".'
)
actor = party("--actor", doing="acted")
recipient = party("--recipient", doing="was acted upon")
output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default="brief.html",
    show_default=True,
    help="The brief.",
)
title = click.option("--title", help="Title of the brief; by default the main countries.")
as_json = click.option("--json", "as_json", is_flag=True, help="JSON lines instead of a table.")
quiet = click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
ledger = click.option(
    "--ledger", type=click.Path(path_type=Path, dir_okay=False), default=LEDGER, show_default=True, help="The ledger."
)


def inputs(
    given: Sequence[str], urls: Sequence[str], *, day: datetime.date | None, max_bytes: int
) -> Iterator[Document | Skipped]:
    """
    The accounts that a command line names.

    Raises:
        SettingsError: it names none.
    """
    from facta.language.target import english
    from facta.read import ReadSettings, documents, fetched

    if not given and not urls:
        raise SettingsError("nothing to read; name files, folders or - for standard input, or --fetch an address")
    settings = ReadSettings(published=day, max_bytes=max_bytes, stdin=sys.stdin.buffer)
    found = chain(documents(given, settings=settings), *(fetched(url, settings=settings) for url in urls))
    yield from english(found)


def readable(items: Iterable[Item | Skipped], skipped: list[Skipped]) -> Iterator[Item]:
    """What could be read among `items`; the rest is named on standard error and noted in `skipped`."""
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item)
            click.echo(f"skipped {line(item.source)}: {line(item.reason)}", err=True)
        else:
            yield item


def sources(ledger: Ledger) -> dict[str, str]:
    """Where each document of a ledger came from, by the document's id."""
    return {document.id: document.source for document in ledger.documents()}
