"""
Which of the found goes with which of the gold: ranges of one text in, pairs of indices
out.

A range is `[start, end)` in characters; what stands in pieces has several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol


class Range(Protocol):
    """Characters `[start, end)` of a text."""

    @property
    def start(self) -> int:
        """Where they begin."""

    @property
    def end(self) -> int:
        """Where they end."""


class Marked(Range, Protocol):
    """Such characters and what they read."""

    @property
    def text(self) -> str:
        """What they read."""


Ranges = Sequence[Range]
WORD = re.compile(r"\w+")
# an apostrophe and what it joins to a name: Iran's, the allies'
POSSESSIVE = re.compile(r"['’]s?$")


def one_to_one(fits: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """
    Each of the gold with at most one of the found: the best fit first, then text order.

    Args:
        fits: how well they fit, index in the gold, index in the found.

    >>> one_to_one([(1, 0, 0), (3, 0, 1), (2, 1, 1)])
    [(0, 1)]
    """
    taken: dict[int, int] = {}
    found: set[int] = set()
    for _, gold, other in sorted((-fit, gold, other) for fit, gold, other in fits):
        if gold not in taken and other not in found:
            taken[gold] = other
            found.add(other)
    return sorted(taken.items())


def overlapping(
    gold: Sequence[Ranges], found: Sequence[Ranges]
) -> list[tuple[int, int]]:
    """Pairs of gold and found, one to one, by the characters that they share."""
    return one_to_one(
        (shared, g, f)
        for g, wanted in enumerate(gold)
        for f, given in enumerate(found)
        if (shared := common(wanted, given))
    )


def common(first: Ranges, second: Ranges) -> int:
    """
    How many characters two parts share.

    >>> from facta.records import Span
    >>> common([Span(0, 4, "will")], [Span(2, 6, "ll d"), Span(8, 9, "x")])
    2
    """
    return sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in first
        for other in second
    )


def words(parts: Iterable[Marked]) -> set[int]:
    """Where the words stand that are inside some part."""
    return {
        part.start + word.start() for part in parts for word in WORD.finditer(part.text)
    }


def alike(wanted: Marked, given: Marked) -> float:
    """
    How well two mentions fit: above 1 where they end in the same word, 0 where they are
    no mention of the same.

    They are one too where they share at least half of the shorter. The share of both
    that is common decides between several.

    >>> from facta.records import Span
    >>> alike(Span(4, 17, "the president"), Span(8, 17, "president")) > 1
    True
    >>> alike(Span(0, 4, "Iran"), Span(0, 16, "Iran's president"))
    0.25
    """
    shared = common([wanted], [given])
    lengths = len(wanted.text), len(given.text)
    if 2 * shared < min(lengths):
        return 0.0
    same_end = last_word(wanted) == last_word(given)
    return float(same_end) + shared / (sum(lengths) - shared)


def last_word(span: Marked) -> int:
    """
    Where the last word of a mention stands; a possessive ending is none.

    >>> from facta.records import Span
    >>> last_word(Span(0, 12, "North Iran’s")), last_word(Span(4, 10, "Iran's"))
    (6, 4)
    """
    last = span.start
    for word in WORD.finditer(POSSESSIVE.sub("", span.text)):
        last = span.start + word.start()
    return last
