"""
How much happened of all that was told: counts of a dyad corrected for how much was
reported at all in each period. Pure.

Twice as many accounts tell twice as many happenings, and nothing has changed. A rate
divides what is told of a dyad by what is told of all; where little is told it stays
close to the rate of the dyad's other periods, with a wide interval.

Source: Clayton and Kaldor (1987), Empirical Bayes Estimates of Age-Standardized
Relative Risks for Use in Disease Mapping, Biometrics 43(3), sections 2 and 3.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from facta.errors import SettingsError
from facta.measure.dyads import Dyad
from facta.measure.periods import Period
from facta.measure.quantiles import gamma_quantile
from facta.measure.scores import LEVEL, Absent, Estimate, Value, volume
from facta.measure.series import Point, Series, placed, series
from facta.records import Date, Happening

HUNDRED = 100.0
NOTHING_TOLD = Absent("nothing told of anybody")
# happenings' worth of what is known beforehand, at least: Jeffreys' half
LEAST_SHAPE = 0.5
# Of what the other periods tell, as how much the usual rate is known, at most: with it
# intervals hold 84 to 90 % of simulated rates of six periods and of 25, where rates
# differ, and more where they do not.
MOST = 0.1


def exposed(
    happenings: Iterable[Happening],
    *,
    told: Iterable[Happening] | None = None,
    period: Period = "week",
    dyads: Sequence[Dyad] | None = None,
) -> tuple[Series, ...]:
    """
    The happenings of each dyad for every hundred that are told of all dyads, over time.

    Args:
        happenings: of the dyads to measure, any order.
        told: all that is told, of whomever; by default these happenings.
        period: day, week (from Monday), month or quarter.
        dyads: only these, in this order; by default all, by name.
    """
    happenings = list(happenings)
    whole = told_by_period(happenings if told is None else told, period)
    found = []
    for item in series(happenings, volume, period=period, dyads=dyads):
        counts = [point.value.mean if point.value else 0 for point in item.points]
        of = [
            max(count, whole[point.begin])
            for count, point in zip(counts, item.points, strict=True)
        ]
        values = rates(counts, of)
        points = tuple(
            Point.of(point.begin, value)
            for point, value in zip(item.points, values, strict=True)
        )
        found.append(
            Series(
                actor=item.actor,
                recipient=item.recipient,
                period=period,
                points=points,
            )
        )
    return tuple(found)


def told_by_period(told: Iterable[Happening], period: Period) -> Counter[Date]:
    """How many happenings between two parties each period has, by its first day."""
    inside: defaultdict[Date, set[str]] = defaultdict(set)
    for by_period in placed(told, period).values():
        for first, happenings in by_period.items():
            inside[first].update(happening.id for happening in happenings)
    return Counter({first: len(ids) for first, ids in inside.items()})


def rates(counts: Sequence[float], told: Sequence[float]) -> tuple[Value, ...]:
    """
    For each period how many of a hundred told are the dyad's: the mean of a Gamma
    distribution with its 90 % interval, given the rates of all periods.

    Args:
        counts: of the dyad, one a period.
        told: of all, one a period, and never fewer.

    Raises:
        SettingsError: a count is negative or above what was told.

    >>> [round(value.mean, 1) for value in rates([5, 0, 1], [50, 40, 1])]
    [9.6, 1.1, 17.5]
    """
    for count, of in zip(counts, told, strict=True):
        if not 0 <= count <= of:
            raise SettingsError(f"{count} of {of} told; give a part of the whole")
    whole = sum(told)
    usual = max(sum(counts), LEAST_SHAPE) / whole if whole else 0.0
    weight = _weight(counts, told, usual)
    return tuple(
        _rate(count, of, usual, min(weight, MOST * (whole - of)))
        for count, of in zip(counts, told, strict=True)
    )


def _rate(count: float, told: float, usual: float, weight: float) -> Value:
    """A rate that is known beforehand as if so many had been told at the usual one."""
    if not told:
        return NOTHING_TOLD
    shape = max(weight * usual, LEAST_SHAPE)
    exposure = shape / usual + told
    low, high = (
        min(HUNDRED * gamma_quantile(share, shape + count) / exposure, HUNDRED)
        for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    )
    mean = HUNDRED * (shape + count) / exposure
    return Estimate(mean=min(mean, HUNDRED), low=low, high=high, count=int(told))


def _weight(counts: Sequence[float], told: Sequence[float], usual: float) -> float:
    """
    How many told the usual rate is worth: many where periods differ no more than by
    chance, few where they do; by moments, and a standard error of these on the side of
    difference, since what is drawn too near to the usual rate seems too sure.
    """
    whole = sum(told)
    seen = [(count, of) for count, of in zip(counts, told, strict=True) if of]
    by_chance = len(seen) - 1
    if not by_chance > 0:
        return 0.0
    square = sum(of * (count / of - usual) ** 2 for count, of in seen)
    free = whole - sum(of * of for _, of in seen) / whole
    more = max(square - by_chance * usual, 0.0) + math.sqrt(2 * by_chance) * usual
    return free * usual / more
