"""
What was not read, counted by the reason: a folder of thousands of pictures is one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from facta.records import Skipped

MOST = 20  # reasons told apart; the rarest beyond them count together
OTHER = "for other reasons"
# what differs between two inputs that are passed over for one reason: names, numbers of
# lines, words of a parser
_OWN = re.compile(
    r"(?<=same content as )[^;]+|(?<=is that of )[^;]+|(?<=\bline )\d+"
    r"""|'[^']*'|"[^"]*"|\([^)]*\)"""
)


def by_reason(skipped: Iterable[Skipped]) -> list[tuple[str, int]]:
    """
    How many inputs were passed over for each reason, the most frequent first; what is
    an input's own stands as `…`.

    >>> copies = (("b.txt", "same content as a.txt"), ("c.txt", "same content as d.txt"))
    >>> by_reason([Skipped(*copy) for copy in copies])
    [('same content as …', 2)]
    """
    counts = Counter(map(_reason, skipped))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    others = sum(count for _, count in ranked[MOST:])
    return ranked[:MOST] + ([(OTHER, others)] if others else [])


def sampled(
    skipped: Iterable[Skipped], *, each: int
) -> tuple[list[Skipped], list[tuple[str, int]]]:
    """
    The first `each` inputs of every reason, in the order given, and the rest counted by
    reason.
    """
    seen: Counter[str] = Counter()
    named: list[Skipped] = []
    rest: list[Skipped] = []
    for item in skipped:
        reason = _reason(item)
        seen[reason] += 1
        (named if seen[reason] <= each and len(named) < MOST * each else rest).append(
            item
        )
    return named, by_reason(rest)


def _reason(item: Skipped) -> str:
    return _OWN.sub("…", item.reason)
