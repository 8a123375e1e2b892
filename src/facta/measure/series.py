"""
Happenings to series: for each directed dyad and period, how friendly its words and its
deeds were. Pure.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from facta.measure.quantiles import t_quantile
from facta.records import Date, Happening

Period = Literal["week", "month"]
Dyad = tuple[str, str]
UNREAL = {"historical", "future", "hypothetical", "negation"}
WORDS = {1, 3}
LEVEL = 0.90
PRIOR_FREEDOM, PRIOR_SPREAD = (
    2.0,
    3.0,
)  # as if two scores had shown that scores of one kind differ by about 3
LOWEST, HIGHEST = -10.0, 10.0


class Mean(Struct, frozen=True, kw_only=True):
    """The mean score of `count` happenings, -10 to 10, and its 90 % interval."""

    mean: float
    low: float
    high: float
    count: int


class Point(Struct, frozen=True, kw_only=True):
    """
    One period of a dyad, by its first day. `words` and `deeds` are None where nothing
    of the kind happened; `gap` is words minus deeds, None where one is missing.
    """

    begin: Date
    words: Mean | None
    deeds: Mean | None
    gap: float | None
    volume: int


class Series(Struct, frozen=True, kw_only=True):
    """
    A dyad from its first period to its last, without holes; all that `actor` did to
    `recipient`.
    """

    actor: str
    recipient: str
    period: Period
    points: tuple[Point, ...]


def series(
    happenings: Iterable[Happening],
    *,
    period: Period = "week",
    dyads: Sequence[Dyad] | None = None,
) -> tuple[Series, ...]:
    """
    Words and deeds of each directed dyad over time.

    Counts happenings, not reports. What is historical, planned, hypothetical or negated
    is left out, and what has no date as precise as the period or only a bound, the day
    of publication.

    Args:
        happenings: any order.
        period: week (from Monday) or month.
        dyads: only these, in this order; by default all, by name.
    """
    scores: dict[Dyad, dict[Date, list[Happening]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for happening in happenings:
        if (begin := _begin(happening, period)) and not UNREAL & set(
            happening.auxiliary
        ):
            for dyad in directed(happening):
                scores[dyad][begin].append(happening)
    wanted = (
        sorted(scores) if dyads is None else [dyad for dyad in dyads if dyad in scores]
    )
    return tuple(
        Series(
            actor=dyad[0],
            recipient=dyad[1],
            period=period,
            points=tuple(_points(scores[dyad], period)),
        )
        for dyad in wanted
    )


def main_dyads(happenings: Iterable[Happening], limit: int) -> tuple[Dyad, ...]:
    """The directed dyads with most real happenings, most first, then by name."""
    real = (
        happening for happening in happenings if not UNREAL & set(happening.auxiliary)
    )
    counts = Counter(dyad for happening in real for dyad in directed(happening))
    return tuple(sorted(counts, key=lambda dyad: (-counts[dyad], dyad))[:limit])


def directed(happening: Happening) -> tuple[Dyad, ...]:
    """
    Each actor towards each recipient; where all parties act alike and none receives,
    each towards each other.
    """
    receiving = happening.recipient or happening.actor
    return tuple(
        dict.fromkeys(
            (one, other)
            for one in happening.actor
            for other in receiving
            if one != other
        )
    )


def mean(scores: Sequence[float]) -> Mean | None:
    """
    The mean of scores with a 90 % interval; None for no scores.

    With a scaled inverse chi-squared prior on the variance (two scores' worth, spread
    3) and a flat one on the mean, the mean follows Student's t: one score alone gets a
    wide interval, not none.

    Source: Gelman et al., Bayesian Data Analysis (3rd ed.), section 3.3.

    >>> mean([-9.0, -9.5, -9.0]).count
    3
    """
    if not scores:
        return None
    count, middle = len(scores), sum(scores) / len(scores)
    freedom = PRIOR_FREEDOM + count - 1
    squares = PRIOR_FREEDOM * PRIOR_SPREAD**2 + sum(
        (score - middle) ** 2 for score in scores
    )
    half = t_quantile((1 + LEVEL) / 2, freedom) * math.sqrt(squares / freedom / count)
    return Mean(
        mean=middle,
        low=max(middle - half, LOWEST),
        high=min(middle + half, HIGHEST),
        count=count,
    )


def _begin(happening: Happening, period: Period) -> Date | None:
    """
    The first day of the period, where a date is told that is precise enough; a bound
    tells none.
    """
    date = happening.date
    precise = ("day",) if period == "week" else ("day", "month")
    if (
        date is None
        or happening.date_basis == "published"
        or happening.date_precision not in precise
    ):
        return None
    return (
        date.replace(day=1)
        if period == "month"
        else date - datetime.timedelta(days=date.weekday())
    )


def _points(by_period: dict[Date, list[Happening]], period: Period) -> Iterator[Point]:
    for begin in _periods(min(by_period), max(by_period), period):
        found = sorted(by_period.get(begin, ()), key=lambda happening: happening.id)
        words = mean(
            [happening.score for happening in found if happening.quad_code in WORDS]
        )
        deeds = mean(
            [happening.score for happening in found if happening.quad_code not in WORDS]
        )
        yield Point(
            begin=begin,
            words=words,
            deeds=deeds,
            gap=words.mean - deeds.mean if words and deeds else None,
            volume=len(found),
        )


def _periods(first: Date, last: Date, period: Period) -> Iterator[Date]:
    begin = first
    yield begin
    while begin < last:  # a step past the last one could leave the calendar
        step = begin + datetime.timedelta(days=7 if period == "week" else 31)
        begin = step.replace(day=1) if period == "month" else step
        yield begin
