"""
One SQLite file: checked, brought to the current schema, read and written in
transactions.

Everything SQLite raises leaves here as a LedgerError that says what to do. Each row
carries a checksum, and what does not fit its own is never given out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from facta.errors import LedgerError
from facta.ledger.opening import to_read, to_write
from facta.ledger.sums import Row as Row
from facta.ledger.sums import Value as Value
from facta.ledger.sums import row_sum

APPLICATION = 0x46414354  # "FACT": tells a ledger from any other SQLite file
FILE_KEYS = frozenset(
    {"sentences", "decisions"}
)  # their first column is a number of this file
UNSUMMED = frozenset({"facts", "roots", "sources", "skipped"})
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
LONGEST = 160  # characters of what SQLite says
DAMAGED = "run `facta check`, then restore a backup or read the sources again into a new ledger"


class Migration(Struct, frozen=True):
    """The SQL that brings a ledger from version `number - 1` to `number`."""

    number: int
    sql: str


def migrations() -> tuple[Migration, ...]:
    """
    The migrations of this program, in order; the last one's number is the schema it
    knows.
    """
    found = sorted(
        entry.name for entry in files("facta.ledger").joinpath("migrations").iterdir()
    )
    folder = files("facta.ledger").joinpath("migrations")
    return tuple(
        Migration(int(name.split("_")[0]), folder.joinpath(name).read_text("utf8"))
        for name in found
        if name.endswith(".sql")
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
        with self._wrapped():
            self._connection = to_read(path) if read_only else to_write(path)
        try:
            with self._wrapped():
                self._prepare(steps, read_only=read_only)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows of a query, fetched as they are asked for."""
        with self._wrapped():
            cursor = self._connection.execute(sql, values)
        try:
            while True:
                with self._wrapped():
                    batch = cursor.fetchmany(500)
                if not batch:
                    return
                yield from batch
        finally:
            # the ledger was closed before its rows were all read
            with suppress(sqlite3.ProgrammingError):
                cursor.close()

    def first(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._wrapped():
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def checked(
        self, table: str, clause: str = "", values: Sequence[Value] = ()
    ) -> Iterator[Row]:
        """
        Whole rows of a table without their checksums.

        Raises:
            LedgerError: a row is not what was stored.
        """
        skipped = int(table in FILE_KEYS)
        for row in self.rows(f"SELECT {table}.* FROM {table} {clause}", values):  # noqa: S608
            if row[-1] is not None and row[-1] != row_sum(row[skipped:-1]):
                raise self.damaged(table, row)
            yield row[:-1]

    def one(self, table: str, record_id: str) -> Row:
        """
        The whole row with an id that was seen before.

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

    def damaged(self, what: str, row: Row = ()) -> LedgerError:
        """The error for a row, or another thing, that is not what was stored."""
        named = next((value for value in row if isinstance(value, str)), "")
        where = " ".join(f"{what} {named[:LONGEST]}".split())
        return LedgerError(f"{self.path}: damaged at {where}; {DAMAGED}")

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """One statement that writes; the number of rows it touched."""
        with self._wrapped():
            return self._connection.execute(sql, values).rowcount

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """
        Rows into a table, columns in the order of the schema; each gets its checksum.
        """
        batch = (
            list(rows) if table in UNSUMMED else [_summed(table, row) for row in rows]
        )
        if batch:
            marks = ", ".join("?" * len(batch[0]))
            sql = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - own names
            with self._wrapped():
                self._connection.executemany(sql, batch)

    def copy(self, target: Path) -> None:
        """All of the ledger as it is seen here, into another file."""
        with self._wrapped(), closing(sqlite3.connect(target)) as other:
            self._connection.backup(other)

    def probe(self, sql: str) -> None:
        """
        A question that SQLite takes for a change; nothing of it stays, and nothing is
        seen after it.
        """
        with self._wrapped():
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
        with self._wrapped():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._wrapped():
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
        with self._wrapped():
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._inside():
                self._connection.execute("ROLLBACK")

    def _inside(self) -> bool:
        return self._connection.in_transaction

    @contextmanager
    def _wrapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise LedgerError(
                f"{self.path}: {_said(error)}; {_advice(error)}"
            ) from error
        except UnicodeDecodeError as error:
            # of SQLite's own message, which names what was damaged
            raise self.damaged("names of its tables") from error

    def _prepare(self, steps: Sequence[Migration], *, read_only: bool) -> None:
        self._check(steps)
        if read_only:
            if self._version() < steps[-1].number:
                advice = "bring it up to date by `facta PATH...`"
                raise LedgerError(
                    f"{self.path}: of an older program or empty; {advice}"
                )
            return
        for pragma in ("foreign_keys = ON", "synchronous = NORMAL"):
            self._connection.execute(f"PRAGMA {pragma}")
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


def statements(script: str) -> Iterator[str]:
    """
    The statements of an SQL script, triggers in one piece.

    >>> list(statements("CREATE TABLE a (b); CREATE TABLE c (d);"))
    ['CREATE TABLE a (b);', 'CREATE TABLE c (d);']
    """
    pending = ""
    for part in script.split(";")[:-1]:
        pending += part + ";"
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""


def _summed(table: str, row: Row) -> Row:
    return (*row, row_sum(row[int(table in FILE_KEYS) :]))


def _said(error: sqlite3.DatabaseError) -> str:
    """SQLite's words on one line; of a damaged schema it quotes whole tables."""
    said = " ".join(str(error).split())
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} ..."


def _advice(error: sqlite3.DatabaseError) -> str:
    if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _OUTSIDE:
        return "check free space and rights, and that no other run holds it, then try again"
    return f"not a ledger or a damaged one: give another path, or {DAMAGED}"
