"""
Who did what to whom: events of a document by lexicon, frame and composition.

    events(document, sentences, actors, times, statements, lexicon)    every event
    readings(sentence, actors, lexicon)    all readings of a sentence, rivals included
"""

from __future__ import annotations

from collections.abc import Sequence

from facta.extract.covering import Covering
from facta.extract.events.coding import Scene, coded
from facta.extract.events.reader import Reader
from facta.extract.events.reading import Reading
from facta.extract.events.views import View
from facta.extract.lexicon import Lexicon
from facta.extract.times import Story
from facta.records import Actor, Document, Event, Sentence, Statement, Time

__all__ = ["Reading", "events", "readings"]


def events(
    document: Document,
    sentences: Sequence[Sentence],
    actors: Sequence[Actor],
    times: Sequence[Time],
    statements: Sequence[Statement],
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """
    The events of a document, in text order.

    Args:
        actors: the document's mentions; only they can act or be acted on.
        times: its expressions of time; an event takes the date that governs it.
        statements: those of the document; an event inside a statement's content carries
            its position.

    Returns:
        One event for each pair of actor and recipient; parties of a meeting or an
        agreement stand in one event, each of them both as actor and as recipient.
    """
    mentions: dict[int, list[Actor]] = {}
    for actor in actors:
        mentions.setdefault(actor.sentence, []).append(actor)
    found: list[Event] = []
    said, story = (
        Covering([statement.content for statement in statements]),
        Story(sentences, times, document),
    )
    for sentence in sentences:
        if sentence.index not in mentions:
            continue
        reader = Reader(View(sentence, mentions[sentence.index]), lexicon)
        told = [
            reading
            for reading in reader.readings()
            if reading.actors or reading.recipients
        ]
        if told:
            scene = Scene(
                document, sentence, times, statements, said, story.before(sentence)
            )
            found += coded(reader, told, scene, lexicon)
    return tuple(found)


def readings(
    sentence: Sentence, actors: Sequence[Actor], lexicon: Lexicon
) -> tuple[tuple[Reading, ...], ...]:
    """
    Every reading at each trigger of a sentence, the one that counts first and its
    rivals behind it.
    """
    reader = Reader(
        View(sentence, [actor for actor in actors if actor.sentence == sentence.index]),
        lexicon,
    )
    return tuple(
        found for token in range(len(sentence.tokens)) if (found := reader.all(token))
    )
