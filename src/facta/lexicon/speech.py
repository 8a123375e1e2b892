"""
The lexicon of speech: which words introduce what somebody said, and what their speakers
and channels are called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Forms, Labels, Lemmas, Nouns, Phrases, Verbs
from facta.lexicon.opinions import Opinions

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


class Channel(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    A way of speaking.

    name: Facta's name for it.
    words: words and phrases that tell it, in lower case.
    """

    name: str
    words: Phrases


class WhoSpeaks(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Common nouns and names that tell what a speaker is.

    anonymous: descriptions of people who are not named.
    document: texts that speak.
    institution: bodies that speak as one.
    mute: nouns that may be subjects of such words without speaking.
    outlet: publishers and broadcasters, as accounts name them, in lower case.
    withheld: words that withhold a name.
    """

    anonymous: Nouns
    document: Nouns
    institution: Nouns
    mute: Nouns
    outlet: Annotated[frozenset[str], Meta(extra={"lookup": "phrase"})]
    withheld: Lemmas


class Silence(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Verbs and the words they govern that together say that nothing was said.

    verbs: such verbs (decline).
    words: the words they govern (comment).
    """

    verbs: Verbs
    words: Lemmas


class Hearsay(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words by which an account passes on what it does not vouch for.

    adverbs: adverbs that make a sentence hearsay.
    adjectives: adjectives that do so.
    leaks: nouns and words of leaks.
    """

    adverbs: Forms
    adjectives: Forms
    leaks: Lemmas


class Group(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Cues that share everything but the word.

    pos: their part of speech.
    grade: how the account weighs what they introduce.
    frames: where the content stands: a shape, or a preposition.
    words: their lemmas.
    """

    pos: PartOfSpeech
    grade: Grade
    frames: Labels
    words: Annotated[tuple[str, ...], Meta(extra={"lookup": "pos"})]


class CueFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of speech, its speakers and channels.

    group: words that introduce content.
    speakers: common nouns and names that tell what a speaker is.
    silence: what together says that nothing was said.
    hearsay: words of what an account does not vouch for.
    channel: ways of speaking; the first that fits wins.
    """

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
    def load(cls, parts: Sequence[Own] = (), opinions: Sequence[Own] = ()) -> Cues:
        """
        The words of the package, with a user's parts on top; a word that comes again
        is of its last group.

        Args:
            parts: of the words of speech.
            opinions: of the words of opinion.

        Raises:
            DataError: a file is damaged.
            SettingsError: a user's part does not fit.
        """
        return cls.of(table("speech", CueFile, parts), Opinions.load(opinions))

    @classmethod
    def of(cls, file: CueFile, opinions: Opinions) -> Cues:
        """The table made ready."""
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
