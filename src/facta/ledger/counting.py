"""
One account as it counts: without the records that were rejected, the others as they
were corrected. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from facta.ledger import corrected, corrections
from facta.ledger.columns import figure_id
from facta.ledger.effects import NO_EFFECT, Effect, Key
from facta.ledger.nouns import Kind
from facta.records import Annotation, Commitment, Event, Figure, Statement

# What a person vouches for is as sure as can be.
SURE = 1.0
Effects = Mapping[Key, Effect]
Sure = TypeVar("Sure", Event, Statement)


def counted(
    whole: Annotation, effects: Effects, fallen: Collection[str] = ()
) -> Annotation:
    """
    An account as it counts; itself where nothing was decided of what it tells.

    Args:
        whole: the account as it was extracted.
        effects: what was decided, by kind and id.
        fallen: events that count for nothing, whatever was decided of them.
    """
    if not any(key in effects or key[1] in fallen for key in _keys(whole)):
        return whole

    def stays(kind: Kind, name: str) -> bool:
        return effects.get((kind, name), NO_EFFECT).vote != "rejected"

    said = [
        at for at, item in enumerate(whole.statements) if stays("statement", item.id)
    ]
    # statements are told by their places, which go on from where one was left out
    place = {before: now for now, before in enumerate(said)}
    return replace(
        whole,
        events=tuple(
            replace(
                _event(item, effects, whole),
                reported_in=_moved(item.reported_in, place),
            )
            for item in whole.events
            if stays("event", item.id) and item.id not in fallen
        ),
        statements=tuple(
            replace(_statement(item, effects), denies=_moved(item.denies, place))
            for item in (whole.statements[at] for at in said)
        ),
        commitments=tuple(
            _commitment(item, effects, whole)
            for item in whole.commitments
            if stays("commitment", item.id)
        ),
        figures=tuple(
            figure(item, effects)
            for item in whole.figures
            if stays("figure", figure_id(item))
        ),
    )


def figure(item: Figure, effects: Effects) -> Figure:
    """A figure as it counts."""
    values = effects.get(("figure", figure_id(item)), NO_EFFECT).values
    if isinstance(values, corrections.OfFigure):
        return corrected.figure(item, values)
    return item


def _keys(whole: Annotation) -> Iterator[Key]:
    """The kinds and ids of all that an account tells."""
    for event in whole.events:
        yield "event", event.id
    for said in whole.statements:
        yield "statement", said.id
    for made in whole.commitments:
        yield "commitment", made.id
    for number in whole.figures:
        yield "figure", figure_id(number)


def _event(item: Event, effects: Effects, whole: Annotation) -> Event:
    effect = effects.get(("event", item.id), NO_EFFECT)
    found = item
    if isinstance(effect.values, corrections.OfEvent):
        found = corrected.event(item, effect.values, whole)
    return _vouched(found, effect)


def _statement(item: Statement, effects: Effects) -> Statement:
    effect = effects.get(("statement", item.id), NO_EFFECT)
    found = item
    if isinstance(effect.values, corrections.OfStatement):
        found = corrected.statement(item, effect.values)
    return _vouched(found, effect)


def _commitment(item: Commitment, effects: Effects, whole: Annotation) -> Commitment:
    values = effects.get(("commitment", item.id), NO_EFFECT).values
    if isinstance(values, corrections.OfCommitment):
        return corrected.commitment(item, values, whole)
    return item


def _vouched(item: Sure, effect: Effect) -> Sure:
    """A record that a person accepted, as sure as can be."""
    if effect.vote == "accepted":
        return replace(item, confidence=SURE)
    return item


def _moved(place: int | None, now: Mapping[int, int]) -> int | None:
    """Where a statement stands now; None where it counts for nothing."""
    if place is None:
        return None
    return now.get(place)
