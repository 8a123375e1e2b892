"""
The people of a page: where each is mentioned, how far in front of the sentence, and
what hints at a gender.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.language.arcs import SUBJECTS
from facta.language.syntax import Tree
from facta.lexicon.grammar import Grammar
from facta.records import Actor

Gender = Literal["he", "she"]
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# of several people the foremost is meant by a pronoun: the main subject before any
# other subject before the rest; only the order counts
MAIN, OTHER_SUBJECT, ELSEWHERE = 3, 2, 1
# tokens before a name in which a title stands that the parser did not tie to it ("Mr.
# Justice X"); judged, not fitted
TITLES_BEFORE = 2


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

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]

    @property
    def country(self) -> str | None:
        """Whose country's, where the actors of the account tell."""
        return None if self.actor is None else self.actor.country


def people(page: Page) -> Iterator[Person]:
    """
    Every mention of a person, by the language model's names, tied to an actor where one
    covers it.
    """
    by_head = {(actor.sentence, actor.head): actor for actor in page.actors}
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
            start, end = tree.around(inside)
            written = page.text[start:end]
            actor = _actor_in(by_head, tree, inside)
            if actor is None:
                actor = by_surname.get(written.split()[-1])
            head = _head(tree, inside)
            yield Person(
                place=Place(number, head),
                start=start,
                name=written if actor is None else actor.name,
                actor=actor,
                rank=rank(tree, head),
                gender=_gender(tree, head),
            )


def _actor_in(
    by_head: Mapping[tuple[int, int], Actor], tree: Tree, inside: range
) -> Actor | None:
    """The first actor mention whose head is among some tokens of a sentence."""
    for index in inside:
        actor = by_head.get((tree.sentence.index, index))
        if actor is not None:
            return actor
    return None


def _head(tree: Tree, inside: range) -> int:
    """The first of some tokens that hangs on none of them."""
    heads = (index for index in inside if tree.tokens[index].head not in inside)
    return next(heads, inside.start)


def pronouns(page: Page) -> Iterator[Place]:
    """The personal pronouns that are subjects, outside quotations, in text order."""
    grammar = page.lexicon.grammar
    for number, tree in enumerate(page.trees):
        for index, token in enumerate(tree.tokens):
            if token.relation not in SUBJECTS:
                continue
            if gender_of(token.text, grammar) and page.layout.tells(tree, index):
                yield Place(number, index)


def gender_of(word: str, grammar: Grammar) -> Gender | None:
    """The gender that a pronoun tells; None for any other word."""
    lowered = word.lower()
    if lowered in grammar.masculine:
        return "he"
    return "she" if lowered in grammar.feminine else None


def rank(tree: Tree, head: int) -> int:
    """
    How far in front of its sentence a person stands: the main subject, some subject, or
    elsewhere.
    """
    token = tree.tokens[head]
    if token.relation in SUBJECTS:
        main = tree.relation(token.head) == "root"
        return MAIN if main else OTHER_SUBJECT
    if token.relation != "nmod:poss":
        return ELSEWHERE
    # the owner of a subject stands in front, too: "Putin's spokesman said that he …"
    for above in tree.ancestors(head):
        if tree.tokens[above].upos not in NOMINAL:
            break
        if tree.tokens[above].relation in SUBJECTS:
            return OTHER_SUBJECT
    return ELSEWHERE


def _gender(tree: Tree, head: int) -> Gender | None:
    before = range(max(head - TITLES_BEFORE, 0), head)
    near = (tree.tokens[index].text for index in (*tree.children(head), *before))
    hints = {word.lower().rstrip(".") for word in near}
    titles = tree.lexicon.actors
    if "she" in hints or hints & titles.feminine:
        return "she"
    return "he" if hints & titles.masculine else None
