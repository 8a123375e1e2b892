"""
The lexicon of opinion: which words show favour or hostility, how strongly, and what
changes their strength.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Forms, Phrases


class Level(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of one strength.

    strength: from -1, hostile, to 1, in favour.
    about: whether the word judges its object or whoever does it.
    words: lemmas of any part of speech.
    """

    strength: float
    about: Literal["object", "doer"]
    words: Annotated[tuple[str, ...], Meta(extra={"lookup": "lemma"})]


class Intensity(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Adverbs that multiply a strength by one factor.

    factor: above 1 raises, below 1 lowers.
    words: adverbs as they are written.
    """

    factor: float
    words: Phrases


class Scope(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words that tell whom an opinion is about, and how much it counts.

    asides: prepositions of what is only set beside the opinion (unlike).
    blaming: words of praise that blame with *for* behind them.
    contrasts: conjunctions after which what came before is only conceded (but).
    rejecting: words before what somebody is said not to be.
    towards: prepositions before whom an opinion is about.
    """

    asides: Forms
    blaming: Forms
    contrasts: Forms
    rejecting: Forms
    towards: Forms


class StanceFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of favour and hostility.

    scope: words that tell whom an opinion is about, and how much it counts.
    level: words of one strength.
    intensity: adverbs that multiply it.
    """

    scope: Scope
    level: tuple[Level, ...]
    intensity: tuple[Intensity, ...]


class Opinions(Struct, frozen=True, kw_only=True):
    """Strength by lemma, factor by adverb, and what bounds an opinion."""

    scope: Scope
    strengths: dict[str, float]
    factors: dict[str, float]
    deeds: frozenset[str]

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Opinions:
        """
        The words of the package, with a user's parts on top; a word that comes again
        has its last strength.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        file = table("opinions", StanceFile, parts)
        levels = {word: level for level in file.level for word in level.words}
        return cls(
            scope=file.scope,
            strengths={word: level.strength for word, level in levels.items()},
            factors={
                word: intensity.factor
                for intensity in file.intensity
                for word in intensity.words
            },
            deeds=frozenset(
                word for word, level in levels.items() if level.about == "doer"
            ),
        )
