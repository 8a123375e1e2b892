"""
`facta relationship`: how two parties stand to each other, in words and in deeds, both
ways, over time.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import get_args

import click
import msgspec

from facta.cli import asking, options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.cli.text import indented, line, show, show_json
from facta.errors import SettingsError
from facta.measure import Period

PAGES = (".html", ".htm")


@click.command("relationship")
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@options.ledger
@click.option(
    "--counts",
    "counted",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Counts of event data instead of a ledger: a row for each dyad and year.",
)
@options.since
@options.until
@click.option(
    "--period",
    type=click.Choice(get_args(Period)),
    default="month",
    show_default=True,
    help="How long each value is of.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as a page (.html).",
)
@options.as_json
def command(
    one: str,
    other: str,
    ledger: Path,
    counted: Path | None,
    since: datetime.date | None,
    until: datetime.date | None,
    period: Period,
    output: Path | None,
    as_json: bool,
) -> int:
    """
    Tell how ONE and OTHER stand to each other: words, deeds and the gap between them,
    where the level turned and what moved it, how far each keeps its word, who answers
    whom.

    Only what is told as done counts, once each, at the day on which it was done.
    """
    from facta.brief import relationship as laid
    from facta.cli import relationships
    from facta.cli.output import STDOUT, check, write

    if output is not None:
        if output != STDOUT and output.suffix.lower() not in PAGES:
            raise SettingsError(f"{output}: not a page; name the output .html")
        check(output, ledger=counted or ledger)
    skipped = 0
    if counted is not None:
        told, skipped = relationships.of_counts(counted, one, other, since, until)
    else:
        with options.opened(ledger) as opened:
            if asking.is_empty(opened, ledger):
                return DONE
            told = relationships.of_ledger(opened, one, other, since, until, period)
    found, page = told
    if not found.told:
        raise SettingsError(f"{counted}: nothing is told between {one} and {other}")
    if output is not None:
        write(output, laid.html(page))
        options.note(f"relationship: {output}")
    elif as_json:
        show_json([msgspec.json.encode(found)], empty="")
    else:
        for text in relationships.sentences(page):
            click.echo(indented(text))
        for panel in page.panels:
            click.echo(f"\n{line(panel.name)}")
            rows = ((row.when, *row.cells) for row in panel.rows)
            show(relationships.COLUMNS, rows, empty="")
    return WITH_SKIPPED if skipped else DONE
