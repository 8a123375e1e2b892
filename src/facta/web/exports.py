"""
A ledger in the forms that `facta export` knows, as a stream that is never whole in
memory: a thread writes, the answer reads, and neither runs far ahead of the other.
"""

from __future__ import annotations

import queue
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct

from facta.errors import FactaError, SettingsError
from facta.exchange.files import pour, save
from facta.exchange.formats import FORMATS
from facta.exchange.programs import PROGRAMS
from facta.ledger import Ledger

# Bytes that are given on at once, and how many such pieces may wait.
PIECE = 1 << 16
AHEAD = 16
Write = Callable[[Ledger, BinaryIO], None]


class Form(Struct, frozen=True, kw_only=True):
    """A form of the export: its name, title, and the file that is saved."""

    name: str
    title: str
    file: str
    kind: str


def forms() -> list[Form]:
    """All that `facta export` writes; what is several files comes as a ZIP archive."""
    found = []
    for name, form in FORMATS.items():
        # what is one stream is named for its format
        found.append(_form(name, form.title, None if form.ending else f".{name}"))
    for name, program in PROGRAMS.items():
        ending = None if program.folder else program.ending
        found.append(_form(name, program.title, ending))
    return found


def _form(name: str, title: str, ending: str | None) -> Form:
    """A form that is saved as one file, or without an ending as an archive of several."""
    if ending is None:
        return Form(name=name, title=title, file=f"{name}.zip", kind="application/zip")
    return Form(
        name=name, title=title, file=name + ending, kind="application/octet-stream"
    )


def stream(path: Path, name: str) -> Iterator[bytes]:
    """
    The bytes of one form.

    Raises:
        SettingsError: there is no such form.
        FactaError: before the first byte, what stands in the way.
    """
    known = {form.name: form for form in forms()}
    if name not in known:
        raise SettingsError(f"{name!r}: no form of the export; see its page")
    pipe = _Pipe()
    thread = threading.Thread(
        target=_write, args=(path, _writer(name), pipe), daemon=True
    )
    thread.start()
    # what cannot be exported at all is told on a page, not in a broken file
    first = pipe.next()
    return _pieces(first, pipe)


def _pieces(first: bytes | None, pipe: _Pipe) -> Iterator[bytes]:
    try:
        piece = first
        while piece is not None:
            yield piece
            piece = pipe.next()
    finally:
        pipe.leave()


def _writer(name: str) -> Write:
    """What writes a form onto a stream."""
    if name in FORMATS:
        form = FORMATS[name]
        if form.ending is None:
            return lambda ledger, file: pour(ledger, form, file)
        return lambda ledger, file: _zipped(
            file, lambda folder: save(ledger, form, folder)
        )
    program = PROGRAMS[name]
    if not program.folder:
        return program.write
    return lambda ledger, file: _zipped(
        file, lambda folder: program.save(ledger, folder)
    )


def _zipped(file: BinaryIO, saved: Callable[[Path], tuple[Path, ...]]) -> None:
    """Files that are written into a folder of their own, as one archive."""
    with tempfile.TemporaryDirectory(prefix="facta-") as folder:
        paths = saved(Path(folder))
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in paths:
                archive.write(path, path.name)


def _write(path: Path, write: Write, pipe: _Pipe) -> None:
    try:
        with Ledger.open(path, read_only=True) as ledger:
            ledger.whole()
            write(ledger, cast("BinaryIO", pipe))
        pipe.close()
    except _LeftError:
        return
    except FactaError as problem:
        pipe.fail(problem)
    except Exception as fault:  # told as any other, at the reader's end
        pipe.fail(FactaError(f"a fault of facta ({type(fault).__name__}: {fault})"))


class _LeftError(Exception):
    """Nobody reads any more."""


class _Pipe:
    """A file that one thread writes and another reads."""

    def __init__(self) -> None:
        self._queue = queue.Queue[bytes | FactaError | None](AHEAD)
        self._held = bytearray()
        self._left = threading.Event()

    def write(self, data: bytes) -> int:
        """Takes bytes; waits where the reader is far behind."""
        self._held += data
        if len(self._held) >= PIECE:
            self._put(bytes(self._held))
            self._held.clear()
        return len(data)

    def flush(self) -> None:
        """Nothing is held that has to go at once."""

    def close(self) -> None:
        """All is written."""
        if self._held:
            self._put(bytes(self._held))
        self._put(None)

    def fail(self, problem: FactaError) -> None:
        """The reader gets an error in the place of more bytes."""
        self._put(problem)

    def leave(self) -> None:
        """The reader is gone; the writer ends at its next piece."""
        self._left.set()

    def next(self) -> bytes | None:
        """
        The next piece; None at the end.

        Raises:
            FactaError: writing has failed.
        """
        piece = self._queue.get()
        if isinstance(piece, FactaError):
            raise piece
        return piece

    def _put(self, piece: bytes | FactaError | None) -> None:
        while not self._left.is_set():
            try:
                self._queue.put(piece, timeout=0.5)
            except queue.Full:
                continue
            return
        raise _LeftError
