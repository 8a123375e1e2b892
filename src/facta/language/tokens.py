"""
Text to words, as UD English splits it: *do n't*, *$ 350*, *17 %*, *U.S. - led*.

Takes a text and the bounds of a sentence; gives the bounds of its words. Words are in order and disjoint, hold no
space, and leave out nothing that can be seen. Every pattern looks a bounded way ahead, so that time grows with length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from facta.language.rules import Rules, written

_APOSTROPHE = "['’`´]"
_MARKS = "\u0300-\u036f\u00ad\u200c\u200d\ufe0e\ufe0f\u20e3"  # accents, soft hyphens and joiners go with what precedes
_HIDDEN = "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_LETTER = r"[^\W\d_]"
_END = rf"(?![\w{_MARKS}])"
_CLITIC = rf"{_APOSTROPHE}(?:s|re|ve|ll|d|m){_END}"
_DOMAINS = "com|org|net|gov|edu|mil|int|info|io|co|uk|eu|us|ru|ua|de|fr|cn|in|ir|il|au|ca|jp|tv|me|ly"

_PATTERN = r"""
    (?:https?://|www\.)[^\s<>"“”‘’]*[^\s<>"“”‘’.,;:!?()\[\]{{}}'…]        # an address
  | (?<![\w.])[\w.+%-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}     # of mail
  | (?<![\w.])(?:[A-Za-z0-9-]{{1,63}}\.){{1,4}}(?:{domains})(?:/[^\s<>"“”‘’]*[^\s<>"“”‘’.,;:!?()\[\]'…])?(?![\w.-]*\w)
  | (?<![\w&])[@\#]{letter}\w{{0,63}}                                      # a handle or a hashtag
  | (?<!\S)[:;=][-']?[()DPp|/\\](?!\w)                                     # a smile
  | \d{{4}}-\d\d?-\d\d?(?!\w) | \d\d?[-/]\d\d?[-/]\d\d(?:\d\d)?(?!\w) | \d\d?/\d\d?(?=\s)  # a date
  | (?<!\d)\d{{3}}-(?:\d{{3}}-)?\d{{4}}(?!\w)                              # a telephone
  | {apostrophe}\d\ds?(?!\w)                                               # a year
  | \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?=(?:{units})?{end}) | \d+(?:[.,:]\d+)*(?=(?i:{units}){end})
  | (?<=[$£€¥₽₴₹])\d+(?:[.,]\d+)*(?=[kKmMbB]{end})                         # money
  | \d+(?:[.,:]\d+)+{apostrophe}?s?(?!\w) | \.\d+(?!\w) | \d{{2,4}}{apostrophe}s(?!\w)
  | (?:{letter}\.){{2,}}(?!\w) | (?:{letter}\.)+{letter}(?!\w)            # U.S., a.m., D.C
  | (?<!\w)(?:{stopped})\.(?!\w) | (?<!\w)(?:{numbered})\.(?=\s?\d)        # Inc., No. 5
  | Ph\.?D\.?(?!\w)
  | (?<!\w)[A-Z]\.(?=\s)                                       # an initial
  | \.{{2,}} | ([-=*_~<>#+/|…])\1+ | [!?]+                                 # ellipses and runs
  | (?:US|A|C|HK|NZ|S|R)\$                                                 # dollars
  | (?i:(?<!\w)(?:{merged}))                                               # can|not
  | {letter}{{1,20}}?(?=(?i:n{apostrophe}t){end}) | (?i:n{apostrophe}t){end}
  | (?<=[\w.{marks}])(?i:{clitic})                                         # 's, 'll
  | (?<!\w){apostrophe}(?i:em|til|cause|bout|tis|twas)(?!\w)
  | (?<!\w)[A-Z]{{1,6}}&[A-Z]{{1,6}}(?!\w)                                 # R&D
  | (?i:(?<![\w-])(?:{prefixes})-){letter}[\w{marks}]*{inner}              # co-founder
  | \w[\w{marks}]*{inner}
  | [^\s{hidden}][{marks}]*
"""


class Tokens:
    """The rules, made ready."""

    def __init__(self, rules: Rules) -> None:
        halves = [
            f"{word[:at]}(?={word[at:]}{_END})|(?<={word[:at]}){word[at:]}{_END}" for word, at in rules.merged.items()
        ]
        self._pattern = re.compile(
            _PATTERN.format(
                apostrophe=_APOSTROPHE,
                clitic=_CLITIC,
                domains=_DOMAINS,
                end=_END,
                hidden=_HIDDEN,
                inner=rf"(?:{_APOSTROPHE}(?!(?i:s|re|ve|ll|d|m){_END})(?=\w)[\w{_MARKS}]+)*",
                letter=_LETTER,
                marks=_MARKS,
                merged="|".join(halves),
                numbered=_any(written(rules.numbered)),
                prefixes=_any(rules.prefixes),
                stopped=_any(written(rules.titles | rules.abbreviations)),
                units=_any(rules.units),
            ),
            re.VERBOSE,
        )

    def words(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Bounds of the words of `text[start:end]`."""
        return [match.span() for match in self._pattern.finditer(text, start, end)]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
