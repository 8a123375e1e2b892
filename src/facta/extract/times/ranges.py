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
from facta.extract.words import Words

_DASHES = ("-", "–", "—")


def day_range(words: Words, index: int) -> Draft | None:
    """
    As in "3 to 5 May 2025", "May 3-5, 2025", "24-25 May": days that share one month.
    """
    first = day_number(words, index)
    month, after = month_name(words, index)
    start = after if month else index
    first = day_number(words, start)
    joined = _joint(words, start + 1)
    last = day_number(words, start + 2) if joined else 0
    if (
        not first
        or not last
        or words.get(start).kind == "word"
        or words.get(start + 2).kind == "word"
    ):
        return None
    end = start + 3
    if not month:
        month, end = month_name(words, end + (words.lower(end) == "of"))
    if (
        not month
        or not first < last
        or (
            words.lower(start + 1) == "and"
            and last != first + 1
            and words.lower(index - 1) != "between"
        )
    ):
        return None
    year, end = stated_year(words, end)
    return Draft(
        first=index,
        end=end,
        resolve=_between(on_day(month, first, year), on_day(month, last, year)),
        of="range",
    )


def _joint(words: Words, index: int) -> bool:
    word = words.lower(index)
    return (
        word in _DASHES or word in ("to", "until", "till", "through") or word == "and"
    )


def time_range(words: Words, index: int) -> Draft | None:
    """
    As in "between March and May", "from Monday to Friday", "2017 to 2021", "2014-2015".
    """
    first = point_at(words, index)
    if first is None or first.of in (
        "shift",
        "reference",
        "set",
        "narrative",
        "duration",
        "range",
    ):
        return None
    before, joint = words.lower(index - 1), words.get(first.end)
    between = joint.lower == "and" and before == "between"
    joined = joint.lower in ("to", "through", "until", "till") and (
        before == "from" or joint.lower != "until"
    )
    dashed = joint.lower in _DASHES and (
        joint.tight or joint.lower == "–" or first.of in ("date", "month", "year")
    )
    if not (between or joined or dashed) or (before == "from" and _moved(words, index)):
        return None
    last = point_at(words, first.end + 1) or _freed_month(words, first.end + 1)
    if last is None or last.of in (
        "shift",
        "reference",
        "set",
        "narrative",
        "duration",
        "feast",
    ):
        return None
    whole = Draft(
        first=index,
        end=last.end,
        resolve=_between(first.resolve, last.resolve),
        of="range",
    )
    ends = (_end_of(first, first, last, 0), _end_of(last, first, last, 1))
    if dashed:
        return whole
    return replace(whole, parts=ends)


def _freed_month(words: Words, index: int) -> Draft | None:
    """
    A month that its place in a range tells from the modal: "between March and May".
    """
    month, end = month_name(words, index)
    if not month:
        return None
    return Draft(first=index, end=end, resolve=in_month(month, None), of="month")


def _end_of(own: Draft, first: Draft, last: Draft, which: int) -> Draft:
    """One end of a range, resolved together with the other."""
    return replace(
        own, resolve=lambda context: _ends(first.resolve, last.resolve, context)[which]
    )


def _moved(words: Words, index: int) -> bool:
    """
    Whether the time was moved from one day to another, so that they are two times.
    """
    return any(
        words.lemma(here) in words.known.times.moving.verbs
        for here in range(max(0, index - 8), index)
    )


def _between(first: Resolve, last: Resolve) -> Resolve:
    """
    A range: each end may lend the other its year, and the last never comes before the
    first.
    """

    def resolve(context: Context) -> Meaning:
        begin, end = _ends(first, last, context)
        if begin.value is None or end.value is None:
            return unresolved()
        value = f"{begin.value}/{end.value}"
        if (
            not begin.dated
            or not end.dated
            or (begin.begin and end.end and end.end < begin.begin)
        ):
            return unresolved()
        basis = begin.basis if end.basis == "stated" else end.basis
        return Meaning(
            value=value,
            basis=basis,
            type="DATE",
            begin=begin.begin,
            end=end.end,
            precision=begin.precision,
        )

    return resolve


def _ends(first: Resolve, last: Resolve, context: Context) -> tuple[Meaning, Meaning]:
    """Both ends of a range, in order."""
    end = last(context)
    year = end.begin.year if end.begin and end.basis == "stated" else None
    begin = first(replace(context, year=year) if year else context)
    if begin.begin and end.begin and end.begin < begin.begin:
        return _ordered(begin, end, context, first, last)
    return begin, end


def _ordered(
    begin: Meaning, end: Meaning, context: Context, first: Resolve, last: Resolve
) -> tuple[Meaning, Meaning]:
    """
    The two ends again, where the first came out later than the last: "November to
    January".
    """
    assert begin.begin is not None
    assert end.begin is not None
    if end.basis == "stated":
        return first(replace(context, year=end.begin.year - 1)), end
    if context.tense == "past":
        return first(replace(context, published=end.begin, narrative=None)), end
    return begin, last(
        replace(context, published=begin.begin, tense="future", narrative=None)
    )
