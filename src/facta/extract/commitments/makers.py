"""
Who is bound by a commitment: the actors at its maker, or the speaker whose words it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from facta.extract.commitments.draft import Draft
from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.records import Actor, Statement


class Makers:
    """
    The makers of a document's commitments.

    Args:
        page: the document with its actors.
        statements: what is said in it, and by whom.
    """

    def __init__(self, page: Page, statements: Sequence[Statement]) -> None:
        self._page = page
        self._statements = statements
        self._by_speaker = {
            said.speaker.span.start: said
            for said in statements
            if said.speaker.span and said.speaker.name
        }

    def of(self, draft: Draft) -> tuple[Actor, ...]:
        """
        Who is bound: the actors of the subject, or the one whose words these are.
        """
        if draft.statement is not None:
            return self._speaker(self._statements[draft.statement], draft.trigger)
        if draft.maker is None:
            return ()
        found = self._mentions(draft.tree, draft.maker)
        if found:
            return found
        said = self._said_by(draft.tree, draft.maker)
        if said is not None:
            return self._speaker(said, draft.maker)
        above = _whose_verb(draft.tree, draft.maker, draft.trigger)
        return () if above is None else self._mentions(draft.tree, above)

    def _said_by(self, tree: Tree, head: int) -> Statement | None:
        """The statement whose speaker stands where a phrase or its head begins."""
        start, _ = tree.around(tree.phrase(head))
        said = self._by_speaker
        return said.get(start) or said.get(tree.tokens[head].start)

    def _mentions(self, tree: Tree, head: int) -> tuple[Actor, ...]:
        """The actor mentions at the head of a phrase and at the heads joined to it."""
        heads = [head, *tree.children(head, "conj", "appos", "flat", "nmod:desc")]
        start, end = tree.around(tree.subtree(head))
        inside = [
            actor
            for actor in self._page.actors_between(start, end)
            if actor.sentence == tree.sentence.index
        ]
        at_heads = [
            actor for wanted in heads for actor in inside if actor.head == wanted
        ]
        if at_heads:
            return _distinct(at_heads)
        modifiers = {*tree.children(head, "amod", "compound", "nmod:poss", "nmod")}
        return tuple(actor for actor in inside if actor.head in modifiers)[:1]

    def _speaker(self, said: Statement, head: int) -> tuple[Actor, ...]:
        """
        The speaker of a statement: made from his name, else the actor mention in his
        description.
        """
        speaker = said.speaker
        if speaker.span is None:
            return ()
        if speaker.name is None:
            start, end = speaker.span.start, speaker.span.end
            return tuple(self._page.actors_between(start, end)[:1])
        return (
            Actor(
                span=speaker.span,
                name=speaker.name,
                country=speaker.country,
                sector=speaker.sector,
                office=None,
                sentence=said.sentence,
                head=head,
            ),
        )


def _distinct(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Each actor once, by its first mention, in the order of the last ones."""
    by_name = {(actor.name, actor.country): actor for actor in reversed(actors)}
    return tuple(by_name.values())[::-1]


def _whose_verb(tree: Tree, owner: int, trigger: int) -> int | None:
    """
    Who a possessive pronoun is that nobody resolved: the subject of the noun's verb, as
    in "Greece renewed its threat".
    """
    token, above = tree.tokens[owner], tree.tokens[trigger].head
    if token.relation != "nmod:poss" or token.upos != "PRON" or above < 0:
        return None
    return tree.subject(above)
