"""
The table of series that a command line means: a file, standard input, or a measure of
the dyads of a ledger.
"""

from __future__ import annotations

import datetime
import functools
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from facta.cli import options
from facta.errors import SettingsError, SourceError
from facta.measure import Period, periods
from facta.measure.coverage import covered, in_a_row, valued

if TYPE_CHECKING:
    from facta.cli.commands.measure import SeriesLine
    from facta.model import Table

# Of a ledger's dyads, so many of the busiest where none is asked for.
BUSIEST = 6
# what names a table, as `table` takes it
NAMING = (
    "series",
    "ledger",
    "measure",
    "period",
    "actor",
    "recipient",
    "since",
    "until",
)
MEASURE = "net"  # what is forecast of a ledger where no measure is named

file = click.argument(
    "series",
    required=False,
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
)
measure = click.option(
    "--measure",
    default=MEASURE,
    show_default=True,
    metavar="NAME",
    help="Of a ledger: what is measured of each dyad.",
)
period = click.option(
    "--period",
    type=click.Choice(get_args(Period)),
    default="week",
    show_default=True,
    help="Of a ledger: how long each value is of.",
)


def of(command: Callable[..., int]) -> Callable[..., int]:
    """The argument and the options that name a table of series, which a command gets."""
    return _given(command, to_forecast=False)


def to_forecast(command: Callable[..., int]) -> Callable[..., int]:
    """The same, without the dyads of a ledger of which too little is told."""
    return _given(command, to_forecast=True)


def _given(command: Callable[..., int], *, to_forecast: bool) -> Callable[..., int]:
    @functools.wraps(command)
    def with_table(**given: Any) -> int:
        asked = {name: given.pop(name) for name in NAMING}
        return command(table(**asked, to_forecast=to_forecast), **given)

    given: Callable[..., int] = with_table
    for option in (
        options.until,
        options.since,
        options.recipient,
        options.actor,
        period,
        measure,
        options.ledger,
        file,
    ):
        given = option(given)
    return given


def table(
    series: Path | None,
    ledger: Path,
    *,
    measure: str,
    period: Period,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    to_forecast: bool = False,
) -> Table:
    """
    The table that these options name; the ledger's where they name no file.

    Raises:
        SourceError: the file is no table of series.
        SettingsError: the ledger has no such dyad or measure, or tells too little of it
            to forecast it.
    """
    if series is not None:
        return _of_file(series)
    asked = {"actor": actor, "recipient": recipient, "since": since, "until": until}
    return _of_ledger(ledger, measure, period, asked, to_forecast=to_forecast)


def _of_file(path: Path) -> Table:
    from facta.model import read

    source = str(path)
    try:
        raw = sys.stdin.buffer.read() if source == "-" else path.read_bytes()
    except FileNotFoundError:
        advice = "give a CSV file with a column date and one for each series"
        raise SourceError(source, "no such file", advice) from None
    try:
        return read(raw.decode("utf-8-sig"), source=source)
    except UnicodeDecodeError as error:
        advice = "save it as CSV in UTF-8"
        raise SourceError(source, f"not a text in UTF-8 ({error})", advice) from None


def _of_ledger(
    path: Path, name: str, period: Period, asked: dict[str, Any], *, to_forecast: bool
) -> Table:
    from facta.cli import asking
    from facta.cli.commands.measure import measured
    from facta.measure import named

    (wanted,) = named([name])
    with options.opened(path) as ledger:
        filters = asking.filters(ledger, **asked)
        found = list(measured(ledger, [wanted], period, **filters))
        days = [each.published for each in ledger.documents()]
        dayless = "" if found else asking.dayless(ledger.happenings(**filters))
    if not found:
        none = f"{path}: no dated dyad fits; facta measure lists those there are"
        raise SettingsError("; ".join(filter(None, (none, dayless))))
    chosen = found if asked["actor"] or asked["recipient"] else _busiest(found)
    told = covered(days, period, since=asked["since"], until=asked["until"])
    seen = told or _own(chosen, period)
    if to_forecast:
        chosen = list(_enough(chosen, seen, period))
        if not chosen:
            raise SettingsError(f"{path}: too little is told to forecast anything")
    return _tabled(chosen, in_a_row(seen, period), seen, wanted.of_nothing, str(path))


def _enough(
    found: Sequence[SeriesLine], seen: Sequence[datetime.date], period: Period
) -> Iterator[SeriesLine]:
    """Those of which enough is told to forecast them; the others are named."""
    from facta.model.outlook import too_few

    days = frozenset(seen)
    for item in found:
        told = sum(
            point.begin in days
            for point in item.points
            if point.value and point.value.count
        )
        reason = too_few(told, len(seen), period)
        if reason:
            options.note(f"no forecast of {item.dyad}: {reason}")
        else:
            yield item


def _own(found: Sequence[SeriesLine], period: Period) -> list[datetime.date]:
    """The periods from the first of any dyad to the last."""
    begins = [point.begin for line in found for point in line.points]
    return list(periods(min(begins), max(begins), period))


def _busiest(found: Sequence[SeriesLine]) -> list[SeriesLine]:
    """The dyads of which most is told, in their order."""
    told = Counter[str]()
    for line in found:
        told[line.dyad] += sum(
            point.value.count for point in line.points if point.value
        )
    most = {dyad for dyad, _ in told.most_common(BUSIEST)}
    return [line for line in found if line.dyad in most]


def _tabled(
    found: Sequence[SeriesLine],
    days: Sequence[datetime.date],
    seen: Sequence[datetime.date],
    nothing: float | None,
    source: str,
) -> Table:
    """
    Series side by side; where nothing happened stands what the measure says of nothing,
    or a hole, and a hole where there are no accounts.
    """
    from facta.model import Table

    empty = math.nan if nothing is None else nothing
    values = [
        {point.begin: point.value.mean for point in line.points if point.value}
        for line in found
    ]
    return Table.of(
        days,
        [line.dyad for line in found],
        list(zip(*(valued(each, days, seen, empty) for each in values), strict=True)),
        source=source,
    )
