"""
Times of day: "3 p.m. on Tuesday", "at 15:00 GMT", "noon"; the zone belongs to the
words, not to the value.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from facta.bounds import whole
from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.words import Words

Point = Callable[[Words, int], Draft | None]


class Clock(Struct, frozen=True, kw_only=True):
    """An hour and minute that end at word `end`; `sure` is False for bare digits."""

    hour: int
    minute: int
    end: int
    sure: bool = True


def clock_at(words: Words, index: int) -> Clock | None:
    """The time of day that starts at a word, its zone included."""
    found = _twelve(words, index) or _full(words, index) or _named(words, index)
    if found is None or found.hour > 24 or found.minute > 59:
        return None
    end = _zone(words, found.end)
    sure = (
        found.sure
        or end > found.end
        or words.lower(index - 1) in words.known.times.contexts.before_clock
    )
    if not sure:
        return None
    return Clock(hour=found.hour, minute=found.minute, end=end)


def _twelve(words: Words, index: int) -> Clock | None:
    """As in "3 p.m.", "3:30 pm", "3 o'clock"."""
    word, half = (
        words.get(index),
        words.lower(index + 1).replace(".", "").replace(" ", ""),
    )
    spelled = words.known.numbers.numbers.get(word.lower, 0) if half == "o'clock" else 0
    if 0 < spelled <= 12:
        return Clock(hour=spelled, minute=0, end=index + 2, sure=False)
    digits = word.text.replace(".", ":").split(":")
    told = _told_part(words, index + 1, digits)
    if told is not None:
        return told
    if (
        word.kind not in ("number", "clock")
        or not all(part.isdigit() for part in digits)
        or not 1 <= (whole(digits[0]) or 0) <= 12
        or any(whole(part) is None for part in digits)
    ):
        return None
    minute = int(digits[1]) if len(digits) > 1 else 0
    if half in ("am", "pm"):
        return Clock(
            hour=int(digits[0]) % 12 + 12 * (half == "pm"), minute=minute, end=index + 2
        )
    if half != "o'clock" or word.kind != "number":
        return None
    return Clock(hour=int(digits[0]), minute=0, end=index + 2, sure=False)


def _told_part(words: Words, index: int, digits: list[str]) -> Clock | None:
    """As in "5.40 in the morning"."""
    tail = tuple(words.lower(index + step) for step in range(3))
    part = tail[2] if tail[:2] == ("in", "the") else ""
    if part not in ("morning", "afternoon", "evening") or len(digits) != 2:
        return None
    hour, minute = whole(digits[0]), whole(digits[1])
    if hour is None or minute is None:
        return None
    return Clock(
        hour=hour + 12 * (part != "morning" and hour < 12), minute=minute, end=index + 3
    )


def _full(words: Words, index: int) -> Clock | None:
    """As in "15:00", "1500 GMT"."""
    word = words.get(index)
    if word.kind == "clock":
        hour, minute = word.text.split(":")[:2]
        return Clock(hour=int(hour), minute=int(minute), end=index + 1, sure=False)
    zoned = words.lower(index + 1) in ("gmt", "utc", "hours")
    zoned = zoned or (words.lower(index - 1) == "at" and words.lower(index + 1) == "on")
    military = word.kind == "number" and len(word.text) == 4 and zoned
    if not military or not word.text.isdigit():
        return None
    return Clock(hour=int(word.text[:2]), minute=int(word.text[2:]), end=index + 1)


def _named(words: Words, index: int) -> Clock | None:
    hour = {"noon": 12, "midday": 12, "midnight": 0}.get(words.lower(index))
    if hour is None:
        return None
    return Clock(hour=hour, minute=0, end=index + 1)


def _zone(words: Words, index: int) -> int:
    if (
        words.lower(index) in words.known.times.contexts.zones
        and words.get(index).text.isupper()
    ):
        return index + 1
    local = words.get(index).text[:1].isupper() or words.lower(index) == "local"
    if local and words.lower(index + 1) == "time":
        return index + 2
    return index


def clocked(words: Words, index: int, point: Point) -> Draft | None:
    """A time of day with its day, on either side, or alone."""
    clock = clock_at(words, index)
    if clock is not None:
        here = clock.end + (words.lower(clock.end) == ",")
        here += words.lower(here) == "on"
        day = point(words, here)
        if day is not None and day.of in ("date", "weekday", "narrative"):
            return Draft(
                first=index,
                end=day.end,
                resolve=at_clock(day.resolve, clock),
                of="clock",
            )
        return Draft(
            first=index, end=clock.end, resolve=at_clock(None, clock), of="clock"
        )
    day = point(words, index)
    if day is None or day.of not in ("date", "weekday", "narrative"):
        return None
    here = day.end + (words.lower(day.end) == ",")
    clock = clock_at(words, here + (words.lower(here) == "at"))
    if not clock:
        return None
    return Draft(
        first=index, end=clock.end, resolve=at_clock(day.resolve, clock), of="clock"
    )


def at_clock(day: Resolve | None, clock: Clock) -> Resolve:
    """
    The time of day on a day; without one, on the narrative's day if it stands close by,
    else on that of publication.
    """
    shown = f"T{clock.hour:02}:{clock.minute:02}"

    def resolve(context: Context) -> Meaning:
        meaning = day(context) if day else _day_at_hand(context)
        if (
            meaning.begin is None
            or meaning.precision != "day"
            or meaning.begin != meaning.end
        ):
            return unresolved("TIME")
        return Meaning(
            value=f"{meaning.begin}{shown}",
            basis=meaning.basis,
            type="TIME",
            begin=meaning.begin,
            end=meaning.end,
            precision="day",
        )

    return resolve


def _day_at_hand(context: Context) -> Meaning:
    narrative = context.narrative
    if (
        context.near
        and narrative is not None
        and narrative.begin is not None
        and narrative.precision == "day"
        and narrative.dated
    ):
        return calendar.of_day(narrative.begin, "narrative")
    if not context.published:
        return unresolved()
    return calendar.of_day(context.published, "published")
