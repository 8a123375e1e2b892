"""
The figures that matter, each once: a number that several accounts give is one line.

Takes the figures of a brief's accounts; gives lines with what is counted, where a change
leads, and who says so. Pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from facta.brief import words
from facta.brief.clauses import around, quoted
from facta.brief.material import Material
from facta.brief.naming import Names
from facta.brief.passages import Account
from facta.brief.records import FigureLine
from facta.records import Figure

WORD = re.compile(r"\w{4,}")
# counts of a few, without a unit, are how prose writes ("two leaders"); judged
SMALL = 3
# a turn of mind, not of a thing ("180 degrees")
TURN = (180.0, "degree")
# Characters of the clause around a figure of which it is not told what it counts; judged.
MOST = 90
TIMES = ("second", "minute", "hour", "day", "week", "month", "year")
SIZES = ("mile", "kilometer", "kilometre", "meter", "metre", "ton", "tonne", "barrel")
LENGTHS = frozenset((*TIMES, *SIZES))
Counted = tuple[Account, Figure]


def figures(material: Material) -> Iterator[FigureLine]:
    """Those that most accounts give first, then in the order of the accounts."""
    groups: list[list[Counted]] = []
    alike: dict[tuple[object, ...], list[list[Counted]]] = defaultdict(list)
    for account in material.accounts:
        for item in account.shown.figures:
            if idle(item):
                continue
            homes = alike[_said(item)]
            home = next((one for one in homes if same(one[0][1], item)), None)
            if home is None:
                home = []
                homes.append(home)
                groups.append(home)
            home.append((account, item))
    groups.sort(key=lambda told: -len({account.number for account, _ in told}))
    for told in groups:
        yield _line(told, material.names)


def idle(item: Figure) -> bool:
    """Whether a number is but a manner of speaking: two leaders, 180 degrees."""
    bare = item.unit is None and item.direction is None and item.low is None
    whole = item.value == int(item.value) if abs(item.value) < 1e15 else False
    few = bare and item.high is None and whole and 0 <= item.value <= SMALL
    return few or (item.value, item.unit) == TURN


def same(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one thing and say the same."""
    first, second = _words(one.of), _words(other.of)
    # an account that does not say of what says nothing else
    open_to = one.unit is not None and not (first and second)
    return _said(one) == _said(other) and (
        open_to or first == second or bool(first & second)
    )


def _said(item: Figure) -> tuple[object, ...]:
    return (item.value, item.low, item.high, item.unit, item.direction)


def _words(text: str | None) -> frozenset[str]:
    return frozenset(word.casefold()[:6] for word in WORD.findall(text or ""))


def _plural(item: Figure) -> str:
    """
    The amount with its unit as prose has it.

    Reads "2 hours" where a figure is of 2 and of the unit hour.
    """
    told = words.amount(item)
    if item.unit in LENGTHS and item.value != 1:
        return told.replace(str(item.unit), f"{item.unit}s")
    return told


def _around(told: Counted, names: Names) -> str:
    """The clause in which a figure stands."""
    account, item = told
    return around(account, item.span, names).text


def _line(told: Sequence[Counted], names: Names) -> FigureLine:
    tellers = dict.fromkeys(item.attributed_to for _, item in told)
    counted = [item.of for _, item in told if item.of]
    # one passage an account
    passages = {
        account.number: account.passage(item.span) for account, item in reversed(told)
    }
    return FigureLine(
        passages=tuple(passages[number] for number in sorted(passages)),
        value=_plural(told[0][1]),
        of=max(counted, key=len, default=None) or quoted(_around(told[0], names), MOST),
        said_by=", ".join(filter(None, tellers)) or None,
    )
