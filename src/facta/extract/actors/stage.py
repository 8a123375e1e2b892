"""
From sentences to actors: read each sentence, learn what it says of its people, resolve
what has no name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facta.extract.actors.mentions import Sighting
from facta.extract.actors.people import Registry
from facta.extract.actors.reader import Reader
from facta.extract.actors.resolution import Resolver
from facta.extract.layout import Layout
from facta.ontology.gazetteer import Gazetteer
from facta.records import Actor, Sentence


def actors(layout: Layout, gazetteer: Gazetteer) -> tuple[Actor, ...]:
    """
    Every mention of somebody who can act, in text order.

    A mention of several (*US and Russian officials*, *both leaders*) gives one actor
    for each, with the same span. Pronouns and descriptions are given the name they
    stand for where that is reasonably certain, and left out where they name nobody.
    """
    day = layout.document.published
    chosen = _choices(layout.sentences, gazetteer)
    sightings = [Reader(tree, gazetteer, day, chosen).read() for tree in layout.trees]
    registry = Registry(gazetteer, day)
    registry.study(sightings)
    resolver = Resolver(layout.document, gazetteer, registry, _sole_country(sightings))
    found = [actor for sighting in sightings for actor in resolver.actors(sighting)]
    return tuple(sorted(found, key=lambda actor: (actor.span.start, -actor.span.end)))


def ends(actor: Actor) -> str:
    """
    The end of a dyad an actor is: a country's code, else the name.

    International and non-governmental organisations are told apart by name.
    """
    return actor.name if actor.country in (None, "IGO", "NGO") else actor.country


class Mentions:
    """Actors by the token they stand on; built once for a document."""

    def __init__(self, found: Iterable[Actor], layout: Layout) -> None:
        self._at: dict[tuple[int, int], list[Actor]] = {}
        narrow_last = sorted(
            found, key=lambda actor: -(actor.span.end - actor.span.start)
        )
        for actor in reversed(narrow_last):
            tree = layout.trees[layout.place_of[actor.sentence]]
            for index in tree.tokens_between(actor.span.start, actor.span.end):
                token = tree.tokens[index]
                if actor.span.start <= token.start and token.end <= actor.span.end:
                    self._at.setdefault((actor.sentence, index), []).append(actor)
        for (_, index), held in self._at.items():
            held.sort(
                key=lambda actor: (
                    actor.head != index,
                    actor.span.end - actor.span.start,
                    actor.country or "",
                    actor.name,
                )
            )

    def mention_at(self, sentence: int, token: int) -> Actor | None:
        """The actor whose head stands on a token, else the narrowest that covers it."""
        held = self._at.get((sentence, token))
        return held[0] if held else None

    def mentions_at(self, sentence: int, token: int) -> tuple[Actor, ...]:
        """All members of the mention that `mention_at` gives."""
        held = self._at.get((sentence, token), [])
        return tuple(actor for actor in held if actor.span == held[0].span)


def _sole_country(sightings: Sequence[Sighting]) -> str | None:
    """The country that an account is about, where it names only one."""
    held = {
        mention.country
        for sighting in sightings
        for mention in sighting.mentions
        if mention.country
    }
    return held.pop() if len(held) == 1 and not held & {"IGO", "NGO"} else None


def _choices(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> dict[str, str]:
    """For each name of two countries, the one this account means."""
    choices = gazetteer.countries.phrases.choices
    seen = frozenset(token.text for sentence in sentences for token in sentence.tokens)
    return {
        name: choice.country(seen) for name, choice in choices.items() if name in seen
    }
