"""
How two parties stand to each other: each direction over time in words and deeds, where
its level turned and what moved it there, and who answers whom. Pure.

From happenings and pledges of a ledger (`of_happenings`), or from counts of event data
(`facta.measure.counts`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from facta.measure.changes import WITHIN, Change, Move, changes
from facta.measure.coverage import in_a_row, valued
from facta.measure.dyads import Dyad
from facta.measure.index import Mover, taken_apart
from facta.measure.online import watched
from facta.measure.periods import Period, periods
from facta.measure.reciprocity import Reciprocity, reciprocity
from facta.measure.scores import WORDS, Estimate, deeds, gap, net, volume, words
from facta.measure.series import Point, Rule, placed, series
from facta.measure.trust import HALF_LIFE_WEEKS, Trust, outcomes, trust
from facta.records import Date, Happening, Pledge

Step = Literal["day", "week", "month", "quarter", "year"]
# periods from one turn to the next that are expected beforehand, two years but for
# years; judged
EVERY: dict[Step, float] = {
    "day": 730.0,
    "week": 104.0,
    "month": 24.0,
    "quarter": 8.0,
    "year": 8.0,
}
MOVERS = 5  # that are told of a turn
BEHIND = 1  # periods behind a turn in which they still may lie
SEED = 1  # of the shifts behind who answers whom


class Row(Struct, frozen=True, kw_only=True):
    """
    One period of a direction, by its first day; None where there is no value.
    `strongest` are of its words and of its deeds the one that weighs most, with its score.
    """

    begin: Date
    words: Estimate | None
    deeds: Estimate | None
    gap: Estimate | None
    volume: int
    strongest: tuple[Mover, ...] = ()

    @property
    def several(self) -> bool:
        """Whether more than one happening stands behind words and deeds each."""
        sides = (self.words, self.deeds)
        return all(side is not None and side.count > 1 for side in sides)


class Turn(Struct, frozen=True, kw_only=True):
    """
    A period from which on the level is another, between two others in nine of ten
    likely cases, with the chance that there is a turn. `known` is the period at whose end
    one could have known of it, None where nobody surely could. `moves` are of what was
    looked at, by name; `movers` the happenings around it that moved most.
    """

    begin: Date
    earliest: Date
    latest: Date
    certainty: float
    moves: dict[str, Move]
    known: Date | None = None
    movers: tuple[Mover, ...] = ()


class Direction(Struct, frozen=True, kw_only=True):
    """
    How one party treats the other. `words` and `deeds` are of the whole time; `kept`
    tells how far its word is kept, `carried` its threats, None where none came due.
    """

    actor: str
    recipient: str
    rows: tuple[Row, ...]
    words: Estimate | None
    deeds: Estimate | None
    turns: tuple[Turn, ...] = ()
    kept: Trust | None = None
    carried: Trust | None = None

    @property
    def told(self) -> int:
        """How many happenings stand behind it."""
        return sum(row.volume for row in self.rows)

    @property
    def widest(self) -> Row | None:
        """
        The period in which words and deeds surely lay furthest apart; a single one may
        be misread.
        """
        apart = [
            row
            for row in self.rows
            if row.gap and row.gap.low * row.gap.high > 0 and row.several
        ]
        return max(apart, key=lambda row: abs(_mean(row.gap)), default=None)


class Relationship(Struct, frozen=True, kw_only=True):
    """Both directions over the same periods; `answers` says who answers whom."""

    one: str
    other: str
    period: Step
    directions: tuple[Direction, Direction]
    answers: Reciprocity | None = None

    @property
    def told(self) -> int:
        """How many happenings stand behind it."""
        return sum(direction.told for direction in self.directions)


def of_happenings(
    happenings: Iterable[Happening],
    pledges: Iterable[Pledge],
    one: str,
    other: str,
    *,
    period: Period = "month",
    covered: Sequence[Date] | None = None,
) -> Relationship:
    """
    The relationship of two parties, from what a ledger tells.

    Args:
        happenings: any order.
        pledges: any order.
        one: a dyad end: the code of a country, or a name.
        other: another one.
        period: how long each value is of.
        covered: the periods of which accounts tell (`facta.measure.coverage`), over
            which a level can turn and an answer be seen; by default all that there are.
    """
    told, promised = list(happenings), list(pledges)
    dyads = ((one, other), (other, one))
    measured = {
        name: {
            (found.actor, str(found.recipient)): found.points
            for found in series(told, rule, period=period, dyads=dyads)
        }
        for name, rule in (
            ("words", words),
            ("deeds", deeds),
            ("gap", gap),
            ("volume", volume),
            ("net", net),
        )
    }
    behind = placed(told, period)
    days = _days(measured["volume"].values(), period)
    seen = days if covered is None else covered
    row = in_a_row(seen, period)
    nets = {
        dyad: valued(_sums(measured["net"].get(dyad, ())), row, seen) for dyad in dyads
    }
    first, second = (
        Direction(
            actor=dyad[0],
            recipient=dyad[1],
            rows=tuple(_rows(measured, dyad, days, behind.get(dyad, {}))),
            words=_whole(told, dyad, words, period),
            deeds=_whole(told, dyad, deeds, period),
            turns=tuple(_turns(told, dyad, row, nets[dyad], period)),
            kept=_kept(promised, dyad),
            carried=_kept(promised, dyad, threats=True),
        )
        for dyad in dyads
    )
    return Relationship(
        one=one,
        other=other,
        period=period,
        directions=(first, second),
        answers=answers(list(zip(*nets.values(), strict=True)), (one, other), period),
    )


def answers(
    values: Sequence[Sequence[float]], names: tuple[str, str], period: Step
) -> Reciprocity | None:
    """Who answers whom; None of years, of which there are never enough, or of none."""
    if period == "year" or not values:
        return None
    return reciprocity(values, names=names, seed=SEED, period=period)


def turned(
    days: Sequence[Date], columns: Mapping[str, Sequence[float]], period: Step
) -> Iterator[tuple[Change, Turn]]:
    """
    Where the level of some series turned, all of them together.

    Args:
        days: the first days of the periods.
        columns: by name a value for each; NaN for a hole.
        period: how long each is.
    """
    if not days:
        return
    values = list(zip(*columns.values(), strict=True))
    alarms = watched(values, every=EVERY[period]).alarms
    for change in changes(values, every=EVERY[period]).points:
        moves = dict(zip(columns, change.moves, strict=True))
        yield (
            change,
            Turn(
                begin=days[change.at],
                earliest=days[change.earliest],
                latest=days[change.latest],
                certainty=change.certainty,
                moves=moves,
                known=next(
                    (
                        days[alarm.at]
                        for alarm in alarms
                        if abs(alarm.since - change.at) <= WITHIN
                    ),
                    None,
                ),
            ),
        )


def _turns(
    told: Sequence[Happening],
    dyad: Dyad,
    days: Sequence[Date],
    nets: Sequence[float],
    period: Period,
) -> Iterator[Turn]:
    for change, turn in turned(days, {"net": nets}, period):
        before = days[max(change.earliest - 1, 0)]
        after = days[min(change.latest + BEHIND, len(days) - 1)]
        moved = taken_apart(told, dyad, before, after, period=period)
        new = [mover for mover in moved.movers if mover.new]
        yield replace(turn, movers=tuple(new[:MOVERS]))


def _days(measured: Iterable[Sequence[Point]], period: Period) -> list[Date]:
    """All periods from the first of either direction to the last."""
    begins = [point.begin for points in measured for point in points]
    if not begins:
        return []
    return list(periods(min(begins), max(begins), period))


def _rows(
    measured: dict[str, dict[Dyad, tuple[Point, ...]]],
    dyad: Dyad,
    days: Sequence[Date],
    told: Mapping[Date, Sequence[Happening]],
) -> Iterator[Row]:
    values = {
        name: {point.begin: point.value for point in found.get(dyad, ())}
        for name, found in measured.items()
    }
    for day in days:
        count = values["volume"].get(day)
        yield Row(
            begin=day,
            words=values["words"].get(day),
            deeds=values["deeds"].get(day),
            gap=values["gap"].get(day),
            volume=count.count if count else 0,
            strongest=tuple(_strongest(told.get(day, ()))),
        )


def _strongest(told: Iterable[Happening]) -> Iterator[Mover]:
    """Of the words and of the deeds of a period the one that weighs most."""
    done = list(told)
    for verbal in (True, False):
        kind = [item for item in done if (item.quad_code in WORDS) is verbal]
        if kind:
            most = max(kind, key=_weight)
            yield Mover(happening=most.id, by=most.score, new=True)


def _weight(item: Happening) -> tuple[float, int, str]:
    return abs(item.score), len(item.originators), item.id


def _sums(points: Sequence[Point]) -> dict[Date, float]:
    """What was added up in each period."""
    return {point.begin: point.value.mean for point in points if point.value}


def _whole(
    told: Sequence[Happening], dyad: Dyad, rule: Rule[Happening], period: Period
) -> Estimate | None:
    """What a rule says of all that one party did to the other in these periods."""
    by_period = placed(told, period).get(dyad, {})
    done = chain.from_iterable(by_period.values())
    value = rule(sorted(done, key=lambda item: item.id))
    return value if isinstance(value, Estimate) else None


def _kept(
    pledges: Sequence[Pledge], dyad: Dyad, *, threats: bool = False
) -> Trust | None:
    mine = [pledge for pledge in pledges if (pledge.maker, pledge.recipient) == dyad]
    came = outcomes(mine, kinds=("threat",)) if threats else outcomes(mine)
    return trust(came, half_life_weeks=HALF_LIFE_WEEKS) if came else None


def _mean(value: Estimate | None) -> float:
    return value.mean if value else math.nan
