"""
Amounts in words and digits: "25", "two hundred and fifty", "1.5 million", "half a
dozen", "several".

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
_SEPARATORS = re.compile(r"[,\s]")


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
    found = _amount(words, index)
    if found is None or not math.isfinite(found.value):
        return None
    return found


def _amount(words: Words, index: int) -> Amount | None:
    word = words.get(index)
    articles = words.tree.lexicon.grammar.indefinite_articles
    if word.kind == "number":
        return _in_digits(words, index)
    if word.lower == "half":
        return _half(words, index)
    if word.lower in articles:
        return _one(words, index)
    if word.lower in words.known.numbers.numbers:
        return _spelled(words, index)
    return _crowd(words, index)


def _in_digits(words: Words, index: int) -> Amount | None:
    written = words.get(index).text
    whole = number(_SEPARATORS.sub("", written))
    if whole is None:
        return None
    fraction = _fraction_behind(words, index + 1)
    if fraction is None:
        return _scaled(words, index + 1, whole)
    return _scaled(words, index + 4, whole + fraction)


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
    return _scaled(words, index + 1, 1.0)


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
        here = _behind_and(words, here)
    return Amount(total, here)


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
