"""`facta PATH...`: read accounts into the ledger, link them, write the brief."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from facta.cli import options
from facta.cli.main import COMMANDS, DONE, WITH_SKIPPED
from facta.cli.progress import shown
from facta.ledger import Ledger, Root
from facta.records import LEAST_KEPT, Document, Skipped

if TYPE_CHECKING:
    from facta.batches import Annotates
    from facta.brief.records import Brief

# Bytes of a brief from which it is slow to open and read; judged: 2 MB are 270 accounts.
LARGE = 5_000_000


@click.command("build")
@options.paths
@options.fetch
@options.output
@options.ledger
@options.published
@options.title
@options.max_bytes
@options.max_seconds
@options.jobs
@options.actor_files
@options.lexicon_files
@options.min_confidence
@click.option(
    "--add",
    is_flag=True,
    help="Add accounts from elsewhere to those that the ledger holds.",
)
@click.option(
    "--prune", is_flag=True, help="Drop accounts whose sources are no longer there."
)
@click.option(
    "--no-brief",
    "alone",
    is_flag=True,
    help="Write the ledger alone; of thousands of accounts no page is read.",
)
@options.quiet
def command(
    paths: tuple[str, ...],
    urls: tuple[str, ...],
    output: Path,
    ledger: Path,
    published: datetime.date | None,
    title: str | None,
    max_bytes: int,
    max_seconds: float,
    jobs: int | None,
    actor_files: tuple[Path, ...],
    lexicon_files: tuple[Path, ...],
    least: float | None,
    add: bool,
    prune: bool,
    alone: bool,
    quiet: bool,
) -> int:
    """
    Read files, folders, feeds, archives or - (standard input) into a ledger and write
    the brief.
    """
    from facta.cli.output import check

    items = options.inputs(
        paths,
        urls,
        day=published,
        max_bytes=max_bytes,
        max_seconds=max_seconds,
        commands=list(COMMANDS),
    )
    if not alone:
        check(output, ledger=ledger, inputs=paths)
    roots = options.roots(paths, urls)
    following = Following(roots, add=add, prune=prune, least=least)
    with options.annotator(
        jobs,
        actor_files=actor_files,
        lexicon_files=lexicon_files,
        max_seconds=max_seconds,
        least=LEAST_KEPT,
    ) as annotator:
        return build(
            items,
            annotator,
            ledger,
            None if alone else output,
            title=title,
            quiet=quiet,
            following=following,
        )


class Following(Struct, frozen=True):
    """
    What was named to be read, what becomes of accounts that the ledger has from
    elsewhere or from before, and the confidence from which events count.
    """

    roots: tuple[Root, ...] = ()
    add: bool = False
    prune: bool = False
    least: float | None = None


def build(
    items: Iterable[Document | Skipped],
    annotator: Annotates,
    ledger_path: Path,
    output: Path | None,
    *,
    title: str | None,
    quiet: bool,
    following: Following = Following(),  # noqa: B008 (frozen)
    here: Path | None = None,
) -> int:
    """
    Reads `items`, writes the brief over the whole ledger where one is asked for, tells
    what changed; the exit status.
    """
    from facta.cli.following import conflicting, followed, undated
    from facta.cli.output import STDOUT
    from facta.pipeline import ingest

    with Ledger.open(ledger_path, here=here) as ledger, ledger.alone(options.note):
        outcome = ingest(
            items,
            ledger,
            annotator,
            roots=following.roots,
            add=following.add,
            prune=following.prune,
            least=following.least,
            watched=lambda steps: shown(steps, "reading", quiet=quiet),
        )
        with ledger.snapshot():
            brief = None if output is None else _composed(ledger, title)
            conflicts = list(conflicting(ledger))
            without_day = list(undated(ledger))
    state, size = _written(output, brief)
    if not quiet:
        tally = outcome.tally
        options.told(outcome.skipped)
        options.told(outcome.noted, "noted")
        for told in (*followed(outcome), *conflicts):
            options.note(told)
        click.echo(
            f"accounts: {tally.added} new, {tally.changed} changed, {tally.unchanged} known",
            err=True,
        )
        if brief is not None:
            click.echo(_facts(brief), err=True)
        for told in without_day:
            options.note(told)
        if size > LARGE:
            options.note(too_much_to_read(size))
        click.echo(f"ledger {ledger_path}{state}", err=True)
    if output not in (None, STDOUT):
        click.echo(output)
    return WITH_SKIPPED if outcome.skipped else DONE


def _composed(ledger: Ledger, title: str | None) -> Brief:
    from facta.brief import compose
    from facta.ontology import Countries

    return compose(ledger, Countries.load(), title=title)


def _written(output: Path | None, brief: Brief | None) -> tuple[str, int]:
    """Write the brief; what became of it, in words, and how many bytes it has."""
    from facta.brief import packed
    from facta.cli.output import STATES, suffix, write

    if output is None or brief is None:
        return ", no brief", 0
    data = packed(brief, suffix(output))
    return f", brief {STATES[write(output, data)]}:", len(data)


def _facts(brief: Brief) -> str:
    from facta.brief.words import agreed

    return ", ".join(f"{count:,} {agreed(name, count)}" for name, count in brief.facts)


def too_much_to_read(size: int) -> str:
    """What to do about a brief that is larger than a person reads."""
    return (
        f"the brief has {size / 1e6:,.0f} MB, which is slow to open; keep to the ledger "
        "with --no-brief and ask it (facta timeline, search, relationship, serve)"
    )
