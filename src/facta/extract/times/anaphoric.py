"""
Expressions that point back to a time already told: "the next day", "that week", "the
following month", "the day before".

Each matcher takes words and an index and gives a `Draft` or None.
"""

from __future__ import annotations

from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.steps import at_daypart, from_narrative
from facta.extract.words import Words


def of_narrative(words: Words, index: int) -> Draft | None:
    """
    As in "the next day", "the following month", "the same day", "that week", "the day
    before", "later that day".
    """
    found = (rule(words, index) for rule in _OF_NARRATIVE)
    return next((draft for draft in found if draft is not None), None)


def _narrative_unit(words: Words, index: int) -> Draft | None:
    """As in "the following month", "that week", "next day"."""
    which = words.lower(index)
    step = words.known.times.narrative_steps.get(which)
    unit = words.known.times.calendar_units.get(words.lower(index + 1))
    if step is None or unit is None or unit in "QC":
        return None
    next_day = which == "next" and unit == "D"
    bare = next_day or which in ("that", "following")
    if not bare and words.lower(index - 1) != "the":
        return None
    return _told(index, index + 2, from_narrative(unit, step))


def _narrative_daypart(words: Words, index: int) -> Draft | None:
    """As in "that evening", "the previous night"."""
    which = words.lower(index)
    times = words.known.times
    step = times.narrative_steps.get(which)
    code = times.dayparts.get(words.lower(index + 1))
    if step is None or code is None:
        return None
    if which != "that" and words.lower(index - 1) != "the":
        return None
    resolve = at_daypart(from_narrative("D", step), code)
    return _told(index, index + 2, resolve)


def _narrative_season(words: Words, index: int) -> Draft | None:
    """As in "that autumn", "the following spring"."""
    which = words.lower(index)
    times = words.known.times
    season = times.seasons.get(words.lower(index + 1))
    step = times.narrative_steps
    if season is None or step.get(which, -1) < 0:
        return None
    if which != "that" and words.lower(index - 1) != "the":
        return None
    resolve = _season_of_narrative(season, ahead=step[which] > 0)
    return _told(index, index + 2, resolve)


def _eve(words: Words, index: int) -> Draft | None:
    """As in "on the eve"."""
    if not words.reads(index - 1, "the", "eve"):
        return None
    return _told(index, index + 1, from_narrative("D", -1))


def _day_beside(words: Words, index: int) -> Draft | None:
    """As in "the day before", "the night after", where the expression ends there."""
    which = words.lower(index)
    step = words.known.times.day_steps
    if which not in ("day", "night") or words.lower(index - 1) != "the":
        return None
    beside = words.lower(index + 1)
    if beside not in step or not closes(words, index + 2):
        return None
    day = from_narrative("D", step[beside])
    if which == "night":
        return _told(index, index + 2, at_daypart(day, "NI"))
    return _told(index, index + 2, day)


def _told(first: int, end: int, resolve: Resolve) -> Draft:
    return Draft(first=first, end=end, resolve=resolve, of="narrative")


_OF_NARRATIVE = (
    _narrative_unit,
    _narrative_daypart,
    _narrative_season,
    _eve,
    _day_beside,
)


def _season_of_narrative(code: str, *, ahead: bool) -> Resolve:
    """The season of the narrative's year, or the next one after its time."""

    def resolve(context: Context) -> Meaning:
        narrative = context.narrative
        if narrative is None or narrative.begin is None or narrative.end is None:
            return unresolved()
        year_of_it = narrative.begin.year
        years = range(year_of_it - 1, year_of_it + 2)
        seasons = (calendar.of_season(year, code, "narrative") for year in years)
        for one in seasons:
            if ahead and one.begin and one.begin > narrative.end:
                return one
            if not ahead and one.end and one.end >= narrative.begin:
                return one
        return unresolved()

    return resolve


def closes(words: Words, index: int) -> bool:
    """
    Whether the expression ends here, rather than going on with what it was before or
    after of.
    """
    word = words.lower(index)
    return not word or word in words.known.times.contexts.closing
