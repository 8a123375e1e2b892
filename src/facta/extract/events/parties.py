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
from facta.lexicon.events import Events
from facta.records import Actor

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
DOERS = frozenset(
    {"by", "of", "from", "for", "within", "under", "among", "between", "including"}
)
PLACES = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "on", "along", "to"}
)
DEPTH = 4
QUALITIES = (
    "acy",
    "ance",
    "dom",
    "ence",
    "ism",
    "ity",
    "ment",
    "ness",
    "ship",
    "sion",
    "tion",
)


class Parties:
    """Finds and remembers the actors of phrases in one sentence."""

    __slots__ = ("_known", "lexicon", "people", "view")

    def __init__(self, view: View, lexicon: Events) -> None:
        self.view = view
        self.lexicon = lexicon
        self.people = lexicon.people
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
        owners = [
            child for case, child in view.obliques(token) if case in {"of", "from"}
        ]
        owners += view.children(token, "nmod:poss", "amod", "compound")
        shared = [other for owner in owners for other in view.conjuncts(owner)[1:]]
        countries = dict.fromkeys(
            a.country for other in shared for a in view.mentions.get(other, ())
        )
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
        owners = [
            child
            for relation in self._owning(token, acting)
            for child in view.children(token, relation)
        ]
        near, far = [], []
        human = view.lemmas[token] in self.people
        for case, child in view.obliques(token):
            if view.tokens[child].upos in {"VERB", "AUX"}:
                continue
            if case in DOERS and not (
                acting and case == "of" and self._estranged(token)
            ):
                near.append(child)
            elif not acting or (human and case in PLACES):
                far.append(child)
        return owners + near + far + self._clauses(token, acting)

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
        if self.view.tokens[token].upos != "NOUN" or not lemma.endswith(QUALITIES):
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
                found += self.view.agents(clause) if self.view.passive(clause) else ()
                found += [c for case, c in self.view.obliques(clause) if case == "from"]
            else:
                found += [
                    c
                    for c in self.view.below[clause]
                    if self.view.relation(c).startswith(("obl", "nsubj"))
                ]
        return [child for child in found if child != token]
