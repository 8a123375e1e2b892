"""
The grammar of a sentence as disputes ask for it: whose deed a verb is, of which country,
and which words a phrase holds. Pure.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from facta.link.cues import named_alike
from facta.link.passages import CONTENT
from facta.link.tellings import dyad_end
from facta.ontology.countries import Countries
from facta.records import Actor, Annotation, Sentence, Span

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
ATTRIBUTES = ("amod", "appos", "compound", "flat", "nmod", "nmod:poss")
RELATIVE = ("acl:relcl", "advcl:relcl")
PRONOUNS = frozenset({"who", "which", "that"})
NEGATIONS = frozenset(
    {"never", "no", "none", "nobody", "not", "nothing", "n't", "neither"}
)
# who is told by what he is to another, and seldom resolved right
TITLES = frozenset({"king", "majesty", "minister", "president", "secretary"})
OTHERS = frozenset({"neighbour", "neighbor", "counterpart", "colleague"})
DEEPEST = 8  # arcs over which a subject is looked for; judged


class Clause:
    """A sentence of an account, with what hangs below each of its words."""

    def __init__(self, sentence: Sentence, actors: Iterable[Actor]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        # what is imported has parties, and no words that they could stand at
        self.actors = [one for one in actors if one.head < len(self.tokens)]
        self.below: list[list[int]] = [[] for _ in self.tokens]
        for at, token in enumerate(self.tokens):
            if 0 <= token.head < len(self.tokens) and token.head != at:
                self.below[token.head].append(at)
        self.lemmas = [token.lemma.casefold() for token in self.tokens]

    def children(self, head: int, *relations: str) -> list[int]:
        """Those below a word that stand in one of some relations to it."""
        return [at for at in self.below[head] if self.tokens[at].relation in relations]

    def subtree(self, head: int) -> list[int]:
        """A word and all below it."""
        found, waiting, seen = [], [head], {head}
        while waiting:
            at = waiting.pop()
            found.append(at)
            fresh = [below for below in self.below[at] if below not in seen]
            seen.update(fresh)
            waiting += fresh
        return sorted(found)

    def words(self, among: Iterable[int] | None = None) -> frozenset[str]:
        """The lemmas of content words, alike ones as one, without those of parties."""
        return frozenset(
            named_alike(self.lemmas[at])
            for at in (range(len(self.tokens)) if among is None else among)
            if self.tokens[at].upos in CONTENT and at not in self._party_words
        )

    def things(self, among: Iterable[int]) -> frozenset[str]:
        """Those of some words that name things, and neither places nor persons."""
        return self.words(at for at in among if self.tokens[at].upos != "PROPN")

    @cached_property
    def _party_words(self) -> frozenset[int]:
        starts = {token.start: at for at, token in enumerate(self.tokens)}
        return frozenset(
            at
            for actor in self.actors
            if actor.country
            for at in (actor.head, starts.get(actor.span.start, actor.head))
            if self.tokens[at].upos == "PROPN"
        )

    @cached_property
    def _countries(self) -> Mapping[int, frozenset[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        for actor in self.actors:
            if actor.country:
                found[actor.head].add(dyad_end(actor))
        return {at: frozenset(codes) for at, codes in found.items()}

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the sentence names."""
        return frozenset(actor.country for actor in self.actors if actor.country)

    def party(self, at: int) -> str | None:
        """The one country that a noun stands for, or that its attributes name."""
        if self.lemmas[at] in OTHERS:
            return None
        codes = self._countries.get(at, frozenset())
        if not codes and (named := _forms().get(self.tokens[at].text)):
            return named
        if not codes:
            codes = frozenset().union(
                *(
                    self._countries.get(child, frozenset())
                    for child in self.children(at, *ATTRIBUTES)
                )
            )
        return next(iter(codes)) if len(codes) == 1 else None

    def told(self, at: int) -> str | None:
        """
        The same where the words themselves name the country, not only what they refer
        to.
        """
        party = self.party(at)
        if party == _forms().get(self.tokens[at].text) or at in self._persons:
            return party
        heads = {
            at,
            *self.children(at, *ATTRIBUTES),
        }
        named = any(
            actor.head in heads and party in _named(actor.span.text)
            for actor in self.actors
        )
        return party if named else None

    def is_country(self, at: int) -> bool:
        """Whether a word is itself the name of a country, a people or a capital."""
        return self.tokens[at].text in _forms()

    @cached_property
    def _persons(self) -> frozenset[int]:
        """The words of persons' names."""
        return frozenset(
            at
            for name in self.sentence.names
            if name.kind == "person"
            for at in range(name.first, name.last + 1)
            if self.tokens[at].upos == "PROPN" and self.lemmas[at] not in TITLES
        )

    def subject(self, verb: int) -> int | None:
        """Who does what a verb tells: also through a relative clause or another verb."""
        at = verb
        for _ in range(DEEPEST):
            own = next(iter(self.children(at, *SUBJECTS)), None)
            token = self.tokens[at]
            if own is not None:
                if self.lemmas[own] not in PRONOUNS:
                    return own
                if token.relation in RELATIVE and token.head >= 0:
                    return token.head if self.cleft is None else self.cleft
                return own
            beside = token.relation in ("conj", "xcomp") or (
                token.relation == "advcl" and token.tag == "VBG"
            )
            if beside and token.head >= 0:
                at = token.head
                continue
            return None
        return None

    @cached_property
    def cleft(self) -> int | None:
        """Whom "it was X who …" names."""
        for at, token in enumerate(self.tokens):
            if (
                token.upos in ("PROPN", "NOUN")
                and self.children(at, "expl")
                and self.children(at, "cop")
            ):
                return at
        return None

    def own_subject(self, at: int) -> int | None:
        """The subject that hangs from a word itself."""
        return next(iter(self.children(at, *SUBJECTS)), None)

    def asked_of(self, verb: int) -> bool:
        """Whether a relative clause has a subject of its own: "which Iran requested"."""
        return any(
            self.lemmas[at] not in PRONOUNS for at in self.children(verb, *SUBJECTS)
        )

    def beside(self, at: int) -> Iterator[int]:
        """A word and those that it is coordinated with, one above the other."""
        for _ in range(DEEPEST):
            yield at
            token = self.tokens[at]
            if token.relation != "conj" or token.head < 0:
                return
            at = token.head

    def passive(self, verb: int) -> bool:
        """Whether a verb is told in the passive."""
        return bool(self.children(verb, "nsubj:pass", "aux:pass"))

    def agent(self, verb: int) -> int | None:
        """Who does it: the subject of an active verb, the agent of a passive one."""
        if not self.passive(verb):
            return self.subject(verb)
        by = [
            at
            for at in self.children(verb, "obl:agent", "obl")
            if "by" in self.cases(at)
        ]
        return by[0] if by else None

    def cases(self, at: int) -> set[str]:
        """The prepositions of a noun."""
        return {self.lemmas[child] for child in self.children(at, "case")}

    def inside(self, span: Span) -> list[int]:
        """The words of a passage."""
        return [
            at
            for at, token in enumerate(self.tokens)
            if span.start <= token.start < span.end
        ]

    def head_of(self, own: Sequence[int]) -> int:
        """The word of some that the others hang from."""
        return next((at for at in own if self.tokens[at].head not in own), own[0])

    def above(self, at: int, kinds: Collection[str]) -> int | None:
        """The nearest word above another one that is of some kind."""
        for _ in range(DEEPEST):
            at = self.tokens[at].head
            if at < 0:
                return None
            if self.tokens[at].upos in kinds:
                return at
        return None

    def text(self, text: str) -> str:
        """The sentence as it is written, on one line."""
        return " ".join(text[self.sentence.start : self.sentence.end].split())

    def negated(self, at: int) -> bool:
        """Whether a word is denied."""
        return any(self.lemmas[child] in NEGATIONS for child in self.below[at])

    def span(self, text: str) -> Span:
        """The sentence as a passage."""
        return Span.of(text, self.sentence.start, self.sentence.end)


def _named(text: str) -> set[str]:
    """The countries that the words of a mention name."""
    words = text.replace("'s", "").replace("’s", "").split()
    pairs = (f"{one} {other}" for one, other in itertools.pairwise(words))
    return {code for form in (*words, *pairs) if (code := _forms().get(form))}


@functools.cache
def _forms() -> Mapping[str, str]:
    return {
        form: sense.country for form, sense in Countries.load().forms() if sense.country
    }


@functools.cache
def _peoples() -> Mapping[str, str]:
    return {
        form: sense.country
        for form, sense in Countries.load().forms()
        if sense.kind == "demonym" and sense.country
    }


def nations(counted: str) -> frozenset[str]:
    """
    The countries whose people or adjective stand in some words.

    >>> sorted(nations("Israeli captives"))
    ['ISR']
    """
    return frozenset(
        code for word in counted.split() if (code := _peoples().get(word)) is not None
    )


def clauses(annotation: Annotation) -> Iterator[Clause]:
    """The sentences of an account, without its headings."""
    by_sentence: dict[int, list[Actor]] = defaultdict(list)
    for actor in annotation.actors:
        by_sentence[actor.sentence].append(actor)
    for sentence in annotation.sentences:
        if sentence.kind != "heading":
            yield Clause(sentence, by_sentence[sentence.index])
