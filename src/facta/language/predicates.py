"""
How a predicate of a parsed sentence stands: its voice, its auxiliaries, whether it is
denied, and the prepositions that its dependents stand with.
"""

from __future__ import annotations

from collections.abc import Container

from facta.language.arcs import Arcs

# relations that only a passive's dependents have
PASSIVES = ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent")
# where a bare past participle describes a noun: "the ship hijacked off Somalia"
DESCRIBING = frozenset({"acl", "acl:relcl", "advcl", "amod"})
# where a negation stands that denies what it hangs on
DENYING = frozenset({"advmod", "aux", "case", "cc:preconj", "det", "mark"})
OBLIQUE = ("obl", "nmod", "advcl", "acl", "xcomp")
VERBAL = frozenset({"VERB", "AUX"})


class Predicates(Arcs):
    """What the English of a sentence says of its predicates, beside who acts in them."""

    def prepositions(self, index: int) -> set[str]:
        """The words that mark a token as oblique, in lower case."""
        return set(self.cases(index))

    def cases(self, head: int) -> list[str]:
        """
        Lemmas of the prepositions and subordinators of a phrase, in text order.

        A name of several words may have its preposition on any, a free relative on its
        pronoun ("for what X did").
        """
        own = self.children(head, "case", "mark")
        if own:
            return [self.lemmas[child] for child in own]
        carriers: list[int] = []
        if self.tokens[head].upos == "VERB":
            carriers = [i for i in self.below[head] if self.lemmas[i] == "what"]
        elif self.tokens[head].upos == "PROPN":
            carriers = self.children(head, "compound", "flat", "amod")
        cases = (case for part in carriers for case in self.children(part, "case"))
        return [self.lemmas[case] for case in cases]

    def obliques(self, head: int) -> list[tuple[str, int]]:
        """
        The prepositional dependents of a token, each with its preposition; infinitives
        are none.
        """
        found: list[tuple[str, int]] = []
        for child in self.below[head]:
            if not self.tokens[child].relation.startswith(OBLIQUE):
                continue
            case = next(iter(self.cases(child)), None)
            infinitive = case == "to" and self.tokens[child].upos in VERBAL
            if case is not None and not infinitive:
                found.append((case, child))
        return found

    def infinitive(self, verb: int) -> bool:
        """Whether a verb stands with "to"."""
        return any(self.lemmas[child] == "to" for child in self.children(verb, "mark"))

    def passive(self, verb: int, *, actors: Container[int] = ()) -> bool:
        """
        Whether a verb stands in the passive, or is a bare past participle that
        describes a noun.

        Args:
            actors: the tokens that name somebody who can act, where that is known. A
                past form without auxiliary is passive with one of them behind "by"
                ("Envoy expelled by Malaysia"); any other noun there may be a place
                ("stood by the river").
        """
        if self.children(verb, *PASSIVES):
            return True
        token = self.tokens[verb]
        if self.children(verb, "aux"):
            return False
        if token.tag in {"VBN", "VBD"} and self._done_by(verb, actors):
            return True
        if token.tag != "VBN" or self.children(verb, "nsubj"):
            return False
        if self.children(verb, "obj") and not self._naming(verb):
            return False
        # a conjunct stands behind its first; a damaged tree must not lead in circles
        if token.relation == "conj" and 0 <= token.head < verb:
            return self.passive(token.head, actors=actors)
        return token.relation in DESCRIBING

    def _done_by(self, verb: int, actors: Container[int]) -> bool:
        """Whether a verb with a subject has an actor behind "by"."""
        if not self.children(verb, "nsubj"):
            return False
        behind = (child for case, child in self.obliques(verb) if case == "by")
        return any(child in actors for child in behind)

    def _naming(self, verb: int) -> bool:
        """Whether what seems an object is a name: "a group called X"."""
        return self.tokens[verb].relation == "acl" and self.lemmas[verb] == "call"

    def auxiliaries(self, verb: int) -> set[str]:
        """
        The auxiliaries of a verb, modals among them, as they are written and by their
        lemmas, in lower case.
        """
        helpers = self.children(verb, "aux")
        written = {self.tokens[child].text.lower() for child in helpers}
        return written | {self.lemmas[child] for child in helpers}

    def shares_auxiliary(self, verb: int) -> bool:
        """
        Whether a coordinated verb leans on the first one's auxiliaries ("will arrest
        and deport").
        """
        token = self.tokens[verb]
        if token.relation != "conj" or not 0 <= token.head < verb:
            return False
        if self.children(verb, "aux", "nsubj", "nsubj:pass", "mark"):
            return False
        first = self.tokens[token.head]
        alike = first.tag == token.tag and first.upos == token.upos == "VERB"
        return alike and token.tag in {"VB", "VBN"}

    def negated(self, index: int) -> bool:
        """
        Whether a predicate is denied, or a noun by its determiner: "did not say", "held
        no talks", "will not arrest or deport".
        """
        negations = self.lexicon.grammar.negations_with_cannot
        for child in self.below[index]:
            if self.lemmas[child] in negations and self.relation(child) in DENYING:
                return not self._limiting(child)
        for held in self.children(index, "obj"):
            if any(self.lemmas[i] == "no" for i in self.children(held, "det")):
                return True
        return self.shares_auxiliary(index) and self.negated(self.tokens[index].head)

    def _limiting(self, index: int) -> bool:
        """Whether a "not" only limits: "not only"."""
        if self.lemmas[index] != "not" or index + 1 == len(self.tokens):
            return False
        return self.lemmas[index + 1] in self.lexicon.grammar.limits
