"""
Days as values: meanings of a day, week, month, quarter, half, season, year, decade;
steps between them; Easter.

A `Meaning` is what an expression means once it is anchored. Weeks have no precision of
their own in the records: they count as "month", and `begin` and `end` tell the rest.
"""

from __future__ import annotations

import calendar
import datetime
import functools
from collections.abc import Callable
from typing import ParamSpec

from msgspec import Struct
from msgspec.structs import replace

from facta.records import Date, DateBasis, Precision, TimeType

# the month that a season begins in: those of the weather, in the northern half
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAY = datetime.timedelta(days=1)
# days in a unit of the clock or the week; months and years differ and are counted apart
_DAYS = {"D": 1.0, "W": 7.0, "H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}
_MONTHS = {"Y": 12, "m": 1}
_THIRDS = {"start": 0, "mid": 1, "end": 2}
# one less than datetime has, so that the year behind it is a year too
_LAST_YEAR = 9998
Given = ParamSpec("Given")


class Meaning(Struct, frozen=True, kw_only=True):
    """
    The value of an expression, the days it may mean, and what it was anchored to; a
    `Time` without its span.
    """

    value: str | None
    basis: DateBasis
    type: TimeType = "DATE"
    begin: Date | None = None
    end: Date | None = None
    precision: Precision | None = None

    @property
    def day(self) -> Date | None:
        """The one day that it means; None where it is a longer time."""
        single = self.precision == "day" and self.begin == self.end
        return self.begin if single else None

    @property
    def dated(self) -> bool:
        """Whether it names days of the calendar."""
        return (
            self.begin is not None
            and self.end is not None
            and self.basis != "unresolved"
        )


def unresolved(kind: TimeType = "DATE") -> Meaning:
    """A meaning that nothing anchors; it has no value."""
    return Meaning(value=None, basis="unresolved", type=kind)


def _in_calendar(make: Callable[Given, Meaning]) -> Callable[Given, Meaning]:
    """
    A maker of meanings that gives an unresolved one where its days leave the calendar,
    the years 1 to 9999.
    """

    @functools.wraps(make)
    def made(*given: Given.args, **named: Given.kwargs) -> Meaning:
        try:
            return make(*given, **named)
        except (OverflowError, ValueError):
            return unresolved()

    return made


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has the day."""
    return (
        1 <= year <= _LAST_YEAR
        and 1 <= month <= 12
        and 1 <= day <= calendar.monthrange(year, month)[1]
    )


def of_day(day: Date | None, basis: DateBasis) -> Meaning:
    """One day; unresolved where it lies outside the calendar (None)."""
    if day is None:
        return unresolved()
    return Meaning(
        value=day.isoformat(),
        basis=basis,
        type="DATE",
        begin=day,
        end=day,
        precision="day",
    )


@_in_calendar
def of_week(day: Date, basis: DateBasis) -> Meaning:
    """The week, Monday to Sunday, that holds `day`."""
    monday = day - datetime.timedelta(days=day.weekday())
    year, week, _ = monday.isocalendar()
    return Meaning(
        value=f"{year}-W{week:02}",
        basis=basis,
        type="DATE",
        begin=monday,
        end=monday + 6 * _DAY,
        precision="month",
    )


def of_weekend(day: Date, basis: DateBasis) -> Meaning:
    """The Saturday and Sunday of the week that holds `day`."""
    week = of_week(day, basis)
    if week.begin is None:
        return week
    saturday = week.begin + 5 * _DAY
    return replace(week, value=f"{week.value}-WE", begin=saturday, precision="day")


@_in_calendar
def of_month(year: int, month: int, basis: DateBasis) -> Meaning:
    """One month."""
    return Meaning(
        value=f"{year:04}-{month:02}",
        basis=basis,
        type="DATE",
        begin=Date(year, month, 1),
        end=last_day(year, month),
        precision="month",
    )


@_in_calendar
def of_months(
    year: int, month: int, count: int, value: str, basis: DateBasis
) -> Meaning:
    """
    `count` months from `month` on, under a value of their own: a quarter, a half, a
    season.
    """
    index = year * 12 + month - 1 + count - 1
    end = last_day(index // 12, index % 12 + 1)
    return Meaning(
        value=value,
        basis=basis,
        type="DATE",
        begin=Date(year, month, 1),
        end=end,
        precision="season" if count < 6 else "year",
    )


def of_season(year: int, code: str, basis: DateBasis) -> Meaning:
    """
    A season of the northern half of the world; a winter belongs to the year it begins
    in.
    """
    return of_months(year, _SEASON_MONTHS[code], 3, f"{year:04}-{code}", basis)


def of_part(year: int, letter: str, number: int, basis: DateBasis) -> Meaning:
    """Quarter ("Q", 1 to 4) or half ("H", 1 or 2) of a year."""
    count = 3 if letter == "Q" else 6
    first = (number - 1) * count + 1
    return of_months(year, first, count, f"{year:04}-{letter}{number}", basis)


@_in_calendar
def of_year(year: int, basis: DateBasis) -> Meaning:
    """One year."""
    return Meaning(
        value=f"{year:04}",
        basis=basis,
        type="DATE",
        begin=Date(year, 1, 1),
        end=Date(year, 12, 31),
        precision="year",
    )


@_in_calendar
def of_years(first: int, count: int, basis: DateBasis) -> Meaning:
    """A decade (199X) or a century (19XX)."""
    value = f"{first // 10:03}X" if count == 10 else f"{first // 100:02}XX"
    return Meaning(
        value=value,
        basis=basis,
        type="DATE",
        begin=Date(max(first, 1), 1, 1),
        end=Date(first + count - 1, 12, 31),
        precision=None,
    )


def last_day(year: int, month: int) -> Date:
    """The last day of a month."""
    return Date(year, month, calendar.monthrange(year, month)[1])


def shifted(day: Date, amount: float, code: str) -> Date | None:
    """
    The day `amount` units away; a month's end stays within the month. None beyond the
    calendar.

    >>> shifted(Date(2025, 1, 31), 1, "m")
    datetime.date(2025, 2, 28)
    """
    try:
        if code in _MONTHS:
            return _months_away(day, round(amount * _MONTHS[code]))
        return day + datetime.timedelta(days=round(amount * _DAYS[code]))
    except (ValueError, OverflowError):
        return None


def _months_away(day: Date, months: int) -> Date:
    index = day.year * 12 + day.month - 1 + months
    last = last_day(index // 12, index % 12 + 1)
    return last.replace(day=min(day.day, last.day))


def around(day: Date, code: str, basis: DateBasis) -> Meaning:
    """The day, week, month or year that holds `day`, as the unit says."""
    if code == "Y":
        return of_year(day.year, basis)
    if code == "m":
        return of_month(day.year, day.month, basis)
    if code == "W":
        return of_week(day, basis)
    return of_day(day, basis)


def window(begin: Date, end: Date, basis: DateBasis) -> Meaning:
    """Some days within `[begin, end]`: its value is the month or year they share."""
    if (begin.year, begin.month) == (end.year, end.month):
        return Meaning(
            value=f"{begin.year:04}-{begin.month:02}",
            basis=basis,
            type="DATE",
            begin=begin,
            end=end,
            precision="month",
        )
    if begin.year != end.year:
        return unresolved()
    return Meaning(
        value=f"{begin.year:04}",
        basis=basis,
        type="DATE",
        begin=begin,
        end=end,
        precision="year",
    )


def third(meaning: Meaning, part: str) -> Meaning:
    """
    The early, middle or late third of a meaning's days ("start", "mid", "end"); the
    value stays.
    """
    if meaning.begin is None or meaning.end is None:
        return meaning
    length = (meaning.end - meaning.begin).days + 1
    place = _THIRDS[part]
    # where three does not divide the days, neighbouring thirds share one
    first = place * length // 3
    behind = max(-(-(place + 1) * length // 3), first + 1)
    begin = meaning.begin + first * _DAY
    return replace(meaning, begin=begin, end=meaning.begin + (behind - 1) * _DAY)


def easter(year: int) -> Date:
    """
    Easter Sunday of the Western churches.

    Source: the anonymous Gregorian algorithm, as in Meeus (1991), Astronomical
    Algorithms, chapter 8.

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    century, rest = divmod(year, 100)
    epact = (
        19 * (year % 19)
        + century
        - century // 4
        - (century - (century + 8) // 25 + 1) // 3
        + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return Date(year, month, day + 1)


def orthodox_easter(year: int) -> Date:
    """
    Easter Sunday of the Orthodox churches, in the Gregorian calendar; right for 1900 to
    2099.

    Source: Meeus (1991), Astronomical Algorithms, chapter 8, with 13 days between the
    calendars.

    >>> orthodox_easter(2024)
    datetime.date(2024, 5, 5)
    """
    epact = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7
    month, day = divmod(epact + weekday + 114, 31)
    return Date(year, month, day + 1) + 13 * _DAY
