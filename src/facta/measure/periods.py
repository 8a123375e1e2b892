"""
Days, weeks, months and quarters: the period that a day lies in, and all periods from
one to another. Pure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

from facta.records import Date

Period = Literal["day", "week", "month", "quarter"]
# from the first day of a period always into the next one, never beyond it
INTO_NEXT: dict[Period, datetime.timedelta] = {
    "day": datetime.timedelta(days=1),
    "week": datetime.timedelta(days=7),
    "month": datetime.timedelta(days=31),
    "quarter": datetime.timedelta(days=92),
}


def begin(day: Date, period: Period) -> Date:
    """
    The first day of the period that a day lies in; weeks begin on Monday, quarters in
    January, April, July and October.

    >>> str(begin(Date(2025, 5, 25), "week")), str(begin(Date(2025, 5, 25), "month"))
    ('2025-05-19', '2025-05-01')
    >>> str(begin(Date(2025, 5, 25), "quarter"))
    '2025-04-01'
    """
    if period == "month":
        return day.replace(day=1)
    if period == "quarter":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    if period == "week":
        return day - datetime.timedelta(days=day.weekday())
    return day


def periods(first: Date, last: Date, period: Period) -> Iterator[Date]:
    """
    The first days of all periods from one to another, both included.

    >>> [str(day) for day in periods(Date(2024, 12, 1), Date(2025, 1, 1), "month")]
    ['2024-12-01', '2025-01-01']
    """
    day = first
    yield day
    while day < last:  # a step past the last one could leave the calendar
        day = begin(day + INTO_NEXT[period], period)
        yield day
