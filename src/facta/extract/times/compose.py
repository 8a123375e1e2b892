"""
Expressions made of others: parts ("early May", "the end of the month"), ranges, distances from a happening.

`expression_at` gives the longest expression that starts at a word, or None.
"""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve, of_story_year
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.clocks import clocked
from facta.extract.times.dates import DATES, date_at, day_number, in_month, month_name, on_day, stated_year
from facta.extract.times.durations import Length, duration, length_at, recurrence
from facta.extract.times.relative import RELATIVE, STEPS, at_daypart, from_published, from_story, reached
from facta.extract.times.spans import SPANS
from facta.extract.times.words import Words

_DAY = datetime.timedelta(days=1)
_PARTS = {
    "early": "start", "beginning": "start", "start": "start", "opening": "start",
    "mid": "mid", "middle": "mid", "late": "end", "end": "end", "close": "end",
}  # fmt: skip
_AT_HAND = {"year": "Y", "month": "m", "week": "W", "decade": "X", "quarter": "Q", "century": "C"}
_DASHES = ("-", "–", "—")
_ARTICLED = frozenset(
    ("quarter", "season", "decade", "week", "story", "feast", "part", "window", "daypart", "reference")
)
_SIMPLE = (*DATES, *SPANS, *RELATIVE)


def _longest(found: list[Draft | None]) -> Draft | None:
    return max((draft for draft in found if draft is not None), key=lambda draft: draft.end, default=None)


def point_at(words: Words, index: int, *, whole: bool = True) -> Draft | None:
    """
    The longest single time (no range, no clock) that starts at a word; an article may lead it.

    Without `whole`, no part or stretch of a longer time: so parts never nest without end.
    """
    found = _longest([matcher(words, index) for matcher in (_SIMPLE + _PARTIAL if whole else _SIMPLE)])
    if found is None and words.get(index).lower == "the" and words.get(index + 1).lower != "the":
        inner = None if words.tag(index + 1)[:2] == "RB" else point_at(words, index + 1, whole=whole)
        return replace(inner, first=index) if inner and (inner.of in _ARTICLED or _ordinal_day(words, inner)) else None
    if found is not None:
        return _of_week(words, found) or _with_daypart(words, found)
    return None


def _ordinal_day(words: Words, draft: Draft) -> bool:
    """Whether it opens with a word that takes an article: "the 25th of May", "the day before yesterday"."""
    return words.get(draft.first).kind == "ordinal" or words.get(draft.first).lower in (
        "day",
        "last",
        "past",
        "next",
        "coming",
    )


def _of_week(words: Words, draft: Draft) -> Draft | None:
    """As in "Friday of last week"."""
    number = words.known.weekday(words.get(draft.first).lower)
    step = STEPS.get(words.get(draft.end + 1).lower)
    if draft.of != "weekday" or words.get(draft.end).lower != "of" or step is None or not number:
        return None
    if words.get(draft.end + 2).lower != "week":
        return None
    return Draft(draft.first, draft.end + 3, _day_of_week(from_published("W", step), number), "weekday")


def _day_of_week(week: Resolve, number: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        meaning = week(context)
        return calendar.of_day(meaning.begin + (number - 1) * _DAY, meaning.basis) if meaning.begin else unresolved()

    return resolve


def _with_daypart(words: Words, draft: Draft) -> Draft:
    """As in "Tuesday morning", "yesterday evening", "May 25 in the evening"."""
    here = draft.end + 2 * (words.get(draft.end).lower == "in" and words.get(draft.end + 1).lower == "the")
    code = words.known.times.dayparts.get(words.get(here).lower)
    if code is None or draft.of not in ("date", "weekday", "story"):
        return draft
    return Draft(draft.first, here + 1, at_daypart(draft.resolve, code), "daypart")


def part_of(words: Words, index: int) -> Draft | None:
    """As in "early May", "mid-2025", "late on Monday", "the end of the month", "year's end"."""
    word = words.get(index).lower
    closing = _year_end(words, index)
    if closing is not None:
        return closing
    part = _PARTS.get(word)
    if part is None:
        return None
    here = index + 1
    if words.get(here).lower in (("of", "on", "in") if word in ("early", "mid", "late") else ("of",)) or (
        words.get(here).lower in _DASHES and words.get(here).tight
    ):
        here += 1
    elif word not in ("early", "mid", "late"):
        return None
    inner = _unit_at_hand(words, here) or point_at(words, here, whole=False)
    if inner is None or inner.of in ("shift", "reference", "set", "part"):
        return None
    return Draft(index, inner.end, _third(inner.resolve, part), "part")


def _third(whole: Resolve, part: str) -> Resolve:
    return lambda context: calendar.third(whole(context), part)


def _year_end(words: Words, index: int) -> Draft | None:
    """As in "year's end", "year-end", "month's end"."""
    unit = {"year": "Y", "month": "m", "week": "W"}.get(words.get(index).lower)
    if unit is None or words.get(index + 1).lower not in ("'s", "-") or words.get(index + 2).lower != "end":
        return None
    return Draft(index, index + 3, _third(at_hand(unit), "end"), "part")


def at_hand(unit: str) -> Resolve:
    """The month of "the end of the month": the story's where that tells of another year, else publication's."""

    def resolve(context: Context) -> Meaning:
        if of_story_year(context):
            return from_story(unit, 0)(context)
        return from_published(unit, 0)(context)

    return resolve


def _unit_at_hand(words: Words, index: int) -> Draft | None:
    unit = {"year": "Y", "month": "m", "week": "W", "decade": "X", "quarter": "Q", "century": "C"}.get(
        words.get(index + 1).lower
    )
    if words.get(index).lower != "the" or unit is None or words.get(index + 2).lower == "of":
        return None
    return Draft(index, index + 2, at_hand(unit), "unit")


def stretch_of(words: Words, index: int) -> Draft | None:
    """As in "the first week of May", "the last three months of 2024", "the first half of June"."""
    word = words.get(index).lower
    if word == "week" and words.get(index + 1).lower == "of":
        inner = date_at(words, index + 2)
        return Draft(index, inner.end, _week_of(inner.resolve), "week") if inner and inner.of == "date" else None
    order = words.known.numbers.ordinals.get(word, -1 if word in ("last", "final", "closing") else 0)
    if not order or order > 5:
        return None
    half = words.get(index + 1).lower == "half"
    length = Length(1.0, "half", index + 2) if half else length_at(words, index + 1)
    if length is None or words.get(length.end).lower != "of":
        return None
    inner = _unit_at_hand(words, length.end + 1) or point_at(words, length.end + 1, whole=False)
    if inner is None or inner.of in ("shift", "reference", "set"):
        return None
    return Draft(index, inner.end, _stretch(inner.resolve, order, length), "part")


def _week_of(day: Resolve) -> Resolve:
    def resolve(context: Context) -> Meaning:
        meaning = day(context)
        return calendar.of_week(meaning.begin, meaning.basis) if meaning.begin else unresolved()

    return resolve


def _stretch(whole: Resolve, order: int, length: Length) -> Resolve:
    """The n-th (-1: last) stretch of some length in a longer time, whose value stays."""

    def resolve(context: Context) -> Meaning:
        meaning = whole(context)
        if meaning.begin is None or meaning.end is None:
            return meaning
        if length.code == "half":
            middle = meaning.begin + (meaning.end - meaning.begin) // 2
            days = (meaning.begin, middle) if order == 1 else (middle + _DAY, meaning.end)
            return replace(meaning, begin=days[0], end=days[1])
        count = length.count or 3
        if order < 0:
            begin = calendar.shifted(meaning.end + _DAY, -count, length.code)
            return replace(meaning, begin=begin) if begin and begin >= meaning.begin else meaning
        begin = calendar.shifted(meaning.begin, (order - 1) * count, length.code)
        after = calendar.shifted(meaning.begin, order * count, length.code)
        inside = begin and after and begin <= meaning.end
        return replace(meaning, begin=begin, end=min(after - _DAY, meaning.end)) if inside and after else meaning

    return resolve


def daypart_of(words: Words, index: int) -> Draft | None:
    """As in "the night of May 24", "the morning of 24 February 2022"."""
    code = words.known.times.dayparts.get(words.get(index).lower)
    if code is None or words.get(index + 1).lower != "of":
        return None
    inner = date_at(words, index + 2 + (words.get(index + 2).lower == "the"))
    if inner is None or inner.of not in ("date", "weekday"):
        return None
    return Draft(index, inner.end, at_daypart(inner.resolve, code), "daypart")


def day_range(words: Words, index: int) -> Draft | None:
    """As in "3 to 5 May 2025", "May 3-5, 2025", "24-25 May": days that share one month."""
    first = day_number(words, index)
    month, after = month_name(words, index)
    start = after if month else index
    first = day_number(words, start)
    joined = _joint(words, start + 1)
    last = day_number(words, start + 2) if joined else 0
    if not first or not last or words.get(start).kind == "word" or words.get(start + 2).kind == "word":
        return None
    end = start + 3
    if not month:
        month, end = month_name(words, end + (words.get(end).lower == "of"))
    if (
        not month
        or not first < last
        or (words.get(start + 1).lower == "and" and last != first + 1 and words.get(index - 1).lower != "between")
    ):
        return None
    year, end = stated_year(words, end)
    return Draft(index, end, _between(on_day(month, first, year), on_day(month, last, year)), "range")


def _joint(words: Words, index: int) -> bool:
    word = words.get(index).lower
    return word in _DASHES or word in ("to", "until", "till", "through") or word == "and"


def time_range(words: Words, index: int) -> Draft | None:
    """As in "between March and May", "from Monday to Friday", "2017 to 2021", "2014-2015"."""
    first = point_at(words, index)
    if first is None or first.of in ("shift", "reference", "set", "story", "duration", "range"):
        return None
    before, joint = words.get(index - 1).lower, words.get(first.end)
    between = joint.lower == "and" and before == "between"
    joined = joint.lower in ("to", "through", "until", "till") and (before == "from" or joint.lower != "until")
    dashed = joint.lower in _DASHES and (joint.tight or joint.lower == "–" or first.of in ("date", "month", "year"))
    if not (between or joined or dashed) or (before == "from" and _moved(words, index)):
        return None
    last = point_at(words, first.end + 1) or _freed_month(words, first.end + 1)
    if last is None or last.of in ("shift", "reference", "set", "story", "duration", "feast"):
        return None
    whole = Draft(index, last.end, _between(first.resolve, last.resolve), "range")
    ends = (_end_of(first, first, last, 0), _end_of(last, first, last, 1))
    return whole if dashed else replace(whole, parts=ends)


def _freed_month(words: Words, index: int) -> Draft | None:
    """A month that its place in a range tells from the modal: "between March and May"."""
    month, end = month_name(words, index)
    return Draft(index, end, in_month(month, None), "month") if month else None


def _end_of(own: Draft, first: Draft, last: Draft, which: int) -> Draft:
    """One end of a range, resolved together with the other."""
    return replace(own, resolve=lambda context: _ends(first.resolve, last.resolve, context)[which])


def _moved(words: Words, index: int) -> bool:
    """Whether the time was moved from one day to another, so that they are two times."""
    return any(words.lemma(here) in words.known.times.moving.verbs for here in range(max(0, index - 8), index))


def _between(first: Resolve, last: Resolve) -> Resolve:
    """A range: each end may lend the other its year, and the last never comes before the first."""

    def resolve(context: Context) -> Meaning:
        begin, end = _ends(first, last, context)
        if begin.value is None or end.value is None:
            return unresolved()
        value = f"{begin.value}/{end.value}"
        if not begin.dated or not end.dated or (begin.begin and end.end and end.end < begin.begin):
            return unresolved()
        basis = begin.basis if end.basis == "stated" else end.basis
        return Meaning(value, basis, "DATE", begin.begin, end.end, begin.precision)

    return resolve


def _ends(first: Resolve, last: Resolve, context: Context) -> tuple[Meaning, Meaning]:
    """Both ends of a range, in order."""
    end = last(context)
    year = end.begin.year if end.begin and end.basis == "stated" else None
    begin = first(replace(context, year=year) if year else context)
    if begin.begin and end.begin and end.begin < begin.begin:
        return _ordered(begin, end, context, first, last)
    return begin, end


def _ordered(begin: Meaning, end: Meaning, context: Context, first: Resolve, last: Resolve) -> tuple[Meaning, Meaning]:
    """The two ends again, where the first came out later than the last: "November to January"."""
    assert begin.begin is not None
    assert end.begin is not None
    if end.basis == "stated":
        return first(replace(context, year=end.begin.year - 1)), end
    if context.tense == "past":
        return first(replace(context, published=end.begin, story=None)), end
    return begin, last(replace(context, published=begin.begin, tense="future", story=None))


def after_happening(words: Words, index: int) -> Draft | None:
    """As in "days after the failed talks", "two years after the 2014 annexation", "three days before the summit"."""
    length = length_at(words, index)
    side = {"after": 1, "following": 1, "before": -1, "since": 1}.get(words.get(length.end).lower) if length else None
    if length is None or side is None or (words.get(length.end).lower == "since"):
        return None
    head = _object(words, length.end)
    if head is None:
        return None
    inner = next((found for here in range(length.end + 1, head + 1) if (found := date_at(words, here))), None)
    end = max(head + 1, inner.end if inner else 0)
    lemma = words.lemma(head)
    resolve = _from_happening(length, side, lemma, inner.resolve if inner else None)
    return Draft(index, end, resolve, "shift")


def _object(words: Words, index: int) -> int | None:
    """The word that is what a preposition stands before, within the next eight."""
    token = words.get(index).token
    if token < 0 or words.relation(index) != "case":
        return None
    head = words.sentence.tokens[token].head
    return next((here for here in range(index + 1, index + 9) if words.get(here).token == head and head > token), None)


def _from_happening(length: Length, side: int, lemma: str, date: Resolve | None) -> Resolve:
    def resolve(context: Context) -> Meaning:
        anchor = date(context) if date else context.told.get(lemma)
        unknown = Meaning(length.value, "stated", "DURATION")
        if anchor is None or not anchor.dated or anchor.begin is None or anchor.end is None:
            return unknown
        basis = anchor.basis if date else "narrative"
        if (anchor.end - anchor.begin).days > {"Y": 366, "m": 31}.get(length.code, 1):
            return unknown
        return reached(anchor.end if side > 0 else anchor.begin, length, side, basis)

    return resolve


_PARTIAL = (part_of, stretch_of, daypart_of)


def expression_at(words: Words, index: int) -> Draft | None:
    """The longest expression of time that starts at a word, or None."""
    word = words.get(index)
    if word.kind == "mark" or (word.kind == "word" and word.lower not in words.known.starters):
        return None
    return _longest(
        [
            clocked(words, index, point_at),
            time_range(words, index),
            day_range(words, index),
            after_happening(words, index),
            point_at(words, index),
            recurrence(words, index),
            _lasting(words, index),
        ]
    )


def _lasting(words: Words, index: int) -> Draft | None:
    """A duration, with the article of one that has a side: "the past two years"."""
    article = words.get(index).lower == "the"
    found = duration(words, index + article)
    sided = words.get(index + article).lower in ("last", "past", "previous", "next", "coming", "first")
    return replace(found, first=index) if found and (sided or not article) else None
