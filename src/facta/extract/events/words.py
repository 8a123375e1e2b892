"""
The words of a sentence as matching wants them: lemmas in lower case, and which mentions
each token belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable

from facta.language.syntax import Tree
from facta.records import Actor, Token


def mentions_of(tree: Tree, actors: Iterable[Actor]) -> dict[int, tuple[Actor, ...]]:
    """
    The mentions that each token belongs to: where they nest the shorter one, where one
    span names several, all.
    """
    found: dict[int, tuple[Actor, ...]] = {}
    for actor in sorted(actors, key=lambda actor: actor.span.start - actor.span.end):
        for index in tree.tokens_between(actor.span.start, actor.span.end):
            held = found.get(index, ())
            same = bool(held) and held[0].span == actor.span
            found[index] = (*held, actor) if same else (actor,)
    return found


def lemma_of(token: Token) -> str:
    """
    The lemma in lower case; base forms are their own ("meeting" the noun, "lay" the
    infinitive).
    """
    text, lemma = token.text.lower(), token.lemma.lower()
    if (
        token.tag in {"VB", "NN"}
        and text.isalpha()
        and not (token.upos == "VERB" and text.endswith("ing"))
    ):
        return text
    if text.endswith("ings") and token.upos == "NOUN":
        return text[:-1]
    return (
        text[:-1]
        if token.tag in {"VBZ", "VBP"} and lemma == text and text.endswith("s")
        else lemma
    )
