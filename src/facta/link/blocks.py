"""
Blocks: what two things share that makes them worth comparing. Pure.

What is compared (accounts, tellings, figures ...) stands in the block of each of its keys,
in order of time; it is compared with those behind it there, as many as the kind of block
says, and no further apart than it says. A crowd costs its size, not its square. Which
pairs there are depends on what stands in the blocks, not on the order in which it came;
and what comes new changes the pairs of its neighbours alone.

Source: Hernández and Stolfo (1995), The merge/purge problem for large databases (sorted
neighbourhoods, by several keys).
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

Thing = TypeVar("Thing")
# A day as a number, 0 where none is known, and what tells things of one day apart.
Place = tuple[int, int]


class Block(Struct, frozen=True):
    """
    How many behind it a thing is compared with, and days up to which it is; where
    `unlike`, only with those of another sort.
    """

    nearest: int
    reach: float = math.inf
    unlike: bool = False


# Judged, but for what is told beside it. The number of a kind stands in keys: a new one
# comes last.
BLOCKS = {
    "sides": Block(12, 120),
    "word": Block(8, 120),
    "type": Block(4, 120),
    "place": Block(8, 120),
    "rare": Block(8, 120),
    "story": Block(6, 120),
    "length": Block(8, 14),
    "month": Block(20, 31),
    "passage": Block(64, unlike=True),
    "said": Block(20, 120, unlike=True),
    "side": Block(64),
    "rate": Block(20, 60),
    "office": Block(8, 183),
    "rebuttal": Block(8),
    "vow": Block(8),
    "deed": Block(4, unlike=True),
    "shingle": Block(16),
    "publisher": Block(64, 14),
}
_KINDS = list(BLOCKS)
_BITS = 5  # of a key, that tell its kind
_BYTES = 7  # of a mark
_MARKED = (1 << 8 * _BYTES) - 1


def key(kind: str, *parts: str) -> int:
    """A key as a number, which fits the integers of a database."""
    return keyed(kind, mark("\x1f".join(parts)))


def keyed(kind: str, number: int) -> int:
    """The same of what is a number already, of which 56 bits count."""
    return (number & _MARKED) << _BITS | _KINDS.index(kind)


def block(key: int) -> Block:
    """The kind of block that a key is of."""
    return BLOCKS[_KINDS[key & (1 << _BITS) - 1]]


def kind(key: int) -> str:
    """The name of that kind."""
    return _KINDS[key & (1 << _BITS) - 1]


def mark(text: str) -> int:
    """What tells things of one day apart, whatever the order in which they came."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_BYTES)
    return int.from_bytes(digest.digest(), "big")


def behind(
    row: Sequence[tuple[Place, Thing]], at: int, block: Block
) -> Iterator[Thing]:
    """Those that the thing at a place of a block, which is in order, is compared with."""
    (day, _), _ = row[at]
    for (later, _), other in row[at + 1 : at + 1 + block.nearest]:
        # what has no day may be of any
        if day and later - day > block.reach:
            break
        yield other


def neighbours(
    rows: Iterable[tuple[int, Sequence[tuple[Place, Thing]]]],
) -> Iterator[tuple[Thing, Thing, int]]:
    """
    The pairs of some blocks, each a key with all that stands there in order: the earlier
    one, the later one, and the key.
    """
    for name, row in rows:
        kind = block(name)
        for at, (_, one) in enumerate(row):
            for other in behind(row, at, kind):
                yield one, other, name
