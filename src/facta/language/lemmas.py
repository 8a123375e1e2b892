"""
Words to lemmas: by the Penn tag, a list of irregular forms, and simplemma for what is
regular.

The tag decides what may change at all: a verb in -ing or -ed, a plural, a comparative.
*Meeting* the noun stays, *meeting* the verb is *meet*. Names stay as they are written.
"""

from __future__ import annotations

import re

import simplemma

from facta.lexicon.language import Irregular

__all__ = ["Irregular", "Lemmas"]

REMEMBERED = 100_000
SHORTEST = 3  # letters of a plural
_APOSTROPHES = str.maketrans({"’": "'", "`": "'", "´": "'", "\u00ad": None})
_SHORT = re.compile(
    r"(?:[^aeiou]|qu)*[aeiouy][^aeiouwxy]"
)  # hop+ing is of hope: of hop it would double the p
_BARE = re.compile(
    r".*(?:[wxy]|[cn]k|[cs]h|oo[kmnt]|e[ae]d|[aeo]in|ow[ln]|er|el|on|en|it)"
)  # no e stands after these


class Lemmas:
    """Lemmas by word and tag; remembers what it was asked."""

    def __init__(self, irregular: Irregular) -> None:
        self._irregular = irregular
        self._known: dict[tuple[str, str], str] = {}

    @classmethod
    def load(cls) -> Lemmas:
        """The lemmas of the package's lists."""
        return cls(Irregular.load())

    def lemma(self, word: str, tag: str) -> str:
        """
        The lemma of `word`; `tag` is the Penn Treebank's.

        >>> lemmas = Lemmas.load()
        >>> [lemmas.lemma(*word) for word in (("struck", "VBD"), ("Leaves", "NNS"))]
        ['strike', 'leaf']
        >>> [lemmas.lemma(*word) for word in (("leaves", "VBZ"), ("Kyiv", "NNP"))]
        ['leave', 'Kyiv']
        """
        key = (word, tag)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._found(
                word.translate(_APOSTROPHES) or word, tag
            )
        return known

    def _found(self, word: str, tag: str) -> str:
        if tag == "NNP":
            return word
        if tag == "NNPS":
            return (
                word if word in self._irregular.singular.names else _singular_name(word)
            )
        low, lists = word.lower(), self._irregular
        if tag.startswith("VB"):
            return self._verb(low, tag)
        if tag == "NNS":
            return lists.nouns.get(low) or _plural(low)
        if tag in {"JJR", "JJS", "RBR", "RBS"}:
            table = lists.adjectives if tag[0] == "J" else lists.adverbs
            return table.get(low) or _simple(low)
        tables = {"MD": lists.modals, "PRP": lists.pronouns, "WP": lists.pronouns}
        found = tables.get(tag, lists.others).get(low)
        if found:
            return found
        return "'s" if tag == "POS" else low

    def _verb(self, word: str, tag: str) -> str:
        irregular = self._irregular.verbs
        if tag == "VB" or (
            tag in {"VBD", "VBN"} and word in self._irregular.unchanged.verbs
        ):
            return irregular[word] if word == "'ve" else word
        if word in irregular:
            return irregular[word]
        if tag == "VBZ" and word.endswith("s"):
            return _third(word)
        if tag == "VBG" and word.endswith(("ing", "in'")):
            return _stem(word, word[:-3])
        if tag in {"VBD", "VBN"} and word.endswith("ed"):
            return _stem(word, word[:-2])
        return word if tag == "VBP" else _simple(word)


def _simple(word: str) -> str:
    return simplemma.lemmatize(word, lang="en")


def _singular_name(word: str) -> str:
    """*Americans* to *American*; a plural that the rules do not know stays."""
    if not word.endswith("s") or word.endswith("ss") or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    return word[:-1]


def _plural(word: str) -> str:
    """
    The singular of a noun in -s, by simplemma unless it makes something else of it.
    """
    if (
        len(word) < SHORTEST
        or not word.endswith("s")
        or any(character.isdigit() for character in word)
    ):
        return word
    found = _simple(word)
    if found in {word[:-1], word[:-2], word[:-3] + "y"}:
        return found
    head, hyphen, last = word.rpartition("-")
    if hyphen and head and last:
        return f"{head}-{_plural(last)}"
    return (
        word[:-3] + "y"
        if word.endswith("ies") and len(word) > 4
        else word[:-1]
        if not word.endswith("ss")
        else word
    )


def _third(word: str) -> str:
    """The base of a verb in -s."""
    found = _simple(word)
    if found in {word[:-1], word[:-2], word[:-3] + "y"}:
        return found
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return (
        word[:-2]
        if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes"))
        else word[:-1]
    )


def _stem(word: str, stem: str) -> str:
    """
    The base of a verb in -ed or -ing: with its e back, its doubled consonant single,
    its i a y again.

    >>> [_stem(word, word[:-2]) for word in ("fired", "banned", "denied", "launched", "killed")]
    ['fire', 'ban', 'deny', 'launch', 'kill']
    """
    if not stem:
        return word
    if stem.endswith("i") and word.endswith("ied"):
        return stem[:-1] + "y"
    if stem.endswith("e"):
        return stem if word.endswith("ing") else stem + "e"
    double = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    if double:
        return stem if _base(stem) else stem[:-1]
    if _SHORT.fullmatch(stem):
        return stem + "e"
    found = _simple(word)
    if found == stem + "e" and not _BARE.fullmatch(stem):
        return found
    if found == stem or _base(stem) or not simplemma.is_known(stem + "e", lang="en"):
        return stem
    return stem + "e"


def _base(word: str) -> bool:
    return simplemma.is_known(word, lang="en") and _simple(word) == word
