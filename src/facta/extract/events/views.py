"""
A parsed sentence laid out for matching: dependents, lemmas and mentions by token,
computed once.

Takes a Sentence with the actors found in it; answers questions of syntax (voice,
subject, objects, obliques) by Universal Dependencies. All answers are token indices.
"""

from __future__ import annotations

from collections.abc import Sequence

from facta.extract.events.words import lemma_of, mentions_of
from facta.language.syntax import Tree
from facta.records import Actor

RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
DEEPEST = 60  # arcs below the root at which subjects are still looked for
BLAMED = frozenset(
    {"for", "from", "of"}
)  # "accused X of doing", "thanked X for doing", "kept X from doing"
CLAUSAL = frozenset({"VERB", "AUX"})


class View:
    """One sentence with its dependents, lemmas and mentions by token."""

    def __init__(self, tree: Tree, actors: Sequence[Actor]) -> None:
        self.tree = tree
        self.sentence = tree.sentence
        self.tokens = tree.tokens
        self.below = tree.below
        self.relation = tree.relation
        self.children = tree.children
        self.ancestors = tree.ancestors
        self.within = tree.within
        self.conjuncts = tree.conjuncts
        self.lemmas = [lemma_of(token) for token in self.tokens]
        self.actors = actors
        self.mentions: dict[int, tuple[Actor, ...]] = mentions_of(tree, actors)
        self._subjects: dict[int, tuple[int, ...]] = {}

    def obliques(self, head: int) -> list[tuple[str, int]]:
        """Prepositional dependents of `head`, each with its preposition."""
        found = []
        for child in self.below[head]:
            relation = self.tokens[child].relation
            if relation.startswith(("obl", "nmod", "advcl", "acl", "xcomp")):
                found += [
                    (case, child)
                    for case in self.cases(child)[:1]
                    if not self._infinitival(child, case)
                ]
        return found

    def _infinitival(self, child: int, case: str) -> bool:
        return case == "to" and self.tokens[child].upos in CLAUSAL

    def cases(self, head: int) -> list[str]:
        """Prepositions and subordinators of a phrase, in text order."""
        own = [self.lemmas[child] for child in self.children(head, "case", "mark")]
        if not own and self.tokens[head].upos == "VERB":
            free = [child for child in self.below[head] if self.lemmas[child] == "what"]
            own = [
                self.lemmas[child]
                for what in free
                for child in self.children(what, "case")
            ]
        if own or self.tokens[head].upos != "PROPN":
            return own
        parts = self.children(head, "compound", "flat", "amod")
        return [
            self.lemmas[child]
            for part in parts
            for child in self.children(part, "case")
        ]

    def passive(self, verb: int) -> bool:
        """Whether a verb is in the passive voice; a bare participle after a noun is."""
        token = self.tokens[verb]
        if self.children(verb, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        if (
            token.tag in {"VBN", "VBD"}
            and not self.children(verb, "aux")
            and self._headline_agent(verb)
        ):
            return True
        named = (
            token.relation == "acl" and self.lemmas[verb] == "call"
        )  # "a group called X"
        if (
            token.tag != "VBN"
            or self.children(verb, "aux", "nsubj")
            or (self.children(verb, "obj") and not named)
        ):
            return False
        if token.relation == "conj":
            return self.passive(token.head)
        return token.relation in {"acl", "advcl", "amod", "acl:relcl"}

    def _headline_agent(self, verb: int) -> bool:
        """
        Whether an actor stands in a by-phrase of a verb without auxiliary ("Envoy
        expelled by Malaysia").
        """
        agents = [
            c
            for c in self.below[verb]
            if self.relation(c) == "obl:agent" and not self.children(verb, "obj")
        ]
        named = [
            c for case, c in self.obliques(verb) if case == "by" and c in self.mentions
        ]
        return bool(agents or (named and self.children(verb, "nsubj")))

    def subjects(self, verb: int) -> tuple[int, ...]:
        """
        The surface subjects of a predicate: its own, or those it shares or inherits by
        control.

        A relative pronoun gives its antecedent.
        """
        if verb not in self._subjects:
            self._subjects[verb] = ()
            if sum(1 for _ in self.ancestors(verb)) < DEEPEST:
                self._subjects[verb] = self._find_subjects(verb)
        return self._subjects[verb]

    def _find_subjects(self, verb: int) -> tuple[int, ...]:
        own = [
            child
            for child in self.children(verb, "nsubj", "nsubj:pass", "nsubj:outer")
            if self.tokens[child].upos != "ADV"
        ]
        if own:
            return tuple(self.antecedent(child, verb) for child in own[-1:])
        token = self.tokens[verb]
        head, relation = token.head, token.relation
        if head < 0:
            return self._fronted(verb) or self._headline_doer(verb)
        if relation == "conj" and self.tokens[head].upos in {
            "VERB",
            "ADJ",
            "AUX",
            "NOUN",
        }:
            return self.subjects(head)
        if relation == "xcomp":
            return self._named_subject(verb, head) or self.controller(head)
        if relation in {"acl", "acl:relcl"}:
            return self._modified(verb, head)
        if (
            relation in {"advcl", "acl", "obl"}
            and token.tag == "VBG"
            and set(self.cases(verb)[:1]) & BLAMED
        ):
            return self.controller(head)
        if relation in {"advcl", "parataxis", "ccomp"} and (
            token.tag in {"VBG", "VBN", "VB"} or self.infinitive(verb)
        ):
            return self.subjects(head)
        return ()

    def _fronted(self, verb: int) -> tuple[int, ...]:
        """A mention before the main verb that the parser left without a role."""
        bare = self.children(verb, "obl:unmarked", "dislocated", "vocative")
        return tuple(
            child for child in bare[:1] if child < verb and child in self.mentions
        )

    def _headline_doer(self, verb: int) -> tuple[int, ...]:
        """
        The mention before a headline's verb that was taken for a noun ("Estonia detains
        captain").
        """
        if self.tokens[verb].upos != "NOUN" or not self.children(verb, "obj"):
            return ()
        return tuple(
            child for child in self.children(verb, "compound") if child in self.mentions
        )

    def _named_subject(self, verb: int, head: int) -> tuple[int, ...]:
        """
        The subject of an infinitive with "for" that the parser hung on the verb above
        ("called for X to go").
        """
        marks = [
            child
            for child in self.children(verb, "mark")
            if self.lemmas[child] == "for"
        ]
        between = [
            child for child in self.below[head] if marks and marks[0] < child < verb
        ]
        return tuple(child for child in between[:1] if child in self.mentions)

    def _modified(self, verb: int, noun: int) -> tuple[int, ...]:
        """The subject of a clause that modifies a noun."""
        if not self.infinitive(verb) or noun in self.mentions:
            return (noun,)
        owners = self.children(noun, "nmod:poss")
        if owners:
            return tuple(owners)
        governor = self.tokens[noun].head
        if (
            governor >= 0
            and self.tokens[noun].relation in {"obj", "obl"}
            and self.tokens[governor].upos == "VERB"
        ):
            return self.agents(governor)
        return ()

    def controller(self, verb: int) -> tuple[int, ...]:
        """
        Who does what an infinitive or "for doing" under `verb` says: its object, else
        its subject.
        """
        objects = self.children(verb, "obj", "iobj")
        return tuple(objects[:1]) if objects else self.subjects(verb)

    def infinitive(self, verb: int) -> bool:
        """Whether a verb stands with "to"."""
        return any(self.lemmas[child] == "to" for child in self.children(verb, "mark"))

    def antecedent(self, index: int, verb: int) -> int:
        """The noun a relative pronoun stands for; any other token itself."""
        if self.lemmas[index] in RELATIVES:
            for clause in (verb, *self.ancestors(verb)):
                if self.tokens[clause].relation in {"acl:relcl", "advcl:relcl"}:
                    return self.tokens[clause].head
        return index

    def agents(self, verb: int) -> tuple[int, ...]:
        """Who acts: the subject of an active verb, the by-phrase of a passive one."""
        if not self.passive(verb):
            return self.subjects(verb)
        found = [
            child
            for child in self.below[verb]
            if self.tokens[child].relation == "obl:agent"
        ]
        found += [
            child
            for case, child in self.obliques(verb)
            if case == "by" and child not in found
        ]
        return tuple(child for child in found if self.tokens[child].upos in NOMINAL)

    def patients(self, verb: int) -> tuple[int, ...]:
        """
        What is acted on: the object of an active verb, the subject of a passive one.
        """
        if self.passive(verb):
            return self.subjects(verb) + tuple(self.children(verb, "obj"))
        own = self.children(verb, "obj") or self.children(verb, "iobj")
        own = own or [
            child for child in self.children(verb, "xcomp") if child in self.mentions
        ]
        if own:
            return tuple(self.antecedent(child, verb) for child in own)
        return self._shared(verb) or self._gap(verb) or self._blamed(verb)

    def _shared(self, verb: int) -> tuple[int, ...]:
        """The object that a verb shares with one it is coordinated with."""
        token = self.tokens[verb]
        if token.relation == "conj" and self.tokens[token.head].upos == "VERB":
            return tuple(
                child for child in self.children(token.head, "obj") if child > verb
            )
        for other in self.children(verb, "conj"):
            dependents = [
                c
                for c in self.below[verb]
                if verb < c < other and self.tokens[c].relation.startswith("obl")
            ]
            if (
                self.tokens[other].upos == "VERB"
                and not dependents
                and other - verb <= 3
            ):
                return tuple(self.children(other, "obj"))
        return ()

    def _blamed(self, verb: int) -> tuple[int, ...]:
        """
        The object that was taken for the subject of what it is blamed for ("accusing
        *X* of failing").
        """
        for clause in self.children(verb, "advcl"):
            marks = [
                child
                for child in self.children(clause, "mark")
                if self.lemmas[child] in BLAMED
            ]
            found = [
                child
                for child in self.children(clause, "nsubj")
                if marks and verb < child < marks[0]
            ]
            if found:
                return tuple(found)
        return ()

    def _gap(self, verb: int) -> tuple[int, ...]:
        """
        The antecedent of a relative clause whose verb lacks an object and has a subject
        of its own.
        """
        token = self.tokens[verb]
        if token.relation != "acl:relcl":
            return ()
        subjects = self.children(verb, "nsubj")
        if subjects and all(self.lemmas[child] not in RELATIVES for child in subjects):
            return (token.head,)
        return ()
