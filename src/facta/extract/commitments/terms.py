"""
The terms of a commitment: to whom, on what condition, and as which event.

Each question takes a draft on its page; what the account does not say is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.extract.commitments.draft import ASKED, Draft
from facta.extract.commitments.syntax import words_at
from facta.extract.page import Page
from facta.language.arcs import SUBJECTS
from facta.language.syntax import Tree
from facta.records import Actor, Event, Span

TOLD = ("iobj", "obj")


def recipient(page: Page, draft: Draft, makers: Sequence[Actor]) -> Actor | None:
    """
    To whom it is addressed: who is told, else whom a demand wants to act, else whom the
    deed is for or against.

    Nobody is his own recipient.
    """
    names = {actor.name for actor in makers}
    # of one state nobody addresses another, but members of a body of states do
    states = {actor.country for actor in makers if actor.sector != "IGO"}
    taken = names | (states - {None, ""})
    for head in _addressed(draft):
        for actor in _actors(page, draft.tree, head):
            if _is_only_named(draft, head, actor):
                continue
            if actor.name not in taken and actor.country not in taken:
                return actor
    return None


def _is_only_named(draft: Draft, head: int, actor: Actor) -> bool:
    """Whether an actor stands in what is asked of another: "measures to curb Russia"."""
    asked = draft.kind in ASKED and head not in draft.content
    return asked and actor.head in draft.content


def _addressed(draft: Draft) -> Iterator[int]:
    """Tokens whose phrase may name the recipient, the likeliest first."""
    tree, inside = draft.tree, set(draft.content)
    terms = tree.lexicon.commitments.terms
    for child in tree.children(draft.trigger, *TOLD, "obl", "nmod", "nsubj:pass"):
        told = tree.relation(child) in {*TOLD, "nsubj:pass"}
        if child not in inside and (
            told or tree.prepositions(child) & terms.addressing
        ):
            yield child
    if draft.kind in ASKED:
        yield from tree.children(draft.head, *SUBJECTS)
        involved = terms.involving - terms.aiming
        # whoever else what is asked names is not asked: "measures to curb Russia"
        for index in draft.content:
            named = index != draft.head and tree.tokens[index].upos != "VERB"
            if named and tree.prepositions(index) & involved:
                yield index
        return
    yield from tree.children(draft.head, *TOLD)
    for index in draft.content:
        if tree.prepositions(index) & terms.involving:
            yield index
    yield draft.head


def _actors(page: Page, tree: Tree, head: int) -> Sequence[Actor]:
    """The actor with this head first, then those in its phrase."""
    inside = page.actors_between(*tree.around(tree.subtree(head)))

    def order(actor: Actor) -> tuple[bool, int]:
        at_head = actor.sentence == tree.sentence.index and actor.head == head
        return not at_head, actor.span.start

    return sorted(inside, key=order)


def condition(page: Page, draft: Draft) -> Span | None:
    """The words that make it conditional: "if …", "unless …", "in exchange for …"."""
    tree = draft.tree
    joined = tree.children(draft.head, "conj", "xcomp", "ccomp")
    for head in {draft.trigger, draft.head, *joined}:
        for child in tree.children(head, "advcl", "obl", "nmod"):
            if _is_condition(page, tree, child):
                return tree.span(page.text, tree.subtree(child))
    return None


def _is_condition(page: Page, tree: Tree, child: int) -> bool:
    conditions = tree.lexicon.commitments.conditions
    marks = words_at(tree, child, "mark", "advmod", "case")
    if tree.relation(child) == "advcl" and marks & conditions.marks:
        return True
    start, end = tree.around(tree.subtree(child))
    return page.text[start:end].lower().startswith(conditions.phrases)


def event_type(draft: Draft, events: Sequence[Event]) -> str | None:
    """
    The type of the event that the content tells of: of those of its sentence the one
    whose trigger stands nearest to its head.
    """
    start, end = draft.tree.around(draft.content)
    head = draft.tree.tokens[draft.head].start
    inside = [event for event in events if start <= event.trigger.start < end]

    def distance(event: Event) -> tuple[int, str]:
        return abs(event.trigger.start - head), event.id

    nearest = min(inside, key=distance, default=None)
    return None if nearest is None else nearest.event_type
