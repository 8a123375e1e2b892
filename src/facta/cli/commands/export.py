"""`facta export`: a ledger in formats that other tools read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from facta.cli import options
from facta.cli.main import DONE
from facta.errors import SettingsError
from facta.exchange.formats import FORMATS

# formats that go to standard output, and those that want a folder
TITLES = [form.title for form in FORMATS.values() if form.ending is None]
FILES = {name: form for name, form in FORMATS.items() if form.ending}


@click.command(
    "export",
    help=f"Write a ledger as {' or '.join(TITLES)} to standard output, or as "
    f"{' or '.join(form.title for form in FILES.values())} files into a folder.",
)
@options.ledger
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    default="jsonl",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help=f"Folder for {' and '.join(FILES)}: one file a table.",
)
def command(ledger: Path, name: str, output: Path | None) -> int:
    """Writes a ledger onto standard output or into a folder."""
    from facta.exchange.files import pour, save

    form = FORMATS[name]
    if form.ending is None and output is not None:
        raise SettingsError(
            f"--format {name} goes to standard output; leave out -o, or write > {output}"
        )
    with options.opened(ledger) as opened:
        opened.whole()
        if form.ending is None:
            pour(opened, form, sys.stdout.buffer)
            return DONE
        if output is None:
            raise SettingsError(
                f"--format {name} writes several files; name a folder with -o"
            )
        output.mkdir(parents=True, exist_ok=True)
        for path in save(opened, form, output):
            click.echo(path)
    return DONE
