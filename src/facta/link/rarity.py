"""
How rare a word is in accounts of politics and conflict, so that sharing *Izmail* says
more than sharing *say*. Pure.

The table was counted once (`tools.rarity`) and is the same for every ledger: what two
tellings have in common must not depend on which others there are.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from facta.tables import read, shipped

OWN, FILE = "facta.link", "rarity.toml"
CACHED = 1 << 16  # passages whose weight is kept
SHORTEST = 3  # letters of a word in the table


@functools.cache
def _steps() -> Mapping[str, float]:
    """Half the base-2 logarithm of accounts per account that holds a word."""
    found = read(shipped(OWN, FILE), dict[str, str])
    return {
        word: int(step) / 2 for step, words in found.items() for word in words.split()
    }


@functools.cache
def rarest() -> float:
    """What a word weighs that the table does not list."""
    return max(_steps().values()) + 1


def weight(word: str) -> float:
    """
    How much it says that two tellings share a word, in bits: nothing for numbers and
    words of one or two letters, which the table leaves out.

    >>> 0.0 == weight("go") < weight("say") < weight("missile") < weight("izmail")
    True
    """
    if len(word) < SHORTEST or not word[0].isalpha():
        return 0.0
    return _steps().get(word, rarest())


def total(words: Iterable[str]) -> float:
    """What some words weigh together."""
    return sum(map(weight, words))


@functools.lru_cache(maxsize=CACHED)
def whole(words: frozenset[str]) -> float:
    """The same of a passage, which is asked for as often as it is compared."""
    return total(words)
