"""
What was coded of one passage of a real account: its entities, its events, and where it
was read for them, its words.

A passage is one line of `corpus/*.jsonl`. Offsets count characters of its `text`;
nothing here is checked against that text: `faults` does, and `load` asks it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from facta.records import (
    Auxiliary,
    CommitmentKind,
    Date,
    DateBasis,
    SpeakerKind,
    Status,
    TimeType,
)

Publisher = Literal["wikinews", "globalvoices", "whitehouse"]
# Facta's own accounts are invented: they teach, and nothing is measured on them.
Source = Literal[Publisher, "facta"]
Licence = Literal["CC-BY-2.5", "CC-BY-3.0", "public-domain", "CC-BY-4.0"]
PassageKind = Literal[
    "news",
    "feature",
    "readout",
    "joint-statement",
    "sanctions",
    "briefing",
    "speech",
    "domestic",
    "other",
]
EntityKind = Literal["person", "group", "org", "state", "place"]
Scope = Literal["international", "domestic"]
Bound = Literal["on", "by", "after"]
WordsKind = Literal["assertion", "question", "directive", "belief", "intention"]
Form = Literal["direct", "indirect", "mixed"]


class Mark(Struct, frozen=True, array_like=True, order=True):
    """Characters `[start, end)` of a passage's text, and what they read."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Mark:
        """The mark of `text` between two offsets."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Mark) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Entity(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Somebody or something that a passage mentions, once for all its mentions.

    `countries` are ISO 3166 alpha-3 codes (XKX is Kosovo; SUN and others that are no
    more), IGO or NGO; none where nobody can tell. `members` are ids of the entities
    that a group is made of; such a group may have no mention of its own.
    """

    id: str
    name: str
    kind: EntityKind
    countries: tuple[str, ...]
    sector: str | None
    members: tuple[str, ...]
    mentions: tuple[Mark, ...]


class Day(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    When an event took place.

    `value` is a day, a month, a year (2005-08-11, 2005-08, 2005) or two days parted by
    `/`. It is None where only the day of publication bounds the event (basis
    `published`, bound `by` or `after`), and where nothing does (basis `unresolved`).
    """

    value: str | None
    bound: Bound | None
    basis: DateBasis


class CodedEvent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Who did what to whom. `actors`, `recipients`, `place` and `said_by` are entity ids;
    in a reciprocal event both sides stand on both. An `optional` one is a second honest
    reading, and counts neither as missed nor as false.
    """

    trigger: Mark
    event_type: str
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    contexts: tuple[str, ...]
    scope: Scope
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    day: Day
    place: str | None
    said_by: str | None
    optional: bool


class Attribution(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who says, asks or believes what; `content` is in order, a part a sentence."""

    speaker: str | None
    speaker_kind: SpeakerKind
    cue: Mark | None
    content: tuple[Mark, ...]
    kind: WordsKind
    form: Form


class CodedCommitment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody bound himself, or wants to bind another, to."""

    kind: CommitmentKind
    maker: str | None
    recipient: str | None
    content: Mark
    deadline: str | None
    condition: Mark | None
    status: Status


class CodedFigure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number with its unit; `low` and `high` bound it where the text does."""

    span: Mark
    value: int | float | None
    low: int | float | None
    high: int | float | None
    unit: str | None
    of: str | None
    attributed_to: str | None


class CodedTime(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An expression of time; `value` as in TIMEX3, None where it cannot be told."""

    span: Mark
    type: TimeType
    value: str | None


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said, promised, counted and timed in a passage."""

    attributions: tuple[Attribution, ...]
    commitments: tuple[CodedCommitment, ...]
    figures: tuple[CodedFigure, ...]
    times: tuple[CodedTime, ...]


class Passage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Whole paragraphs of one account, coded.

    `sentences` are `[start, end)` and leave out nothing but space; `words` is None
    where the passage was not read for them.
    """

    id: str
    document: str
    source: Source
    licence: Licence
    credit: str
    url: str
    title: str
    published: Date | None
    kind: PassageKind
    reader: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    events: tuple[CodedEvent, ...]
    words: Words | None

    def entity(self, name: str) -> Entity:
        """
        The entity of an id.

        Raises:
            KeyError: there is none.
        """
        for entity in self.entities:
            if entity.id == name:
                return entity
        raise KeyError(name)

    def countries(self, *ids: str) -> frozenset[str]:
        """
        The countries of some entities; those of a group that has none of its own are
        its members'.
        """
        found: set[str] = set()
        for name in ids:
            entity = self.entity(name)
            found.update(entity.countries or self.countries(*entity.members))
        return frozenset(found)
