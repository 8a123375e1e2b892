"""
What a word of the lexicon makes of its content: a promise to strike is a threat, a
report that is rejected is denied, and whoever declines to comment binds nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct

from facta.extract.commitments.syntax import helpers, is_hostile, is_personal, opened_by
from facta.language.arcs import SUBJECTS
from facta.language.syntax import Tree
from facta.lexicon.commitments import Trigger, Turns
from facta.records import CommitmentKind


class Bond(Struct, frozen=True, kw_only=True):
    """A trigger with the tokens of its content and the one that governs them."""

    tree: Tree
    trigger: Trigger
    head: int
    content: Sequence[int]

    @property
    def turns(self) -> Turns:
        """The words that turn one kind into another."""
        return self.tree.lexicon.commitments.turns

    @property
    def lemma(self) -> str:
        """The lemma of what governs the content."""
        return self.tree.lemma(self.head)


def only_declines_to_speak(bond: Bond) -> bool:
    """Whether nothing is refused but an answer: "declined to comment"."""
    declines = bond.trigger.word in bond.turns.declining
    return declines and bond.lemma in bond.turns.unanswered


def accepts_no_terms(bond: Bond) -> bool:
    """
    Whether a thing is accepted that was neither agreed nor proposed: "accepted the
    award", "signed the guest book".

    Verbs of agreement that take an object are those that accept it.
    """
    accepts = bond.trigger.kind == "agreement" and "object" in bond.trigger.frames
    if not accepts or bond.tree.tokens[bond.head].upos != "NOUN":
        return False
    return bond.lemma not in bond.turns.accord | bond.turns.proposed


def only_talks(bond: Bond) -> bool:
    """Whether words are all that is offered or asked for: "offered insight"."""
    return bond.trigger.kind in {"demand", "offer"} and bond.lemma in bond.turns.talk


def rejects_reproach(bond: Bond) -> bool:
    """Whether what is rejected was said of somebody: "rejected the accusation"."""
    rejects = bond.trigger.word in bond.turns.rejecting
    return rejects and bond.lemma in bond.turns.reproach


def warns_of_others(bond: Bond) -> bool:
    """Whether a warning is of what happens without the one who warns."""
    return bond.trigger.word in bond.turns.warning and not _would_act(bond)


def _would_act(bond: Bond) -> bool:
    """Whether a warning is of what the one who warns would do himself."""
    tree, head = bond.tree, bond.head
    own = tree.child(head, *SUBJECTS)
    if own is None:
        return is_hostile(tree, head)
    if helpers(tree, head).isdisjoint(tree.lexicon.grammar.futures_and_pasts):
        return False
    threats = tree.lexicon.commitments.conditions.threats
    return is_personal(tree, own) or (
        opened_by(tree, (head,), ("advcl",), threats) is not None
    )


def vows_harm(bond: Bond) -> bool:
    """Whether what is promised is a hostile deed."""
    return bond.trigger.kind == "promise" and is_hostile(bond.tree, bond.head)


def says_what_else(bond: Bond) -> bool:
    """Whether a demand says what follows otherwise, or is called an ultimatum."""
    return bond.trigger.kind == "demand" and (_or_else(bond) or _by_name(bond.tree))


def _or_else(bond: Bond) -> bool:
    words = [bond.tree.tokens[index].text.lower() for index in bond.content]
    return any(
        first == "or" and second in bond.turns.or_else
        for first, second in pairwise(words)
    )


def _by_name(tree: Tree) -> bool:
    """Whether the sentence has the word "ultimatum" or another noun of one."""
    kind = tree.lexicon.commitments.kind
    return any(
        kind("noun", tree.lemma(index)) == "ultimatum"
        for index in range(len(tree.tokens))
    )


# The first that holds decides; None binds nobody. Talk comes before ultimatums, so that
# "demanded an explanation or else" stays talk.
KINDS: tuple[tuple[Callable[[Bond], bool], CommitmentKind | None], ...] = (
    (only_declines_to_speak, None),
    (accepts_no_terms, None),
    (only_talks, None),
    (rejects_reproach, "denial"),
    (warns_of_others, None),
    (vows_harm, "threat"),
    (says_what_else, "ultimatum"),
)


def kind_of(bond: Bond) -> CommitmentKind | None:
    """The kind of a trigger with this content; None where the pair binds nobody."""
    for holds, kind in KINDS:
        if holds(bond):
            return kind
    return bond.trigger.kind
