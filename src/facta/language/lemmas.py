"""
Words to lemmas: a word's tag, a list of irregular forms, and simplemma for the rest.
"""

from __future__ import annotations

import simplemma

from facta.errors import DataError
from facta.language.rules import data

REMEMBERED = 100_000


class Lemmas:
    """Lemmas by word and tag; remembers what it was asked."""

    def __init__(self, irregular: dict[str, dict[str, str]]) -> None:
        self._irregular = irregular
        self._known: dict[tuple[str, str, str], str] = {}

    @classmethod
    def load(cls) -> Lemmas:
        """
        The list of the package.

        Raises:
            DataError: the file is damaged.
        """
        return cls(data("lemmas.toml"))

    def lemma(self, word: str, upos: str, tag: str) -> str:
        """The lemma of `word`; `tag` is the Penn Treebank's."""
        key = (word, upos, tag)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._found(word, upos, tag)
        return known

    def _found(self, word: str, upos: str, tag: str) -> str:
        if upos == "PROPN":
            return word
        return simplemma.lemmatize(word.lower(), lang="en")
