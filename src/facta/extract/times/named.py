"""
Days and months that are told by their number or their place: "Friday, the 16th", "the
19th of last month", "7-Feb-2019", "the third month of 2022", "the week after next",
"the previous Sunday".

Each matcher takes words and an index and gives a `Draft` or None.
"""

from __future__ import annotations

import datetime

from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, exists, unresolved
from facta.extract.times.dates import day_number, month_name, on_day
from facta.extract.times.relative import STEPS, from_published, stepped
from facta.extract.times.years import year_at
from facta.extract.words import Words
from facta.records import Date

_DAY = datetime.timedelta(days=1)
_MONTHS_AROUND = (
    6  # a weekday with its number comes again within the year; the nearest is meant
)
_UNITS = {"week": "W", "month": "m", "year": "Y"}
_SIDES = {"previous": -1, "preceding": -1, "following": 1}


def numbered_weekday(words: Words, index: int) -> Draft | None:
    """As in "Friday, the 16th", "Wednesday the 7th", "Sunday 25th"."""
    weekday = (
        words.known.weekday(words.lower(index))
        if words.get(index).text[:1].isupper()
        else 0
    )
    if not weekday:
        return None
    here = index + 1 + (words.lower(index + 1) == ",")
    here += words.lower(here) == "the"
    number = day_number(words, here) if words.get(here).kind == "ordinal" else 0
    if not number or month_name(words, here + 1)[0] or words.lower(here + 1) == "of":
        return None
    return Draft(
        first=index, end=here + 1, resolve=_on_numbered(weekday, number), of="weekday"
    )


def _on_numbered(weekday: int, number: int) -> Resolve:
    """
    The day of that name and number that lies nearest to publication, before it unless
    the clause looks ahead.
    """

    def resolve(context: Context) -> Meaning:
        published = context.published
        if published is None:
            return unresolved()
        first = published.year * 12 + published.month - 1
        months = [
            divmod(first + step, 12)
            for step in range(-_MONTHS_AROUND, _MONTHS_AROUND + 1)
        ]
        days = [
            Date(year, month + 1, number)
            for year, month in months
            if exists(year, month + 1, number)
        ]
        fitting = [day for day in days if day.isoweekday() == weekday]
        ahead = context.tense == "future"
        sided = [
            day for day in fitting if (day >= published if ahead else day <= published)
        ]
        return _nearest(sided or fitting, published)

    return resolve


def _nearest(days: list[Date], published: Date) -> Meaning:
    if not days:
        return unresolved()
    return calendar.of_day(
        min(days, key=lambda day: abs((day - published).days)), "published"
    )


def numbered_day(words: Words, index: int) -> Draft | None:
    """As in "the 19th of last month", "the fifth of this month"."""
    number = day_number(words, index) if words.get(index).kind != "number" else 0
    step = STEPS.get(words.lower(index + 2))
    if (
        not number
        or step is None
        or words.lower(index + 1) != "of"
        or words.lower(index + 3) != "month"
    ):
        return None
    return Draft(
        first=index, end=index + 4, resolve=_day_in(from_published("m", step), number)
    )


def _day_in(month: Resolve, number: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        begin = month(context).begin
        if begin is None or not exists(begin.year, begin.month, number):
            return unresolved()
        return calendar.of_day(begin.replace(day=number), "published")

    return resolve


def numbered_month(words: Words, index: int) -> Draft | None:
    """As in "the third month of 2022"."""
    number = day_number(words, index) if words.get(index).kind != "number" else 0
    year = year_at(words, index + 3) if words.lower(index + 2) == "of" else 0
    if not 1 <= number <= 12 or words.lower(index + 1) != "month" or not year:
        return None
    return Draft(
        first=index,
        end=index + 4,
        resolve=lambda _: calendar.of_month(year, number, "stated"),
        of="month",
    )


def dashed(words: Words, index: int) -> Draft | None:
    """As in "7-Feb-2019"."""
    number = day_number(words, index) if words.get(index).kind == "number" else 0
    month, after = month_name(words, index + 2)
    year = words.get(after + 1)
    joined = words.lower(index + 1) == "-" == words.lower(after) and year.tight
    if (
        not number
        or not month
        or not joined
        or not (year.kind == "number" and year.text.isdigit())
    ):
        return None
    if len(year.text) != 4:
        return None
    return Draft(
        first=index, end=after + 2, resolve=on_day(month, number, int(year.text))
    )


def after_next(words: Words, index: int) -> Draft | None:
    """As in "the week after next"."""
    unit = _UNITS.get(words.lower(index))
    if unit is None or (words.lower(index + 1), words.lower(index + 2)) != (
        "after",
        "next",
    ):
        return None
    return Draft(first=index, end=index + 3, resolve=from_published(unit, 2), of="week")


def weekday_beside(words: Words, index: int) -> Draft | None:
    """
    As in "the previous Sunday", "the following Friday": counted from the narrative's day.
    """
    side = _SIDES.get(words.lower(index))
    word = words.get(index + 1)
    weekday = words.known.weekday(word.lower) if word.text[:1].isupper() else 0
    if side is None or not weekday or words.lower(index - 1) != "the":
        return None
    return Draft(
        first=index, end=index + 2, resolve=_beside(weekday, side), of="narrative"
    )


def _beside(weekday: int, side: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        narrative = context.narrative
        if (
            narrative is None
            or narrative.begin is None
            or narrative.begin != narrative.end
        ):
            return unresolved()
        days = side * (weekday - narrative.begin.isoweekday()) % 7 or 7
        return stepped(narrative.begin, "D", side * days, "narrative")

    return resolve


NAMED = (
    numbered_weekday,
    numbered_day,
    numbered_month,
    dashed,
    after_next,
    weekday_beside,
)
