"""
The lexicon of speech: which words introduce what somebody said, and what their speakers
and channels are called.

`Cues.load()` reads package data once; everything else here is a frozen record that
stages pass on.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from msgspec import Struct

from facta.extract.statements.opinions import Opinions
from facta.ontology.files import parsed, text

PartOfSpeech = Literal["verb", "noun", "adjective", "adposition"]
Grade = Literal[
    "accusation",
    "admission",
    "belief",
    "claim",
    "confirmation",
    "demand",
    "denial",
    "description",
    "emotion",
    "finding",
    "neutral",
    "praise",
    "prediction",
    "question",
    "refusal",
    "speech act",
    "vow",
    "warning",
    "wish",
]
INNER: frozenset[Grade] = frozenset({"belief", "emotion", "wish"})
SHAPES = frozenset({"quote", "clause", "infinitive", "object", "as", "named", "source"})


class Cue(Struct, frozen=True, kw_only=True):
    """
    One word that introduces content.

    `frames` name the places where its content stands: a shape, or a preposition.
    `grade` is how the account weighs it.
    """

    word: str
    pos: PartOfSpeech
    grade: Grade
    frames: frozenset[str]

    @property
    def inner(self) -> bool:
        """
        Whether the word tells what somebody thinks, feels or wants rather than what he
        says.
        """
        return self.grade in INNER


def prepositions(frames: frozenset[str]) -> frozenset[str]:
    """The frames that are prepositions."""
    return frames - SHAPES


class Channel(Struct, frozen=True):
    """A way of speaking: Facta's name for it, and the words that tell it."""

    name: str
    words: tuple[str, ...]


class WhoSpeaks(Struct, frozen=True, kw_only=True):
    """Common nouns and names that tell what a speaker is."""

    anonymous: frozenset[str]
    document: frozenset[str]
    institution: frozenset[str]
    mute: frozenset[str]
    outlet: frozenset[str]
    withheld: frozenset[str]


class Silence(Struct, frozen=True):
    """Verbs and the words they govern that together say that nothing was said."""

    verbs: frozenset[str]
    words: frozenset[str]


class Hearsay(Struct, frozen=True):
    """Words by which an account passes on what it does not vouch for."""

    adverbs: frozenset[str]
    adjectives: frozenset[str]
    leaks: frozenset[str]


class Group(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Cues of the data file that share everything but the word."""

    pos: PartOfSpeech
    grade: Grade
    frames: frozenset[str]
    words: tuple[str, ...]


class CueFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The data file as it stands."""

    group: tuple[Group, ...]
    speakers: WhoSpeaks
    silence: Silence
    hearsay: Hearsay
    channel: tuple[Channel, ...]


class Cues(Struct, frozen=True, kw_only=True):
    """The lexicon of speech, ready for use."""

    words: dict[tuple[PartOfSpeech, str], Cue]
    speakers: WhoSpeaks
    silence: Silence
    hearsay: Hearsay
    channels: tuple[tuple[str, re.Pattern[str]], ...]
    opinions: Opinions

    @classmethod
    def load(cls) -> Cues:
        """
        Read the lexicon that ships with Facta.

        Raises:
            DataError: the data file is damaged.
        """
        return cls.of(text("cues.toml", package="facta.extract"), Opinions.load())

    @classmethod
    def of(cls, toml: str, opinions: Opinions) -> Cues:
        """The lexicon that a TOML text describes."""
        file = parsed(toml, "cues.toml", CueFile)
        words = {
            (group.pos, word): Cue(
                word=word, pos=group.pos, grade=group.grade, frames=group.frames
            )
            for group in file.group
            for word in group.words
        }
        channels = tuple(
            (channel.name, _any_of(channel.words)) for channel in file.channel
        )
        return cls(
            words=words,
            speakers=file.speakers,
            silence=file.silence,
            hearsay=file.hearsay,
            channels=channels,
            opinions=opinions,
        )


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE
    )


GRADES: frozenset[str] = frozenset(get_args(Grade))
