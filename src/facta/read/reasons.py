"""
What was not read, counted by the reason: a folder of thousands of pictures is one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from facta.records import Skipped

# Reasons told apart; the rarest beyond them count together. Judged, not fitted.
MOST = 20
OTHER = "for other reasons"
# What differs between two inputs that are passed over for one reason: names, numbers
# of lines, words of a parser.
_OWN = re.compile(
    r"(?<=same content as )[^;]+|(?<=is that of )[^;]+|(?<=\bline )\d+"
    r"""|'[^']*'|"[^"]*"|\([^)]*\)"""
)


def by_reason(skipped: Iterable[Skipped]) -> list[tuple[str, int]]:
    """
    How many inputs were passed over for each reason, the most frequent first.

    What is an input's own stands as `…`.

    >>> one = Skipped("b.txt", "same content as a.txt")
    >>> other = Skipped("c.txt", "same content as d.txt")
    >>> by_reason([one, other])
    [('same content as …', 2)]
    """
    counts = Counter(map(_reason, skipped))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    others = sum(count for _, count in ranked[MOST:])
    if not others:
        return ranked
    return [*ranked[:MOST], (OTHER, others)]


def sampled(
    skipped: Iterable[Skipped], *, each: int
) -> tuple[list[Skipped], list[tuple[str, int]]]:
    """The first `each` inputs of every reason in order, and the rest by reason."""
    seen: Counter[str] = Counter()
    named: list[Skipped] = []
    rest: list[Skipped] = []
    for item in skipped:
        reason = _reason(item)
        seen[reason] += 1
        if seen[reason] <= each and len(named) < MOST * each:
            named.append(item)
        else:
            rest.append(item)
    return named, by_reason(rest)


def _reason(item: Skipped) -> str:
    return _OWN.sub("…", item.reason)
