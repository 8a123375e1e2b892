"""Streams under streams: bytes that were looked at put back, and gzip undone within bounds."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from facta.errors import SourceError
from facta.read.account import Input, too_large
from facta.read.settings import ReadSettings

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_TIMES = 100  # text packs to a third or a tenth; only bombs pack to a hundredth


class _Rejoined(io.RawIOBase):
    """The bytes of `head`, then those of `rest`."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(data) :]
        view[: len(data)] = data
        return len(data)


class _Inflated(io.RawIOBase):
    """What a gzip stream holds; more than `limit` bytes raise `error`."""

    def __init__(self, packed: BinaryIO, source: str, limit: int, error: SourceError) -> None:
        self._stream = gzip.GzipFile(fileobj=packed, mode="rb")
        self._source = source
        self._left = limit
        self._error = error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._stream.read(len(view))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise SourceError(self._source, "damaged or truncated gzip data", "fetch it again") from error
        self._left -= len(data)
        if self._left < 0:
            raise self._error
        view[: len(data)] = data
        return len(data)


def peeked(stream: BinaryIO, length: int) -> tuple[bytes, BinaryIO]:
    """The first `length` bytes of a stream, and a stream that still begins with them."""
    head = stream.read(length)
    return head, io.BufferedReader(_Rejoined(head, stream))


def inflated(given: Input, settings: ReadSettings) -> Input:
    """
    The input with gzip undone and `.gz` taken off its name.

    Its stream raises `SourceError` where the data are damaged or grow beyond both `max_bytes` and a hundred times their
    packed size.
    """
    limit = max(settings.max_bytes, _TIMES * (given.size or 0))
    cut = too_large(given.source, settings)
    error = SourceError(given.source, f"a compressed file whose content is {cut.reason}", cut.advice)
    stream = io.BufferedReader(_Inflated(given.stream, given.source, limit, error))
    return Input(given.source, given.suffix, stream, None, given.charset, given.url)
