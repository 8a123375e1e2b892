"""
Expressions that need another time: "yesterday", "last week", "two weeks ago", "the next
day", "days after the talks".

Each matcher takes words and an index and gives a `Draft` or None.
"""

from __future__ import annotations

from msgspec.structs import replace

from facta.bounds import moved
from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.dates import month_name, weekday_name
from facta.extract.times.durations import Length, length_at
from facta.extract.words import Words
from facta.records import Date, DateBasis

# days that the narrative's time may last for lengths of a unit to be counted from it
_FINE_DAYS = {"Y": 366, "m": 31, "W": 7}
# how many units "days later" may be, at least and at most; judged, not fitted
_FEW, _MANY = 1, 9


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
    if beside not in step or not _closes(words, index + 2):
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


def _closes(words: Words, index: int) -> bool:
    """
    Whether the expression ends here, rather than going on with what it was before or
    after of.
    """
    word = words.lower(index)
    return not word or word in words.known.times.contexts.closing


def within_day(words: Words, index: int) -> Draft | None:
    """
    As in "later in the day", "earlier in the week", "later that day", "later this
    month", "earlier on Tuesday".
    """
    contexts = words.known.times.contexts
    if words.lower(index) not in contexts.within:
        return None
    here = words.skip(index + 1, "in", "on")
    opening = words.lower(here)
    unit = words.known.times.calendar_units.get(words.lower(here + 1), "")
    if opening == "the" and unit in ("D", "W", "m", "Y"):
        resolve = _day_at_hand if unit == "D" else from_published(unit, 0)
        return _told(index, here + 2, resolve)
    if opening not in contexts.within_opening:
        return None
    for rule in (of_narrative, deictic, named_day):
        inner = rule(words, here)
        if inner is not None:
            return replace(inner, first=index)
    return None


def _day_at_hand(context: Context) -> Meaning:
    narrative = context.narrative
    if narrative is not None and context.near and narrative.day is not None:
        return calendar.of_day(narrative.day, "narrative")
    return from_published("D", 0)(context)


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
    closes = _closes(words, end)
    times = words.known.times
    # "two weeks back" is "ago", "a week back in Kyiv" is not
    counts_back = word == "back" and closes and not length.bare
    if word == "ago" or counts_back:
        return ago(length), end
    if word == "hence":
        return counted(length, 1, "published"), end
    if word == "from" and words.lower(end) in ("now", "today"):
        return counted(length, 1, "published"), end + 1
    side = times.shifts.get(word)
    if side is None and closes:
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


def reference(words: Words, index: int) -> Draft | None:
    """
    As in "now", "recently", "in recent months", "in the coming weeks": a direction
    without a day.
    """
    times = words.known.times
    parts = words.phrase(index, words.known.references)
    end = index + len(parts)
    # "in the past two years" is a length
    sided = bool(parts) and parts[-1] in ("past", "future")
    cut = sided and _measures(words, end)
    if parts and not cut:
        value = times.references[" ".join(parts)]
        return _reference(index, end, value)
    direction = times.reference_adjectives.get(words.lower(index))
    unit = words.lower(index + 1)
    if direction is None or not unit.endswith("s"):
        return None
    if unit not in times.units:
        return None
    return _reference(index, index + 2, direction)


def _reference(first: int, end: int, value: str) -> Draft:
    meaning = Meaning(value=value, basis="stated")
    return Draft(first=first, end=end, resolve=lambda _: meaning, of="reference")


def _measures(words: Words, index: int) -> bool:
    """Whether an amount or a unit follows: "the past two years", "the past week"."""
    word = words.lower(index)
    known = words.known
    if words.get(index).kind == "number" or word in known.numbers.numbers:
        return True
    return word in known.times.units or word in known.times.contexts.counting


RELATIVE = (named_day, deictic, weekend, of_narrative, within_day, shift, reference)
