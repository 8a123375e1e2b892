"""
What some words of an account say became of a commitment.

A rule takes a `Passage` and the `Matter` of a commitment and gives a status, or None
where the passage says nothing by that rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from facta.extract.commitments.matter import Matter, alike, is_about, is_named_again
from facta.extract.commitments.syntax import first_answer, helpers, words_at
from facta.language.syntax import Tree
from facta.records import CommitmentKind, Status

FACTUAL = frozenset({"VBD", "VBN"})
PRESENT = frozenset({"VBZ", "VBP"})
MAIN = frozenset({"root", "conj", "parataxis"})
# Kinds that wait for somebody to say yes.
ASKING: frozenset[CommitmentKind] = frozenset({"demand", "offer", "ultimatum"})


class Passage(Struct, frozen=True, kw_only=True):
    """
    Tokens of one sentence behind a commitment. `own` says that it is the commitment's
    own sentence, `others` that it makes another one.
    """

    text: str
    tree: Tree
    tokens: Sequence[int]
    own: bool
    others: bool = False

    @property
    def verbs(self) -> Iterator[int]:
        """The verbs among its tokens."""
        tokens = self.tree.tokens
        return (index for index in self.tokens if tokens[index].upos == "VERB")

    @property
    def lemmas(self) -> set[str]:
        """The lemmas of its tokens."""
        return {self.tree.lemma(index) for index in self.tokens}


def by_phrase(said: Passage, _: Matter) -> Status | None:
    """A phrase of the lexicon anywhere in the passage: "nothing came of it"."""
    start, end = said.tree.around(said.tokens)
    text = said.text[start:end].lower()
    # from the last outcome up: what was withdrawn or met halfway is told more narrowly
    # than what was kept
    for outcome in reversed(said.tree.lexicon.commitments.outcomes):
        if outcome.told_in(text):
            return outcome.status
    return None


def by_predicate(said: Passage, matter: Matter) -> Status | None:
    """
    An adjective said of the matter: "the pledge went unfulfilled", "those terms are
    unacceptable".
    """
    tree = said.tree
    for index in said.tokens:
        told = by_adjectives(tree, {tree.tokens[index].text.lower()})
        if told is None or tree.relation(index) in {"amod", "acl"}:
            continue
        if _said_of(tree, index, matter) and not is_denied(tree, index):
            return told
    return None


def _said_of(tree: Tree, adjective: int, matter: Matter) -> bool:
    """Whether an adjective is said of the matter, itself or through its verb."""
    token = tree.tokens[adjective]
    if token.relation == "xcomp" and is_about(tree, token.head, matter):
        return True
    return is_about(tree, adjective, matter)


def by_adjectives(tree: Tree, written: set[str]) -> Status | None:
    """The first outcome that has one of some words among its adjectives."""
    for outcome in tree.lexicon.commitments.outcomes:
        if written & outcome.adjectives:
            return outcome.status
    return None


def by_verbs(said: Passage, matter: Matter) -> Status | None:
    """
    A verb of the lexicon about the matter, or a verb of the content told again: "has
    kept it", "it did not withdraw".
    """
    tree = said.tree
    for verb in said.verbs:
        told = by_verb(tree, verb) if is_about(tree, verb, matter) else None
        if told is not None:
            return told
        if tree.lemma(verb) not in matter.lemmas or is_merely_possible(tree, verb):
            continue
        if is_denied(tree, verb):
            return None if _is_not_yet(tree, verb) else "broken"
        token = tree.tokens[verb]
        if token.tag in FACTUAL and token.relation in MAIN:
            return "kept"
    return None


def by_verb(tree: Tree, verb: int) -> Status | None:
    """The status that a verb tells: "kept", and "broken" where it is denied."""
    words, lemma = tree.lexicon.commitments, tree.lemma(verb)
    back = words.aftermath.taking_back.get(lemma)
    if back is not None and back in adverbs(tree, verb):
        return "withdrawn"
    told = next((each for each in words.outcomes if lemma in each.verbs), None)
    if told is None or is_merely_possible(tree, verb):
        return None
    if not is_denied(tree, verb):
        return told.status
    # a denial of other outcomes tells nothing: what was not broken may still be open
    if told.status != "kept" or _is_not_yet(tree, verb):
        return None
    return "broken"


def by_answer(said: Passage, matter: Matter) -> Status | None:
    """What a demand or an offer came to when its addressee says no."""
    if matter.draft.kind not in ASKING:
        return None
    for verb in said.verbs:
        if _says_no(said.tree, verb) and not is_denied(said.tree, verb):
            return "stalled"
    return None


def _says_no(tree: Tree, verb: int) -> bool:
    """Whether a verb refuses, or opposes what was asked: "resisted the step"."""
    words, lemma = tree.lexicon.commitments, tree.lemma(verb)
    if words.kind("verb", lemma) == "refusal":
        return True
    told = tree.child(verb, "obj")
    resists = lemma in words.turns.unwilling
    return resists and told is not None and is_named_again(tree, told)


def by_going_on(said: Passage, matter: Matter) -> Status | None:
    """In a later sentence, that what was to end goes on all the same."""
    on = not said.own and goes_on(said.tree, said.tokens, matter)
    return "broken" if on else None


def goes_on(tree: Tree, tokens: Sequence[int], matter: Matter) -> bool:
    """
    Whether what was to end within a term goes on all the same: "the war goes on", "a
    war that … still goes on".
    """
    if matter.ended is None:
        return False
    return any(_ended_goes_on(tree, index, matter.ended) for index in tokens)


def _ended_goes_on(tree: Tree, verb: int, ended: str) -> bool:
    words, lemma = tree.lexicon.commitments, tree.lemma(verb)
    going = lemma in words.aftermath.going_on and tree.tokens[verb].tag in PRESENT
    if not going:
        return False
    particle = words.turns.particles.get(lemma)
    if particle is not None and particle not in adverbs(tree, verb):
        return False
    own = tree.child(verb, "nsubj")
    return own is not None and tree.lemma(own) in alike(tree, ended)


def adverbs(tree: Tree, verb: int) -> set[str]:
    """The adverbs and particles of a verb, as they are written in lower case."""
    return words_at(tree, verb, "advmod", "compound:prt")


def _is_not_yet(tree: Tree, verb: int) -> bool:
    """Whether a denial leaves the deed to come: "has not yet arrived"."""
    not_yet = tree.lexicon.commitments.aftermath.not_yet
    return not not_yet.isdisjoint(adverbs(tree, verb))


def is_merely_possible(tree: Tree, verb: int) -> bool:
    """Whether a modal leaves open whether a verb comes to pass."""
    return not tree.lexicon.grammar.modals.isdisjoint(helpers(tree, verb))


def is_denied(tree: Tree, verb: int) -> bool:
    """
    Whether a verb is denied: by an adverb, by what acts or is acted on ("none was
    kept", "kept no promise"), or by a verb above it ("failed to keep").
    """
    parties = tree.children(verb, "nsubj", "nsubj:pass", "obj")
    near = words_at(tree, verb, "advmod", "det")
    near.update(tree.tokens[party].text.lower() for party in parties)
    near.update(*(words_at(tree, party, "det") for party in parties))
    if not tree.lexicon.grammar.negations_with_nothing.isdisjoint(near):
        return True
    token = tree.tokens[verb]
    failing = tree.lexicon.commitments.aftermath.failing
    return token.relation == "xcomp" and tree.lemma(token.head) in failing


# The first that says something decides. Phrases come first: they were chosen to leave
# no doubt, while a verb's subject may stand for something else.
RULES: tuple[Callable[[Passage, Matter], Status | None], ...] = (
    by_phrase,
    by_predicate,
    by_verbs,
    by_answer,
    by_going_on,
)


def told_in(said: Passage, matter: Matter) -> Status | None:
    """What a passage says became of a commitment."""
    if said.others:
        # what it tells may have become of that one
        return by_going_on(said, matter)
    told: Status | None = first_answer(RULES, said, matter)
    suspending = said.tree.lexicon.commitments.aftermath.suspending
    suspends = told == "stalled" and not suspending.isdisjoint(said.lemmas)
    if suspends and matter.draft.kind == "agreement":
        return "broken"
    return told
