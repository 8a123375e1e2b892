"""
One document through all extractors.

Takes a document and its sentences; gives an `Annotation`. Pure: names and words come in
as `Resources`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, structs

from facta.extract.actors import actors
from facta.extract.actors.entities import Entities
from facta.extract.commitments import commitments
from facta.extract.events import events
from facta.extract.figures import figures
from facta.extract.layout import Layout
from facta.extract.page import Page
from facta.extract.statements import statements
from facta.extract.times import times
from facta.language.language import package_data
from facta.lexicon import Lexicon
from facta.ontology import Gazetteer
from facta.records import LIKELY, Annotation, Document, Sentence


class Resources(Struct, frozen=True, kw_only=True):
    """
    What extraction looks things up in: names and words; and the lowest confidence of an
    event that it keeps.
    """

    gazetteer: Gazetteer
    lexicon: Lexicon
    entities: Entities | None = None
    least: float = LIKELY

    @classmethod
    def load(
        cls,
        *,
        actor_files: Sequence[Path] = (),
        lexicon_files: Sequence[Path] = (),
        least: float = LIKELY,
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
            entities=Entities.load(package_data()),
            least=least,
        )


def laid_out(
    document: Document, sentences: tuple[Sentence, ...], resources: Resources
) -> Page:
    """One document with its times and actors, for the other extractors to read."""
    layout = Layout(document, sentences, resources.lexicon)
    found = actors(layout, resources.gazetteer, resources.entities)
    return Page(layout, times(layout), found)


def annotate(
    document: Document, sentences: tuple[Sentence, ...], resources: Resources
) -> Annotation:
    """Everything found in one document."""
    page = laid_out(document, sentences, resources)
    said = statements(page)
    acts = events(page, said, least=resources.least)
    counted = tuple(one for one in acts if one.confidence >= LIKELY)
    # markables and bindings have served their purpose
    kept = tuple(
        structs.replace(sentence, markables=(), bindings=()) for sentence in sentences
    )
    return Annotation(
        document=document,
        sentences=kept,
        times=page.times,
        actors=page.actors,
        events=acts,
        statements=said,
        commitments=commitments(page, said, counted),
        figures=figures(page, said),
    )
