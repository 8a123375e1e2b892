"""
Who stands in a phrase: from the token that fills a slot of a frame to the actors
mentioned there.

A phrase gives the actor its head belongs to, those coordinated with it, else the one
that owns it, modifies it or
stands in its nearest prepositional phrase: "Russia's army", "the government of Sudan",
"an army base in Mali". Who only owns a quality does not act by it ("X's approach", "Y's
stagnation"), nor by people who are not his own ("X's critics").
"""

from __future__ import annotations

from msgspec import structs

from facta.extract.events.views import View
from facta.records import Actor

# relations of a phrase's owner, the most telling first
OWNERS = (
    "nmod:poss",
    "nmod:desc",
    "compound",
    "amod",
    "nmod:unmarked",
    "flat",
    "appos",
    "det",
    "nummod",
)
# how deep below a phrase its owner is looked for; judged
DEPTH = 4


class Parties:
    """Finds and remembers the actors of phrases in one sentence."""

    __slots__ = ("_known", "lexicon", "people", "view", "words")

    def __init__(self, view: View) -> None:
        self.view = view
        self.lexicon = view.tree.lexicon.events
        self.people = self.lexicon.people
        self.words = view.tree.lexicon.coding
        self._known: dict[tuple[int, bool], tuple[Actor, ...]] = {}

    def of(self, head: int, *, acting: bool = False) -> tuple[Actor, ...]:
        """
        The actors of the phrase headed by `head`, with its conjuncts.

        Args:
            acting: the phrase is the doer; places count only after nouns for people
                ("police in Algiers").
        """
        key = (head, acting)
        if key not in self._known:
            self._known[key] = self._find(head, acting)
        return self._known[key]

    def _find(self, head: int, acting: bool) -> tuple[Actor, ...]:
        found: list[Actor] = []
        for token in self.view.conjuncts(head):
            for actor in self._one(token, acting, DEPTH):
                if actor not in found:
                    found.append(actor)
        return tuple(found)

    def _one(self, token: int, acting: bool, depth: int) -> tuple[Actor, ...]:
        """The actors of one conjunct: its own mention, else those nearest below."""
        if self.view.lemmas[token] == "whose":
            token = self.view.antecedent(token, token)
        own = self.view.mentions.get(token)
        if own is not None:
            return own + self._companions(token, own)
        if depth == 0:
            return ()
        first: tuple[Actor, ...] = ()
        for child in self._candidates(token, acting):
            found = self._group(child, acting, depth - 1)
            if any(actor.country for actor in found):
                return found
            first = first or found
        return first

    def _companions(self, token: int, own: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """
        The others of a plural mention: in "the ministers of Egypt and Turkey" Turkey's
        minister.
        """
        view = self.view
        if view.tokens[token].tag not in {"NNS", "NNPS"} or len(own) > 1:
            return ()
        obliques = view.obliques(token)
        owners = [child for case, child in obliques if case in self.words.owners]
        owners += view.children(token, "nmod:poss", "amod", "compound")
        shared = [other for owner in owners for other in view.conjuncts(owner)[1:]]
        named = [actor for i in shared for actor in view.mentions.get(i, ())]
        countries = dict.fromkeys(actor.country for actor in named)
        return tuple(
            structs.replace(own[0], country=country)
            for country in countries
            if country and country != own[0].country
        )

    def _group(self, token: int, acting: bool, depth: int) -> tuple[Actor, ...]:
        """The actors of a dependent and its conjuncts."""
        found: list[Actor] = []
        for part in self.view.conjuncts(token):
            found += [
                actor for actor in self._one(part, acting, depth) if actor not in found
            ]
        return tuple(found)

    def _candidates(self, token: int, acting: bool) -> list[int]:
        """Dependents that may name who stands behind a phrase, most telling first."""
        view = self.view
        if acting and self._quality(token):
            return []
        if view.tokens[token].upos == "VERB":  # "what X is doing" is X's
            return list(view.children(token, "nsubj"))
        owning = self._owning(token, acting)
        owners = [i for relation in owning for i in view.children(token, relation)]
        return owners + self._near(token, acting) + self._clauses(token, acting)

    def _near(self, token: int, acting: bool) -> list[int]:
        """The nouns behind a phrase: who stands behind it, then where it is."""
        view = self.view
        near: list[int] = []
        far: list[int] = []
        human = view.lemmas[token] in self.people
        estranged = acting and self._estranged(token)
        for case, child in view.obliques(token):
            if view.tokens[child].upos in {"VERB", "AUX"}:
                continue
            if case in self.words.doers and not (case == "of" and estranged):
                near.append(child)
            elif not acting or (human and case in self.words.places):
                far.append(child)
        return near + far

    def _owning(self, token: int, acting: bool) -> tuple[str, ...]:
        """
        The relations of a phrase's owner; a country before "war" or "crisis" is where
        it is, not who wages it.
        """
        lemma = self.view.lemmas[token]
        if lemma in self.lexicon.classes["conflict"]:
            return ("nmod:poss",)
        if acting and self._estranged(token):
            return tuple(relation for relation in OWNERS if relation != "nmod:poss")
        return OWNERS

    def _estranged(self, token: int) -> bool:
        """
        Whether a noun is for people who act for themselves, whoever's they are
        ("Ukraine's allies").
        """
        return self.view.lemmas[token] in self.lexicon.classes["estranged"]

    def _quality(self, token: int) -> bool:
        """
        Whether a noun is for a quality or a course of things, by which its owner does
        nothing.
        """
        lemma = self.view.lemmas[token]
        if lemma in self.lexicon.classes["quality"]:
            return True
        if self.view.tokens[token].upos != "NOUN" or not lemma.endswith(
            self.words.qualities
        ):
            return False
        body = lemma in self.people or lemma in self.lexicon.classes["body"]
        return not body and not any(
            entry.sense.type for entry in self.lexicon.entries("noun", lemma)
        )

    def _clauses(self, token: int, acting: bool) -> list[int]:
        """
        Doers and places of the clauses that modify a noun: "missiles fired by Israel",
        "people living in Mali".
        """
        found: list[int] = []
        for clause in self.view.children(token, "acl", "acl:relcl"):
            if acting:
                found += self._doing(clause)
            else:
                found += self._around(clause)
        return [child for child in found if child != token]

    def _doing(self, clause: int) -> list[int]:
        """Who does what a clause tells of a noun: "missiles fired by X from Y"."""
        found: list[int] = []
        if self.view.passive(clause):
            found += self.view.agents(clause)
        obliques = self.view.obliques(clause)
        return found + [child for case, child in obliques if case == "from"]

    def _around(self, clause: int) -> list[int]:
        """Whoever a clause names beside a noun."""
        below = self.view.below[clause]
        return [i for i in below if self.view.relation(i).startswith(("obl", "nsubj"))]
