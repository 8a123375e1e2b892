"""
Whose words: the token that names the one who says, found from the verb or noun that
tells of saying.
"""

from __future__ import annotations

from facta.language.syntax import Tree


def subject(tree: Tree, index: int) -> int | None:
    """
    The head of the subject of a verb or predicate, its own or the one it shares with
    what governs it.
    """
    return tree.subject(index)


def nearest(index: int, found: list[int]) -> int | None:
    """Of several subjects the one beside the verb: a dateline before it is none."""
    return min(found, key=lambda other: (abs(other - index), other), default=None)
