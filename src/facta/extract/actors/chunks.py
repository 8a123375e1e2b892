"""
Noun phrases as the grammar of actors needs them: a head with its titles, adjectives,
compounds and further names.

A chunk leaves out determiners, possessors, relative clauses and everything after the
head but names. The words of one listed name always lie in one chunk, however the tree
divides them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facta.ontology.countries import Sense
from facta.ontology.forms import Match, words
from facta.ontology.gazetteer import Gazetteer
from facta.records import Sentence, Token

INSIDE = frozenset({"amod", "compound", "flat", "goeswith", "nmod:desc", "nummod"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM"})
HYPHENS = frozenset("-‐‑–/")


class Found(NamedTuple):
    """A listed name over tokens `[first, last]`."""

    first: int
    last: int
    sense: Sense


Span = tuple[int, int]


class Chunk(NamedTuple):
    """A phrase over tokens `[first, last]` around token `head`."""

    first: int
    last: int
    head: int


def listed(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Found]:
    """The listed names of a sentence, from left to right."""
    cased: list[str] = []
    owners: list[int] = []
    for index, token in enumerate(tokens):
        text = token.text
        parts = (text,) if text.isalpha() and text.isascii() else words(text)
        if not parts and text not in HYPHENS and text not in ".'’":
            parts = (text,)
        cased += parts
        owners += [index] * len(parts)
    shouting = sum(token.text.isupper() for token in tokens) * 2 > len(tokens) > 3
    matches: list[Match[Sense]] = gazetteer.forms.find(cased, shouting)
    return [
        Found(owners[match.first], owners[match.last], match.sense) for match in matches
    ]


def titles(lower: Sequence[str], gazetteer: Gazetteer) -> list[Span]:
    """First and last token of titles that hold an *of*: secretary of state."""
    found = []
    for index, word in enumerate(lower):
        if word in ("of", "in") and index:
            start = max(0, index - 3)
            roles = (
                gazetteer.sectors.forward(tuple(lower[at : at + 6]))
                for at in range(start, index)
            )
            found += [
                (at, at + len(role.phrase) - 1)
                for at, role in zip(range(start, index), roles, strict=True)
                if role
            ]
    return [
        (first, last)
        for first, last in found
        if {"of", "in"} & set(lower[first : last + 1])
    ][:8]


def first_conjunct(tokens: Sequence[Token], index: int) -> int:
    """
    The first of what a token is coordinated with, else itself; a damaged tree ends the
    walk.
    """
    at = index
    for _ in tokens:
        if tokens[at].relation != "conj" or tokens[at].head < 0:
            break
        at = tokens[at].head
    return at


def bodies(sentence: Sentence) -> list[Span]:
    """
    Names of bodies that the model found and that hold an *of*: Department of
    Transportation.
    """
    tokens = sentence.tokens
    return [
        (name.first, name.last)
        for name in sentence.names
        if name.kind == "organisation"
        and tokens[name.last].upos in ("NOUN", "PROPN")
        and any(token.upos == "ADP" for token in tokens[name.first : name.last + 1])
        and all(
            token.upos not in ("PUNCT", "VERB", "AUX")
            for token in tokens[name.first : name.last + 1]
        )
    ]


def personal_names(sentence: Sentence) -> list[Span]:
    """
    Names of persons that the model found, titles included, where nothing stands between
    their words.
    """
    tokens = sentence.tokens
    found = []
    for name in sentence.names:
        inside = tokens[name.first : name.last + 1]
        joined = all(
            t.upos not in ("PUNCT", "CCONJ", "PART", "ADP", "DET") for t in inside
        )
        if (
            name.kind == "person"
            and name.last > name.first
            and joined
            and inside[-1].text[:1].isupper()
        ):
            found.append((name.first, name.last))
    return found


def chunks(sentence: Sentence, names: Sequence[Span]) -> list[Chunk]:
    """
    The chunks of a sentence, from left to right.

    Args:
        sentence: with its tree.
        names: first and last token of what must stay together.
    """
    tokens = sentence.tokens
    roots = _roots(tokens, names)
    found = []
    for head, root in enumerate(roots):
        if head == root and tokens[head].upos in NOMINAL:
            first, last = _reach(tokens, roots, head)
            found.append(Chunk(first, last, head))
    return sorted(found)


def _roots(tokens: Sequence[Token], names: Sequence[Span]) -> list[int]:
    """For each token the head of its chunk; -1 where it stands in none."""
    up = [
        token.head if _belongs(tokens, index) else index
        for index, token in enumerate(tokens)
    ]
    for first, last in _united(names):
        head = _head(tokens, (first, last))
        for index in range(first, last + 1):
            if index != head:
                up[index] = head
    roots = []
    for index in range(len(tokens)):
        at = index
        # a path is never longer than the sentence, even where names have bent it
        for _ in tokens:
            if up[at] == at:
                break
            at = up[at]
        roots.append(at)
    return roots


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
    if token.relation in INSIDE or token.relation.startswith("flat"):
        return abs(head - index) < 12
    if token.relation == "conj" and head < index:
        governor = tokens[head]
        return governor.relation in ("amod", "compound") and governor.head > index
    return token.relation == "appos" and abs(head - index) == 1


def _reach(tokens: Sequence[Token], roots: Sequence[int], head: int) -> tuple[int, int]:
    """First and last token of the unbroken run around a head."""
    first = last = head
    at = head - 1
    while at >= 0 and (roots[at] == head or _joins(tokens, roots, at, head)):
        first = at if roots[at] == head else first
        at -= 1
    at = head + 1
    while at < len(tokens) and (roots[at] == head or _joins(tokens, roots, at, head)):
        last = at if roots[at] == head else last
        at += 1
    return first, last


def _joins(
    tokens: Sequence[Token], roots: Sequence[int], index: int, head: int
) -> bool:
    """
    Whether a token between two parts of a chunk is a mark or an *and* that belongs to
    it.
    """
    token = tokens[index]
    return (
        token.relation in ("punct", "cc", "case")
        and roots[token.head] == head
        and token.text not in "()"
    )
