"""
Amounts with their units and bounds as the words show them: "$350 billion", "at least
13", "between 5 and 7", "17 %".

`quantity_at` gives a `Quantity` or None. What is counted, and who says so, is read from
the tree elsewhere.
"""

from __future__ import annotations

import math

from msgspec import Struct

from facta.extract.times.numbers import Amount, amount
from facta.extract.times.years import year_at
from facta.extract.words import Words
from facta.lexicon.figures import Vocabulary

_PERCENT = ("percent", "per", "percentage", "fold", "dollar")
_DASHES = ("-", "–", "—")
_SHARES = {
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "tenth": 10,
    "tenths": 10,
}


class Quantity(Struct, frozen=True, kw_only=True):
    """
    A value with bounds and unit over words `[first, end)`; `core` is the word that
    holds the number.
    """

    first: int
    end: int
    core: int
    value: float
    low: float | None
    high: float | None
    unit: str | None


def quantity_at(words: Words, index: int, known: Vocabulary) -> Quantity | None:
    """The quantity that starts at a word, bounding words included."""
    bound = words.phrase(index, known.bounds)
    side = known.kinds.get(bound, "")
    here = index + len(bound)
    if words.lower(here) in ("a", "an") and words.lower(here + 1) in (
        "further",
        "estimated",
        "total",
        "record",
        "additional",
    ):
        here += 2 + (words.lower(here + 2) == "of")
    found = (
        _fraction(words, here)
        or _multiple(words, here, known)
        or _measured(words, here, known)
    )
    if found is None or not math.isfinite(found.value):
        return None
    low = found.value if side == "low" and found.low is None else found.low
    high = found.value if side == "high" and found.high is None else found.high
    return Quantity(
        first=index,
        end=found.end,
        core=found.core,
        value=found.value,
        low=low,
        high=high,
        unit=found.unit,
    )


def _measured(words: Words, index: int, known: Vocabulary) -> Quantity | None:
    """A currency sign, an amount or a range of two, and the unit behind."""
    currency, here = _sign(words, index, known)
    first = amount(words, here)
    if first is None or (not currency and not _counts(words, here, first, known)):
        return None
    last, end = _range_end(words, here, first, known)
    unit, end = (
        (currency, _after_word(words, end, known))
        if currency
        else _unit(words, end, known)
    )
    factor = -1.0 if _minus(words, index) else 1.0
    if unit == "basis point":
        unit, factor = "pp", 0.01
    if last is None and factor != 1:
        return Quantity(
            first=index - (factor < 0),
            end=end,
            core=index,
            value=factor * first.value,
            low=None,
            high=None,
            unit=unit,
        )
    if last is None:
        low = None if first.exact else first.value
        return Quantity(
            first=index,
            end=end,
            core=index,
            value=first.value,
            low=low,
            high=None,
            unit=unit,
        )
    low = _aligned(first.value, last.value, words, here, first)
    return Quantity(
        first=index,
        end=end,
        core=index,
        value=(low + last.value) / 2,
        low=low,
        high=last.value,
        unit=unit,
    )


def _minus(words: Words, index: int) -> bool:
    """Whether a sign of its own makes the number negative: "to -30 degrees"."""
    sign = words.get(index - 1)
    return sign.lower in ("-", "−") and words.get(index).tight and not sign.tight


def _aligned(
    first: float, last: float, words: Words, index: int, found: Amount
) -> float:
    """The lower end in the scale of the upper: "5 to 7 million" begins at 5 million."""
    bare = found.end == index + 1 and words.get(index).kind == "number"
    scale = 1.0
    while bare and 0 < first * scale * 1000 <= last and last >= 1e3:
        scale *= 1000
    return first * scale


def _range_end(
    words: Words, index: int, first: Amount, known: Vocabulary
) -> tuple[Amount | None, int]:
    joint = words.get(first.end)
    before = words.lower(index - 1)
    between = joint.lower == "and" and before == "between"
    joined = joint.lower == "to" or (
        joint.lower in _DASHES
        and joint.tight
        and words.get(first.end + 1).kind == "number"
    )
    either = (
        joint.lower == "or" and words.get(index).kind == words.get(first.end + 1).kind
    )
    if not first.exact or not (between or joined or either):
        return None, first.end
    _, here = _sign(words, first.end + 1, known)
    last = amount(words, here)
    fits = (
        last is not None
        and last.exact
        and (last.value == first.value + 1 if either else last.value > first.value)
    )
    if last is not None and fits:
        return (last, last.end)
    return (None, first.end)


def _sign(words: Words, index: int, known: Vocabulary) -> tuple[str | None, int]:
    """A currency before its amount and the index after it: "$", "US$", "EUR"."""
    word, after = words.get(index), words.get(index + 1)
    joined = word.lower + after.lower if after.text == "$" else ""
    if joined in known.units.currencies and words.get(index + 2).kind == "number":
        return known.units.currencies[joined], index + 2
    sign = word.kind == "mark" or (word.text.isupper() and len(word.text) == 3)
    code = known.units.currencies.get(word.lower) if sign else None
    if code and after.kind == "number":
        return (code, index + 1)
    return (None, index)


def _after_word(words: Words, index: int, known: Vocabulary) -> int:
    """Past a currency word that repeats the sign: "$350 Billion Dollars"."""
    return index + (
        words.lower(index) in known.units.currencies and words.get(index).kind == "word"
    )


def _unit(words: Words, index: int, known: Vocabulary) -> tuple[str | None, int]:
    """The unit behind an amount and the index after it."""
    here = index + (words.lower(index) in _DASHES and words.get(index).tight)
    word, after = words.lower(here), words.lower(here + 1)
    if word in ("%", "percent", "pct") or (word == "per" and after == "cent"):
        return "%", here + 1 + (word == "per")
    if word == "percentage" and after in ("point", "points"):
        return "pp", here + 2
    if word == "basis" and after in ("point", "points"):
        return "basis point", here + 2
    for length in (3, 2):
        name = " ".join(words.lower(here + step) for step in range(length))
        if (
            name.removesuffix("s") in known.units.national
        ) or name in known.units.national:
            return known.units.national.get(name) or known.units.national[
                name.removesuffix("s")
            ], here + length
    if word in ("square", "cubic") and after in known.units.measures:
        return known.units.measures[after] + (
            "2" if word == "square" else "3"
        ), here + 2
    if word == "nautical" and after in ("mile", "miles"):
        return "nautical mile", here + 2
    code = (
        known.units.currencies.get(word)
        if words.get(here).kind == "word" and word != "won"
        else None
    )
    code = code or (
        known.units.currencies.get(word)
        if words.get(here).text in ("€", "£", "$")
        else None
    )
    code = code or (
        known.units.measures.get(word)
        if not (word == "foot" and here == index)
        else None
    )
    if code:
        return (code, here + 1)
    return (None, index)


def _fraction(words: Words, index: int) -> Quantity | None:
    """As in "two thirds", "a quarter of", "half of"; "one in four", told in percent."""
    word, after = words.lower(index), words.lower(index + 1)
    top = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}.get(word)
    hyphen = after == "-"
    bottom = _SHARES.get(words.lower(index + 1 + hyphen))
    of = words.lower(index + 2 + hyphen) == "of" or words.lower(index - 1) == "by"
    if (
        top
        and bottom
        and top < bottom
        and (of or (top > 1 and words.tag(index + 1 + hyphen) != "JJ"))
    ):
        return Quantity(
            first=index,
            end=index + 2 + hyphen,
            core=index,
            value=round(100 * top / bottom, 1),
            low=None,
            high=None,
            unit="%",
        )
    half = word == "half" and (
        after == "of" or (after == "the" and words.tag(index + 2)[:2] == "NN")
    )
    if word == "one" and after == "in":
        last = amount(words, index + 2)
        whole = (
            last is not None
            and last.exact
            and 1 < last.value <= 1000
            and words.tag(last.end)[:3] == "NNS"
        )
        if not last or not whole:
            return None
        return Quantity(
            first=index,
            end=last.end,
            core=index,
            value=100 / last.value,
            low=None,
            high=None,
            unit="%",
        )
    if not half:
        return None
    return Quantity(
        first=index,
        end=index + 1,
        core=index,
        value=50.0,
        low=None,
        high=None,
        unit="%",
    )


def _multiple(words: Words, index: int, known: Vocabulary) -> Quantity | None:
    """As in "doubled", "three times as many", "tenfold", "twice the"."""
    factor = (
        known.units.multiples.get(words.lemma(index))
        if words.tag(index)[:2] == "VB"
        else None
    )
    if factor is not None:
        return Quantity(
            first=index,
            end=index + 1,
            core=index,
            value=factor,
            low=None,
            high=None,
            unit="x",
        )
    word, after = words.lower(index), words.lower(index + 1)
    if word == "twice" and after in ("as", "the", "that"):
        return Quantity(
            first=index,
            end=index + 1,
            core=index,
            value=2.0,
            low=None,
            high=None,
            unit="x",
        )
    fold = (
        words.known.numbers.numbers.get(word.removesuffix("fold"))
        if word.endswith("fold")
        else None
    )
    if fold:
        return Quantity(
            first=index,
            end=index + 1,
            core=index,
            value=float(fold),
            low=None,
            high=None,
            unit="x",
        )
    found = amount(words, index)
    if found is None or not found.exact:
        return None
    here = found.end + (words.lower(found.end) == "-")
    if words.lower(here) == "fold":
        return Quantity(
            first=index,
            end=here + 1,
            core=index,
            value=found.value,
            low=None,
            high=None,
            unit="x",
        )
    compared = words.lower(found.end + 1) in (
        "as",
        "the",
        "more",
        "higher",
        "larger",
        "bigger",
        "greater",
        "faster",
    )
    times = words.lower(found.end) == "times" and compared
    if not times:
        return None
    return Quantity(
        first=index,
        end=found.end + 1,
        core=index,
        value=found.value,
        low=None,
        high=None,
        unit="x",
    )


def _counts(words: Words, index: int, found: Amount, known: Vocabulary) -> bool:
    """
    Whether a bare number is an amount: no year, code, label, score, age or list number.
    """
    word, before, after = words.get(index), words.get(index - 1), words.get(found.end)
    if (
        year_at(words, index)
        or _coded(words, index, found.end)
        or _labelled(words, index, known)
    ):
        return False
    if index == 0 and word.kind == "number" and after.lower in (".", ")", ":"):
        return False
    if (
        after.lower in ("-", "–")
        and words.get(found.end + 1).kind == "number"
        and words.get(found.end + 1).tight
    ):
        behind = found.end + 2
        return words.tag(behind)[:2] == "NN" or words.lower(behind) in (
            "%",
            "percent",
            "per",
            "million",
            "billion",
        )
    if _aged(words, index, found.end):
        return False
    if word.lower == "one" or (
        before.lower in ("the", "these", "those", "both")
        and word.kind == "word"
        and found.value < 10
    ):
        return (
            word.lower == "one"
            and _before_noun(words, index)
            and before.lower not in ("the", "no", "this", "that", "any", "every")
        )
    return True


def _before_noun(words: Words, index: int) -> bool:
    """Whether "one" counts a thing: "one soldier", not "one of them", "one day"."""
    noun = words.tag(index + 1)[:2] == "NN" or words.tag(index + 2) == "NN"
    counted = words.relation(index) == "nummod"
    return (
        noun
        and counted
        and words.lower(index + 1)
        not in ("of", "day", "way", "thing", "side", "another", "time")
    )


def _coded(words: Words, index: int, end: int) -> bool:
    """
    Whether letters or signs tie it into a name or a code: "F-16", "G20", "24/7",
    "3.2.1", "T-72s".
    """
    word, before, after = words.get(index), words.get(index - 1), words.get(end)
    if before.lower in _DASHES and words.get(index - 2).kind == "number":
        return True
    if after.lower == "-" and after.tight and not _measure_follows(words, end + 1):
        return True
    if word.kind != "number":
        return word.tight and before.lower == "-" and before.tight
    if (
        after.lower in _DASHES
        and words.get(end + 1).kind == "number"
        and not after.tight
    ):
        return True
    if word.tight and (
        before.kind == "word" or before.lower in ("#", "№", "/", "@", "_", ".")
    ):
        return True
    joined = word.tight and before.lower in _DASHES and before.tight
    if joined and words.get(index - 2).kind in ("word", "number"):
        return True
    return after.tight and (
        after.lower in ("/", "_")
        or (after.kind == "word" and end == index + 1 and len(after.text) == 1)
    )


def _measure_follows(words: Words, index: int) -> bool:
    """
    Whether what a hyphen ties to a number is a unit or a number: "500-kg", "5-7", but
    not "two-state".
    """
    word = words.get(index)
    known = words.tree.lexicon.figures.units
    return word.kind == "number" or any(
        word.lower in table for table in (known.measures, known.currencies, _PERCENT)
    )


def _labelled(words: Words, index: int, known: Vocabulary) -> bool:
    """
    Whether a word before it takes it for its number: "Article 5", "No. 3", "Apollo 11".
    """
    before = words.get(index - 1)
    back = index - 2 if before.lower == "." else index - 1
    label = words.get(back)
    if words.get(index).kind != "number" or label.kind != "word":
        return False
    if not words.get(index).text.isdigit():
        return False
    if label.lower in known.units.labels.words:
        return True
    if words.tag(back) not in ("NNP", "NNPS") or before.lower == ".":
        return False
    tokens, token = words.sentence.tokens, words.get(index).token
    return (
        token >= 0
        and tokens[token].head < token
        and tokens[token].relation
        in ("nummod", "flat", "nmod", "dep", "appos", "compound")
    )


def _aged(words: Words, index: int, end: int) -> bool:
    """Whether it is an age: "aged 25", "25-year-old", "25 years old", ", 25,"."""
    before, after = words.lower(index - 1), words.lower(end)
    hyphen = after in ("-", "–")
    years = words.lower(end + hyphen) in ("year", "years", "month", "months")
    old = any(words.lower(end + hyphen + step) in ("old", "olds") for step in (1, 2))
    commas = before == "," and after == "," and words.tag(index - 2) in ("NNP", "NN")
    return before in ("aged", "age") or (years and old) or commas
