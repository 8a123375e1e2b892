"""
Days and numbers that an account may name and nothing can hold: beyond the calendar,
beyond a machine's numbers.

Each helper gives None for those, so that one value stays unresolved instead of costing
its account.
"""

from __future__ import annotations

import datetime
import math

# of a whole number that anything here counts with; Python refuses to read more than
# 4,300
MOST_DIGITS = 18


def moved(day: datetime.date, days: float) -> datetime.date | None:
    """
    The day so many days after another; None before year 1 and after year 9999.

    >>> moved(datetime.date(2025, 5, 25), 7), moved(datetime.date(9999, 12, 31), 1)
    (datetime.date(2025, 6, 1), None)
    """
    try:
        return day + datetime.timedelta(days=days)
    except (OverflowError, ValueError):
        return None


def in_year(day: datetime.date, year: int) -> datetime.date | None:
    """
    The same day of another year, the 29th of February becoming the 28th; None outside
    of the years 1 to 9999.
    """
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return None
    return (
        day.replace(year=year, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=year)
    )


def whole(digits: str) -> int | None:
    """
    The whole number that digits write; None where something else stands between them,
    or they are too many.

    >>> whole("2025"), whole("20.25"), whole("7" * 5000)
    (2025, None, None)
    """
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None


def number(digits: str) -> float | None:
    """
    The number that digits write, with a point at most; None where it is too large.

    >>> number("20.25"), number("7" * 5000)
    (20.25, None)
    """
    found = float(digits)
    return found if math.isfinite(found) else None
