"""
The links of a ledger, and what counts in it, brought up to what its accounts say now and
what people decided: only what has changed since is linked and written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from facta.ledger import rows
from facta.ledger.columns import LINK_TABLES
from facta.ledger.index import Index
from facta.ledger.kept import Before, Left
from facta.ledger.linking import laid, written
from facta.ledger.nouns import Decision
from facta.ledger.plan import Plan
from facta.ledger.present import Stored
from facta.ledger.store import Store
from facta.ledger.upkeep import Upkeep
from facta.ledger.waiting import OTHERWISE, Waiting
from facta.records import Annotation

# children before parents, what counts of an account otherwise than it was extracted
COUNTED = (
    "decided_event_ends",
    "decided_events",
    "decided_statements",
    "decided_commitments",
    "decided_figures",
    "decided_documents",
    "recounted",
)
GONE = "SELECT document FROM linked_accounts WHERE document NOT IN (SELECT id FROM documents)"
STORED = "SELECT fingerprint, published FROM documents WHERE id = ?"
REJECTED = "rejected"  # the mark of an account that was
Bonds = frozenset[tuple[str, str, bool]]


class Relinking:
    """
    One change of the links of a store.

    Args:
        store: within a transaction.
        extracted: an account by its id, with all that was extracted from it.
        decisions: all that people decided.
        rules: what the links depend on beside accounts and decisions.
        least: the lowest confidence of an event that counts.
        jobs: processes that link, where there is much.
        waiting: the accounts that may come in, a block of them now; None for all at
            once.
    """

    def __init__(
        self,
        store: Store,
        extracted: Callable[[str], Annotation],
        decisions: Sequence[Decision],
        *,
        rules: str,
        least: float,
        jobs: int = 1,
        waiting: Waiting | None = None,
    ) -> None:
        self._store = store
        self._waiting = waiting
        # whether accounts are left that are to come in the next time
        self.left = False
        self._index = Index(store)
        self._extracted = extracted
        self._rules = f"{rules} least/{least:g}"
        self._least = least
        self._jobs = jobs
        self._plan = Plan(decisions, Stored(store, extracted))
        self._fallen: frozenset[str] = frozenset()

    def run(self) -> bool:
        """Whether happenings, disputes, pledges or originators differ from before."""
        if not self._goes_on():
            self._begin_anew()
        kept = frozenset(self._fact("fallen", tuple[str, ...]))
        with Upkeep(
            self._index,
            self._read,
            together=self._plan.together,
            apart=self._plan.apart,
            fallen=kept,
            jobs=self._jobs,
        ) as upkeep:
            return self._brought_up(upkeep, kept)

    def _brought_up(self, upkeep: Upkeep, kept: frozenset[str]) -> bool:
        """The same, where these events counted for nothing before."""
        plan = self._plan
        gone, come = self._changed()
        change = upkeep.run(gone, come, self._bound(), more=self.left)
        differs = written(self._store, change)
        if self.left and not self._index.settled():
            return differs
        before = Before(self._store)
        plan.find(before)
        fallen = plan.fallen(before)
        if fallen != kept:
            differs |= written(self._store, upkeep.without(fallen))
        if fallen:
            plan = plan.without(fallen)
            plan.find(Left(self._store))
        differs |= laid(self._store, plan)
        self._count(plan)
        self._fallen = fallen
        return differs

    @property
    def facts(self) -> dict[str, str]:
        """What is to be noted once it was run."""
        return {
            "rules": self._rules,
            "fallen": _text(sorted(self._fallen)),
            "touched": _text(sorted(self._plan.touched | self._plan.rejected)),
            "bonds": _text(sorted(self._bonds)),
        }

    def _goes_on(self) -> bool:
        """Whether the same rules linked last."""
        rules = self._store.value("SELECT value FROM facts WHERE name = 'rules'")
        return rules == self._rules

    def _begin_anew(self) -> None:
        """What other rules linked goes."""
        self._index.clear()
        for table in (*LINK_TABLES, "recounted"):
            self._store.run(f"DELETE FROM {table}")  # noqa: S608 (own names)
        for name in ("fallen", "touched", "bonds"):
            self._store.run("DELETE FROM facts WHERE name = ?", (name,))

    def _read(self, document: str) -> Annotation:
        """An account as linking is to see it."""
        return self._plan.read(self._extracted(document)).likely(self._least)

    # what has changed

    def _changed(self) -> tuple[set[str], dict[str, str]]:
        """
        The accounts that are kept otherwise than they are now, and those that are not
        kept as they are, with their marks, in order of time.
        """
        asked = self._plan.touched | self._plan.rejected | self._since()
        kept = {document: self._index.mark(document) for document in asked}
        now = {document: self._now(document) for document in kept}
        come = sorted(
            (str(published or ""), document, mark)
            for document, (mark, published) in now.items()
            if mark is not None and mark != kept[document]
        )
        gone = {
            document
            for document, mark in kept.items()
            if mark is not None and mark != now[document][0]
        }
        return gone, {document: mark for _, document, mark in come}

    def _since(self) -> set[str]:
        """
        The accounts that may have come, changed or left since all were linked, and
        those that were decided on then.
        """
        told = set(self._fact("touched", tuple[str, ...]))
        linked = "SELECT 1 FROM facts WHERE name = 'linked'"
        # it goes in the transaction in which an account comes, changes or leaves
        if self._goes_on() and self._store.first(linked):
            return told
        gone = map(str, self._store.column(GONE))
        return told.union(gone, self._coming())

    def _coming(self) -> Iterator[str]:
        """The accounts that may have come or changed; of a block the earliest."""
        if self._waiting is None:
            yield from map(str, self._store.column(OTHERWISE))
            return
        found = 0
        for document in self._waiting.rest():
            mark, _ = self._now(document)
            # what was decided of an account is in its mark too
            if mark is None or mark == self._index.mark(document):
                continue
            if found == self._waiting.most:
                self.left = True
                return
            found += 1
            yield document

    def _now(self, document: str) -> tuple[str | None, object]:
        """
        What tells an account as it is to be linked now, with its day; None where it is
        not to be.
        """
        row = self._store.first(STORED, (document,))
        if row is None or document in self._plan.rejected:
            return None, None
        fingerprint, published = row
        return f"{fingerprint!s} {self._plan.mark(document)}".rstrip(), published

    def _bound(self) -> Iterator[str]:
        """The events of which people decide otherwise what belongs together."""
        before = frozenset(self._fact("bonds", tuple[tuple[str, str, bool], ...]))
        for one, other, _ in before ^ self._bonds:
            yield from (one, other)

    @property
    def _bonds(self) -> Bonds:
        return frozenset(
            {(*pair, True) for pair in self._plan.together}
            | {(*pair, False) for pair in self._plan.apart}
        )

    # what counts

    def _count(self, plan: Plan) -> None:
        """Keep what counts otherwise than it was extracted, and what is told of it."""
        marks = {name: plan.mark(name, fallen=True) for name in plan.touched}
        marks |= dict.fromkeys(plan.rejected, REJECTED)
        kept = dict(self._store.every("SELECT document, mark FROM recounted"))
        held = map(str, self._store.column("SELECT document FROM decided_documents"))
        for name in sorted({*held, *kept, *marks}):
            mark = marks.get(name, "")
            if not mark or mark != kept.get(name):
                self._recount(plan, name, mark)
        self._tell(plan)

    def _recount(self, plan: Plan, name: str, mark: str) -> None:
        """Keep what counts of one account, in place of what did."""
        for table in COUNTED:
            self._store.run(f"DELETE FROM {table} WHERE document = ?", (name,))  # noqa: S608
        if not mark:
            return
        self._store.insert("recounted", [{"document": name, "mark": mark}])
        counted = None if mark == REJECTED else plan.counted(name)
        if counted is None and mark != REJECTED:
            return
        for table, batch in rows.counted_rows(name, counted):
            self._store.insert(table, batch)

    def _tell(self, plan: Plan) -> None:
        """Keep what is told of records and decisions, in place of what was."""
        for table, batch in rows.told_rows(plan.marks, plan.standings):
            self._store.run(f"DELETE FROM {table}")  # noqa: S608 (own names)
            self._store.insert(table, batch)

    def _fact(self, name: str, kind: Any) -> Any:
        found = self._store.value("SELECT value FROM facts WHERE name = ?", (name,))
        try:
            return msgspec.json.decode(str(found or "[]"), type=kind)
        except (msgspec.DecodeError, ValueError) as error:
            raise self._store.damaged("facts", (name,)) from error


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
