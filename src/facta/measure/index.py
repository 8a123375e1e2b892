"""
How a relationship stands, as one number that can be taken apart: the scores of all that
one party did to another, added up, each fading with its age. Pure.

A sum, and no mean: two attacks are worse than one, what is long past and silence both
lead back to 0, and every part is one happening's own. In a mean each happening would
change the share of all others. Its price is that more accounts make it larger on either
side; `exposure` measures how many there were.

Sources: Goldstein (1992), A Conflict-Cooperation Scale for WEIS Events Data, Journal of
Conflict Resolution 36(2), for sums of scores of acts; Brown (1956), Exponential
Smoothing for Predicting Demand, for the fading.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.errors import SettingsError
from facta.measure.dyads import Dyad
from facta.measure.periods import Period, begin
from facta.measure.scores import Estimate, net
from facta.measure.series import Point, Series, placed, series
from facta.records import Date, Happening

# until a happening counts half: a quarter of a year; judged, not fitted
HALF_LIFE_WEEKS = 13.0


class Mover(Struct, frozen=True, kw_only=True):
    """
    What one happening did to an index: `by` is what it added, friendly above 0, or
    what its fading took back; `new` says that it lies between the two periods.
    """

    happening: str
    by: float
    new: bool


class Movement(Struct, frozen=True, kw_only=True):
    """
    An index in one period and in a later one, with what moved it between them, the
    greatest first; `after` less `before` is the sum of the movers.
    """

    before: float
    after: float
    movers: tuple[Mover, ...]


def index(
    happenings: Iterable[Happening],
    *,
    told: Iterable[Happening] | None = None,
    period: Period = "week",
    dyads: Sequence[Dyad] | None = None,
    half_life_weeks: float = HALF_LIFE_WEEKS,
) -> tuple[Series, ...]:
    """
    How one party treats another: the sum of the scores of its acts, old ones fading.

    A happening counts in full in its own period. The number is exact, as that of what
    was told; `count` is of all happenings until then.

    Args:
        happenings: any order.
        told: says nothing here.
        period: day, week (from Monday), month or quarter.
        dyads: only these, in this order; by default all, by name.
        half_life_weeks: weeks until a happening counts half; above 0.

    Raises:
        SettingsError: half_life_weeks is 0 or less.
    """
    del told
    _check(half_life_weeks)
    found = series(happenings, net, period=period, dyads=dyads)
    return tuple(
        Series(
            actor=item.actor,
            recipient=item.recipient,
            period=period,
            points=tuple(_faded(item.points, half_life_weeks)),
        )
        for item in found
    )


def taken_apart(
    happenings: Iterable[Happening],
    dyad: Dyad,
    first: Date,
    last: Date,
    *,
    period: Period = "week",
    half_life_weeks: float = HALF_LIFE_WEEKS,
) -> Movement:
    """
    What moved the index of a dyad from the period of one day to that of a later one.

    Args:
        happenings: any order; what lies after the later period says nothing.
        dyad: who acts, and towards whom.
        first: a day of the period to start from.
        last: a day of the period to end with.
        period: day, week (from Monday), month or quarter.
        half_life_weeks: weeks until a happening counts half; above 0.

    Raises:
        SettingsError: half_life_weeks is 0 or less, or the days are the wrong way round.
    """
    _check(half_life_weeks)
    start, end = begin(first, period), begin(last, period)
    if end < start:
        raise SettingsError(f"{first} to {last}: give the earlier day first")
    told = [
        (day, happening)
        for day, inside in placed(happenings, period).get(dyad, {}).items()
        for happening in inside
    ]
    before, after = (
        [each.score * _weight(day, now, half_life_weeks) for day, each in told]
        for now in (start, end)
    )
    movers = [
        Mover(happening=happening.id, by=now - then, new=day > start)
        for (day, happening), then, now in zip(told, before, after, strict=True)
        if now != then
    ]
    return Movement(
        before=math.fsum(before),
        after=math.fsum(after),
        movers=tuple(
            sorted(movers, key=lambda mover: (-abs(mover.by), mover.happening))
        ),
    )


def _check(half_life_weeks: float) -> None:
    if not 0 < half_life_weeks < math.inf:
        raise SettingsError(
            f"half_life_weeks is {half_life_weeks}; give a number above 0"
        )


def _faded(points: Sequence[Point], half_life_weeks: float) -> Iterator[Point]:
    standing, count = 0.0, 0
    before = points[0].begin
    for point in points:
        assert point.value is not None
        standing *= _weight(before, point.begin, half_life_weeks)
        standing += point.value.mean
        count += point.value.count
        before = point.begin
        value = Estimate(mean=standing, low=standing, high=standing, count=count)
        yield Point.of(point.begin, value)


def _weight(day: Date, now: Date, half_life_weeks: float) -> float:
    """How much counts in one period of what was done in another; nothing before it."""
    days = (now - day).days
    return 0.5 ** (days / 7 / half_life_weeks) if days >= 0 else 0.0
