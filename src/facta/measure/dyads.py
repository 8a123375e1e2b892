"""
Who acts towards whom: the directed dyads of happenings, and which happenings count at
all. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from facta.records import Happening

Dyad = tuple[str, str]


def is_real(happening: Happening) -> bool:
    """Whether it is told as done in its time, not as background, plan or denial."""
    # each of PLOVER's auxiliary modes says that it is not of this time or not so
    return not happening.auxiliary


def is_background(happening: Happening) -> bool:
    """
    Whether it is told as done on a stated day of its own, as background: by an account
    of another year, or behind what the account is about.
    """
    return happening.auxiliary == ("historical",) and happening.date_basis == "stated"


def directed(happening: Happening) -> tuple[Dyad, ...]:
    """
    Each actor towards each recipient; where all parties act alike and none receives,
    each towards each other.
    """
    receiving = happening.recipient or happening.actor
    return tuple(
        dict.fromkeys(
            (one, other)
            for one in happening.actor
            for other in receiving
            if one != other
        )
    )


def main_dyads(happenings: Iterable[Happening], limit: int) -> tuple[Dyad, ...]:
    """The directed dyads with most real happenings, most first, then by name."""
    real = filter(is_real, happenings)
    counts = Counter(dyad for happening in real for dyad in directed(happening))
    return tuple(sorted(counts, key=lambda dyad: (-counts[dyad], dyad))[:limit])
