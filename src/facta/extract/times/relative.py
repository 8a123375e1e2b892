"""
Expressions that need another time: those that point from the day of publication
(`deictic`) or back to a time told (`anaphoric`), within either ("later that day"), a
length away (`shifts`), and those that give a direction alone ("recently").

Each matcher takes words and an index and gives a `Draft` or None.
"""

from __future__ import annotations

from msgspec.structs import replace

from facta.extract.times import calendar
from facta.extract.times.anaphoric import of_narrative
from facta.extract.times.anchor import Context, Draft
from facta.extract.times.calendar import Meaning
from facta.extract.times.deictic import deictic, named_day, weekend
from facta.extract.times.shifts import shift
from facta.extract.times.steps import from_published
from facta.extract.words import Words


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
        return Draft(first=index, end=here + 2, resolve=resolve, of="narrative")
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
