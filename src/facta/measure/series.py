"""
One measure of a directed dyad over time, period by period. Pure.

Happenings are measured within each period. Pledges are measured up to its end: how far
a word is kept rests on all that came due before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from facta.measure.dyads import Dyad, directed, is_background, is_real
from facta.measure.periods import Period, begin, periods
from facta.measure.scores import Absent, Estimate, Value
from facta.measure.trust import outcome
from facta.records import Date, Happening, Pledge, Precision

Thing = TypeVar("Thing", Happening, Pledge)
Rule = Callable[[Sequence[Thing]], Value]
# a month lies in no one week, a season in no one month; a quarter counts as a season
PRECISE: dict[Period, frozenset[Precision]] = {
    "day": frozenset({"day"}),
    "week": frozenset({"day"}),
    "month": frozenset({"day", "month"}),
    "quarter": frozenset({"day", "month", "season"}),
}


class Point(Struct, frozen=True, kw_only=True):
    """
    One period of a dyad, by its first day: a value, or the reason why there is none.
    """

    begin: Date
    value: Estimate | None
    absent: str | None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.absent is None):
            raise ValueError("a point has a value or a reason why there is none")

    @classmethod
    def of(cls, begin: Date, value: Value) -> Point:
        """The point that a rule gives for a period."""
        if isinstance(value, Absent):
            return cls(begin=begin, value=None, absent=value.reason)
        return cls(begin=begin, value=value, absent=None)


class Series(Struct, frozen=True, kw_only=True):
    """
    A dyad from its first period to its last, without holes; `recipient` is None for
    what was promised to nobody in particular.
    """

    actor: str
    recipient: str | None
    period: Period
    points: tuple[Point, ...]


def series(
    happenings: Iterable[Happening],
    rule: Rule[Happening],
    *,
    period: Period = "week",
    dyads: Sequence[Dyad] | None = None,
) -> tuple[Series, ...]:
    """
    A measure of each directed dyad over time.

    Counts happenings, not reports, where `placed` places them.

    Args:
        happenings: any order.
        rule: what the happenings of one period say, which it gets by id.
        period: day, week (from Monday), month or quarter.
        dyads: only these, in this order; by default all, by name.
    """
    found = placed(happenings, period)
    wanted = sorted(found)
    if dyads is not None:
        wanted = [dyad for dyad in dyads if dyad in found]
    return tuple(
        Series(
            actor=dyad[0],
            recipient=dyad[1],
            period=period,
            points=tuple(
                Point.of(first, rule(inside))
                for first, inside in _filled(found[dyad], period)
            ),
        )
        for dyad in wanted
    )


def placed(
    happenings: Iterable[Happening], period: Period
) -> dict[Dyad, dict[Date, list[Happening]]]:
    """
    The happenings of each dyad by the first day of their period, in each by id.

    What is planned, hypothetical or negated is left out, and what has no date as
    precise as the period or only a bound, the day of publication. What is told as
    background has its place in its own time, from the first period on that accounts of
    the time tell of the dyad; before it, only what is remembered would be counted.
    """
    found: dict[Dyad, dict[Date, list[Happening]]] = defaultdict(
        lambda: defaultdict(list)
    )
    background: list[tuple[Dyad, Date, Happening]] = []
    for happening in happenings:
        first = first_day(happening, period)
        if first is None:
            continue
        for dyad in directed(happening):
            if is_real(happening):
                found[dyad][first].append(happening)
            elif is_background(happening):
                background.append((dyad, first, happening))
    begins = {dyad: min(by_period) for dyad, by_period in found.items()}
    for dyad, first, happening in background:
        if dyad in begins and first >= begins[dyad]:
            found[dyad][first].append(happening)
    # by id, as the sum of scores depends on their order in its last digits
    for by_period in found.values():
        for inside in by_period.values():
            inside.sort(key=lambda happening: happening.id)
    return found


def standing(
    pledges: Iterable[Pledge], rule: Rule[Pledge], *, period: Period = "week"
) -> tuple[Series, ...]:
    """
    A measure of each maker of commitments towards each whom he made them to, over time.

    Counts pledges, not reports, from the day on which they came due. What is open is
    left out, and what has no such day.

    Args:
        pledges: any order.
        rule: what all pledges say that came due by the end of a period.
        period: day, week (from Monday), month or quarter.
    """
    found: dict[tuple[str, str | None], dict[Date, list[Pledge]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for pledge in sorted(pledges, key=lambda pledge: pledge.id):
        came = outcome(pledge)
        if came is not None and pledge.maker != pledge.recipient:
            dyad = pledge.maker, pledge.recipient
            found[dyad][begin(came.day, period)].append(pledge)
    return tuple(
        Series(
            actor=maker,
            recipient=recipient,
            period=period,
            points=tuple(_standing(found[maker, recipient], rule, period)),
        )
        for maker, recipient in sorted(found, key=lambda dyad: (dyad[0], dyad[1] or ""))
    )


def _standing(
    by_period: Mapping[Date, Sequence[Pledge]], rule: Rule[Pledge], period: Period
) -> Iterator[Point]:
    due: list[Pledge] = []
    value: Value = Absent("nothing came due yet")
    for first, inside in _filled(by_period, period):
        # a period in which nothing comes due repeats the one before; far days make many
        if inside:
            due.extend(inside)
            value = rule(due)
        yield Point.of(first, value)


def _filled(
    by_period: Mapping[Date, Sequence[Thing]], period: Period
) -> Iterator[tuple[Date, Sequence[Thing]]]:
    """Every period from the first to the last with what lies in it."""
    for first in periods(min(by_period), max(by_period), period):
        yield first, by_period.get(first, ())


def first_day(happening: Happening, period: Period) -> Date | None:
    """
    The first day of the period, where a date is told that is precise enough; a bound
    tells none.
    """
    if happening.date is None or happening.date_basis == "published":
        return None
    if happening.date_precision not in PRECISE[period]:
        return None
    first = begin(happening.date, period)
    # a season of the weather begins in the last month of a quarter and leaves it
    if happening.date_precision == "season" and happening.date != first:
        return None
    return first
