"""
Commitments that the language model hears and no rule has found.

Takes a tree and a word that heads what somebody is bound to; gives a draft: the word
that binds, who is bound, what to.
"""

from __future__ import annotations

from facta.extract.commitments.draft import ASKED, Draft
from facta.extract.commitments.syntax import is_first_person, only_rings
from facta.extract.statements.contents import light_subject, without_case
from facta.language.arcs import SUBJECTS
from facta.language.syntax import Tree
from facta.records import Binding, CommitmentKind

# Chance from which the model alone is believed; chosen on the corpus' dev part.
LEAST = 0.8
# Relations in which the content hangs on the word that binds.
GOVERNED = frozenset(
    {"xcomp", "ccomp", "acl", "advcl", "obj", "obl", "nmod", "csubj", "parataxis"}
)
# Relations of what stands beside the content.
APART = frozenset({"conj", "cc", "parataxis", "punct"})
# Relations of what stands before a verb and says how it is bound.
HELPING = ("advmod", "aux", "aux:pass", "cop", "mark")


def heard(tree: Tree, binding: Binding) -> Draft | None:
    """The draft of a binding, where it is likely."""
    if binding.chance < LEAST:
        return None
    word, kind = binding.token, binding.kind
    trigger = _trigger(tree, word)
    if _is_no_word_given(tree, word, trigger, kind):
        return None
    return Draft(
        kind=kind,
        tree=tree,
        trigger=trigger,
        maker=_maker(tree, word, trigger, kind),
        content=_content(tree, word, kind),
        head=word,
    )


def _is_no_word_given(
    tree: Tree, word: int, trigger: int, kind: CommitmentKind
) -> bool:
    """
    Whether nobody binds himself: a wish, a plan that is only told ("is due to leave"), a
    deed of another, or one that is decided and so not threatened.
    """
    turns = tree.lexicon.commitments.turns
    helped = (tree.lemma(each) for each in tree.children(word, *HELPING))
    if not turns.unbound.isdisjoint((tree.lemma(trigger), *helped)):
        return True
    if only_rings(tree, trigger):
        return True
    if kind == "threat" and tree.lemma(trigger) in turns.deciding:
        return True
    return kind not in ASKED and _is_anothers(tree, word, trigger)


def _is_anothers(tree: Tree, word: int, trigger: int) -> bool:
    """Whether what is done is the object's deed: "accused Peru of sending arms"."""
    blamed = any(child != word for child in tree.children(trigger, "obj", "nsubj:pass"))
    others = tree.lexicon.commitments.turns.others
    return blamed and not others.isdisjoint(tree.prepositions(word))


def _trigger(tree: Tree, word: int) -> int:
    """The word that binds: what governs the content, else its own verb."""
    head = tree.tokens[word].head
    if head >= 0 and tree.base(word) in GOVERNED:
        return head
    if head >= 0 and tree.base(word) == "conj":
        return _trigger(tree, head) if tree.base(head) in GOVERNED else word
    return word


def _maker(tree: Tree, word: int, trigger: int, kind: CommitmentKind) -> int | None:
    """Who binds himself, or wants another bound."""
    own = tree.child(word, *SUBJECTS)
    if trigger == word:
        # who must is not who demands
        asked = kind in ASKED and own is not None and not is_first_person(tree, own)
        return None if asked else tree.subject(word)
    if tree.tokens[trigger].upos in {"NOUN", "PROPN"}:
        owner = tree.possessor(trigger)
        return light_subject(tree, trigger) if owner is None else owner
    agent = tree.agent(trigger) if tree.passive(trigger) else None
    if agent is not None:
        return agent
    # who was told is not who told
    told = kind in ASKED and tree.passive(trigger)
    return None if told else tree.subject(trigger)


def _content(tree: Tree, word: int, kind: CommitmentKind) -> tuple[int, ...]:
    """What the commitment is to: without who does it, but for what another is to do."""
    if tree.tokens[word].upos in {"NOUN", "PROPN"}:
        return tuple(without_case(tree, word))
    left_out: set[int] = set()
    for child in tree.below[word]:
        doer = tree.relation(child) in SUBJECTS and kind not in ASKED
        if doer or tree.base(child) in APART or tree.lemma(child) == "that":
            left_out.update(tree.subtree(child))
    return tuple(index for index in tree.subtree(word) if index not in left_out)
