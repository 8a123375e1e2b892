"""
The end of a run: what each source gives now, against what it gave before.

A source that gives another account has replaced the former one, which is kept as a
version. A numbered part (a row, a line) is another matter: rows move up when one is
taken out, so a part replaces only what has no other place and gives way to something
that is new. What is not met below a root that was read is gone: told of, and kept
unless pruned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import islice

import msgspec

from facta.ledger.met import Met
from facta.ledger.nouns import Reason, Settled
from facta.ledger.places import Places, Root, file_of, listed, numbered, split
from facta.ledger.store import Store
from facta.ledger.sums import Row
from facta.records import Document, Skipped

# A source and an account that it gives or gave.
Given = tuple[str, str]
Keep = Callable[[str, str, str | None, Reason], None]
# An account that is gone from one place and there in another has moved.
MOVED = (
    "DELETE FROM sources WHERE state = 'gone' AND EXISTS"
    " (SELECT 1 FROM sources o WHERE o.document = sources.document AND o.state = 'there')"
)


class Settling:
    """One settlement, inside a transaction of its caller's."""

    def __init__(self, store: Store, places: Places, keep: Keep) -> None:
        self._store = store
        self._places = places
        self._keep = keep

    def run(
        self, roots: Sequence[Root], *, met: Met, left: Set[Skipped], prune: bool
    ) -> Settled:
        """What became of the sources in a run that met and left these."""
        tops = {
            self._places.whole(self._places.root(root.shown))
            for root in roots
            if root.whole
        }
        self._miss(tops, met, left)
        replaced = tuple(self._replace())
        moved = self._store.run(MOVED)
        gone = [
            (key, document)
            for key, document in self._rows("gone")
            if tops.intersection(self._places.lineage(key))
        ]
        names = self.names(gone)
        if prune:
            self.dismiss(gone, "pruned")
        self._know(roots)
        self._forget(tops, left)
        self.tidy()
        return Settled(
            replaced=replaced,
            gone=() if prune else names,
            pruned=names if prune else (),
            moved=moved,
        )

    def names(self, rows: Sequence[Given]) -> tuple[str, ...]:
        """The files and addresses of these, as given."""
        sql = "SELECT shown FROM sources WHERE source = ? AND document = ?"
        shown = [each for row in rows for each in self._store.column(sql, row)]
        files = (split(str(each)) for each in shown)
        return tuple(dict.fromkeys(file for file, _ in files))

    def dismiss(self, rows: Sequence[Given], reason: Reason) -> None:
        """Keep these as versions, and drop them."""
        for key, document in rows:
            self._keep(key, document, None, reason)
            self._drop(key, document)
        self.tidy()
        self._forget_roots()

    def _drop(self, key: str, document: str) -> None:
        sql = "DELETE FROM sources WHERE source = ? AND document = ?"
        self._store.run(sql, (key, document))

    def tidy(self) -> None:
        """
        Drop accounts that no source gives, and name each by the first one that does.
        """
        self._store.run(
            "DELETE FROM documents WHERE id NOT IN (SELECT document FROM sources)"
        )
        for document, shown in list(
            self._store.rows(
                "SELECT id, (SELECT s.shown FROM sources s WHERE s.document = id"
                " ORDER BY s.state = 'gone', s.source LIMIT 1) AS shown FROM documents "
                "WHERE source != shown"
            )
        ):
            self._rename(str(document), str(shown))

    def _miss(self, tops: Set[str], met: Met, left: Set[Skipped]) -> None:
        """
        Mark what was there and was not met; what could not be read this time stays.
        """
        unread = {self._places.whole(self._places.source(item.source)) for item in left}
        unread |= {file_of(source) for source in unread}
        for key, document in met.missed():
            if listed(key) and met.file(file_of(key)):
                continue
            lineage = set(self._places.lineage(key))
            if lineage & tops and not lineage & unread:
                self._put(key, document, "gone")

    def _replace(self) -> Iterator[Given]:
        """
        Settle what other accounts have taken the place of; yields (former, present) of
        real changes.
        """
        rows = list(self._rows("replaced"))
        decided = [(key, former, *self._fate(key, former)) for key, former in rows]
        for key, former, successor, fate in decided:
            if fate == "gone":
                self._put(key, former, "gone")
                continue
            if fate == "changed":
                self._keep(key, former, successor, "changed")
                yield former, successor or former
            self._drop(key, former)

    def _fate(self, key: str, former: str) -> tuple[str | None, str]:
        """
        What stands in the place of an account, and whether that changed it, or it is
        gone or just elsewhere.
        """
        there = "SELECT document FROM sources WHERE source = ? AND state = 'there' ORDER BY 1"
        found = self._store.value(there, (key,))
        successor = None if found is None else str(found)
        elsewhere = "SELECT 1 FROM sources WHERE document = ? AND state = 'there'"
        if not numbered(key):
            return successor, "changed"
        if self._store.first(elsewhere, (former,)):
            return successor, "moved"
        if successor and self._shifted(key, successor):
            return successor, "gone"
        return successor, "changed"

    def _shifted(self, key: str, document: str) -> bool:
        """Whether an account came to this place from another one of the same file."""
        sql = "SELECT source FROM sources WHERE document = ? AND source != ? AND state != 'there'"
        sources = list(self._store.column(sql, (document, key)))
        return any(file_of(str(source)) == file_of(key) for source in sources)

    def _know(self, roots: Sequence[Root]) -> None:
        """Add what was named to the roots, of which only the outermost stay."""
        before = dict(self._roots())
        known = {self._places.root(root.shown): root.shown for root in roots} | before
        whole = {self._places.whole(key) for key in known}
        outer = {
            key: shown
            for key, shown in known.items()
            if not whole.intersection(islice(self._places.lineage(key), 1, None))
        }
        if outer != before:
            self._store.run("DELETE FROM roots")
            rows = [{"root": key, "shown": outer[key]} for key in sorted(outer)]
            self._store.insert("roots", rows)

    def _forget_roots(self) -> None:
        """Drop roots that give nothing any more."""
        keys = map(str, self._store.column("SELECT source FROM sources"))
        giving = {whole for key in keys for whole in self._places.lineage(key)}
        for root, _ in self._roots():
            if self._places.whole(root) not in giving:
                self._store.run("DELETE FROM roots WHERE root = ?", (root,))

    def _forget(self, tops: Set[str], left: Set[Skipped]) -> None:
        """Drop what an earlier run could not read, where this one looked again."""
        now = {(item.source, item.reason) for item in left}
        again = {
            self._places.whole(self._places.source(item.source)) for item in left
        } | tops
        for source, reason, key in list(
            self._store.rows("SELECT source, reason, key FROM skipped")
        ):
            known = str(key) if key else self._places.source(str(source))
            if (source, reason) not in now and again.intersection(
                self._places.lineage(known)
            ):
                sql = "DELETE FROM skipped WHERE source = ? AND reason = ?"
                self._store.run(sql, (source, reason))

    def _rename(self, document: str, shown: str) -> None:
        row = self._store.one("documents", document)
        record = self._store.decoded(row["record"], Document)
        renamed = msgspec.json.encode(msgspec.structs.replace(record, source=shown))
        now: Row = {"source": shown, "record": renamed}
        self._store.change("documents", {"id": document}, now)

    def _roots(self) -> list[tuple[str, str]]:
        rows = self._store.rows("SELECT root, shown FROM roots ORDER BY root")
        return [(str(root), str(shown)) for root, shown in rows]

    def _rows(self, state: str) -> list[Given]:
        sql = "SELECT source, document FROM sources WHERE state = ? ORDER BY source, document"
        rows = self._store.rows(sql, (state,))
        return [(str(key), str(document)) for key, document in rows]

    def _put(self, key: str, document: str, state: str) -> None:
        row = {"source": key, "document": document}
        self._store.change("sources", row, {"state": state})
