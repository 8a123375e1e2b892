"""
Whether a text is in the language that Facta reads.

Pure; judges by the share of words that an English dictionary knows, on the beginning of the text.
"""

from __future__ import annotations

import re

import simplemma

ENOUGH = 12  # words below which nothing can be told: a headline of names knows no language
LOOKED_AT = 3000  # characters
KNOWN = 0.42  # share of known words; other languages have 0 to 0.3, capitals and lists of names in English above 0.5
_WORD = re.compile(r"[^\W\d_]+")


def is_english(text: str) -> bool:
    """
    Whether `text` reads as English, or is too short to tell.

    >>> is_english("Der Kanzler hat am Montag in Berlin erklärt, dass Deutschland der Ukraine weiter helfen werde.")
    False
    """
    beginning = text[:LOOKED_AT]
    if len(_WORD.findall(beginning)) < ENOUGH:
        return True
    return simplemma.in_target_language(beginning, lang="en") >= KNOWN
