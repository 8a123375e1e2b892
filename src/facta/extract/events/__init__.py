"""
Who did what to whom: events of a document by lexicon, frame and composition.

    events(page, statements)     every event
    readings(tree, actors)       all readings of a sentence, rivals included
"""

from __future__ import annotations

from collections.abc import Sequence

from facta.extract.covering import Covering
from facta.extract.events.coding import Scene, coded
from facta.extract.events.reader import EventReader
from facta.extract.events.reading import Reading
from facta.extract.events.views import View
from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.records import Actor, Event, Statement

__all__ = ["Reading", "events", "readings"]


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
        found += [
            event for event in coded(scene, sided) if not retold(event, sided, found)
        ]
    return tuple(found)


def retold(event: Event, readings: Sequence[Reading], before: Sequence[Event]) -> bool:
    """
    Whether an event only says more of a meeting that was told before: "X met Y. They
    *discussed* trade".
    """
    senses = {one.rule: one.sense for one in readings}
    if not senses[event.rule].retells:
        return False
    sides = {actor.country for actor in event.actor}
    return any(
        other.event_type == event.event_type
        and len(sides.intersection(actor.country for actor in other.actor)) > 1
        for other in before
    )


def readings(tree: Tree, actors: Sequence[Actor]) -> tuple[tuple[Reading, ...], ...]:
    """
    Every reading at each trigger of a sentence, the one that counts first and its
    rivals behind it.
    """
    here = [actor for actor in actors if actor.sentence == tree.sentence.index]
    reader = EventReader(View(tree, here))
    every = (reader.all(token) for token in range(len(tree.tokens)))
    return tuple(found for found in every if found)
