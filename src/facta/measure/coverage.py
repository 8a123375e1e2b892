"""
Of which periods accounts tell: before the first account, after the last one and where
none appeared for a long time nothing told is nothing known. Pure.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from facta.measure.periods import INTO_NEXT, Period, begin, periods
from facta.records import Date

A_DAY = datetime.timedelta(days=1)
# From one account to the next: after a longer silence its periods are not known of; a
# quarter of a year, judged.
SILENCE = datetime.timedelta(days=92)


def covered(
    published: Iterable[Date | None],
    period: Period,
    *,
    since: Date | None = None,
    until: Date | None = None,
) -> tuple[Date, ...]:
    """
    The first days of the periods that lie wholly between the first publication and the
    last, without those that a longer silence holds.

    Args:
        published: the days of accounts, None where one has none; any order.
        period: how long each is.
        since: no period begins before it.
        until: none ends after it.

    >>> days = [Date(2025, 1, 1), Date(2025, 3, 30)]
    >>> [str(day) for day in covered(days, "month")]
    ['2025-01-01', '2025-02-01']
    """
    days = sorted({day for day in published if day is not None})
    if not days:
        return ()
    first, last = max(min(days), since or min(days)), min(max(days), until or max(days))
    if last < first:
        return ()
    silent = {
        each
        for before, after in pairwise(days)
        if after - before > SILENCE
        for each in periods(begin(before, period), begin(after, period), period)
        if each > before and _end(each, period) < after
    }
    begins = periods(begin(first, period), begin(last, period), period)
    return tuple(
        each
        for each in begins
        if each >= first and _end(each, period) <= last and each not in silent
    )


def in_a_row(told: Sequence[Date], period: Period) -> list[Date]:
    """All periods from the first of some, in order, to the last."""
    return list(periods(told[0], told[-1], period)) if told else []


def valued(
    values: Mapping[Date, float],
    days: Iterable[Date],
    told: Iterable[Date],
    nothing: float = 0.0,
) -> list[float]:
    """
    The value of each of some periods: `nothing` where nothing is told though there are
    accounts, NaN where there are none.
    """
    seen = frozenset(told)
    return [values.get(day, nothing) if day in seen else math.nan for day in days]


def _end(first: Date, period: Period) -> Date:
    """The last day of a period; the last of the calendar, where it ends there."""
    if Date.max - first < INTO_NEXT[period]:
        return Date.max
    return begin(first + INTO_NEXT[period], period) - A_DAY
