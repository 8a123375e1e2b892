"""
Ranges of time: "3 to 5 May", "from March to May 2023", "2014-2015". Each end may lend
the other its year.
"""

from __future__ import annotations

from msgspec.structs import replace

from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.dates import (
    day_number,
    in_month,
    month_name,
    on_day,
    stated_year,
)
from facta.extract.times.points import point_at
from facta.extract.words import DASHES, Words

# words before a range among which a verb of moving is looked for; judged, not fitted
_MOVED_BACK = 8
# kinds of matches that are no end of a range
_ENDLESS = frozenset(("shift", "reference", "set", "narrative", "duration"))


def day_range(words: Words, index: int) -> Draft | None:
    """
    As in "3 to 5 May 2025", "May 3-5, 2025", "24-25 May": days that share one month.
    """
    month, start = month_name(words, index)
    first = _digits(words, start)
    last = _digits(words, start + 2)
    if not 0 < first < last or not _joins_days(words, start + 1):
        return None
    # "3 and 4 May" may be a range, "3 and 5 May" are two days
    apart = words.lower(start + 1) == "and" and last > first + 1
    if apart and words.lower(index - 1) != "between":
        return None
    end = start + 3
    if not month:
        month, end = month_name(words, words.skip(end, "of"))
    if not month:
        return None
    year, end = stated_year(words, end)
    begins = on_day(month, first, year)
    ends = on_day(month, last, year)
    resolve = _between(begins, ends)
    return Draft(first=index, end=end, resolve=resolve, of="range")


def _digits(words: Words, index: int) -> int:
    """The day of a month that a word names in digits, or 0."""
    if words.get(index).kind == "word":
        return 0
    return day_number(words, index)


def _joins_days(words: Words, index: int) -> bool:
    word = words.lower(index)
    if word == "and" or word in DASHES:
        return True
    return word in words.known.times.contexts.joining


def time_range(words: Words, first: Draft | None) -> Draft | None:
    """
    The range that a single time begins, as in "between March and May", "from Monday to
    Friday", "2017 to 2021", "2014-2015".
    """
    if first is None or first.of in _ENDLESS or first.of == "range":
        return None
    dashed = _dashed(words, first)
    if not dashed and not _joined(words, first):
        return None
    begun = words.lower(first.first - 1) == "from"
    if begun and _moved(words, first.first):
        return None
    behind = first.end + 1
    last = point_at(words, behind) or _freed_month(words, behind)
    if last is None or last.of in _ENDLESS or last.of == "feast":
        return None
    resolve = _between(first.resolve, last.resolve)
    whole = Draft(first=first.first, end=last.end, resolve=resolve, of="range")
    if dashed:
        return whole
    ends = (_end_of(first, first, last, 0), _end_of(last, first, last, 1))
    return replace(whole, parts=ends)


def _joined(words: Words, first: Draft) -> bool:
    """Whether a word behind a time leads to the end of a range."""
    joint = words.lower(first.end)
    before = words.lower(first.first - 1)
    if joint == "and":
        return before == "between"
    # "Monday until Friday" may tell when a deadline falls
    if joint == "until":
        return before == "from"
    return joint in words.known.times.contexts.joining


def _dashed(words: Words, first: Draft) -> bool:
    """Whether a dash behind a time leads to the end of a range."""
    joint = words.get(first.end)
    if joint.lower not in DASHES:
        return False
    loose = joint.lower == "–" or first.of in ("date", "month", "year")
    return joint.tight or loose


def _freed_month(words: Words, index: int) -> Draft | None:
    """
    A month that its place in a range tells from the modal: "between March and May".
    """
    month, end = month_name(words, index)
    if not month:
        return None
    resolve = in_month(month, None)
    return Draft(first=index, end=end, resolve=resolve, of="month")


def _end_of(own: Draft, first: Draft, last: Draft, which: int) -> Draft:
    """One end of a range, resolved together with the other."""

    def resolve(context: Context) -> Meaning:
        ends = _ends(first.resolve, last.resolve, context)
        return ends[which]

    return replace(own, resolve=resolve)


def _moved(words: Words, index: int) -> bool:
    """
    Whether the time was moved from one day to another, so that they are two times.
    """
    before = range(max(0, index - _MOVED_BACK), index)
    verbs = words.known.times.moving.verbs
    return any(words.lemma(here) in verbs for here in before)


def _between(first: Resolve, last: Resolve) -> Resolve:
    """
    A range: each end may lend the other its year, and the last never comes before the
    first.
    """

    def resolve(context: Context) -> Meaning:
        begin, end = _ends(first, last, context)
        if begin.value is None or end.value is None:
            return unresolved()
        if not begin.dated or not end.dated or _is_after(begin, end):
            return unresolved()
        return replace(
            begin,
            value=f"{begin.value}/{end.value}",
            basis=begin.basis if end.basis == "stated" else end.basis,
            type="DATE",
            end=end.end,
        )

    return resolve


def _is_after(begin: Meaning, end: Meaning) -> bool:
    """Whether a range would end before it begins."""
    if begin.begin is None or end.end is None:
        return False
    return end.end < begin.begin


def _ends(first: Resolve, last: Resolve, context: Context) -> tuple[Meaning, Meaning]:
    """Both ends of a range, in order."""
    end = last(context)
    lent = context
    if end.begin is not None and end.basis == "stated":
        lent = replace(context, year=end.begin.year)
    begin = first(lent)
    if begin.begin is None or end.begin is None:
        return begin, end
    if begin.begin <= end.begin:
        return begin, end
    # the first came out later than the last: "November to January"
    if end.basis == "stated":
        before = replace(context, year=end.begin.year - 1)
        return first(before), end
    if context.tense == "past":
        back = replace(context, published=end.begin, narrative=None)
        return first(back), end
    ahead = replace(context, published=begin.begin, tense="future", narrative=None)
    return begin, last(ahead)
