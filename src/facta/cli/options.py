"""Options that several commands share, each in one place."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facta.cli.text import line
from facta.errors import SettingsError
from facta.records import LEAST_KEPT, LIKELY, Annotation, Document, Noted, Skipped

if TYPE_CHECKING:
    from facta.ledger import Ledger, Root
    from facta.read import ReadSettings
    from facta.workers import Workers

LEDGER = "facta.db"
MAGIC = re.compile(r"[*?\[]")
# on Windows both are in use
SEPARATORS = {"/", os.sep}
Command = TypeVar("Command", bound=Callable[..., Any])
# Skipped inputs that standard error names; the rest is counted by reason.
NAMED = 20
Item = TypeVar("Item", Document, Annotation)


class Day(click.ParamType[datetime.date]):
    """A date as 2025-05-25."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """The date, or a usage error that shows the form."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2025-05-25", param, ctx)


class Jobs(click.ParamType[int]):
    """A number of processes."""

    name = "integer"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number, or a usage error that shows one."""
        try:
            number = int(value)
        except ValueError:
            number = 0
        if number < 1:
            self.fail(
                f"{value!r} is no number of processes; give 1 or more, as --jobs 2",
                param,
                ctx,
            )
        return number


def party(*names: str, doing: str) -> Callable[[Command], Command]:
    """A filter that asks for somebody; given several times it asks for any of them."""
    return click.option(
        *names,
        multiple=True,
        metavar="WHO",
        help=f"Who {doing}: a country, person, body or code.",
    )


paths = click.argument("paths", nargs=-1, required=False)
published = click.option(
    "--published",
    type=Day(),
    help="Date of the accounts that give none, as 2025-05-25.",
)
fetch = click.option(
    "--fetch",
    "urls",
    multiple=True,
    metavar="URL",
    help="Read a page from the network (the only use of it).",
)
max_bytes = click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=50_000_000,
    show_default=True,
    help="Largest account to read.",
)
max_seconds = click.option(
    "--max-seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    help="Longest that each step over an account may take, for every 100,000 characters begun.",
)
jobs = click.option(
    "--jobs",
    type=Jobs(),
    help="Processes that read, and link, at the same time; by default one for each core.",
)
actor_files = click.option(
    "--actors",
    "actor_files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own actors (TOML).",
)
lexicon_files = click.option(
    "--lexicon",
    "lexicon_files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Your own words, for any table (TOML).",
)
min_confidence = click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(LEAST_KEPT, 1),
    help=f"Lowest confidence of an event that counts; {LIKELY:g} by default.",
)
since = click.option("--since", type=Day(), help="From this day on, as 2025-05-25.")
until = click.option("--until", type=Day(), help="Up to this day.")
kind_of_event = click.option(
    "--type",
    "event_type",
    multiple=True,
    help='PLOVER type, as ASSAULT, or a class, as "material conflict".',
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
title = click.option(
    "--title", help="Title of the brief; by default the main countries."
)
as_json = click.option(
    "--json", "as_json", is_flag=True, help="JSON lines instead of a table."
)
quiet = click.option(
    "-q", "--quiet", is_flag=True, help="No progress and no summary on standard error."
)
ledger = click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    default=LEDGER,
    show_default=True,
    help="The ledger.",
)


def inputs(
    given: Sequence[str],
    urls: Sequence[str],
    *,
    day: datetime.date | None,
    max_bytes: int,
    max_seconds: float = 60,
    commands: Sequence[str] = (),
) -> Iterator[Document | Skipped]:
    """
    The accounts that a command line names; `commands` are words that may be meant where
    a path does not exist.

    Raises:
        SettingsError: it names none, or something that does not exist; at once, before
        anything is read.
    """
    from facta.cli.arguments import check
    from facta.read import ReadSettings

    if not given and not urls:
        name = click.get_current_context().command_path
        raise SettingsError(
            f"nothing to read; name files, folders or - for standard input, as in {name} articles/"
        )
    check(given, urls, commands=commands)
    settings = ReadSettings(
        published=day,
        max_bytes=max_bytes,
        max_seconds=max_seconds,
        stdin=sys.stdin.buffer,
    )
    return _read(given, urls, settings)


def _read(
    given: Sequence[str], urls: Sequence[str], settings: ReadSettings
) -> Iterator[Document | Skipped]:
    from facta.language.target import english
    from facta.read import documents, fetched

    found = chain(
        documents(given, settings=settings),
        *(fetched(url, settings=settings) for url in urls),
    )
    yield from english(found)


def annotator(
    jobs: int | None,
    *,
    actor_files: Sequence[Path] = (),
    lexicon_files: Sequence[Path] = (),
    max_seconds: float = 60,
    least: float = LIKELY,
) -> Workers:
    """
    The stages that a command line asks for, in so many processes; for a `with`.

    Raises:
        SettingsError: a user's file is missing or not valid.
    """
    from facta.pipeline import Annotator, shipped
    from facta.processes import cores
    from facta.workers import Workers

    load = partial(
        Annotator.load,
        actor_files=actor_files,
        lexicon_files=lexicon_files,
        seconds_per_account=max_seconds,
        least=least,
    )
    # a user's own files are tried before anything is read; ours need not be
    stages = None if actor_files or lexicon_files else shipped()
    return Workers(load, stages=stages, jobs=jobs or cores())


def roots(given: Sequence[str], urls: Sequence[str]) -> tuple[Root, ...]:
    """
    What a command line names, as a ledger follows it.

    A pattern is the folder that it is about, not all that lies there. A page that is
    fetched and standard input are
    added to any ledger: whoever gives one means that one.
    """
    from facta.ledger import Root

    def root(path: str) -> Root:
        if path == "-":
            return Root(path, whole=False, adds=True)
        magic = MAGIC.search(path)
        if magic is None or os.path.lexists(path):
            return Root(path)
        fixed = path[: magic.start()]
        return Root(
            fixed[: max(fixed.rfind(mark) for mark in SEPARATORS) + 1] or ".",
            whole=False,
        )

    return (*map(root, given), *(Root(url, whole=False, adds=True) for url in urls))


def readable(items: Iterable[Item | Skipped], skipped: list[Skipped]) -> Iterator[Item]:
    """
    What could be read among `items`; the rest is noted in `skipped`, the first of it
    named on standard error. So is what is noted, by which nothing is lost.

    When all is read, `rest` tells what was skipped and not named.
    """
    noted: list[Noted] = []
    for item in items:
        if isinstance(item, Noted):
            noted.append(item)
            if len(noted) <= NAMED:
                click.echo(line(f"noted {item.source}: {item.reason}"), err=True)
        elif isinstance(item, Skipped):
            skipped.append(item)
            if len(skipped) <= NAMED:
                click.echo(line(f"skipped {item.source}: {item.reason}"), err=True)
        else:
            yield item
    rest(noted, "noted")


def told(items: Sequence[Skipped], word: str = "skipped") -> None:
    """Names the first of what was skipped or noted on standard error, and counts the rest."""
    for item in items[:NAMED]:
        click.echo(line(f"{word} {item.source}: {item.reason}"), err=True)
    rest(items, word)


def rest(items: Sequence[Skipped], word: str = "skipped") -> None:
    """
    Tells on standard error how many inputs were skipped or noted that nothing has
    named, and why.
    """
    from facta.read.reasons import by_reason

    for reason, count in by_reason(items[NAMED:]):
        click.echo(line(f"{word} {count:,} more: {reason}"), err=True)


def note(told: str) -> None:
    """A line on standard error."""
    click.echo(line(told), err=True)


def opened(path: Path) -> Ledger:
    """
    A ledger to read; where its happenings do not tell of all that it holds, a note on
    standard error says so.
    """
    from facta.ledger import UNLINKED, Ledger

    found = Ledger.open(path, read_only=True)
    try:
        unlinked = found.unlinked()
    except BaseException:
        found.close()
        raise
    if unlinked:
        click.echo(f"facta: {line(str(path))}: {UNLINKED}", err=True)
    return found


def to_change(path: Path) -> Ledger:
    """A ledger to change; there must be one, and a whole one."""
    from facta.ledger import Ledger

    with Ledger.open(path, read_only=True) as found:
        found.whole()
    return Ledger.open(path)


def to_decide(path: Path) -> Ledger:
    """A ledger to decide in; there must be one, and a sound one."""
    from facta.ledger import Ledger

    with Ledger.open(path, read_only=True) as found:
        found.sound()
    return Ledger.open(path)


def sources(ledger: Ledger) -> dict[str, str]:
    """Where each document of a ledger came from, by the document's id."""
    return {document.id: document.source for document in ledger.documents()}
