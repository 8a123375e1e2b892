"""
Weeks and months: the period that a day lies in, and all periods from one to another.
Pure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

from facta.records import Date

Period = Literal["week", "month"]
WEEK = datetime.timedelta(days=7)
# from the first of a month always into the next one, never beyond it
INTO_NEXT_MONTH = datetime.timedelta(days=31)


def begin(day: Date, period: Period) -> Date:
    """
    The first day of the period that a day lies in; weeks begin on Monday.

    >>> str(begin(Date(2025, 5, 25), "week")), str(begin(Date(2025, 5, 25), "month"))
    ('2025-05-19', '2025-05-01')
    """
    if period == "month":
        return day.replace(day=1)
    return day - datetime.timedelta(days=day.weekday())


def periods(first: Date, last: Date, period: Period) -> Iterator[Date]:
    """
    The first days of all periods from one to another, both included.

    >>> [str(day) for day in periods(Date(2024, 12, 1), Date(2025, 1, 1), "month")]
    ['2024-12-01', '2025-01-01']
    """
    day = first
    yield day
    while day < last:  # a step past the last one could leave the calendar
        day = _following(day, period)
        yield day


def _following(day: Date, period: Period) -> Date:
    if period == "month":
        return (day + INTO_NEXT_MONTH).replace(day=1)
    return day + WEEK
