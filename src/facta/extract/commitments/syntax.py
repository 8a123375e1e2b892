"""
Small questions about the syntax of a commitment, which its finders share.

Each takes a tree and a token of it; which words count, the tree's lexicon says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from typing import ParamSpec, TypeVar

from facta.extract.statements.cue_words import actual
from facta.language.syntax import Tree

# what stands behind "call" before whom and for what
CALLED = frozenset({"for", "on", "that", "upon"})

P = ParamSpec("P")
T = TypeVar("T")


def first_answer(
    rules: Iterable[Callable[P, T | None]], *args: P.args, **kwargs: P.kwargs
) -> T | None:
    """What the first of some rules says that says anything."""
    answers = (rule(*args, **kwargs) for rule in rules)
    return next((answer for answer in answers if answer is not None), None)


def words_at(tree: Tree, head: int, *relations: str) -> set[str]:
    """The children of a token in some relations, as they are written in lower case."""
    return {
        tree.tokens[child].text.lower() for child in tree.children(head, *relations)
    }


def helpers(tree: Tree, verb: int) -> set[str]:
    """The auxiliaries of a verb, as they are written in lower case."""
    return words_at(tree, verb, "aux")


def opened_by(
    tree: Tree, heads: Iterable[int], relations: tuple[str, ...], marks: Set[str]
) -> int | None:
    """
    The first child of some tokens, in one of the relations, that a mark or preposition
    opens.
    """
    for head in heads:
        for child in tree.children(head, *relations):
            if tree.prepositions(child) & marks:
                return child
    return None


def denied_by_adverb(tree: Tree, index: int) -> bool:
    """Whether "not", "never" and the like hang on a verb or adjective."""
    negations = tree.lexicon.grammar.negations
    return not negations.isdisjoint(words_at(tree, index, "advmod"))


def happens(tree: Tree, index: int) -> bool:
    """
    Whether the act of promising itself is told as done: neither denied nor merely
    possible.
    """
    if denied_by_adverb(tree, index):
        return False
    token = tree.tokens[index]
    return actual(tree, index) or (token.tag == "VB" and token.relation == "xcomp")


def is_personal(tree: Tree, index: int) -> bool:
    """Whether a token is a pronoun by which a speaker may mean himself."""
    return tree.tokens[index].text.lower() in tree.lexicon.grammar.personal_subjects


def is_first_person(tree: Tree, index: int) -> bool:
    """Whether a token is "I" or "we"."""
    return tree.tokens[index].text.lower() in tree.lexicon.grammar.first_subjects


def is_hostile(tree: Tree, index: int) -> bool:
    """Whether a token names a deed that makes a vow a threat."""
    return tree.lemma(index) in tree.lexicon.commitments.turns.hostile


def only_rings(tree: Tree, verb: int) -> bool:
    """
    Whether somebody calls, and neither on whom nor for what is told: "called to step in"
    offers as often as it demands.
    """
    if tree.lemma(verb) not in tree.lexicon.commitments.turns.calling:
        return False
    told = tree.children(verb, "advcl", "ccomp", "nmod", "obl")
    return all(tree.prepositions(each).isdisjoint(CALLED) for each in told)
