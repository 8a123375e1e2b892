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
import itertools
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
# of a step the days it has at least
DAYS: dict[Step, int] = {"day": 1, "week": 7, "month": 28, "quarter": 89, "year": 365}
MONTHS: dict[Step, int] = {"month": 1, "quarter": 3, "year": 12}
# of the shortest distance between two dates, in days, the step that it may be
LENGTHS: tuple[tuple[int, int, Step], ...] = (
    (1, 1, "day"),
    (7, 7, "week"),
    (28, 31, "month"),
    (89, 92, "quarter"),
    (365, 366, "year"),
)
# what a measure of anything may be; squares of more would leave what a number can hold
LARGEST = 1e15
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
        _names(source, names)
        if not dates:
            advice = "give at least one row below the header"
            raise SourceError(source, "no rows", advice)
        array = np.array(values, dtype=np.float64)
        if array.shape != (len(dates), len(names)):
            # a mistake of the caller's, not of any file
            raise ValueError(f"values are {array.shape}, not {len(dates), len(names)}")
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
        last, usual = self.dates[-1], _usual_day(self.dates)
        found = (_later(last, self.step, ahead, usual) for ahead in range(1, count + 1))
        return tuple(day for day in found if day is not None)


def _names(source: str, names: Sequence[str]) -> None:
    if not names:
        raise SourceError(source, "no series", "give a column for each beside the date")
    for name, count in Counter(names).items():
        if not name.strip():
            raise SourceError(
                source, "a column without a name", "name it in the header"
            )
        if count > 1:
            advice = "give each series a name of its own"
            raise SourceError(source, f"{count} columns are named {name!r}", advice)


def _step(source: str, dates: Sequence[Date]) -> Step | None:
    """The step in which dates follow one another."""
    if len(dates) == 1:
        return None
    for before, after in itertools.pairwise(dates):
        if before == after:
            raise SourceError(source, f"{after} stands twice", ORDERED)
        if before > after:
            raise SourceError(source, f"{after} stands after {before}", ORDERED)
    days, first = min(
        ((after - before).days, before) for before, after in itertools.pairwise(dates)
    )
    step = next((name for low, high, name in LENGTHS if low <= days <= high), None)
    if step is None:
        reason = f"{first} and the next date are {days} days apart"
        raise SourceError(source, reason, STEPS)
    usual = _usual_day(dates)
    for before, after in itertools.pairwise(dates):
        if after != _later(before, step, 1, usual):
            raise _misfit(source, before, after, step, usual)
    return step


def _misfit(
    source: str, before: Date, after: Date, step: Step, usual: int
) -> SourceError:
    """What is wrong with a date that is not one step after another."""
    missing = _later(before, step, 1, usual)
    steps = (after - before).days // DAYS[step]
    if steps > 1 and after in (
        _later(before, step, steps + by, usual) for by in (0, 1)
    ):
        return SourceError(
            source,
            f"no row for {missing}, though rows are a {step} apart",
            "add it, with empty cells where nothing is known",
        )
    reason = f"{before} and {after} are not a {step} apart, as other rows are"
    return SourceError(source, reason, STEPS)


def _usual_day(dates: Sequence[Date]) -> int:
    """Of months the day that dates stand at; a short month may cut it."""
    return max(date.day for date in dates[:12])


def _later(last: Date, step: Step, count: int, usual: int) -> Date | None:
    """
    The date so many steps after another; the ends of months follow one another.

    >>> str(_later(Date(2025, 1, 31), "month", 1, 31))
    '2025-02-28'
    """
    if step not in MONTHS:
        return moved(last, DAYS[step] * count)
    months = last.year * 12 + last.month - 1 + MONTHS[step] * count
    year, month = divmod(months, 12)
    if year > datetime.MAXYEAR:
        return None
    return Date(year, month + 1, min(usual, calendar.monthrange(year, month + 1)[1]))


def _values(
    source: str, dates: Sequence[Date], names: Sequence[str], values: Array
) -> None:
    for period, series in np.argwhere(np.abs(values) > LARGEST):
        size = "infinite" if np.isinf(values[period, series]) else "beyond any measure"
        reason = f"{names[series]} on {dates[period]} is {size}"
        raise SourceError(source, reason, "give a number, or nothing")
    for series, column in enumerate(values.T):
        if not np.isfinite(column).any():
            reason = f"{names[series]} has no value up to {dates[-1]}"
            raise SourceError(source, reason, "leave the column out")
