"""What a caller may set for reading."""

from __future__ import annotations

from typing import BinaryIO

from msgspec import Struct

from facta.records import Date


class ReadSettings(Struct, frozen=True, kw_only=True):
    """
    Settings of one run of reading.

    `published` is taken for accounts that carry no date. `max_bytes` bounds one
    account: a file, or one line or record of a file that holds many. `max_seconds`
    bounds the work on one account of a file, for every million bytes begun; None sets
    no limit, and none holds for `stdin`, the binary stream that `-` stands for, whose
    writer may take his time. `fetch_seconds` bounds one fetch, redirects and all.
    """

    published: Date | None = None
    max_bytes: int = 50_000_000
    max_seconds: float | None = 60.0
    stdin: BinaryIO | None = None
    fetch_seconds: float = 30.0
