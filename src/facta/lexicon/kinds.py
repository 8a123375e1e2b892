"""
How the words of a list are looked up, which tells what can stand in it.

Schemas name one of these types for each list and each mapping; `checking` holds the
entries to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from msgspec import Meta, Struct


def _kind(name: str) -> Any:
    return Meta(extra={"lookup": name})


# A set of lemmas of one part of speech; single words, unless phrases are said.
Verbs = Annotated[frozenset[str], _kind("verb")]
Nouns = Annotated[frozenset[str], _kind("noun")]
Adjectives = Annotated[frozenset[str], _kind("adjective")]
# Lemmas of several parts of speech.
Lemmas = Annotated[frozenset[str], _kind("lemma")]
# Words as they are written, in lower case; single words.
Forms = Annotated[frozenset[str], _kind("form")]
# Words or phrases as they are written, in lower case; the order may matter.
Phrases = Annotated[tuple[str, ...], _kind("phrase")]
# Names and abbreviations as they are written, capitals and all.
Written = Annotated[frozenset[str], _kind("written")]
# Keys of a frame, endings, codes: no words of a text.
Labels = Annotated[frozenset[str], _kind("label")]
Endings = Annotated[tuple[str, ...], _kind("label")]

# Slots of a frame, likeliest first.
Slots = Annotated[tuple[str, ...], _kind("label")]

# Phrases, each split into words, by their first word; the longest first.
ByFirstWord = dict[str, tuple[tuple[str, ...], ...]]


class WordList(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    A table that is one list of words or phrases.

    words: the list.
    """

    words: Phrases


class PhraseList(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    A table that is one list of phrases; one that ends in * holds for any ending.

    phrases: the list.
    """

    phrases: Phrases


class VerbList(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    A table that is one list of verbs.

    verbs: their lemmas.
    """

    verbs: Verbs


def by_first_word(phrases: Iterable[str]) -> ByFirstWord:
    """
    Phrases by their first word, longest first.

    >>> by_first_word(("at", "at least"))["at"]
    (('at', 'least'), ('at',))
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return {
        first: tuple(sorted(group, key=lambda parts: (-len(parts), parts)))
        for first, group in found.items()
    }
