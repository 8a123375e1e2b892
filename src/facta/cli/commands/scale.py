"""`facta scale INPUT... --to DIR`: many accounts, shard by shard, into Parquet and a ledger."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facta.cli import options
from facta.cli.main import COMMANDS, DONE, WITH_SKIPPED
from facta.cli.progress import shown
from facta.errors import SettingsError
from facta.records import KEPT, Skipped

if TYPE_CHECKING:
    from facta.scale.folder import Folder
    from facta.scale.gathering import Gathered
    from facta.scale.mapping import Part, Places
    from facta.scale.nouns import Task

LEDGER, LINKED = "facta.db", "linked"
SHOWN = 5  # sources that are gone, of which one line names so many
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
    places = _places(dask, jobs or cores())
    load = partial(
        Annotator.load,
        # wherever it is loaded, in whatever folder that runs
        actor_files=tuple(map(Path.absolute, actor_files)),
        lexicon_files=tuple(map(Path.absolute, lexicon_files)),
        seconds_per_account=max_seconds,
        least=KEPT,
    )
    asked = Asked(
        stages=load().stages,
        published=published,
        max_bytes=max_bytes,
        max_seconds=max_seconds,
    )
    folder = Folder(to)
    folder.open(paths, records)
    task = Task(load=load, asked=asked, to=to.absolute(), patience=patience)
    run = _Run(paths, folder, task, records=records, quiet=quiet)
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
        return max(status, run.gather(ledger or to / LEDGER, add=add, least=least))


def _places(dask: str | None, jobs: int) -> AbstractContextManager[Places]:
    if dask is None:
        from facta.scale.mapping import processes

        return processes(jobs)
    from facta.scale.cluster import cluster, distributed

    distributed()
    return cluster(dask, jobs)


class _Run:
    """One run of the command, and what it met."""

    def __init__(
        self,
        paths: Sequence[str],
        folder: Folder,
        task: Task,
        *,
        records: int,
        quiet: bool,
    ) -> None:
        self._paths = paths
        self._folder = folder
        self._task = task
        self._records = records
        self._quiet = quiet
        self._names: list[str] = []
        self._counts = Counter[str]()

    def map(
        self,
        places: AbstractContextManager[Places],
        part: Part,
        note: Callable[[str], object] = str,
    ) -> None:
        """Read what is not done, here or on a cluster."""
        from facta.scale.mapping import mapped
        from facta.scale.plan import Plan

        folder, task = self._folder, self._task
        plan = Plan(self._paths, task.settings, folder.cuts, records=self._records)
        with places as where:
            found = mapped(plan, folder, task, where, part=part, note=note)
            for manifest, now in shown(found, "reading shards", quiet=self._quiet):
                self._names.append(manifest.name)
                self._counts.update(
                    {
                        "read" if now else "known": 1,
                        "accounts": manifest.documents,
                        "words": manifest.words,
                        "late": len(manifest.late),
                        "dead": len(manifest.dead),
                    }
                )

    def told(self) -> int:
        """Tell what the shards are, and what was skipped; the exit status."""
        from facta.brief.words import counted
        from facta.read.reasons import by_reason

        skipped = self._skipped()
        first = list(islice(skipped, options.NAMED))
        if self._quiet:
            return WITH_SKIPPED if first else DONE
        for item in first:
            options.note(f"skipped {item.source}: {item.reason}")
        for reason, count in by_reason(skipped):
            options.note(f"skipped {count:,} more: {reason}")
        counts = self._counts
        if counts["late"] or counts["dead"]:
            options.note(
                f"set aside: {counts['late']:,} that took longer than "
                f"{self._task.patience:g} seconds, {counts['dead']:,} that ended the "
                "process that read them"
            )
        options.note(
            f"{counted(counts['read'], 'shard')} read, {counts['known']:,} done before: "
            f"{counted(counts['accounts'], 'account')}, {counts['words']:,} words"
        )
        return WITH_SKIPPED if first else DONE

    def gather(self, path: Path, *, add: bool, least: float | None) -> int:
        """One ledger of all shards; the exit status."""
        from facta.ledger import Ledger
        from facta.scale.gathering import gathered, linked_tables

        with Ledger.open(path) as ledger, ledger.alone(options.note):
            found = gathered(
                self._folder,
                ledger,
                roots=options.roots(self._paths, ()),
                add=add,
                least=least,
                told=options.note,
                watched=lambda names: shown(names, "gathering", quiet=self._quiet),
            )
            with ledger.snapshot():
                linked_tables(ledger, self._folder.path)
        if not self._quiet:
            self._tell(found)
            options.note(f"ledger {path}, {self._folder.path / LINKED}")
        click.echo(path)
        return WITH_SKIPPED if found.twice else DONE

    def _tell(self, found: Gathered) -> None:
        for item in found.named:
            options.note(f"skipped {item.source}: {item.reason}")
        if found.twice > len(found.named):
            options.note(
                f"skipped {found.twice - len(found.named):,} more: given before"
            )
        if gone := found.settled.gone:
            listed = ", ".join(gone[:SHOWN]) + " ..." * (len(gone) > SHOWN)
            options.note(f"{listed}: no longer there, kept")
        options.note(
            f"accounts: {found.added:,} new, {found.changed:,} changed, "
            f"{found.known:,} known"
        )

    def _skipped(self) -> Iterator[Skipped]:
        """What was not read, shard by shard."""
        for name in self._names:
            yield from self._folder.manifest(name).skipped
