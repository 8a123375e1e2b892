"""
Whether a bare number is a year: "in 2014", "the 2016 election", but not "2000 troops"
or "Resolution 2202".
"""

from __future__ import annotations

from facta.extract.words import Words

FIRST, LAST = 1500, 2100


def year_at(words: Words, index: int) -> int:
    """The year that the word names, or 0."""
    word, before, after = words.get(index), words.get(index - 1), words.get(index + 1)
    if (
        word.kind != "number"
        or len(word.text) != 4
        or not word.text.isdigit()
        or not FIRST <= int(word.text) <= LAST
    ):
        return 0
    if (
        after.lower == "year"
        or (after.lower == "-" and words.lower(index + 2) == "year")
        or _glued(words, index)
        or _measures(words, index)
        or _named(words, index)
    ):
        return 0
    year = int(word.text)
    if before.lower in words.known.times.contexts.before_year or (
        before.lower in words.known.times.contexts.opening
        and not _heads_plural(words, index)
    ):
        if _heads_plural(words, index):
            return 0
        return year
    modern = 1900 <= year <= 2035
    alone = (
        index == 0
        or after.lower in (",", ".", ")", ";", ":", "")
        or words.tag(index + 1)[:2] in ("VB", "MD")
    )
    if modern and (alone or _modifies(words, index)):
        return year
    return 0


def _glued(words: Words, index: int) -> bool:
    """
    Whether letters or signs make it part of a code: "S-2000", "$2014", "#2014",
    "2014km".
    """
    word, before = words.get(index), words.get(index - 1)
    if before.lower in ("$", "€", "£", "¥", "#", "№") or (
        before.lower == "no" or words.lower(index - 2) == "no"
    ):
        return True
    if word.tight and before.lower == "-":
        first = words.get(index - 2)
        return (
            first.kind == "word"
            and before.tight
            and first.lower not in ("mid", "pre", "post", "early", "late")
        )
    return (word.tight and before.kind == "word") or (
        words.get(index + 1).tight and words.get(index + 1).kind == "word"
    )


def _measures(words: Words, index: int) -> bool:
    """Whether a sign or scale behind it makes it an amount."""
    after = words.lower(index + 1)
    return after in (
        "%",
        "percent",
        "per",
        "°",
        "million",
        "billion",
        "thousand",
        "hundred",
        "trillion",
        "km",
        "gmt",
        "hours",
    )


def _named(words: Words, index: int) -> bool:
    """
    Whether a name before it takes it as its number: "Resolution 2202", "Euro 2024".
    """
    before = words.get(index - 1)
    return (
        before.kind == "word"
        and before.text[:1].isupper()
        and words.tag(index - 1) in ("NNP", "NNPS")
        and index > 0
    )


def _heads_plural(words: Words, index: int) -> bool:
    """Whether it counts a plural noun: "2000 troops", "2000 Russian troops"."""
    token = words.get(index).token
    if token < 0:
        return False
    tokens = words.sentence.tokens
    counted = (
        tokens[token].relation == "nummod"
        and tokens[token].head > token
        and tokens[tokens[token].head].tag == "NNS"
    )
    determined = words.lower(index - 1) in (
        "the",
        "'s",
        "this",
        "that",
        "its",
        "their",
        "his",
        "her",
    )
    return counted and not determined


def _modifies(words: Words, index: int) -> bool:
    """
    Whether it stands before a noun it dates: "the 2016 election", "a 2014 law",
    "Russia's 2022 invasion".
    """
    following = range(index + 1, index + 4)
    nouns = any(words.tag(here)[:2] == "NN" for here in following)
    return nouns and not _heads_plural(words, index)
