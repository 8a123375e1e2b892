"""
Of which periods accounts tell: before the first account and after the last one nothing
told is nothing known. Pure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from facta.measure.periods import INTO_NEXT, Period, begin, periods
from facta.records import Date

A_DAY = datetime.timedelta(days=1)


def covered(
    published: Iterable[Date | None],
    period: Period,
    *,
    since: Date | None = None,
    until: Date | None = None,
) -> tuple[Date, ...]:
    """
    The first days of the periods that lie wholly between the first publication and the
    last.

    Args:
        published: the days of accounts, None where one has none; any order.
        period: how long each is.
        since: no period begins before it.
        until: none ends after it.

    >>> days = [Date(2025, 1, 1), Date(2025, 3, 30)]
    >>> [str(day) for day in covered(days, "month")]
    ['2025-01-01', '2025-02-01']
    """
    days = [day for day in published if day is not None]
    if not days:
        return ()
    first, last = max(min(days), since or min(days)), min(max(days), until or max(days))
    if last < first:
        return ()
    begins = list(periods(begin(first, period), begin(last, period), period))
    return tuple(
        each for each in begins if each >= first and _end(each, period) <= last
    )


def _end(first: Date, period: Period) -> Date:
    """The last day of a period; the last of the calendar, where it ends there."""
    if Date.max - first < INTO_NEXT[period]:
        return Date.max
    return begin(first + INTO_NEXT[period], period) - A_DAY
