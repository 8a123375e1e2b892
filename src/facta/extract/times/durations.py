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
from facta.extract.times.numbers import Amount, amount
from facta.extract.times.years import year_at
from facta.extract.words import Words

# what a unit that does not divide is counted in: so many, of that letter
_FINER = {
    "Y": (12, "m"),
    "W": (7, "D"),
    "D": (24, "H"),
    "H": (60, "M"),
    "M": (60, "S"),
}
# the quarters that are rather told of a whole than of a year
_SHARED_QUARTERS = 3
# half of a unit, in whole ones where it has any: half a month is two weeks
_HALVES = {
    "Y": (6.0, "m"),
    "m": (2.0, "W"),
    "D": (12.0, "H"),
    "H": (30.0, "M"),
    "M": (30.0, "S"),
}


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
    hyphen = not bare and words.lower(after) in ("-", "‑")
    named = words.lower(after + hyphen)
    end = after + hyphen + 1
    unit = words.known.times.units.get(named)
    if unit is None or _is_age(words, end):
        return None
    code, many = unit
    single = not named.endswith("s")
    if bare and single and here > index:
        return None
    if words.reads(end, "-", "long"):
        bare = False
        end += 2
    elif bare and single:
        return None
    # "three quarter" is a fraction cut short, "2014 year" a year
    unlikely = unit == ("m", 3) or year_at(words, here)
    if single and not hyphen and unlikely:
        return None
    if unit == ("m", 3) and _is_share(words, count, end):
        return None
    if count is None:
        return Length(count=None, code=code, end=end, bare=bare)
    if count == 1 and words.reads(end, "and", "a", "half"):
        count = 1.5
        end += 3
    total = count * many
    if not math.isfinite(total):
        return None
    return _whole(total, code, end, bare=bare)


def _is_share(words: Words, count: float | None, index: int) -> bool:
    """
    Whether quarters are parts of a whole: "three quarters of the troops", not "three
    quarters of growth" or "of the year".
    """
    # four quarters are a year, and nobody halves by "two quarters"
    if count != _SHARED_QUARTERS:
        return False
    if words.lower(index) != "of":
        return False
    noun = index + 1
    whole = words.tag(noun) in ("DT", "PRP$", "PRP", "PDT")
    while words.tag(noun) in ("DT", "PRP$", "PDT", "JJ"):
        noun += 1
    if words.lower(noun) in words.known.times.units:
        return False
    return whole or words.tag(noun) in ("NNS", "NNPS")


def _is_age(words: Words, index: int) -> bool:
    """Whether what stands behind a length makes it an age: "ten years old"."""
    if words.lower(index) == "old":
        return True
    hyphen = words.lower(index) == "-"
    ages = words.known.times.contexts.ages
    return hyphen and words.lower(index + 1) in ages


def _whole(count: float, code: str, end: int, *, bare: bool) -> Length:
    """A length in whole units: a year and a half is 18 months."""
    while count != int(count) and code in _FINER:
        many, code = _FINER[code]
        count *= many
    return Length(count=count, code=code, end=end, bare=bare)


def _count(words: Words, index: int) -> tuple[float | None, int, bool]:
    """
    The amount before a unit: a number, "a", "several" (None), "a couple of"; bare where
    nothing is written.
    """
    found = amount(words, index)
    if found is not None:
        return _counted(words, found)
    couple = words.skip(index, "a", "the")
    if words.lower(couple) == "couple":
        return 2.0, words.skip(couple + 1, "of"), False
    if words.reads(index, "a", "few"):
        return None, index + 2, False
    word = words.lower(index)
    if word in words.known.times.vague.words:
        return None, index + 1, False
    if word in words.tree.lexicon.grammar.indefinite_articles:
        return 1.0, index + 1, False
    return None if word.endswith("s") else 1.0, index, True


def _counted(words: Words, found: Amount) -> tuple[float | None, int, bool]:
    """A number before a unit, with the half behind it: "two and a half"."""
    if not found.exact:
        end = words.skip(found.end, "of")
        if words.reads(end, "and", "a", "half"):
            end += 3
        return None, end, False
    if words.reads(found.end, "and", "a", "half"):
        return found.value + 0.5, found.end + 3, False
    return found.value, found.end, False


def _halves(words: Words, index: int) -> Length | None:
    """As in "half an hour", "half a century"."""
    articles = words.tree.lexicon.grammar.indefinite_articles
    if words.lower(index) != "half" or words.lower(index + 1) not in articles:
        return None
    unit = words.known.times.units.get(words.lower(index + 2))
    if unit is None:
        return None
    code, many = unit
    if many > 1:
        return Length(count=many / 2, code=code, end=index + 3)
    count, code = _HALVES.get(code, (0.5, code))
    return Length(count=count, code=code, end=index + 3)


def duration(words: Words, index: int) -> Draft | None:
    """
    A length of time; without an amount only where a preposition makes it a length ("for
    weeks").
    """
    whole = _past_unit(words, index)
    if whole is not None:
        return _draft(index, whole, -1)
    side = words.known.times.windows.get(words.lower(index))
    if side is not None:
        length = length_at(words, index + 1)
        if length is None or length.bare:
            return None
    else:
        length = length_at(words, index)
        if length is None or not _is_length(words, index, length):
            return None
    if words.lower(length.end) == "old":
        return None
    # "seconds" alone are rather those of a list
    if length.code == "S" and length.bare:
        return None
    return _draft(index, length, side or 0)


def _draft(first: int, length: Length, side: int) -> Draft:
    resolve = lasting(length, side)
    return Draft(first=first, end=length.end, resolve=resolve, of="duration")


def _past_unit(words: Words, index: int) -> Length | None:
    """As in "the past week", which runs up to publication."""
    if not words.reads(index - 1, "the", "past"):
        return None
    named = words.lower(index + 1)
    unit = words.known.times.units.get(named)
    if unit is None or named.endswith("s"):
        return None
    code, many = unit
    return Length(count=float(many), code=code, end=index + 2)


def _is_length(words: Words, index: int, length: Length) -> bool:
    """Whether what stands before a unit with no amount, or "a", makes it a length."""
    articles = words.tree.lexicon.grammar.indefinite_articles
    single = length.count == 1 and words.lower(index) in articles
    if not length.bare and not single:
        return True
    # "a year and a half" needs no more
    if length.end - index >= 4:
        return True
    before = words.known.times.contexts.before_length
    if words.lower(index - 1) in before:
        return True
    lasts = words.known.times.lasting.verbs
    return length.bare and words.lemma(index - 1) in lasts


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
    if words.lower(index) in words.known.times.sets:
        return _fixed_set(words, index)
    found = (rule(words, index) for rule in _RECURRENCES)
    return next((draft for draft in found if draft is not None), None)


def _fixed_set(words: Words, index: int) -> Draft | None:
    """As in "daily", where it is no name: "the Daily ..."."""
    proper = words.tag(index) in ("NNP", "NNPS")
    if words.capital(index) and index > 0 and proper:
        return None
    value = words.known.times.sets[words.lower(index)]
    return _set(index, index + 1, value)


def _plural_weekday(words: Words, index: int) -> Draft | None:
    """As in "Fridays"."""
    word = words.lower(index)
    if not words.capital(index) or words.known.weekday(word):
        return None
    weekday = words.known.times.weekdays.get(word.removesuffix("s"))
    if not weekday:
        return None
    return _set(index, index + 1, f"XXXX-WXX-{weekday}")


def _every(words: Words, index: int) -> Draft | None:
    """As in "every Friday", "each spring", "every other week", "every two years"."""
    if words.lower(index) not in words.known.times.contexts.every:
        return None
    here = words.skip(index + 1, "other", "single")
    value = _named_set(words, here)
    if value is None:
        # "every other week" is each second one
        step = 2 if words.reads(index + 1, "other") else 1
        value = _unit_set(words, here, step)
    if value is not None:
        return _set(index, here + 1, value)
    length = length_at(words, here)
    if length is None or length.bare:
        return None
    return _set(index, length.end, length.value)


def _named_set(words: Words, index: int) -> str | None:
    """What comes back by a name of the calendar: "Friday", "May", "spring", "night"."""
    word = words.lower(index)
    times = words.known.times
    weekday = words.known.weekday(word)
    if words.capital(index) and weekday:
        return f"XXXX-WXX-{weekday}"
    if words.capital(index) and word in times.months:
        return f"XXXX-{times.months[word]:02}"
    if word in times.seasons:
        return f"XXXX-{times.seasons[word]}"
    if word in times.dayparts:
        return f"XXXX-XX-XXT{times.dayparts[word]}"
    return None


def _unit_set(words: Words, index: int, step: int) -> str | None:
    """What comes back with each unit, or with each second one."""
    word = words.lower(index)
    unit = words.known.times.units.get(word)
    if unit is None or word.endswith("s"):
        return None
    code, many = unit
    return Length(count=float(many * step), code=code, end=0).value


def _rate(words: Words, index: int) -> Draft | None:
    """
    As in "a day", "per month" after an amount or "twice": how often, not how long.
    """
    articles = words.tree.lexicon.grammar.indefinite_articles
    per = words.lower(index) == "per"
    if not per and words.lower(index) not in articles:
        return None
    unit = words.known.times.units.get(words.lower(index + 1))
    if unit is None or not (per or _counts(words, index - 1)):
        return None
    reaching = words.known.times.contexts.reaching
    if words.lower(index + 2) in reaching:
        return None
    code, many = unit
    value = Length(count=float(many), code=code, end=0).value
    return _set(index, index + 2, value)


def _counts(words: Words, index: int) -> bool:
    """Whether a word tells how many or how often: "twice", "5 %", "tons"."""
    if words.lower(index) in words.known.times.contexts.rates:
        return True
    return words.tag(index) in ("NNS", "CD")


_RECURRENCES = (_plural_weekday, _every, _rate)


def _set(first: int, end: int, value: str) -> Draft:
    """What comes back, whatever the context."""
    meaning = Meaning(value=value, basis="stated", type="SET")
    return Draft(first=first, end=end, resolve=lambda _: meaning, of="set")
