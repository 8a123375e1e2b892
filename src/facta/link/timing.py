"""
When the days that two accounts tell are one, how far they are apart, and when they
exclude each other. Pure.

The day of publication is no told day: what happened lies before it.
"""

from __future__ import annotations

from facta.link.days import solid
from facta.link.tellings import Telling

# days by which a day that the narrative gives may miss
GUESSED = 14
# days between two told days, or two publications: up to so many, this is said of them
VERY, BEYOND = "very far", "months apart"
APART = ((1, "next"), (3, "near"), (14, "far"))
ISSUES = (*APART, (45, VERY))  # the same of publications
LAG = ((3, "shortly before"), (14, "before"), (60, "long before"))
# Next days are of one night or another clock; others are errors, where so much of what
# two accounts say is shared. Judged.
NEXT_DAY, MISDATED = 1, 0.6


def told(one: Telling, other: Telling) -> bool:
    """Whether both accounts date the act themselves."""
    return all(
        telling.days is not None and solid(telling.event.date_basis)
        for telling in (one, other)
    )


def same_day(one: Telling, other: Telling) -> bool:
    """Whether both tell one and the same day."""
    precise = one.event.date_precision == other.event.date_precision == "day"
    return told(one, other) and precise and one.days == other.days


def excluded(one: Telling, other: Telling) -> bool:
    """
    Whether the told days cannot both be right: not next days, which time zones and one
    night explain, and no guess that may miss.
    """
    if not told(one, other):
        return False
    assert one.days is not None
    assert other.days is not None
    if "narrative" in (one.event.date_basis, other.event.date_basis):
        return one.days.apart(other.days) > GUESSED
    precise = one.event.date_precision == other.event.date_precision == "day"
    return one.days.apart(other.days) > (1 if precise else 0)


def one_day(one: Telling, other: Telling) -> bool:
    """Whether both tell one day, and not only as the one on which they came out."""
    published = as_published(one) and as_published(other)
    return same_day(one, other) and not published


def as_published(telling: Telling) -> bool:
    """Whether its day is guessed to be the one on which its account came out."""
    return (
        telling.event.date_basis == "narrative"
        and telling.event.date == telling.order[0]
    )


def other_day(one: Telling, other: Telling) -> bool:
    """Whether two days are told, not only those on which their accounts came out."""
    if one.days is None or other.days is None:
        return False
    guessed = as_published(one) and as_published(other)
    return told(one, other) and not guessed and one.days.exclude(other.days)


def step(days: int, steps: tuple[tuple[int, str], ...], last: str = VERY) -> str:
    """What is said of so many days between; `last` of more than the steps have."""
    return next((name for most, name in steps if days <= most), last)
