"""
Lengths of time and what recurs: "three weeks", "two-hour", "nearly two decades", "every
Friday", "a month".

`length_at` reads an amount and a unit; `duration` and `recurrence` are matchers that
give a `Draft` or None.
"""

from __future__ import annotations

import math

from msgspec import Struct

from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, shifted
from facta.extract.times.numbers import amount
from facta.extract.times.years import year_at
from facta.extract.words import Words


class Length(Struct, frozen=True, kw_only=True):
    """
    So many units, up to word `end`; `count` is None for "several". `bare` says that no
    amount was written.
    """

    count: float | None
    code: str
    end: int
    bare: bool = False

    @property
    def value(self) -> str:
        """As ISO 8601 has it, X for an unknown number: P3W, PT2H, PXM."""
        shown = (
            "X" if self.count is None else f"{self.count:.4f}".rstrip("0").rstrip(".")
        )
        clock = "T" if self.code in "HMS" else ""
        return f"P{clock}{shown}{self.code.upper()}"


def length_at(words: Words, index: int) -> Length | None:
    """
    The length of time that starts at a word, words like "nearly" before it included.
    """
    here = index + len(words.phrase(index, words.known.approximators))
    halved = _halves(words, here)
    if halved is not None:
        return halved
    count, after, bare = _count(words, here)
    hyphen = words.lower(after) in ("-", "‑") and not bare
    unit = words.known.times.units.get(words.lower(after + hyphen))
    if unit is None or (bare and here > index and not words.lower(after).endswith("s")):
        return None
    end = after + hyphen + 1
    if words.lower(end) == "-" or words.lower(end) == "old":
        joined = words.lower(end + 1) if words.lower(end) == "-" else "old"
        if joined in ("old", "olds", "long"):
            if joined != "long":
                return None
            return Length(count=count, code=unit[0], end=end + 2)
    single = not words.lower(after + hyphen).endswith("s")
    if single and (
        bare
        or (unit == ("m", 3) and not hyphen)
        or (not hyphen and year_at(words, here))
    ):
        return None
    if count is not None:
        count, end = _and_a_half(words, end, count)
        if not math.isfinite(count * unit[1]):
            return None
        return _whole(count * unit[1], unit[0], end, bare=bare)
    return Length(count=None, code=unit[0], end=end, bare=bare)


def _whole(count: float, code: str, end: int, *, bare: bool) -> Length:
    """A length in whole units: a year and a half is 18 months."""
    finer = {
        "Y": (12, "m"),
        "W": (7, "D"),
        "D": (24, "H"),
        "H": (60, "M"),
        "M": (60, "S"),
    }
    while count != int(count) and code in finer:
        many, code = finer[code]
        count *= many
    return Length(count=count, code=code, end=end, bare=bare)


def _count(words: Words, index: int) -> tuple[float | None, int, bool]:
    """
    The amount before a unit: a number, "a", "several" (None), "a couple of"; bare where
    nothing is written.
    """
    word, after = words.lower(index), words.lower(index + 1)
    found = amount(words, index)
    if found is not None:
        loose = found.end + (not found.exact and words.lower(found.end) == "of")
        half = (
            words.lower(loose) == "and"
            and words.lower(loose + 1) == "a"
            and words.lower(loose + 2) == "half"
        )
        value = found.value + 0.5 if half and found.exact else found.value
        return (value if found.exact else None), loose + 3 * half, False
    if (word in ("a", "the") and after == "couple") or word == "couple":
        here = index + 1 + (after == "couple")
        return 2.0, here + (words.lower(here) == "of"), False
    if word == "a" and after == "few":
        return None, index + 2, False
    if word in ("several", "many", "some", "few", "numerous", "countless"):
        return None, index + 1, False
    if word in ("a", "an"):
        return 1.0, index + 1, False
    if not word.endswith("s"):
        return (1.0, index, True)
    return (None, index, True)


def _halves(words: Words, index: int) -> Length | None:
    """As in "half an hour", "half a century"."""
    if words.lower(index) != "half" or words.lower(index + 1) not in (
        "a",
        "an",
    ):
        return None
    unit = words.known.times.units.get(words.lower(index + 2))
    if unit is None:
        return None
    finer = {"H": ("M", 60), "D": ("H", 24), "m": ("W", 4), "M": ("S", 60)}
    if unit == ("Y", 1):
        return Length(count=6.0, code="m", end=index + 3)
    if unit[1] > 1:
        return Length(count=unit[1] / 2, code=unit[0], end=index + 3)
    code, many = finer.get(unit[0], (unit[0], 1))
    return Length(count=many / 2, code=code, end=index + 3)


def _and_a_half(words: Words, index: int, count: float) -> tuple[float, int]:
    """As in "a year and a half"."""
    tail = tuple(words.lower(index + step) for step in range(3))
    if tail == ("and", "a", "half") and count == 1:
        return (count + 0.5, index + 3)
    return (count, index)


def duration(words: Words, index: int) -> Draft | None:
    """
    A length of time; without an amount only where a preposition makes it a length ("for
    weeks").
    """
    which = words.lower(index)
    window = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "next": 1,
        "coming": 1,
        "first": 0,
    }.get(which)
    unit = (
        words.known.times.units.get(words.lower(index + 1)) if which == "past" else None
    )
    single = unit is not None and not words.lower(index + 1).endswith("s")
    if unit is not None and single and words.lower(index - 1) == "the":
        whole = Length(
            count=float(unit[1]), code=unit[0], end=index + 2
        )  # "the past week" runs up to publication
        return Draft(
            first=index, end=index + 2, resolve=lasting(whole, -1), of="duration"
        )
    length = length_at(words, index + (window is not None))
    if length is None or (length.bare and window is not None):
        return None
    single = length.count == 1 and words.lower(index) in ("a", "an")
    before = words.get(index - 1)
    held = before.lower in words.known.times.contexts.before_length
    held = held or (
        length.bare and words.lemma(index - 1) in words.known.times.lasting.verbs
    )
    if (length.bare or single) and not held and length.end - index < 4:
        return None
    if words.lower(length.end) in ("old",) or (length.code == "S" and length.bare):
        return None
    return Draft(
        first=index, end=length.end, resolve=lasting(length, window or 0), of="duration"
    )


def lasting(length: Length, side: int) -> Resolve:
    """
    A duration; one that runs up to or on from publication ("the past two years") has
    days.
    """

    def resolve(context: Context) -> Meaning:
        meaning = Meaning(value=length.value, basis="stated", type="DURATION")
        if side == 0 or context.published is None or length.count is None:
            return meaning
        other = shifted(context.published, side * length.count, length.code)
        if other is None:
            return meaning
        begin, end = sorted((context.published, other))
        return Meaning(
            value=length.value, basis="published", type="DURATION", begin=begin, end=end
        )

    return resolve


def recurrence(words: Words, index: int) -> Draft | None:
    """
    What comes back: "daily", "every Friday", "every two weeks", "Fridays", "twice a
    week".
    """
    word = words.get(index)
    fixed = words.known.times.sets.get(word.lower)
    if fixed is not None:
        named = (
            word.text[:1].isupper()
            and index > 0
            and words.tag(index) in ("NNP", "NNPS")
        )
        if named:
            return None
        return Draft(first=index, end=index + 1, resolve=_always(fixed), of="set")
    plural = (
        words.known.times.weekdays.get(word.lower.removesuffix("s"), 0)
        if word.text[:1].isupper()
        else 0
    )
    if plural and not words.known.weekday(word.lower):
        return Draft(
            first=index, end=index + 1, resolve=_always(f"XXXX-WXX-{plural}"), of="set"
        )
    if word.lower in ("every", "each"):
        return _every(words, index)
    return _rate(words, index)


def _every(words: Words, index: int) -> Draft | None:
    here = index + 1 + (words.lower(index + 1) in ("other", "single"))
    twice = 2 if words.lower(index + 1) == "other" else 1
    word = words.get(here)
    weekday, month = (
        words.known.weekday(word.lower),
        words.known.times.months.get(word.lower),
    )
    if weekday and word.text[:1].isupper():
        return Draft(
            first=index, end=here + 1, resolve=_always(f"XXXX-WXX-{weekday}"), of="set"
        )
    if month and word.text[:1].isupper():
        return Draft(
            first=index, end=here + 1, resolve=_always(f"XXXX-{month:02}"), of="set"
        )
    if (
        word.lower in words.known.times.seasons
        or word.lower in words.known.times.dayparts
    ):
        season = words.known.times.seasons.get(word.lower)
        value = (
            f"XXXX-{season}"
            if season
            else f"XXXX-XX-XXT{words.known.times.dayparts[word.lower]}"
        )
        return Draft(first=index, end=here + 1, resolve=_always(value), of="set")
    if word.lower in words.known.times.units and not word.lower.endswith("s"):
        code, many = words.known.times.units[word.lower]
        return Draft(
            first=index,
            end=here + 1,
            resolve=_always(Length(count=float(many * twice), code=code, end=0).value),
            of="set",
        )
    length = length_at(words, here)
    if not length or length.bare:
        return None
    return Draft(first=index, end=length.end, resolve=_always(length.value), of="set")


def _rate(words: Words, index: int) -> Draft | None:
    """
    As in "a day", "per month" after an amount or "twice": how often, not how long.
    """
    if words.lower(index) not in ("a", "an", "per"):
        return None
    unit = words.known.times.units.get(words.lower(index + 1))
    before, lower = words.tag(index - 1), words.lower(index - 1)
    counted = (
        lower in words.known.times.contexts.rates
        or (before in ("NNS", "CD") and words.get(index - 1).token >= 0)
        or lower in ("%", "$", "percent")
    )
    if (
        unit is None
        or not (counted or words.lower(index) == "per")
        or words.lower(index + 2) in ("ago", "later", "earlier", "after")
    ):
        return None
    return Draft(
        first=index,
        end=index + 2,
        resolve=_always(Length(count=float(unit[1]), code=unit[0], end=0).value),
        of="set",
    )


def _always(value: str) -> Resolve:
    return lambda _: Meaning(value=value, basis="stated", type="SET")
