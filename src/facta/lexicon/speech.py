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
from facta.lexicon.kinds import (
    Endings,
    Forms,
    Labels,
    Lemmas,
    Nouns,
    Phrases,
    Verbs,
)

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
# up to four words with capitals: a paper, a programme, a person; judged, not fitted
NAME = r"(?:[A-Z][\w&.’'-]*\s?){1,4}"


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
    held_by: prepositions behind those words before whoever held it; where they stand,
        his name, written with capitals, is added to Facta's.
    """

    name: str
    words: Phrases
    held_by: Phrases = ()


class WhoSpeaks(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Common nouns and names that tell what a speaker is.

    anonymous: descriptions of people who are not named.
    author: pronouns of whoever writes or reads; they name nobody of the account.
    author_subjects: those that as subject of a cue make a fragment in marks the
        author's own.
    document: texts that speak.
    genres: of those texts the ones that head a line without speaking.
    heads_of_state: offices whose holder is the foremost person of his country.
    institution: bodies that speak as one.
    mute: nouns that may be subjects of such words without speaking.
    mute_endings: endings of nouns that cannot speak.
    outlet: publishers and broadcasters, as accounts name them, in lower case.
    speaking: of the pronouns of whoever writes those of a single speaker.
    pronouns: pronouns that have a name only where they are a mention of an actor.
    withheld: words that withhold a name.
    """

    anonymous: Nouns
    author: Forms
    author_subjects: Forms
    document: Nouns
    genres: Nouns
    heads_of_state: Nouns
    institution: Nouns
    mute: Nouns
    mute_endings: Endings
    pronouns: Forms
    speaking: Forms
    outlet: Annotated[frozenset[str], Meta(extra={"lookup": "phrase"})]
    withheld: Lemmas


class Silence(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Verbs and the words they govern that together say that nothing was said.

    nobody: words by which a subject is nobody (nobody, neither side).
    verbs: such verbs (decline).
    words: the words they govern (comment).
    withholding: words that deny a claim, or keep a thing from somebody (deny, denial).
    granted: things that are granted or kept from somebody (access), never claimed.
    """

    nobody: Forms
    verbs: Verbs
    words: Lemmas
    withholding: Lemmas
    granted: Lemmas


class Hearsay(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words by which an account passes on what it does not vouch for.

    adverbs: adverbs that make a sentence hearsay.
    adjectives: adjectives that do so.
    """

    adverbs: Forms
    adjectives: Forms


class Telling(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words around a cue: whether it tells what was said, by whom and to whom.

    addressing: verbs whose object is who is spoken to.
    asides: verbs of an aside that gives its sentence to somebody (as X said).
    after_comma: cues that are such only behind a comma (per).
    continuing: verbs whose infinitive tells what was said (went on to say).
    counts: nouns by which a sentence is somebody's (by the army's count).
    helpers: lemmas of auxiliaries whose infinitive tells what was said (did say).
    inferring: verbs of what an account reads out of somebody's words (suggests).
    light: verbs whose subject says what the noun they govern tells of.
    made: what a clause is made by whoever says it (clear).
    making: verbs that make it so.
    plain: verbs by which a sentence of its own names the speaker of a quotation.
    utterances: nouns of what somebody said, or showed by it.
    wording: nouns by which a quotation is somebody's (in his words).
    """

    addressing: Verbs
    asides: Verbs
    after_comma: Forms
    continuing: Verbs
    counts: Nouns
    helpers: Lemmas
    inferring: Verbs
    light: Verbs
    made: Forms
    making: Verbs
    plain: Verbs
    utterances: Nouns
    wording: Nouns


class Contents(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words that tell whether what looks like content is some.

    asking: verbs whose object is who is asked, or what is asked for.
    doing: verbs that tell words of an object that was said or done, else a deed.
    elisions: words that an apostrophe in front shortens, without it.
    judged: nouns of what was said or done.
    making: verbs by which words are given out; of anything else they tell no words.
    naming: words before a quotation mark that say it encloses a title or a name.
    particled: of the verbs of doing those that take a particle where they tell words.
    scolding: of the verbs of doing those that scold whoever is their object.
    talk: nouns that as all of a vow promise nothing but words.
    things: pronouns that as all of a content tell nothing.
    """

    asking: Verbs
    doing: Verbs
    elisions: Forms
    judged: Nouns
    making: Verbs
    naming: Forms
    particled: Verbs
    scolding: Verbs
    talk: Nouns
    things: Forms


class AttributionKinds(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words that tell a question, a directive, a belief or an intention from an assertion.

    announcing: verbs by which somebody tells what he will do himself.
    asking: verbs with an indirect question.
    calling: verbs that tell a directive with "for" or an infinitive.
    expecting: cues of what somebody thinks, besides those of the grades belief, emotion
        and wish.
    feelings: nouns that as content tell a feeling.
    intending: cues of what somebody means to do, besides those of the grade vow.
    intentions: nouns that as content tell an intention.
    interrogative: first words of an indirect question.
    orders: nouns that as content tell a directive.
    own: subjects by which somebody speaks of himself.
    wanting: verbs of wanting, with whom somebody wants to act.
    will: lemmas of auxiliaries of what is to come.
    """

    announcing: Verbs
    asking: Verbs
    calling: Verbs
    expecting: Lemmas
    feelings: Nouns
    intending: Lemmas
    intentions: Nouns
    interrogative: Forms
    orders: Nouns
    own: Forms
    wanting: Verbs
    will: Lemmas


class Transcripts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Labels of a transcript's turns.

    asking: labels of whoever asks, in lower case.
    titles: words of a label that say it names a speaker, in lower case, without stops.
    """

    asking: Forms
    titles: Forms


class Denials(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words that tie a denial to what it denies.

    asking: words at the start of a denied content that ask where or how it was.
    empty: lemmas that two statements may share without sharing a matter.
    nothing: beginnings of a content that deny all of what others say.
    pointing: words at the start of a content that point back.
    talk: nouns of words exchanged, which only those concerned can deny.
    """

    asking: Forms
    empty: Lemmas
    nothing: Phrases
    pointing: Forms
    talk: Nouns


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
    telling: words around a cue.
    contents: what looks like content and is none.
    kinds: what tells questions, directives, beliefs and intentions from assertions.
    transcripts: labels of turns.
    denials: what ties a denial to what it denies.
    channel: ways of speaking; the first that fits wins.
    """

    group: tuple[Group, ...]
    speakers: WhoSpeaks
    silence: Silence
    hearsay: Hearsay
    telling: Telling
    contents: Contents
    kinds: AttributionKinds
    transcripts: Transcripts
    denials: Denials
    channel: tuple[Channel, ...]


class Means(Struct, frozen=True, kw_only=True):
    """
    A channel ready for use: its name, a pattern of the words that tell it, and one
    whose group is the name of whoever held it, where that is asked for.
    """

    name: str
    words: re.Pattern[str]
    holder: re.Pattern[str] | None


class Cues(Struct, frozen=True, kw_only=True):
    """The lexicon of speech, ready for use."""

    words: dict[tuple[PartOfSpeech, str], Cue]
    speakers: WhoSpeaks
    silence: Silence
    hearsay: Hearsay
    telling: Telling
    contents: Contents
    kinds: AttributionKinds
    transcripts: Transcripts
    denials: Denials
    channels: tuple[Means, ...]

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Cues:
        """
        The words of the package, with a user's parts on top; a word that comes again
        is of its last group.

        Raises:
            DataError: a file is damaged.
            SettingsError: a user's part does not fit.
        """
        return cls.of(table("speech", CueFile, parts))

    @classmethod
    def of(cls, file: CueFile) -> Cues:
        """The table made ready."""
        words = {
            (group.pos, word): Cue(
                word=word, pos=group.pos, grade=group.grade, frames=group.frames
            )
            for group in file.group
            for word in group.words
        }
        return cls(
            words=words,
            speakers=file.speakers,
            silence=file.silence,
            hearsay=file.hearsay,
            telling=file.telling,
            contents=file.contents,
            kinds=file.kinds,
            transcripts=file.transcripts,
            denials=file.denials,
            channels=tuple(_means(channel) for channel in file.channel),
        )


def _means(channel: Channel) -> Means:
    words = rf"\b(?:{_any_of(channel.words)})"
    holder = None
    if channel.held_by:
        behind = rf"\s+(?:{_any_of(channel.held_by)})\s+(?:the\s+)?"
        holder = re.compile(words + behind + rf"({NAME})")
    return Means(
        name=channel.name,
        words=re.compile(words + r"\b", re.IGNORECASE),
        holder=holder,
    )


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)


GRADES: frozenset[str] = frozenset(get_args(Grade))
