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
from facta.extract.commitments import Triggers, commitments
from facta.extract.events import events
from facta.extract.figures import figures
from facta.extract.layout import Layout
from facta.extract.lexicon import Lexicon
from facta.extract.page import Page
from facta.extract.statements import Cues, statements
from facta.extract.times import times
from facta.ontology import Gazetteer
from facta.records import Annotation, Document, Sentence


class Resources(Struct, frozen=True, kw_only=True):
    """The tables and lexicons that extraction looks things up in."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    cues: Cues
    triggers: Triggers

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
            lexicon=Lexicon.load(lexicon_files),
            cues=Cues.load(),
            triggers=Triggers.load(),
        )


def annotate(
    document: Document, sentences: tuple[Sentence, ...], resources: Resources
) -> Annotation:
    """Everything found in one document."""
    layout = Layout(document, sentences)
    page = Page(layout, times(layout), actors(layout, resources.gazetteer))
    said = statements(page, resources.cues)
    acts = events(page, said, resources.lexicon)
    return Annotation(
        document=document,
        sentences=sentences,
        times=page.times,
        actors=page.actors,
        events=acts,
        statements=said,
        commitments=commitments(page, said, acts, resources.triggers),
        figures=figures(page, said),
    )
