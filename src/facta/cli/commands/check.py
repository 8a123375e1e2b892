"""`facta check`: whether a ledger is whole."""

from __future__ import annotations

from pathlib import Path

import click

from facta.cli import options
from facta.cli.main import CANNOT, DONE
from facta.cli.text import line


@click.command("check")
@options.ledger
def command(ledger: Path) -> int:
    """
    Check a ledger: its file, its texts against their sums, each passage against its
    text; one line a fault.
    """
    from facta.ledger import UNLINKED, Ledger

    faults = 0
    with Ledger.open(ledger, read_only=True) as opened:
        accounts, linked = sum(1 for _ in opened.sources.listed()), opened.linked()
        for fault in opened.faults():
            faults += 1
            click.echo(line(fault))
    if faults:
        advice = "restore a backup, or read the sources again into a new ledger"
        click.echo(f"facta: {line(str(ledger))}: damaged; {advice}", err=True)
        return CANNOT
    click.echo(
        f"{line(str(ledger))}: whole, with accounts of {accounts} "
        f"{'source' if accounts == 1 else 'sources'}"
    )
    if linked is None and accounts:
        click.echo(f"facta: {line(str(ledger))}: {UNLINKED}", err=True)
    return DONE
