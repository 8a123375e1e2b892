"""
The lexicon of opinion: which words show favour or hostility, how strongly, and what
changes their strength.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from facta.ontology.files import toml


class Level(Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one strength."""

    strength: float
    about: Literal["object", "doer"]
    words: tuple[str, ...]


class Intensity(Struct, frozen=True, forbid_unknown_fields=True):
    """Adverbs that multiply a strength by one factor."""

    factor: float
    words: tuple[str, ...]


class StanceFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The data file as it stands."""

    level: tuple[Level, ...]
    intensity: tuple[Intensity, ...]


class Opinions(Struct, frozen=True):
    """Strength by lemma, factor by adverb."""

    strengths: dict[str, float]
    factors: dict[str, float]
    deeds: frozenset[str]

    @classmethod
    def load(cls) -> Opinions:
        """
        Read the lexicon that ships with Facta.

        Raises:
            DataError: the data file is damaged.
        """
        file = toml("stance.toml", StanceFile, package="facta.extract")
        return cls(
            {word: level.strength for level in file.level for word in level.words},
            {
                word: intensity.factor
                for intensity in file.intensity
                for word in intensity.words
            },
            frozenset(
                word
                for level in file.level
                if level.about == "doer"
                for word in level.words
            ),
        )
