"""
What some words of an account say became of a commitment.

A rule takes a `Passage` and the `Matter` of a commitment and gives a status, or None
where the passage says nothing by that rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from facta.extract.commitments.done import MAIN, is_done, is_on_its_way, is_open
from facta.extract.commitments.matter import (
    Matter,
    Way,
    alike,
    does_it,
    number_of,
    speaks_of,
    told_of,
)
from facta.extract.commitments.syntax import first_answer, words_at
from facta.language.syntax import Tree
from facta.lexicon.commitments import Outcome
from facta.records import CommitmentKind, Status

PRESENT = frozenset({"VBZ", "VBP"})
# Relations by which a clause stands beside another, or describes what it names.
BESIDE = frozenset({"acl", "appos", "ccomp", "conj", "parataxis"})
# Kinds that wait for somebody to say yes.
ASKING: frozenset[CommitmentKind] = frozenset({"demand", "offer", "ultimatum"})
# What is promised as the account is written can't have come to these yet.
LATER: frozenset[Status] = frozenset({"kept", "broken"})


class Passage(Struct, frozen=True, kw_only=True):
    """
    Tokens of one sentence behind a commitment. `own` says that it is the commitment's
    own sentence, `near` that it is that or the next one, `others` that it makes another
    commitment.
    """

    text: str
    tree: Tree
    tokens: Sequence[int]
    own: bool
    near: bool = True
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

    def way(self, verb: int, matter: Matter) -> Way | None:
        """How one of its verbs is told of a commitment."""
        return told_of(self.tree, verb, matter, near=self.near, own=self.own)

    def names(self, index: int, matter: Matter) -> bool:
        """Whether one of its tokens speaks of a commitment."""
        way = speaks_of(self.tree, index, matter, near=self.near, own=self.own)
        return way is not None


def by_phrase(said: Passage, matter: Matter) -> Status | None:
    """
    A phrase of the lexicon in a clause about the matter, or of whoever is bound:
    "nothing came of it", "in the end it gave way".
    """
    start, end = said.tree.around(said.tokens)
    text = said.text[start:end].lower()
    # from the last outcome up: what was withdrawn or met halfway is told more narrowly
    # than what was kept
    for outcome in reversed(said.tree.lexicon.commitments.outcomes):
        for first, last in outcome.told_in(text):
            if _fits(said, start + first, start + last, matter):
                return outcome.status
    return None


def _fits(said: Passage, start: int, end: int, matter: Matter) -> bool:
    """Whether the clause of a phrase tells something, and of the matter."""
    tree = said.tree
    inside = [i for i in said.tokens if start <= tree.tokens[i].start < end]
    if not inside:
        return False
    top = next((i for i in inside if tree.tokens[i].head not in inside), inside[0])
    verb = next((i for i in (top, *tree.ancestors(top)) if _tells(tree, i)), top)
    if is_open(tree, verb):
        return False
    further = [at for at in tree.children(verb, "obj") if at not in inside]
    if said.text[start:end].lower().endswith(" of"):
        further += [at for i in inside for at in tree.children(i, "nmod", "obl")]
    # "is holding a meeting", "half of the money"
    if not all(said.names(each, matter) for each in further):
        return False
    if said.own:
        return _stands_beside(tree, verb, matter)
    heads = {*inside, *further}
    for each in (verb, *inside):
        heads.update(tree.children(each, "nsubj", "nsubj:pass", "nmod"))
    told = {*heads, *(each for at in heads for each in tree.children(at, "nmod"))}
    return any(said.names(each, matter) or _is_maker(tree, each, said) for each in told)


def _tells(tree: Tree, index: int) -> bool:
    """Whether a token is the head of a clause."""
    return bool(tree.children(index, "nsubj", "nsubj:pass", "aux", "cop")) or (
        tree.tokens[index].upos == "VERB"
    )


def _is_maker(tree: Tree, index: int, said: Passage) -> bool:
    """Whether a pronoun of the next sentence may be the one who is bound."""
    personal = tree.lexicon.grammar.third_subjects
    return said.near and tree.tokens[index].text.lower() in personal


def _stands_beside(tree: Tree, verb: int, matter: Matter) -> bool:
    """
    Whether a clause of a commitment's own sentence stands beside the words that make it,
    or describes them: "promised a port, but work has stopped".
    """
    draft = matter.draft
    made = {draft.trigger, draft.head, *tree.ancestors(draft.trigger)}
    at, through = verb, set[str]()
    while at not in made:
        if tree.base(at) not in BESIDE:
            return False
        through.add(tree.base(at))
        at = tree.tokens[at].head
        # "by 31 October, a date that has passed"
        if at in draft.content and at != draft.head:
            return "appos" in through
    return True


def by_predicate(said: Passage, matter: Matter) -> Status | None:
    """
    An adjective said of the matter: "the pledge went unfulfilled", "those terms are
    unacceptable".
    """
    tree = said.tree
    for index in said.tokens:
        told = by_adjectives(tree, {tree.tokens[index].text.lower()})
        if told is None or not _is_predicate(tree, index):
            continue
        if _said_of(said, index, matter) and not is_denied(tree, index):
            return told
    return None


def _is_predicate(tree: Tree, index: int) -> bool:
    """Whether a word says how something is, and not what somebody did."""
    token = tree.tokens[index]
    return token.tag != "VBD" and token.relation not in {"amod", "acl"}


def _said_of(said: Passage, adjective: int, matter: Matter) -> bool:
    """Whether an adjective is said of the matter, itself or through its verb."""
    token = said.tree.tokens[adjective]
    heads = [token.head, adjective] if token.relation == "xcomp" else [adjective]
    return any(
        said.names(subject, matter) and not is_open(said.tree, head)
        for head in heads
        for subject in said.tree.children(head, "nsubj", "nsubj:pass")
    )


def by_adjectives(tree: Tree, written: set[str]) -> Status | None:
    """The first outcome that has one of some words among its adjectives."""
    for outcome in tree.lexicon.commitments.outcomes:
        if written & outcome.adjectives:
            return outcome.status
    return None


def by_verbs(said: Passage, matter: Matter) -> Status | None:
    """
    A verb of the lexicon about the matter, or the deed told again: "has kept it", "it
    did not withdraw".
    """
    for verb in said.verbs:
        told = _by_outcome(said, verb, matter) or _by_deed(said, verb, matter)
        if told is not None:
            return told
    return None


def _by_outcome(said: Passage, verb: int, matter: Matter) -> Status | None:
    tree = said.tree
    way, outcome = said.way(verb, matter), _outcome(tree, verb)
    if way is None:
        return None
    if outcome is None or way != "thing":
        return by_verb(tree, verb)
    if tree.lemma(verb) not in outcome.deeds:
        return None
    return by_verb(tree, verb) if _as_promised(said, verb, matter) else None


def _by_deed(said: Passage, verb: int, matter: Matter) -> Status | None:
    """What is told by the verb of the content, done to the same thing."""
    tree = said.tree
    if tree.lemma(verb) != matter.deed or tree.relation(verb) not in MAIN:
        return None
    acted = tree.children(verb, "obj", "nsubj:pass", "obl")
    if not any(tree.lemma(each) in matter.things for each in acted):
        return None
    if not (is_done(tree, verb) and _as_promised(said, verb, matter)):
        return None
    if not is_denied(tree, verb):
        return "kept"
    return None if _is_not_yet(tree, verb) else "broken"


def _as_promised(said: Passage, verb: int, matter: Matter) -> bool:
    """
    Whether who acts may be the one who was to act, and not another number of things is
    told: 350 tests of a million keep nothing.
    """
    tree = said.tree
    acted = tree.children(verb, "obj", "nsubj:pass", "nsubj")
    told = [each for each in acted if tree.lemma(each) in matter.things]
    numbers = {number_of(tree, each) for each in told} - {None, matter.number}
    return not numbers and does_it(tree, verb, matter, own=said.own)


def _outcome(tree: Tree, verb: int) -> Outcome | None:
    """The outcome whose verbs a verb is among."""
    lemma = tree.lemma(verb)
    outcomes = tree.lexicon.commitments.outcomes
    return next((one for one in outcomes if lemma in one.verbs | one.deeds), None)


def by_verb(tree: Tree, verb: int) -> Status | None:
    """
    The status that a verb tells of what it acts on: "kept", "broken" where it is
    denied, in the works where it is only being done.
    """
    words, lemma = tree.lexicon.commitments, tree.lemma(verb)
    back = words.aftermath.taking_back.get(lemma)
    if back is not None and back in adverbs(tree, verb) and is_done(tree, verb):
        return "withdrawn"
    told = _outcome(tree, verb)
    # "they keep it shut"
    if told is None or tree.children(verb, "xcomp"):
        return None
    if is_on_its_way(tree, verb):
        known = told.status in {"kept", "in_the_works"} and not is_denied(tree, verb)
        return "in_the_works" if known else None
    if not is_done(tree, verb):
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
        if _says_no(said, verb, matter) and not is_denied(said.tree, verb):
            return "stalled"
    return None


def _says_no(said: Passage, verb: int, matter: Matter) -> bool:
    """Whether a verb refuses, or opposes, what was asked: "resisted the step"."""
    tree = said.tree
    words, lemma = tree.lexicon.commitments, tree.lemma(verb)
    refuses = words.kind("verb", lemma) == "refusal"
    if is_open(tree, verb) or not (refuses or lemma in words.turns.unwilling):
        return False
    if said.way(verb, matter) in {"word", "pronoun"}:
        return True
    below = tree.children(verb, "xcomp", "ccomp") if refuses else []
    return any(
        tree.lemma(each) == matter.deed or said.way(each, matter) is not None
        for each in below
    )


def by_description(said: Passage, matter: Matter) -> Status | None:
    """
    What a general word for a demand or an offer is called behind it: "demanded that it
    leave, terms deemed unacceptable by Peru".
    """
    tree, words = said.tree, said.tree.lexicon.commitments
    if not said.own or matter.draft.kind not in ASKING:
        return None
    for index in said.tokens:
        if tree.lemma(index) not in words.turns.matter:
            continue
        for verb in tree.children(index, "acl"):
            called = {
                tree.tokens[at].text.lower() for at in tree.children(verb, "xcomp")
            }
            told = by_adjectives(tree, called)
            if (
                words.kind("verb", tree.lemma(verb)) == "refusal"
                and tree.tokens[verb].tag == "VBN"
            ):
                told = "stalled"
            if told is not None and not is_denied(tree, verb):
                return told
    return None


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
    by_description,
    by_going_on,
)


def told_in(said: Passage, matter: Matter) -> Status | None:
    """What a passage says became of a commitment."""
    if said.others:
        # what it tells may have become of that one
        return by_going_on(said, matter)
    told: Status | None = first_answer(RULES, said, matter)
    if matter.fresh and told in LATER:
        return None
    suspending = said.tree.lexicon.commitments.aftermath.suspending
    suspends = told == "stalled" and not suspending.isdisjoint(said.lemmas)
    if suspends and matter.draft.kind == "agreement":
        return "broken"
    return told
