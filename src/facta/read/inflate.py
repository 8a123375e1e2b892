"""Streams under streams: bytes looked at put back, and gzip undone within bounds."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol

from msgspec.structs import replace

from facta.errors import SourceError
from facta.read.account import Input, too_large
from facta.read.settings import ReadSettings

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Text packs to a third or a tenth; only bombs pack to a hundredth. Judged, not fitted.
TIMES = 100


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Rejoined(io.RawIOBase):
    """The bytes of `head`, then those of `rest`."""

    def __init__(self, head: bytes, rest: _Readable) -> None:
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


class _Inflated:
    """
    What a gzip stream holds, in short reads, so that all before a damaged place is
    given before the error is raised.

    More than `limit` bytes are an error too; after an error each read raises it again.
    """

    def __init__(
        self,
        packed: BinaryIO,
        limit: int,
        *,
        damaged: SourceError,
        too_much: SourceError,
    ) -> None:
        self._stream = gzip.GzipFile(fileobj=packed, mode="rb")
        self._left = limit
        self._damaged = damaged
        self._too_much = too_much
        self._failed: SourceError | None = None

    def read(self, size: int, /) -> bytes:
        if self._failed:
            raise self._failed
        try:
            data = self._stream.read1(size)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            self._failed = self._damaged
            raise self._failed from error
        self._left -= len(data)
        if self._left < 0:
            self._failed = self._too_much
            raise self._failed
        return data


def peeked(stream: _Readable, length: int) -> tuple[bytes, io.BufferedReader]:
    """
    The first `length` bytes of a stream, or all before a damaged place, and a stream
    that still begins with them.
    """
    head = b""
    try:
        while len(head) < length and (part := stream.read(length - len(head))):
            head += part
    except SourceError:
        if not head:
            raise
    return head, io.BufferedReader(_Rejoined(head, stream))


def inflated(given: Input, settings: ReadSettings, length: int) -> tuple[bytes, Input]:
    """
    The first `length` bytes that a gzip input holds, and the input with gzip undone.

    Its stream raises `SourceError` where the data are damaged or grow beyond both
    `max_bytes` and a hundred times their packed size.
    """
    limit = max(settings.max_bytes, TIMES * (given.size or 0))
    cut = too_large(given.source, settings)
    reason = f"a compressed file whose content is {cut.reason}"
    too_much = SourceError(given.source, reason, cut.advice)
    reason = "damaged or truncated gzip data"
    damaged = SourceError(given.source, reason, "fetch it again")
    content = _Inflated(given.stream, limit, damaged=damaged, too_much=too_much)
    head, stream = peeked(content, length)
    return head, replace(given, stream=stream, size=None)
