"""
One SQLite file: checked, brought to the current schema, read and written in
transactions.

Everything SQLite raises leaves here as a LedgerError that says what to do. Each row
carries a checksum, and what does not fit its own is never given out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import msgspec

from facta.errors import LedgerError
from facta.ledger.columns import COLUMNS, NUMBERS
from facta.ledger.opening import to_read, to_write
from facta.ledger.schema import Migration, statements
from facta.ledger.sums import Row, Value, row_sum

# "FACT": tells a ledger from any other SQLite file.
APPLICATION = 0x46414354
Kept = TypeVar("Kept")
_OUTSIDE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CONSTRAINT,
    }
)  # what SQLite says of the place a file lies in, not of the file
# Characters of what SQLite says.
LONGEST = 160
# Rows that are fetched at a time.
FETCHED = 500
# Kilobytes of pages that a writer holds: ids come in no order, so rows go to any page.
HELD = 64 << 10
DAMAGED = (
    "run `facta check`, then restore a backup or read the sources again into a new "
    "ledger"
)


class Store:
    """
    A connection to one ledger file; for use in the thread that opened it.

    A reader sees the state of the last transaction that was finished when it was
    opened, however long it reads and whoever writes meanwhile; nobody waits for it.
    """

    def __init__(
        self, path: Path, steps: Sequence[Migration], *, read_only: bool
    ) -> None:
        self.path = path
        self._wrapped = _Wrapped(self)
        with self._wrapped:
            self._connection = to_read(path) if read_only else to_write(path)
        try:
            with self._wrapped:
                self._prepare(steps, read_only=read_only)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(
        self, sql: str, values: Sequence[Value] = ()
    ) -> Iterator[tuple[Value, ...]]:
        """
        What a query names, row by row in the order in which it names it, fetched as it
        is asked for.
        """
        with self._wrapped:
            cursor = self._connection.execute(sql, values)
            # few enough to begin at once, many enough to be quick; judged
            batch = cursor.fetchmany(FETCHED)
        try:
            while batch:
                yield from batch
                # the last ones are known by their number, without asking again
                if len(batch) < FETCHED:
                    return
                with self._wrapped:
                    batch = cursor.fetchmany(FETCHED)
        finally:
            # the ledger was closed before its rows were all read
            with suppress(sqlite3.ProgrammingError):
                cursor.close()

    def first(self, sql: str, values: Sequence[Value] = ()) -> tuple[Value, ...] | None:
        """What a query names, of its first row; None where there is none."""
        with self._wrapped:
            row: tuple[Value, ...] | None
            row = self._connection.execute(sql, values).fetchone()
            return row

    def every(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query for few, at once."""
        with self._wrapped:
            return self._connection.execute(sql, values).fetchall()

    def value(self, sql: str, values: Sequence[Value] = ()) -> Value:
        """The one value of a query for one; None where there is none."""
        return next(self.column(sql, values), None)

    def column(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Value]:
        """The values of a query that names one thing."""
        return (value for (value,) in self.rows(sql, values))

    def checked(
        self,
        table: str,
        clause: str = "",
        values: Sequence[Value] = (),
        *,
        view: str | None = None,
    ) -> Iterator[Row]:
        """
        Rows of a table, or of a view with its columns, under the names of these,
        without their checksums.

        Raises:
            LedgerError: a row is not what was stored.
        """
        numbers, columns = NUMBERS.get(table, ()), COLUMNS[table]
        names = (*numbers, *columns)
        asked = ", ".join(f'{table}."{name}"' for name in (*names, "sum"))
        source = f"{view} AS {table}" if view else table
        sql = f"SELECT {asked} FROM {source} {clause}"  # noqa: S608 - own names
        for *found, kept in self.rows(sql, values):
            # rows of the first schema have none
            if kept is not None and kept != row_sum(found[len(numbers) :]):
                raise self.damaged(table, found)
            yield dict(zip(names, found, strict=True))

    def one(self, table: str, record_id: str) -> Row:
        """
        The row with an id that was seen before.

        Raises:
            LedgerError: it is not what was stored, or not there.
        """
        row = next(self.checked(table, "WHERE id = ? LIMIT 1", (record_id,)), None)
        if row is None:
            raise self.damaged(table, (record_id,))
        return row

    def decoded(self, data: Value, kind: type[Kept]) -> Kept:
        """
        The record that a column holds.

        Raises:
            LedgerError: it holds none.
        """
        try:
            if isinstance(data, bytes):
                return msgspec.json.decode(data, type=kind)
        except (msgspec.DecodeError, ValueError) as error:
            raise self.damaged(f"a record of kind {kind.__name__} ({error})") from error
        raise self.damaged(f"a record of kind {kind.__name__}")

    def damaged(self, what: str, values: Iterable[Value] = ()) -> LedgerError:
        """
        The error for a row, or another thing, that is not what was stored; the first
        text among the values names it.
        """
        named = next((value for value in values if isinstance(value, str)), "")
        where = " ".join(f"{what} {named[:LONGEST]}".split())
        return LedgerError(f"{self.path}: damaged at {where}; {DAMAGED}")

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """One statement that writes; the number of rows it touched."""
        with self._wrapped:
            return self._connection.execute(sql, values).rowcount

    def many(self, sql: str, values: Iterable[Sequence[Value]]) -> None:
        """One statement that writes, once for each of these."""
        with self._wrapped:
            self._connection.executemany(sql, values)

    def insert(self, table: str, rows: Iterable[Mapping[str, Value]]) -> None:
        """Rows into a table, by the names of its columns; each gets its checksum."""
        batch = [summed(table, row) for row in rows]
        if batch:
            names = ", ".join(f'"{name}"' for name in batch[0])
            marks = ", ".join("?" * len(batch[0]))
            sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
            values = [tuple(row.values()) for row in batch]
            with self._wrapped:
                self._connection.executemany(sql, values)

    def change(
        self, table: str, key: Mapping[str, Value], now: Mapping[str, Value]
    ) -> None:
        """
        The row with these values gets others, and their checksum; a row that has those
        of its primary key already gives way.

        Raises:
            LedgerError: it is not what was stored.
        """
        clause = " AND ".join(f'"{name}" = ?' for name in key)
        for row in list(self.checked(table, f"WHERE {clause}", tuple(key.values()))):
            changed = {**now, "sum": summed(table, {**row, **now})["sum"]}
            names = ", ".join(f'"{name}" = ?' for name in changed)
            sql = f"UPDATE OR REPLACE {table} SET {names} WHERE {clause}"  # noqa: S608
            self.run(sql, (*changed.values(), *key.values()))

    def copy(self, target: Path) -> None:
        """All of the ledger as it is seen here, into another file."""
        with self._wrapped, closing(sqlite3.connect(target)) as other:
            self._connection.backup(other)

    def probe(self, sql: str) -> None:
        """
        A question that SQLite takes for a change; nothing of it stays, and nothing is
        seen after it.
        """
        with self._wrapped:
            self._connection.execute("PRAGMA query_only = OFF")
            try:
                self._connection.execute(sql)
            finally:
                if self._inside():
                    self._connection.execute("ROLLBACK")
                self._connection.execute("PRAGMA query_only = ON")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """
        All of what is written inside, or nothing; waits its turn behind another writer.
        One may hold others.
        """
        if self._inside():
            yield
            return
        with self._wrapped:
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._wrapped:
                self._connection.execute("COMMIT")
        except BaseException:
            if self._inside():
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one state, whoever writes meanwhile."""
        if self._inside():
            yield
            return
        with self._wrapped:
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._inside():
                self._connection.execute("ROLLBACK")

    def _inside(self) -> bool:
        return self._connection.in_transaction

    def _prepare(self, steps: Sequence[Migration], *, read_only: bool) -> None:
        self._check(steps)
        if read_only:
            if self._version() < steps[-1].number:
                advice = "bring it up to date by `facta PATH...`"
                raise LedgerError(
                    f"{self.path}: of an older program or empty; {advice}"
                )
            return
        # NORMAL: a killed process loses nothing, a power cut at most the last transactions
        held = f"cache_size = -{HELD}"
        for pragma in ("foreign_keys = ON", "synchronous = NORMAL", held):
            self._connection.execute(f"PRAGMA {pragma}")
        # readers go on while a writer works
        self._connection.execute("PRAGMA journal_mode = WAL")
        if self._version() < steps[-1].number:
            with self.transaction():
                self._migrate(steps)

    def _check(self, steps: Sequence[Migration]) -> None:
        (application,) = self._connection.execute("PRAGMA application_id").fetchone()
        (tables,) = self._connection.execute(
            "SELECT count(*) FROM sqlite_master"
        ).fetchone()
        if tables and application != APPLICATION:
            raise LedgerError(
                f"{self.path}: a database of another program; give the path of a ledger "
                "or a new file"
            )
        version, known = self._version(), steps[-1].number
        if version > known:
            raise LedgerError(
                f"{self.path}: schema {version}, this program knows {known}; use a newer facta"
            )

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        return int(version)

    def _migrate(self, steps: Sequence[Migration]) -> None:
        # the version is read again: another process may have done the work while this
        # one waited
        version = self._version()
        for step in steps:
            if step.number > version:
                for statement in statements(step.sql):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {step.number}")
        self._connection.execute(f"PRAGMA application_id = {APPLICATION}")


class _Wrapped:
    """What SQLite raises inside comes out as an error that says what to do."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> None:
        """Nothing to do before."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, sqlite3.DatabaseError):
            said = f"{_said(error)}; {_advice(error)}"
            raise LedgerError(f"{self._store.path}: {said}") from error
        if isinstance(error, UnicodeDecodeError):
            # of SQLite's own message, which names what was damaged
            raise self._store.damaged("names of its tables") from error


def summed(table: str, row: Mapping[str, Value]) -> Mapping[str, Value]:
    """
    A row with its checksum; as it is, where rows of the table have none.

    Raises:
        KeyError: it lacks a column.
    """
    if table not in COLUMNS:
        return row
    whole = {name: row[name] for name in COLUMNS[table]}
    return {**whole, "sum": row_sum(whole.values())}


def _said(error: sqlite3.DatabaseError) -> str:
    """SQLite's words on one line; of a damaged schema it quotes whole tables."""
    said = " ".join(str(error).split())
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} ..."


def _advice(error: sqlite3.DatabaseError) -> str:
    if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _OUTSIDE:
        return "check free space and rights, and that no other run holds it, then try again"
    return f"not a ledger or a damaged one: give another path, or {DAMAGED}"
