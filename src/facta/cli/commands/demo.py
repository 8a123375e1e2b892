"""`facta demo`: the whole road over the bundled accounts."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from facta.cli import options
from facta.cli.commands.build import build


@click.command("demo")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default="facta-demo.html",
    show_default=True,
    help="The brief.",
)
@options.quiet
def command(output: Path, quiet: bool) -> int:
    """
    Write a brief, and a ledger beside it, over twelve bundled accounts that agree,
    copy, err and contradict.
    """
    from facta.cli.output import STDOUT, check, check_form
    from facta.demo import corpus
    from facta.pipeline import Annotator
    from facta.read import ReadSettings, documents

    check_form(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    ledger = Path("facta-demo.db") if output == STDOUT else output.with_suffix(".db")
    check(output, ledger=ledger)
    with corpus() as folder:
        # an account is known by its file's name, wherever the package is installed
        items = (
            msgspec.structs.replace(item, source=f"demo/{Path(item.source).name}")
            for item in documents([str(folder)], settings=ReadSettings())
        )
        title = "Washington, Moscow, Kyiv and Europe in 2025"
        return build(
            items,
            Annotator.load(),
            ledger,
            output,
            title=title,
            quiet=quiet,
            here=ledger.parent,
        )
