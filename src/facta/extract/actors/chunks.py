"""
Noun phrases as the grammar of actors needs them: a head with its titles, adjectives,
compounds and further names.

A chunk leaves out determiners, possessors, relative clauses and everything after the
head but names, and a *Jr.* behind a comma that no listed name has. The words of one
listed name always lie in one chunk, however the tree divides them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from facta.extract.actors.names import Span, is_suffix
from facta.language.syntax import Tree
from facta.records import Token

INSIDE = frozenset({"amod", "compound", "flat", "goeswith", "nmod:desc", "nummod"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"})
# tokens between a word and the head of its chunk; a longer tie is an error of the tree;
# judged, not fitted
FAR = 12
# tokens from the second half of a hyphened word back to its first
HALVES = 2


class Chunk(NamedTuple):
    """A phrase over tokens `[first, last]` around token `head`."""

    first: int
    last: int
    head: int


def first_conjunct(tree: Tree, index: int) -> int:
    """The first of what a token is coordinated with, else itself."""
    tokens = tree.tokens
    at = index
    # a damaged tree must not send anybody in circles
    for _ in tokens:
        if tokens[at].relation != "conj" or tokens[at].head < 0:
            break
        at = tokens[at].head
    return at


def cases(tree: Tree, index: int) -> set[str]:
    """The prepositions and endings on a token, in lower case."""
    # a mark, which `Tree.prepositions` counts too, opens a clause and places nobody:
    # *for Abu Dhabi to pay* is not a place where something is paid
    below = tree.children(index, "case")
    return {tree.tokens[child].text.lower() for child in below}


def chunks(tree: Tree, names: Sequence[Span]) -> list[Chunk]:
    """
    The chunks of a sentence, from left to right.

    Args:
        tree: the sentence.
        names: first and last token of what must stay together.
    """
    tokens = tree.tokens
    roots = _roots(tokens, names)
    heads = [
        head
        for head, root in enumerate(roots)
        if head == root and tokens[head].upos in NOMINAL
    ]
    return sorted(
        Chunk(_edge(tokens, roots, head, -1), _edge(tokens, roots, head, 1), head)
        for head in heads
    )


def _roots(tokens: Sequence[Token], names: Sequence[Span]) -> list[int]:
    """For each token the head of its chunk; -1 where it stands in none."""
    up = [
        token.head if _belongs(tokens, index) else index
        for index, token in enumerate(tokens)
    ]
    held: set[int] = set()
    for first, last in _united(names):
        head = _head(tokens, (first, last))
        held.update(range(first, last + 1))
        for index in range(first, last + 1):
            if index != head:
                up[index] = head
    return [
        -1 if index not in held and is_suffix(tokens, index) else _top(up, index)
        for index in range(len(tokens))
    ]


def _top(up: Sequence[int], index: int) -> int:
    """Where the way up from a token ends."""
    at = index
    # a path is never longer than the sentence, even where names have bent it
    for _ in up:
        if up[at] == at:
            break
        at = up[at]
    return at


def _united(names: Sequence[Span]) -> list[Span]:
    """Spans of more than one token, those that overlap made one."""
    united: list[Span] = []
    for first, last in sorted(span for span in names if span[1] > span[0]):
        if united and first <= united[-1][1]:
            united[-1] = (united[-1][0], max(last, united[-1][1]))
        else:
            united.append((first, last))
    return united


def _head(tokens: Sequence[Token], name: Span) -> int:
    """
    The token of a listed name that hangs on something outside it, and on nothing that
    hangs on the name.
    """
    inside = range(name[0], name[1] + 1)
    return next(
        (index for index in inside if not _returns(tokens, index, inside)), name[1]
    )


def _returns(tokens: Sequence[Token], index: int, inside: range) -> bool:
    """Whether the way up from a token leads into a span."""
    at = tokens[index].head
    for _ in tokens:
        if at < 0 or at in inside:
            return at in inside
        at = tokens[at].head
    return True


def _belongs(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is part of the chunk of its head."""
    token = tokens[index]
    head = token.head
    if head < 0:
        return False
    if _is_hedge(tokens, index):
        return False
    if token.relation in INSIDE or token.relation.startswith("flat"):
        return abs(head - index) < FAR
    if token.relation == "conj" and head < index:
        governor = tokens[head]
        return governor.relation in ("amod", "compound") and governor.head > index
    return token.relation == "appos" and abs(head - index) == 1


def _is_hedge(tokens: Sequence[Token], index: int) -> bool:
    """
    Whether a word is the second half of one whose first is an adverb: "so-called", which
    says how the account sees somebody and is no part of his name.
    """
    if index < HALVES or tokens[index - 1].text != "-":
        return False
    first = tokens[index - HALVES]
    return first.upos == "ADV" and first.head == index


def _edge(
    tokens: Sequence[Token], roots: Sequence[int], head: int, step: Literal[-1, 1]
) -> int:
    """The last token of the unbroken run on one side of a head."""
    edge, at = head, head + step
    while 0 <= at < len(tokens) and _continues(tokens, roots, at, head):
        if roots[at] == head:
            edge = at
        at += step
    return edge


def _continues(
    tokens: Sequence[Token], roots: Sequence[int], index: int, head: int
) -> bool:
    """
    Whether a token is part of a chunk, or a mark or an *and* between two parts of it.
    """
    if roots[index] == head:
        return True
    token = tokens[index]
    joins = token.relation in ("punct", "cc", "case") and token.text not in "()"
    return joins and roots[token.head] == head
