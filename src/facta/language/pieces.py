"""
Word pieces and casing: what the network sees of a word.

The encoder is uncased, so how a word is written reaches it as a class of its own.
"""

from __future__ import annotations

OTHER, LOWER, TITLE, UPPER, MIXED, DIGIT = range(6)


def casing(word: str) -> int:
    """
    The casing class of one word.

    >>> [casing(word) for word in ("!", "said", "Kyiv", "NATO", "iPhone", "17th")]
    [0, 1, 2, 3, 4, 5]
    """
    if any(character.isdigit() for character in word):
        return DIGIT
    letters = [character for character in word if character.isalpha()]
    if not letters:
        return OTHER
    if all(character.islower() for character in letters):
        return LOWER
    if letters[0].isupper() and all(character.islower() for character in letters[1:]):
        return TITLE
    if all(character.isupper() for character in letters):
        return UPPER
    return MIXED
