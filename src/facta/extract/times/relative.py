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
from facta.extract.times.dates import month_name
from facta.extract.times.durations import Length, length_at
from facta.extract.words import Words
from facta.records import Date, DateBasis

STEPS = {"last": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
NARRATIVE_STEPS = {
    "next": 1,
    "following": 1,
    "subsequent": 1,
    "previous": -1,
    "preceding": -1,
    "same": 0,
    "that": 0,
}
_UNITS = {
    "day": "D",
    "week": "W",
    "month": "m",
    "year": "Y",
    "quarter": "Q",
    "weekend": "WE",
    "decade": "X",
    "century": "C",
}


def stepped(day: Date, unit: str, step: int, basis: DateBasis) -> Meaning:
    """
    The day, week, weekend, month, quarter, year or decade `step` away from the one that
    holds `day`.
    """
    if unit == "X":
        return calendar.of_years(day.year // 10 * 10 + 10 * step, 10, basis)
    if unit == "C":
        return calendar.of_years(day.year // 100 * 100 + 100 * step, 100, basis)
    if unit == "Q":
        index = day.year * 4 + (day.month - 1) // 3 + step
        return calendar.of_part(index // 4, "Q", index % 4 + 1, basis)
    there = calendar.shifted(day, step, {"WE": "W"}.get(unit, unit))
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
    """A unit counted from the narrative's last time, which must be told finely enough."""

    def resolve(context: Context) -> Meaning:
        narrative = context.narrative
        if narrative is None or narrative.begin is None or narrative.end is None:
            return unresolved()
        first = stepped(
            narrative.end if step > 0 else narrative.begin, unit, step, "narrative"
        )
        last = stepped(narrative.end, unit, step, "narrative")
        if first.value == last.value or (unit in "WQ" and narrative.precision == "day"):
            return first
        return unresolved()

    return resolve


def named_day(words: Words, index: int) -> Draft | None:
    """
    As in "today", "yesterday", "the day before yesterday", "tonight", "overnight".
    """
    word = words.lower(index)
    if word == "tonight":
        return Draft(
            first=index,
            end=index + 1,
            resolve=at_daypart(from_published("D", 0), "NI"),
            of="daypart",
        )
    if word == "overnight":
        return Draft(first=index, end=index + 1, resolve=_overnight, of="daypart")
    step = words.known.times.days.get(word)
    if step is not None:
        return Draft(first=index, end=index + 1, resolve=from_published("D", step))
    side = {"before": -1, "after": 1}.get(words.lower(index + 1))
    far = words.known.times.days.get(words.lower(index + 2))
    if word == "day" and side is not None and far in (-1, 1) and side == far:
        return Draft(first=index, end=index + 3, resolve=from_published("D", 2 * side))
    return None


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
        if (
            meaning.value is None
            or meaning.precision not in ("day", None)
            or "/" in meaning.value
        ):
            return unresolved("TIME")
        return replace(meaning, value=f"{meaning.value[:10]}T{code}", type="TIME")

    return resolve


def deictic(words: Words, index: int) -> Draft | None:
    """
    As in "last week", "this month", "next Tuesday", "last May", "this summer", "this
    morning", "last night".
    """
    which, word = words.lower(index), words.get(index + 1)
    step = STEPS.get(which)
    if step is None:
        return None
    end = index + 2
    if word.lower in ("night", "evening") and which == "last":
        return Draft(
            first=index,
            end=end,
            resolve=at_daypart(
                from_published("D", -1), words.known.times.dayparts[word.lower]
            ),
            of="daypart",
        )
    if word.lower in words.known.times.dayparts and which == "this":
        return Draft(
            first=index,
            end=end,
            resolve=at_daypart(
                from_published("D", 0), words.known.times.dayparts[word.lower]
            ),
            of="daypart",
        )
    if word.lower in _UNITS and word.lower != "day" and words.lower(end) != "of":
        return Draft(
            first=index, end=end, resolve=from_published(_UNITS[word.lower], step)
        )
    weekday = words.known.weekday(word.lower) if word.text[:1].isupper() else 0
    if weekday:
        return Draft(
            first=index, end=end, resolve=_named_weekday(weekday, step), of="weekday"
        )
    month, after = month_name(words, index + 1)
    if month:
        return Draft(
            first=index, end=after, resolve=_named_month(month, step), of="month"
        )
    season = words.known.times.seasons.get(word.lower)
    if not season:
        return None
    return Draft(first=index, end=end, resolve=_named_season(season, step), of="season")


def _named_weekday(weekday: int, step: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        if context.published is None:
            return unresolved()
        back = (context.published.isoweekday() - weekday) % 7
        ahead = (weekday - context.published.isoweekday()) % 7
        if step < 0 or (step == 0 and context.tense == "past"):
            days = -(back or (7 if step < 0 else 0))
        else:
            days = ahead or (7 if step > 0 else 0)
        return calendar.of_day(moved(context.published, days), "published")

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
        if step == 0:
            now = [
                calendar.of_season(context.published.year + plus, code, "published")
                for plus in (-1, 0)
            ]
            holds = [
                one
                for one in now
                if one.begin and one.end and one.begin <= context.published <= one.end
            ]
            if holds:
                return holds[0]
            return now[1]
        years = [
            calendar.of_season(context.published.year + plus, code, "published")
            for plus in (-2, -1, 0, 1)
        ]
        past = [one for one in years if one.end and one.end < context.published]
        ahead = [one for one in years if one.begin and one.begin > context.published]
        found = past[-1:] if step < 0 else ahead[:1]
        if found:
            return found[0]
        return unresolved()

    return resolve


def weekend(words: Words, index: int) -> Draft | None:
    """
    As in "over the weekend", "at the weekend": the last one, or the next where the
    clause looks ahead.
    """
    if words.lower(index) != "weekend" or words.lower(index - 1) != "the":
        return None

    def resolve(context: Context) -> Meaning:
        if context.published is None:
            return unresolved()
        step = (
            0
            if context.tense == "future" or context.published.isoweekday() >= 6
            else -1
        )
        return stepped(context.published, "WE", step, "published")

    return Draft(first=index, end=index + 1, resolve=resolve, of="week")


def of_narrative(words: Words, index: int) -> Draft | None:
    """
    As in "the next day", "the following month", "the same day", "that week", "the day
    before", "later that day".
    """
    which, word = words.lower(index), words.lower(index + 1)
    article = words.lower(index - 1) == "the"
    step = NARRATIVE_STEPS.get(which)
    if (
        step is not None
        and (article or which in ("that", "following"))
        and word in ("day", "week", "month", "year", "decade", "weekend")
    ):
        return Draft(
            first=index,
            end=index + 2,
            resolve=from_narrative(_UNITS[word], step),
            of="narrative",
        )
    if (
        step is not None
        and (article or which == "that")
        and word in words.known.times.dayparts
    ):
        code = words.known.times.dayparts[word]
        back = -1 if which == "previous" else step
        return Draft(
            first=index,
            end=index + 2,
            resolve=at_daypart(from_narrative("D", back), code),
            of="narrative",
        )
    season = words.known.times.seasons.get(word)
    if season and (
        which == "that" or (article and which in ("following", "same", "next"))
    ):
        return Draft(
            first=index,
            end=index + 2,
            resolve=_narrative_season(season, which),
            of="narrative",
        )
    if which == "eve" and article:
        return Draft(
            first=index, end=index + 1, resolve=from_narrative("D", -1), of="narrative"
        )
    if which == "next" and word == "day":
        return Draft(
            first=index, end=index + 2, resolve=from_narrative("D", 1), of="narrative"
        )
    if (
        which in ("day", "night")
        and article
        and word in ("before", "after", "earlier")
        and _closes(words, index + 2)
    ):
        day = from_narrative("D", 1 if word == "after" else -1)
        return Draft(
            first=index,
            end=index + 2,
            resolve=at_daypart(day, "NI") if which == "night" else day,
            of="narrative",
        )
    return None


def _narrative_season(code: str, which: str) -> Resolve:
    """The season of the narrative's year, or the next one after the narrative's time."""

    def resolve(context: Context) -> Meaning:
        narrative = context.narrative
        if narrative is None or narrative.begin is None or narrative.end is None:
            return unresolved()
        seasons = [
            calendar.of_season(narrative.begin.year + step, code, "narrative")
            for step in (-1, 0, 1)
        ]
        if which in ("following", "next"):
            return next(
                (one for one in seasons if one.begin and one.begin > narrative.end),
                unresolved(),
            )
        return next(
            (one for one in seasons if one.end and one.end >= narrative.begin),
            unresolved(),
        )

    return resolve


def _closes(words: Words, index: int) -> bool:
    """
    Whether the expression ends here, rather than going on with what it was before or
    after of.
    """
    return words.lower(index) in words.known.times.contexts.closing or not words.lower(
        index
    )


def within_day(words: Words, index: int) -> Draft | None:
    """
    As in "later in the day", "earlier in the week", "later that day", "later this
    month", "earlier on Tuesday".
    """
    if words.lower(index) not in ("later", "earlier"):
        return None
    here = index + 1
    if words.lower(here) in ("in", "on"):
        here += 1
    if words.lower(here) == "the" and words.lower(here + 1) in (
        "day",
        "week",
        "month",
        "year",
    ):
        unit = _UNITS[words.lower(here + 1)]
        return Draft(
            first=index,
            end=here + 2,
            resolve=_day_at_hand if unit == "D" else from_published(unit, 0),
            of="narrative",
        )
    inner = of_narrative(words, here) or deictic(words, here) or named_day(words, here)
    if inner is None or words.lower(here) not in (
        "that",
        "this",
        "today",
        "yesterday",
        "tomorrow",
        "next",
        "last",
    ):
        return None
    return Draft(first=index, end=inner.end, resolve=inner.resolve, of=inner.of)


def _day_at_hand(context: Context) -> Meaning:
    narrative = context.narrative
    if (
        narrative is not None
        and narrative.precision == "day"
        and context.near
        and narrative.begin == narrative.end
        and narrative.begin
    ):
        return calendar.of_day(narrative.begin, "narrative")
    return from_published("D", 0)(context)


def shift(words: Words, index: int) -> Draft | None:
    """
    As in "two weeks ago", "days later", "a year earlier", "two days after the talks",
    "three months from now".
    """
    length = length_at(words, index)
    if length is None:
        return None
    word, after = words.lower(length.end), words.lower(length.end + 1)
    if word == "ago" or (
        word == "back" and not length.bare and _closes(words, length.end + 1)
    ):
        return Draft(first=index, end=length.end + 1, resolve=ago(length), of="shift")
    if (word == "from" and after in ("now", "today")) or word == "hence":
        return Draft(
            first=index,
            end=length.end + (2 if word == "from" else 1),
            resolve=counted(length, 1, "published"),
            of="shift",
        )
    if word in ("later", "afterwards", "afterward", "thereafter", "on"):
        if word == "on":
            return None
        return Draft(
            first=index,
            end=length.end + 1,
            resolve=counted(length, 1, "narrative"),
            of="shift",
        )
    if word in ("earlier", "before", "previously", "prior") and (
        word == "earlier" or _closes(words, length.end + 1)
    ):
        return Draft(
            first=index,
            end=length.end + 1,
            resolve=counted(length, -1, "narrative"),
            of="shift",
        )
    if word == "after" and _closes(words, length.end + 1):
        return Draft(
            first=index,
            end=length.end + 1,
            resolve=counted(length, 1, "narrative"),
            of="shift",
        )
    return None


def ago(length: Length) -> Resolve:
    """So long before publication; without a number it is some time in the past."""

    def resolve(context: Context) -> Meaning:
        if length.count is None:
            return Meaning(value="PAST_REF", basis="stated")
        return counted(length, -1, "published")(context)

    return resolve


def counted(length: Length, sign: int, base: DateBasis) -> Resolve:
    """
    So long before or after the publication or the narrative's last time, as finely as the
    unit counts.
    """

    def resolve(context: Context) -> Meaning:
        narrative = context.narrative
        if base == "published":
            start = context.published
        else:
            start = (
                None
                if narrative is None
                else (narrative.end if sign > 0 else narrative.begin)
            )
        if start is None or not _fine(narrative, length, base):
            return unresolved()
        return reached(start, length, sign, base)

    return resolve


def _fine(narrative: Meaning | None, length: Length, base: DateBasis) -> bool:
    """Whether the anchor is told as finely as the unit that is counted from it."""
    if base == "published":
        return True
    if narrative is None or narrative.begin is None or narrative.end is None:
        return False
    return (narrative.end - narrative.begin).days <= {"Y": 366, "m": 31, "W": 7}.get(
        length.code, 1
    )


def reached(start: Date, length: Length, sign: int, basis: DateBasis) -> Meaning:
    """
    The time `length` away from a day; without a number it lies within the nine next of
    the unit.
    """
    if length.count is None:
        near, far = (
            calendar.shifted(start, sign * count, length.code) for count in (1, 9)
        )
        if not near or not far:
            return unresolved()
        return calendar.window(min(near, far), max(near, far), basis)
    there = calendar.shifted(start, sign * length.count, length.code)
    if not there:
        return unresolved()
    return calendar.around(there, length.code, basis)


def reference(words: Words, index: int) -> Draft | None:
    """
    As in "now", "recently", "in recent months", "in the coming weeks": a direction
    without a day.
    """
    parts = words.phrase(index, words.known.references)
    if parts and not (
        parts[-1] in ("past", "future") and _measures(words, index + len(parts))
    ):
        value = words.known.times.references[" ".join(parts)]
        return Draft(
            first=index,
            end=index + len(parts),
            resolve=_constant(value),
            of="reference",
        )
    which, word = words.lower(index), words.lower(index + 1)
    plural = word.endswith("s") and words.known.times.units.get(word) is not None
    if plural and which in ("recent", "past"):
        return Draft(
            first=index, end=index + 2, resolve=_constant("PAST_REF"), of="reference"
        )
    if plural and which in ("coming", "upcoming", "future"):
        return Draft(
            first=index, end=index + 2, resolve=_constant("FUTURE_REF"), of="reference"
        )
    return None


def _measures(words: Words, index: int) -> bool:
    """Whether an amount or a unit follows: "the past two years", "the past week"."""
    word = words.get(index)
    amounts = (
        words.known.numbers.numbers,
        words.known.times.units,
        ("few", "several", "couple", "many"),
    )
    return word.kind == "number" or any(word.lower in table for table in amounts)


def _constant(value: str) -> Resolve:
    return lambda _: Meaning(value=value, basis="stated")


RELATIVE = (named_day, deictic, weekend, of_narrative, within_day, shift, reference)
