"""
Days that are printed for events, against the days that a careful reader would print.

A day is printed as a fact where its basis is stated or narrative. It is right where the
gold has a day that is the same at the printed precision, or several days of which it is
one. Else it is false: guessed where the gold has a bound or nothing, off where it has
another day. A day of gold is missed where only the publication day or nothing is
printed. A season is right with its year.
"""

from __future__ import annotations

from typing import Literal

from facta.evaluate.corpus import Day
from facta.records import Event

Verdict = Literal["right", "off", "guessed", "missed", "left"]
# Characters of an ISO day that a precision prints.
SHOWN = {"day": 10, "month": 7, "season": 4, "year": 4}
FACTS = frozenset({"stated", "narrative"})


def printed(event: Event) -> bool:
    """Whether the day of an event is printed as a fact."""
    return event.date_basis in FACTS


def shown(event: Event) -> str:
    """The day of an event at its precision."""
    return str(event.date)[: SHOWN[event.date_precision or "day"]]


def day_of(day: Day) -> str | None:
    """The day of gold; None where it has a bound alone, or nothing."""
    if day.bound == "on" and day.basis in FACTS:
        return day.value
    return None


def verdict(day: str | None, event: Event) -> Verdict:
    """
    What a printed day is worth; `left` where rightly none is printed.

    Args:
        day: the day of gold as fine as a reader may defend it, two parted by `/` for
            all from the first to the last; None where it has none.
        event: what was found.
    """
    if not day:
        return "guessed" if printed(event) else "left"
    if not printed(event):
        return "missed"
    return "right" if holds(day, shown(event)) else "off"


def holds(day: str, shown: str) -> bool:
    """
    Whether a printed day is the day of gold, or one of its days, as far as it is
    printed.

    >>> holds("2005-08-11", "2005-08"), holds("2005-08", "2005-08-11")
    (True, False)
    >>> holds("2005-08-11/2005-08-13", "2005-08-12")
    True
    """
    first, _, last = day.partition("/")
    begin, end = first[: len(shown)], (last or first)[: len(shown)]
    # what the gold leaves open nobody may print
    if min(len(begin), len(end)) < len(shown):
        return False
    return begin <= shown <= end
