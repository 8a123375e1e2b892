"""
One run at a time: who reads accounts into a ledger holds a lock on a hidden file beside
it.

The lock is the operating system's, so it ends with the process, however that ends; the
file tells who holds it. SQLite
guards each transaction by itself: where the system knows no such locks (some network
disks), runs go on without.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from facta.errors import LedgerError

# Seconds; judged: most runs that wait do so for one that is about to end.
TOLD_AFTER, WAIT_SECONDS, PAUSE = 1.0, 600.0, 0.05
# Bytes that name a holder.
_NAMED = 200


class _HeldError(Exception):
    """Another process has the lock."""


@contextmanager
def exclusive_run(
    ledger: Path,
    since: str,
    *,
    told: Callable[[str], object],
    wait_seconds: float = WAIT_SECONDS,
) -> Iterator[None]:
    """
    The only run over a ledger; waits for another one, which `told` names after a
    second.

    Raises:
        LedgerError: it was still at work after `wait_seconds`.
    """
    file = _taken(ledger, told, wait_seconds)
    if file is None:
        yield
        return
    with file:
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}, at work since {since}".encode())
        file.flush()
        try:
            yield
        finally:
            # where an open file cannot be removed it stays, empty-handed
            with suppress(OSError):
                lock_file(ledger).unlink()


def lock_file(ledger: Path) -> Path:
    """
    The file whose lock a run holds; hidden, so that a folder with the ledger in it
    holds no other account.
    """
    return ledger.with_name(f".{ledger.name}.lock")


def _taken(
    ledger: Path, told: Callable[[str], object], wait_seconds: float
) -> BinaryIO | None:
    """The locked file; None where there are no locks."""
    path, start, silent = lock_file(ledger), time.monotonic(), True
    while True:
        try:
            return _locked(path)
        except _HeldError:
            waited = time.monotonic() - start
        except OSError:
            return None
        if waited > wait_seconds:
            raise LedgerError(
                f"{ledger}: held by {_holder(path)}; wait until it is done, or give "
                "another --ledger"
            )
        if silent and waited > TOLD_AFTER:
            told(f"{ledger}: waiting for {_holder(path)}")
            silent = False
        time.sleep(PAUSE)


def _locked(path: Path) -> BinaryIO:
    """
    The file, locked; anew if its holder removed it between opening and locking, as it
    does at the end.
    """
    while True:
        file = path.open("a+b")
        try:
            _lock(file)
            if _same(file, path):
                return file
        except BaseException:
            file.close()
            raise
        file.close()


def _same(file: BinaryIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    with suppress(OSError):
        named = path.read_bytes()[:_NAMED].decode("ascii", "replace")
        if named.isprintable() and named:
            return named
    return "another process"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        """A byte far behind the name of the holder, which others may read."""
        file.seek(1 << 20)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise _HeldError from error

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _HeldError from error
