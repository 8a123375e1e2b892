"""
What a reader takes and gives.

A reader takes one `Input` and yields an `Account` for each account in it and a
`Skipped` for each that is broken; where nothing in the input can be read it raises
`SourceError`. It opens no file and knows no sidecar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from msgspec import Struct

from facta.errors import SourceError
from facta.read.settings import ReadSettings
from facta.records import Date, PublishedBasis, Skipped


class Input(Struct, frozen=True, kw_only=True):
    """
    One stream of bytes to read.

    `suffix` is the lower-case ending of its name (".html") or empty; `size` its length
    in bytes where known before reading; `charset` what a server said of its encoding;
    `url` where it came from. Of a part of a file, `first` is the number of its first
    line or row, and `most` how many rows it has; None where they end with the stream.
    """

    source: str
    suffix: str
    stream: BinaryIO
    size: int | None = None
    charset: str | None = None
    url: str | None = None
    first: int = 1
    most: int | None = None


class Account(Struct, frozen=True, kw_only=True):
    """
    One account before it has an id.

    `part` says that it is one of many in its file, so that what a sidecar says of the
    file only fills gaps. Each of `notes` is one line on something given with the
    account that could not be used.
    """

    source: str
    text: str
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: Date | None = None
    published_basis: PublishedBasis = "unresolved"
    url: str | None = None
    part: bool = False
    notes: tuple[str, ...] = ()


Reader = Callable[[Input, ReadSettings], Iterator[Account | Skipped]]


def basis_of(published: Date | None, basis: PublishedBasis) -> PublishedBasis:
    """`basis` where there is a day, else `unresolved`."""
    if published is None:
        return "unresolved"
    return basis


def too_large(source: str, settings: ReadSettings) -> SourceError:
    """The error for an account beyond the limit."""
    limit = f"{settings.max_bytes / 1e6:,.10g} MB"
    return SourceError(
        source, f"larger than {limit}", "split it or raise the limit with --max-bytes"
    )


def whole(given: Input, settings: ReadSettings) -> bytes:
    """
    All bytes of an input.

    Raises:
        SourceError: more than `max_bytes`; a known size is refused before anything is
        read.
    """
    if given.size is not None and given.size > settings.max_bytes:
        raise too_large(given.source, settings)
    data = given.stream.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise too_large(given.source, settings)
    return data
