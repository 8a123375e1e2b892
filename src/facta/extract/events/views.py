"""
The arguments of a predicate, given who is an actor in the sentence.

A `View` is a Tree with the mentions of actors by token. It asks the Tree for voice,
subjects and objects and lends it the mentions, by which the Tree finds what a parser
missed. All answers are token indices.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facta.language.syntax import Tree
from facta.records import Actor


class View:
    """One sentence with the actors that its tokens belong to."""

    def __init__(self, tree: Tree, actors: Sequence[Actor]) -> None:
        self.tree = tree
        self.sentence = tree.sentence
        self.tokens = tree.tokens
        self.lemmas = tree.lemmas
        self.below = tree.below
        self.relation = tree.relation
        self.children = tree.children
        self.ancestors = tree.ancestors
        self.within = tree.within
        self.conjuncts = tree.conjuncts
        self.cases = tree.cases
        self.obliques = tree.obliques
        self.infinitive = tree.infinitive
        self.antecedent = tree.antecedent
        self.actors = actors
        self.mentions: dict[int, tuple[Actor, ...]] = mentions_of(tree, actors)
        # a predicate is asked by many entries of the lexicon
        self._passive: dict[int, bool] = {}
        self._subjects: dict[int, tuple[int, ...]] = {}
        self._patients: dict[int, tuple[int, ...]] = {}

    def passive(self, verb: int) -> bool:
        """Whether a verb is in the passive voice."""
        if verb not in self._passive:
            self._passive[verb] = self.tree.passive(verb, actors=self.mentions)
        return self._passive[verb]

    def subjects(self, verb: int) -> tuple[int, ...]:
        """The surface subjects of a predicate."""
        if verb not in self._subjects:
            found = self.tree.subjects(verb, actors=self.mentions)
            self._subjects[verb] = found
        return self._subjects[verb]

    def agents(self, verb: int) -> tuple[int, ...]:
        """Who acts: the subject of an active verb, the by-phrase of a passive one."""
        if self.passive(verb):
            return self.tree.by_phrases(verb)
        return self.subjects(verb)

    def patients(self, verb: int) -> tuple[int, ...]:
        """What is acted on: the object of an active verb, the subject of a passive."""
        if verb not in self._patients:
            self._patients[verb] = self._acted_on(verb)
        return self._patients[verb]

    def _acted_on(self, verb: int) -> tuple[int, ...]:
        if self.passive(verb):
            return (*self.subjects(verb), *self.children(verb, "obj"))
        return self.tree.objects(verb, actors=self.mentions)


def mentions_of(tree: Tree, actors: Iterable[Actor]) -> dict[int, tuple[Actor, ...]]:
    """
    The mentions that each token belongs to: where they nest the shorter one, where one
    span names several, all.
    """
    found: dict[int, tuple[Actor, ...]] = {}
    for actor in sorted(actors, key=lambda actor: actor.span.start - actor.span.end):
        for index in tree.tokens_between(actor.span.start, actor.span.end):
            held = found.get(index, ())
            if held and held[0].span == actor.span:
                found[index] = (*held, actor)
            else:
                found[index] = (actor,)
    return found
