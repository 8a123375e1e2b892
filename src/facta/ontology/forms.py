"""
Written forms of names: how a name is cut into words, and an index that finds the
longest name at a word.

Cutting is blind to hyphens, full stops, apostrophes and accents, so that `al-Qaeda`,
`al Qaeda` and `U.S.`, `US` meet; case is kept, since "US" is a country and "us" is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

S = TypeVar("S")
_CUT = re.compile(r"[\s\-‐‑–—/]+")
# English of an account, so 's alone; an apostrophe alone is dropped below.
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$", re.IGNORECASE)
_DROP = str.maketrans("", "", ".'’ʼ`\"“”")
# Letters that Unicode does not take for one with an accent.
_LETTERS = str.maketrans("øØłŁđĐı", "oOlLdDi") | {ord("ß"): "ss", ord("æ"): "ae"}
# Letters of an abbreviation that is more likely a word in a sentence of capitals ("US"),
# and of one that is also written as a name ("Nato", "RUSSIA"). Judged, not fitted.
_SHORT, _LONG = 3, 4


def words(text: str) -> tuple[str, ...]:
    """
    The words of a name, accents and inner punctuation gone, case kept.

    >>> words("Côte d'Ivoire"), words("People's Liberation Army"), words("U.S.-led")
    (('Cote', 'dIvoire'), ('People', 's', 'Liberation', 'Army'), ('US', 'led'))
    """
    if text.isalnum() and text.isascii():
        return (text,)
    found: list[str] = []
    for part in _CUT.split(text):
        plain = _plain(_POSSESSIVE.sub("", part))
        if plain:
            found.append(plain)
        if _POSSESSIVE.search(part):
            found.append("s")
    return tuple(found)


def _plain(part: str) -> str:
    part = part.translate(_DROP)
    if part.isascii():
        return part
    apart = unicodedata.normalize("NFKD", part)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return bare.translate(_LETTERS)


def reads(form: str, word: str, shouting: bool) -> bool:
    """
    Whether a word of an account can be this word of a name, by its case.

    Args:
        form: the word as the table has it; in lower case it may be written any way.
        word: the word as the account has it.
        shouting: the account's sentence is in capitals, where short abbreviations are
            words as likely as not.

    >>> reads("US", "us", False), reads("NATO", "Nato", False)
    (False, True)
    >>> reads("Russia", "RUSSIA", False), reads("US", "US", True)
    (True, False)
    """
    if form == word:
        return not (shouting and form.isupper() and len(form) <= _SHORT)
    if form.islower():
        return form == word.lower()
    if form.isupper() and len(form) >= _LONG:
        return word == form.capitalize()
    return len(form) >= _LONG and word.isupper() and word == form.upper()


class Match(Struct, Generic[S], frozen=True):
    """A name found over words `[first, last]`, and what it stands for."""

    first: int
    last: int
    sense: S


class Forms(Generic[S]):
    """
    Names by their words.

    The longest name that starts at a word wins; of equal ones, the first that was added.

    >>> forms = Forms([("New York", "place"), ("New York Times", "paper")])
    >>> [match.sense for match in forms.find(("The", "New", "York", "Times"))]
    ['paper']
    """

    def __init__(self, named: Iterable[tuple[str, S]]) -> None:
        index: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], S]]] = {}
        for name, sense in named:
            cased = words(name)
            folded = tuple(word.lower() for word in cased)
            index.setdefault(folded[0], []).append((folded, cased, sense))
        for entries in index.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: -len(entry[0]))
        self._index = index

    def at(
        self,
        cased: Sequence[str],
        folded: Sequence[str],
        start: int,
        shouting: bool = False,
    ) -> Match[S] | None:
        """The longest name that starts at word `start`."""
        entries = self._index.get(folded[start])
        if entries is None:
            return None
        for form, as_written, sense in entries:
            end = start + len(form)
            if end > len(folded):
                continue
            # The first words are equal, since they are the key of the entries.
            if len(form) > 1 and tuple(folded[start:end]) != form:
                continue
            pairs = zip(as_written, cased[start:end], strict=True)
            if all(reads(expected, word, shouting) for expected, word in pairs):
                return Match(start, end - 1, sense)
        return None

    def find(self, cased: Sequence[str], shouting: bool = False) -> list[Match[S]]:
        """Names that do not overlap, from left to right."""
        folded = [word.lower() for word in cased]
        found: list[Match[S]] = []
        at = 0
        while at < len(folded):
            # Asked here too, because most words open no name and a call costs more.
            if folded[at] in self._index:
                match = self.at(cased, folded, at, shouting)
                if match:
                    found.append(match)
                    at = match.last
            at += 1
        return found
