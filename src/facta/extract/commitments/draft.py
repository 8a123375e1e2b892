"""
A commitment before anybody asked who makes it to whom.
"""

from __future__ import annotations

from msgspec import Struct

from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.records import CommitmentKind

# kinds whose content another is to do
ASKED: frozenset[CommitmentKind] = frozenset({"demand", "ultimatum"})


class Draft(Struct, frozen=True, kw_only=True):
    """
    A commitment before anybody asked who makes it to whom.

    `trigger` is the token that binds, `maker` the token that names who is bound (for a
    demand: who demands), `content` the tokens that say what to, all of `tree`. `head`
    is the token that governs the content. `statement` is the position of the direct
    speech whose first person makes it.
    """

    kind: CommitmentKind
    tree: Tree
    trigger: int
    maker: int | None
    content: tuple[int, ...]
    head: int
    statement: int | None = None

    def place(self, page: Page) -> int:
        """The place of its sentence on the page."""
        return page.layout.place_of[self.tree.sentence.index]
