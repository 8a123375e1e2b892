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
from facta.records import Direction

_BY = "by"
# units of what is a part of something
_RELATIVE = frozenset(("%", "pp", "share"))
_MULTIPLE = "x"
# relations of a figure to the noun that it stands before: "a 21 % decline"
MODIFYING = frozenset(
    ("nummod", "compound", "amod", "nmod:npmod", "nmod:unmarked", "dep")
)
_GOVERNED = frozenset(
    ("obj", "obl", "obl:npmod", "obl:unmarked", "advmod", "xcomp", "nmod")
)
# steps from a number to the noun of change: "a decline of 21 percent" has its unit between
_STEPS = range(2)


def direction(words: Words, quantity: Quantity, head: int) -> Direction | None:
    """
    Whether a figure is a rise or a fall; None for what is no change.

    Args:
        words: the sentence.
        quantity: the figure in it.
        head: the token of the figure that the others hang from, -1 without a tree.
    """
    if quantity.unit == _MULTIPLE:
        return _of_multiple(quantity.value)
    before = words.lower(quantity.first - 1)
    if head < 0 or before in words.units.cases.levels:
        return None
    # an army that lost 300 men counts men
    if quantity.unit is None and before != _BY:
        return None
    relative = quantity.unit in _RELATIVE
    beside = _next_word(words, quantity)
    return beside or _governing(words.tree, head, relative=relative)


def _of_multiple(value: float) -> Direction | None:
    if value == 1:
        return None
    return "up" if value > 1 else "down"


def _next_word(words: Words, quantity: Quantity) -> Direction | None:
    """
    The word right before or behind a number: "down 21 %", "up by 3 points", "4 %
    higher".
    """
    before = words.lower(quantity.first - 1)
    behind = words.lower(quantity.end)
    if before == _BY:
        before = words.lower(quantity.first - 2)
    for way, change in words.units.changes.items():
        if before in change.before or behind in change.behind:
            return way
    return None


def _governing(tree: Tree, head: int, *, relative: bool) -> Direction | None:
    """The verb or noun of change that a figure measures."""
    changes = tree.lexicon.figures.changes
    for index in _measured(tree, head, relative=relative):
        token = tree.tokens[index]
        verb = token.upos == "VERB"
        for way, change in changes.items():
            changing = change.verbs if verb else change.nouns
            if token.lemma in changing:
                return way
    return None


def _measured(tree: Tree, head: int, *, relative: bool) -> Iterator[int]:
    """
    What a figure may measure: what it hangs from, and the noun of change it counts ("a
    21 % decline").
    """
    tokens = tree.tokens
    here = head
    for _ in _STEPS:
        relation = tokens[here].relation
        above = tokens[here].head
        if above < 0:
            return
        verb = tokens[above].upos == "VERB"
        # who raises or loses 2 million dollars has them or not; who loses 2 percent has
        # less
        if relation == "obj" and verb and not relative:
            return
        # a number behind one of them says where a thing stands, not how far it moved
        if cases(tree, here) & tree.lexicon.figures.units.cases.levels:
            return
        modifies = relation in MODIFYING
        if modifies or relation in _GOVERNED:
            yield above
        if verb or not modifies:
            return
        here = above


def cases(tree: Tree, index: int) -> set[str]:
    """The prepositions right before a word, in lower case."""
    return {tree.tokens[at].text.lower() for at in tree.children(index, "case")}
