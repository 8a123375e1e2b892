"""
A commitment before anybody asked who makes it to whom, and what its finders share.
"""

from __future__ import annotations

from msgspec import Struct

from facta.extract.statements.cue_words import actual
from facta.language.syntax import Tree
from facta.records import CommitmentKind

SELF = frozenset({"he", "she", "it", "they", "i", "we"})
FIRST = frozenset({"i", "we"})
FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "'d", "’d"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})


class Draft(Struct, frozen=True, kw_only=True):
    """
    A commitment before anybody asked who makes it to whom.

    `trigger` is the token that binds, `maker` the token that names who is bound (for a
    demand: who demands), `content` the tokens that say what to, all in sentence number
    `sentence` of the page. `head` is the token that governs the content.
    """

    kind: CommitmentKind
    sentence: int
    trigger: int
    maker: int | None
    content: tuple[int, ...]
    head: int
    statement: int | None = None


def happens(tree: Tree, index: int) -> bool:
    """
    Whether the act of promising itself is told as done: neither denied nor merely
    possible.
    """
    if any(
        tree.tokens[child].text.lower() in NEGATIONS
        for child in tree.children(index, "advmod")
    ):
        return False
    token = tree.tokens[index]
    return actual(tree, index) or (token.tag == "VB" and token.relation == "xcomp")
