"""
A reading: one act as a sentence tells it, with its parties and the words and rules that
gave it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from facta.extract.events.algebra import Act
from facta.lexicon.events import Sense
from facta.records import Actor

Party = tuple[Actor, ...]
# by which mentions of one actor are told apart from those of others
Name = tuple[str, str | None, str | None]


class Voice(Struct, frozen=True, kw_only=True):
    """
    What the language model says of a reading: the chance that its word names an act,
    that the act is of this type, and that the likeliest of its parties are those;
    `parties` has the chance of each, on either side.

    `domestic` is the chance that it stays within one country. `lexicon` tells whether
    the lexicon knows the act as well, `against` whether one of the two takes it for
    another type.
    """

    chance: float
    of_type: float
    actor: float
    recipient: float
    parties: tuple[Mapping[Name, float], Mapping[Name, float]] = ({}, {})
    domestic: float = 1.0
    lexicon: bool = False
    against: bool = False


class Reading(Struct, frozen=True, kw_only=True):
    """
    One act as told at a trigger.

    `words` are the tokens that name it, `used` the heads of acts it has swallowed;
    `sense` is the outermost sense, `composed` the outermost operator. `weight` grows
    with the words and conditions that were met. `voice` is the language model's, None
    where it was not asked.
    """

    act: Act
    contexts: tuple[str, ...]
    actors: Party
    recipients: Party
    reciprocal: bool
    head: int
    words: tuple[int, ...]
    used: frozenset[int]
    sense: Sense
    rule: str
    weight: int
    cameo: str | None = None
    composed: str | None = None
    slots: tuple[str, ...] = ()
    voice: Voice | None = None


def name(actor: Actor) -> Name:
    """Name, country and sector of an actor."""
    return (actor.name, actor.country, actor.sector)


def countries(party: Party) -> frozenset[str]:
    """The countries of a party's members that have one."""
    return frozenset(one.country for one in party if one.country)


def same(one: Actor, other: Actor) -> bool:
    """Whether two mentions are of one actor."""
    return one.name == other.name and one.country == other.country


def without(actors: Party, others: Party) -> Party:
    """Those of `actors` who are none of `others`."""
    return tuple(
        actor for actor in actors if not any(same(actor, other) for other in others)
    )
