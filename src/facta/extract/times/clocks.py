"""
Times of day: "3 p.m. on Tuesday", "at 15:00 GMT", "noon"; the zone belongs to the
words, not to the value.
"""

from __future__ import annotations

from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from facta.bounds import whole
from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.points import point_at
from facta.extract.times.years import of_four_digits
from facta.extract.words import Words

# words before "at" among which a verb of prices is looked for; judged, not fitted
_PRICED_BACK = 6


class Clock(Struct, frozen=True, kw_only=True):
    """An hour and minute that end at word `end`; `sure` is False for bare digits."""

    hour: int
    minute: int
    end: int
    sure: bool = True


def clock_at(words: Words, index: int) -> Clock | None:
    """The time of day that starts at a word, its zone included."""
    clocks = (rule(words, index) for rule in _CLOCKS)
    found = next((clock for clock in clocks if clock is not None), None)
    if found is None or found.hour > 24 or found.minute > 59:
        return None
    end = _zone(words, found.end)
    before = words.known.times.contexts.before_clock
    zoned = end > found.end
    sure = found.sure or zoned or words.lower(index - 1) in before
    if not sure:
        return None
    return Clock(hour=found.hour, minute=found.minute, end=end)


def _spelled(words: Words, index: int) -> Clock | None:
    """As in "three o'clock"."""
    numbers = words.known.numbers.numbers
    hour = numbers.get(words.lower(index), 0)
    if not 0 < hour <= 12 or not _of_the_clock(words, index + 1):
        return None
    return Clock(hour=hour, minute=0, end=index + 2, sure=False)


def _in_daypart(words: Words, index: int) -> Clock | None:
    """As in "5.40 in the morning"."""
    if not words.reads(index + 1, "in", "the"):
        return None
    later = words.known.times.clock_parts.get(words.lower(index + 3))
    digits = _digits(words, index)
    if later is None or len(digits) != 2:
        return None
    hour = whole(digits[0])
    minute = whole(digits[1])
    if hour is None or minute is None:
        return None
    # "13.40 in the afternoon" has counted the morning already
    if hour < 12:
        hour += later
    return Clock(hour=hour, minute=minute, end=index + 4)


def _twelve(words: Words, index: int) -> Clock | None:
    """As in "3 p.m.", "3:30 pm"."""
    digits = _twelve_digits(words, index)
    half = _closed_up(words.lower(index + 1))
    later = words.known.times.clock_halves.get(half)
    if not digits or later is None:
        return None
    minute = int(digits[1]) if len(digits) > 1 else 0
    # "12 a.m." is the hour 0
    hour = int(digits[0]) % 12 + later
    return Clock(hour=hour, minute=minute, end=index + 2)


def _oclock(words: Words, index: int) -> Clock | None:
    """As in "3 o'clock"."""
    digits = _twelve_digits(words, index)
    if not digits or words.get(index).kind != "number":
        return None
    if not _of_the_clock(words, index + 1):
        return None
    return Clock(hour=int(digits[0]), minute=0, end=index + 2, sure=False)


def _of_the_clock(words: Words, index: int) -> bool:
    return _closed_up(words.lower(index)) == "o'clock"


def _closed_up(word: str) -> str:
    """A word without stops and spaces: "p.m." and "p. m." are "pm"."""
    return word.replace(".", "").replace(" ", "")


def _digits(words: Words, index: int) -> list[str]:
    """The hour, and what stands behind it: "3", "3:30", "3.30"."""
    written = words.get(index).text
    return written.replace(".", ":").split(":")


def _twelve_digits(words: Words, index: int) -> list[str]:
    """The digits of an hour of twelve with its minutes; none where it is not one."""
    if words.get(index).kind not in ("number", "clock"):
        return []
    digits = _digits(words, index)
    # digits of other scripts, and more of them than a number can have, are no hour
    if not all(part.isdigit() for part in digits):
        return []
    if any(whole(part) is None for part in digits):
        return []
    if not 1 <= int(digits[0]) <= 12:
        return []
    return digits


def _full(words: Words, index: int) -> Clock | None:
    """As in "15:00"."""
    word = words.get(index)
    if word.kind != "clock":
        return None
    hour, minute = word.text.split(":")[:2]
    return Clock(hour=int(hour), minute=int(minute), end=index + 1, sure=False)


def _dotted(words: Words, index: int) -> Clock | None:
    """As in "sent at 9.45", not "traded at 9.45"."""
    word = words.get(index)
    hour, stop, minute = word.text.partition(".")
    if word.kind != "number" or not stop or len(minute) != 2 or len(hour) > 2:
        return None
    if not hour.isdigit() or words.lower(index - 1) != "at":
        return None
    times = words.known.times
    behind = words.lower(index + 1)
    if behind and behind not in times.contexts.behind_dotted:
        return None
    before = range(max(0, index - 1 - _PRICED_BACK), index - 1)
    if any(words.lemma(at) in times.pricing.verbs for at in before):
        return None
    return Clock(hour=int(hour), minute=int(minute), end=index + 1)


def _military(words: Words, index: int) -> Clock | None:
    """As in "1500 GMT", "at 1500 on Tuesday"."""
    word = words.get(index)
    if not of_four_digits(word):
        return None
    behind = words.lower(index + 1)
    between = words.lower(index - 1) == "at" and behind == "on"
    if not between and behind not in words.known.times.contexts.behind_hours:
        return None
    hour = int(word.text[:2])
    minute = int(word.text[2:])
    return Clock(hour=hour, minute=minute, end=index + 1)


def _named(words: Words, index: int) -> Clock | None:
    """As in "noon"."""
    hour = words.known.times.hours.get(words.lower(index))
    if hour is None:
        return None
    return Clock(hour=hour, minute=0, end=index + 1)


_CLOCKS = (
    _spelled,
    _in_daypart,
    _twelve,
    _oclock,
    _full,
    _dotted,
    _military,
    _named,
)


def _zone(words: Words, index: int) -> int:
    """The index behind the zone that starts at a word, the index itself without one."""
    word = words.get(index)
    zones = words.known.times.contexts.zones
    if word.text.isupper() and word.lower in zones:
        return index + 1
    # "Moscow time", "local time"
    local = words.capital(index) or word.lower == "local"
    if local and words.lower(index + 1) == "time":
        return index + 2
    return index


def clocked(words: Words, index: int, point: Draft | None) -> Draft | None:
    """
    A time of day with its day, on either side, or alone.

    Args:
        words: the sentence.
        index: where it starts.
        point: the single time that starts there.
    """
    clock = clock_at(words, index)
    if clock is None:
        return _behind_day(words, point)
    behind = words.skip(clock.end, ",")
    day = point_at(words, words.skip(behind, "on"))
    if not _is_day(day):
        resolve = at_clock(None, clock)
        end = clock.end
    else:
        resolve = at_clock(day.resolve, clock)
        end = day.end
    return Draft(first=index, end=end, resolve=resolve, of="clock")


def _behind_day(words: Words, day: Draft | None) -> Draft | None:
    """A time of day behind its day: "Tuesday at 3 p.m."."""
    if not _is_day(day):
        return None
    behind = words.skip(day.end, ",")
    clock = clock_at(words, words.skip(behind, "at"))
    if clock is None:
        return None
    resolve = at_clock(day.resolve, clock)
    return Draft(first=day.first, end=clock.end, resolve=resolve, of="clock")


def _is_day(found: Draft | None) -> TypeGuard[Draft]:
    return found is not None and found.of in ("date", "weekday", "narrative")


def at_clock(day: Resolve | None, clock: Clock) -> Resolve:
    """
    The time of day on a day; without one, on the narrative's day if it stands close by,
    else on that of publication.
    """
    shown = f"T{clock.hour:02}:{clock.minute:02}"

    def resolve(context: Context) -> Meaning:
        meaning = day(context) if day else _day_at_hand(context)
        if meaning.day is None:
            return unresolved("TIME")
        return replace(meaning, value=f"{meaning.day}{shown}", type="TIME")

    return resolve


def _day_at_hand(context: Context) -> Meaning:
    """The narrative's day if it stands close by, else that of publication."""
    narrative = context.narrative
    if narrative is None or not context.near or not narrative.dated:
        return calendar.of_day(context.published, "published")
    if narrative.precision != "day":
        return calendar.of_day(context.published, "published")
    return calendar.of_day(narrative.begin, "narrative")
