"""`facta scale INPUT... --to DIR`: many accounts, shard by shard, into Parquet and a ledger."""

from __future__ import annotations

import datetime
import re
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facta.cli import options
from facta.cli.main import COMMANDS
from facta.errors import SettingsError
from facta.records import LEAST_KEPT

if TYPE_CHECKING:
    from facta.scale.mapping import Part, Places

LEDGER = "facta.db"
PATIENCE, RECORDS = 120.0, 500


class PartOf(click.ParamType["Part"]):
    """A part of all shards, as 3/16."""

    name = "part"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Part:
        """The part, or a usage error that shows the form."""
        from facta.scale.mapping import Part

        found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", str(value))
        number, of = map(int, found.groups()) if found else (0, 0)
        if not 1 <= number <= of:
            self.fail(f"{value!r} is no part; write the 3rd of 16 as 3/16", param, ctx)
        return Part(number, of)


@click.command("scale")
@options.paths
@click.option(
    "--to",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the result; run again, it goes on from what is done.",
)
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"The ledger of all; by default {LEDGER} in the folder of the result.",
)
@click.option(
    "--add", is_flag=True, help="Add to a ledger that holds accounts from elsewhere."
)
@click.option("--no-ledger", "alone", is_flag=True, help="The shards alone.")
@click.option(
    "--part",
    type=PartOf(),
    metavar="K/N",
    help="Every Nth shard alone, as one of N jobs; then run once without, for the rest.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Read on a Dask cluster: the address of its scheduler, or local.",
)
@click.option(
    "--patience",
    type=click.FloatRange(min=0, min_open=True),
    default=PATIENCE,
    show_default=True,
    help="Seconds after which an account that is not done is set aside.",
)
@click.option(
    "--retry",
    is_flag=True,
    help="Read shards again in which an account ended the process that read it.",
)
@click.option(
    "--per-shard",
    "records",
    type=click.IntRange(min=1),
    default=RECORDS,
    show_default=True,
    help="Accounts of a shard at most, where they can be counted beforehand.",
)
@options.published
@options.max_bytes
@options.max_seconds
@options.jobs
@options.actor_files
@options.lexicon_files
@options.min_confidence
@options.quiet
def command(
    paths: tuple[str, ...],
    to: Path,
    ledger: Path | None,
    add: bool,
    alone: bool,
    part: Part | None,
    dask: str | None,
    patience: float,
    retry: bool,
    records: int,
    published: datetime.date | None,
    max_bytes: int,
    max_seconds: float,
    jobs: int | None,
    actor_files: tuple[Path, ...],
    lexicon_files: tuple[Path, ...],
    least: float | None,
    quiet: bool,
) -> int:
    """
    Read many accounts in shards, on all cores or on a Dask cluster, each shard to Parquet;
    then make one ledger of all, linked in blocks.

    A run that was killed goes on from the shards that are done. What takes too long or ends
    the process that reads it is set aside and named.
    """
    from facta.cli.arguments import check
    from facta.cli.sharding import Run
    from facta.exchange.as_parquet import demand
    from facta.pipeline import Annotator
    from facta.processes import cores
    from facta.scale.folder import Folder
    from facta.scale.mapping import Part
    from facta.scale.nouns import Asked, Task

    if not paths:
        raise SettingsError(
            "nothing to read; name files or folders, as in facta scale articles/ --to out"
        )
    check(paths, commands=list(COMMANDS))
    demand()
    many = jobs or cores()
    places = _places(dask, many)
    load = partial(
        Annotator.load,
        # wherever it is loaded, in whatever folder that runs
        actor_files=tuple(map(Path.absolute, actor_files)),
        lexicon_files=tuple(map(Path.absolute, lexicon_files)),
        seconds_per_account=max_seconds,
        least=LEAST_KEPT,
    )
    asked = Asked(
        stages=load().stages,
        published=published,
        max_bytes=max_bytes,
        max_seconds=max_seconds,
    )
    folder = Folder(to)
    folder.open(paths, records)
    task = Task(
        load=load, asked=asked, to=to.absolute(), patience=patience, retry=retry
    )
    run = Run(paths, folder, task, records=records, quiet=quiet)
    if part is not None:
        run.map(places, part)
        click.echo(to)
        return run.told()
    with folder.alone(options.note):
        with folder.ordering() as note:
            run.map(places, Part(), note)
        status = run.told()
        if alone:
            click.echo(to)
            return status
        where = ledger or to / LEDGER
        return max(status, run.gather(where, add=add, least=least, jobs=many))


def _places(dask: str | None, jobs: int) -> AbstractContextManager[Places]:
    if dask is None:
        from facta.scale.mapping import processes

        return processes(jobs)
    from facta.scale.cluster import cluster, distributed

    distributed()
    return cluster(dask, jobs)
