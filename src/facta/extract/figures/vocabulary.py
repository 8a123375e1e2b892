"""The words of number under their former address: `facta.lexicon.figures`."""

from __future__ import annotations

import functools

from facta.lexicon.figures import Bounds, Change, Reporting, Units, Vocabulary

__all__ = ["Bounds", "Change", "Reporting", "Units", "Vocabulary", "vocabulary"]


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the package; the same object every time."""
    return Vocabulary.load()
