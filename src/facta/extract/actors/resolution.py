"""
From mentions to actors: what has no name of its own gets the one it stands for, or is
described, or left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from facta.extract.actors.coreference import Coreference
from facta.extract.actors.descriptions import Descriptions
from facta.extract.actors.directory import Directory
from facta.extract.actors.discourse import Discourse, PriorMention
from facta.extract.actors.mentions import Mention, SentenceMentions
from facta.extract.actors.people import Entity, Registry
from facta.extract.actors.places import is_goal
from facta.extract.layout import Layout
from facta.ontology.gazetteer import Standing
from facta.records import Actor, Span


class Spot(NamedTuple):
    """Where an actor is mentioned."""

    span: Span
    sentence: int
    head: int

    def actor(self, name: str, standing: Standing, claim: str | None = None) -> Actor:
        """Somebody mentioned here."""
        return Actor(
            span=self.span,
            name=name,
            country=standing.country,
            sector=standing.sector,
            office=standing.office,
            sentence=self.sentence,
            head=self.head,
            claim=claim,
        )


class Resolver:
    """
    Turns mentions into actors, one sentence after the other.

    Args:
        layout: the document.
        directory: what names are looked up in.
        registry: the people and bodies of the account.
        sole: the only country that the account names, if it is one.
    """

    def __init__(
        self,
        layout: Layout,
        directory: Directory,
        registry: Registry,
        sole: str | None,
    ) -> None:
        self.text, self.words = layout.text, layout.lexicon.actors
        self.directory, self.registry = directory, registry
        self.discourse = Discourse(self.words)
        self.coreference = Coreference(self.discourse, layout.lexicon)
        self.descriptions = Descriptions(directory, registry, self.coreference, sole)

    def actors(self, sighting: SentenceMentions) -> Iterator[Actor]:
        """The actors of one sentence; its pronouns see what stands before them."""
        starts = {mention.first for mention in sighting.mentions}
        waiting = sorted(sighting.mentions, key=lambda m: (m.first, m.last))
        waiting.reverse()
        for index, token in enumerate(sighting.tree.tokens):
            if token.upos == "PRON" and index not in starts:
                yield from self._pronoun(sighting, index)
            while waiting and waiting[-1].first <= index:
                yield from self._mention(sighting, waiting.pop())

    def _pronoun(self, sighting: SentenceMentions, index: int) -> Iterator[Actor]:
        meant = self.coreference.pronoun(sighting.tree, index)
        if not meant:
            return
        spot = self._spot(sighting, range(index, index + 1), index)
        for seen in meant:
            yield self._again(seen, spot)
        self._remember(meant, sighting, index)

    def _mention(self, sighting: SentenceMentions, mention: Mention) -> Sequence[Actor]:
        tokens = range(mention.first, mention.last + 1)
        spot = self._spot(sighting, tokens, mention.head)
        if self._is_surname(sighting, mention):
            mention.become_person(spot.span.text)
        if mention.kind in ("person", "body", "unknown"):
            return self._named(sighting, mention, spot)
        if mention.kind == "nominal":
            return self._nominal(sighting, mention, spot)
        self.discourse.note(mention, sighting.tree)
        return [spot.actor(mention.name, _standing(mention, mention.country))]

    def _spot(self, sighting: SentenceMentions, tokens: range, head: int) -> Spot:
        first, last = (sighting.tree.tokens[index] for index in (tokens[0], tokens[-1]))
        span = Span.of(self.text, first.start, last.end)
        return Spot(span, sighting.sentence.index, head)

    def _is_surname(self, sighting: SentenceMentions, mention: Mention) -> bool:
        """
        Whether a country's or city's name is the surname of somebody this account
        names: Jordan, Washington.
        """
        if mention.kind not in ("country", "place") or mention.first != mention.last:
            return False
        if not self.registry.has_surname(mention.words[0]):
            return False
        tree = sighting.tree
        if is_goal(tree, mention.head) or _model_sees_place(sighting, mention):
            return False
        # a preposition makes it a place; an ending, 's, does not
        cases = tree.children(mention.head, "case")
        return not any(tree.tokens[child].tag == "IN" for child in cases)

    def _named(
        self, sighting: SentenceMentions, mention: Mention, spot: Spot
    ) -> Sequence[Actor]:
        """An actor with a name, and all that the account has told of it."""
        known = self.registry.find(mention)
        if mention.kind == "unknown":
            if known is None or not (known.country or known.sector or known.office):
                return []
            mention.kind = "person" if known.kind == "person" else "body"
        self.discourse.note(mention, sighting.tree, known)
        known = known or Entity(name=mention.name, words=(), kind=mention.kind)
        standing = self.registry.standing(known, mention)
        # a user's name for several countries speaks for each
        members: Sequence[str | None] = mention.entry.members if mention.entry else ()
        office = standing.office if mention.kind == "person" else None
        return [
            spot.actor(
                known.name, Standing(country, standing.sector, office), mention.claim
            )
            for country in members or (standing.country,)
        ]

    def _nominal(
        self, sighting: SentenceMentions, mention: Mention, spot: Spot
    ) -> Sequence[Actor]:
        """An actor told by a noun: resolved to a person or a pair, else described."""
        # a pair with a country, *both Russian leaders*, is not two sides
        if self._is_pair(sighting, mention):
            pair = self.coreference.pair(mention)
            if pair:
                self._remember(pair, sighting, mention.head)
                return [self._member(seen, mention, spot) for seen in pair]
        seen = self._holder(mention)
        if seen is not None:
            self._remember([seen], sighting, mention.head)
            return [self._again(seen, spot, mention.claim)]
        if not self.descriptions.completed(sighting, mention):
            return []
        self.discourse.note(mention, sighting.tree)
        return [
            spot.actor(
                self.descriptions.member_name(mention, country),
                _standing(mention, country),
                mention.claim,
            )
            for country in mention.members or (mention.country,)
        ]

    def _is_pair(self, sighting: SentenceMentions, mention: Mention) -> bool:
        """Whether a description takes two together: both leaders."""
        if not mention.plural or mention.country:
            return False
        tree = sighting.tree
        below = tree.children(mention.head)
        determiners = [index for index in below if tree.base(index) == "det"]
        words = {tree.tokens[index].text.lower() for index in determiners}
        return not self.words.pairs.isdisjoint(words.union(mention.words))

    def _holder(self, mention: Mention) -> PriorMention | None:
        """The person of the account that a description means: the president."""
        role = mention.role
        if role is None or role.kind not in ("office", "people"):
            return None
        if mention.plural or not mention.definite or mention.possessor is not None:
            return None
        return self.coreference.description(mention)

    def _member(self, seen: PriorMention, mention: Mention, spot: Spot) -> Actor:
        """One member of a pair: the person, or the country of a side."""
        noun = mention.words[-1]
        if seen.kind == "person" and noun not in self.words.state_sides:
            return self._again(seen, spot)
        sector = "GOV" if noun in self.words.governments else None
        name = self.directory.country_name(seen.country)
        return spot.actor(name, Standing(seen.country, sector, None))

    def _again(self, seen: PriorMention, spot: Spot, claim: str | None = None) -> Actor:
        """Somebody seen before, mentioned again without a name."""
        known, mention = seen.known, seen.mention
        if known:
            return spot.actor(known.name, self.registry.standing(known, mention), claim)
        name = self.descriptions.name(mention)
        return spot.actor(name, _standing(mention, mention.country), claim)

    def _remember(
        self, seen: Sequence[PriorMention], sighting: SentenceMentions, index: int
    ) -> None:
        for one in seen:
            self.discourse.add(one.again(sighting.tree, index))


def _standing(mention: Mention, country: str | None) -> Standing:
    """What a mention itself tells, for one of its countries."""
    return Standing(country, mention.sector, mention.office)


def _model_sees_place(sighting: SentenceMentions, mention: Mention) -> bool:
    """Whether the model found a place's name there."""
    return any(
        name.kind == "place" and name.first <= mention.first <= name.last
        for name in sighting.sentence.names
    )
