"""What a caller may set for reading."""

from __future__ import annotations

from typing import BinaryIO

from msgspec import Struct

from facta.records import Date


class ReadSettings(Struct, frozen=True):
    """
    Settings of one run of reading.

    `published` is taken for accounts that carry no date. `max_bytes` bounds one account: a file, or one line or record
    of a file that holds many. `stdin` is the binary stream that `-` stands for. `fetch_seconds` bounds one fetch,
    redirects and all.
    """

    published: Date | None = None
    max_bytes: int = 50_000_000
    stdin: BinaryIO | None = None
    fetch_seconds: float = 30.0
