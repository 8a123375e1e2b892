"""
The grammar of one parsed sentence: what hangs from what, who acts, who is acted on.

A `Tree` is laid out once for a sentence and handed to every extractor, so that each
question about syntax has one answer. It knows Universal Dependencies and English, not
what anything means: who is an actor, what is a deed and what dates it is for those who
ask. All answers are token indices.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property

from facta.lexicon import Lexicon
from facta.records import Sentence, Span, Token

CLAUSAL = frozenset(
    {"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "xcomp"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
# what hangs on the head of a noun phrase without being part of it
LOOSE = SUBJECTS | {
    "advcl",
    "case",
    "cc",
    "conj",
    "cop",
    "discourse",
    "mark",
    "parataxis",
}
# relations that only a passive's dependents have
PASSIVES = ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent")
# where a bare past participle describes a noun: "the ship hijacked off Somalia"
DESCRIBING = frozenset({"acl", "acl:relcl", "advcl", "amod"})
# where a negation stands that denies what it hangs on
DENYING = frozenset({"advmod", "aux", "case", "cc:preconj", "det", "mark"})
OBLIQUE = ("obl", "nmod", "advcl", "acl", "xcomp")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
VERBAL = frozenset({"VERB", "AUX"})
# what lies between a participle behind a comma and the clause that it goes with
SET_OFF = frozenset({"nmod", "obj", "obl"})
# arcs over which a subject is looked for; no tree of prose has as many, and a hostile
# one costs no more; judged, not fitted
DEEPEST = 60
# tokens from a verb to the next one that may share its object ("met and praised X")
NEAR = 3
DASHES = frozenset("-–—―")
DATELINE = 16  # tokens among which a dateline's dash is looked for; judged, not fitted
BARE_EDGES = frozenset(",;:.!?-–—―…")


class Tree:
    """
    A sentence with the tokens below each token at hand.

    Args:
        sentence: with its tokens' heads and relations.
        lexicon: the words that it is read by, at hand for whoever holds the tree.
    """

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.below: list[list[int]] = [[] for _ in sentence.tokens]
        for index, token in enumerate(sentence.tokens):
            # a damaged tree must not send anybody in circles
            if 0 <= token.head < len(self.below) and token.head != index:
                self.below[token.head].append(index)

    @cached_property
    def dateline(self) -> int:
        """How many tokens "KYIV, May 26 (Agency) - " takes at the start; else 0."""
        return _dateline(self.tokens)

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemmas of the tokens in lower case."""
        return [token.lemma.lower() for token in self.tokens]

    def lemma(self, index: int) -> str:
        """The lemma of a token in lower case."""
        return self.lemmas[index]

    def relation(self, index: int) -> str:
        """The relation of a token to its head, subtype and all."""
        return self.tokens[index].relation

    def base(self, index: int) -> str:
        """The relation of a token to its head without its subtype."""
        return self.tokens[index].relation.partition(":")[0]

    def children(self, head: int, *relations: str) -> list[int]:
        """
        Children of a token, in text order, those of the given relations only where some
        are given.
        """
        if not relations:
            return self.below[head]
        tokens = self.tokens
        return [i for i in self.below[head] if tokens[i].relation in relations]

    def child(self, head: int, *relations: str) -> int | None:
        """The first child of a token that stands in one of the relations."""
        return next(iter(self.children(head, *relations)), None)

    def subtree(
        self, head: int, *, skip: Callable[[int], bool] = lambda _: False
    ) -> list[int]:
        """
        A token and all below it in text order, leaving out what hangs below a token to
        skip.
        """
        found = []
        waiting = [head]
        seen = {head}
        while waiting:
            index = waiting.pop()
            found.append(index)
            for below in self.below[index]:
                if below not in seen and not skip(below):
                    seen.add(below)
                    waiting.append(below)
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """The tokens above a token, nearest first."""
        seen = {index}
        head = self.tokens[index].head
        while 0 <= head < len(self.tokens) and head not in seen:
            yield head
            seen.add(head)
            head = self.tokens[head].head

    def within(self, index: int, head: int) -> bool:
        """Whether a token is `head` or stands below it."""
        entered, left = self._numbers
        return entered[head] <= entered[index] <= left[head]

    @cached_property
    def _numbers(self) -> tuple[list[int], list[int]]:
        """
        Numbers of the tokens from the root down, so that those below a token are the
        numbers behind its own, up to the second of its pair.
        """
        size = len(self.tokens)
        entered, left = [0] * size, [0] * size
        waiting = [(i, False) for i, token in enumerate(self.tokens) if token.head < 0]
        number = 0
        while waiting:
            index, done = waiting.pop()
            if done:
                left[index] = number
                continue
            number += 1
            entered[index] = number
            waiting.append((index, True))
            waiting += [(child, False) for child in self.below[index]]
        return entered, left

    def conjuncts(self, head: int) -> list[int]:
        """A phrase with those coordinated with it."""
        found = [head]
        for token in found:
            found += self.children(token, "conj")
        return found

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

    def phrase(self, head: int) -> list[int]:
        """
        The tokens of a noun phrase in one piece: titles, names, appositions and what
        describes it.

        Clauses that interrupt, marks at the edge and whatever hangs loosely (parataxis,
        discourse) are left out.
        """

        def loose(index: int) -> bool:
            token = self.tokens[index]
            return token.head == head and token.relation in LOOSE

        joined = _joined(self.subtree(head, skip=loose), head)
        while joined[0] < head and self.tokens[joined[0]].upos == "ADP":
            joined.pop(0)
        return joined

    def around(self, indices: Iterable[int]) -> tuple[int, int]:
        """The offsets from the first to the last of some tokens."""
        members = [self.tokens[index] for index in indices]
        start = min(token.start for token in members)
        end = max(token.end for token in members)
        return start, end

    def trimmed(self, indices: Iterable[int]) -> tuple[int, int] | None:
        """
        The offsets of some tokens without the commas, dashes and stops at their edges.
        """
        kept = sorted(indices)
        while kept and _bare(self.tokens[kept[0]]):
            kept.pop(0)
        while kept and _bare(self.tokens[kept[-1]]):
            kept.pop()
        if not kept:
            return None
        return self.around(kept)

    def span(self, text: str, indices: Iterable[int]) -> Span | None:
        """Where some tokens stand in the text, without the bare marks at their edges."""
        edges = self.trimmed(indices)
        return Span.of(text, *edges) if edges else None

    def tokens_between(self, start: int, end: int) -> range:
        """
        Indices of the tokens that share characters with `[start, end)` of the
        document's text.
        """
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        last = bisect_left(self.tokens, end, lo=first, key=lambda token: token.start)
        return range(first, last)


def _dateline(tokens: Sequence[Token]) -> int:
    if not tokens or not tokens[0].text.isupper():
        return 0
    for index, token in enumerate(tokens[:DATELINE]):
        if token.text in DASHES and index:
            # "A 30-day truce" has no dateline
            joined = token.text == "-" and tokens[index - 1].end == token.start
            return 0 if joined else index + 1
        if token.upos in {"VERB", "AUX", "PRON"}:
            break
    return 0


def _bare(token: Token) -> bool:
    return set(token.text) <= BARE_EDGES


def _joined(members: list[int], head: int) -> list[int]:
    """The members that form one run of tokens around the head."""
    inside = set(members)
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return list(range(first, last + 1))
