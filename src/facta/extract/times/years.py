"""
Whether a bare number is a year: "in 2014", "the 2016 election", but not "2000 troops"
or "Resolution 2202".
"""

from __future__ import annotations

from facta.extract.words import DASHES, Word, Words

# years that a number of four digits may name: those of the history that news tells
_TOLD = range(1500, 2101)
# years that it may name without a preposition before it
_MODERN = range(1900, 2036)
# what stands behind a year that belongs to nothing; "" is the end of the sentence
_CLOSING = (",", ".", ")", ";", ":", "")
# words behind a year within which the noun that it dates stands; judged, not fitted
_NOUN_WITHIN = 3


def year_at(words: Words, index: int) -> int:
    """The year that the word names, or 0."""
    year = _four_digits(words, index)
    if year not in _TOLD:
        return 0
    if any(other(words, index) for other in _NO_YEAR):
        return 0
    contexts = words.known.times.contexts
    before = words.lower(index - 1)
    if before in contexts.before_year:
        return 0 if _heads_plural(words, index) else year
    if before in contexts.opening and not _heads_plural(words, index):
        return year
    if year not in _MODERN:
        return 0
    if _alone(words, index) or _modifies(words, index):
        return year
    return 0


def of_four_digits(word: Word) -> bool:
    """Whether a word is a number of four digits, as years and hours are written."""
    if word.kind != "number" or len(word.text) != 4:
        return False
    return word.text.isdigit()


def _four_digits(words: Words, index: int) -> int:
    word = words.get(index)
    if not of_four_digits(word):
        return 0
    return int(word.text)


def _alone(words: Words, index: int) -> bool:
    """Whether nothing stands behind it that it could belong to."""
    if index == 0 or words.lower(index + 1) in _CLOSING:
        return True
    return words.tag(index + 1)[:2] in ("VB", "MD")


def _before_year(words: Words, index: int) -> bool:
    """Whether it counts years: "2000 years", "2000-year"."""
    return words.lower(words.skip(index + 1, "-")) == "year"


def _glued(words: Words, index: int) -> bool:
    """
    Whether letters or signs make it part of a code: "S-2000", "$2014", "#2014",
    "2014km".
    """
    word = words.get(index)
    before = words.get(index - 1)
    after = words.get(index + 1)
    if before.lower in ("$", "€", "£", "¥", "#", "№"):
        return True
    # "No 2014", "No. 2014"
    if "no" in (before.lower, words.lower(index - 2)):
        return True
    if word.tight and before.lower == "-":
        return _tied(words, index - 1)
    if word.tight and before.kind == "word":
        return True
    return after.tight and after.kind == "word"


def _tied(words: Words, index: int) -> bool:
    """Whether a hyphen ties a word to the number behind it: "S-2000", not "mid-2014"."""
    before = words.get(index - 1)
    if not words.get(index).tight or before.kind != "word":
        return False
    return before.lower not in words.known.times.contexts.before_hyphen


def _measures(words: Words, index: int) -> bool:
    """Whether a sign or scale behind it makes it an amount."""
    return words.lower(index + 1) in words.known.times.contexts.amounts


def _named(words: Words, index: int) -> bool:
    """
    Whether a name before it takes it as its number: "Resolution 2202", "Euro 2024".
    """
    before = index - 1
    if words.get(before).kind != "word" or not words.capital(before):
        return False
    return words.tag(before) in ("NNP", "NNPS")


def _ends_code(words: Words, index: int) -> bool:
    """Whether it ends a range that a name takes: "50 U.S.C. 1701-1706"."""
    dash = words.get(index - 1)
    if dash.lower not in DASHES or not dash.tight:
        return False
    first = index - 2
    return of_four_digits(words.get(first)) and _named(words, first)


# what a number of four digits is where it names no year
_NO_YEAR = (_before_year, _glued, _measures, _named, _ends_code)


def _heads_plural(words: Words, index: int) -> bool:
    """Whether it counts a plural noun: "2000 troops", "2000 Russian troops"."""
    token = words.token(index)
    at = words.get(index).token
    if token is None or token.relation != "nummod" or token.head <= at:
        return False
    determining = words.known.times.contexts.determining
    if words.lower(index - 1) in determining:
        return False
    return words.tree.tokens[token.head].tag == "NNS"


def _modifies(words: Words, index: int) -> bool:
    """
    Whether it stands before a noun it dates: "the 2016 election", "a 2014 law",
    "Russia's 2022 invasion".
    """
    behind = range(index + 1, index + 1 + _NOUN_WITHIN)
    nouns = any(words.tag(here)[:2] == "NN" for here in behind)
    return nouns and not _heads_plural(words, index)
