"""
A ledger in the forms that `facta export` and `facta brief` know, as a stream: a thread
writes, the answer reads, and neither runs far ahead of the other. An export is never
whole in memory; a brief is, so that one is made at a time.
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

from facta.brief import compose, packed
from facta.brief.words import counted
from facta.errors import FactaError, SettingsError, fault
from facta.exchange.files import pour, save
from facta.exchange.formats import FORMATS
from facta.exchange.programs import PROGRAMS
from facta.extras import lacking
from facta.ledger import Ledger
from facta.ontology import Countries

# Bytes that are given on at once, and how many such pieces may wait.
PIECE = 1 << 16
AHEAD = 16
Write = Callable[[Ledger, BinaryIO], None]
# Accounts of a brief from which on it is told how heavy it is; seconds and megabytes of
# a page for each, measured on wire reports. Judged and rough.
HEAVY = 200
SECONDS, MEGABYTES = 0.04, 0.01
_composing = threading.Lock()


class Form(Struct, frozen=True, kw_only=True):
    """A form of the export: its name, title, the file that is saved, what it needs."""

    name: str
    title: str
    file: str
    kind: str = "application/octet-stream"
    library: str | None = None

    @property
    def lacking(self) -> str | None:
        """What to do where its library is not there; None where it is, or needs none."""
        return lacking(self.library) if self.library else None


BRIEFS = (
    Form(name="brief.html", title="Page", file="brief.html", kind="text/html"),
    Form(name="brief.md", title="Markdown", file="brief.md", kind="text/markdown"),
    Form(name="brief.docx", title="Word", file="brief.docx", library="docx"),
)


def burden(accounts: int) -> str | None:
    """
    How long the brief of so many accounts takes and how large its page is, in words;
    None where nobody would notice.

    >>> burden(20) is None, burden(1_644)
    (True, 'about 1 minute, a page of some 16 MB')
    """
    if accounts < HEAVY:
        return None
    minutes = max(1, round(accounts * SECONDS / 60))
    size = max(1, round(accounts * MEGABYTES))
    return f"about {counted(minutes, 'minute')}, a page of some {size:,} MB"


def forms() -> list[Form]:
    """All that `facta export` writes; what is several files comes as a ZIP archive."""
    found = []
    for name, form in FORMATS.items():
        # what is one stream is named for its format
        ending = None if form.ending else f".{name}"
        found.append(_form(name, form.title, ending, form.library))
    for name, program in PROGRAMS.items():
        ending = None if program.folder else program.ending
        found.append(_form(name, program.title, ending, program.library))
    return found


def _form(name: str, title: str, ending: str | None, library: str | None) -> Form:
    """A form that is saved as one file, or without an ending as an archive of several."""
    if ending is None:
        return Form(
            name=name,
            title=title,
            file=f"{name}.zip",
            kind="application/zip",
            library=library,
        )
    return Form(name=name, title=title, file=name + ending, library=library)


def form(name: str) -> Form:
    """
    A form by its name.

    Raises:
        SettingsError: there is none of this name, or its library is not there.
    """
    found = next((each for each in (*BRIEFS, *forms()) if each.name == name), None)
    if found is None:
        raise SettingsError(f"{name!r}: no form of the export; see its page")
    if found.lacking:
        raise SettingsError(f"{found.title}: {found.lacking}")
    return found


def stream(path: Path, name: str) -> Iterator[bytes]:
    """
    The bytes of one form.

    Raises:
        FactaError: before the first byte, what stands in the way.
    """
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
    if name not in {*FORMATS, *PROGRAMS}:
        return lambda ledger, file: _brief(ledger, file, Path(name).suffix)
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


def _brief(ledger: Ledger, file: BinaryIO, suffix: str) -> None:
    """The brief of the whole ledger, as `facta brief` writes it."""
    with _composing:
        brief = packed(compose(ledger, Countries.load()), suffix)
    file.write(brief)


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
    except Exception as problem:  # told as any other, at the reader's end
        pipe.fail(FactaError(fault(problem)))


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
