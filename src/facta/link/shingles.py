"""
Runs of five words outside direct quotations, by which accounts repeat one another. Pure.

Two accounts that quote one speech share a source, not a copy; so quoted words are left
out. Accounts that may share a passage are found by some of its runs, and held against
each other by all.

Sources: Broder (1997), On the resemblance and containment of documents (containment,
computed exactly); Schleimer, Wilkerson and Aiken (2003), Winnowing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.records import Span

WORD = re.compile(r"\w+")
LENGTH = 5  # words in a shingle
# of so many runs in a row, one at least is among those by which accounts are looked for
WINDOW = 4


class Shingle(Struct, frozen=True):
    """Five words in a row, as a number, and where they stand."""

    start: int
    end: int
    mark: int


def shingles(text: str, quoted: Iterable[Span] = ()) -> Iterator[Shingle]:
    """
    Runs of five words that do not touch a quoted span.

    >>> [text[s.start : s.end] for text in ["One two three four five six"] for s in shingles(text)]
    ['One two three four five', 'two three four five six']
    """
    for start, end in _gaps(len(text), quoted):
        words = [
            (found.start(), found.end(), found[0].casefold())
            for found in WORD.finditer(text, start, end)
        ]
        for at in range(len(words) - LENGTH + 1):
            run = words[at : at + LENGTH]
            yield Shingle(run[0][0], run[-1][1], _mark(word for _, _, word in run))


def sampled(marks: Sequence[int]) -> frozenset[int]:
    """
    The marks by which an account is looked for: the least of every few in a row.

    >>> sorted(sampled([5, 3, 9, 7, 8, 1]))
    [1, 3]
    """
    last = max(len(marks) - WINDOW, 0)
    windows = (marks[at : at + WINDOW] for at in range(last + 1))
    return frozenset(min(window) for window in windows if window)


def _gaps(length: int, quoted: Iterable[Span]) -> Iterator[tuple[int, int]]:
    at = 0
    for span in sorted(quoted):
        if span.start > at:
            yield at, span.start
        at = max(at, span.end)
    if at < length:
        yield at, length


def _mark(words: Iterable[str]) -> int:
    joined = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big")
