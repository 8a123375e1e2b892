"""The lexicon of opinion: which words show favour or hostility, how strongly, and what changes their strength."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Literal

import msgspec
from msgspec import Struct

from facta.errors import DataError


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
        text = resources.files("facta.extract").joinpath("data/stance.toml").read_text("utf8")
        try:
            file = msgspec.convert(tomllib.loads(text), StanceFile)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            raise DataError(f"data/stance.toml: {error}; reinstall facta") from error
        return cls(
            {word: level.strength for level in file.level for word in level.words},
            {word: intensity.factor for intensity in file.intensity for word in intensity.words},
            frozenset(word for level in file.level if level.about == "doer" for word in level.words),
        )
