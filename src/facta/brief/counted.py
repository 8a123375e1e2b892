"""
The figures that matter, each once: a number that several accounts give is one line.

Takes the figures of a brief's accounts; gives lines with what is counted, where a change
leads, and who says so. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facta.brief import words
from facta.brief.material import Material
from facta.brief.passages import Account
from facta.brief.records import FigureLine
from facta.records import Figure

WORD = re.compile(r"\w{4,}")
# counts of a few, without a unit, are how prose writes ("two leaders"); judged
SMALL = 3
# a turn of mind, not of a thing ("180 degrees")
TURN = (180.0, "degree")
Counted = tuple[Account, Figure]


def figures(material: Material) -> Iterator[FigureLine]:
    """Those that most accounts give first, then in the order of the accounts."""
    groups: list[list[Counted]] = []
    for account in material.accounts:
        for item in account.shown.figures:
            if idle(item):
                continue
            home = next((one for one in groups if same(one[0][1], item)), None)
            if home is None:
                groups.append([(account, item)])
            else:
                home.append((account, item))
    groups.sort(key=lambda told: -len({account.number for account, _ in told}))
    for told in groups:
        yield _line(told)


def idle(item: Figure) -> bool:
    """Whether a number is but a manner of speaking: two leaders, 180 degrees."""
    bare = item.unit is None and item.direction is None and item.low is None
    whole = item.value == int(item.value) if abs(item.value) < 1e15 else False
    few = bare and item.high is None and whole and 0 <= item.value <= SMALL
    return few or (item.value, item.unit) == TURN


def same(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one thing and say the same."""
    alike = (one.value, one.low, one.high, one.unit, one.direction) == (
        other.value,
        other.low,
        other.high,
        other.unit,
        other.direction,
    )
    first, second = _words(one.of), _words(other.of)
    return alike and (first == second or bool(first & second))


def _words(text: str | None) -> frozenset[str]:
    return frozenset(word.casefold()[:6] for word in WORD.findall(text or ""))


def _line(told: Sequence[Counted]) -> FigureLine:
    tellers = dict.fromkeys(item.attributed_to for _, item in told)
    counted = [item.of for _, item in told if item.of]
    # one passage an account
    passages = {
        account.number: account.passage(item.span) for account, item in reversed(told)
    }
    return FigureLine(
        passages=tuple(passages[number] for number in sorted(passages)),
        value=words.amount(told[0][1]),
        of=max(counted, key=len, default=None),
        said_by=", ".join(filter(None, tellers)) or None,
    )
