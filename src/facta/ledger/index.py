"""
What linking keeps in a ledger: accounts without their texts, and what they leave to be
compared, each with the number of the component that it is settled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from facta.ledger import portions
from facta.ledger.blocks import Blocks
from facta.ledger.pairs import Numbers
from facta.ledger.portions import Came, Left, Rows
from facta.ledger.portions import Row as Kept
from facta.ledger.rows import storable
from facta.ledger.store import Store
from facta.ledger.sums import Row
from facta.link.accounts import Account
from facta.link.blocks import Place
from facta.link.linked import NearCopy
from facta.link.settling import Found
from facta.link.tellings import Telling
from facta.link.traces import What, day, keys

# Accounts and traces that are held in memory; judged. A long account takes 150 kB.
ACCOUNTS, TRACES = 1 << 11, 1 << 14
ASKED = 500  # things that one question names; SQLite takes as many
Record = TypeVar("Record")
# A key, and a place in its block where something stood.
Gap = tuple[int, Place]
_ACCOUNT = msgspec.msgpack.Decoder(Account).decode
_TELLING = msgspec.msgpack.Decoder(Telling).decode


class Held(Struct, frozen=True, kw_only=True):
    """A trace that is kept, with its number and that of its account."""

    number: int
    account: int
    place: Place
    what: What


class Index:
    """The accounts and traces of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.accounts = Blocks(store, "account_blocks")
        self.traces = Blocks(store, "trace_blocks")
        self.account = lru_cache(ACCOUNTS)(self._account)
        self.trace = lru_cache(TRACES)(self._trace)

    def clear(self) -> None:
        """Nothing is kept any more."""
        for table in ("found", "before_falling", "traces", "linked_accounts"):
            self._store.run(f"DELETE FROM {table}")  # noqa: S608 (own names)
        self.accounts.clear()
        self.traces.clear()
        self.forget()

    def forget(self) -> None:
        """Hold nothing in memory that may have changed."""
        for held in (self.account, self.trace):
            held.cache_clear()

    # accounts

    def empty(self) -> bool:
        """Whether no account is kept."""
        return self._store.first("SELECT 1 FROM linked_accounts") is None

    def mark(self, document: str) -> str | None:
        """What tells an account as it was linked from other states; None of another."""
        sql = "SELECT mark FROM linked_accounts WHERE document = ?"
        found = self._store.value(sql, (document,))
        return None if found is None else str(found)

    def number(self, document: str) -> int:
        """The number of an account that is kept."""
        sql = "SELECT number FROM linked_accounts WHERE document = ?"
        return int(str(self._store.value(sql, (document,))))

    def put(self, came: Iterable[Came], marks: Mapping[str, str]) -> list[int]:
        """
        More accounts, with their marks, and all that they leave; each goes back to
        itself before more is known. The numbers that they have got.
        """
        sql = (
            "INSERT INTO linked_accounts (number, document, mark, earlier, origin, record)"
            " VALUES (?, ?, ?, '', ?, ?)"
        )
        numbered = list(enumerate(came, self._last("linked_accounts") + 1))
        self._store.many(
            sql,
            (
                (number, one.document, marks[one.document], one.document, one.record)
                for number, one in numbered
            ),
        )
        self.accounts.put(
            (key, one.place, number) for number, one in numbered for key in one.keys
        )
        self.leave((number, left) for number, one in numbered for left in one.left)
        return [number for number, _ in numbered]

    def drop(self, number: int) -> list[Gap]:
        """An account leaves, with all that it left; where that stood."""
        account = self.account(number)
        self.accounts.drop((key, account.place, number) for key in account.keys)
        gaps = [gap for held in self.left(number) for gap in self.remove(held)]
        self._store.run("DELETE FROM linked_accounts WHERE number = ?", (number,))
        return gaps

    def earlier(self, number: int) -> list[int]:
        """The accounts that an account may have something from, as it was kept."""
        sql = "SELECT earlier FROM linked_accounts WHERE number = ?"
        return list(map(int, str(self._store.value(sql, (number,))).split()))

    def beside(
        self, number: int, earlier: Iterable[int], copy: NearCopy | None
    ) -> None:
        """Keep what an account may have something from, and what it copies."""
        of, share = (copy.of, copy.share) if copy else (None, None)
        sql = (
            "UPDATE linked_accounts SET earlier = ?, of = ?, share = ? WHERE number = ?"
        )
        self._store.run(sql, (" ".join(map(str, earlier)), of, share, number))

    def sources(self, documents: Iterable[str]) -> dict[str, str]:
        """What each of some accounts copies, where it copies any."""
        sql = "SELECT document, of FROM linked_accounts WHERE of IS NOT NULL AND document IN ({})"
        return dict(self._asked(sql, documents))

    def copiers(self, documents: Iterable[str]) -> list[str]:
        """The accounts that copy one of these."""
        sql = "SELECT document FROM linked_accounts WHERE of IN ({})"
        return [document for (document,) in self._asked(sql, documents)]

    def origins(self, documents: Iterable[str]) -> dict[str, str]:
        """What each of some accounts goes back to."""
        sql = "SELECT document, origin FROM linked_accounts WHERE document IN ({})"
        return dict(self._asked(sql, documents))

    def copies(self, documents: Iterable[str]) -> Iterator[NearCopy]:
        """What some accounts copy, where they copy any."""
        sql = (
            "SELECT document, of, share FROM linked_accounts"
            " WHERE of IS NOT NULL AND document IN ({})"
        )
        return (NearCopy(*row) for row in self._asked(sql, documents))

    def goes_back(self, document: str, origin: str) -> None:
        """Keep what an account goes back to."""
        sql = "UPDATE linked_accounts SET origin = ? WHERE document = ?"
        self._store.run(sql, (origin, document))

    # what they leave

    def leave(self, left: Iterable[tuple[int, Left]]) -> list[int]:
        """What accounts, by number, leave; the numbers that it has got."""
        sql = (
            "INSERT INTO traces"
            " (number, account, component, kind, event, origin, rank, record)"
            " VALUES (?, ?, 0, ?, ?, NULL, ?, ?)"
        )
        numbered = list(enumerate(left, self.last() + 1))
        self._store.many(
            sql,
            (
                (at, account, one.sort, one.event, one.place[1], one.record)
                for at, (account, one) in numbered
            ),
        )
        self.traces.put(
            (key, one.place, at) for at, (_, one) in numbered for key in one.keys
        )
        return [at for at, _ in numbered]

    def tellings(self, account: int) -> list[tuple[int, Telling]]:
        """The tellings of an account, by number."""
        sql = (
            "SELECT number, record FROM traces"
            " WHERE account = ? AND event IS NOT NULL ORDER BY number"
        )
        return [
            (number, self._decoded(_TELLING, record, number))
            for number, record in self._store.every(sql, (account,))
        ]

    def told_by(self, number: int, telling: Telling) -> None:
        """A telling whose sentence comes from another account than it was known."""
        own, other = telling.event.document, telling.account
        sql = "UPDATE traces SET origin = ?, record = ? WHERE number = ?"
        origin = None if other == own else other
        self._store.run(sql, (origin, portions.bare(telling), number))
        self.trace.cache_clear()

    def left(self, account: int) -> list[Held]:
        """What an account left."""
        sql = "SELECT number FROM traces WHERE account = ? ORDER BY number"
        return [self.trace(number) for (number,) in self._store.every(sql, (account,))]

    def rows(self, numbers: Iterable[int]) -> Rows:
        """Some traces as they are kept, for any process to compare and settle."""
        sql = (
            "SELECT t.number, t.account, t.record, o.origin FROM traces t"
            " JOIN linked_accounts a ON a.number = t.account"
            " JOIN linked_accounts o ON o.document = coalesce(t.origin, a.document)"
            " WHERE t.number IN ({})"
        )
        traces = tuple(Kept(*row) for row in self._asked(sql, numbers))
        about = "SELECT number, record FROM linked_accounts WHERE number IN ({})"
        accounts = dict(self._asked(about, (row.account for row in traces)))
        return Rows(traces, accounts)

    def keys(self, held: Held) -> frozenset[int]:
        """The blocks in which a trace stands."""
        return keys(held.what, self.account(held.account).matter)

    def remove(self, held: Held) -> list[Gap]:
        """A trace is no more; where it stood."""
        gaps = [(key, held.place) for key in self.keys(held)]
        self.traces.drop((key, place, held.number) for key, place in gaps)
        self._store.run("DELETE FROM traces WHERE number = ?", (held.number,))
        return gaps

    def sorts(self, numbers: Numbers) -> Iterator[tuple[int, str, int]]:
        """Each of some traces, with its sort and component."""
        sql = "SELECT number, kind, component FROM traces WHERE number IN ({})"
        for at in range(0, len(numbers), ASKED):
            yield from self._asked(sql, numbers[at : at + ASKED].tolist())

    def settled(self) -> bool:
        """Whether any trace has a component."""
        sql = "SELECT 1 FROM traces WHERE component > 0"
        return self._store.first(sql) is not None

    def unsettled(self) -> Iterator[int]:
        """The traces that have none yet."""
        sql = "SELECT number FROM traces WHERE component = 0"
        return (int(str(number)) for number in self._store.column(sql))

    def last(self) -> int:
        """The number that no trace goes beyond."""
        return self._last("traces")

    def _last(self, table: str) -> int:
        found = self._store.value(f"SELECT max(number) FROM {table}")  # noqa: S608
        return int(str(found or 0))

    def components(self, numbers: Iterable[int]) -> dict[int, int]:
        """The component of each of some traces."""
        sql = "SELECT number, component FROM traces WHERE number IN ({})"
        return dict(self._asked(sql, numbers))

    def members(self, components: Iterable[int]) -> list[int]:
        """The traces of some components."""
        sql = "SELECT number FROM traces WHERE component IN ({})"
        return [number for (number,) in self._asked(sql, components)]

    def telling(self, events: Iterable[str]) -> dict[str, int]:
        """The number of each of some events."""
        sql = "SELECT event, number FROM traces WHERE event IN ({})"
        return dict(self._asked(sql, events))

    def from_accounts(self, documents: Iterable[str]) -> list[int]:
        """The tellings whose sentences come from one of these accounts."""
        own = (
            "SELECT t.number FROM linked_accounts a JOIN traces t ON t.account = a.number"
            " WHERE t.origin IS NULL AND t.event IS NOT NULL AND a.document IN ({})"
        )
        others = "SELECT number FROM traces WHERE origin IN ({})"
        asked = list(documents)
        return [
            number for sql in (own, others) for (number,) in self._asked(sql, asked)
        ]

    def count(self) -> int:
        """How many traces there are."""
        return int(str(self._store.value("SELECT count(*) FROM traces")))

    def settle(self, component: int, numbers: Iterable[int]) -> None:
        """Traces that are of one component now."""
        sql = "UPDATE traces SET component = ? WHERE number = ?"
        self._store.many(sql, ((component, number) for number in numbers))

    # what components come to

    def keep(self, component: int, kind: str, ids: Iterable[str]) -> None:
        """The records that a component comes to."""
        sql = "INSERT INTO found (component, kind, id) VALUES (?, ?, ?)"
        self._store.many(sql, ((component, kind, name) for name in ids))

    def keep_before(self, component: int, found: Found) -> None:
        """What a component came to before something of it fell."""
        rows: list[Row] = [
            {"component": component, "kind": kind, "id": item.id, "record": _json(item)}
            for kind, items in (
                ("happening", found.happenings),
                ("dispute", found.disputes),
            )
            for item in items
        ]
        self._store.insert("before_falling", rows)

    def take(self, components: Iterable[int]) -> Iterator[tuple[str, str]]:
        """The kinds and ids of what some components came to, which is kept no more."""
        asked = list(components)
        sql = "SELECT kind, id FROM found WHERE component IN ({})"
        yield from list(self._asked(sql, asked))
        for some in _portions(asked):
            for table in ("found", "before_falling"):
                sql = f"DELETE FROM {table} WHERE component IN ({_marks(some)})"  # noqa: S608
                self._store.run(sql, some)

    def _account(self, number: int) -> Account:
        sql = "SELECT record FROM linked_accounts WHERE number = ?"
        return self._decoded(_ACCOUNT, self._store.value(sql, (number,)), number)

    def _trace(self, number: int) -> Held:
        sql = "SELECT account, rank, record FROM traces WHERE number = ?"
        row = self._store.first(sql, (number,))
        if row is None:
            raise self._store.damaged("traces", (str(number),))
        account, rank = int(str(row[0])), int(str(row[1]))
        bare = self._decoded(portions.decoded, row[2], number)
        what = portions.whole(bare, self.account(account).matter)
        return Held(number=number, account=account, place=(day(what), rank), what=what)

    def _decoded(
        self, decode: Callable[[bytes], Record], record: object, number: int
    ) -> Record:
        try:
            if isinstance(record, bytes):
                return decode(record)
        except (msgspec.DecodeError, ValueError) as error:
            raise self._store.damaged(f"what was linked ({error})") from error
        raise self._store.damaged("what was linked", (str(number),))

    def _asked(
        self, sql: str, values: Iterable[int] | Iterable[str]
    ) -> Iterator[tuple[Any, ...]]:
        for some in _portions(values):
            yield from self._store.every(sql.format(_marks(some)), some)


def _json(record: Struct) -> bytes:
    return msgspec.json.encode(storable(record))


def _portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    held = list(dict.fromkeys(values))
    for at in range(0, len(held), ASKED):
        yield held[at : at + ASKED]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
