"""The words of time under their former address; they live in `facta.lexicon.times`."""

from __future__ import annotations

import functools

from facta.lexicon.figures import Numbers
from facta.lexicon.kinds import ByFirstWord as Phrases
from facta.lexicon.kinds import by_first_word
from facta.lexicon.times import Contexts, Deeds, Future, Times, Told, Vocabulary

__all__ = [
    "Contexts",
    "Deeds",
    "Future",
    "Numbers",
    "Phrases",
    "Times",
    "Told",
    "Vocabulary",
    "by_first_word",
    "vocabulary",
]


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the package; the same object every time."""
    return Vocabulary.load()
