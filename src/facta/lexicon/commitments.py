"""
The lexicon of commitments: which words bind, what turns one kind into another, and how
accounts tell the outcome.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Adjectives, Forms, Labels, Lemmas, Nouns, Phrases, Verbs
from facta.records import CommitmentKind, Status

PartOfSpeech = Literal["adjective", "noun", "verb"]


class Trigger(Struct, frozen=True, kw_only=True):
    """
    One word that makes a commitment of one kind; `frames` as in the lexicon of speech.
    """

    word: str
    kind: CommitmentKind
    frames: frozenset[str]


class TriggerGroup(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Triggers that share everything but the word.

    pos: their part of speech.
    kind: the kind of commitment they make.
    frames: where its content stands, as in the lexicon of speech.
    words: their lemmas.
    """

    pos: PartOfSpeech
    kind: CommitmentKind
    frames: Labels
    words: Annotated[tuple[str, ...], Meta(extra={"lookup": "pos"})]


class Turns(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Lemmas that turn one kind into another or make a verb a trigger.

    hostile: deeds that make a vow a threat.
    reproach: what is said of somebody; to reject one of these is to deny it.
    accord: what an agreement is signed as.
    concluding: verbs that bring an accord about.
    untruth: what a report is called by whoever denies it.
    matter: general words that take up what was promised, offered or demanded.
    talk: what is offered or asked for without binding anybody.
    unwilling: verbs of an addressee who does not do what is asked.
    """

    hostile: Lemmas
    reproach: Nouns
    accord: Nouns
    concluding: Verbs
    untruth: Nouns
    matter: Nouns
    talk: Lemmas
    unwilling: Verbs


class Conditions(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words that open a condition.

    marks: conjunctions.
    phrases: phrases, also before a noun.
    """

    marks: Forms
    phrases: Phrases


class Outcome(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    How accounts tell that a commitment came to a status.

    status: the status.
    verbs: verbs that act on the commitment or its deed.
    adjectives: what such a commitment is called.
    phrases: phrases that tell it.
    """

    status: Status
    verbs: Verbs
    adjectives: Adjectives
    phrases: Phrases

    def told_in(self, text: str) -> bool:
        """Whether one of the phrases stands in a text in lower case."""
        return any(
            re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in self.phrases
        )


class TriggerFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of commitments and of what became of them.

    trigger: words that bind.
    turns: lemmas that turn one kind into another.
    conditions: words that open a condition.
    outcome: how accounts tell what became of a commitment.
    """

    trigger: tuple[TriggerGroup, ...]
    turns: Turns
    conditions: Conditions
    outcome: tuple[Outcome, ...]


class Triggers(Struct, frozen=True, kw_only=True):
    """The lexicon of commitments, ready for use."""

    words: dict[tuple[PartOfSpeech, str], Trigger]
    turns: Turns
    conditions: Conditions
    outcomes: tuple[Outcome, ...]

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Triggers:
        """
        The words of the package, with a user's parts on top; a word that comes again
        is of its last kind.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        file = table("commitments", TriggerFile, parts)
        words = {
            (group.pos, word): Trigger(word=word, kind=group.kind, frames=group.frames)
            for group in file.trigger
            for word in group.words
        }
        return cls(
            words=words,
            turns=file.turns,
            conditions=file.conditions,
            outcomes=file.outcome,
        )
