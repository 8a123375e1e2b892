"""
`facta measure`: words, deeds, the gap between them, volume and trust over time, dyad by
dyad.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
import msgspec
from msgspec import Struct

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import Column, show, show_json
from facta.measure import (
    MEASURES,
    Measure,
    Period,
    Point,
    Series,
    begin,
    named,
)

if TYPE_CHECKING:
    from facta.ledger import Ledger, Party
    from facta.records import Happening, Pledge

COLUMNS = (
    Column("from", 20, least=13),
    Column("to", 20, least=13),
    Column("measure", 8),
    Column("when", 24, least=12),
    Column("mean", 8),
    Column("interval", 16),
    Column("count", 6),
    Column("reason"),
)
ANYONE = "anyone"  # to whom something was promised that named nobody


class SeriesLine(Struct, frozen=True, kw_only=True):
    """
    A measure of one dyad with what its numbers are; `recipient` is null for what was
    promised to nobody in particular.
    """

    measure: str
    unit: str
    lowest: float | None
    highest: float | None
    actor: str
    recipient: str | None
    period: Period
    points: tuple[Point, ...]

    @classmethod
    def of(cls, measure: Measure, series: Series) -> SeriesLine:
        """The series of a measure with what it is."""
        return cls(
            measure=measure.name,
            unit=measure.unit,
            lowest=measure.lowest,
            highest=measure.highest,
            actor=series.actor,
            recipient=series.recipient,
            period=series.period,
            points=series.points,
        )

    @property
    def dyad(self) -> str:
        """The dyad as the head of a column."""
        return f"{self.actor} -> {self.recipient or ANYONE}"


@click.command(
    "measure",
    help="List what measures say of each directed dyad: "
    f"{', '.join(measure.name for measure in MEASURES)}; by default all.\n\n"
    "Each value has its 90 % interval and the count behind it; where there is none, the "
    "reason stands.",
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@options.ledger
@options.actor
@options.recipient
@options.since
@options.until
@click.option(
    "--period",
    type=click.Choice(get_args(Period)),
    default="month",
    show_default=True,
    help="How long each value is of; a week begins on Monday, a quarter in January, "
    "April, July or October.",
)
@options.as_json
def command(
    names: tuple[str, ...],
    ledger: Path,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    period: Period,
    as_json: bool,
) -> int:
    """Lists the series of measures that are asked for, as a table or as JSON lines."""
    from facta.cli import asking

    wanted = named(names)
    with options.opened(ledger) as opened:
        if asking.is_empty(opened, ledger):
            return DONE
        asked = asking.filters(
            opened, actor=actor, recipient=recipient, since=since, until=until
        )
        found = asking.answer(
            partial(measured, opened, wanted, period), "dated dyad", asked, opened
        )
        if found is None:
            if told := asking.dayless(opened.happenings(**asked)):
                options.note(told)
            return DONE
        if as_json:
            show_json(map(msgspec.json.encode, found), empty="")
        else:
            show(COLUMNS, rows(found, countries()), empty="")
    return DONE


def measured(
    ledger: Ledger,
    measures: Sequence[Measure],
    period: Period,
    *,
    actor: Party | None = None,
    recipient: Party | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Iterator[SeriesLine]:
    """
    The series of some measures, dyad by dyad.

    A period is that of what happened. What came due before `since` still counts for how
    far a word is kept, whose periods begin there, and so does what happened before for
    what remembers it.
    """
    happened = happenings(ledger, actor, recipient, since=since, until=until)
    pledged = pledges(ledger, actor, recipient, until=until)
    before = told = happened
    if any(measure.remembers for measure in measures):
        if since is not None:
            before = happenings(ledger, actor, recipient, since=None, until=until)
        told = before
        if actor is not None or recipient is not None:
            told = happenings(ledger, None, None, since=None, until=until)
    found = [
        SeriesLine.of(measure, series)
        for measure in measures
        for series in measure.series(
            before if measure.remembers else happened, pledged, period=period, told=told
        )
    ]
    # stable: within a dyad the measures keep the order of the registry
    for line in sorted(found, key=lambda line: (line.actor, line.recipient or "")):
        points = tuple(
            point
            for point in line.points
            if since is None or point.begin >= begin(since, period)
        )
        if points:
            yield msgspec.structs.replace(line, points=points)


def happenings(
    ledger: Ledger,
    actor: Party | None,
    recipient: Party | None,
    *,
    since: datetime.date | None,
    until: datetime.date | None,
) -> list[Happening]:
    """The happenings that fit, with those ends alone that were asked for."""
    from facta.brief.narrowing import Narrowing

    found = ledger.happenings(
        actor=actor, recipient=recipient, since=since, until=until
    )
    if actor is None and recipient is None:
        return list(found)
    asked = Narrowing(actor=actor, recipient=recipient)
    events = {event.id: event for event in ledger.events()}
    return [
        asked.directed(
            item, filter(None, (events.get(report.event) for report in item.reports))
        )
        for item in found
    ]


def pledges(
    ledger: Ledger,
    maker: Party | None,
    recipient: Party | None,
    *,
    until: datetime.date | None,
) -> list[Pledge]:
    """The pledges that fit, of which at least one report does."""
    found = [
        item
        for item in ledger.pledges()
        if until is None or item.due is None or item.due <= until
    ]
    if maker is None and recipient is None:
        return found
    made = ledger.commitments(maker=maker, recipient=recipient)
    fitting = {(item.document, item.id) for item in made}
    return [item for item in found if fitting.intersection(item.reports)]


def countries() -> Mapping[str, str]:
    """The names of country codes."""
    from facta.ontology import Countries

    return Countries.load().names()


def rows(
    found: Iterable[SeriesLine], names: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """One row for as many periods as a measure says the same of."""
    for line in found:
        ends = (line.actor, line.recipient or ANYONE)
        actor, recipient = (names.get(end, end) for end in ends)
        for _, alike in groupby(line.points, lambda point: (point.value, point.absent)):
            same = list(alike)
            when = stretch(same[0].begin, same[-1].begin, line.period)
            yield actor, recipient, line.measure, when, *told(same[0])


def told(point: Point) -> tuple[str, str, str, str]:
    """
    Mean, interval, count and reason; what is exact has no interval.

    >>> from facta.measure import Estimate
    >>> exact = Estimate(mean=0.4, low=0.4, high=0.4, count=5)
    >>> told(Point(begin=datetime.date(2025, 5, 1), value=exact, absent=None))
    ('0.40', '', '5', '')
    >>> told(Point(begin=datetime.date(2025, 5, 1), value=None, absent="no words"))
    ('-', '', '', 'no words')
    """
    value = point.value
    if value is None:
        return "-", "", "", point.absent or ""
    if value.low == value.high:
        whole = value.mean == round(value.mean)
        mean = f"{value.mean:.0f}" if whole else decimal(value.mean)
        return mean, "", f"{value.count:,}", ""
    between = f"{decimal(value.low)} to {decimal(value.high)}"
    return decimal(value.mean), between, f"{value.count:,}", ""


def decimal(number: float) -> str:
    """
    A number to two places, without a negative nought.

    >>> decimal(-0.001), decimal(-8.5)
    ('0.00', '-8.50')
    """
    return f"{round(number, 2) + 0.0:.2f}"


def stretch(first: datetime.date, last: datetime.date, period: Period) -> str:
    """
    The periods that begin on two days and all between, in words.

    >>> stretch(datetime.date(2025, 5, 1), datetime.date(2025, 7, 1), "month")
    'May 2025 to Jul 2025'
    >>> stretch(datetime.date(2025, 5, 19), datetime.date(2025, 5, 26), "week")
    '19 May to 1 Jun 2025'
    >>> stretch(datetime.date(2025, 4, 1), datetime.date(2025, 4, 1), "quarter")
    'Apr 2025 to Jun 2025'
    """
    from facta.bounds import moved
    from facta.brief.narrowing import span
    from facta.brief.words import day

    if period == "day":
        return span(first, last)
    if period == "week":
        return span(first, moved(last, 6))
    if period == "quarter":
        last = last.replace(month=last.month + 2)
    one, other = day(first, "month"), day(last, "month")
    return one if one == other else f"{one} to {other}"
