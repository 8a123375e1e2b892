"""`facta export`: a ledger in formats that other tools read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from facta.cli import options
from facta.cli.main import DONE
from facta.errors import SettingsError


@click.command("export")
@options.ledger
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for csv and parquet: one file a table.",
)
def command(
    ledger: Path, form: Literal["jsonl", "csv", "parquet"], output: Path | None
) -> int:
    """
    Write a ledger as JSON lines to standard output, or as CSV or Parquet files into a
    folder.
    """
    from facta import exchange

    if form == "jsonl" and output is not None:
        raise SettingsError(
            f"--format jsonl goes to standard output; leave out -o, or write > {output}"
        )
    with options.opened(ledger) as opened:
        opened.whole()
        if form == "jsonl":
            for row in exchange.jsonl(opened):
                sys.stdout.buffer.write(row + b"\n")
            return DONE
        if output is None:
            raise SettingsError(
                f"--format {form} writes several files; name a folder with -o"
            )
        output.mkdir(parents=True, exist_ok=True)
        for path in (exchange.csv if form == "csv" else exchange.parquet)(
            opened, output
        ):
            click.echo(path)
    return DONE
