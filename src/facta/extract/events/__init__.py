"""
Who did what to whom: events of a document by lexicon, frame and composition.

    events(page, statements)     every event
    readings(tree, actors)       all readings of a sentence, rivals included
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import combinations

from facta.extract.covering import Covering
from facta.extract.events.coding import coded, event_of
from facta.extract.events.deeds import Deed, Scene, deeds_of, tellings
from facta.extract.events.learned import told, union
from facta.extract.events.reader import EventReader
from facta.extract.events.reading import Reading
from facta.extract.events.views import View
from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.records import LIKELY, Actor, Event, Statement

__all__ = [
    "Reading",
    "deeds_of",
    "event_of",
    "events",
    "readings",
    "scenes",
    "tellings",
]

# a type of act and two countries that take part in it
Together = tuple[str, frozenset[str | None]]


def events(
    page: Page, statements: Sequence[Statement], *, least: float = LIKELY
) -> tuple[Event, ...]:
    """
    The events of a document, in text order.

    Args:
        page: the document; only its actors can act or be acted on, and an event takes
            the date that governs it.
        statements: those of the document; an event inside a statement's content carries
            its position.
        least: the lowest confidence of an event to keep.

    Returns:
        One event for each pair of actor and recipient; parties of a meeting or an
        agreement stand in one event, each of them both as actor and as recipient.
    """
    found: list[Event] = []
    met: set[Together] = set()
    said = Covering([statement.content for statement in statements])
    for scene, deeds in tellings(scenes(page, statements, said)):
        new = [
            event
            for event, deed in coded(scene, deeds)
            if event.confidence >= least and not retold(event, deed, met)
        ]
        found += new
        sure = (one for one in new if one.confidence >= LIKELY)
        met.update(pair for event in sure for pair in together(event))
    return tuple(found)


def scenes(
    page: Page, statements: Sequence[Statement], said: Covering
) -> Iterator[tuple[Scene, list[Reading]]]:
    """Each sentence that mentions somebody, with the readings that have a party."""
    for number, tree in enumerate(page.trees):
        actors = page.actors_in(number)
        if not actors:
            continue
        view = View(tree, actors)
        found = union(view, EventReader(view).readings())
        sided = [one for one in found if one.actors or one.recipients]
        yield (
            Scene(
                page=page, number=number, view=view, statements=statements, said=said
            ),
            sided,
        )


def together(event: Event) -> Iterator[Together]:
    """What type of act it is of each two of its actors' countries."""
    for pair in combinations({actor.country for actor in event.actor}, 2):
        yield event.event_type, frozenset(pair)


def retold(event: Event, deed: Deed, before: Container[Together]) -> bool:
    """
    Whether an event only says more of a meeting that was told before: "X met Y. They
    *discussed* trade".
    """
    if not deed.reading.sense.retells:
        return False
    return any(pair in before for pair in together(event))


def readings(tree: Tree, actors: Sequence[Actor]) -> tuple[tuple[Reading, ...], ...]:
    """
    Every reading at each trigger of a sentence: the lexicon's, the one that counts
    first and its rivals behind it, then the language model's.
    """
    here = [actor for actor in actors if actor.sentence == tree.sentence.index]
    view = View(tree, here)
    reader = EventReader(view)
    heard = {one.token: (told(view, one),) for one in tree.sentence.triggers or ()}
    tokens = range(len(tree.tokens))
    every = (reader.all(token) + heard.get(token, ()) for token in tokens)
    return tuple(found for found in every if found)
