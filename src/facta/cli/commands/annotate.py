"""`facta annotate`: one JSON line an account, as the output contract says."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from facta.cli import options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.records import Document, Skipped


@click.command("annotate")
@options.paths
@options.fetch
@options.published
@options.max_mb
@options.actor_files
@options.lexicon_files
@click.option("--with-text", is_flag=True, help='Add the text that the offsets point into, as "text".')
def command(
    paths: tuple[str, ...],
    urls: tuple[str, ...],
    published: datetime.date | None,
    max_mb: float,
    actor_files: tuple[Path, ...],
    lexicon_files: tuple[Path, ...],
    with_text: bool,
) -> int:
    """Write everything found in each account as one JSON line, in the order of the input."""
    from facta.cli.pipeline import annotations
    from facta.exchange.contract import line
    from facta.extract import Resources
    from facta.language import Language

    skipped: list[Skipped] = []

    def read() -> Iterator[Document]:
        for item in options.inputs(paths, urls, day=published, max_mb=max_mb):
            if isinstance(item, Skipped):
                skipped.append(item)
                click.echo(f"skipped {item.source}: {item.reason}", err=True)
            else:
                yield item

    resources = Resources.load(actor_files=actor_files, lexicon_files=lexicon_files)
    for annotation in annotations(read(), Language.load(), resources):
        sys.stdout.buffer.write(line(annotation, with_text=with_text) + b"\n")
        sys.stdout.buffer.flush()
    return WITH_SKIPPED if skipped else DONE
