"""
What was coded of a passage that was read for its acts alone: which words tell one, its
type, and the words that name its parties. No entities, countries or days.

A passage is one line of `corpus/acts/acts.jsonl`; offsets count characters of `text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from facta.errors import SettingsError
from facta.evaluate.corpus import Mark
from facta.evaluate.corpus.passage import Scope
from facta.ontology import Ontology
from facta.records import Auxiliary, Date
from tools.corpus.bare import rows

ActSource = Literal["wikinews", "globalvoices", "whitehouse", "ewt", "gum", "facta"]
ActLicence = Literal[
    "CC-BY-2.5", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-4.0", "public-domain"
]
Side = Literal["actor", "recipient"]


class Uncoded(Struct, frozen=True, kw_only=True):
    """A passage before it is coded."""

    id: str
    document: str
    source: ActSource
    licence: ActLicence
    credit: str
    url: str
    title: str
    published: Date | None
    kind: str
    text: str
    sentences: tuple[tuple[int, int], ...]


class ToldAct(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Who did what to whom, as one sentence tells it.

    `actors` and `recipients` are words of that sentence; `unnamed` sides have a party
    that the passage makes plain and this sentence does not name. In a reciprocal act
    both stand on both sides. An `optional` one is a second honest reading.
    """

    trigger: Mark
    event_type: str
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    scope: Scope
    actors: tuple[Mark, ...]
    recipients: tuple[Mark, ...]
    unnamed: tuple[Side, ...]
    optional: bool

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Everything that it marks in the text."""
        return (self.trigger, *self.actors, *self.recipients)


class ActPassage(Uncoded, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whole paragraphs of one account, coded for their acts."""

    reader: str
    acts: tuple[ToldAct, ...]


def uncoded(path: Path) -> dict[str, Uncoded]:
    """
    Passages by id, in the order of the file.

    Raises:
        SourceError, SettingsError: as `load`.
    """
    return rows(path, Uncoded)


def load(path: Path) -> tuple[ActPassage, ...]:
    """
    The coded passages of a file, in its order.

    Raises:
        SourceError: the file cannot be read.
        SettingsError: a line is no such passage, or cannot be meant.
    """
    ontology = Ontology.load()
    passages = tuple(rows(path, ActPassage).values())
    for passage in passages:
        for fault in faults(passage, ontology):
            raise SettingsError(f"{path} ({passage.id}): {fault}; mend its line")
    return passages


def faults(passage: ActPassage, ontology: Ontology) -> Iterator[str]:
    """What no careful reader can mean."""
    for act in passage.acts:
        words = repr(act.trigger.text)
        for mark in act.marks:
            if not mark.text or passage.text[mark.start : mark.end] != mark.text:
                yield f"{mark.text!r} does not stand at {mark.start}"
        if len({_sentence(passage, mark) for mark in act.marks}) > 1:
            yield f"{words}: a party stands in another sentence; code it as unnamed"
        if act.event_type not in ontology.types:
            yield f"{words}: no type {act.event_type!r}"
        elif act.mode and act.mode not in ontology.types[act.event_type].modes:
            yield f"{words}: {act.event_type} has no mode {act.mode!r}"
        if not (act.actors or act.recipients or act.unnamed or act.optional):
            yield f"{words}: neither party is known"


def _sentence(passage: ActPassage, mark: Mark) -> int:
    """The number of the sentence that holds a mark, from 0; -1 of none."""
    for number, (start, end) in enumerate(passage.sentences):
        if start <= mark.start and mark.end <= end:
            return number
    return -1
