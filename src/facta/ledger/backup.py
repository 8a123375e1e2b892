"""
A copy of a ledger, written whole or not at all.

SQLite copies the pages of one state, whoever writes meanwhile; the copy is moved to its
place when it is on the disk.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from facta.beside import beside
from facta.errors import LedgerError
from facta.ledger.opening import to_write
from facta.ledger.store import APPLICATION, DAMAGED, Store


def backup(store: Store, target: Path, *, force: bool) -> None:
    """
    Write a copy of a ledger to `target`.

    Raises:
        LedgerError: something is there that may not be written over, the ledger is
        damaged, or there is no room.
    """
    if os.path.lexists(target):
        _free(store, target, force=force)
    if store.value("PRAGMA integrity_check(1)") != "ok":
        raise LedgerError(f"{store.path}: damaged; {DAMAGED}")
    try:
        begun = beside(target)
        # nobody else reads of it what the ledger's own rights would not let him
        os.close(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            store.copy(begun)
            shutil.copymode(store.path, begun)
            _on_disk(begun)
            begun.replace(target)
        finally:
            for left in ("", "-journal", "-wal", "-shm"):
                Path(f"{begun}{left}").unlink(missing_ok=True)
    except OSError as error:
        advice = "choose a folder that exists and may be written to"
        raise LedgerError(f"{target}: {error.strerror}; {advice}") from error


def _free(store: Store, target: Path, *, force: bool) -> None:
    """Only a ledger of ours that nobody has open gives way, and only on request."""
    with suppress(OSError):
        if target.samefile(store.path):
            raise LedgerError(f"{target}: the ledger itself; give another path")
    if not force:
        advice = "give another path, or --force if it is a ledger that may go"
        raise LedgerError(f"{target}: there is something already; {advice}")
    if not target.is_file() or not _ours(target):
        raise LedgerError(
            f"{target}: no ledger, so it is not written over; give another path"
        )
    if Path(f"{target}-wal").exists():
        raise LedgerError(
            f"{target}: a ledger that is in use; close what has it open, or give another path"
        )


def _ours(target: Path) -> bool:
    """
    Whether a file is a ledger; opening it takes in what a run that was cut off has left
    beside it.
    """
    connection = to_write(target)
    try:
        found = connection.execute("PRAGMA application_id").fetchone()
        return bool(found == (APPLICATION,))
    except Exception:  # whatever it is, it is no ledger
        return False
    finally:
        connection.close()


def _on_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
