"""`facta lexicon`: the tables of words, checked and looked up."""

from __future__ import annotations

from pathlib import Path

import click

from facta.cli import options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.cli.text import Column, line, show

FOUND = (
    Column("table", 12),
    Column("class", 20),
    Column("in", 24),
    Column("file", 18),
    Column("line", 5),
    Column("means"),
)


@click.group("lexicon")
def command() -> None:
    """Check the tables of words, the package's and your own, and look words up."""


@command.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> int:
    """
    Check the package's tables with those of FILES on top: one line a fault, and exit
    status 1 if there is any.

    Told are entries that can never match, doubles, and entries that are no words.
    """
    from facta.language.lemmas import Lemmas
    from facta.lexicon import Lexicon
    from facta.lexicon.checking import faults
    from facta.lexicon.inventory import shipped_files
    from facta.tables import brought

    senses = Lexicon.load(files).events.senses
    own = [brought(path) for path in files]
    told = faults([*shipped_files(), *own], senses, Lemmas.load().lemma)
    found = [line(str(fault)) for fault in told]
    for fault in found:
        click.echo(fault)
    if found:
        return WITH_SKIPPED
    click.echo("no fault found")
    return DONE


@command.command("find")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@options.lexicon_files
def find(words: tuple[str, ...], lexicon_files: tuple[Path, ...]) -> int:
    """
    List every table and class in which WORD stands, with its file and line and what it
    means there; several words are one phrase.
    """
    from facta.lexicon.inventory import shipped_files, standings
    from facta.tables import brought

    wanted = " ".join(words)
    alone = " as one phrase" if " " in wanted else ""
    own = [brought(path) for path in lexicon_files]
    found = (
        (
            at.table,
            at.name,
            at.group,
            at.source.name,
            str(at.line or ""),
            f"{at.meaning} {at.value}".strip(),
        )
        for at in standings([*shipped_files(), *own])
        if at.word.lower() == wanted.lower()
    )
    show(
        FOUND,
        found,
        empty=f"no table holds {wanted!r}{alone}; docs/lexicon.md says where to add it",
    )
    return DONE
