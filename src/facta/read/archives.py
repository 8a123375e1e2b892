"""
Web archives (WARC): each page that was fetched with success is one account.

Pages are HTML, plain text and PDF in `response`, `resource` and `conversion` records.
Pictures, scripts, redirects and error pages are not accounts and are passed over. An
archive may be of any size; the limit holds for each of its pages.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from typing import Any

from msgspec.structs import replace

from facta.errors import SourceError
from facta.read.account import Account, Input, Reader, too_large
from facta.read.boundary import foreign, needs
from facta.read.own import own
from facta.read.pages import page
from facta.read.pdf import pdf
from facta.read.plain import plain
from facta.read.settings import ReadSettings
from facta.records import Skipped

_KINDS = frozenset({"response", "resource", "conversion"})
_READERS: dict[str, Reader] = {
    "text/html": page,
    "application/xhtml+xml": page,
    "text/plain": plain,
    "application/pdf": pdf,
}
# Bytes of the head of one record; judged, not fitted.
_LONGEST_HEAD = 1_000_000
_BLOCK = 65_536  # bytes that are read at once
_ADVICE = "fetch it again; the pages before this place were read"


def archive(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The accounts in an archive, in its order."""
    needs("warcio.archiveiterator")
    with foreign(given.source, "not a web archive", "fetch it again or leave it out"):
        from warcio.archiveiterator import WARCIterator

        head = _Heads(given)
        records = iter(WARCIterator(head))
    while True:
        with (
            foreign(given.source, "a damaged or truncated archive", _ADVICE),
            head.bounded(),
        ):
            record = next(records, None)
            kind = _page_kind(record)
        if record is None:
            return
        if kind is not None:
            yield from _accounts(record, kind, given.source, settings)
        with foreign(given.source, "a damaged or truncated archive", _ADVICE):
            # warcio would drain it in its next step, where heads are bounded
            while record.raw_stream.read(_BLOCK):
                pass


def places(given: Input) -> Iterator[int]:
    """
    Where the records that are pages begin in an archive, from where its stream stands;
    of one whose records are packed one by one, in what is packed.

    Raises:
        SourceError: it is damaged, or packed as a whole.
    """
    needs("warcio.archiveiterator")
    with foreign(given.source, "not a web archive", "fetch it again or leave it out"):
        from warcio.archiveiterator import WARCIterator

        head = _Heads(given)
        records = WARCIterator(head)
    while True:
        with foreign(given.source, "a damaged or truncated archive", _ADVICE):
            with head.bounded():
                record = next(records, None)
                kind = _page_kind(record)
            if record is None:
                return
            place = int(records.get_record_offset())
        if kind is not None:
            yield place
        with foreign(given.source, "a damaged or truncated archive", _ADVICE):
            while record.raw_stream.read(_BLOCK):
                pass


class _Heads:
    """
    The stream of an archive, which gives no more than `_LONGEST_HEAD` bytes while the
    head of a record is read.
    """

    def __init__(self, given: Input) -> None:
        self._given = given
        # Short reads give the records before a damaged place before it is met.
        whole_reads = given.stream.read
        self._read: Callable[[int], bytes] = getattr(given.stream, "read1", whole_reads)
        self._left: int | None = None

    @contextlib.contextmanager
    def bounded(self) -> Iterator[None]:
        """
        While open, reading on and on is an error: warcio takes time with the square of
        a line's length.
        """
        self._left = _LONGEST_HEAD
        yield
        self._left = None

    def read(self, size: int = -1) -> bytes:
        data = self._read(size)
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                reason = "an archive with an endless head of a record"
                raise SourceError(self._given.source, reason, _ADVICE)
        return data


def _accounts(
    record: Any, kind: str, source: str, settings: ReadSettings
) -> Iterator[Account | Skipped]:
    url = record.rec_headers.get_header("WARC-Target-URI") or None
    where = f"{source}#{url or record.rec_headers.get_header('WARC-Record-ID')}"
    try:
        with foreign(source, "a damaged or truncated archive", _ADVICE):
            data = _payload(record, where, settings)
        if own(data[:_BLOCK]):
            return
        found = Input(
            source=where,
            suffix="",
            stream=io.BytesIO(data),
            size=len(data),
            charset=_charset(record),
            url=url,
        )
        for account in _READERS[kind](found, settings):
            if isinstance(account, Account):
                yield replace(account, part=True)
            else:
                yield account
    except SourceError as error:
        if error.source != where:
            raise
        yield Skipped(where, f"{error.reason}; {error.advice}")


def _page_kind(record: Any) -> str | None:
    """The media type of a record that is a page; none for all others and at the end."""
    if record is None or record.rec_type not in _KINDS:
        return None
    if record.http_headers and record.http_headers.get_statuscode() != "200":
        return None
    kind = _content_type(record).partition(";")[0].strip().lower()
    if kind in _READERS:
        return kind
    return None


def _charset(record: Any) -> str | None:
    _, _, charset = _content_type(record).lower().partition("charset=")
    return charset.partition(";")[0].strip(" \"'") or None


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _payload(record: Any, where: str, settings: ReadSettings) -> bytes:
    """The content of a record, chunks and compression undone, up to the limit."""
    stream, parts, length = record.content_stream(), [], 0
    while part := stream.read(_BLOCK):
        length += len(part)
        if length > settings.max_bytes:
            raise too_large(where, settings)
        parts.append(part)
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise SourceError(where, "a truncated record", "fetch the page again")
    return b"".join(parts)
