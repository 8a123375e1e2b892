"""
Checksums of rows, so that a bit that flipped on a disk is seen before anybody reads it as a fact. Pure.

A checksum covers the values as SQLite gives them back: all numbers are one kind, and what is not a number is nothing.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable

Value = str | int | float | bytes | None
Row = tuple[Value, ...]


def row_sum(values: Iterable[Value]) -> int:
    """
    The checksum of a row.

    >>> row_sum(["a", 1]) == row_sum(["a", 1.0])
    True
    >>> row_sum(["ab", None]) == row_sum(["a", "b"])
    False
    """
    total = 0
    for value in values:
        total = zlib.crc32(_marked(value), total)
    return total


def _marked(value: Value) -> bytes:
    """A value as bytes that no value of another kind or length shares."""
    if isinstance(value, str):
        value = value.encode("utf-8", "surrogatepass")
        return b"T%d:" % len(value) + value
    if isinstance(value, bytes):
        return b"B%d:" % len(value) + value
    if value is None or math.isnan(value):
        return b"N:"
    return b"R%r:" % float(value)
