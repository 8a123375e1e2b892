"""A part of a file that holds many accounts."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

# Lines as they lie, or in a file that is packed as a whole; records of a web archive;
# rows of a Parquet table.
Form = Literal["lines", "packed lines", "archive", "rows"]


class Cut(Struct, frozen=True, kw_only=True):
    """
    What lies at `[start, end)`: bytes of the file, of packed lines those unpacked, of a
    table rows. Without an `end` all that follows.

    `first` is the number of its first line or row, from 1.
    """

    form: Form
    start: int
    end: int | None
    first: int = 1
