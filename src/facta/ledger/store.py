"""
One SQLite file: opened and checked, brought to the current schema, read and written in transactions.

Everything SQLite raises leaves here as a LedgerError that says what to do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from facta.errors import LedgerError

APPLICATION = 0x46414354  # "FACT": tells a ledger from any other SQLite file
WAIT_SECONDS = 60.0
Value = str | int | float | bytes | None
Row = tuple[Value, ...]


class Migration(Struct, frozen=True):
    """The SQL that brings a ledger from version `number - 1` to `number`."""

    number: int
    sql: str


def migrations() -> tuple[Migration, ...]:
    """The migrations of this program, in order; the last one's number is the schema it knows."""
    found = sorted(entry.name for entry in files("facta.ledger").joinpath("migrations").iterdir())
    folder = files("facta.ledger").joinpath("migrations")
    return tuple(
        Migration(int(name.split("_")[0]), folder.joinpath(name).read_text("utf8"))
        for name in found
        if name.endswith(".sql")
    )


class Store:
    """
    A connection to one ledger file; for use in the thread that opened it.

    Readers see the state of the last finished transaction while a writer works, and never wait for it.
    """

    def __init__(self, path: Path, steps: Sequence[Migration], *, read_only: bool) -> None:
        self.path = path
        self._connection = _connect(path, read_only=read_only)
        try:
            with self._wrapped():
                self._prepare(steps, read_only=read_only)
        except LedgerError:
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
            with suppress(sqlite3.ProgrammingError):  # the ledger was closed before its rows were all read
                cursor.close()

    def first(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row of a query, or None."""
        with self._wrapped():
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """One statement that writes; the number of rows it touched."""
        with self._wrapped():
            return self._connection.execute(sql, values).rowcount

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """Rows into a table, columns in the order of the schema."""
        batch = list(rows)
        if batch:
            marks = ", ".join("?" * len(batch[0]))
            with self._wrapped():
                self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)  # noqa: S608 (own names)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is written inside, or nothing; waits its turn behind another writer."""
        with self._wrapped():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self._wrapped():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def _wrapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{self.path}: {error}; {_advice(error)}") from error

    def _prepare(self, steps: Sequence[Migration], *, read_only: bool) -> None:
        self._check(steps)
        for pragma in ("foreign_keys = ON", "synchronous = NORMAL"):
            self._connection.execute(f"PRAGMA {pragma}")
        if read_only:
            self._connection.execute("PRAGMA query_only = ON")
            if self._version() < steps[-1].number:
                raise LedgerError(f"{self.path}: of an older program or empty; bring it up to date by `facta PATH...`")
            return
        self._connection.execute("PRAGMA journal_mode = WAL")
        if self._version() < steps[-1].number:
            with self.transaction():
                self._migrate(steps)

    def _check(self, steps: Sequence[Migration]) -> None:
        (application,) = self._connection.execute("PRAGMA application_id").fetchone()
        (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if tables and application != APPLICATION:
            raise LedgerError(f"{self.path}: a database of another program; give the path of a ledger or a new file")
        version, known = self._version(), steps[-1].number
        if version > known:
            raise LedgerError(f"{self.path}: schema {version}, this program knows {known}; use a newer facta")

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        return int(version)

    def _migrate(self, steps: Sequence[Migration]) -> None:
        # the version is read again: another process may have done the work while this one waited
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


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    if read_only and not path.is_file():
        raise LedgerError(f"{path}: no ledger there; make one with `facta PATH...` or give another path")
    try:
        return sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise LedgerError(f"{path}: {error}; check that the folder exists and may be written to") from error


def _advice(error: sqlite3.DatabaseError) -> str:
    if isinstance(error, sqlite3.OperationalError | sqlite3.IntegrityError):
        return "check free space and rights, and that no other run holds it, then try again"
    return "not a ledger or a damaged one: give another path, or move it away and run again over the sources"
