"""
Checksums of rows, so that a bit that flipped on a disk is seen before anybody reads it
as a fact. Pure.

A checksum covers the values as SQLite gives them back: all numbers are one kind, a zero
has no sign, and what is not a number is nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import msgspec

Value = str | int | float | bytes | None
Row = dict[str, Value]
# what SQLite gives back as it was stored
_PLAIN = frozenset({str, bytes, type(None)})


def row_sum(values: Iterable[Value]) -> int:
    """
    The checksum of a row.

    >>> row_sum(["a", 1]) == row_sum(["a", 1.0])
    True
    >>> row_sum([0.0]) == row_sum([-0.0])
    True
    >>> row_sum(["ab", None]) == row_sum(["a", "b"])
    False
    """
    plain = [value if value.__class__ in _PLAIN else _number(value) for value in values]
    return zlib.crc32(msgspec.msgpack.encode(plain))


def _number(value: Value) -> float | None:
    """
    A number of the one kind; SQLite keeps no sign of a zero, and what is not a number
    as nothing.
    """
    return float(value) + 0.0 if value == value else None  # type: ignore[arg-type]
