"""
Lengths counted from another time: "two weeks ago", "days later", "a year earlier",
"three months from now".

`shift` is a matcher, which takes words and an index and gives a `Draft` or None;
`reached` gives the time that lies a length away from a day.
"""

from __future__ import annotations

from facta.extract.times import calendar
from facta.extract.times.anaphoric import closes
from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.durations import Length, length_at
from facta.extract.words import Words
from facta.records import Date, DateBasis

# days that the narrative's time may last for lengths of a unit to be counted from it
_FINE_DAYS = {"Y": 366, "m": 31, "W": 7}
# how many units "days later" may be, at least and at most; judged, not fitted
_FEW, _MANY = 1, 9


def shift(words: Words, index: int) -> Draft | None:
    """
    As in "two weeks ago", "days later", "a year earlier", "two days after the talks",
    "three months from now".
    """
    length = length_at(words, index)
    if length is None:
        return None
    found = _shifted(words, length)
    if found is None:
        return None
    resolve, end = found
    return Draft(first=index, end=end, resolve=resolve, of="shift")


def _shifted(words: Words, length: Length) -> tuple[Resolve, int] | None:
    """What the words behind a length make of it, and the index behind them."""
    word = words.lower(length.end)
    end = length.end + 1
    last = closes(words, end)
    times = words.known.times
    # "two weeks back" is "ago", "a week back in Kyiv" is not
    counts_back = word == "back" and last and not length.bare
    if word == "ago" or counts_back:
        return ago(length), end
    if word == "hence":
        return counted(length, 1, "published"), end
    if word == "from" and words.lower(end) in ("now", "today"):
        return counted(length, 1, "published"), end + 1
    side = times.shifts.get(word)
    if side is None and last:
        side = times.closing_shifts.get(word)
    if side is None:
        return None
    return counted(length, side, "narrative"), end


def ago(length: Length) -> Resolve:
    """So long before publication; without a number it is some time in the past."""

    def resolve(context: Context) -> Meaning:
        if length.count is None:
            return Meaning(value="PAST_REF", basis="stated")
        return counted(length, -1, "published")(context)

    return resolve


def counted(length: Length, sign: int, base: DateBasis) -> Resolve:
    """
    So long before or after the publication or the narrative's last time, as finely as
    the unit counts.
    """

    def resolve(context: Context) -> Meaning:
        start = context.published
        if base != "published":
            start = _edge(context.narrative, length, sign)
        if start is None:
            return unresolved()
        return reached(start, length, sign, base)

    return resolve


def _edge(narrative: Meaning | None, length: Length, sign: int) -> Date | None:
    """
    The day of the narrative that a length is counted from, where its time is told as
    finely as the unit.
    """
    if narrative is None or narrative.begin is None or narrative.end is None:
        return None
    lasts = (narrative.end - narrative.begin).days
    if lasts > _FINE_DAYS.get(length.code, 1):
        return None
    if sign > 0:
        return narrative.end
    return narrative.begin


def reached(start: Date, length: Length, sign: int, basis: DateBasis) -> Meaning:
    """
    The time `length` away from a day; without a number it lies within the nine next of
    the unit.
    """
    if length.count is None:
        near = calendar.shifted(start, sign * _FEW, length.code)
        far = calendar.shifted(start, sign * _MANY, length.code)
        if near is None or far is None:
            return unresolved()
        return calendar.window(min(near, far), max(near, far), basis)
    there = calendar.shifted(start, sign * length.count, length.code)
    if there is None:
        return unresolved()
    return calendar.around(there, length.code, basis)
