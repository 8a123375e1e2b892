"""
What was promised, offered, threatened, demanded, agreed, refused or denied: by whom, by
when, and what came of it.

`commitments` reads one document and is pure. What many documents tell of the same
commitment, `facta.link.pledges` merges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from facta.extract.commitments.draft import Draft
from facta.extract.commitments.finding import drafts
from facta.extract.commitments.repeated import refused, untold
from facta.extract.commitments.status import status
from facta.extract.commitments.terms import (
    condition,
    deadline,
    due_day,
    event_type,
    recipient,
)
from facta.extract.page import Page
from facta.extract.statements.subjects import subject
from facta.language.syntax import Tree
from facta.lexicon.commitments import Triggers
from facta.records import (
    Actor,
    Commitment,
    Event,
    Span,
    Statement,
    content_id,
)

__all__ = ["commitments"]


def commitments(
    page: Page,
    statements: Sequence[Statement],
    events: Sequence[Event],
) -> tuple[Commitment, ...]:
    """
    The commitments of a document, in text order of the words that make them.

    Args:
        page: the document with its times and actors.
        statements: its statements; "we will" in one is its speaker's promise.
        events: its events; the one inside a content gives its type.

    Returns:
        One `Commitment` each; without an actor to make it there is none.
    """
    lexicon = page.lexicon.commitments
    speakers = {
        said.speaker.span.start: said
        for said in statements
        if said.speaker.span and said.speaker.name
    }
    by_sentence: dict[int, list[Event]] = {}
    for event in events:
        by_sentence.setdefault(event.sentence, []).append(event)
    found = list(_distinct(drafts(page, statements, lexicon)))
    busy = frozenset(draft.sentence for draft in found)
    result = []
    for draft in found:
        makers = _makers(page, draft, statements, speakers)
        if makers:
            result.append(_commitment(page, draft, makers, lexicon, by_sentence, busy))
    return tuple(refused(page, untold(page, result), lexicon))


def _distinct(found: Iterator[Draft]) -> Iterator[Draft]:
    """
    Drafts without those that another of the same kind and sentence already holds:
    "agreed to sign a deal to".
    """
    last: Draft | None = None
    for draft in found:
        near = last is not None and last.sentence == draft.sentence
        nested = (
            near
            and last is not None
            and (draft.trigger in last.content or draft.head in last.content)
        )
        if not nested:
            yield draft
            last = draft


def _makers(
    page: Page, draft: Draft, said: Sequence[Statement], speakers: dict[int, Statement]
) -> tuple[Actor, ...]:
    """Who is bound: the actors of the subject, or the one whose words these are."""
    tree = page.trees[draft.sentence]
    if draft.statement is not None:
        return _as_actor(page, said[draft.statement], draft.trigger)
    if draft.maker is None:
        return ()
    found = _mentions(page, tree, draft.maker)
    if found:
        return found
    start = tree.around(tree.phrase(draft.maker))[0]
    by_start = speakers.get(start) or speakers.get(tree.tokens[draft.maker].start)
    if by_start:
        return _as_actor(page, by_start, draft.maker)
    owner = (
        tree.tokens[draft.maker].relation == "nmod:poss"
        and tree.tokens[draft.maker].upos == "PRON"
    )
    above = (
        subject(tree, tree.tokens[draft.trigger].head)
        if owner and tree.tokens[draft.trigger].head >= 0
        else None
    )
    return _mentions(page, tree, above) if above is not None else ()


def _mentions(page: Page, tree: Tree, head: int) -> tuple[Actor, ...]:
    """The actor mentions at the head of a phrase and at the heads joined to it."""
    number = tree.sentence.index
    heads = [head, *tree.children(head, "conj", "appos", "flat", "nmod:desc")]
    start, end = tree.around(tree.subtree(head))
    inside = [
        actor for actor in page.actors_between(start, end) if actor.sentence == number
    ]
    at_heads = tuple(
        actor for wanted in heads for actor in inside if actor.head == wanted
    )
    if at_heads:
        return tuple(
            {
                (actor.name, actor.country): actor for actor in reversed(at_heads)
            }.values()
        )[::-1]
    modifiers = set(tree.children(head, "amod", "compound", "nmod:poss", "nmod"))
    return tuple(actor for actor in inside if actor.head in modifiers)[:1]


def _as_actor(page: Page, said: Statement, head: int) -> tuple[Actor, ...]:
    """
    The speaker of a statement: the actor mention in his description, else one made from
    his name.
    """
    speaker = said.speaker
    if speaker.span is None:
        return ()
    if speaker.name is None:
        return tuple(page.actors_between(speaker.span.start, speaker.span.end)[:1])
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


def _commitment(
    page: Page,
    draft: Draft,
    makers: tuple[Actor, ...],
    lexicon: Triggers,
    events: dict[int, list[Event]],
    busy: Set[int],
) -> Commitment:
    tree = page.trees[draft.sentence]
    edges = tree.trimmed(draft.content) or tree.around(draft.content)
    content = Span.of(page.text, *edges)
    joint = draft.kind == "agreement" and len(makers) > 1
    came_to, evidence = status(page, draft, lexicon, busy)
    term = deadline(page, draft)
    dated = page.dated(draft.sentence, draft.trigger, without=term)
    day, precision, basis = dated.date, dated.precision, dated.basis
    # the story stands at the deadline itself: that says nothing of the promise
    if term and day is not None and day == term.begin:
        day, precision = page.document.published, "day"
        basis = "published" if day else "unresolved"
    due = (
        due_day(page, draft, term, came_to, day if precision == "day" else None, basis)
        if term
        else None
    )
    return Commitment(
        id=content_id(
            page.document.id, draft.kind, content.start, content.end, makers[0].name
        ),
        document=page.document.id,
        sentence=tree.sentence.index,
        kind=draft.kind,
        maker=makers[0],
        recipient=recipient(page, draft, makers),
        content=content,
        condition=condition(page, draft, lexicon),
        deadline=term.span if term else None,
        due=due,
        status=came_to,
        date=day,
        date_basis=basis,
        event_type=event_type(page, draft, events.get(tree.sentence.index, ())),
        evidence=evidence,
        partners=makers[1:] if joint or draft.kind != "agreement" else (),
        date_precision=precision if day else None,
    )
