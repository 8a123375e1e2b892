"""
The terms of a commitment: to whom, on what condition, by when, and as which event.

Each question takes a draft on its page; what the account does not say is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.extract.commitments.finding import Draft
from facta.extract.commitments.triggers import Triggers
from facta.extract.statements.page import Page
from facta.extract.statements.tree import SUBJECTS, Tree
from facta.records import Actor, Date, Event, Span, Time

ADDRESSED = frozenset({"against", "for", "from", "of", "on", "to", "towards", "upon", "with"})
TOLD = ("iobj", "obj")
IN_PART = frozenset({"to", "for", "from", "against", "with", "of", "on", "in"})


def recipient(page: Page, draft: Draft, makers: Sequence[Actor]) -> Actor | None:
    """
    To whom it is addressed: who is told, else whom a demand wants to act, else whom the deed is for or against.

    Nobody is his own recipient.
    """
    tree = page.trees[draft.sentence]
    taken = {actor.name for actor in makers} | {
        actor.country for actor in makers if actor.country and actor.sector != "IGO"
    }
    for head in _addressed(tree, draft):
        for actor in _actors(page, tree, head):
            if actor.name not in taken and actor.country not in taken:
                return actor
    return None


def _addressed(tree: Tree, draft: Draft) -> Iterator[int]:
    """Tokens whose phrase may name the recipient, the likeliest first."""
    inside = set(draft.content)
    for child in tree.children(draft.trigger, *TOLD, "obl", "nmod", "nsubj:pass"):
        marks = tree.prepositions(child)
        if child not in inside and (marks & ADDRESSED or tree.tokens[child].relation in {*TOLD, "nsubj:pass"}):
            yield child
    if draft.kind in {"demand", "ultimatum"}:
        yield from tree.children(draft.head, *SUBJECTS)
    yield from (child for child in tree.children(draft.head, "iobj", "obj"))
    for index in draft.content:
        if tree.prepositions(index) & IN_PART:
            yield index
    yield draft.head


def _actors(page: Page, tree: Tree, head: int) -> Sequence[Actor]:
    """The actor with this head first, then those in its phrase."""
    start, end = tree.around(tree.subtree(head))
    inside = page.actors_between(start, end)
    number = tree.sentence.index
    return sorted(inside, key=lambda actor: (not (actor.sentence == number and actor.head == head), actor.span.start))


def condition(page: Page, draft: Draft, triggers: Triggers) -> Span | None:
    """The words that make it conditional: "if …", "unless …", "in exchange for …"."""
    tree = page.trees[draft.sentence]
    for head in {draft.trigger, draft.head, *_conjoined(tree, draft.head)}:
        for child in tree.children(head, "advcl", "obl", "nmod"):
            below = tree.subtree(child)
            text = page.text[slice(*tree.around(below))].lower()
            marks = {tree.tokens[i].text.lower() for i in tree.children(child, "mark", "advmod", "case")}
            clause = tree.tokens[child].relation == "advcl" and marks & triggers.conditions.marks
            if clause or text.startswith(triggers.conditions.phrases):
                edges = tree.trimmed(below)
                return Span.of(page.text, *edges) if edges else None
    return None


def _conjoined(tree: Tree, head: int) -> list[int]:
    return tree.children(head, "conj", "xcomp", "ccomp")


def deadline(page: Page, draft: Draft) -> tuple[Span | None, Date | None]:
    """The expression that sets the last day, and that day where it can be told."""
    found = _deadline(page, draft)
    if found is None:
        return None, None
    return found.span, found.end


def _deadline(page: Page, draft: Draft) -> Time | None:
    tree = page.trees[draft.sentence]
    start, end = tree.around(draft.content)
    trigger = tree.tokens[draft.trigger]
    inside = page.times_between(min(start, trigger.start), max(end, trigger.end))
    for time in inside:
        if time.deadline:
            return time
    if draft.kind in {"denial", "refusal"}:
        return None
    published = page.document.published
    for time in page.times_between(start, end):
        ahead = published is not None and time.end is not None and time.end > published
        if time.type == "DATE" and ahead and time.precision is not None:
            return time
    if draft.kind == "ultimatum":
        return next(
            (time for time in page.times_between(tree.sentence.start, tree.sentence.end) if time.deadline), None
        )
    return None


def event_type(page: Page, draft: Draft, events: Sequence[Event]) -> str | None:
    """The type of the event that the content tells of: the one whose trigger stands nearest to its head."""
    tree = page.trees[draft.sentence]
    start, end = tree.around(draft.content)
    head = tree.tokens[draft.head].start
    inside = [event for event in events if start <= event.trigger.start < end]
    if not inside:
        return None
    return min(inside, key=lambda event: (abs(event.trigger.start - head), event.id)).event_type
