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

from facta.extract.times.numbers import Amount, amount
from facta.extract.times.years import year_at
from facta.extract.words import DASHES, Words

# relations of a number to the name before it that takes it: "Article 5", "Apollo 11"
_NAMING = ("nummod", "flat", "nmod", "dep", "appos", "compound")
# a share told as "one in so many" counts up to this
_IN_MANY = 1000
# a hundredth of a percentage point, in which it is told
_BASIS = "basis point"
# numbers in a row that one label may take; judged, not fitted
_LISTED = 8
# words before "from" among which a verb of change is looked for; judged, not fitted
_CHANGE_BACK = 8
# words back from a bare share within which another is looked for; judged, not fitted
_SHARE_BACK = 15
# numbers in words below this may be those of things named before: "the two"
_SMALL = 10


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
    figures = words.tree.lexicon.figures
    bound = words.phrase(index, figures.bounds)
    here = _behind_article(words, index + len(bound))
    found = _fraction(words, here) or _multiple(words, here) or _measured(words, here)
    if found is None or not math.isfinite(found.value):
        return None
    return _bounded(replace(found, first=index), figures.kinds.get(bound))


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
    if first is None or not (currency or _counts(words, here, first)):
        return None
    first = _signed_scale(words, here, first, currency)
    range_ = _range_end(words, index, here, first, currency)
    last = range_.last
    money = _fused(words, range_.end) if currency is None else None
    unit, end = _unit(words, range_.end, currency)
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
    behind, after = _unit(words, end, None)
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
    unit, end = _unit(words, first.end, currency)
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
    behind, _ = _unit(words, last.end, sign)
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


def _unit(words: Words, index: int, currency: str | None) -> tuple[str | None, int]:
    """The unit of an amount and the index behind it."""
    if currency:
        # a word may repeat the sign: "$350 Billion Dollars"
        word = words.get(index)
        repeated = word.kind == "word" and word.lower in words.units.currencies
        return currency, index + repeated
    dash = words.get(index)
    tied = dash.tight and dash.lower in DASHES
    here = index + tied
    found = (rule(words, here, tied) for rule in _UNITS)
    units = (unit for unit in found if unit is not None)
    return next(units, (None, index))


Unit = tuple[str, int]


def _percent(words: Words, index: int, _tied: bool) -> Unit | None:
    for phrase in words.units.percent.words:
        parts = phrase.split()
        if words.reads(index, *parts):
            return "%", index + len(parts)
    return None


def _compound(words: Words, index: int, _tied: bool) -> Unit | None:
    """As in "percentage points", "nautical miles", "5-percentage-point"."""
    last = words.skip(index + 1, "-")
    name = f"{words.lower(index)} {words.lower(last)}"
    unit = words.units.compound_measures.get(name)
    if unit is None:
        return None
    return unit, last + 1


def _national(words: Words, index: int, _tied: bool) -> Unit | None:
    """As in "Hong Kong dollars", "Canadian dollars"."""
    table = words.units.national
    for length in (3, 2):
        behind = range(index, index + length)
        name = " ".join(words.lower(here) for here in behind)
        unit = table.get(name) or table.get(name.removesuffix("s"))
        if unit is not None:
            return unit, index + length
    return None


def _powered(words: Words, index: int, _tied: bool) -> Unit | None:
    """As in "square kilometres"."""
    power = words.units.powers.get(words.lower(index))
    measure = words.units.measures.get(words.lower(index + 1))
    if power is None or measure is None:
        return None
    return f"{measure}{power}", index + 2


def _currency(words: Words, index: int, _tied: bool) -> Unit | None:
    """As in "euros", "€"."""
    word = words.get(index)
    units = words.units
    code = units.currencies.get(word.lower)
    if code is None:
        return None
    homonym = word.lower in units.contexts.homonyms
    if homonym and not _is_money(words, index):
        return None
    if word.kind == "word" or word.text in ("€", "£", "$"):
        return code, index + 1
    return None


def _is_money(words: Words, index: int) -> bool:
    """
    Whether a word that may be another is a currency: "5 trillion won", "50,000 won a
    month", not "they won 3-1" or "two million won the right".
    """
    if words.tag(index)[:2] == "NN":
        return True
    # "50,000 won a month"
    if words.lower(index + 2) in words.known.times.units:
        return words.tag(index + 1) == "DT"
    scaled = words.lower(index - 1) in words.known.numbers.scales
    return scaled and words.tag(index + 1) not in ("DT", "PRP$", "CD")


def _measure(words: Words, index: int, tied: bool) -> Unit | None:
    """As in "kilometres", "6-foot"."""
    word = words.lower(index)
    units = words.units
    if word in units.contexts.after_a_hyphen and not tied:
        return None
    measure = units.measures.get(word)
    if measure is None:
        return None
    return measure, index + 1


# the first that fits names the unit; `tied` says that a hyphen stands before it
_UNITS = (_percent, _compound, _national, _powered, _currency, _measure)


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


def _counts(words: Words, index: int, found: Amount) -> bool:
    """
    Whether a bare number is an amount: no year, code, label, score, age or list number.
    """
    if year_at(words, index) or _coded(words, index, found.end):
        return False
    if _labelled(words, index) or _lists(words, index, found.end):
        return False
    if _ranges(words, found.end):
        return _range_counts(words, found.end + 2)
    if _aged(words, index, found.end):
        return False
    if words.lower(index) == "one" and found.end == index + 1:
        before = words.lower(index - 1)
        named = before in words.units.contexts.before_one
        return not named and _before_noun(words, index)
    if _named(words, index, found.end):
        return False
    # "absolute zero", "net-zero"
    if words.lower(index) == "zero" and words.tag(index)[:2] in ("NN", "JJ"):
        return False
    return not _named_before(words, index, found)


def _named(words: Words, index: int, end: int) -> bool:
    """Whether it is part of a name or a telephone number: "Five Point Plan", "0845"."""
    word = words.get(index)
    if word.kind == "number":
        return word.text[0] == "0" and word.text.isdigit() and len(word.text) > 1
    inside = index > 0 and words.get(index - 1).kind == "word"
    titled = word.text[:1].isupper() and word.text[1:].islower()
    if not inside or not titled or words.sentence.kind == "heading":
        return False
    return words.capital(end) and words.tag(end) == "NNP"


def _lists(words: Words, index: int, end: int) -> bool:
    """Whether it numbers a list: "1. The ministers ..."."""
    opens = index == 0 and words.get(index).kind == "number"
    return opens and words.lower(end) in (".", ")", ":")


def _ranges(words: Words, index: int) -> bool:
    """Whether a dash and another number follow right behind a number: "5-7"."""
    if words.lower(index) not in ("-", "–"):
        return False
    behind = words.get(index + 1)
    return behind.kind == "number" and behind.tight


def _range_counts(words: Words, index: int) -> bool:
    """Whether what stands behind two numbers makes them no score: "5-7 soldiers"."""
    noun = words.tag(index)[:2] == "NN"
    return noun or words.lower(index) in words.units.contexts.after_range


def _named_before(words: Words, index: int, found: Amount) -> bool:
    """Whether a small number in words is of things named before: "the two"."""
    small = words.get(index).kind == "word" and found.value < _SMALL
    before = words.units.contexts.before_small
    return small and words.lower(index - 1) in before


def _before_noun(words: Words, index: int) -> bool:
    """Whether "one" counts a thing: "one soldier", not "one of them", "one day"."""
    uncounted = words.units.contexts.after_one
    if words.lower(index + 1) in uncounted:
        return False
    noun = words.tag(index + 1)[:2] == "NN" or words.tag(index + 2) == "NN"
    return noun and words.relation(index) == "nummod"


def _coded(words: Words, index: int, end: int) -> bool:
    """
    Whether letters or signs tie it into a name or a code: "F-16", "G20", "24/7",
    "3.2.1", "T-72s".
    """
    word = words.get(index)
    before = words.get(index - 1)
    after = words.get(end)
    if before.lower in DASHES and words.get(index - 2).kind == "number":
        return True
    tied = after.lower == "-" and after.tight
    if tied and not _measure_follows(words, end + 1):
        return True
    if word.kind != "number":
        return word.tight and before.lower == "-" and before.tight
    scored = after.lower in DASHES and not after.tight
    if scored and words.get(end + 1).kind == "number":
        return True
    return _coded_before(words, index) or _coded_behind(words, index, end)


def _coded_before(words: Words, index: int) -> bool:
    """Whether what stands tight before digits ties them into a code: "F-16", "#5"."""
    word = words.get(index)
    before = words.get(index - 1)
    if not word.tight:
        return False
    if before.kind == "word" or before.lower in ("#", "№", "/", "@", "_", "."):
        return True
    if before.lower not in DASHES or not before.tight:
        return False
    return words.get(index - 2).kind in ("word", "number")


def _coded_behind(words: Words, index: int, end: int) -> bool:
    """Whether what stands tight behind digits ties them into a code: "24/7", "5G"."""
    after = words.get(end)
    if not after.tight:
        return False
    if after.lower in ("/", "_"):
        return True
    letter = after.kind == "word" and len(after.text) == 1
    return letter and end == index + 1


def _measure_follows(words: Words, index: int) -> bool:
    """
    Whether what a hyphen ties to a number is a unit or a number: "500-kg", "5-7", but
    not "two-state".
    """
    word = words.lower(index)
    units = words.units
    if words.get(index).kind == "number" or word in units.contexts.after_hyphen:
        return True
    return word in units.measures or word in units.currencies


def _first_of_list(words: Words, index: int) -> int:
    """The first of some numbers in a row: "Orders 13661, 13662 and 13685"."""
    # "Resolution 2202 and 300 tanks"
    if words.tag(index + 1)[:2] == "NN":
        return index
    for _ in range(_LISTED):
        joint = index - 1
        if words.lower(joint) == "and" and words.lower(joint - 1) == ",":
            joint -= 1
        listed = words.lower(joint) in (",", "and") and words.get(joint - 1).kind
        if listed != "number":
            break
        index = joint - 1
    return index


def _labelled(words: Words, index: int) -> bool:
    """
    Whether a word before it takes it for its number: "Article 5", "No. 3", "Apollo 11".
    """
    word = words.get(index)
    if word.kind != "number" or not word.text.isdigit():
        return False
    index = _first_of_list(words, index)
    stopped = words.lower(index - 1) == "."
    back = index - 2 if stopped else index - 1
    if words.get(back).kind != "word":
        return False
    labels = words.units.labels
    if words.lower(back) in labels.words:
        return True
    if words.capital(back) and words.lower(back) in labels.capital:
        return True
    token = words.token(index)
    word = words.get(index)
    if stopped or token is None or words.tag(back) not in ("NNP", "NNPS"):
        return False
    return token.head < word.token and token.relation in _NAMING


def _aged(words: Words, index: int, end: int) -> bool:
    """Whether it is an age: "aged 25", "25-year-old", "25 years old", ", 25,"."""
    contexts = words.units.contexts
    before = words.lower(index - 1)
    if before in contexts.ages:
        return True
    unit = words.skip(end, "-", "–")
    old = any(words.lower(unit + step) in contexts.old for step in (1, 2))
    if old and words.lower(unit) in contexts.aging:
        return True
    commas = before == "," and words.lower(end) == ","
    return commas and words.tag(index - 2) in ("NNP", "NN")
