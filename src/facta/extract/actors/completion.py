"""
The actors of the rules, completed by what was learned: countries for those that have
none, and mentions that no rule knows.

What rules tell of a country stands. Who is put before a name is of its country. A
pronoun or description that most likely repeats an
anchor takes its name; one that is only of a country is called by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from facta.extract.actors.bearings import (
    PLURAL,
    PRONOUN,
    PRONOUNS,
    PUBLISHER,
    Bearings,
    Mention,
)
from facta.extract.actors.chunks import INSIDE
from facta.extract.actors.directory import Directory, is_state
from facta.extract.actors.entities import Belief
from facta.extract.layout import Layout
from facta.language.syntax import Tree
from facta.records import Actor, Span

LEAST = 0.5  # of a country's chance
THOSE = "those"
SEVERAL = frozenset(word for at in (0, 5, 6, 7) for word in PRONOUNS[at])


class Completion:
    """
    Completes the actors of one account.

    Args:
        layout: the account.
        directory: what names are looked up in.
    """

    def __init__(
        self,
        layout: Layout,
        directory: Directory,
    ) -> None:
        self.layout, self.directory = layout, directory

    def actors(
        self,
        bearings: Bearings,
        beliefs: Iterable[Belief],
    ) -> Iterator[Actor]:
        """The actors of all mentions."""
        covered, names = _covered(bearings), _names(bearings)
        for mention, belief in zip(
            bearings.mentions, agreed(bearings, beliefs), strict=True
        ):
            if self._anybody(mention):
                continue
            likely = self._before(mention, names) or self._likely(mention, belief)
            if len(likely) == 1 and self._of_many(mention):
                likely = []
            if mention.told or (mention.actors and not likely):
                for actor in mention.actors:
                    yield _sure(actor, belief)
            elif mention.actors:
                for actor in mention.actors:
                    for country in likely:
                        yield _sure(structs.replace(actor, country=country), belief)
            elif (mention.place, mention.token) not in covered:
                for actor in self._new(mention, belief, likely):
                    yield _sure(actor, belief)

    def _anybody(
        self,
        mention: Mention,
    ) -> bool:
        """Whether it is whoever did something: *those responsible*."""
        tree = self.layout.trees[mention.place]
        if tree.tokens[mention.token].text.lower() != THOSE:
            return False
        culpable = self.layout.lexicon.actors.culpable
        told = tree.children(mention.token, "acl", "amod")
        return any(tree.tokens[at].text.lower() in culpable for at in told)

    def _of_many(
        self,
        mention: Mention,
    ) -> bool:
        """Whether a noun is of more than one country: *countries*, *global community*."""
        tree, words = self.layout.trees[mention.place], self.layout.lexicon.actors
        noun = tree.tokens[mention.token].text.lower()
        if noun in words.lands:
            return True
        told = tree.children(mention.token, "amod", "compound")
        adjectives = {tree.tokens[at].text.lower() for at in told}
        return noun in words.communities and not words.communal.isdisjoint(adjectives)

    def _before(
        self,
        mention: Mention,
        names: dict[tuple[int, int], Mention],
    ) -> list[str]:
        """The country of the name that a description stands before: *the group X*."""
        tokens = self.layout.trees[mention.place].tokens
        if tokens[mention.token].upos != "NOUN" or mention.token + 1 == len(tokens):
            return []
        named = names.get((mention.place, tokens[mention.token + 1].start))
        if named is None:
            return []
        own, name = tokens[mention.token], tokens[named.token]
        linked = own.head == named.token or name.head == mention.token
        # a parser may take both for subjects of the one verb
        beside = (own.head, own.relation) == (name.head, name.relation)
        known = len(named.told) == 1 and (linked or beside)
        return sorted(named.told) if known else []

    def _likely(
        self,
        mention: Mention,
        belief: Belief,
    ) -> list[str]:
        """The countries that a mention most likely is of: one, but for several people."""
        found = [code for code, chance in belief.countries.items() if chance >= LEAST]
        token = self.layout.trees[mention.place].tokens[mention.token]
        if len(found) < 2 or token.tag in PLURAL or token.text.lower() in SEVERAL:
            return found
        return [max(found, key=lambda code: belief.countries[code])]

    def _new(
        self,
        mention: Mention,
        belief: Belief,
        countries: Sequence[str],
    ) -> Iterator[Actor]:
        tree = self.layout.trees[mention.place]
        if tree.tokens[mention.token].text.lower() in PRONOUN:
            first = last = mention.token
        else:
            first, last = _phrase(tree, mention.token)
        tokens = tree.tokens
        span = Span.of(self.layout.text, tokens[first].start, tokens[last].end)
        for country in countries:
            yield self._actor(mention, belief, country, span)

    def _actor(
        self,
        mention: Mention,
        belief: Belief,
        country: str,
        span: Span,
    ) -> Actor:
        bond = belief.same(country)
        again = bond.anchor.actor if bond and bond.same > 0 else None
        actor = Actor(
            span=span,
            name=self.directory.country_name(country),
            country=country,
            sector=None,
            office=None,
            sentence=self.layout.trees[mention.place].sentence.index,
            head=mention.token,
        )
        if again is not None:
            return structs.replace(
                actor, name=again.name, sector=again.sector, office=again.office
            )
        if span.text.lower() in PRONOUN:
            if bond and bond.anchor.kind == PUBLISHER:
                return structs.replace(actor, sector="GOV")
            return actor
        return self._described(actor, mention)

    def _described(
        self,
        actor: Actor,
        mention: Mention,
    ) -> Actor:
        """A description under its own words: *Syrian residents*."""
        words = actor.span.text
        role = self.directory.gazetteer.sectors.role(tuple(words.lower().split()))
        if mention.kind not in ("person", "org", "place") and is_state(actor.country):
            words = f"{self.directory.adjective(actor.country)} {words}"
        sector = role.sector if role else None
        return structs.replace(actor, name=words, sector=sector)


def agreed(
    bearings: Bearings,
    beliefs: Iterable[Belief],
) -> list[Belief]:
    """The beliefs, those about mentions of one name made one: the mean of each chance."""
    held = list(beliefs)
    named: dict[str, list[int]] = {}
    for number, mention in enumerate(bearings.mentions):
        name = _name(bearings, mention)
        if name is not None:
            named.setdefault(name, []).append(number)
    for numbers in named.values():
        codes = dict.fromkeys(code for one in numbers for code in held[one].countries)
        mean = {
            code: sum(held[one].countries.get(code, 0.0) for one in numbers)
            / len(numbers)
            for code in codes
        }
        for one in numbers:
            held[one] = Belief(mean, held[one].bonds)
    return held


def _name(
    bearings: Bearings,
    mention: Mention,
) -> str | None:
    """By what name a mention goes: the rules', else a proper noun's own."""
    token = bearings.sentences[mention.place].tokens[mention.token]
    if token.upos != "PROPN":
        return None
    return mention.actors[0].name if mention.actors else token.text


def _sure(
    actor: Actor,
    belief: Belief,
) -> Actor:
    """An actor with the chance of its country, where that was weighed."""
    chance = belief.countries.get(actor.country or "")
    if chance is None:
        return actor
    return structs.replace(actor, confidence=round(chance, 3))


def _names(bearings: Bearings) -> dict[tuple[int, int], Mention]:
    """The names of known countries, by the place and offset at which they begin."""
    return {
        (mention.place, mention.actors[0].span.start): mention
        for mention in bearings.mentions
        if mention.actors and mention.told
        if bearings.sentences[mention.place].tokens[mention.token].upos == "PROPN"
    }


def _covered(bearings: Bearings) -> set[tuple[int, int]]:
    """Places and tokens that lie within an actor of the rules."""
    found: set[tuple[int, int]] = set()
    for mention in bearings.mentions:
        tokens = bearings.sentences[mention.place].tokens
        for actor in mention.actors:
            for number in range(mention.token, -1, -1):
                if tokens[number].start < actor.span.start:
                    break
                found.add((mention.place, number))
            for number in range(mention.token, len(tokens)):
                if tokens[number].end > actor.span.end:
                    break
                found.add((mention.place, number))
    return found


def _phrase(
    tree: Tree,
    head: int,
) -> tuple[int, int]:
    """A head with the modifiers that stand unbroken around it."""
    below = {
        number
        for number, token in enumerate(tree.tokens)
        if token.head == head and token.relation in INSIDE
    }
    first = last = head
    while first - 1 in below:
        first -= 1
    while last + 1 in below:
        last += 1
    return first, last
