"""
Files of many accounts cut into parts that are read by themselves, at the same places
whoever cuts: lines, records of web archives, rows of Parquet.

A cut costs one pass over the bytes of a file and parses no account. Each part gives what
it gives when the whole file is read, under the same names. What is packed as a whole
can only be entered from its beginning, so its last part is unpacked from there.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from msgspec.structs import replace

from facta.errors import FactaError
from facta.read.account import Account, Input
from facta.read.archives import archive, places
from facta.read.columnar import columnar, length
from facta.read.cut import Cut
from facta.read.formats import GZIP, HEAD, kind
from facta.read.inflate import TIMES, inflated
from facta.read.lines import lines
from facta.read.paths import Found, shown
from facta.read.settings import ReadSettings
from facta.records import Skipped

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Endings of files that are looked at however small they are.
MANY = (".jsonl", ".ndjson", ".warc", ".parquet", ".jsonl.gz", ".ndjson.gz", ".warc.gz")
PIECE = 1 << 20  # bytes of a line that are read at once


def cuts(
    found: Found, *, records: int, size: int, settings: ReadSettings
) -> Iterator[Found]:
    """
    A file as parts of at most so many accounts; as itself where it is one part, holds
    one account, or cannot be cut.

    Args:
        found: the file, or a part of one, which is cut further.
        records: accounts of a part at most.
        size: bytes of the lines of a part, from which on it ends; of a file, up to
            which it is not looked at unless its ending tells that it holds many.
        settings: as it will be read.
    """
    parts: list[Cut] = []
    # whoever reads it on from the last place tells what is wrong with it
    with suppress(OSError, EOFError, zlib.error, FactaError):
        for cut in _parts(found, records, size, settings):
            parts.append(cut)  # noqa: PERF402 - those before an error are kept
    if len(parts) < 2:
        yield found
        return
    if found.cut is None:
        # what lies behind the last place that was found is read with it
        parts[-1] = replace(parts[-1], end=None)
    for cut in parts:
        yield replace(found, cut=cut)


def _parts(
    found: Found, records: int, size: int, settings: ReadSettings
) -> Iterator[Cut]:
    """The parts of a file; those of it that were found where it is damaged."""
    path, whole = found.path, found.cut
    with path.open("rb") as stream:
        form = whole.form if whole else _form(path, stream, size)
        if form == "rows":
            yield from _rows(stream, whole, records)
        elif form == "archive":
            yield from _records(stream, whole, records)
        elif form == "lines":
            yield from _lines(stream, whole, records, size)
        elif form == "packed lines":
            limit = max(settings.max_bytes, TIMES * path.stat().st_size)
            with gzip.open(stream) as content:
                yield from _packed(content, whole, records, size, limit)


def looked_at(path: Path, size: int) -> bool:
    """Whether a file is looked at to tell if it holds many accounts."""
    if path.name.lower().endswith(MANY):
        return True
    try:
        return path.stat().st_size > size
    except OSError:
        return False


def _form(path: Path, stream: BinaryIO, size: int) -> str | None:
    """In which form a file holds many accounts, if it does."""
    if not looked_at(path, size):
        return None
    head = stream.read(HEAD)
    stream.seek(0)
    packed = head.startswith(GZIP)
    if packed:
        with gzip.open(stream) as content:
            head = content.read(HEAD)
        stream.seek(0)
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    reader = kind(head, Input(source=shown(path), suffix=suffix, stream=stream))
    if reader is lines:
        return "packed lines" if packed else "lines"
    if reader is archive:
        return "archive"
    return "rows" if reader is columnar and not packed else None


class _Seekable(Protocol):
    def seek(self, place: int, /) -> object: ...

    def readline(self, size: int, /) -> bytes: ...


def _lines(
    stream: _Seekable, whole: Cut | None, records: int, size: int
) -> Iterator[Cut]:
    begin = whole or Cut(form="lines", start=0, end=None)
    stream.seek(begin.start)
    start, first, at, count = begin.start, begin.first, begin.start, 0
    number = first
    while begin.end is None or at < begin.end:
        piece = stream.readline(PIECE)
        if not piece:
            break
        at += len(piece)
        count += not piece.isspace() and piece.endswith(b"\n")
        number += piece.endswith(b"\n")
        full = count >= records or at - start >= size
        if full and piece.endswith(b"\n"):
            yield replace(begin, start=start, end=at, first=first)
            start, first, count = at, number, 0
    if at > start:
        yield replace(begin, start=start, end=at, first=first)


def _packed(
    content: gzip.GzipFile, whole: Cut | None, records: int, size: int, limit: int
) -> Iterator[Cut]:
    """The same of what is packed; up to a damaged place, or to a limit."""
    begin = whole or Cut(form="packed lines", start=0, end=None)
    stream = _Sound(content, limit)
    yield from _lines(stream, begin, records, size)
    if stream.broken and whole is None:
        # reading on from there tells what is wrong
        yield replace(begin, start=stream.at, end=None, first=stream.lines + 1)


class _Sound:
    """A packed stream that ends where it cannot be read, or grows beyond a limit."""

    def __init__(self, content: gzip.GzipFile, limit: int) -> None:
        self._content = content
        self._limit = limit
        self.at = 0
        self.lines = 0
        self.broken = False

    def seek(self, place: int) -> None:
        self._content.seek(place)
        self.at = place

    def readline(self, size: int) -> bytes:
        try:
            piece = self._content.readline(size)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            piece = b""
            self.broken = True
        self.at += len(piece)
        self.lines += piece.endswith(b"\n")
        if self.at > self._limit:
            self.broken = True
            return b""
        return piece


def _records(stream: BinaryIO, whole: Cut | None, records: int) -> Iterator[Cut]:
    begin = whole or Cut(form="archive", start=0, end=None)
    stream.seek(begin.start)
    given = Input(source="", suffix="", stream=_until(stream, begin))
    start = begin.start
    for number, place in enumerate(places(given)):
        if number and number % records == 0:
            yield replace(begin, start=start, end=begin.start + place)
            start = begin.start + place
    yield replace(begin, start=start)


def _rows(stream: BinaryIO, whole: Cut | None, records: int) -> Iterator[Cut]:
    begin = whole or Cut(form="rows", start=0, end=None)
    end = length(stream) if begin.end is None else begin.end
    for start in range(begin.start, end, records):
        stop = min(start + records, end)
        yield replace(begin, start=start, end=stop, first=start + 1)


def part(given: Input, cut: Cut, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """
    The accounts in a part of a file.

    Raises:
        SourceError: it cannot be read, or not to its end; what was yielded stands.
    """
    if cut.form == "rows":
        most = None if cut.end is None else cut.end - cut.start
        yield from columnar(replace(given, first=cut.first, most=most), settings)
        return
    if cut.form == "packed lines":
        _, given = inflated(given, settings, HEAD)
        _pass_over(given.stream, cut.start)
    else:
        given.stream.seek(cut.start)
    stream = _until(given.stream, cut)
    given = replace(given, stream=stream, first=cut.first)
    if cut.form != "archive":
        yield from lines(given, settings)
        return
    head = stream.peek(len(GZIP))
    if head.startswith(GZIP):
        _, given = inflated(given, settings, HEAD)
    yield from archive(given, settings)


def _pass_over(stream: BinaryIO, count: int) -> None:
    while count > 0 and (piece := stream.read(min(count, PIECE))):
        count -= len(piece)


def _until(stream: BinaryIO, cut: Cut) -> io.BufferedReader:
    left = None if cut.end is None else cut.end - cut.start
    return io.BufferedReader(_Limited(stream, left))


class _Limited(io.RawIOBase):
    """So many bytes of a stream from where it stands; None for all."""

    def __init__(self, stream: BinaryIO, left: int | None) -> None:
        self._stream = stream
        self._left = left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        size = len(view) if self._left is None else min(len(view), self._left)
        data = self._stream.read(size)
        if self._left is not None:
            self._left -= len(data)
        view[: len(data)] = data
        return len(data)


def single(
    items: Iterable[Found | Skipped], settings: ReadSettings
) -> Iterator[Found | Skipped]:
    """The same items, each file of many accounts as parts of one account each."""
    for item in items:
        if isinstance(item, Skipped):
            yield item
        else:
            yield from cuts(item, records=1, size=PIECE, settings=settings)
