"""
Single times and their parts: "early May", "the end of the month", "the first week of
June", "Tuesday morning".

`point_at` gives the longest that starts at a word, or None; ranges, clocks and lengths
are built on it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from msgspec.structs import replace

from facta.bounds import moved
from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve, elsewhere
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.dates import DATES, behind_tens, date_at
from facta.extract.times.durations import Length, length_at
from facta.extract.times.named import NAMED
from facta.extract.times.relative import RELATIVE
from facta.extract.times.spans import SPANS
from facta.extract.times.steps import at_daypart, from_narrative, from_published
from facta.extract.words import DASHES, Words
from facta.records import Date

_DAY = datetime.timedelta(days=1)
# the length of "the first half", which no unit has
_HALF = "half"
# units in "the last days of May", where no number is told; judged, not fitted
_FEW = 3
# kinds of matches that may stand behind an article
_ARTICLED = frozenset(
    (
        "quarter",
        "season",
        "decade",
        "week",
        "narrative",
        "feast",
        "part",
        "window",
        "daypart",
        "reference",
    )
)
# kinds of matches that a year may follow: "3 May last year"
_YEARLY = frozenset(("date", "month", "season", "quarter"))
# kinds that have no parts, or none that anybody speaks of
_WHOLE = frozenset(("shift", "reference", "set"))
_SIMPLE = (*DATES, *SPANS, *RELATIVE, *NAMED)


def longest(found: Iterable[Draft | None]) -> Draft | None:
    """The draft that reaches furthest, or None."""
    drafts = (draft for draft in found if draft is not None)
    return max(drafts, key=lambda draft: draft.end, default=None)


def point_at(words: Words, index: int, *, whole: bool = True) -> Draft | None:
    """
    The longest single time (no range, no clock) that starts at a word; an article may
    lead it.

    Without `whole`, no part or stretch of a longer time: so parts never nest without
    end.
    """
    matchers = _SIMPLE + _PARTIAL if whole else _SIMPLE
    found = longest(matcher(words, index) for matcher in matchers)
    if found is not None:
        found = _of_week(words, found) or _of_year(words, found) or found
        return _with_daypart(words, found)
    if words.lower(index) != "the":
        return None
    return _behind_article(words, index + 1, whole=whole)


def _behind_article(words: Words, index: int, *, whole: bool) -> Draft | None:
    """A time that an article may lead, the article included."""
    # "the then president", "the now closed camp"
    if words.lower(index) == "the" or words.tag(index)[:2] == "RB":
        return None
    inner = point_at(words, index, whole=whole)
    if inner is None:
        return None
    fits = inner.of in _ARTICLED or _ordinal_day(words, inner)
    if not fits:
        return None
    return replace(inner, first=index - 1)


def _ordinal_day(words: Words, draft: Draft) -> bool:
    """
    Whether it opens with a word that takes an article: "the 25th of May", "the day
    before yesterday".
    """
    word = words.get(draft.first)
    known = words.known
    if word.kind == "ordinal" or word.lower in known.times.contexts.articled:
        return True
    # "the third month of 2022", "the twenty-fifth of May"
    last = words.lower(behind_tens(words, draft.first))
    return last in known.numbers.ordinals and draft.of in ("date", "month")


def _of_week(words: Words, draft: Draft) -> Draft | None:
    """As in "Friday of last week", "Friday next week"."""
    if draft.of != "weekday":
        return None
    here = words.skip(draft.end, "of")
    number = words.known.weekday(words.lower(draft.first))
    step = words.known.times.steps.get(words.lower(here))
    if not number or step is None or words.lower(here + 1) != "week":
        return None
    resolve = _day_of_week(from_published("W", step), number)
    return Draft(first=draft.first, end=here + 2, resolve=resolve, of="weekday")


def _of_year(words: Words, draft: Draft) -> Draft | None:
    """
    As in "3 May last year", "July of last year", "spring of the same year": a time of
    the calendar with its year told by another.
    """
    if draft.of not in _YEARLY:
        return None
    here = words.skip(draft.end, "of")
    told = _year_beside(words, here)
    if told is None:
        return None
    resolve = _in_year_of(draft.resolve, told.resolve)
    return replace(draft, end=told.end, resolve=resolve)


def _year_beside(words: Words, index: int) -> Draft | None:
    """As in "last year", "the previous year", "that year"."""
    times = words.known.times
    articled = words.skip(index, "the")
    if words.lower(articled + 1) != "year":
        return None
    end = articled + 2
    which = words.lower(articled)
    step = times.steps.get(which) if articled == index else None
    if step is not None:
        resolve = from_published("Y", step)
        return Draft(first=index, end=end, resolve=resolve, of="year")
    beside = times.narrative_steps.get(which)
    if beside is None or (articled == index and which != "that"):
        return None
    return Draft(first=index, end=end, resolve=from_narrative("Y", beside), of="year")


def _in_year_of(time: Resolve, year: Resolve) -> Resolve:
    """A time of the calendar in a year that is told beside it."""

    def resolve(context: Context) -> Meaning:
        told = year(context)
        if told.begin is None:
            return unresolved()
        meaning = time(replace(context, year=told.begin.year))
        if meaning.begin is None:
            return meaning
        return replace(meaning, basis=told.basis)

    return resolve


def _day_of_week(week: Resolve, number: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        meaning = week(context)
        if meaning.begin is None:
            return unresolved()
        day = moved(meaning.begin, number - 1)
        return calendar.of_day(day, meaning.basis)

    return resolve


def _with_daypart(words: Words, draft: Draft) -> Draft:
    """As in "Tuesday morning", "yesterday evening", "May 25 in the evening"."""
    here = draft.end
    if words.reads(here, "in", "the"):
        here += 2
    code = words.known.times.dayparts.get(words.lower(here))
    if code is None or draft.of not in ("date", "weekday", "narrative"):
        return draft
    resolve = at_daypart(draft.resolve, code)
    return Draft(first=draft.first, end=here + 1, resolve=resolve, of="daypart")


def year_end(words: Words, index: int) -> Draft | None:
    """As in "year's end", "year-end", "month's end"."""
    unit = words.known.times.calendar_units.get(words.lower(index), "")
    if unit not in ("Y", "m", "W") or words.lower(index + 2) != "end":
        return None
    if words.lower(index + 1) not in ("'s", "-"):
        return None
    resolve = _third(at_hand(unit), "end")
    return Draft(first=index, end=index + 3, resolve=resolve, of="part")


def part_of(words: Words, index: int) -> Draft | None:
    """As in "early May", "mid-2025", "late on Monday", "the end of the month"."""
    word = words.lower(index)
    edges = words.known.times.edges
    part = edges.get(word) or words.known.times.parts.get(word)
    tied = _tied(words, index + 1, edge=word in edges)
    if part is None or not (tied or word in edges):
        return None
    here = index + 1 + tied
    inner = _unit_at_hand(words, here) or point_at(words, here, whole=False)
    if inner is None or inner.of in _WHOLE or inner.of == "part":
        return None
    resolve = _third(inner.resolve, part)
    return Draft(first=index, end=inner.end, resolve=resolve, of="part")


def _tied(words: Words, index: int, *, edge: bool) -> bool:
    """Whether a word ties a part to its whole: "end of", "mid-", "early in"."""
    if words.lower(index) in DASHES and words.get(index).tight:
        return True
    word = words.lower(index)
    return word == "of" or (edge and word in ("in", "on"))


def _third(whole: Resolve, part: str) -> Resolve:
    return lambda context: calendar.third(whole(context), part)


def at_hand(unit: str) -> Resolve:
    """
    The month of "the end of the month": the narrative's where that tells of another
    year, else publication's.
    """

    def resolve(context: Context) -> Meaning:
        if elsewhere(context) is not None:
            return from_narrative(unit, 0)(context)
        return from_published(unit, 0)(context)

    return resolve


def _unit_at_hand(words: Words, index: int) -> Draft | None:
    unit = words.known.times.calendar_units.get(words.lower(index + 1))
    if unit is None or unit in ("D", "WE"):
        return None
    if words.lower(index) != "the" or words.lower(index + 2) == "of":
        return None
    resolve = at_hand(unit)
    return Draft(first=index, end=index + 2, resolve=resolve, of="unit")


def week_of(words: Words, index: int) -> Draft | None:
    """As in "the week of May 5"."""
    if not words.reads(index, "week", "of"):
        return None
    inner = date_at(words, index + 2)
    if inner is None or inner.of != "date":
        return None
    resolve = _week_of(inner.resolve)
    return Draft(first=index, end=inner.end, resolve=resolve, of="week")


def stretch_of(words: Words, index: int) -> Draft | None:
    """
    As in "the first week of May", "the last three months of 2024", "the first half of
    June".
    """
    order = _order(words, index)
    if not order:
        return None
    length = _stretch_length(words, index + 1)
    if length is None or words.lower(length.end) != "of":
        return None
    here = length.end + 1
    inner = _unit_at_hand(words, here) or point_at(words, here, whole=False)
    if inner is None or inner.of in _WHOLE:
        return None
    resolve = _stretch(inner.resolve, order, length)
    return Draft(first=index, end=inner.end, resolve=resolve, of="part")


def _order(words: Words, index: int) -> int:
    """Which stretch a word means, 1 to 5, -1 for the last; 0 for no stretch."""
    word = words.lower(index)
    if word in words.known.times.contexts.lasts:
        return -1
    order = words.known.numbers.ordinals.get(word, 0)
    # a month has five weeks at most
    return order if order <= 5 else 0


def _stretch_length(words: Words, index: int) -> Length | None:
    if words.lower(index) == "half":
        return Length(count=1.0, code=_HALF, end=index + 1)
    return length_at(words, index)


def _week_of(day: Resolve) -> Resolve:
    def resolve(context: Context) -> Meaning:
        meaning = day(context)
        if meaning.begin is None:
            return unresolved()
        return calendar.of_week(meaning.begin, meaning.basis)

    return resolve


def _stretch(whole: Resolve, order: int, length: Length) -> Resolve:
    """
    The n-th (-1: last) stretch of some length in a longer time, whose value stays.
    """

    def resolve(context: Context) -> Meaning:
        meaning = whole(context)
        days = _stretch_days(meaning, order, length)
        if days is None:
            return meaning
        first, last = days
        return replace(meaning, begin=first, end=last)

    return resolve


def _stretch_days(
    meaning: Meaning, order: int, length: Length
) -> tuple[Date, Date] | None:
    """The first and last day of a stretch; None where it does not lie within."""
    begin, end = meaning.begin, meaning.end
    if begin is None or end is None:
        return None
    if length.code == _HALF:
        middle = begin + (end - begin) // 2
        if order == 1:
            return begin, middle
        return moved(middle, 1) or middle, end
    count = length.count or _FEW
    if order < 0:
        behind = moved(end, 1)
        first = calendar.shifted(behind, -count, length.code) if behind else None
        return (first, end) if first and first >= begin else None
    first = calendar.shifted(begin, (order - 1) * count, length.code)
    after = calendar.shifted(begin, order * count, length.code)
    if first is None or after is None or first > end:
        return None
    return first, min(after - _DAY, end)


def daypart_of(words: Words, index: int) -> Draft | None:
    """As in "the night of May 24", "the morning of 24 February 2022"."""
    code = words.known.times.dayparts.get(words.lower(index))
    if code is None or words.lower(index + 1) != "of":
        return None
    here = words.skip(index + 2, "the")
    inner = date_at(words, here)
    if inner is None or inner.of not in ("date", "weekday"):
        return None
    resolve = at_daypart(inner.resolve, code)
    return Draft(first=index, end=inner.end, resolve=resolve, of="daypart")


_PARTIAL = (year_end, part_of, week_of, stretch_of, daypart_of)
