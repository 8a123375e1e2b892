"""`facta link`: happenings and disputes over accounts, as the output contract says."""

from __future__ import annotations

import datetime
import sys

import click

from facta.cli import options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.records import Skipped


@click.command("link")
@options.paths
@options.fetch
@options.published
@options.max_bytes
@options.max_seconds
@options.jobs
@click.option(
    "--json", "as_json", is_flag=True, help="The only form there is; given for clarity."
)
def command(
    paths: tuple[str, ...],
    urls: tuple[str, ...],
    published: datetime.date | None,
    max_bytes: int,
    max_seconds: float,
    jobs: int | None,
    as_json: bool,
) -> int:
    """
    Write what the accounts tell together: one JSON object of happenings and disputes.
    """
    from facta.exchange.contract import linked_json
    from facta.link import link

    del as_json
    skipped: list[Skipped] = []
    items = options.inputs(
        paths, urls, day=published, max_bytes=max_bytes, max_seconds=max_seconds
    )
    documents = options.readable(items, skipped)
    with options.annotator(jobs, max_seconds=max_seconds) as annotator:
        found = list(options.readable(annotator.annotations(documents), skipped))
    linked = link(found)
    options.rest(skipped)
    sys.stdout.buffer.write(linked_json(linked) + b"\n")
    return WITH_SKIPPED if skipped else DONE
