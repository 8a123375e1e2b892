"""`facta annotate`: one JSON line an account, as the output contract says."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from facta.cli import options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.records import LIKELY, Skipped


@click.command("annotate")
@options.paths
@options.fetch
@options.published
@options.max_bytes
@options.max_seconds
@options.jobs
@options.actor_files
@options.lexicon_files
@options.min_confidence
@click.option(
    "--with-text",
    is_flag=True,
    help='Add the text that the offsets point into, as "text".',
)
def command(
    paths: tuple[str, ...],
    urls: tuple[str, ...],
    published: datetime.date | None,
    max_bytes: int,
    max_seconds: float,
    jobs: int | None,
    actor_files: tuple[Path, ...],
    lexicon_files: tuple[Path, ...],
    least: float | None,
    with_text: bool,
) -> int:
    """
    Write everything found in each account as one JSON line, in the order of the input.
    """
    from facta.exchange.contract import line

    skipped: list[Skipped] = []
    items = options.inputs(
        paths, urls, day=published, max_bytes=max_bytes, max_seconds=max_seconds
    )
    documents = options.readable(items, skipped)
    with options.annotator(
        jobs,
        actor_files=actor_files,
        lexicon_files=lexicon_files,
        max_seconds=max_seconds,
        least=LIKELY if least is None else least,
    ) as annotator:
        for annotation in options.readable(annotator.annotations(documents), skipped):
            sys.stdout.buffer.write(line(annotation, with_text=with_text) + b"\n")
            sys.stdout.buffer.flush()
    options.rest(skipped)
    return WITH_SKIPPED if skipped else DONE
