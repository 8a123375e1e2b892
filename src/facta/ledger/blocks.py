"""
Blocks that a ledger keeps: what stands near what, by key and in order of time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import cast

import msgspec

from facta.ledger.store import Store
from facta.link.blocks import Place, block

Row = list[tuple[Place, int]]
# A key, a place in its block, and the number of what stands there.
Standing = tuple[int, Place, int]


class Blocks:
    """The blocks of one kind of thing, in a table of its own."""

    def __init__(self, store: Store, table: str) -> None:
        self._store = store
        self._put = f"INSERT INTO {table} VALUES (?, ?, ?, ?)"  # noqa: S608 (own names)
        self._drop = (
            f"DELETE FROM {table}"  # noqa: S608
            " WHERE key = ? AND day = ? AND rank = ? AND thing = ?"
        )
        sql = f"SELECT day, rank, thing FROM {table} WHERE key = ? AND (day, rank)"  # noqa: S608
        # few keys of an account have others beside it, and each question has its cost
        beside = (
            "SELECT value FROM json_each(?) WHERE EXISTS"  # noqa: S608
            f" (SELECT 1 FROM {table} WHERE key = value AND (day, rank) %s (?, ?))"
        )
        self._earlier, self._later = beside % "<", beside % ">"
        self._before = f"{sql} < (?, ?) ORDER BY day DESC, rank DESC LIMIT ?"
        self._after = f"{sql} > (?, ?) ORDER BY day, rank LIMIT ?"
        self._every = f"SELECT key, day, rank, thing FROM {table} ORDER BY 1, 2, 3, 4"  # noqa: S608
        self._clear = f"DELETE FROM {table}"  # noqa: S608

    def put(self, rows: Iterable[Standing]) -> None:
        """Things take their places, in order, as a database likes it best."""
        ordered = sorted((key, *place, thing) for key, place, thing in rows)
        self._store.many(self._put, ordered)

    def drop(self, rows: Iterable[Standing]) -> None:
        """Things leave their places."""
        self._store.many(
            self._drop, ((key, *place, thing) for key, place, thing in rows)
        )

    def with_earlier(self, keys: Collection[int], place: Place) -> list[int]:
        """Those of some keys in whose blocks a place has anything before it."""
        return self._beside(self._earlier, keys, place)

    def with_later(self, keys: Collection[int], place: Place) -> list[int]:
        """Those of some keys in whose blocks a place has anything behind it."""
        return self._beside(self._later, keys, place)

    def before(self, key: int, place: Place) -> Row:
        """Those nearest before a place of a block, in order."""
        nearest = block(key).nearest
        found = self._store.every(self._before, (key, *place, nearest))
        return [((day, rank), thing) for day, rank, thing in reversed(found)]

    def after(self, key: int, place: Place) -> Row:
        """Those nearest behind a place of a block, in order."""
        nearest = block(key).nearest
        found = self._store.every(self._after, (key, *place, nearest))
        return [((day, rank), thing) for day, rank, thing in found]

    def _beside(self, sql: str, keys: Collection[int], place: Place) -> list[int]:
        asked = msgspec.json.encode(keys).decode()
        return [key for (key,) in self._store.every(sql, (asked, *place))]

    def every(self) -> Iterator[tuple[int, Row]]:
        """All blocks, each with all that stands there, in order."""
        standing = cast(
            "Iterator[tuple[int, int, int, int]]", self._store.rows(self._every)
        )
        for key, some in groupby(standing, key=itemgetter(0)):
            yield key, [((day, rank), thing) for _, day, rank, thing in some]

    def clear(self) -> None:
        """Nothing stands anywhere any more."""
        self._store.run(self._clear)
