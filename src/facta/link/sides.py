"""
How alike two tellings are in who did it to whom: names that are one however spelt,
holders of offices, parties that only one has. Pure.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from facta.link.acts import RECIPROCAL, types_of
from facta.link.tellings import MEETING, Telling
from facta.records import Actor, Event

# of 100, rapidfuzz's token_sort_ratio: "Volodymyr Zelensky" and "Volodymyr Zelenskyy"
NAMES_ALIKE = 90.0
CODE = 3  # letters of a country's code; codes share letters without being alike
CACHED = 1 << 16  # sides whose fit is kept, which many tellings have


def evidence(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    """What those who act and are acted on say."""
    if sides_fit(one.ends, other.ends) == 0:
        yield "sides strange", 1.0
    yield from _partners(one, other)
    if types_of(one, other) <= RECIPROCAL:
        fit = sides_fit(one.ends, other.ends)
        if fit is not None:
            yield "sides same", fit
            yield "sides other", 1.0 - fit
        if not same_people(one, other):
            yield "sides other persons", 1.0
        return
    for name, first, second in (
        ("actor", one.actors, other.actors),
        ("recipient", one.recipients, other.recipients),
    ):
        fit = sides_fit(first, second)
        if fit is not None:
            yield f"{name} same", fit
            yield f"{name} other", 1.0 - fit
    if not _persons_agree(one.event.actor, other.event.actor):
        yield "actor other person", 1.0


def _partners(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    """
    What two tellings have beyond the parties in common: one party does much in a day
    with others, and alone.
    """
    first, second = naming(one.ends), naming(other.ends)
    common = first - beyond(first, second)
    if not common:
        return
    mine, theirs = beyond(first, second), beyond(second, first)
    meetings = types_of(one, other) == {MEETING}
    if mine and theirs:
        yield "sides partner other", 1.0
    elif mine or theirs:
        yield "sides partner missing", 1.0
        yield "sides of a meeting missing", float(meetings and len(common) > 1)
    elif len(common) == 1 and _people_beside(one.event, other.event):
        yield "sides partner other", 1.0
    if len(common) == 1:
        yield "sides one in common", 1.0


@functools.lru_cache(maxsize=CACHED)
def beyond(side: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Those of a side that another has not, however spelt."""
    return frozenset(
        name for name in side if not any(_alike(name, known) for known in other)
    )


def _people_beside(one: Event, other: Event) -> bool:
    """Whether of one country each names a holder of an office whom the other does not."""
    named, others = (
        set().union(*_persons(event.actor + event.recipient).values())
        for event in (one, other)
    )
    return all(
        any(not any(_alike(name, known) for known in rest) for name in own)
        for own, rest in ((named, others), (others, named))
    )


@functools.lru_cache(maxsize=CACHED)
def sides_fit(first: frozenset[str], second: frozenset[str]) -> float | None:
    """
    The share of the smaller side that the other has; None where one names nobody:
    *people* and *the enemy* may be anybody.
    """
    first, second = naming(first), naming(second)
    if not first or not second:
        return None
    known = sum(any(_alike(name, other) for other in second) for name in first)
    return min(1.0, known / min(len(first), len(second)))


@functools.lru_cache(maxsize=CACHED)
def naming(side: frozenset[str]) -> frozenset[str]:
    """Those of a side's names that tell one party from another."""
    return frozenset(name for name in side if not name.islower())


def _alike(name: str, known: str) -> bool:
    # codes are compared as they are: AUS and AUT share letters, not a country
    if name == known or min(len(name), len(known)) <= CODE:
        return name == known
    shorter, longer = sorted((name.split(), known.split()), key=len)
    return shorter == longer[-1:] or fuzz.token_sort_ratio(name, known) >= NAMES_ALIKE


def same_people(one: Telling, other: Telling) -> bool:
    """Whether two tellings name no other holders of offices of a country."""
    return _persons_agree(
        one.event.actor + one.event.recipient, other.event.actor + other.event.recipient
    )


def _persons_agree(first: Iterable[Actor], second: Iterable[Actor]) -> bool:
    """
    Whether no country is named in both by holders of offices, none of them in common.
    """
    named, others = _persons(first), _persons(second)
    return all(
        any(_alike(name, other) for name in named[country] for other in others[country])
        for country in named.keys() & others.keys()
    )


def _persons(actors: Iterable[Actor]) -> dict[str | None, set[str]]:
    """The named holders of offices of each country."""
    found: dict[str | None, set[str]] = defaultdict(set)
    for actor in actors:
        if _named(actor):
            found[actor.country].add(actor.name)
    return found


def _named(actor: Actor) -> bool:
    """
    Whether a holder of an office has a name of his own: "Ann Lee", not "the American
    president" or "presidents".
    """
    if actor.office is None:
        return False
    office = actor.office.casefold().split()[-1]
    # of "secretary" and "secretaries" the end differs
    return office[:-1] not in actor.name.casefold()
