"""`facta import FILE...`: published event data into a ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli import options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.cli.progress import shown
from facta.cli.text import line

if TYPE_CHECKING:
    from facta.exchange.incoming import Brought

FORMS = ("plover", "polecat", "gdelt", "icews")
# Codes without a type that one line names, the most frequent first.
CODES = 8


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="What the files are in; by default what each opens with.",
)
@options.ledger
@click.option(
    "--prune", is_flag=True, help="Drop rows that the files gave before and no more."
)
@options.jobs
@options.quiet
def command(
    files: tuple[Path, ...],
    form: str | None,
    ledger: Path,
    prune: bool,
    jobs: int | None,
    quiet: bool,
) -> int:
    """
    Bring published event data into a ledger, each row an account of one event, so that
    `timeline`, `measure` and `export` run on it; all of it or nothing.
    """
    from facta.exchange.incoming import bring, form_of
    from facta.ledger import Ledger
    from facta.processes import cores

    # before a ledger is made for what cannot be read
    for path in files:
        form_of(path, form)
    with Ledger.open(ledger) as opened:
        brought = bring(
            files,
            opened,
            form=form,
            prune=prune,
            jobs=jobs or cores(),
            told=options.note,
            watched=lambda rows: shown(rows, "importing", quiet=quiet),
        )
    if not quiet:
        for told in _told(brought):
            click.echo(line(told), err=True)
    click.echo(ledger)
    return WITH_SKIPPED if brought.faults else DONE


def _told(brought: Brought) -> Iterator[str]:
    """What a person should know of an import, line by line."""
    from facta.brief.words import counted

    for item in brought.named:
        yield f"skipped {item.source}: {item.reason}"
    beyond = sum(count for _, count in brought.faults) > len(brought.named)
    for reason, count in brought.faults if beyond else ():
        yield f"{counted(count, 'row')}: {reason}"
    if brought.typeless:
        rows = counted(sum(brought.typeless.values()), "row")
        yield f"{rows} of no PLOVER type: {_codes(brought.typeless)}"
    for names, end in (
        (brought.gone, "kept; drop them with --prune"),
        (brought.pruned, "dropped"),
    ):
        if names:
            yield f"rows no longer in {', '.join(names)}: {end}"
    yield (
        f"{counted(brought.rows, 'row')}, {counted(brought.added, 'event')} new, "
        f"{brought.known:,} known"
    )


def _codes(counts: Mapping[str, int]) -> str:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = ", ".join(f"{code} ({count:,})" for code, count in ranked[:CODES])
    return f"CAMEO {named}" + " and more" * (len(ranked) > CODES)
