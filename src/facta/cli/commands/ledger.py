"""
`facta ledger`: the sources of a ledger, what replaced what, and two ledgers compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import ID, Column, show, show_json
from facta.ledger import Ledger, Source, Version
from facta.records import Document

if TYPE_CHECKING:
    from facta.ledger.difference import Difference

SOURCES = (
    Column("read", 10),
    Column("accounts", 8),
    Column("characters", 12),
    Column("root", 24),
    Column("", 4),
    Column("source"),
)
LOG = (
    Column("when", 16),
    Column("why", 8),
    Column("old", ID),
    Column("new", ID),
    Column("source", 40),
    Column("what changed"),
)
DIFFERENCE = (
    Column("id", ID),
    Column("what", 10),
    Column("how", 7),
    Column("words", 60, least=30),
    Column("what changed"),
)
NO_DIFFERENCE = "both tell the same"
NO_SOURCES = "the ledger is empty; read accounts into it with facta PATH..."
NO_LOG = "no account was replaced or dropped"


@click.group("ledger")
def command() -> None:
    """Show and change the sources that a ledger follows; compare two ledgers."""


@command.command("sources")
@options.ledger
@options.as_json
def sources(ledger: Path, as_json: bool) -> int:
    """
    List the files and addresses that gave accounts, with when they were read and what
    was named to read them.
    """
    with Ledger.open(ledger, read_only=True) as opened:
        if as_json:
            show_json(
                map(msgspec.json.encode, opened.sources.listed()), empty=NO_SOURCES
            )
        else:
            show(SOURCES, map(_source, opened.sources.listed()), empty=NO_SOURCES)
    return DONE


@command.command("log")
@options.ledger
@options.as_json
def log(ledger: Path, as_json: bool) -> int:
    """
    List the accounts that no longer count: their sources changed, or were dropped.
    """
    with Ledger.open(ledger, read_only=True) as opened:
        if as_json:
            show_json(map(msgspec.json.encode, opened.sources.log()), empty=NO_LOG)
        else:
            show(LOG, map(_version, opened.sources.log()), empty=NO_LOG)
    return DONE


@command.command("remove")
@click.argument("names", metavar="SOURCE...", nargs=-1, required=True)
@options.ledger
def remove(names: tuple[str, ...], ledger: Path) -> int:
    """
    Drop what files, folders, addresses or ids of accounts gave; each account is kept as
    a version in the log.
    """
    from facta.pipeline import relink

    with (
        options.to_change(ledger) as opened,
        opened.alone(options.note),
        opened.writing(),
    ):
        for source in opened.sources.remove(names):
            click.echo(source)
        relink(opened)
    return DONE


@command.command("rename")
@click.argument("old")
@click.argument("new")
@options.ledger
def rename(old: str, new: str, ledger: Path) -> int:
    """
    Tell a ledger that the file or folder OLD is now NEW, so that the next run knows its
    accounts.
    """
    with options.to_change(ledger) as opened, opened.alone(options.note):
        count = opened.sources.rename(old, new)
    from facta.brief.words import agreed

    click.echo(f"{count} {agreed('accounts', count)} of {old} now of {new}", err=True)
    return DONE


@command.command("diff")
@click.argument("one", metavar="A", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("other", metavar="B", type=click.Path(path_type=Path, dir_okay=False))
@options.as_json
def diff(one: Path, other: Path, as_json: bool) -> int:
    """
    List what ledger B tells otherwise than A: accounts, happenings, disputes,
    commitments, decisions.
    """
    from facta.ledger.difference import differences

    with options.opened(one) as before, options.opened(other) as after:
        found = differences(before, after)
        if as_json:
            show_json(map(msgspec.json.encode, found), empty=NO_DIFFERENCE)
        else:
            show(DIFFERENCE, map(_difference, found), empty=NO_DIFFERENCE)
    return DONE


def _difference(item: Difference) -> tuple[str, ...]:
    fields = "; ".join(
        f"{each.name}: {each.before}, now {each.after}" for each in item.fields
    )
    return item.id[:ID], item.what, item.how, item.words, fields


def _source(item: Source) -> tuple[str, ...]:
    return (
        item.day,
        str(item.accounts),
        f"{item.characters:,}",
        item.root,
        "gone" * item.gone,
        item.shown,
    )


def _version(item: Version) -> tuple[str, ...]:
    new = what = ""
    if item.successor:
        new = item.successor.id[:ID]
        what = "; ".join(differences(item.former, item.successor))
    return (
        f"{item.at:%Y-%m-%d %H:%M}",
        item.reason,
        item.former.id[:ID],
        new,
        item.source,
        what,
    )


def differences(former: Document, present: Document) -> Iterator[str]:
    """How two versions of an account differ, in words."""
    if former.text != present.text:
        before, now = len(former.text), len(present.text)
        size = f", {before:,} to {now:,} characters" * (before != now)
        yield f"text{size}"
    if former.published != present.published:
        yield f"day {former.published or 'unknown'} to {present.published or 'unknown'}"
    if former.title != present.title:
        yield f"title {former.title or 'none'!r} to {present.title or 'none'!r}"
    if former.publisher != present.publisher:
        yield (
            f"publisher {former.publisher or 'unknown'} to "
            f"{present.publisher or 'unknown'}"
        )
