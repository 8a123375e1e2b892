"""
A relationship from counts of event data: of each directed dyad and year (or month ...) how
much cooperation and conflict there was in words and in deeds. Pure.

Only the class of each event is known, so each counts with the mean score of the types
of its class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facta.measure.dyads import Dyad
from facta.measure.relationship import (
    Direction,
    Relationship,
    Row,
    Step,
    answers,
    turned,
)
from facta.measure.scores import apart, mean
from facta.records import Date, DyadCount

# PLOVER's quad classes: what is said and what is done, each friendly and not
SAID, DONE = (1, 3), (2, 4)


def of_counts(
    counts: Iterable[DyadCount],
    one: str,
    other: str,
    *,
    scores: dict[int, float],
    period: Step,
) -> Relationship:
    """
    The relationship of two parties, from counts.

    Args:
        counts: any order; of others, too.
        one: who acts, as the counts name it.
        other: another one.
        scores: of an event of each quad class.
        period: how long each count is of.
    """
    ends = {one, other}
    found = [each for each in counts if {each.actor, each.recipient} == ends]
    days = sorted({each.begin for each in found})
    first, second = (
        _direction(found, dyad, days, scores, period)
        for dyad in ((one, other), (other, one))
    )
    return Relationship(
        one=one,
        other=other,
        period=period,
        directions=(first, second),
        answers=answers(
            list(zip(_nets(first), _nets(second), strict=True)), (one, other), period
        ),
    )


def _direction(
    counts: Sequence[DyadCount],
    dyad: Dyad,
    days: Sequence[Date],
    scores: dict[int, float],
    period: Step,
) -> Direction:
    mine = {
        each.begin: each.of for each in counts if (each.actor, each.recipient) == dyad
    }
    rows = tuple(_row(day, mine.get(day, {}), scores) for day in days)
    whole = {
        code: sum(of.get(code, 0) for of in mine.values()) for code in (*SAID, *DONE)
    }
    columns = {
        name: [value.mean if value else float("nan") for value in values]
        for name, values in (
            ("words", [row.words for row in rows]),
            ("deeds", [row.deeds for row in rows]),
        )
    }
    return Direction(
        actor=dyad[0],
        recipient=dyad[1],
        rows=rows,
        words=mean(_scores(whole, SAID, scores)),
        deeds=mean(_scores(whole, DONE, scores)),
        turns=tuple(turn for _, turn in turned(days, columns, period)),
    )


def _row(day: Date, of: dict[int, int], scores: dict[int, float]) -> Row:
    said, did = _scores(of, SAID, scores), _scores(of, DONE, scores)
    return Row(
        begin=day,
        words=mean(said),
        deeds=mean(did),
        gap=apart(said, did) if said and did else None,
        volume=sum(of.values()),
    )


def _scores(
    of: dict[int, int], classes: Iterable[int], scores: dict[int, float]
) -> list[float]:
    return [scores[code] for code in classes for _ in range(of.get(code, 0))]


def _nets(direction: Direction) -> Iterator[float]:
    """What was added up in each period."""
    for row in direction.rows:
        parts = (value for value in (row.words, row.deeds) if value)
        yield sum(value.mean * value.count for value in parts)
