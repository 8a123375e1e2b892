"""
Who did what to whom: events of a document by lexicon, frame and composition.

    events(page, statements)     every event
    readings(tree, actors)       all readings of a sentence, rivals included
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import combinations

from facta.extract.covering import Covering
from facta.extract.events.coding import Scene, coded
from facta.extract.events.reader import EventReader
from facta.extract.events.reading import Reading
from facta.extract.events.views import View
from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.records import Actor, Event, Statement

__all__ = ["Reading", "events", "readings"]

# a type of act and two countries that take part in it
Together = tuple[str, frozenset[str | None]]


def events(page: Page, statements: Sequence[Statement]) -> tuple[Event, ...]:
    """
    The events of a document, in text order.

    Args:
        page: the document; only its actors can act or be acted on, and an event takes
            the date that governs it.
        statements: those of the document; an event inside a statement's content carries
            its position.

    Returns:
        One event for each pair of actor and recipient; parties of a meeting or an
        agreement stand in one event, each of them both as actor and as recipient.
    """
    found: list[Event] = []
    met: set[Together] = set()
    said = Covering([statement.content for statement in statements])
    for number, tree in enumerate(page.trees):
        actors = page.actors_in(number)
        if not actors:
            continue
        view = View(tree, actors)
        scene = Scene(
            page=page, number=number, view=view, statements=statements, said=said
        )
        told = EventReader(view).readings()
        sided = [one for one in told if one.actors or one.recipients]
        new = [event for event in coded(scene, sided) if not retold(event, sided, met)]
        found += new
        met.update(pair for event in new for pair in together(event))
    return tuple(found)


def together(event: Event) -> Iterator[Together]:
    """What type of act it is of each two of its actors' countries."""
    for pair in combinations({actor.country for actor in event.actor}, 2):
        yield event.event_type, frozenset(pair)


def retold(
    event: Event, readings: Sequence[Reading], before: Container[Together]
) -> bool:
    """
    Whether an event only says more of a meeting that was told before: "X met Y. They
    *discussed* trade".
    """
    senses = {one.rule: one.sense for one in readings}
    if not senses[event.rule].retells:
        return False
    return any(pair in before for pair in together(event))


def readings(tree: Tree, actors: Sequence[Actor]) -> tuple[tuple[Reading, ...], ...]:
    """
    Every reading at each trigger of a sentence, the one that counts first and its
    rivals behind it.
    """
    here = [actor for actor in actors if actor.sentence == tree.sentence.index]
    reader = EventReader(View(tree, here))
    every = (reader.all(token) for token in range(len(tree.tokens)))
    return tuple(found for found in every if found)
