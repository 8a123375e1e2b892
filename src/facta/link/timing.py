"""
When the days that two accounts tell are one, and when they exclude each other. Pure.

The day of publication is no told day: what happened lies before it.
"""

from __future__ import annotations

from facta.link.days import solid
from facta.link.tellings import Telling

# days by which a day that the narrative gives may miss
GUESSED = 14


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
