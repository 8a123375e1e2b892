"""
Which way a figure of change goes: "declined by 21 %", "a rise of 3 points", "up 5 %",
"doubled".

A level that a change leads to ("fell to 38 %") is no change and has no direction.
"""

from __future__ import annotations

from collections.abc import Iterator

from facta.extract.figures.quantities import Quantity
from facta.extract.words import Words
from facta.language.syntax import Tree
from facta.lexicon.figures import Vocabulary
from facta.records import Direction

_LEVEL = frozenset(
    ("at", "from", "to")
)  # before a number they say where a thing stands, not how far it moved
_BY = "by"
_RELATIVE = frozenset(("%", "pp", "share"))  # units of what is a part of something
_MULTIPLE = "x"
_GOVERNED = ("obj", "obl", "obl:npmod", "obl:unmarked", "advmod", "xcomp", "nmod")


def direction(
    words: Words, quantity: Quantity, head: int, known: Vocabulary
) -> Direction | None:
    """
    Whether a figure is a rise or a fall; None for what is no change.

    Args:
        words: the sentence.
        quantity: the figure in it.
        head: the token of the figure that the others hang from, -1 without a tree.
        known: which verbs, nouns and words lead up and which down.
    """
    if quantity.unit == _MULTIPLE:
        if quantity.value > 1:
            return "up"
        if quantity.value >= 1:
            return None
        return "down"
    before = words.lower(quantity.first - 1)
    if before in _LEVEL or head < 0:
        return None
    if quantity.unit is None and before != _BY:  # an army that lost 300 men counts men
        return None
    relative = quantity.unit in _RELATIVE
    return _beside(words, quantity, known) or _governing(
        words.tree, head, known, relative=relative
    )


def _beside(words: Words, quantity: Quantity, known: Vocabulary) -> Direction | None:
    """
    The word right before or behind a number: "down 21 %", "up by 3 points", "4 %
    higher".
    """
    before = words.lower(quantity.first - 1)
    if before == _BY:
        before = words.lower(quantity.first - 2)
    for way, change in known.changes.items():
        if before in change.before or words.lower(quantity.end) in change.behind:
            return way
    return None


def _governing(
    tree: Tree, head: int, known: Vocabulary, *, relative: bool
) -> Direction | None:
    """The verb or noun of change that a figure measures."""
    for index in _measured(tree, head, relative=relative):
        token = tree.tokens[index]
        for way, change in known.changes.items():
            if token.lemma in (change.verbs if token.upos == "VERB" else change.nouns):
                return way
    return None


def _measured(tree: Tree, head: int, *, relative: bool) -> Iterator[int]:
    """
    What a figure may measure: what it hangs from, and the noun of change it counts ("a
    21 % decline").
    """
    tokens = tree.tokens
    here = head
    for _ in range(2):  # "a decline of 21 percent": the number, its unit, the noun
        above = tokens[here].head
        if above < 0:
            return
        if (
            tokens[here].relation == "obj"
            and tokens[above].upos == "VERB"
            and not relative
        ):
            # who raises or loses 2 million dollars has them or not; who loses 2 percent
            # has less
            return
        case = {
            tokens[child].text.lower()
            for child in tree.children(here)
            if tokens[child].relation == "case"
        }
        if case & _LEVEL:
            return
        modifies = tokens[here].relation in (
            "nummod",
            "compound",
            "amod",
            "nmod:npmod",
            "nmod:unmarked",
            "dep",
        )
        if modifies or tokens[here].relation in _GOVERNED:
            yield above
        if tokens[above].upos == "VERB" or not modifies:
            return
        here = above
