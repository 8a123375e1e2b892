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

_SCALE_STEPS = range(4)  # billions, millions, thousands, ones
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
    if word.kind == "number":
        whole = number(_SEPARATORS.sub("", word.text))
        if whole is None:
            return None
        value, end = _and_part(words, index + 1, whole)
        return _scaled(words, end, value)
    if word.lower in ("a", "an", "half") or word.lower in words.known.numbers.numbers:
        return _spelled(words, index)
    return _crowd(words, index)


def _and_part(words: Words, index: int, whole: float) -> tuple[float, int]:
    """A whole number with the fraction that may follow it: "2 1/2"."""
    top, slash, bottom = (words.get(index + step) for step in range(3))
    told = (
        top.kind == bottom.kind == "number"
        and slash.lower == "/"
        and slash.tight
        and bottom.tight
        and not top.tight
    )
    if (
        not told
        or len(top.text) > 1
        or len(bottom.text) > 1
        or not "0" < top.text < bottom.text
    ):
        return whole, index
    return whole + int(top.text) / int(bottom.text), index + 3


def _spelled(words: Words, index: int) -> Amount | None:
    word, after = words.lower(index), words.lower(index + 1)
    if word == "half":
        return _half(words, index)
    if word in ("a", "an"):
        if after == "dozen":
            return Amount(12.0, index + 2)
        if after not in words.known.numbers.scales or len(after) <= 2:
            return _crowd(words, index)
        more = _hundreds(words, index) if after == "hundred" else None
        if more is not None and more[0] > 100:
            return Amount(*more)
        return _scaled(words, index + 1, 1.0)
    total, here = 0.0, index
    for _ in _SCALE_STEPS:
        step = _hundreds(words, here)
        if step is None:
            break
        total, here = total + step[0], step[1]
        scale = words.known.numbers.scales.get(words.lower(here), 0.0)
        if words.lower(here) == "dozen":
            return Amount(total * 12, here + 1)
        if scale < 1000 or len(words.lower(here)) <= 2:
            break
        total, here = total * scale, here + 1
        if scale >= 1e6 or words.lower(here) == "of":
            break
        here += (
            words.lower(here) == "and"
            and words.lower(here + 1) in words.known.numbers.numbers
        )
    return Amount(total, here)


def _below_hundred(words: Words, index: int) -> tuple[float, int] | None:
    table = words.known.numbers.numbers
    value = table.get(words.lower(index))
    if words.lower(index) == "a" and words.lower(index + 1) == "hundred":
        return 1.0, index + 1
    if value is None:
        return None
    hyphen = words.lower(index + 1) == "-"
    last = index + 2 if hyphen else index + 1
    unit = table.get(words.lower(last), 0)
    if value >= 20 and value % 10 == 0 and 0 < unit < 10:
        return float(value + unit), last + 1
    return float(value), index + 1


def _hundreds(words: Words, index: int) -> tuple[float, int] | None:
    """A number below a thousand, or "sixteen hundred": "two hundred and fifty"."""
    step = _below_hundred(words, index)
    if step is None or words.lower(step[1]) != "hundred":
        return step
    value, here = step[0] * 100, step[1] + 1
    rest = _below_hundred(words, here + (words.lower(here) == "and"))
    if rest is not None:
        return (value + rest[0], rest[1])
    return (value, here)


def _half(words: Words, index: int) -> Amount | None:
    here = index + 1 + (words.lower(index + 1) in ("a", "an"))
    word = words.lower(here)
    if word == "dozen":
        return Amount(6.0, here + 1)
    if here > index + 1 and word in words.known.numbers.scales and len(word) > 2:
        return Amount(words.known.numbers.scales[word] / 2, here + 1)
    return None


def _crowd(words: Words, index: int, *, whole: bool = True) -> Amount | None:
    """Scales without a number: "dozens", "hundreds of thousands", "several hundred"."""
    word = words.lower(index)
    few = index + 1 + (word == "a")
    if word in ("several", "many") or (word == "a" and words.lower(index + 1) == "few"):
        scale = words.known.numbers.scales.get(words.lower(few), 0.0)
        if not scale or len(words.lower(few)) <= 2:
            return None
        return Amount(2 * scale, few + 1, exact=False)
    step = words.known.numbers.crowds.get(word)
    if step is None:
        return None
    inner = (
        _crowd(words, index + 2, whole=False)
        if whole and words.lower(index + 1) == "of"
        else None
    )
    if inner is not None:
        return Amount(step * inner.value, inner.end, exact=False)
    loose = word in ("scores", "tens") and words.lower(index + 1) != "of"
    if loose:
        return None
    return Amount(step * 2, index + 1, exact=False)


def _scaled(words: Words, index: int, value: float, *, whole: bool = True) -> Amount:
    """
    The number with the scale that follows it: "350 billion", "1.5m" tight against its
    digits.
    """
    word = words.get(index)
    if (
        word.tight
        and word.lower in words.known.numbers.tight_scales
        and words.lower(index + 1) not in ("/",)
    ):
        return Amount(value * words.known.numbers.tight_scales[word.lower], index + 1)
    here = index + (word.lower == "-" and word.tight)
    scale = words.known.numbers.scales.get(words.lower(here))
    if scale is None or len(words.lower(here)) < 2:
        return Amount(value, index)
    following = (
        _scaled(words, here + 1, value * scale, whole=False)
        if whole and scale <= 1000
        else None
    )
    return following or Amount(value * scale, here + 1)
