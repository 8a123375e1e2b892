"""
All words that Facta reads by, in one record.

    lexicon = Lexicon.load([Path("mine.toml")])
    lexicon.events.entries("verb", "attack")
    lexicon.times.times.weekdays
    "not" in lexicon.grammar.negations
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from facta.lexicon import figures as figures_
from facta.lexicon import times as times_
from facta.lexicon.actors import ActorWords
from facta.lexicon.coding import Coding
from facta.lexicon.commitments import Triggers
from facta.lexicon.events import Events
from facta.lexicon.files import own_parts
from facta.lexicon.grammar import Grammar
from facta.lexicon.language import Irregular, Rules
from facta.lexicon.months import Months
from facta.lexicon.opinions import Opinions
from facta.lexicon.speech import Cues


class Lexicon(Struct, frozen=True, kw_only=True):
    """
    Every table of words, ready for use; one field a table, named as a user's file does.
    """

    actors: ActorWords
    coding: Coding
    commitments: Triggers
    events: Events
    figures: figures_.Vocabulary
    grammar: Grammar
    lemmas: Irregular
    months: Months
    opinions: Opinions
    sentences: Rules
    speech: Cues
    times: times_.Vocabulary

    @classmethod
    def load(cls, files: Iterable[Path] = ()) -> Lexicon:
        """
        The package's tables with a user's files on top, in their order: lists grow,
        mappings take keys or replace them, senses are added or replaced by name.

        Raises:
            DataError: a file of the package is damaged.
            SettingsError: a user's file is not TOML or names what no table knows; the
            message tells file, line and what is allowed.
        """
        parts = own_parts(files)
        own = {name: parts.get(name, ()) for name in (*parts, *cls.__struct_fields__)}
        return cls(
            actors=ActorWords.load(own["actors"]),
            coding=Coding.load(own["coding"]),
            commitments=Triggers.load(own["commitments"]),
            events=Events.over(parts),
            figures=figures_.Vocabulary.load(own["figures"]),
            grammar=Grammar.load(own["grammar"]),
            lemmas=Irregular.load(own["lemmas"]),
            months=Months.load(own["months"]),
            opinions=Opinions.load(own["opinions"]),
            sentences=Rules.load(own["sentences"]),
            speech=Cues.load(own["speech"]),
            times=times_.Vocabulary.load(own["times"], own["figures"]),
        )
