"""
Text to words, as UD English splits it: *do n't*, *$ 350*, *17 %*, *U.S. - led*.

Takes a text and the bounds of a sentence; gives the bounds of its words. Words are in
order and disjoint, hold no space, and leave out nothing that can be seen. Every pattern
looks a bounded way ahead, so that time grows with length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from facta.language.rules import Rules, written

# Characters that cannot be seen, and are no part of a word.
HIDDEN = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"

# Accents, soft hyphens, joiners: belong to what precedes.
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d\ufe0e\ufe0f\u20e3"
_LETTER = r"[^\W\d_]"
_NUMBER = r"\d+(?:[.:]\d+|,\d{3})*"
_APOSTROPHE = "['’`´]"
_END = rf"(?![\w{_MARKS}])"
_ADDRESS = r"[^\s<>\"“”‘’]*[^\s<>\"“”‘’.,;:!?()\[\]{}'…]"
_DOMAINS = (
    "com|org|net|gov|edu|mil|int|info|io|co"
    "|uk|eu|us|ru|ua|de|fr|cn|in|ir|il|au|ca|jp|tv|me|ly"
)
_FILES = "docx?|xlsx?|pdf|jpe?g|png|gif|html?|php|asp|txt|zip|exe|csv|mp3|mp4"
# O'Brien, d'Ivoire
_INNER = rf"(?:{_APOSTROPHE}(?!(?i:s|re|ve|ll|d|m){_END})(?=\w)[\w{_MARKS}]+)*"


class Tokens:
    """The rules, made ready."""

    def __init__(self, rules: Rules) -> None:
        # The first that fits is taken, so their order tells.
        patterns = (
            *_plain(rules),
            *_addresses(),
            *_numbers(rules),
            *_stopped(rules),
            *_words(rules),
        )
        self._pattern = re.compile("|".join(patterns))

    def words(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """
        Bounds of the words of `text[start:end]`.

        >>> text = "They can't pay $5m."
        >>> spans = Tokens(Rules.load()).words(text, 0, len(text))
        >>> [text[start:end] for start, end in spans]
        ['They', 'ca', "n't", 'pay', '$', '5', 'm', '.']
        """
        return [match.span() for match in self._pattern.finditer(text, start, end)]


def _plain(rules: Rules) -> Iterator[str]:
    """The first half of a merged word; letters up to a space or a comma."""
    merged = rules.merged.items()
    halves = "|".join(rf"{word[:at]}(?={word[at:]}{_END})" for word, at in merged)
    yield rf"(?<!\w)(?i:{halves})"  # can|not
    yield rf"{_LETTER}+(?=[\s,])"


def _addresses() -> Iterator[str]:
    yield rf"(?:https?://|www\.){_ADDRESS}"
    yield r"(?<![\w.])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    host = rf"(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}(?:{_DOMAINS}|{_FILES})"
    yield rf"(?<![\w.]){host}(?:/{_ADDRESS})?(?![\w.-]*\w)"
    yield rf"(?<![\w&])[@#]{_LETTER}\w{{0,63}}"  # a handle or a hashtag
    yield r"(?<!\S)[:;=][-']?[()DPp|/\\](?!\w)"  # a smile


def _numbers(rules: Rules) -> Iterator[str]:
    yield r"\d{4}-\d\d?-\d\d?(?!\w)"  # 2025-05-28
    yield r"\d\d?[-/]\d\d?[-/]\d\d(?:\d\d)?(?!\w)|\d\d?/\d\d?(?!\w)"  # 28/5/25
    yield r"(?<!\d)\d{3}-(?:\d{3}-)?\d{4}(?!\w)"  # a telephone
    yield rf"{_APOSTROPHE}\d\ds?(?!\w)|\d{{1,3}}0{_APOSTROPHE}s(?!\w)"  # '02, 1970's
    yield r"(?:(?<=\n)|\A)\d{1,2}\.(?=\s)"  # of a list
    yield rf"{_NUMBER}(?=(?i:{_any(rules.units)}){_END})"  # 35|mm
    yield rf"(?<=[$£€¥₽₴₹]){_NUMBER}(?=[kKmMbB]{_END})"  # $|3|m
    yield r"\d+(?::\d+|\.\d+|,\d{3}(?!\d))+|\.\d+(?!\w)"


def _stopped(rules: Rules) -> Iterator[str]:
    # U.S., a.m., D.C
    yield rf"(?:{_LETTER}\.){{2,}}(?!\w)|(?:{_LETTER}\.)+{_LETTER}(?!\w)"
    yield rf"(?<!\w)(?:{_any(written(rules.titles | rules.abbreviations))})\.(?!\w)"
    yield rf"(?<!\w)(?:{_any(written(rules.numbered))})\.(?=\s?\d)"
    yield r"Ph\.?D\.?(?!\w)"
    yield r"(?<!\w)[A-Z]\.(?=\s)"  # an initial
    yield r"\.{2,}|…\.*|\[(?:\.{3}|…)\]|([-=*_~<>#+/|])\1+|\.?[!?]+|''|``|‘‘|’’|‘’"


def _words(rules: Rules) -> Iterator[str]:
    yield r"(?:US|A|C|HK|NZ|S|R)\$"
    yield rf"{_LETTER}{{1,20}}?(?=(?i:n{_APOSTROPHE}t){_END})"  # do|n't
    yield rf"(?i:n{_APOSTROPHE}t){_END}"
    yield rf"(?<=[\w.)\]”\"%{_MARKS}])(?i:{_APOSTROPHE}(?:s|re|ve|ll|d|m)){_END}"
    yield rf"(?<=\w )(?i:{_APOSTROPHE}(?:s|re|ve|ll)){_END}"
    yield rf"(?<!\w){_APOSTROPHE}(?:em|til|cause|bout|tis|twas)(?!\w)"
    yield r"(?<!\w)[A-Z]{1,6}&[A-Z]{1,6}(?!\w)"  # R&D
    # co-founder
    yield rf"(?i:(?<![\w-])(?:{_any(rules.prefixes)})-){_LETTER}[\w{_MARKS}]*{_INNER}"
    yield rf"\w[\w{_MARKS}]*{_INNER}"
    yield rf"[^\s{HIDDEN}][{_MARKS}]*"


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first))
