"""
The table of series that forecasts start from: dates, names, and a number for each period
and series, or a hole. Pure.

    table = Table.of(dates, ["RUS>UKR", "UKR>RUS"], values, source="weekly.csv")

Holes (NaN) are periods of which nothing is known. They are never filled as outcomes:
what is learned from leaves them out, and where a model needs a cause the last value that
was seen stands in for them. What was done is told by each forecast's notes.
"""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import numpy as np
from msgspec import Struct

from facta.bounds import moved
from facta.errors import SourceError
from facta.model.arrays import Array
from facta.records import Date

Step = Literal["day", "week", "month", "quarter", "year"]
DAYS: dict[Step, int] = {"day": 1, "week": 7}
MONTHS: dict[Step, int] = {"month": 1, "quarter": 3, "year": 12}
# of the shortest distance between two dates, in days, the step that it may be
LENGTHS: tuple[tuple[int, int, Step], ...] = (
    (1, 1, "day"),
    (7, 7, "week"),
    (28, 31, "month"),
    (89, 92, "quarter"),
    (365, 366, "year"),
)
ORDERED = "sort the rows by date and leave one row for each"
STEPS = "give one row a day, week, month, quarter or year"


class Table(Struct, frozen=True, eq=False, kw_only=True):
    """
    Series side by side, without gaps in time.

    Attributes:
        dates: of the periods, ascending, one step apart.
        names: of the series, each once.
        values: [periods, series]; NaN where nothing is known. Not to be written to.
        step: from one date to the next; None where there is only one.
        source: where it is from, for messages.
    """

    dates: tuple[Date, ...]
    names: tuple[str, ...]
    values: Array
    step: Step | None
    source: str = "table"

    @classmethod
    def of(
        cls,
        dates: Sequence[Date],
        names: Sequence[str],
        values: object,
        *,
        source: str = "table",
    ) -> Table:
        """
        A table that has been looked at.

        Args:
            dates: of the periods, in order.
            names: of the series.
            values: numbers, [periods, series]; NaN for a hole.
            source: what messages call it.

        Raises:
            SourceError: nothing in it; a name twice or empty; a date twice, out of order,
                missing, or not in step with the others; a number that is infinite; a
                series without any value.
        """
        array = np.array(values, dtype=np.float64)
        if array.shape != (len(dates), len(names)):
            # a mistake of the caller's, not of any file
            raise ValueError(f"values are {array.shape}, not {len(dates), len(names)}")
        _names(source, names)
        if not len(dates):
            raise SourceError(source, "no rows", "give at least one row below the header")
        step = _step(source, dates)
        _values(source, dates, names, array)
        array.flags.writeable = False
        return cls(
            dates=tuple(dates),
            names=tuple(names),
            values=array,
            step=step,
            source=source,
        )

    @property
    def periods(self) -> int:
        """How many there are."""
        return len(self.dates)

    def upto(self, periods: int) -> Table:
        """
        What was known after so many periods.

        Raises:
            SourceError: a series has no value by then.
        """
        return Table.of(
            self.dates[:periods],
            self.names,
            self.values[:periods],
            source=self.source,
        )

    def following(self, count: int) -> tuple[Date, ...]:
        """
        The dates of the next periods; none where the step is not known, and none after
        year 9999.
        """
        if self.step is None:
            return ()
        found = (_later(self.dates, self.step, ahead + 1) for ahead in range(count))
        return tuple(day for day in found if day is not None)


def _names(source: str, names: Sequence[str]) -> None:
    if not names:
        raise SourceError(source, "no series", "give a column for each beside the date")
    for name, count in Counter(names).items():
        if not name.strip():
            raise SourceError(source, "a column without a name", "name it in the header")
        if count > 1:
            advice = "give each series a name of its own"
            raise SourceError(source, f"{count} columns are named {name!r}", advice)


def _step(source: str, dates: Sequence[Date]) -> Step | None:
    """The step in which dates follow one another."""
    if len(dates) == 1:
        return None
    lengths = [(after - before).days for before, after in zip(dates, dates[1:])]
    for length, before, after in zip(lengths, dates, dates[1:]):
        if length == 0:
            raise SourceError(source, f"{after} stands twice", ORDERED)
        if length < 0:
            raise SourceError(source, f"{after} stands after {before}", ORDERED)
    shortest = min(lengths)
    step = next((name for low, high, name in LENGTHS if low <= shortest <= high), None)
    if step is None:
        at = lengths.index(shortest)
        reason = f"{dates[at]} and {dates[at + 1]} are {shortest} days apart"
        raise SourceError(source, reason, STEPS)
    for place, after in enumerate(dates[1:], 1):
        _follows(source, dates[:place], after, step)
    return step


def _follows(source: str, dates: Sequence[Date], after: Date, step: Step) -> None:
    """Holds a date against the one that its step asks for."""
    wanted = _later(dates, step, 1)
    if after == wanted:
        return
    ahead = _steps(dates[-1], after, step)
    if ahead > 1 and after == _later(dates, step, ahead):
        raise SourceError(
            source,
            f"no row for {wanted}, though rows are a {step} apart",
            "add it, with empty cells where nothing is known",
        )
    reason = f"{dates[-1]} and {after} are not a {step} apart, as other rows are"
    raise SourceError(source, reason, STEPS)


def _steps(before: Date, after: Date, step: Step) -> int:
    if step in DAYS:
        return (after - before).days // DAYS[step]
    months = (after.year - before.year) * 12 + after.month - before.month
    return months // MONTHS[step]


def _later(dates: Sequence[Date], step: Step, count: int) -> Date | None:
    """
    The date so many steps after the last of some; the ends of months follow one another.
    """
    last = dates[-1]
    if step in DAYS:
        return moved(last, DAYS[step] * count)
    # the first date tells the day, as that of a short month may be cut
    day = max(date.day for date in (dates[0], *dates[-12:]))
    months = last.year * 12 + last.month - 1 + MONTHS[step] * count
    year, month = divmod(months, 12)
    if year > datetime.MAXYEAR:
        return None
    return Date(year, month + 1, min(day, calendar.monthrange(year, month + 1)[1]))


def _values(
    source: str, dates: Sequence[Date], names: Sequence[str], values: Array
) -> None:
    for period, series in np.argwhere(np.isinf(values)):
        reason = f"{names[series]} on {dates[period]} is infinite"
        raise SourceError(source, reason, "give a number, or nothing")
    for series, seen in enumerate(np.isfinite(values).any(axis=0)):
        if not seen:
            reason = f"{names[series]} has no value up to {dates[-1]}"
            raise SourceError(source, reason, "leave the column out")
