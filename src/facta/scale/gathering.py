"""
Shards made one ledger: accounts as they were read, without reading any again, then linked
block by block in order of time.

What comes of it is what a run over the same input makes. An account that two shards gave
is one: the first in the order of the input counts, the others are skipped, as a run over
all would have.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from facta.closing import Closing
from facta.exchange.files import save
from facta.exchange.formats import FORMATS
from facta.exchange.tables import TABLES
from facta.ledger import Ledger, Root, Settled
from facta.pipeline import relink
from facta.read import content, repeated
from facta.records import Annotation, Document, Skipped
from facta.scale.folder import Folder
from facta.scale.tables import ANNOTATIONS, annotated

# Accounts that are linked at once; judged: a gigabyte at most. What stands near a block's
# beginning in time is settled again, so that small ones cost more in all.
BLOCK = 5_000
LINKED = "linked"
NAMED = 20  # accounts that are told of
# what is known once all is linked, and stands in no shard
OVER_ALL = ("happenings", "reports", "disputes", "pledges", "copies", "skipped")


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a ledger came to: accounts new, changed and known; those that several shards
    gave, of which the first are `named`; what became of sources.
    """

    added: int
    changed: int
    known: int
    twice: int
    named: tuple[Skipped, ...]
    settled: Settled
    relinked: bool


def gathered(
    folder: Folder,
    ledger: Ledger,
    *,
    roots: Sequence[Root] = (),
    add: bool = False,
    least: float | None = None,
    jobs: int = 1,
    told: Callable[[str], object] = str,
    watched: Callable[[Iterator[str]], Iterable[str]] = iter,
) -> Gathered:
    """
    All shards of a folder into a ledger, as the only run over it.

    Args:
        folder: shards that are done.
        ledger: where to.
        roots: what was named to make them.
        add: take roots that have nothing to do with what the ledger holds.
        least: the lowest confidence of an event that counts; None for the ledger's own.
        jobs: processes that link.
        told: is given a line if another run has to be waited for.
        watched: shows shards as they come in, and gives each on.

    Raises:
        LedgerError: the roots are strange to the ledger, or it is damaged.
        ScaleError: a shard is not done.
    """
    before = ledger.tally
    with ledger.alone(told), Firsts() as firsts:
        ledger.sound()
        if not add:
            ledger.sources.welcome(roots)
        run = _Run(folder, ledger, firsts)
        for name in watched(folder.order()):
            run.take(name)
        with ledger.writing():
            settled = ledger.sources.settle(roots, prune=False)
        relinked = relink(ledger, least, jobs=jobs, at_once=BLOCK)
        # an account in the place of another one is no new one but a changed one
        replaced = firsts.new({present for _, present in settled.replaced})
    now = ledger.tally
    return Gathered(
        added=now.added - before.added - replaced,
        changed=now.changed - before.changed + replaced,
        known=now.unchanged - before.unchanged + run.known,
        twice=run.twice,
        named=tuple(run.named),
        settled=settled,
        relinked=relinked,
    )


class _Run:
    """One run over shards, and what it met."""

    def __init__(self, folder: Folder, ledger: Ledger, firsts: Firsts) -> None:
        self._folder = folder
        self._ledger = ledger
        self._firsts = firsts
        self.known = 0
        self.twice = 0
        self.named: list[Skipped] = []

    def take(self, name: str) -> None:
        """All that a shard gave, or nothing of it."""
        manifest = self._folder.manifest(name)
        with self._ledger.writing():
            count = manifest.counts[ANNOTATIONS]
            for annotation in annotated(self._folder.place(name), count):
                self._put(annotation, manifest.asked.stages)
            for item in manifest.skipped:
                self._ledger.skip(item)

    def _put(self, annotation: Annotation, stages: str) -> None:
        document = annotation.document
        if again := self._firsts.again(document):
            self.twice += 1
            if len(self.named) < NAMED:
                self.named.append(again)
            self._ledger.skip(again)
        elif self._ledger.holds(document, stages=stages):
            self.known += 1
            self._ledger.see(document)
        else:
            count = self._ledger.tally.added
            self._ledger.add(annotation, stages=stages)
            if self._ledger.tally.added > count:
                self._firsts.came(document)


class Firsts(Closing):
    """
    Which source gave an account first, and which are new; in a file of SQLite's that is
    gone when it is closed, so that memory does not grow with the accounts.
    """

    def __init__(self) -> None:
        # without a name: on the disk, as far as it does not fit into a small cache
        self._held = sqlite3.connect("", isolation_level=None)
        self._held.execute(
            "CREATE TABLE firsts (id TEXT PRIMARY KEY, content TEXT, source TEXT,"
            " new INTEGER DEFAULT 0) WITHOUT ROWID"
        )

    def close(self) -> None:
        """Let go of the file."""
        self._held.close()

    def again(self, document: Document) -> Skipped | None:
        """Why an account does not count, where one with its id was given before."""
        now = content(document)
        values = document.id, now, document.source
        sql = "INSERT OR IGNORE INTO firsts (id, content, source) VALUES (?, ?, ?)"
        if self._held.execute(sql, values).rowcount:
            return None
        sql = "SELECT content, source FROM firsts WHERE id = ?"
        with closing(self._held.execute(sql, values[:1])) as found:
            known, first = found.fetchone()
        return repeated(document, first, same=known == now)

    def came(self, document: Document) -> None:
        """An account that the ledger did not have."""
        sql = "UPDATE firsts SET new = 1 WHERE id = ?"
        self._held.execute(sql, (document.id,))

    def new(self, documents: Iterable[str]) -> int:
        """How many of some accounts the ledger did not have."""
        sql = "SELECT 1 FROM firsts WHERE id = ? AND new"
        found = (self._held.execute(sql, (name,)).fetchone() for name in documents)
        return sum(1 for row in found if row)


def linked_tables(ledger: Ledger, folder: Path) -> tuple[Path, ...]:
    """
    What a ledger knows of all accounts together, as Parquet beside the shards.

    Returns:
        The paths written.
    """
    place = folder / LINKED
    place.mkdir(exist_ok=True)
    assert set(OVER_ALL) <= TABLES.keys()
    return save(ledger, FORMATS["parquet"], place, names=OVER_ALL)
