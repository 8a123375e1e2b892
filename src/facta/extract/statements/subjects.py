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
