"""
A unit counted from an anchor: the day, week, month or year so many steps from the
publication or from the narrative's last time, and a part of such a day.
"""

from __future__ import annotations

from msgspec.structs import replace

from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Resolve
from facta.extract.times.calendar import Meaning, unresolved
from facta.records import Date, DateBasis


def stepped(day: Date, unit: str, step: int, basis: DateBasis) -> Meaning:
    """
    The day, week, weekend, month, quarter, year or decade `step` away from the one that
    holds `day`.
    """
    if unit == "X":
        decade = day.year // 10 + step
        return calendar.of_years(decade * 10, 10, basis)
    if unit == "C":
        century = day.year // 100 + step
        return calendar.of_years(century * 100, 100, basis)
    if unit == "Q":
        index = day.year * 4 + (day.month - 1) // 3 + step
        return calendar.of_part(index // 4, "Q", index % 4 + 1, basis)
    there = calendar.shifted(day, step, "W" if unit == "WE" else unit)
    if there is None:
        return unresolved()
    if unit == "WE":
        return calendar.of_weekend(there, basis)
    return calendar.around(there, unit, basis)


def from_published(unit: str, step: int) -> Resolve:
    """A unit counted from the day of publication."""

    def resolve(context: Context) -> Meaning:
        if context.published is None:
            return unresolved()
        return stepped(context.published, unit, step, "published")

    return resolve


def from_narrative(unit: str, step: int) -> Resolve:
    """
    A unit counted from the narrative's last time, which must be told finely enough.
    """

    def resolve(context: Context) -> Meaning:
        narrative = context.narrative
        if narrative is None or narrative.begin is None or narrative.end is None:
            return unresolved()
        start = narrative.end if step > 0 else narrative.begin
        first = stepped(start, unit, step, "narrative")
        last = stepped(narrative.end, unit, step, "narrative")
        fine = unit in "WQ" and narrative.precision == "day"
        if fine or first.value == last.value:
            return first
        return unresolved()

    return resolve


def at_daypart(day: Resolve, code: str) -> Resolve:
    """A part of a day."""

    def resolve(context: Context) -> Meaning:
        meaning = day(context)
        if meaning.value is None or "/" in meaning.value:
            return unresolved("TIME")
        if meaning.precision not in ("day", None):
            return unresolved("TIME")
        return replace(meaning, value=f"{meaning.value[:10]}T{code}", type="TIME")

    return resolve
