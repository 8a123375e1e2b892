"""
One document through all extractors.

Takes a document and its sentences; gives an `Annotation`. Pure: lexicons and tables
come in as `Resources`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from facta.extract.actors import actors
from facta.extract.commitments import commitments
from facta.extract.events import events
from facta.extract.figures import figures
from facta.extract.statements import statements
from facta.extract.times import times
from facta.lexicon import Lexicon
from facta.lexicon.commitments import Triggers
from facta.lexicon.events import Events
from facta.lexicon.speech import Cues
from facta.ontology import Gazetteer
from facta.records import Annotation, Document, Sentence


class Resources(Struct, frozen=True, kw_only=True):
    """
    The tables and lexicons that extraction looks things up in: names, and words.
    """

    gazetteer: Gazetteer
    words: Lexicon

    @property
    def lexicon(self) -> Events:
        """The event lexicon among the words."""
        return self.words.events

    @property
    def cues(self) -> Cues:
        """The words of speech."""
        return self.words.speech

    @property
    def triggers(self) -> Triggers:
        """The words of commitments."""
        return self.words.commitments

    @classmethod
    def load(
        cls, *, actor_files: Sequence[Path] = (), lexicon_files: Sequence[Path] = ()
    ) -> Resources:
        """
        What the package ships, with a user's own files on top.

        Raises:
            SettingsError: a user's file is not valid; the message names the entry and
            what is allowed.
        """
        return cls(
            gazetteer=Gazetteer.load(actor_files),
            words=Lexicon.load(lexicon_files),
        )


def annotate(
    document: Document, sentences: tuple[Sentence, ...], resources: Resources
) -> Annotation:
    """Everything found in one document."""
    found_times = times(document, sentences)
    found_actors = actors(document, sentences, resources.gazetteer)
    said = statements(document, sentences, found_actors, found_times, resources.cues)
    found_events = events(
        document, sentences, found_actors, found_times, said, resources.lexicon
    )
    return Annotation(
        document=document,
        sentences=sentences,
        times=found_times,
        actors=found_actors,
        events=found_events,
        statements=said,
        commitments=commitments(
            document,
            sentences,
            found_actors,
            found_times,
            said,
            found_events,
            resources.triggers,
        ),
        figures=figures(document, sentences, found_actors, found_times, said),
    )
