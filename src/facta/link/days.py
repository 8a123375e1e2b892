"""The days that a date of some precision may mean. Pure."""

from __future__ import annotations

import calendar

from msgspec import Struct

from facta.records import Date, DateBasis, Precision

# from the first day of a season always into its third month, never beyond it
INTO_THIRD_MONTH = 75


class Days(Struct, frozen=True, order=True):
    """The first and last day that a date may mean."""

    begin: Date
    end: Date

    def exclude(self, other: Days) -> bool:
        """Whether no day is in both."""
        return self.begin > other.end or other.begin > self.end

    def apart(self, other: Days) -> int:
        """Days from the one to the other; 0 or less where they share one."""
        return max((other.begin - self.end).days, (self.begin - other.end).days)


def days(date: Date | None, precision: Precision | None) -> Days | None:
    """
    The days that a date of this precision may mean.

    >>> str(days(Date(2025, 2, 1), "month").end)
    '2025-02-28'
    """
    if date is None:
        return None
    if precision == "year":
        return Days(date.replace(month=1, day=1), date.replace(month=12, day=31))
    if precision == "month":
        return Days(date.replace(day=1), _month_end(date))
    if precision == "season":
        third_month = date.replace(day=1).toordinal() + INTO_THIRD_MONTH
        return Days(
            date, _month_end(Date.fromordinal(min(third_month, Date.max.toordinal())))
        )
    return Days(date, date)


def solid(basis: DateBasis) -> bool:
    """Whether the account itself dates the event."""
    return basis in ("stated", "narrative")


def _month_end(date: Date) -> Date:
    return date.replace(day=calendar.monthrange(date.year, date.month)[1])
