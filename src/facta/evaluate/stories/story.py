"""
What was coded of a story: which words of which account tell which happening, who stands
behind each, where the accounts contradict one another and where they only seem to.

A story is one line of `corpus/stories/*.jsonl`. Offsets count characters of an
account's `text`; nothing here is checked: `faults` does, and `load` asks it.
"""

from __future__ import annotations

from msgspec import Struct

from facta.evaluate.corpus import Mark
from facta.records import Attribute, Auxiliary, Date, Strength


class Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Words that tell a happening.

    `denied` ones tell it as not having happened; `optional` ones may be left out by an
    honest reader.
    """

    words: Mark
    happening: str
    denied: bool = False
    optional: bool = False


class StoryAccount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One account; what it tells stands in the order of its text."""

    id: str
    publisher: str
    published: Date
    title: str
    text: str
    told: tuple[Told, ...]


class CodedHappening(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    What happened, whoever tells it.

    `actors` and `recipients` are codes of countries; both stand on both sides where the
    act is mutual. `day` is ISO 8601: a day, a month, a year, a range of days with a
    slash, or nothing.
    """

    id: str
    event_type: str
    mode: str | None
    auxiliary: tuple[Auxiliary, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    day: str
    what: str


class Origins(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The accounts that tell a happening, in groups of one originator each."""

    happening: str
    groups: tuple[tuple[str, ...], ...]


class Stance(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value that some accounts give."""

    value: str
    accounts: tuple[str, ...]


class CodedDispute(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What cannot all hold, or hardly; of a happening, or of a matter of its own."""

    attribute: Attribute
    strength: Strength
    happening: str | None
    about: str
    values: tuple[Stance, ...]


class Agreement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What looks like a dispute and is none, and why."""

    happening: str | None
    why: str
    accounts: tuple[str, ...]


class Story(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A few accounts that tell of one another's matters, by one writer."""

    id: str
    about: str
    writer: str
    accounts: tuple[StoryAccount, ...]
    happenings: tuple[CodedHappening, ...]
    origins: tuple[Origins, ...]
    disputes: tuple[CodedDispute, ...]
    agreements: tuple[Agreement, ...]
