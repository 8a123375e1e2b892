"""
Days and numbers that an account may name and no calendar or machine can hold.

Each helper gives None for those, so that one value stays unresolved instead of costing
its account.
"""

from __future__ import annotations

import datetime
import math

# Of a whole number that anything here counts with: what a 64-bit number holds. Python
# refuses to read more than 4,300.
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
    The same day of another year; None outside of the years 1 to 9999.

    The 29th of February becomes the 28th.
    """
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return None
    if (day.month, day.day) == (2, 29):
        return day.replace(year=year, day=28)
    return day.replace(year=year)


def whole(digits: str) -> int | None:
    """
    The whole number that digits write; None for other characters and too many digits.

    >>> whole("2025"), whole("20.25"), whole("7" * 5000)
    (2025, None, None)
    """
    if not digits.isdecimal() or len(digits) > MOST_DIGITS:
        return None
    return int(digits)


def number(digits: str) -> float | None:
    """
    The number that digits write, with a point at most; None where it is too large.

    >>> number("20.25"), number("7" * 5000)
    (20.25, None)
    """
    found = float(digits)
    if not math.isfinite(found):
        return None
    return found
