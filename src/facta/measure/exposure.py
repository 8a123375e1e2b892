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
from statistics import NormalDist

from msgspec import Struct

from facta.errors import SettingsError
from facta.measure.dyads import Dyad
from facta.measure.periods import Period
from facta.measure.quantiles import gamma_quantile
from facta.measure.scores import (
    LEVEL,
    PRIOR_FREEDOM,
    PRIOR_SPREAD,
    Absent,
    Estimate,
    Value,
    volume,
)
from facta.measure.series import Point, Series, placed, series
from facta.records import Date, Happening

HUNDRED = 100.0
NOTHING_TOLD = Absent("nothing told of anybody")
# happenings' worth of what is known beforehand, at least: Jeffreys' half
LEAST_SHAPE = 0.5
# Of what the other periods tell, as how much the usual rate is known, at most: so
# intervals hold 86 to 89 % of simulated rates that differ between 6 or 25 periods.
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
    _check(counts, told)
    return tuple(
        _rate(known, of) if known else NOTHING_TOLD
        for known, of in zip(_known(counts, told), told, strict=True)
    )


def sums(scores: Sequence[Sequence[float]], told: Sequence[float]) -> tuple[Value, ...]:
    """
    For each period what the scores of the dyad's happenings come to for every hundred
    told: the rate times the mean score, with a 90 % interval for both.

    The mean score of a period is drawn to that of all by one happening's worth, so that
    a period in which nothing happened has the usual one, at its own low rate.

    Args:
        scores: of the dyad's happenings, one sequence a period.
        told: of all, one a period, and never fewer.

    Raises:
        SettingsError: more scores than were told.

    >>> [round(value.mean, 1) for value in sums([[-8.0, -6.0], [], [4.0]], [20, 30, 10])]
    [-48.1, -4.2, 2.5]
    """
    counts = [len(inside) for inside in scores]
    _check(counts, told)
    every = [score for inside in scores for score in inside]
    usual = sum(every) / len(every) if every else 0.0
    squares = PRIOR_FREEDOM * PRIOR_SPREAD**2 + sum(
        (score - usual) ** 2 for score in every
    )
    variance = squares / (PRIOR_FREEDOM + len(every))
    return tuple(
        _sum(known, inside, usual, variance, of) if known else NOTHING_TOLD
        for known, inside, of in zip(_known(counts, told), scores, told, strict=True)
    )


class _Known(Struct, frozen=True):
    """A Gamma distribution of a rate: as if so many had happened of so many told."""

    happened: float
    told: float

    @property
    def mean(self) -> float:
        return self.happened / self.told

    @property
    def variance(self) -> float:
        return self.happened / self.told**2


def _check(counts: Sequence[float], told: Sequence[float]) -> None:
    for count, of in zip(counts, told, strict=True):
        if not 0 <= count <= of:
            raise SettingsError(f"{count} of {of} told; give a part of the whole")


def _known(counts: Sequence[float], told: Sequence[float]) -> list[_Known | None]:
    """What is known of the rate of each period, from all; None where none is told."""
    whole = sum(told)
    usual = max(sum(counts), LEAST_SHAPE) / whole if whole else 0.0
    weight = _weight(counts, told, usual)
    found: list[_Known | None] = []
    for count, of in zip(counts, told, strict=True):
        # beforehand, as if so many had happened of those told at the usual rate
        before = max(min(weight, MOST * (whole - of)) * usual, LEAST_SHAPE)
        found.append(_Known(before + count, before / usual + of) if of else None)
    return found


def _rate(known: _Known, told: float) -> Estimate:
    low, high = (
        min(HUNDRED * gamma_quantile(share, known.happened) / known.told, HUNDRED)
        for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    )
    mean = min(HUNDRED * known.mean, HUNDRED)
    return Estimate(mean=mean, low=low, high=high, count=int(told))


def _sum(
    known: _Known, scores: Sequence[float], usual: float, variance: float, told: float
) -> Estimate:
    """The product of two that are known apart, by its first two moments."""
    middle = (usual + sum(scores)) / (1 + len(scores))
    spread = variance / (1 + len(scores))
    mean = HUNDRED * known.mean * middle
    deviation = HUNDRED * math.sqrt(
        known.mean**2 * spread + known.variance * middle**2 + known.variance * spread
    )
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) * deviation
    return Estimate(mean=mean, low=mean - half, high=mean + half, count=int(told))


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
