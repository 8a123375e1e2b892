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
    last, end = _range_end(words, here, first)
    unit, end = _unit(words, end, currency)
    factor = _factor(words, index, unit)
    found = Quantity(
        first=index,
        end=end,
        core=index,
        value=factor * first.value,
        unit="pp" if unit == _BASIS else unit,
    )
    if last is not None:
        low = _aligned(first.value, last.value, bare=_in_digits(words, here, first))
        return replace(found, value=(low + last.value) / 2, low=low, high=last.value)
    # "dozens" are at least as many
    least = not first.exact and factor == 1
    if least:
        return replace(found, low=first.value)
    return found


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


def _range_end(words: Words, index: int, first: Amount) -> tuple[Amount | None, int]:
    """The upper end of a range, or None, and the index behind what was read."""
    either = _offers(words, index, first)
    if not first.exact or not (either or _joins(words, index, first)):
        return None, first.end
    _, here = _sign(words, first.end + 1)
    last = amount(words, here)
    if last is None or not last.exact or last.value <= first.value:
        return None, first.end
    # "five or six", not "five or ten"
    if either and last.value != first.value + 1:
        return None, first.end
    return last, last.end


def _offers(words: Words, index: int, first: Amount) -> bool:
    """Whether another number is offered behind one: "five or six"."""
    alike = words.get(index).kind == words.get(first.end + 1).kind
    return alike and words.lower(first.end) == "or"


def _joins(words: Words, index: int, first: Amount) -> bool:
    """Whether what stands behind a number leads to the end of a range."""
    joint = words.get(first.end)
    if joint.lower == "and":
        return words.lower(index - 1) == "between"
    if joint.lower in DASHES:
        return joint.tight and words.get(first.end + 1).kind == "number"
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
    """As in "percentage points", "nautical miles"."""
    name = f"{words.lower(index)} {words.lower(index + 1)}"
    unit = words.units.compound_measures.get(name)
    if unit is None:
        return None
    return unit, index + 2


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
    if word.kind == "word" and word.lower not in units.contexts.homonyms:
        return code, index + 1
    if word.text not in ("€", "£", "$"):
        return None
    return code, index + 1


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
    spelled = _spelled_fraction(words, index)
    if spelled is not None:
        return spelled
    if words.reads(index, "one", "in"):
        return _one_in(words, index)
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
    if not several and not shared:
        return None
    share = round(100 * top / bottom, 1)
    return _exactly(index, here + 1, share, "%")


def _one_in(words: Words, index: int) -> Quantity | None:
    """As in "one in four people"."""
    many = amount(words, index + 2)
    if many is None or not many.exact or not 1 < many.value <= _IN_MANY:
        return None
    if words.tag(many.end)[:3] != "NNS":
        return None
    return _exactly(index, many.end, 100 / many.value, "%")


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
    if words.lower(index) == "one":
        before = words.lower(index - 1)
        named = before in words.units.contexts.before_one
        return not named and _before_noun(words, index)
    return not _named_before(words, index, found)


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


def _labelled(words: Words, index: int) -> bool:
    """
    Whether a word before it takes it for its number: "Article 5", "No. 3", "Apollo 11".
    """
    word = words.get(index)
    if word.kind != "number" or not word.text.isdigit():
        return False
    stopped = words.lower(index - 1) == "."
    back = index - 2 if stopped else index - 1
    if words.get(back).kind != "word":
        return False
    if words.lower(back) in words.units.labels.words:
        return True
    token = words.token(index)
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
