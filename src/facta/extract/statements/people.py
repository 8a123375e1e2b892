"""
The people of a page: where each is mentioned, how far in front of the sentence, and
what hints at a gender.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.language.syntax import SUBJECTS, Tree
from facta.records import Actor

Gender = Literal["he", "she"]
PERSONAL: dict[str, Gender] = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "herself": "she",
}
WOMEN = frozenset(
    {
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "miss",
        "queen",
        "chairwoman",
        "congresswoman",
        "spokeswoman",
        "she",
    }
)
MEN = frozenset(
    {"mr", "mr.", "king", "chairman", "congressman", "spokesman", "sir", "lord"}
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
MAIN, OTHER_SUBJECT, ELSEWHERE = 3, 2, 1


class Person(Struct, frozen=True, kw_only=True):
    """
    A person as mentioned at some place: who it is, how far in front, and how the
    account hints at a gender.
    """

    place: Place
    start: int
    name: str
    actor: Actor | None
    rank: int
    gender: Gender | None


def people(page: Page) -> Iterator[Person]:
    """
    Every mention of a person, by the language model's names, tied to an actor where one
    covers it.
    """
    by_place = {(actor.sentence, actor.head): actor for actor in page.actors}
    by_surname = {
        actor.name.split()[-1]: actor
        for actor in page.actors
        if " " in actor.name and actor.country
    }
    for number, tree in enumerate(page.trees):
        for name in tree.sentence.names:
            if name.kind != "person":
                continue
            inside = range(name.first, name.last + 1)
            head = next(
                (index for index in inside if tree.tokens[index].head not in inside),
                name.first,
            )
            actor = next(
                (
                    by_place[key]
                    for index in inside
                    if (key := (tree.sentence.index, index)) in by_place
                ),
                None,
            )
            start, end = tree.around(inside)
            written = page.text[start:end]
            actor = actor or by_surname.get(written.split()[-1])
            yield Person(
                place=Place(number, head),
                start=start,
                name=actor.name if actor else written,
                actor=actor,
                rank=rank(tree, head),
                gender=_gender(tree, head),
            )


def pronouns(page: Page) -> Iterator[Place]:
    """The personal pronouns that are subjects, outside quotations, in text order."""
    for number, tree in enumerate(page.trees):
        for index, token in enumerate(tree.tokens):
            subject = token.relation in SUBJECTS and token.text.lower() in PERSONAL
            if subject and page.layout.quotation_at(token.start) is None:
                yield Place(number, index)


def rank(tree: Tree, head: int) -> int:
    """
    How far in front of its sentence a person stands: the main subject, some subject, or
    elsewhere.
    """
    token = tree.tokens[head]
    if token.relation in SUBJECTS:
        return MAIN if tree.tokens[token.head].relation == "root" else OTHER_SUBJECT
    if token.relation != "nmod:poss":
        return ELSEWHERE
    for above in tree.ancestors(head):
        if tree.tokens[above].upos not in NOMINAL:
            break
        if tree.tokens[above].relation in SUBJECTS:
            return OTHER_SUBJECT
    return ELSEWHERE


def _gender(tree: Tree, head: int) -> Gender | None:
    near = {
        tree.tokens[index].text.lower()
        for index in (*tree.children(head), *range(max(head - 2, 0), head))
    }
    if near & WOMEN:
        return "she"
    return "he" if near & MEN else None
