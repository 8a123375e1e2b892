"""
The grammar of one parsed sentence: what hangs from what, who acts, who is acted on.

A `Tree` is laid out once for a sentence and handed to every extractor, so that each
question about syntax has one answer. It knows Universal Dependencies and English, not
what anything means: who is an actor, what is a deed and what dates it is for those who
ask. All answers are token indices. What hangs from what is told in `arcs`, how a
predicate stands in `predicates`; here it is who acts and who is acted on.
"""

from __future__ import annotations

from collections.abc import Container

from facta.language.predicates import Predicates

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
# what lies between a participle behind a comma and the clause that it goes with
SET_OFF = frozenset({"nmod", "obj", "obl"})
# arcs over which a subject is looked for; no tree of prose has as many, and a hostile
# one costs no more; judged, not fitted
DEEPEST = 60
# tokens from a verb to the next one that may share its object ("met and praised X")
NEAR = 3


class Tree(Predicates):
    """
    A sentence as it is read: its tokens with those below each, its predicates, and who
    acts in them upon whom.
    """

    def agent(self, verb: int) -> int | None:
        """Who does what a passive tells: the noun after "by"."""
        for child in self.children(verb, "obl:agent", "obl"):
            if "by" in self.prepositions(child):
                return child
        return None

    def agents(self, verb: int, *, actors: Container[int] = ()) -> tuple[int, ...]:
        """
        Who acts: the subject of an active verb, the by-phrases of a passive one;
        `actors` as in `passive` and `subjects`.
        """
        if not self.passive(verb, actors=actors):
            return self.subjects(verb, actors=actors)
        return self.by_phrases(verb)

    def by_phrases(self, verb: int) -> tuple[int, ...]:
        """The nouns behind "by", those that the parser calls agents first."""
        found = self.children(verb, "obl:agent")
        behind = [child for case, child in self.obliques(verb) if case == "by"]
        found += [child for child in behind if child not in found]
        return tuple(child for child in found if self.tokens[child].upos in NOMINAL)

    def patients(self, verb: int, *, actors: Container[int] = ()) -> tuple[int, ...]:
        """
        What is acted on: the object of an active verb, the subject of a passive one;
        `actors` as in `passive` and `subjects`.
        """
        if self.passive(verb, actors=actors):
            own = self.children(verb, "obj")
            return (*self.subjects(verb, actors=actors), *own)
        return self.objects(verb, actors=actors)

    def objects(self, verb: int, *, actors: Container[int] = ()) -> tuple[int, ...]:
        """
        The objects of an active verb, also those that it shares with another verb, has
        as a relative clause, or that the parser took for something else.
        """
        own = self.children(verb, "obj") or self.children(verb, "iobj")
        own = own or [i for i in self.children(verb, "xcomp") if i in actors]
        if own:
            return tuple(self.antecedent(child, verb) for child in own)
        return self._shared_object(verb) or self._gap(verb) or self._blamed_object(verb)

    def _shared_object(self, verb: int) -> tuple[int, ...]:
        """The object that a verb shares with one it is coordinated with."""
        token = self.tokens[verb]
        if token.relation == "conj" and self.tokens[token.head].upos == "VERB":
            return tuple(i for i in self.children(token.head, "obj") if i > verb)
        for other in self.children(verb, "conj"):
            between = [i for i in self.below[verb] if verb < i < other]
            parted = any(self.base(child) == "obl" for child in between)
            near = other - verb <= NEAR and not parted
            if near and self.tokens[other].upos == "VERB":
                return tuple(self.children(other, "obj"))
        return ()

    def _gap(self, verb: int) -> tuple[int, ...]:
        """
        The antecedent of a relative clause whose verb lacks an object and has a subject
        of its own.
        """
        token = self.tokens[verb]
        own = self.children(verb, "nsubj")
        if token.relation != "acl:relcl" or not own:
            return ()
        if any(self._relative(child) for child in own):
            return ()
        return (token.head,)

    def _blamed_object(self, verb: int) -> tuple[int, ...]:
        """
        The object that was taken for the subject of what it is blamed for ("accusing
        *X* of failing").
        """
        blames = self.lexicon.grammar.blames
        for clause in self.children(verb, "advcl"):
            marks = self.children(clause, "mark")
            marks = [mark for mark in marks if self.lemmas[mark] in blames]
            found = self.children(clause, "nsubj")
            found = [child for child in found if marks and verb < child < marks[0]]
            if found:
                return tuple(found)
        return ()

    def subject(self, verb: int) -> int | None:
        """The first of the subjects of a predicate."""
        return next(iter(self.subjects(verb)), None)

    def subjects(self, verb: int, *, actors: Container[int] = ()) -> tuple[int, ...]:
        """
        What a predicate is said of: its own subject, or the one that it shares with
        what governs it, or inherits by control. A relative pronoun gives the noun that
        it stands for.

        Args:
            actors: the tokens that name somebody who can act, where that is known: one
                of them is taken for a subject where the parser left it without a role,
                as in headlines ("Estonia detains captain", "Canada to supply arms") and
                in "called for X to go". Who asks whose words these are does not know
                them: it would find one where the account names none.
        """
        return self._subjects(verb, actors, DEEPEST)

    def _subjects(
        self, verb: int, actors: Container[int], deep: int
    ) -> tuple[int, ...]:
        own = self._own_subject(verb)
        if own is not None:
            return (self.antecedent(own, verb),)
        head = self.tokens[verb].head
        if head < 0:
            return self._fronted(verb, actors) or self._headlined(verb, actors)
        if not deep:
            return ()
        relation = self.tokens[verb].relation
        if relation == "xcomp":
            named = self._named(verb, head, actors)
            return named or self._controllers(head, actors, deep - 1)
        if self._set_off(verb):
            return self._subjects(self._above(verb), actors, deep - 1)
        if relation in {"acl", "acl:relcl"}:
            return self._modified(verb, head, actors, deep - 1)
        if self._blamed_for(verb):
            return self._controllers(head, actors, deep - 1)
        if relation in {"conj", "aux"} or self._reduced(verb):
            return self._subjects(head, actors, deep - 1)
        return ()

    def _own_subject(self, verb: int) -> int | None:
        """Of several subjects the one beside the verb: a dateline before it is none."""
        own = self.children(verb, "nsubj", "nsubj:pass", "nsubj:outer")
        own = [child for child in own if self.tokens[child].upos != "ADV"]
        return min(own, key=lambda child: (abs(child - verb), child), default=None)

    def antecedent(self, index: int, verb: int) -> int:
        """
        The noun a relative pronoun stands for; any other token itself, as is one whose
        clause describes a whole clause.
        """
        if not self._relative(index):
            return index
        for clause in (verb, *self.ancestors(verb)):
            token = self.tokens[clause]
            if token.relation in {"acl:relcl", "advcl:relcl"} and token.head >= 0:
                noun = self.tokens[token.head].upos in NAMING
                if noun or token.relation == "acl:relcl":
                    return token.head
                return index
        return index

    def _relative(self, index: int) -> bool:
        return self.lemmas[index] in self.lexicon.grammar.relatives_with_whose

    def _fronted(self, verb: int, actors: Container[int]) -> tuple[int, ...]:
        """An actor before the main verb that the parser left without a role."""
        bare = self.children(verb, "obl:unmarked", "dislocated", "vocative")[:1]
        return tuple(child for child in bare if child < verb and child in actors)

    def _headlined(self, verb: int, actors: Container[int]) -> tuple[int, ...]:
        """
        The actor before a headline's verb that was taken for a noun ("Estonia detains
        captain").
        """
        if self.tokens[verb].upos != "NOUN" or not self.children(verb, "obj"):
            return ()
        return tuple(i for i in self.children(verb, "compound") if i in actors)

    def _named(self, verb: int, head: int, actors: Container[int]) -> tuple[int, ...]:
        """
        The subject of an infinitive with "for" that the parser hung on the verb above
        ("called for X to go").
        """
        marks = [i for i in self.children(verb, "mark") if self.lemmas[i] == "for"]
        if not marks:
            return ()
        behind = marks[0]
        between = (child for child in self.below[head] if behind < child < verb)
        first = next(between, None)
        if first is None or first not in actors:
            return ()
        return (first,)

    def _controllers(
        self, verb: int, actors: Container[int], deep: int
    ) -> tuple[int, ...]:
        """
        Who does what an infinitive or "for doing" under a verb says: its object, else
        its subject.
        """
        objects = self.children(verb, "obj", "iobj")[:1]
        return tuple(objects) or self._subjects(verb, actors, deep)

    def _modified(
        self, verb: int, noun: int, actors: Container[int], deep: int
    ) -> tuple[int, ...]:
        """
        The subject of a clause that modifies a noun: the noun; of an infinitive whose
        the noun is, or who does what governs it ("X made an attempt to").
        """
        if self.tokens[noun].upos not in NAMING:
            return ()
        if not self.infinitive(verb) or noun in actors:
            return (noun,)
        owners = self.children(noun, "nmod:poss")
        governor = self.tokens[noun].head
        if owners or governor < 0:
            return tuple(owners) or (noun,)
        held = self.tokens[noun].relation in {"obj", "obl"}
        if not held or self.tokens[governor].upos != "VERB":
            return (noun,)
        if self.passive(governor, actors=actors):
            return self.by_phrases(governor) or (noun,)
        return self._subjects(governor, actors, deep) or (noun,)

    def _set_off(self, verb: int) -> bool:
        """
        Whether a participle behind a comma goes with the whole clause, whatever it
        hangs on: "made claims, promising to end the war", "blamed X for lying, saying".
        """
        token = self.tokens[verb]
        between = self.tokens[token.head + 1 : verb]
        if token.tag != "VBG" or not any(other.text == "," for other in between):
            return False
        if token.relation == "advcl":
            return self._blamed_for(token.head)
        return token.relation == "acl" and self.relation(token.head) in SET_OFF

    def _above(self, verb: int) -> int:
        """The predicate that a participle behind a comma goes with."""
        index = self.tokens[verb].head
        for above in self.ancestors(index):
            passing = self.relation(index) in SET_OFF | {"conj", "xcomp"}
            if not passing and not self._blamed_for(index):
                break
            index = above
        return index

    def _blamed_for(self, verb: int) -> bool:
        """
        Whether a clause tells what somebody is blamed, thanked or held for: "accused X
        of doing", "kept X from doing".
        """
        token = self.tokens[verb]
        if token.relation not in {"advcl", "obl"} or token.tag != "VBG":
            return False
        return bool(set(self.cases(verb)[:1]) & self.lexicon.grammar.blames)

    def _reduced(self, verb: int) -> bool:
        """Whether a clause has no subject because it shares that of the one above."""
        token = self.tokens[verb]
        if token.relation not in {"advcl", "parataxis", "ccomp", "dep"}:
            return False
        return token.tag in {"VBG", "VBN", "VB"} or self.infinitive(verb)

    def possessor(self, noun: int) -> int | None:
        """Whose a noun is: "his promise", "the claim by Moscow"."""
        own = self.child(noun, "nmod:poss")
        if own is not None:
            return own
        for child in self.children(noun, "nmod"):
            if self.prepositions(child) & {"by", "from"}:
                return child
        return None
