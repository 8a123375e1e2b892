"""
Expressions that point from the day of publication: "yesterday", "tonight", "last week",
"next Tuesday", "this summer", "over the weekend".

Each matcher takes words and an index and gives a `Draft` or None.
"""

from __future__ import annotations

from msgspec.structs import replace

from facta.bounds import moved
from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.dates import month_name, weekday_name
from facta.extract.times.steps import at_daypart, from_published, stepped
from facta.extract.words import Words
from facta.records import Date


def named_day(words: Words, index: int) -> Draft | None:
    """
    As in "today", "yesterday", "the day before yesterday", "tonight", "overnight".
    """
    word = words.lower(index)
    days = words.known.times.days
    if word == "tonight":
        resolve = at_daypart(from_published("D", 0), "NI")
        return Draft(first=index, end=index + 1, resolve=resolve, of="daypart")
    if word == "overnight":
        return Draft(first=index, end=index + 1, resolve=_overnight, of="daypart")
    if word in days:
        resolve = from_published("D", days[word])
        return Draft(first=index, end=index + 1, resolve=resolve)
    side = words.known.times.sides.get(words.lower(index + 1))
    if word != "day" or side is None:
        return None
    # "the day before yesterday", not "the day after yesterday"
    if days.get(words.lower(index + 2)) != side:
        return None
    resolve = from_published("D", 2 * side)
    return Draft(first=index, end=index + 3, resolve=resolve)


def _overnight(context: Context) -> Meaning:
    if context.published is None:
        return unresolved("TIME")
    before = moved(context.published, -1)
    if before is None:
        return unresolved("TIME")
    return Meaning(
        value=f"{before}TNI",
        basis="published",
        type="TIME",
        begin=before,
        end=context.published,
        precision="day",
    )


def deictic(words: Words, index: int) -> Draft | None:
    """
    As in "last week", "this month", "next Tuesday", "last May", "this summer", "this
    morning", "last night".
    """
    step = words.known.times.steps.get(words.lower(index))
    if step is None:
        return None
    found = (rule(words, index + 1, step) for rule in _DEICTIC)
    draft = next((draft for draft in found if draft is not None), None)
    if draft is None:
        return None
    return replace(draft, first=index)


def _daypart(words: Words, index: int, _step: int) -> Draft | None:
    """Behind "this" and "last": "this morning", "last night"."""
    word = words.lower(index)
    times = words.known.times
    if word not in times.dayparts:
        return None
    which = words.lower(index - 1)
    back = which == "last" and word in times.contexts.evenings
    if which != "this" and not back:
        return None
    resolve = at_daypart(from_published("D", -back), times.dayparts[word])
    return Draft(first=index, end=index + 1, resolve=resolve, of="daypart")


def _unit(words: Words, index: int, step: int) -> Draft | None:
    """As in "last week"; not "the last week of May"."""
    unit = words.known.times.calendar_units.get(words.lower(index))
    if unit is None or unit == "D" or words.lower(index + 1) == "of":
        return None
    resolve = from_published(unit, step)
    return Draft(first=index, end=index + 1, resolve=resolve)


def _weekday(words: Words, index: int, step: int) -> Draft | None:
    """As in "next Tuesday"."""
    weekday = weekday_name(words, index)
    if not weekday:
        return None
    resolve = _named_weekday(weekday, step)
    return Draft(first=index, end=index + 1, resolve=resolve, of="weekday")


def _month(words: Words, index: int, step: int) -> Draft | None:
    """As in "last May"."""
    month, after = month_name(words, index)
    if not month:
        return None
    resolve = _named_month(month, step)
    return Draft(first=index, end=after, resolve=resolve, of="month")


def _season(words: Words, index: int, step: int) -> Draft | None:
    """As in "this summer"."""
    season = words.known.times.seasons.get(words.lower(index))
    if season is None:
        return None
    resolve = _named_season(season, step)
    return Draft(first=index, end=index + 1, resolve=resolve, of="season")


_DEICTIC = (_daypart, _unit, _weekday, _month, _season)


def _named_weekday(weekday: int, step: int) -> Resolve:
    """The weekday before, of, or after publication; never that day, unless "this"."""

    def resolve(context: Context) -> Meaning:
        published = context.published
        if published is None:
            return unresolved()
        back = (published.isoweekday() - weekday) % 7
        ahead = (weekday - published.isoweekday()) % 7
        if step == 0:
            days = -back if context.tense == "past" else ahead
        else:
            days = -(back or 7) if step < 0 else ahead or 7
        return calendar.of_day(moved(published, days), "published")

    return resolve


def _named_month(month: int, step: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        if context.published is None:
            return unresolved()
        day = context.published
        year = day.year
        if step < 0:
            year -= month >= day.month
        elif step > 0:
            year += month <= day.month
        return calendar.of_month(year, month, "published")

    return resolve


def _named_season(code: str, step: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        if context.published is None:
            return unresolved()
        # a winter that began last year may still be under way
        day = context.published
        years = range(day.year - 2, day.year + 2)
        seasons = [calendar.of_season(year, code, "published") for year in years]
        if step != 0:
            return _beyond(seasons, day, step)
        _, last, this, _ = seasons
        if _holds(last, day):
            return last
        return this

    return resolve


def _holds(meaning: Meaning, day: Date) -> bool:
    if meaning.begin is None or meaning.end is None:
        return False
    return meaning.begin <= day <= meaning.end


def _beyond(meanings: list[Meaning], day: Date, step: int) -> Meaning:
    """Of meanings in order of time, the last before a day or the first behind it."""
    past = [one for one in meanings if one.end and one.end < day]
    ahead = [one for one in meanings if one.begin and one.begin > day]
    found = past[-1:] if step < 0 else ahead[:1]
    if found:
        return found[0]
    return unresolved()


def weekend(words: Words, index: int) -> Draft | None:
    """
    As in "over the weekend", "at the weekend": the last one, or the next where the
    clause looks ahead.
    """
    if not words.reads(index - 1, "the", "weekend"):
        return None
    return Draft(first=index, end=index + 1, resolve=_weekend, of="week")


def _weekend(context: Context) -> Meaning:
    published = context.published
    if published is None:
        return unresolved()
    # the weekend under way is meant, and with a look ahead that of the same week
    this = context.tense == "future" or published.isoweekday() >= 6
    return stepped(published, "WE", 0 if this else -1, "published")
