"""
Words to lemmas: by the Penn tag, a list of irregular forms, and simplemma for the rest.

The tag decides what may change at all: a verb in -ing or -ed, a plural, a comparative.
*Meeting* the noun stays, *meeting* the verb is *meet*. Names stay as they are written.
"""

from __future__ import annotations

import re

import simplemma

from facta.lexicon.language import Irregular

__all__ = ["Irregular", "Lemmas"]

REMEMBERED = 100_000  # words with their tags; judged, not fitted
SHORTEST = 3  # letters of a plural
_APOSTROPHES = str.maketrans({"’": "'", "`": "'", "´": "'", "\u00ad": None})
# A stem that lost an e: hop+ing is of hope, for of hop it would double the p.
_SHORT = re.compile(r"(?:[^aeiou]|qu)*[aeiouy][^aeiouwxy]")
# No e stands after these.
_BARE = re.compile(
    r".*(?:[wxy]|[cn]k|[cs]h|oo[kmnt]|e[ae]d|[aeo]in|ow[ln]|er|el|on|en|it)"
)


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
            plain = word.translate(_APOSTROPHES) or word
            known = self._known[key] = self._found(plain, tag)
        return known

    def _found(self, word: str, tag: str) -> str:
        if tag == "NNP":
            return word
        if tag == "NNPS":
            return self._name(word)
        low, lists = word.lower(), self._irregular
        if tag.startswith("VB"):
            return self._verb(low, tag)
        if tag == "NNS":
            return lists.nouns.get(low) or _plural(low)
        if tag in {"JJR", "JJS"}:
            return lists.adjectives.get(low) or _simple(low)
        if tag in {"RBR", "RBS"}:
            return lists.adverbs.get(low) or _simple(low)
        tables = {"MD": lists.modals, "PRP": lists.pronouns, "WP": lists.pronouns}
        found = tables.get(tag, lists.others).get(low)
        if found:
            return found
        if tag == "POS":
            return "'s"
        return low

    def tag(self, word: str, tag: str) -> str:
        """
        A word's tag: a form in -s is no past, whatever a model reads.

        >>> lemmas = Lemmas.load()
        >>> [lemmas.tag(word, "VBD") for word in ("votes", "was", "struck")]
        ['VBZ', 'VBD', 'VBD']
        """
        low = word.lower()
        of_now = low.endswith("s") and low not in self._irregular.verbs
        return "VBZ" if tag == "VBD" and of_now else tag

    def _name(self, word: str) -> str:
        if word in self._irregular.singular.names:
            return word
        return _singular_name(word)

    def _verb(self, word: str, tag: str) -> str:
        irregular = self._irregular.verbs
        past = tag in {"VBD", "VBN"}
        if tag == "VB" or (past and word in self._irregular.unchanged.verbs):
            # A contraction is tagged as a base form and is none.
            if word == "'ve":
                return irregular[word]
            return word
        if word in irregular:
            return irregular[word]
        if tag == "VBZ" and word.endswith("s"):
            return _third(word)
        if tag == "VBG" and word.endswith(("ing", "in'")):
            return _stem(word, word[:-3])
        if past and word.endswith("ed"):
            return _stem(word, word[:-2])
        if tag == "VBP":
            return word
        return _simple(word)


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
    """The singular of a noun in -s, by simplemma unless it makes another of it."""
    if len(word) < SHORTEST or not word.endswith("s"):
        return word
    if any(character.isdigit() for character in word):
        return word
    found = _without_s(word)
    if found:
        return found
    head, hyphen, last = word.rpartition("-")
    if hyphen and head and last:
        return f"{head}-{_plural(last)}"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ss"):
        return word
    return word[:-1]


def _third(word: str) -> str:
    """The base of a verb in -s."""
    found = _without_s(word)
    if found:
        return found
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _without_s(word: str) -> str | None:
    """What simplemma makes of a word in -s, where that is the word without its ending."""
    found = _simple(word)
    if found in {word[:-1], word[:-2], word[:-3] + "y"}:
        return found
    return None


def _stem(word: str, stem: str) -> str:
    """
    The base of a verb in -ed or -ing.

    Its e is back, its doubled consonant single, its i a y again.

    >>> verbs = ("fired", "banned", "denied", "launched", "killed")
    >>> [_stem(word, word[:-2]) for word in verbs]
    ['fire', 'ban', 'deny', 'launch', 'kill']
    """
    if not stem:
        return word
    if stem.endswith("i") and word.endswith("ied"):
        return stem[:-1] + "y"
    if stem.endswith("e"):
        # see+ing keeps its e, agre+ed shares it
        if word.endswith("ing"):
            return stem
        return stem + "e"
    if _doubles(stem):
        # kill+ed has two of its own, ban+ned has one
        if _is_base(stem):
            return stem
        return stem[:-1]
    if _SHORT.fullmatch(stem):
        return stem + "e"
    found = _simple(word)
    if found == stem + "e" and not _BARE.fullmatch(stem):
        return found
    if found == stem or _is_base(stem):
        return stem
    if simplemma.is_known(stem + "e", lang="en"):
        return stem + "e"
    return stem


def _doubles(stem: str) -> bool:
    """Whether a stem ends in a doubled consonant."""
    return len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"


def _is_base(word: str) -> bool:
    return simplemma.is_known(word, lang="en") and _simple(word) == word
