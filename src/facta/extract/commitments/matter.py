"""
What a commitment is about, and whether later words speak of it: by its word ("its
promise"), by a pronoun, or by the thing that was promised.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Literal

from msgspec import Struct

from facta.extract.commitments.done import is_fresh
from facta.extract.commitments.draft import Draft
from facta.extract.commitments.syntax import is_personal, words_at
from facta.language.syntax import Tree
from facta.records import CommitmentKind

THINGS = frozenset({"NOUN", "PROPN"})
# Relations of what a deed is done to; and of where or with what, where it has no object.
OBJECTS = ("obj", "nsubj:pass")
PLACES = ("obl", "xcomp", "ccomp")
# Tags of pronouns that open a relative clause.
RELATIVES = frozenset({"WDT", "WP"})
# Relations of what says which promise a noun names.
SAYS_WHICH = ("acl", "appos", "compound", "flat", "nmod")
# Kinds whose words may stand for one another: "promised to leave", "the agreement".
GIVEN: Set[CommitmentKind | None] = frozenset({"agreement", "offer", "promise"})
# How words speak of a commitment: they name it, stand for it, or name the thing.
Way = Literal["word", "pronoun", "thing"]


class Matter(Struct, frozen=True, kw_only=True):
    """
    What later words are asked about: a draft, the lemma of the deed that it is to
    ("deliver"), those of what this is done to ("missile"), how many of these, what
    somebody bound himself to end within a term ("war"), if he did, and whether he binds
    himself only now.
    """

    draft: Draft
    deed: str | None
    things: Set[str]
    number: str | None
    ended: str | None
    fresh: bool


def matter_of(draft: Draft) -> Matter:
    """What to look for behind a draft."""
    tree, head = draft.tree, draft.head
    verb = tree.tokens[head].upos == "VERB"
    found = _things(tree, head) if verb else [head]
    things = {
        other
        for index in found
        if tree.tokens[index].upos in THINGS
        for other in alike(tree, tree.lemma(index))
    }
    return Matter(
        draft=draft,
        deed=tree.lemma(head) if verb else None,
        things=things - tree.lexicon.commitments.aftermath.empty,
        number=next((number_of(tree, i) for i in found if number_of(tree, i)), None),
        ended=_ended(draft),
        fresh=is_fresh(tree, draft.trigger),
    )


def _things(tree: Tree, verb: int) -> list[int]:
    """What a verb acts on; without an object, where or with what it acts."""
    found = tree.children(verb, *OBJECTS) or tree.children(verb, *PLACES)
    return [*found, *(more for each in found for more in tree.children(each, "conj"))]


def number_of(tree: Tree, noun: int) -> str | None:
    """How many of a thing there are, as it is written."""
    told = tree.children(noun, "nummod")
    return tree.tokens[told[0]].text.lower() if told else None


def alike(
    tree: Tree,
    lemma: str,
) -> Set[str]:
    """A word with those that take it up: "the war", and then "the conflict"."""
    fought = tree.lexicon.commitments.aftermath.fought
    return fought if lemma in fought else {lemma}


def _ended(draft: Draft) -> str | None:
    """
    What somebody bound himself to end within a term: the lemma of the object of "end",
    "stop" and the like.
    """
    tree, words = draft.tree, draft.tree.lexicon.commitments
    told = tree.child(draft.head, "obj")
    ends = tree.lemma(draft.head) in words.aftermath.ending
    if draft.kind != "promise" or not ends or told is None:
        return None
    if not any(tree.lemma(index) in words.terms.lengths for index in draft.content):
        return None
    # "a war that it promised to end": the relative stands for the noun above
    trigger = tree.tokens[draft.trigger]
    if tree.tokens[told].upos == "PRON" and trigger.relation == "acl:relcl":
        return tree.lemma(trigger.head)
    return tree.lemma(told)


def speaks_of(
    tree: Tree, index: int, matter: Matter, *, near: bool, own: bool
) -> Way | None:
    """
    How a token speaks of a commitment; None where it does not.

    Args:
        tree: the sentence of the token.
        index: the token.
        matter: the commitment.
        near: whether a pronoun here may stand for it: in its own sentence and the next.
        own: whether the sentence is its own.
    """
    token, lemma, words = (
        tree.tokens[index],
        tree.lemma(index),
        tree.lexicon.commitments,
    )
    if own and index in {matter.draft.trigger, matter.draft.head}:
        return "word"
    if token.upos in {"PRON", "DET"}:
        # what a relative stands for is named before it
        stands = near and token.tag not in RELATIVES
        pointing = token.text.lower() in words.aftermath.pointing
        return "pronoun" if stands and pointing else None
    if is_word(tree, index, matter.draft.kind) and _takes_up(tree, index, own=own):
        return "word"
    if is_named_again(tree, index):
        return "word"
    if lemma in matter.things:
        return "thing"
    # "the last of them"
    whole = tree.child(index, "nmod")
    if whole is not None and tree.tokens[whole].upos == "PRON" and whole > index:
        return speaks_of(tree, whole, matter, near=near, own=own)
    return None


def is_word(tree: Tree, noun: int, kind: CommitmentKind) -> bool:
    """Whether a noun is a word for commitments of a kind: "pledge", "threat"."""
    named = tree.lexicon.commitments.kind("noun", tree.lemma(noun))
    return named == kind or {named, kind} <= GIVEN


def _takes_up(tree: Tree, noun: int, *, own: bool) -> bool:
    """
    Whether a noun takes up what was named: "the pledge", "her word", but not "the pledge
    to plant trees" or "the Treaty of Riga", which say which they are; in the sentence of
    what it takes up also "an offer that".
    """
    if tree.tokens[noun].upos != "NOUN" or tree.children(noun, *SAYS_WHICH):
        return False
    definite = tree.lexicon.commitments.aftermath.definite
    owned = own or tree.possessor(noun) is not None
    return owned or not definite.isdisjoint(words_at(tree, noun, "det"))


def told_of(
    tree: Tree, verb: int, matter: Matter, *, near: bool, own: bool
) -> Way | None:
    """
    How a verb is told of a commitment, beside who acts: by its object, the subject of a
    passive or of a verb without an object, what a relative clause describes, or, by its
    word, what stands behind a preposition ("delivered on its promise").
    """
    ways = (
        speaks_of(tree, index, matter, near=near, own=own)
        for index in _undergoers(tree, verb)
    )
    way = next((way for way in ways if way is not None), None)
    if way is not None:
        return way
    behind = tree.children(verb, "obl")
    spoken = (speaks_of(tree, each, matter, near=False, own=own) for each in behind)
    return "word" if "word" in spoken else None


def _undergoers(tree: Tree, verb: int) -> Iterator[int]:
    found = tree.children(verb, *OBJECTS)
    if not found:
        found = tree.children(verb, "nsubj")
    if tree.relation(verb) == "acl:relcl" and not tree.children(verb, "obj"):
        yield tree.tokens[verb].head
    for index in found:
        token = tree.tokens[index]
        relative = token.tag in RELATIVES and tree.relation(verb) == "acl:relcl"
        yield tree.tokens[verb].head if relative else index


def does_it(tree: Tree, verb: int, matter: Matter, *, own: bool) -> bool:
    """
    Whether a verb's subject may be the one who is to act: the maker, or a pronoun; with
    a demand anybody else. The thing itself may arrive or be complete.
    """
    draft, doer = matter.draft, tree.subject(verb)
    if doer is None or tree.passive(verb) or is_personal(tree, doer):
        return True
    if tree.lemma(doer) in matter.things and not tree.children(verb, "obj"):
        return True
    if draft.kind == "agreement":
        return True
    asked = draft.kind in {"demand", "ultimatum"}
    if draft.maker is None:
        return asked
    named = {draft.tree.lemma(each) for each in draft.tree.phrase(draft.maker)}
    is_maker = doer == draft.maker if own else tree.lemma(doer) in named
    return is_maker != asked


def is_named_again(tree: Tree, index: int) -> bool:
    """Whether a general word takes up what was said: "the step", "those terms"."""
    words = tree.lexicon.commitments
    if tree.lemma(index) not in words.turns.matter or tree.children(index, *SAYS_WHICH):
        return False
    return not words.aftermath.definite.isdisjoint(words_at(tree, index, "det"))
