"""
Which source gives which account, and what became of accounts whose source changed.

A source that gives another account than before keeps both rows until `settle`
(facta.ledger.settling) ends the run, so that a run which is cut off is settled by the
next one, whatever that reads.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shlex import quote

import msgspec

from facta.errors import LedgerError
from facta.ledger.lookup import find
from facta.ledger.met import Met
from facta.ledger.nouns import Reason, Settled, Source, UnknownRecordError, Version
from facta.ledger.places import STDIN, Places, Root, file_of, joined, split
from facta.ledger.settling import Settling
from facta.ledger.store import Store
from facta.ledger.sums import Row
from facta.records import Document, Skipped

# Roots that a message names.
NAMED = 3
UNKNOWN = "list what there is with `facta ledger sources`"


class Sources:
    """The sources of one ledger, for one run at a time."""

    def __init__(
        self, store: Store, places: Places, clock: Callable[[], datetime.datetime]
    ) -> None:
        self._store = store
        self._places = places
        self._clock = clock
        self._met = Met(store)
        self._left: set[Skipped] = set()

    # what a run meets

    def welcome(self, roots: Sequence[Root]) -> None:
        """
        Let a run begin that reads these roots.

        Raises:
            LedgerError: the ledger holds accounts, and none of the roots has anything
            to do with them.
        """
        named = [root.shown for root in roots if not root.adds]
        given = [self._places.root(shown) for shown in named]
        if (
            not given
            or not self._store.first("SELECT 1 FROM documents")
            or self._knows(given)
        ):
            return
        held = f"{self._store.path} holds accounts of {self._held()}"
        if moved := self._moved(named):
            raise LedgerError(
                f"{held}, as it or they moved; if these are the same, run "
                f"facta ledger rename {moved} --ledger {quote(str(self._store.path))}; "
                "else add these with --add, or give another --ledger"
            )
        raise LedgerError(f"{held}; add these with --add, or give another --ledger")

    def see(self, document: Document) -> None:
        """Note that a source gives this account now."""
        key = self._places.document(document)
        self._met.add(key, document.id)
        rows = self._store.rows(
            "SELECT document, state, shown FROM sources WHERE source = ?", (key,)
        )
        before = {str(each): (str(state), str(shown)) for each, state, shown in rows}
        stale = [
            other
            for other, (state, _) in before.items()
            if state == "there"
            and other != document.id
            and not self._met.holds(key, other)
        ]
        now = (
            ("there", _placed(before[document.id][1], document.source))
            if document.id in before
            else None
        )
        if now and now == before[document.id] and not stale:
            return
        with self._store.transaction():
            for other in stale:
                self._put(key, other, "replaced", before[other][1])
            if now:
                self._put(key, document.id, *now)
            else:
                self._add(key, document)

    def leave(self, skipped: Skipped) -> bool:
        """Note an input that was not read; True if that is news."""
        self._left.add(skipped)
        key = self._places.source(skipped.source)
        sql = "INSERT OR IGNORE INTO skipped (source, reason, key) VALUES (?, ?, ?)"
        return self._store.run(sql, (skipped.source, skipped.reason, key)) > 0

    def first(self, document: Document) -> bool:
        """
        Whether no other source that gives this account comes before this document's
        own.
        """
        sql = "SELECT min(source) FROM sources WHERE document = ? AND state = 'there'"
        first = self._store.value(sql, (document.id,))
        return first is None or self._places.document(document) <= str(first)

    def settle(self, roots: Sequence[Root], *, prune: bool) -> Settled:
        """
        End a run that read these roots: what changed is replaced, what is not there any
        more is told of.
        """
        settling = Settling(self._store, self._places, self.keep)
        with self._store.transaction():
            settled = settling.run(roots, met=self._met, left=self._left, prune=prune)
        self._met.clear()
        self._left = set()
        return settled

    # what a person asks and says

    def listed(self) -> Iterator[Source]:
        """Files and addresses by name, with what they gave."""
        roots = {
            self._places.whole(str(row["root"])): str(row["shown"])
            for row in self._store.checked("roots")
        }
        groups: dict[str, list[Row]] = {}
        for row in self._store.checked(
            "sources", "WHERE state != 'replaced' ORDER BY source, document"
        ):
            groups.setdefault(file_of(str(row["source"])), []).append(row)
        for file, found in groups.items():
            root = next(
                (roots[at] for at in self._places.lineage(file) if at in roots), ""
            )
            # one at a time: a row holds its whole text
            given = (
                self._store.one("documents", str(row["document"])) for row in found
            )
            yield Source(
                shown=split(str(found[0]["shown"]))[0],
                root=root,
                day=max(str(row["day"]) for row in found),
                accounts=len(found),
                characters=sum(int(each["characters"] or 0) for each in given),
                gone=all(row["state"] == "gone" for row in found),
            )

    def log(self) -> Iterator[Version]:
        """Accounts that no longer count, in the order in which they were replaced."""
        for row in self._store.checked(
            "versions", "ORDER BY replaced, source, document"
        ):
            at, successor = str(row["replaced"]), None
            if row["successor"]:
                successor = self._successor(str(row["successor"]), at)
            yield Version(
                source=str(row["shown"]),
                at=datetime.datetime.fromisoformat(at),
                reason=msgspec.convert(row["reason"], Reason),
                former=self._document(row),
                successor=successor,
            )

    def remove(self, names: Sequence[str]) -> tuple[str, ...]:
        """
        Drop what these sources gave: files, folders, addresses, or ids of accounts;
        each is kept as a version.

        Raises:
            LedgerError: one of them names nothing; then nothing is dropped.
        """
        rows = list({row: None for name in names for row in self._named(name)})
        with self._store.transaction():
            settling = Settling(self._store, self._places, self.keep)
            shown = settling.names(rows)
            settling.dismiss(rows, "removed")
        return shown

    def rename(self, old: str, new: str) -> int:
        """
        Follow a file or folder to another place; how many accounts that concerns.

        Raises:
            LedgerError: nothing comes from `old`.
        """
        before, after = (
            self._places.whole(self._places.root(old)),
            self._places.root(new),
        )
        begin = self._places.whole(after)
        rows = self._under(old)
        if not rows:
            raise LedgerError(f"{old}: no source of {self._store.path}; {UNKNOWN}")
        with self._store.transaction():
            for key, document in rows:
                rest = self._places.whole(key)[len(before) :]
                moved: Row = {
                    "source": self._places.key(begin + rest),
                    "shown": _shown(new, rest),
                }
                row = {"source": key, "document": document}
                self._store.change("sources", row, moved)
            root = {"root": self._places.root(old)}
            self._store.change("roots", root, {"root": after, "shown": new})
            Settling(self._store, self._places, self.keep).tidy()
        return len(rows)

    def change(self, document: Document) -> None:
        """
        Keep as a version what stands under the id of an account that says something
        else now.
        """
        self.keep(self._places.document(document), document.id, document.id, "changed")

    def keep(
        self, key: str, document: str, successor: str | None, reason: Reason
    ) -> None:
        """Keep an account as a version before it leaves."""
        whole = next(
            self._store.checked("documents", "WHERE id = ?", (document,)), None
        )
        if whole is None:
            return
        sql = "SELECT shown FROM sources WHERE source = ? AND document = ?"
        shown = self._store.value(sql, (key, document))
        version: Row = {
            "source": key,
            "shown": key if shown is None else shown,
            "document": document,
            "successor": successor,
            "reason": reason,
            "replaced": self._clock().isoformat(),
            "made_by": whole["made_by"],
            "record": whole["record"],
        }
        self._store.insert("versions", [version])

    def _add(self, key: str, document: Document) -> None:
        row: Row = {
            "source": key,
            "document": document.id,
            "shown": document.source,
            "state": "there",
            "day": self._clock().date().isoformat(),
        }
        self._store.insert("sources", [row])

    def _put(self, key: str, document: str, state: str, shown: str) -> None:
        row = {"source": key, "document": document}
        self._store.change("sources", row, {"state": state, "shown": shown})

    def _knows(self, given: Sequence[str]) -> bool:
        """Whether one of these keys is, holds or lies in what the ledger knows."""
        roots = list(map(str, self._store.column("SELECT root FROM roots")))
        known = {self._places.whole(root) for root in roots}
        if any(known.intersection(self._places.lineage(key)) for key in given):
            return True
        wanted = {self._places.whole(key) for key in given}
        sources = map(str, self._store.column("SELECT DISTINCT source FROM sources"))
        held = (key for keys in (roots, sources) for key in keys)
        return any(wanted.intersection(self._places.lineage(key)) for key in held)

    def _moved(self, given: Sequence[str]) -> str | None:
        """
        What of the ledger's is gone and has the name of something given: both, as a
        shell takes them.
        """
        by_name = {Path(self._places.root(shown)).name: shown for shown in given}
        for root in map(
            str, self._store.column("SELECT root FROM roots ORDER BY root")
        ):
            old = Path(self._places.whole(root))
            if old.is_absolute() and old.name in by_name and not old.exists():
                return f"{quote(str(old))} {quote(by_name[old.name])}"
        return None

    def _held(self) -> str:
        roots = self._store.column("SELECT shown FROM roots ORDER BY shown")
        names = list(map(str, roots)) or [source.shown for source in self.listed()]
        named = ["standard input" if name == STDIN else name for name in names[:NAMED]]
        return ", ".join(named) + (" and more" if len(names) > NAMED else "")

    def _named(self, name: str) -> list[tuple[str, str]]:
        if found := self._under(name):
            return found
        try:
            document = find(self._store, name, kinds=("document",)).id
        except UnknownRecordError as error:
            raise LedgerError(
                f"{name}: no source or account of {self._store.path}; {UNKNOWN}"
            ) from error
        sql = "SELECT source, document FROM sources WHERE document = ? ORDER BY source"
        return [
            (str(key), str(each)) for key, each in self._store.rows(sql, (document,))
        ]

    def _under(self, name: str) -> list[tuple[str, str]]:
        """The rows of sources that are this one, or lie in it."""
        wanted = {
            self._places.whole(key(name))
            for key in (self._places.root, self._places.source)
        }
        rows = self._store.rows(
            "SELECT source, document FROM sources ORDER BY source, document"
        )
        return [
            (str(key), str(document))
            for key, document in rows
            if wanted.intersection(self._places.lineage(str(key)))
        ]

    def _successor(self, document: str, after: str) -> Document | None:
        """An account as it was when it took another's place."""
        later = "WHERE document = ? AND replaced > ? ORDER BY replaced LIMIT 1"
        found = [
            *self._store.checked("versions", later, (document, after)),
            *self._store.checked("documents", "WHERE id = ?", (document,)),
        ]
        return next(map(self._document, found), None)

    def _document(self, row: Row) -> Document:
        return self._store.decoded(row["record"], Document)


def _shown(new: str, rest: str) -> str:
    """A path below a new place, as a person would write it."""
    return (new.rstrip("/\\") if rest.startswith(("/", "\\")) else new) + rest.replace(
        "\\", "/"
    )


def _placed(shown: str, source: str) -> str:
    """A source as it was first given, with the part that gives its account now."""
    return joined(split(shown)[0], split(source)[1])
