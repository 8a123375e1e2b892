"""
Days and months that are told by their number or their place: "Friday, the 16th", "the
19th of last month", "7-Feb-2019", "the third month of 2022", "the week after next",
"the previous Sunday".

Each matcher takes words and an index and gives a `Draft` or None.
"""

from __future__ import annotations

from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, exists, unresolved
from facta.extract.times.dates import (
    day_number,
    in_month,
    month_name,
    on_day,
    weekday_name,
)
from facta.extract.times.steps import from_published, stepped
from facta.extract.times.years import of_four_digits, year_at
from facta.extract.words import Words
from facta.records import Date

# months around publication in which a weekday with its number is looked for: it comes
# again within the year, and the nearest is meant
_MONTHS_AROUND = range(-6, 7)


def numbered_weekday(words: Words, index: int) -> Draft | None:
    """As in "Friday, the 16th", "Wednesday the 7th", "Sunday 25th"."""
    weekday = weekday_name(words, index)
    behind = words.skip(index + 1, ",")
    here = words.skip(behind, "the")
    if not weekday or words.get(here).kind != "ordinal":
        return None
    number = day_number(words, here)
    if not number:
        return None
    # "Friday, the 16th of May" has its month
    month, _ = month_name(words, here + 1)
    if month or words.lower(here + 1) == "of":
        return None
    resolve = _on_numbered(weekday, number)
    return Draft(first=index, end=here + 1, resolve=resolve, of="weekday")


def _on_numbered(weekday: int, number: int) -> Resolve:
    """
    The day of that name and number that lies nearest to publication, before it unless
    the clause looks ahead.
    """

    def resolve(context: Context) -> Meaning:
        published = context.published
        if published is None:
            return unresolved()
        days = _numbered_around(published, number)
        fitting = [day for day in days if day.isoweekday() == weekday]
        sided = [day for day in fitting if day <= published]
        if context.tense == "future":
            sided = [day for day in fitting if day >= published]
        return _nearest(sided or fitting, published)

    return resolve


def _numbered_around(published: Date, number: int) -> list[Date]:
    """The days of that number in the months around publication."""
    this = published.year * 12 + published.month - 1
    months = (divmod(this + step, 12) for step in _MONTHS_AROUND)
    return [
        Date(year, month + 1, number)
        for year, month in months
        if exists(year, month + 1, number)
    ]


def _nearest(days: list[Date], published: Date) -> Meaning:
    def distance(day: Date) -> int:
        return abs((day - published).days)

    nearest = min(days, key=distance, default=None)
    return calendar.of_day(nearest, "published")


def numbered_day(words: Words, index: int) -> Draft | None:
    """As in "the 19th of last month", "the fifth of this month"."""
    number = _ordinal_at(words, index)
    step = words.known.times.steps.get(words.lower(index + 2))
    if not number or step is None:
        return None
    if words.lower(index + 1) != "of" or words.lower(index + 3) != "month":
        return None
    resolve = _day_in(from_published("m", step), number)
    return Draft(first=index, end=index + 4, resolve=resolve)


def _ordinal_at(words: Words, index: int) -> int:
    """The number that an ordinal names, or 0."""
    if words.get(index).kind == "number":
        return 0
    return day_number(words, index)


def _day_in(month: Resolve, number: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        begin = month(context).begin
        if begin is None or not exists(begin.year, begin.month, number):
            return unresolved()
        return calendar.of_day(begin.replace(day=number), "published")

    return resolve


def numbered_month(words: Words, index: int) -> Draft | None:
    """As in "the third month of 2022"."""
    number = _ordinal_at(words, index)
    if not 1 <= number <= 12 or not words.reads(index + 1, "month", "of"):
        return None
    year = year_at(words, index + 3)
    if not year:
        return None
    resolve = in_month(number, year)
    return Draft(first=index, end=index + 4, resolve=resolve, of="month")


def dashed(words: Words, index: int) -> Draft | None:
    """As in "7-Feb-2019"."""
    if words.get(index).kind != "number" or words.lower(index + 1) != "-":
        return None
    number = day_number(words, index)
    month, after = month_name(words, index + 2)
    if not number or not month:
        return None
    year = words.get(after + 1)
    tied = words.lower(after) == "-" and year.tight
    if not tied or not of_four_digits(year):
        return None
    resolve = on_day(month, number, int(year.text))
    return Draft(first=index, end=after + 2, resolve=resolve)


def after_next(words: Words, index: int) -> Draft | None:
    """As in "the week after next"."""
    unit = words.known.times.calendar_units.get(words.lower(index), "")
    if unit not in ("W", "m", "Y") or not words.reads(index + 1, "after", "next"):
        return None
    resolve = from_published(unit, 2)
    return Draft(first=index, end=index + 3, resolve=resolve, of="week")


def weekday_beside(words: Words, index: int) -> Draft | None:
    """
    As in "the previous Sunday", "the following Friday": counted from the narrative's
    day.
    """
    side = words.known.times.weekday_steps.get(words.lower(index))
    weekday = weekday_name(words, index + 1)
    if side is None or not weekday or words.lower(index - 1) != "the":
        return None
    resolve = _next_weekday(weekday, side)
    return Draft(first=index, end=index + 2, resolve=resolve, of="narrative")


def _next_weekday(weekday: int, side: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        narrative = context.narrative
        if narrative is None or narrative.begin is None:
            return unresolved()
        if narrative.begin != narrative.end:
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
