"""`facta backup TARGET`: a copy of a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from facta.cli import options
from facta.cli.main import DONE


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@options.ledger
@click.option(
    "--force", is_flag=True, help="Write over another ledger that stands there."
)
def command(target: Path, ledger: Path, force: bool) -> int:
    """
    Write a copy of a ledger to TARGET, whole or not at all, also while a run is at
    work.
    """
    from facta.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        opened.backup(target, force=force)
    click.echo(target)
    return DONE
