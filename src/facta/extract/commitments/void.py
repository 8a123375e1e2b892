"""
Drafts that bind nobody after all: a demand that only names its addressee, and what
others take somebody to be ready for.

Each question takes a draft, the first its page too.
"""

from __future__ import annotations

from facta.extract.commitments.draft import ASKED, Draft
from facta.extract.page import Page

TOLD = frozenset({"iobj", "obj"})
# relations of a clause that says what a noun holds
HELD = frozenset({"acl", "ccomp"})


def binds_nobody(page: Page, draft: Draft) -> bool:
    """Whether a draft is none."""
    return only_addresses(page, draft) or is_a_view(draft)


def only_addresses(page: Page, draft: Draft) -> bool:
    """
    Whether a demand tells of whom and not what: "has been pressing Peru", and "pressing
    his counterparts, demanding that".
    """
    tree, told = draft.tree, draft.tree.tokens[draft.head]
    if draft.kind not in ASKED or told.head != draft.trigger:
        return False
    if told.relation not in TOLD:
        return False
    known = tree.lexicon.commitments.kind
    behind = tree.children(draft.trigger, "advcl")
    if any(known("verb", tree.lemma(each)) in ASKED for each in behind):
        return True
    inside = page.actors_between(*tree.around(draft.content))
    place = (tree.sentence.index, draft.head)
    return any((actor.sentence, actor.head) == place for actor in inside)


def is_a_view(draft: Draft) -> bool:
    """
    Whether others take somebody to be ready or not, who has not said so: "fears that it
    is unwilling to help".
    """
    tree = draft.tree
    seeming = tree.lexicon.commitments.turns.seeming
    return any(
        tree.base(each) in HELD and tree.lemma(tree.tokens[each].head) in seeming
        for each in (draft.trigger, *tree.ancestors(draft.trigger))
        if tree.tokens[each].head >= 0
    )
