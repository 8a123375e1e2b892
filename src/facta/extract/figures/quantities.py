"""
Amounts with their units and bounds as the words show them: "$350 billion", "at least
13", "between 5 and 7", "17 %".

`quantity_at` gives a `Quantity` or None. What is counted, and who says so, is read from
the tree elsewhere.
"""

from __future__ import annotations

import math

from msgspec import Struct
from msgspec.structs import replace

from facta.extract.figures.bare import counts
from facta.extract.figures.units import unit_at
from facta.extract.times.numbers import Amount, amount, opens
from facta.extract.words import DASHES, Words

# a share told as "one in so many" counts up to this
_IN_MANY = 1000
# a hundredth of a percentage point, in which it is told
_BASIS = "basis point"
# words before "from" among which a verb of change is looked for; judged, not fitted
_CHANGE_BACK = 8
# words back from a bare share within which another is looked for; judged, not fitted
_SHARE_BACK = 15


class Quantity(Struct, frozen=True, kw_only=True):
    """
    A value with bounds and unit over words `[first, end)`; `core` is the word that
    holds the number.
    """

    first: int
    end: int
    core: int
    value: float
    unit: str | None
    low: float | None = None
    high: float | None = None


def quantity_at(words: Words, index: int) -> Quantity | None:
    """The quantity that starts at a word, bounding words included."""
    if not _may_open(words, index):
        return None
    figures = words.tree.lexicon.figures
    bound = words.phrase(index, figures.bounds)
    here = _behind_article(words, index + len(bound))
    found = _fraction(words, here) or _multiple(words, here) or _measured(words, here)
    if found is None or not math.isfinite(found.value):
        return None
    return _bounded(replace(found, first=index), figures.kinds.get(bound))


def _may_open(words: Words, index: int) -> bool:
    """Whether a word can open a quantity; most words cannot."""
    word, figures = words.items[index], words.tree.lexicon.figures
    # codes of money and marks too
    if word.kind != "word" or word.text.isupper():
        return True
    if opens(words, word.lower) or word.lower in figures.openers:
        return True
    return word.lower.endswith("fold") or words.lemma(index) in figures.units.multiples


def _bounded(found: Quantity, side: str | None) -> Quantity:
    """A quantity with the bound that the words before it set, unless it has its own."""
    if side == "low" and found.low is None:
        return replace(found, low=found.value)
    if side == "high" and found.high is None:
        return replace(found, high=found.value)
    return found


def _behind_article(words: Words, index: int) -> int:
    """Behind the article of an amount: "a further 300", "a total of 300"."""
    articles = words.tree.lexicon.grammar.indefinite_articles
    articled = words.lower(index + 1) in words.units.contexts.articled
    if words.lower(index) not in articles or not articled:
        return index
    return words.skip(index + 2, "of")


def _measured(words: Words, index: int) -> Quantity | None:
    """A currency sign, an amount or a range of two, and the unit behind."""
    currency, here = _sign(words, index)
    first = amount(words, here)
    if first is None or not (currency or counts(words, here, first)):
        return None
    first = _signed_scale(words, here, first, currency)
    range_ = _range_end(words, index, here, first, currency)
    last = range_.last
    money = _fused(words, range_.end) if currency is None else None
    unit, end = unit_at(words, range_.end, currency)
    if money is not None:
        unit, end = money.unit, money.end
    if _needs_unit(words, here) and unit is None and end == here + 1:
        return None
    factor = _factor(words, index, unit) * (money.factor if money else 1.0)
    found = Quantity(
        first=index,
        end=end,
        core=index,
        value=factor * first.value,
        unit="pp" if unit == _BASIS else unit,
    )
    if last is not None:
        low = _aligned(first.value, last.value, bare=_in_digits(words, here, first))
        if range_.moved:
            return _moved_from(words, found, low, first.end)
        low, high = factor * low, factor * last.value
        return replace(found, value=(low + high) / 2, low=low, high=high)
    # "dozens" are at least as many
    least = not first.exact and factor == 1
    if least:
        return replace(found, low=first.value)
    return found


def _moved_from(words: Words, found: Quantity, value: float, end: int) -> Quantity:
    """
    Where a change began, in the scale and unit of where it led: the 31 of "from 31 to
    44", whose 44 is a quantity of its own.
    """
    behind, after = unit_at(words, end, None)
    return replace(found, value=value, unit=found.unit or behind, end=after)


def _needs_unit(words: Words, index: int) -> bool:
    """Whether digits without a whole number before the point stand there: ".8"."""
    return words.get(index).text.startswith(".")


def _signed_scale(
    words: Words, index: int, found: Amount, currency: str | None
) -> Amount:
    """An amount of money with letters that scale money only: "$5MM"."""
    scale = words.known.numbers.money_scales.get(words.lower(found.end))
    if currency is None or scale is None or not words.get(found.end).tight:
        return found
    if found.end > index + 1 and words.get(found.end - 1).kind != "number":
        return found
    return Amount(found.value * scale, found.end + 1)


class _Money(Struct, frozen=True, kw_only=True):
    """A scale and a currency written as one word, which ends before word `end`."""

    factor: float
    unit: str
    end: int


def _fused(words: Words, index: int) -> _Money | None:
    """As in "75 MEUR", "75 M€": a letter of scale and a currency."""
    word = words.get(index)
    units = words.units
    scale = units.tight_scales.get(word.lower[:1])
    if scale is None or word.kind != "word":
        return None
    if len(word.text) == 4 and word.text[1:].isupper():
        code = units.currencies.get(word.lower[1:])
        return None if code is None else _Money(factor=scale, unit=code, end=index + 1)
    sign = words.get(index + 1)
    if len(word.text) > 1 or sign.kind != "mark" or not sign.tight:
        return None
    code = units.currencies.get(sign.lower)
    return None if code is None else _Money(factor=scale, unit=code, end=index + 2)


def _factor(words: Words, index: int, unit: str | None) -> float:
    """What the number as written is multiplied with."""
    if unit == _BASIS:
        return 0.01
    if not _minus(words, index):
        return 1.0
    return -1.0


def _minus(words: Words, index: int) -> bool:
    """Whether a sign of its own makes the number negative: "to -30 degrees"."""
    sign = words.get(index - 1)
    if sign.lower not in ("-", "−") or sign.tight:
        return False
    return words.get(index).tight


def _in_digits(words: Words, index: int, found: Amount) -> bool:
    return found.end == index + 1 and words.get(index).kind == "number"


def _aligned(first: float, last: float, *, bare: bool) -> float:
    """The lower end in the scale of the upper: "5 to 7 million" begins at 5 million."""
    scale = 1.0
    while bare and 0 < first * scale * 1000 <= last and last >= 1e3:
        scale *= 1000
    return first * scale


class _Range(Struct, frozen=True, kw_only=True):
    """
    The upper end of a range, or None, and the index behind what was read; `moved` says
    that a change led from one end to the other.
    """

    last: Amount | None
    end: int
    moved: bool = False


def _range_end(
    words: Words, start: int, index: int, first: Amount, currency: str | None
) -> _Range:
    """
    Args:
        words: the sentence.
        start: where the quantity starts, a sign of money included.
        index: where its number starts.
        first: the number.
        currency: what the sign says.
    """
    alone = _Range(last=None, end=first.end)
    either = _offers(words, index, first)
    unit, end = unit_at(words, first.end, currency)
    joint = end if _joins(words, start, end) else first.end
    if not first.exact or not (either or _joins(words, start, joint)):
        return alone
    sign, here = _sign(words, joint + 1)
    last = amount(words, here)
    if last is None or not last.exact:
        return alone
    moved = words.lower(joint) == "to" and _changed(words, start)
    if last.value == first.value or (last.value < first.value and not moved):
        return alone
    # "five or six", not "five or ten"
    if either and last.value != first.value + 1:
        return alone
    # both ends have one unit, or only the last has: never "5 euros to 300 people"
    behind, _ = unit_at(words, last.end, sign)
    if joint > first.end and behind != unit:
        return alone
    return _Range(last=last, end=last.end, moved=moved)


def _changed(words: Words, index: int) -> bool:
    """
    Whether a verb or noun of change stands before what leads from one number to
    another: "climbed from 31 to 44".
    """
    if words.lower(index - 1) != "from":
        return False
    changing = words.units.changes.values()
    before = range(max(0, index - 1 - _CHANGE_BACK), index - 1)
    return any(
        words.lemma(at) in change.verbs or words.lemma(at) in change.nouns
        for at in before
        for change in changing
    )


def _offers(words: Words, index: int, first: Amount) -> bool:
    """Whether another number is offered behind one: "five or six"."""
    alike = words.get(index).kind == words.get(first.end + 1).kind
    return alike and words.lower(first.end) == "or"


def _joins(words: Words, start: int, end: int) -> bool:
    """Whether what stands behind a number leads to the end of a range."""
    joint = words.get(end)
    if joint.lower == "and":
        return words.lower(start - 1) == "between"
    if joint.lower in DASHES:
        _, behind = _sign(words, end + 1)
        return joint.tight and words.get(behind).kind == "number"
    return joint.lower == "to"


def _sign(words: Words, index: int) -> tuple[str | None, int]:
    """A currency before its amount and the index after it: "$", "US$", "EUR"."""
    word = words.get(index)
    after = words.get(index + 1)
    currencies = words.units.currencies
    if after.text == "$" and words.get(index + 2).kind == "number":
        code = currencies.get(word.lower + after.lower)
        if code is not None:
            return code, index + 2
    if after.kind != "number":
        return None, index
    # the codes of ISO 4217
    coded = word.text.isupper() and len(word.text) == 3
    if word.kind != "mark" and not coded:
        return None, index
    code = currencies.get(word.lower)
    if code is None:
        return None, index
    return code, index + 1


def _exactly(first: int, end: int, value: float, unit: str) -> Quantity:
    return Quantity(first=first, end=end, core=first, value=value, unit=unit)


def _fraction(words: Words, index: int) -> Quantity | None:
    """As in "two thirds", "a quarter of", "half of"; "one in four", told in percent."""
    spelled = _spelled_fraction(words, index) or _one_in(words, index)
    if spelled is not None:
        return spelled
    if not _is_half(words, index):
        return None
    return _exactly(index, index + 1, 50.0, "%")


def _spelled_fraction(words: Words, index: int) -> Quantity | None:
    """As in "two thirds", "a quarter of"."""
    top = words.units.numerators.get(words.lower(index))
    here = words.skip(index + 1, "-")
    bottom = words.units.denominators.get(words.lower(here))
    if top is None or bottom is None or top >= bottom:
        return None
    several = top > 1 and words.tag(here) != "JJ"
    shared = words.lower(here + 1) == "of" or words.lower(index - 1) == "by"
    again = words.tag(here + 1)[:2] != "NN" and _shared_before(words, index)
    if not several and not shared and not again:
        return None
    share = round(100 * top / bottom, 1)
    return _exactly(index, here + 1, share, "%")


def _shared_before(words: Words, index: int) -> bool:
    """
    Whether another share was told shortly before: "three quarters have left, a quarter
    stays".
    """
    units = words.units
    shares = {*units.denominators, *words.known.times.contexts.percent}
    before = range(max(0, index - _SHARE_BACK), index)
    return any(words.lower(at) in shares for at in before)


def _one_in(words: Words, index: int) -> Quantity | None:
    """As in "one in four people", "one in every ten", "nine out of ten"."""
    few = amount(words, index)
    if few is None or not few.exact:
        return None
    one = words.reads(index, "one", "in")
    here = words.skip(few.end, "out")
    out = here > few.end and words.lower(here) == "of"
    every = words.lower(here + 1) == "every"
    if not (one or out or (words.lower(here) == "in" and every)):
        return None
    many = amount(words, here + 1 + every)
    if many is None or not many.exact or not few.value < many.value <= _IN_MANY:
        return None
    if not (out or every or _has_members(words, many.end)):
        return None
    return _exactly(index, many.end, round(100 * few.value / many.value, 1), "%")


def _has_members(words: Words, index: int) -> bool:
    """
    Whether a plural, the name of a people or a verb stands there: "one in three
    Lebanese", "one in five lives ...".
    """
    tag = words.tag(index)
    if tag[:3] == "NNS" or tag == "NNPS" or tag[:2] == "VB":
        return True
    return words.capital(index) and tag in ("JJ", "NNP")


def _is_half(words: Words, index: int) -> bool:
    """As in "half of them", "half the people"."""
    if words.lower(index) != "half":
        return False
    after = words.lower(index + 1)
    if after == "the":
        return words.tag(index + 2)[:2] == "NN"
    return after == "of"


def _multiple(words: Words, index: int) -> Quantity | None:
    """As in "doubled", "three times as many", "tenfold", "twice the"."""
    units = words.units
    word = words.lower(index)
    factor = units.multiples.get(words.lemma(index))
    if factor is not None and words.tag(index)[:2] == "VB":
        return _exactly(index, index + 1, factor, "x")
    after = words.lower(index + 1)
    if word == "twice" and after in units.contexts.after_twice:
        return _exactly(index, index + 1, 2.0, "x")
    if word.endswith("fold"):
        fold = words.known.numbers.numbers.get(word.removesuffix("fold"))
        if fold:
            return _exactly(index, index + 1, float(fold), "x")
    return _times(words, index)


def _times(words: Words, index: int) -> Quantity | None:
    """As in "ten-fold", "three times as many"."""
    found = amount(words, index)
    if found is None or not found.exact:
        return None
    fold = words.skip(found.end, "-")
    if words.lower(fold) == "fold":
        return _exactly(index, fold + 1, found.value, "x")
    compared = words.lower(found.end + 1) in words.units.contexts.after_times
    if words.lower(found.end) != "times" or not compared:
        return None
    return _exactly(index, found.end + 1, found.value, "x")
