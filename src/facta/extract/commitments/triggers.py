"""
The lexicon of commitments: which words bind, what turns one kind into another, and how
accounts tell the outcome.

`Triggers.load()` reads package data once; the records are frozen.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from facta.ontology.files import toml
from facta.records import CommitmentKind, Status

PartOfSpeech = Literal["adjective", "noun", "verb"]


class Trigger(Struct, frozen=True):
    """
    One word that makes a commitment of one kind; `frames` as in the lexicon of speech.
    """

    word: str
    kind: CommitmentKind
    frames: frozenset[str]


class TriggerGroup(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Triggers of the data file that share everything but the word."""

    pos: PartOfSpeech
    kind: CommitmentKind
    frames: frozenset[str]
    words: tuple[str, ...]


class Turns(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Lemmas that turn one kind into another or make a verb a trigger."""

    hostile: frozenset[str]
    reproach: frozenset[str]
    accord: frozenset[str]
    concluding: frozenset[str]
    untruth: frozenset[str]
    matter: frozenset[str]
    talk: frozenset[str]
    unwilling: frozenset[str]


class Conditions(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that open a condition."""

    marks: frozenset[str]
    phrases: tuple[str, ...]


class Outcome(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How accounts tell that a commitment came to a status."""

    status: Status
    verbs: frozenset[str]
    adjectives: frozenset[str]
    phrases: tuple[str, ...]

    def told_in(self, text: str) -> bool:
        """Whether one of the phrases stands in a text in lower case."""
        return any(
            re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in self.phrases
        )


class TriggerFile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The data file as it stands."""

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
    def load(cls) -> Triggers:
        """
        Read the lexicon that ships with Facta.

        Raises:
            DataError: the data file is damaged.
        """
        file = toml("commitments.toml", TriggerFile, package="facta.extract")
        words = {
            (group.pos, word): Trigger(word, group.kind, group.frames)
            for group in file.trigger
            for word in group.words
        }
        return cls(
            words=words,
            turns=file.turns,
            conditions=file.conditions,
            outcomes=file.outcome,
        )
