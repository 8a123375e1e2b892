"""
From sentences to actors: read each sentence, learn what it says of its people, resolve
what has no name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from facta.extract.actors.bearings import Bearings
from facta.extract.actors.completion import Completion
from facta.extract.actors.directory import Directory, is_state
from facta.extract.actors.entities import Entities
from facta.extract.actors.mentions import SentenceMentions
from facta.extract.actors.naming import MentionReader
from facta.extract.actors.people import Registry
from facta.extract.actors.resolution import Resolver
from facta.extract.layout import Layout
from facta.ontology.countries import BODIES
from facta.ontology.gazetteer import Gazetteer
from facta.records import Actor

# how likely a markable must be to count as a mention; judged on the corpus' dev part
MENTIONED = 0.5
WORD = re.compile(r"\w[\w.-]*\w|\w")


def actors(
    layout: Layout,
    gazetteer: Gazetteer,
    entities: Entities | None = None,
) -> tuple[Actor, ...]:
    """
    Every mention of somebody who can act, in text order.

    A mention of several (*US and Russian officials*, *both leaders*) gives one actor
    for each, with the same span. Pronouns and descriptions are given the name they
    stand for where that is reasonably certain, and left out where they name nobody.

    Args:
        entities: what was learned of mentions; rules alone where there is none.
    """
    directory = Directory.of(layout, gazetteer)
    found = _ruled(layout, directory)
    if entities is not None:
        bearings = _bearings(layout, directory, found)
        beliefs = entities.beliefs(bearings)
        found = [*Completion(layout, directory).actors(bearings, beliefs)]
    return tuple(sorted(found, key=lambda actor: (actor.span.start, -actor.span.end)))


def bearings_of(
    layout: Layout,
    gazetteer: Gazetteer,
    *,
    least: float = MENTIONED,
) -> Bearings:
    """
    The mentions and anchors of a document by its markables and the rules.

    Args:
        least: how likely a markable must be to be a mention.
    """
    directory = Directory.of(layout, gazetteer)
    return _bearings(layout, directory, _ruled(layout, directory), least=least)


def _bearings(
    layout: Layout,
    directory: Directory,
    found: Iterable[Actor],
    *,
    least: float = MENTIONED,
) -> Bearings:
    document = layout.document
    titled = _named(directory, document.title or "")
    return Bearings(
        layout.sentences,
        found,
        titled=[country for country, _ in titled],
        home=next(
            (
                country
                for country, sector in _named(directory, document.publisher or "")
                if sector == "GOV"
            ),
            None,
        ),
        least=least,
    )


def _named(
    directory: Directory,
    text: str,
) -> list[tuple[str, str | None]]:
    """The countries that a line names, each with the sector of who names it."""
    found = []
    for match in directory.gazetteer.forms.find(WORD.findall(text)):
        country = directory.country(match.sense)
        entry = directory.entry(match.sense)
        if country:
            sector = directory.standing(entry).sector if entry else None
            found.append((country, sector))
    return found


def _ruled(
    layout: Layout,
    directory: Directory,
) -> list[Actor]:
    """The actors that rules find."""
    sightings = [MentionReader(tree, directory).read() for tree in layout.trees]
    sole = _sole_country(sightings)
    # all of an account is studied first: it may tell an office after its holder's name
    registry = Registry(directory, layout.lexicon.actors)
    registry.study(sightings)
    resolver = Resolver(layout, directory, registry, sole)
    return [actor for sighting in sightings for actor in resolver.actors(sighting)]


def ends(actor: Actor) -> str:
    """
    The end of a dyad an actor is: a country's code, else the name.

    International and non-governmental organisations are told apart by name.
    """
    if actor.country is None or actor.country in BODIES:
        return actor.name
    return actor.country


class Mentions:
    """Actors by the token they stand on; built once for a document."""

    def __init__(
        self,
        found: Iterable[Actor],
        layout: Layout,
    ) -> None:
        self._at: dict[tuple[int, int], list[Actor]] = {}
        for actor in found:
            for token in _covered(actor, layout):
                self._at.setdefault((actor.sentence, token), []).append(actor)
        for (_, token), held in self._at.items():
            held.sort(key=functools.partial(_distance, token))

    def mention_at(
        self,
        sentence: int,
        token: int,
    ) -> Actor | None:
        """The actor whose head stands on a token, else the narrowest that covers it."""
        held = self._at.get((sentence, token))
        return held[0] if held else None

    def mentions_at(
        self,
        sentence: int,
        token: int,
    ) -> tuple[Actor, ...]:
        """All members of the mention that `mention_at` gives."""
        held = self._at.get((sentence, token), [])
        return tuple(actor for actor in held if actor.span == held[0].span)


def _covered(
    actor: Actor,
    layout: Layout,
) -> Iterator[int]:
    """The tokens that lie in an actor's span whole."""
    tree = layout.trees[layout.place_of[actor.sentence]]
    for index in tree.tokens_between(actor.span.start, actor.span.end):
        token = tree.tokens[index]
        if actor.span.start <= token.start and token.end <= actor.span.end:
            yield index


def _distance(
    token: int,
    actor: Actor,
) -> tuple[bool, int, str, str]:
    """How far an actor is from being what a token names; the nearest sorts first."""
    length = actor.span.end - actor.span.start
    return actor.head != token, length, actor.country or "", actor.name


def _sole_country(sightings: Sequence[SentenceMentions]) -> str | None:
    """The country that an account is about, where it names only one."""
    held = {
        mention.country
        for sighting in sightings
        for mention in sighting.mentions
        if mention.country
    }
    country = held.pop() if len(held) == 1 else None
    return country if is_state(country) else None
