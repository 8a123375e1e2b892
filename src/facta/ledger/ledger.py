"""
The ledger: everything found and everything decided, in one file that many may read
while one writes.

Each document is stored in one transaction of its own, so a run that is killed loses at
most the document at hand.
"""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec

from facta.closing import Closing
from facta.collecting import seldom_collected
from facta.errors import LedgerError
from facta.ledger import rows
from facta.ledger.backup import backup
from facta.ledger.check import Check
from facta.ledger.columns import LINK_TABLES
from facta.ledger.deciding import Deciding
from facta.ledger.nouns import Tally
from facta.ledger.places import Places
from facta.ledger.run_lock import exclusive_run
from facta.ledger.schema import migrations
from facta.ledger.sources import Sources
from facta.ledger.store import Store
from facta.ledger.waiting import Waiting
from facta.link.linked import Linked
from facta.records import (
    LIKELY,
    Annotation,
    Document,
    Skipped,
)

# SQLite's name for a database that is gone when it is closed
MEMORY = ":memory:"
UNLINKED = (
    "the last run was cut off before linking, or is still at work; run facta again "
    "over the sources"
)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Ledger(Closing, Deciding):
    """
    One ledger file, for use in the thread that opened it; close it, or use it in a
    `with`.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime.datetime],
        *,
        here: Path | None = None,
    ) -> None:
        super().__init__(store, clock)
        self._alone = False
        self.tally = Tally()
        folder, here = store.path.absolute().parent, here or Path.cwd()
        self.sources = Sources(store, Places(folder, here), clock)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime.datetime] = _now,
        here: Path | None = None,
    ) -> Ledger:
        """
        The ledger at `path`; made if there is none (unless `read_only`), brought to the
        current schema if older.

        Args:
            path: the file; ":memory:" is a ledger that is gone when it is closed.
            read_only: change nothing, and see one state until it is closed, whoever
                writes meanwhile.
            clock: the time, for decisions and versions.
            here: the folder from which the paths of sources go; by default the one this
                process runs in.

        Raises:
            LedgerError: not a ledger, damaged, of a newer schema, or not there and
            `read_only`.
        """
        return cls(
            Store(Path(path), migrations(), read_only=read_only), clock, here=here
        )

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    # what a run writes

    @contextmanager
    def alone(self, told: Callable[[str], object] = str) -> Iterator[None]:
        """
        The only run over this ledger; waits for another one, which `told` names after a
        second.

        Raises:
            LedgerError: the other one is still at work after ten minutes.
        """
        if self._alone or str(self._store.path) == MEMORY:
            yield
            return
        since = f"{self._clock():%Y-%m-%d %H:%M} UTC"
        with exclusive_run(self._store.path, since, told=told):
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All of what is written inside, or nothing."""
        with self._store.transaction():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one state, whoever writes meanwhile."""
        with self._store.snapshot():
            yield

    def holds(self, document: Document, *, stages: str) -> bool:
        """
        Whether this very account is stored as those stages read it, so that reading it
        again is idle.
        """
        sql = "SELECT made_by, record FROM documents WHERE id = ?"
        row = self._store.first(sql, (rows.plain(document.id),))
        if row is None:
            return False
        made_by, record = row
        if made_by != rows.plain(stages):
            return False
        clean, kept = rows.storable(document), self._store.decoded(record, Document)
        if clean == msgspec.structs.replace(kept, source=clean.source):
            return True
        # what is no content, as an address, is as the first of several sources gives it
        return _content(clean) == _content(kept) and not self.sources.first(clean)

    def see(self, document: Document) -> None:
        """Note that a source gives an account that is stored."""
        self.sources.see(rows.storable(document))

    def add(self, annotation: Annotation, *, stages: str | None = None) -> bool:
        """
        Store one document with all found in it, in place of what was stored under its
        id.

        Args:
            annotation: the document and its records.
            stages: names and versions of what read it; by default those that its
                records name.

        Returns:
            True if the document is new or differs from what was stored. Counted in
            `tally`.
        """
        clean = rows.storable(annotation)
        document = clean.document
        versions = rows.plain(rows.stages_of(clean) if stages is None else stages)
        sql = "SELECT fingerprint FROM documents WHERE id = ?"
        known = self._store.value(sql, (document.id,))
        with self._store.transaction():
            self.sources.see(document)
            if known == rows.mark(clean, versions):
                self._count(unchanged=1)
                return False
            # the rows of a document go with it
            if known:
                self._supersede(document)
            for table, batch in rows.annotation_rows(clean, versions):
                self._store.insert(table, batch)
        self._count(added=int(known is None), changed=int(known is not None))
        return True

    def skip(self, skipped: Skipped) -> bool:
        """Note an input that was not read; True if that is news."""
        news = self.sources.leave(rows.storable(skipped))
        self._count(skipped=int(news))
        return news

    def linked(self) -> str | None:
        """
        What linked the documents that are stored now; None where a run was cut off
        before it linked them.
        """
        found = self._store.value("SELECT value FROM facts WHERE name = 'linked'")
        return None if found is None else str(found)

    def unlinked(self) -> bool:
        """Whether it holds documents that no run has linked since they came."""
        return (
            self.linked() is None
            and self._store.first("SELECT 1 FROM documents") is not None
        )

    def demand_linked(self) -> None:
        """
        Let only a ledger pass whose happenings tell of all that it holds.

        Raises:
            LedgerError: a run over it is at work or was cut off.
        """
        if self.unlinked():
            raise LedgerError(f"{self._store.path}: {UNLINKED}")

    def least(self) -> float:
        """
        The lowest confidence of an event that counts in what this ledger links.

        Raises:
            LedgerError: it is not what was stored.
        """
        found = self._store.value("SELECT value FROM facts WHERE name = 'least'")
        if found is None:
            return LIKELY
        least, linked = str(found), self.linked()
        if linked is not None and not linked.endswith(f" least/{least}"):
            raise self._store.damaged("facts", ("least",))
        return float(least)

    def link(self, linked: Linked, *, by: str = "", least: float | None = None) -> bool:
        """
        Put these happenings, disputes, pledges and originators in place of all former
        ones.

        Args:
            linked: found over all documents as they are stored now.
            by: the rules that found them.
            least: the lowest confidence of the events among them; None as before.

        Returns:
            True if they differ from the former ones.
        """
        clean = rows.storable(linked)
        mark = rows.fingerprint(clean)
        same = mark == self._store.value("SELECT value FROM facts WHERE name = 'links'")
        with self._store.transaction():
            self._fact("linked", by)
            if least is not None:
                self._fact("least", f"{least:g}")
            if same:
                return False
            self._store.run("DELETE FROM facts WHERE name = 'rules'")
            # happenings tell of all documents together, so all of them go
            for table in LINK_TABLES:
                self._store.run(f"DELETE FROM {table}")  # noqa: S608 (own names)
            for table, batch in rows.linked_rows(clean):
                self._store.insert(table, batch)
            self._fact("links", mark)
        return True

    def relink(
        self,
        *,
        by: str,
        rules: str,
        least: float,
        jobs: int = 1,
        at_once: int | None = None,
    ) -> bool:
        """
        Link what came, changed or left since these rules linked last, and what people
        decided otherwise, with all that it has to do with; everything, where other
        rules did.

        Args:
            by: what is noted to have linked.
            rules: what a linking depends on beside accounts and decisions.
            least: the lowest confidence of the events that count.
            jobs: processes that link, where there is much.
            at_once: accounts that are linked in one transaction at most, in order of
                time; None for all. What is held in memory follows it.

        Returns:
            True if happenings, disputes, pledges or originators differ from the former
            ones.
        """
        # numpy, for which nobody who only reads a ledger is to wait
        from facta.ledger.relinking import Relinking

        differs, left = False, True
        waiting = None if at_once is None else Waiting(self._store, at_once)
        while left:
            with seldom_collected(), self._store.transaction():
                relinking = Relinking(
                    self._store,
                    partial(self.annotation, extracted=True),
                    list(self.decisions()),
                    rules=rules,
                    least=least,
                    jobs=jobs,
                    waiting=waiting,
                )
                differs |= relinking.run()
                left = relinking.left
                facts = {"least": f"{least:g}", **relinking.facts}
                if not left:
                    facts["linked"] = by
                for name, value in facts.items():
                    self._fact(name, value)
                self._store.run("DELETE FROM facts WHERE name = 'links'")
            if left:
                # what a block holds in memory holds itself, and goes before the next one
                del relinking
                gc.collect()
        return differs

    # the file as a whole

    def faults(self) -> Iterator[str]:
        """
        What is damaged, one line each; for a ledger that is opened to read, and the
        last that is asked of it.
        """
        extracted = partial(self.annotation, extracted=True)
        return Check(self._store, extracted, self.annotation).faults()

    def backup(self, target: Path, *, force: bool = False) -> None:
        """
        Write a copy to `target`, whole or not at all; `force` lets another ledger that
        stands there go.

        Raises:
            LedgerError: something stands there, there is no room, or this ledger is
            damaged.
        """
        backup(self._store, target, force=force)

    def _supersede(self, document: Document) -> None:
        """
        Make room for an account under its id; what it said before is kept if that was
        something else.
        """
        row = self._store.one("documents", document.id)
        former = self._store.decoded(row["record"], Document)
        if _content(former) != _content(document):
            self.sources.change(document)
        self._store.run("DELETE FROM documents WHERE id = ?", (document.id,))

    def _fact(self, name: str, value: str) -> None:
        sql = "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)"
        self._store.run(sql, (name, value))

    def _count(self, **more: int) -> None:
        now = {name: getattr(self.tally, name) + count for name, count in more.items()}
        self.tally = msgspec.structs.replace(self.tally, **now)


def _content(document: Document) -> tuple[object, ...]:
    return document.text, document.title, document.publisher, document.published
