"""
What to watch: commitments that are open, how such commitments went before, and where the
main dyads may go. Pure.

Takes the records of a ledger and the day from which one looks; never a clock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct

from facta.measure.base_rates import Rate, base_rates
from facta.measure.coverage import covered, in_a_row, valued
from facta.measure.dyads import Dyad, main_dyads
from facta.measure.pending import Open, Published, known, pending
from facta.measure.periods import Period
from facta.measure.scores import Absent, net
from facta.measure.series import series
from facta.model.arrays import Array
from facta.model.forecaster import Forecaster
from facta.model.pooling import SHORT
from facta.model.registry import default
from facta.model.table import Table
from facta.records import Date, Happening, Pledge

SHOWN = 6  # dyads, as elsewhere
HORIZON = 4  # weeks ahead
RECENT = 13  # weeks that are "of late": a quarter of a year
# weeks of a dyad in which something has to be told; judged: of fewer, past weeks are
# nearly all silence, and so is what comes
TOLD = 13
LEVELS = (0.05, 0.5, 0.95)
DRAWS, SEED = 4000, 1


class Projection(Struct, frozen=True, kw_only=True):
    """
    The sum of scores of one dyad over the `horizon` weeks that begin on a day: its
    quantiles, what as many weeks like those of late would make (`usual`, from `recent`
    weeks), and the chance that it is lower. `weeks` are those it was learned from.
    """

    actor: str
    recipient: str
    begin: Date
    horizon: int
    low: float
    median: float
    high: float
    usual: float
    recent: int
    lower: float
    weeks: int


class Unprojected(Struct, frozen=True, kw_only=True):
    """A dyad of which too little is told for a forecast, and why."""

    actor: str
    recipient: str
    reason: str


class Outlook(Struct, frozen=True, kw_only=True):
    """
    What to watch, as seen from a day (None where no account has one); `last` is the last
    publication by then. `absent` says why there is no forecast at all.
    """

    today: Date | None
    last: Date | None
    open: tuple[Open, ...]
    rates: tuple[Rate, ...]
    projections: tuple[Projection, ...]
    unprojected: tuple[Unprojected, ...]
    absent: Absent | None


def outlook(
    happenings: Iterable[Happening],
    pledges: Iterable[Pledge],
    published: Published,
    *,
    today: Date | None = None,
    asked: Collection[str] | None = None,
) -> Outlook:
    """
    What to watch.

    Args:
        happenings: those whose dyads are looked at, any order.
        pledges: all that may be counted, any order.
        published: when each account was.
        today: the day from which one looks; by default the last publication. What was
            told later is left out.
        asked: ids of the pledges to tell of; by default all. The others still count for
            how such commitments went.
    """
    days = [day for day in published.values() if day]
    seen_from = today or max(days, default=None)
    told = list(known(pledges, published, seen_from))
    wanted = [item for item in told if asked is None or item.id in asked]
    projections, unprojected, absent = _dyads(
        [item for item in happenings if _is_told(item, published, seen_from)],
        covered(published.values(), "week", until=seen_from),
    )
    return Outlook(
        today=seen_from,
        last=max((day for day in days if today is None or day <= today), default=None),
        open=pending(wanted, published, seen_from),
        rates=base_rates(wanted, told, seen_from),
        projections=projections,
        unprojected=unprojected,
        absent=absent,
    )


def _is_told(item: Happening, published: Published, today: Date | None) -> bool:
    """Whether some account told it by a day."""
    days = (published.get(report.document) for report in item.reports)
    return today is None or any(day is None or day <= today for day in days)


def _dyads(
    happenings: Sequence[Happening], weeks: Sequence[Date]
) -> tuple[tuple[Projection, ...], tuple[Unprojected, ...], Absent | None]:
    """What there is to say of the main dyads."""
    if not weeks:
        return (), (), Absent(f"no whole week of accounts; a forecast wants {SHORT}")
    if len(weeks) < SHORT:
        count = f"{len(weeks)} week{'s' * (len(weeks) > 1)} of accounts"
        return (), (), Absent(f"{count}; a forecast wants {SHORT}")
    dyads = main_dyads(happenings, SHOWN)
    row = in_a_row(weeks, "week")
    columns = dict(_columns(happenings, dyads, weeks, row))
    told = {dyad: int(seen.sum()) for dyad, (_, seen) in columns.items()}
    lacking = {dyad: too_few(told.get(dyad, 0), len(weeks)) for dyad in dyads}
    few = tuple(
        Unprojected(actor=dyad[0], recipient=dyad[1], reason=reason)
        for dyad, reason in lacking.items()
        if reason
    )
    enough = [dyad for dyad, reason in lacking.items() if not reason]
    if not enough:
        reason = "" if few else "nothing dated is told between two parties"
        return (), few, Absent(reason) if reason else None
    values = np.column_stack([columns[dyad][0] for dyad in enough])
    return tuple(projections(enough, row, values, default())), few, None


def too_few(told: int, periods: int, period: Period = "week") -> str | None:
    """
    Why a series cannot be forecast of which something is told in so many periods; None
    where it can.
    """
    if told >= TOLD:
        return None
    if not told:
        return (
            f"none of what is told has a day; a forecast wants days in {TOLD} {period}s"
        )
    known = f"{told} of {periods} {period}{'s' * (periods != 1)}"
    return f"days are told in {known}; a forecast wants {TOLD}"


def _columns(
    happenings: Sequence[Happening],
    dyads: Sequence[Dyad],
    weeks: Sequence[Date],
    row: Sequence[Date],
) -> Iterator[tuple[Dyad, tuple[Array, Array]]]:
    """
    Of each dyad the sum of scores in each week of a row, NaN where there are no
    accounts, and whether anything was told in each that has some.
    """
    for found in series(happenings, net, period="week", dyads=dyads):
        sums = {
            point.begin: point.value.mean
            for point in found.points
            if point.value and point.value.count
        }
        yield (
            (found.actor, str(found.recipient)),
            (
                np.array(valued(sums, row, weeks)),
                np.array([week in sums for week in weeks]),
            ),
        )


def projections(
    dyads: Sequence[Dyad],
    weeks: Sequence[Date],
    values: Array,
    forecaster: Forecaster,
) -> Iterator[Projection]:
    """
    Where each dyad may go.

    Args:
        dyads: each a column of the values.
        weeks: their first days, without gaps.
        values: [weeks, dyads], the sum of scores in each; NaN for a hole.
        forecaster: by which.
    """
    names = [" -> ".join(dyad) for dyad in dyads]
    table = Table.of(weeks, names, values)
    fitted = forecaster.fit(table)
    drawn = fitted.draws(HORIZON, DRAWS, seed=SEED).sum(axis=1)
    (begin, *_) = fitted.forecast(1, LEVELS).dates
    for at, dyad in enumerate(dyads):
        low, median, high = map(float, np.quantile(drawn[:, at], LEVELS))
        usual = HORIZON * float(np.nanmean(values[-RECENT:, at]))
        # as if one draw more had gone either way: no count of draws makes anything sure
        lower = (int((drawn[:, at] < usual).sum()) + 0.5) / (DRAWS + 1)
        yield Projection(
            actor=dyad[0],
            recipient=dyad[1],
            begin=begin,
            horizon=HORIZON,
            low=low,
            median=median,
            high=high,
            usual=usual,
            recent=RECENT,
            lower=lower,
            weeks=int(np.isfinite(values[:, at]).sum()),
        )
