"""
Whether a text is in the language that Facta reads.

Pure; judges the beginning of the text by the share of words that an English dictionary
knows and, where that leaves doubt, by the small words that no English prose does
without.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import simplemma

from facta.records import Document, Skipped

# Words below which nothing can be told: a headline of names knows no language. Judged,
# not fitted.
ENOUGH = 12
LOOKED_AT = 3000  # characters; judged, not fitted
# Shares of known words; short texts of other Germanic languages reach 0.5.
SURE, DOUBTFUL = 0.6, 0.4
# Share of small words; English prose has 0.2 and more, other languages at most 0.06.
SMALL = 0.08
_SMALL_WORDS = frozenset(
    {
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "his",
        "is",
        "it",
        "not",
        "of",
        "on",
        "said",
        "that",
        "the",
        "they",
        "this",
        "to",
        "was",
        "were",
        "with",
    }
)
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = "not in English, the one language that is read; translate it or leave it out"


def is_english(text: str) -> bool:
    """
    Whether `text` reads as English, or is too short to tell.

    >>> is_english("Der Kanzler hat am Montag erklärt, er werde nach Kyiv und Prag reisen")
    False
    """
    beginning = text[:LOOKED_AT]
    words = _WORD.findall(beginning.lower())
    if len(words) < ENOUGH:
        return True
    known = simplemma.in_target_language(beginning, lang="en")
    small = sum(word in _SMALL_WORDS for word in words) / len(words)
    return known >= SURE or (known >= DOUBTFUL and small >= SMALL)


def english(items: Iterable[Document | Skipped]) -> Iterator[Document | Skipped]:
    """
    The items, each document in another language skipped with that reason.

    >>> text = "Der Kanzler hat am Montag erklärt, er werde nach Kyiv und Prag reisen"
    >>> document = Document(id="a", source="a.txt", text=text)
    >>> [item.reason for item in english([document])]
    ['not in English, the one language that is read; translate it or leave it out']
    """
    for item in items:
        if isinstance(item, Skipped) or is_english(item.text):
            yield item
        else:
            yield Skipped(item.source, _FOREIGN)
