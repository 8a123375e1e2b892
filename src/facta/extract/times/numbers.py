"""
Amounts in words and digits: "25", "two hundred and fifty", "1.5 million", "one and a
half million", "half a dozen", "several".

Shared by times and figures. An amount without a number ("several", "dozens of") has a
low bound and no value.
"""

from __future__ import annotations

import math
import re

from msgspec import Struct

from facta.bounds import number
from facta.extract.words import Words

# billions, millions, thousands, ones
_SCALE_STEPS = range(4)
# the shortest scale that may stand behind words: "m" and "bn" stand behind digits only
_SPELLED = 3
_SEPARATORS = re.compile(r"[,'’\s]")
# digits behind a comma that is read as a point, at most: "€2,7 bn"
_DECIMALS = 2


class Amount(Struct, frozen=True):
    """
    A number read from words `[start, end)`; `exact` is False for "dozens", whose value
    is the least it can mean.
    """

    value: float
    end: int
    exact: bool = True


def amount(words: Words, index: int) -> Amount | None:
    """
    The cardinal number that starts at word `index`, as long as it goes; None where it
    is too large for any use.
    """
    word = words.get(index)
    # most words of a text are asked, and few are of a number
    if word.kind != "number" and not opens(words, word.lower):
        return None
    found = _amount(words, index)
    if found is None or not math.isfinite(found.value):
        return None
    return found


def opens(words: Words, word: str) -> bool:
    """Whether a word in lower case can open a number written in words."""
    articles = words.tree.lexicon.grammar.indefinite_articles
    return word in words.known.numerals or word in articles


def _amount(words: Words, index: int) -> Amount | None:
    word = words.get(index)
    if word.kind == "number":
        return _in_digits(words, index)
    if word.lower in words.known.numbers.numbers:
        return _and_part(words, index) or _spelled(words, index)
    if word.lower == "half":
        return _half(words, index)
    if word.lower in words.tree.lexicon.grammar.indefinite_articles:
        return _one(words, index)
    return _crowd(words, index)


def _in_digits(words: Words, index: int) -> Amount | None:
    written = _SEPARATORS.sub("", words.get(index).text)
    # of several points none is a decimal one: "1.250.000"
    if written.count(".") > 1:
        written = written.replace(".", "")
    decimals = _behind_comma(words, index)
    whole = number(f"{written}.{decimals}" if decimals else written)
    if whole is None:
        return None
    if decimals:
        return _scaled(words, index + 3, whole)
    fraction = _fraction_behind(words, index + 1)
    if fraction is not None:
        return _scaled(words, index + 4, whole + fraction)
    return _and_part(words, index) or _scaled(words, index + 1, whole)


def _behind_comma(words: Words, index: int) -> str:
    """
    The decimals behind a comma, where a sign of money before or a scale, share or
    measure behind tells that they are some: "€2,7 bn", "2,5 %", not "3,4".
    """
    comma, behind = words.get(index + 1), words.get(index + 2)
    tight = comma.lower == "," and comma.tight and behind.tight
    if not tight or behind.kind != "number" or not words.get(index).text.isdigit():
        return ""
    if not behind.text.isdigit() or len(behind.text) > _DECIMALS:
        return ""
    # "3,4,5" is a list
    if words.get(index + 3).tight and words.lower(index + 3) == ",":
        return ""
    before, after = words.get(index - 1), words.get(index + 3)
    units = words.units
    signed = before.kind == "mark" and before.lower in units.currencies
    scaled = after.lower in words.known.numbers.scales and len(after.lower) > 1
    percent = words.known.times.contexts.percent
    measured = after.lower in percent or after.lower in units.currencies
    return behind.text if signed or scaled or measured else ""


def _and_part(words: Words, index: int) -> Amount | None:
    """
    A whole number and a part of one, with the scale behind: "one and a half million",
    "two and a half".
    """
    word = words.get(index)
    whole = words.known.numbers.numbers.get(word.lower, 0)
    if word.kind == "number" and word.text.isdigit() and len(word.text) <= _DECIMALS:
        whole = int(word.text)
    part = _part_behind(words, index + 1)
    if not whole or part is None:
        return None
    return _scaled(words, index + 4, whole + part)


def _part_behind(words: Words, index: int) -> float | None:
    """As in "and a half", "and three quarters": what such a part is of one."""
    if words.lower(index) != "and":
        return None
    if words.reads(index + 1, "a", "half"):
        return 0.5
    units = words.units
    top = units.numerators.get(words.lower(index + 1))
    bottom = units.denominators.get(words.lower(index + 2))
    if top is None or bottom is None or top >= bottom:
        return None
    # "four and a quarter of ...", "one and a third man" are no mixed numbers
    behind = words.lower(index + 3)
    percent = words.known.times.contexts.percent
    if behind not in words.known.numbers.scales and behind not in percent:
        return None
    return top / bottom


def _fraction_behind(words: Words, index: int) -> float | None:
    """The fraction that may follow a whole number: "2 1/2"."""
    top, slash, bottom = (words.get(index + step) for step in range(3))
    if top.kind != "number" or bottom.kind != "number":
        return None
    joined = slash.lower == "/" and slash.tight and bottom.tight
    if not joined or top.tight:
        return None
    single = len(top.text) == len(bottom.text) == 1
    if not single or not "0" < top.text < bottom.text:
        return None
    return int(top.text) / int(bottom.text)


def _one(words: Words, index: int) -> Amount | None:
    """As in "a dozen", "a hundred and fifty", "a million"."""
    after = words.lower(index + 1)
    if after == "dozen":
        return Amount(12.0, index + 2)
    if len(after) < _SPELLED or after not in words.known.numbers.scales:
        return _crowd(words, index)
    more = _hundreds(words, index) if after == "hundred" else None
    if more is not None and more[0] > 100:
        return Amount(*more)
    found = _scaled(words, index + 1, 1.0)
    # "a million and a half"
    if not words.reads(found.end, "and", "a", "half"):
        return found
    return Amount(found.value * 1.5, found.end + 3)


def _spelled(words: Words, index: int) -> Amount | None:
    """As in "two million three hundred thousand and five"."""
    total = 0.0
    here = index
    for _ in _SCALE_STEPS:
        step = _hundreds(words, here)
        if step is None:
            break
        total += step[0]
        here = step[1]
        if words.lower(here) == "dozen":
            return Amount(total * 12, here + 1)
        scale = _scale(words, here)
        if scale < 1000:
            break
        total *= scale
        here += 1
        if scale >= 1e6 or words.lower(here) == "of":
            break
        here = _behind_comma_of_words(words, index, _behind_and(words, here))
    return Amount(total, here)


def _behind_comma_of_words(words: Words, first: int, index: int) -> int:
    """
    The index, or the next one behind a comma that hundreds follow: "four thousand, two
    hundred"; not "of four thousand, two hundred fled".
    """
    if words.lower(index) != "," or words.lower(index + 2) != "hundred":
        return index
    whole = words.units.contexts.before_whole
    if words.lower(first - 1) in whole:
        return index
    hundreds = words.known.numbers.numbers.get(words.lower(index + 1), 0)
    return index + 1 if 0 < hundreds < 10 else index


def _scale(words: Words, index: int) -> float:
    """What a word multiplies the number before it with, 0 where it does not."""
    word = words.lower(index)
    if len(word) < _SPELLED:
        return 0.0
    return words.known.numbers.scales.get(word, 0.0)


def _behind_and(words: Words, index: int) -> int:
    """The index, or the next one behind an "and" that a number follows."""
    joined = words.lower(index + 1) in words.known.numbers.numbers
    return words.skip(index, "and") if joined else index


def _below_hundred(words: Words, index: int) -> tuple[float, int] | None:
    table = words.known.numbers.numbers
    if words.reads(index, "a", "hundred"):
        return 1.0, index + 1
    value = table.get(words.lower(index))
    if value is None:
        return None
    last = words.skip(index + 1, "-")
    unit = table.get(words.lower(last), 0)
    if value >= 20 and value % 10 == 0 and 0 < unit < 10:
        return float(value + unit), last + 1
    return float(value), index + 1


def _hundreds(words: Words, index: int) -> tuple[float, int] | None:
    """A number below a thousand, or "sixteen hundred": "two hundred and fifty"."""
    step = _below_hundred(words, index)
    if step is None or words.lower(step[1]) != "hundred":
        return step
    value = step[0] * 100
    here = step[1] + 1
    rest = _below_hundred(words, words.skip(here, "and"))
    if rest is None:
        return value, here
    return value + rest[0], rest[1]


def _half(words: Words, index: int) -> Amount | None:
    """As in "half a dozen", "half dozen", "half a million"."""
    articles = words.tree.lexicon.grammar.indefinite_articles
    here = words.skip(index + 1, *articles)
    if words.lower(here) == "dozen":
        return Amount(6.0, here + 1)
    scale = _scale(words, here)
    if not scale or here == index + 1:
        return None
    return Amount(scale / 2, here + 1)


def _crowd(words: Words, index: int, *, whole: bool = True) -> Amount | None:
    """
    Scales without a number: "dozens", "several hundred", and with `whole` "hundreds of
    thousands".
    """
    size = words.known.numbers.crowds.get(words.lower(index))
    if size is None:
        return _several(words, index)
    of = words.lower(index + 1) == "of"
    if whole and of:
        inner = _crowd(words, index + 2, whole=False)
        if inner is not None:
            return Amount(size * inner.value, inner.end, exact=False)
    # "scores" and "tens" are other things too
    loose = words.known.numbers.loose_crowds.words
    if not of and words.lower(index) in loose:
        return None
    return Amount(size * 2, index + 1, exact=False)


def _several(words: Words, index: int) -> Amount | None:
    """As in "several hundred", "a few thousand": two of them at least."""
    here = index + 1
    if words.lower(index) not in words.known.numbers.several.words:
        if not words.reads(index, "a", "few"):
            return None
        here = index + 2
    scale = _scale(words, here)
    if not scale:
        return None
    return Amount(2 * scale, here + 1, exact=False)


def _scaled(words: Words, index: int, value: float, *, whole: bool = True) -> Amount:
    """
    The number with the scale that follows it: "350 billion", "1.5m" tight against its
    digits; with `whole`, another scale may follow: "350 thousand million".
    """
    word = words.get(index)
    numbers = words.known.numbers
    # "1.5m/s" is a speed
    if word.tight and words.lower(index + 1) != "/":
        tight = numbers.tight_scales.get(word.lower)
        if tight is not None:
            return Amount(value * tight, index + 1)
    here = index + (word.lower == "-" and word.tight)
    named = words.lower(here)
    scale = numbers.scales.get(named) if len(named) >= 2 else None
    if scale is None:
        return Amount(value, index)
    if whole and scale <= 1000:
        return _scaled(words, here + 1, value * scale, whole=False)
    return Amount(value * scale, here + 1)
