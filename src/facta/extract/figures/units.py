"""
The unit behind an amount: "%", "nautical miles", "Canadian dollars", "6-foot".

`unit_at` gives it with the index behind it.
"""

from __future__ import annotations

from facta.extract.words import DASHES, Words

# a unit and the index behind it
Unit = tuple[str, int]


def unit_at(words: Words, index: int, currency: str | None) -> tuple[str | None, int]:
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
