"""
Which bare numbers are amounts: no years, codes, labels, scores, ages, or numbers of lists.

`counts` tells it of a number by the words around it.
"""

from __future__ import annotations

from facta.extract.times.numbers import Amount
from facta.extract.times.years import year_at
from facta.extract.words import DASHES, Words

# relations of a number to the name before it that takes it: "Article 5", "Apollo 11"
_NAMING = ("nummod", "flat", "nmod", "dep", "appos", "compound")
# numbers in a row that one label may take; judged, not fitted
_LISTED = 8
# numbers in words below this may be those of things named before: "the two"
_SMALL = 10


def counts(words: Words, index: int, found: Amount) -> bool:
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
