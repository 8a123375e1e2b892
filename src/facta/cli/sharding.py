"""What a run over shards does and tells: it reads them, then makes one ledger of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path

import click

from facta.brief.words import counted
from facta.cli import options
from facta.cli.following import conflicting, followed, undated
from facta.cli.main import DONE, WITH_SKIPPED
from facta.cli.progress import shown
from facta.ledger import Ledger
from facta.read.reasons import by_reason
from facta.records import Skipped
from facta.scale.folder import Folder
from facta.scale.gathering import LINKED, Gathered, gathered, linked_tables
from facta.scale.mapping import Part, Places, mapped
from facta.scale.nouns import Task
from facta.scale.plan import Plan


class Run:
    """One run over shards, and what it met."""

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
        skipped = self._skipped()
        first = list(islice(skipped, options.NAMED))
        if self._quiet:
            return WITH_SKIPPED if first else DONE
        for item in first:
            options.note(f"skipped {item.source}: {item.reason}")
        for reason, count in by_reason(skipped):
            options.note(f"skipped {count:,} more: {reason}")
        options.told(list(self._noted()), "noted")
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

    def gather(self, path: Path, *, add: bool, least: float | None, jobs: int) -> int:
        """One ledger of all shards; the exit status."""
        with Ledger.open(path) as ledger, ledger.alone(options.note):
            found = gathered(
                self._folder,
                ledger,
                roots=options.roots(self._paths, ()),
                add=add,
                least=least,
                jobs=jobs,
                told=options.note,
                watched=lambda names: shown(names, "gathering", quiet=self._quiet),
            )
            with ledger.snapshot():
                linked_tables(ledger, self._folder.path)
                told = [
                    *followed(found.settled, prune=False),
                    *conflicting(ledger),
                    *undated(ledger),
                ]
        if not self._quiet:
            self._tell(found, told)
            options.note(f"ledger {path}, {self._folder.path / LINKED}")
        click.echo(path)
        return WITH_SKIPPED if found.twice else DONE

    def _tell(self, found: Gathered, more: Sequence[str]) -> None:
        for item in found.named:
            options.note(f"skipped {item.source}: {item.reason}")
        if found.twice > len(found.named):
            options.note(
                f"skipped {found.twice - len(found.named):,} more: given before"
            )
        for told in more:
            options.note(told)
        options.note(
            f"accounts: {found.added:,} new, {found.changed:,} changed, "
            f"{found.known:,} known"
        )

    def _skipped(self) -> Iterator[Skipped]:
        """What was not read, shard by shard."""
        for name in self._names:
            yield from self._folder.manifest(name).skipped

    def _noted(self) -> Iterator[Skipped]:
        """What is worth telling of what was read, each thing once."""
        seen = set[Skipped]()
        for name in self._names:
            for item in self._folder.manifest(name).noted:
                if item not in seen:
                    seen.add(item)
                    yield item
