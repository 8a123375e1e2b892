"""
Single times and their parts: "early May", "the end of the month", "the first week of
June", "Tuesday morning".

`point_at` gives the longest that starts at a word, or None; ranges, clocks and lengths
are built on it.
"""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from facta.bounds import moved
from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve, elsewhere
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.dates import DATES, date_at
from facta.extract.times.durations import Length, length_at
from facta.extract.times.named import NAMED
from facta.extract.times.relative import (
    RELATIVE,
    at_daypart,
    from_narrative,
    from_published,
)
from facta.extract.times.spans import SPANS
from facta.extract.words import Words

_DAY = datetime.timedelta(days=1)
_PARTS = {
    "early": "start", "beginning": "start", "start": "start", "opening": "start",
    "mid": "mid", "middle": "mid", "late": "end", "end": "end", "close": "end",
}  # fmt: skip
_AT_HAND = {
    "year": "Y",
    "month": "m",
    "week": "W",
    "decade": "X",
    "quarter": "Q",
    "century": "C",
}
_DASHES = ("-", "–", "—")
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
_SIMPLE = (*DATES, *SPANS, *RELATIVE, *NAMED)


def longest(found: list[Draft | None]) -> Draft | None:
    """The draft that reaches furthest, or None."""
    return max(
        (draft for draft in found if draft is not None),
        key=lambda draft: draft.end,
        default=None,
    )


def point_at(words: Words, index: int, *, whole: bool = True) -> Draft | None:
    """
    The longest single time (no range, no clock) that starts at a word; an article may
    lead it.

    Without `whole`, no part or stretch of a longer time: so parts never nest without
    end.
    """
    found = longest(
        [
            matcher(words, index)
            for matcher in (_SIMPLE + _PARTIAL if whole else _SIMPLE)
        ]
    )
    if (
        found is None
        and words.lower(index) == "the"
        and words.lower(index + 1) != "the"
    ):
        inner = (
            None
            if words.tag(index + 1)[:2] == "RB"
            else point_at(words, index + 1, whole=whole)
        )
        if inner and (inner.of in _ARTICLED or _ordinal_day(words, inner)):
            return replace(inner, first=index)
        return None
    if found is not None:
        return _of_week(words, found) or _with_daypart(words, found)
    return None


def _ordinal_day(words: Words, draft: Draft) -> bool:
    """
    Whether it opens with a word that takes an article: "the 25th of May", "the day
    before yesterday".
    """
    if words.lower(draft.first) in words.known.numbers.ordinals and draft.of in (
        "date",
        "month",
    ):
        return True  # "the third month of 2022"
    return words.get(draft.first).kind == "ordinal" or words.lower(draft.first) in (
        "day",
        "last",
        "past",
        "next",
        "coming",
    )


def _of_week(words: Words, draft: Draft) -> Draft | None:
    """As in "Friday of last week"."""
    number = words.known.weekday(words.lower(draft.first))
    step = words.known.times.steps.get(words.lower(draft.end + 1))
    if (
        draft.of != "weekday"
        or words.lower(draft.end) != "of"
        or step is None
        or not number
    ):
        return None
    if words.lower(draft.end + 2) != "week":
        return None
    return Draft(
        first=draft.first,
        end=draft.end + 3,
        resolve=_day_of_week(from_published("W", step), number),
        of="weekday",
    )


def _day_of_week(week: Resolve, number: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        meaning = week(context)
        if not meaning.begin:
            return unresolved()
        return calendar.of_day(moved(meaning.begin, number - 1), meaning.basis)

    return resolve


def _with_daypart(words: Words, draft: Draft) -> Draft:
    """As in "Tuesday morning", "yesterday evening", "May 25 in the evening"."""
    here = draft.end + 2 * (
        words.lower(draft.end) == "in" and words.lower(draft.end + 1) == "the"
    )
    code = words.known.times.dayparts.get(words.lower(here))
    if code is None or draft.of not in ("date", "weekday", "narrative"):
        return draft
    return Draft(
        first=draft.first,
        end=here + 1,
        resolve=at_daypart(draft.resolve, code),
        of="daypart",
    )


def part_of(words: Words, index: int) -> Draft | None:
    """
    As in "early May", "mid-2025", "late on Monday", "the end of the month", "year's
    end".
    """
    word = words.lower(index)
    closing = _year_end(words, index)
    if closing is not None:
        return closing
    part = _PARTS.get(word)
    if part is None:
        return None
    here = index + 1
    if words.lower(here) in (
        ("of", "on", "in") if word in ("early", "mid", "late") else ("of",)
    ) or (words.lower(here) in _DASHES and words.get(here).tight):
        here += 1
    elif word not in ("early", "mid", "late"):
        return None
    inner = _unit_at_hand(words, here) or point_at(words, here, whole=False)
    if inner is None or inner.of in ("shift", "reference", "set", "part"):
        return None
    return Draft(
        first=index, end=inner.end, resolve=_third(inner.resolve, part), of="part"
    )


def _third(whole: Resolve, part: str) -> Resolve:
    return lambda context: calendar.third(whole(context), part)


def _year_end(words: Words, index: int) -> Draft | None:
    """As in "year's end", "year-end", "month's end"."""
    unit = {"year": "Y", "month": "m", "week": "W"}.get(words.lower(index))
    if (
        unit is None
        or words.lower(index + 1) not in ("'s", "-")
        or words.lower(index + 2) != "end"
    ):
        return None
    return Draft(
        first=index, end=index + 3, resolve=_third(at_hand(unit), "end"), of="part"
    )


def at_hand(unit: str) -> Resolve:
    """
    The month of "the end of the month": the narrative's where that tells of another year,
    else publication's.
    """

    def resolve(context: Context) -> Meaning:
        if elsewhere(context):
            return from_narrative(unit, 0)(context)
        return from_published(unit, 0)(context)

    return resolve


def _unit_at_hand(words: Words, index: int) -> Draft | None:
    unit = {
        "year": "Y",
        "month": "m",
        "week": "W",
        "decade": "X",
        "quarter": "Q",
        "century": "C",
    }.get(words.lower(index + 1))
    if words.lower(index) != "the" or unit is None or words.lower(index + 2) == "of":
        return None
    return Draft(first=index, end=index + 2, resolve=at_hand(unit), of="unit")


def stretch_of(words: Words, index: int) -> Draft | None:
    """
    As in "the first week of May", "the last three months of 2024", "the first half of
    June".
    """
    word = words.lower(index)
    if word == "week" and words.lower(index + 1) == "of":
        inner = date_at(words, index + 2)
        if not inner or inner.of != "date":
            return None
        return Draft(
            first=index, end=inner.end, resolve=_week_of(inner.resolve), of="week"
        )
    order = words.known.numbers.ordinals.get(
        word, -1 if word in ("last", "final", "closing") else 0
    )
    if not order or order > 5:
        return None
    half = words.lower(index + 1) == "half"
    length = (
        Length(count=1.0, code="half", end=index + 2)
        if half
        else length_at(words, index + 1)
    )
    if length is None or words.lower(length.end) != "of":
        return None
    inner = _unit_at_hand(words, length.end + 1) or point_at(
        words, length.end + 1, whole=False
    )
    if inner is None or inner.of in ("shift", "reference", "set"):
        return None
    return Draft(
        first=index,
        end=inner.end,
        resolve=_stretch(inner.resolve, order, length),
        of="part",
    )


def _week_of(day: Resolve) -> Resolve:
    def resolve(context: Context) -> Meaning:
        meaning = day(context)
        if not meaning.begin:
            return unresolved()
        return calendar.of_week(meaning.begin, meaning.basis)

    return resolve


def _stretch(whole: Resolve, order: int, length: Length) -> Resolve:
    """
    The n-th (-1: last) stretch of some length in a longer time, whose value stays.
    """

    def resolve(context: Context) -> Meaning:
        meaning = whole(context)
        if meaning.begin is None or meaning.end is None:
            return meaning
        if length.code == "half":
            middle = meaning.begin + (meaning.end - meaning.begin) // 2
            days = (
                (meaning.begin, middle)
                if order == 1
                else (moved(middle, 1) or middle, meaning.end)
            )
            return replace(meaning, begin=days[0], end=days[1])
        count = length.count or 3
        if order < 0:
            behind = moved(meaning.end, 1)
            begin = calendar.shifted(behind, -count, length.code) if behind else None
            if begin and begin >= meaning.begin:
                return replace(meaning, begin=begin)
            return meaning
        begin = calendar.shifted(meaning.begin, (order - 1) * count, length.code)
        after = calendar.shifted(meaning.begin, order * count, length.code)
        inside = begin and after and begin <= meaning.end
        if not inside or not after:
            return meaning
        return replace(meaning, begin=begin, end=min(after - _DAY, meaning.end))

    return resolve


def daypart_of(words: Words, index: int) -> Draft | None:
    """As in "the night of May 24", "the morning of 24 February 2022"."""
    code = words.known.times.dayparts.get(words.lower(index))
    if code is None or words.lower(index + 1) != "of":
        return None
    inner = date_at(words, index + 2 + (words.lower(index + 2) == "the"))
    if inner is None or inner.of not in ("date", "weekday"):
        return None
    return Draft(
        first=index,
        end=inner.end,
        resolve=at_daypart(inner.resolve, code),
        of="daypart",
    )


_PARTIAL = (part_of, stretch_of, daypart_of)
