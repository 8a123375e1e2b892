"""
The ways to open a ledger's file: to write, to read, and to read where nothing may be
written beside it.

SQLite's write-ahead mode needs two files beside the ledger while it is open. Where they
cannot be made (a folder or a medium that is read-only) nobody can be writing either, so
the file is read as one that does not change.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from facta.errors import LedgerError

# For another writer, whose transaction is one document; judged, not measured.
WAIT_SECONDS = 60.0
# what SQLite says where its files beside the ledger cannot be made
_REFUSED = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
)
# The part of an extended error code that names its kind.
_PRIMARY = 0xFF


def to_write(path: Path) -> sqlite3.Connection:
    """A connection that may write; the file is made if there is none."""
    try:
        return sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        advice = "check that the folder exists and may be written to"
        raise LedgerError(f"{path}: {error}; {advice}") from error


def to_read(path: Path) -> sqlite3.Connection:
    """
    A connection that only reads, within one transaction: what it sees does not change
    until it is closed.

    Raises:
        LedgerError: there is no such file, or it cannot be read where it is.
    """
    if not path.is_file():
        advice = "make one with `facta PATH...` or give another path"
        raise LedgerError(f"{path}: no ledger there; {advice}")
    connection = to_write(path)
    try:
        _snapshot(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & _PRIMARY not in _REFUSED:
            raise
        return _unchanging(path)
    except BaseException:
        connection.close()
        raise
    return connection


def _snapshot(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = ON")
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _unchanging(path: Path) -> sqlite3.Connection:
    beside = Path(f"{path}-wal")
    if beside.is_file() and beside.stat().st_size:
        raise LedgerError(
            f"{path}: a run was cut off and left {beside.name}, which can only be taken "
            "in where its folder may be"
            " written to; copy both files to such a folder"
        )
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise LedgerError(
            f"{path}: {error}; allow reading it or give another path"
        ) from error
    try:
        _snapshot(connection)
    except BaseException:
        connection.close()
        raise
    return connection
