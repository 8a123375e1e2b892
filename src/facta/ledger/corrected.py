"""
Records with what a person corrected in them laid over. Pure.

A correction is valid when it is kept, so nothing here can fail.
"""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from facta.ledger.corrections import (
    End,
    OfCommitment,
    OfEvent,
    OfFigure,
    OfHappening,
    OfStatement,
    dated,
    given,
)
from facta.ledger.event_types import ontology
from facta.records import (
    Actor,
    Annotation,
    Commitment,
    Event,
    Figure,
    Happening,
    Span,
    Speaker,
    Statement,
)

Told = TypeVar("Told", Event, Happening)


def event(item: Event, values: OfEvent, whole: Annotation) -> Event:
    """An event with what was corrected; a mode that its type lacks goes."""
    now: dict[str, Any] = {}
    if isinstance(values.type, str):
        now["event_type"] = values.type
    if values.mode is not UNSET:
        now["mode"] = values.mode
    if values.auxiliary is not UNSET:
        now["auxiliary"] = values.auxiliary
    for side in ("actor", "recipient"):
        ends = getattr(values, side)
        if ends is not UNSET:
            now[side] = tuple(
                _actor(end, item.trigger, item.sentence, whole) for end in ends
            )
    found = replace(item, **now, **dated(values.date))
    return _scored(found) if {"event_type", "mode"} & now.keys() else found


def statement(item: Statement, values: OfStatement) -> Statement:
    """A statement with another speaker, or one of another kind."""
    speaker = item.speaker
    if values.speaker is None:
        speaker = replace(speaker, name=None, country=None, sector=None)
    elif isinstance(values.speaker, End):
        end = values.speaker
        speaker = Speaker(
            kind="named",
            span=speaker.span,
            name=end.name,
            country=end.country,
            sector=end.sector,
        )
    if values.kind is not UNSET:
        speaker = replace(speaker, kind=values.kind)
    return replace(item, speaker=speaker)


def commitment(item: Commitment, values: OfCommitment, whole: Annotation) -> Commitment:
    """A commitment of another kind, with other parties, day or outcome."""
    now: dict[str, Any] = {
        name: value
        for name, value in given(values).items()
        if name in ("kind", "status", "due")
    }
    for side in ("maker", "recipient"):
        end = getattr(values, side)
        if isinstance(end, End):
            now[side] = _actor(end, item.content, item.sentence, whole)
        elif end is None:
            now[side] = None
    return replace(item, **now)


def happening(item: Happening, values: OfHappening) -> Happening:
    """A happening of another type, or at another time."""
    found = replace(item, **dated(values.date))
    if isinstance(values.type, str):
        return _scored(replace(found, event_type=values.type))
    return found


def figure(item: Figure, values: OfFigure) -> Figure:
    """A figure of another value, unit or thing; another value has no bounds."""
    now = given(values)
    if "value" in now:
        now |= {"low": None, "high": None}
    return replace(item, **now)


def _scored(item: Told) -> Told:
    """With the mode, class and score that its type has."""
    known = ontology()
    mode = item.mode if item.mode in known.modes(item.event_type) else None
    return replace(
        item,
        mode=mode,
        quad_code=known.quad(item.event_type),
        score=known.score(item.event_type, mode),
    )


def _actor(end: End, near: Span, sentence: int, whole: Annotation) -> Actor:
    """
    A party by the nearest passage that names it; by that of the record where none does.
    """
    named = [
        actor
        for actor in whole.actors
        if (actor.name, actor.country) == (end.name, end.country)
    ]
    if named:
        mention = min(
            named, key=lambda actor: (abs(actor.span.start - near.start), actor.span)
        )
        sector = end.sector or mention.sector
        return replace(mention, sector=sector, confidence=1.0)
    return Actor(
        span=near,
        name=end.name,
        country=end.country,
        sector=end.sector,
        office=None,
        sentence=sentence,
        head=0,
    )
