"""
Word lists that the rules for sentences and words go by; the lists live in
`facta.lexicon.language`.
"""

from __future__ import annotations

from collections.abc import Iterable

from facta.lexicon.language import Rules

__all__ = ["Rules", "written"]


def written(words: Iterable[str]) -> frozenset[str]:
    """
    The ways in which entries of a list may be written.

    >>> sorted(written(["Gen", "etc"]))
    ['ETC', 'Etc', 'GEN', 'Gen', 'etc']
    """
    return frozenset(
        way
        for word in words
        for way in (word, word[0].upper() + word[1:], word.upper())
    )
