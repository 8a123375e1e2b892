"""
The frame of a chart: where a day and a value lie in it, and the grid behind them. Pure.
"""

from __future__ import annotations

import calendar
import datetime
import math
from collections.abc import Iterable, Iterator

from msgspec import Struct

# Of an axis, so many ticks at most.
VALUES, DATES = 6, 8
# What stands between two ticks of dates, in months; below a month it is weeks.
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
MONTH = 30.4  # days
# Of an axis, the share that is left free above and below what is drawn.
FREE = 0.05


class Frame(Struct, frozen=True, kw_only=True):
    """
    A rectangle of a drawing with an axis of days and one of values.

    `first` and `last` are days as ordinals, `low` and `high` values; the rest is in
    units of the drawing, which grows and shrinks with the page.
    """

    first: int
    last: int
    low: float
    high: float
    width: float = 720
    height: float = 240
    left: float = 58
    right: float = 14
    top: float = 30
    bottom: float = 26

    @classmethod
    def around(
        cls, days: Iterable[int], values: Iterable[float], *, height: float = 240
    ) -> Frame:
        """The frame that holds all of these, with a little room above and below."""
        when = list(days)
        numbers = [value for value in values if math.isfinite(value)] or [0.0]
        low, high = min(numbers), max(numbers)
        room = FREE * (high - low) or 1.0
        return cls(
            first=min(when),
            last=max(max(when), min(when) + 1),
            low=low - room,
            high=high + room,
            height=height,
        )

    def x(self, day: float) -> float:
        """Where a day lies."""
        inside = self.width - self.left - self.right
        return self.left + inside * (day - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """Where a value lies."""
        inside = self.height - self.top - self.bottom
        return self.top + inside * (self.high - value) / (self.high - self.low)

    def at(self, day: float, value: float) -> str:
        """
        A point as SVG has it.

        >>> Frame(first=0, last=10, low=0, high=1).at(0, 1)
        '58.0,30.0'
        """
        return f"{self.x(day):.1f},{self.y(value):.1f}"

    def grid(self) -> Iterator[str]:
        """Lines at round values and dates, with what they are."""
        left, right = self.left, self.width - self.right
        for value in ticks(self.low, self.high):
            kind = "zero" if value == 0 else "grid"
            y = self.y(value)
            yield f'<line class="{kind}" x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>'
            yield (
                f'<text class="tick" x="{left - 6}" y="{y + 3.5:.1f}" '
                f'text-anchor="end">{number(value)}</text>'
            )
        foot = self.height - self.bottom
        for day, name in dates(self.first, self.last):
            x = self.x(day)
            yield (
                f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{self.top}" y2="{foot}"/>'
            )
            yield f'<text class="tick" x="{x:.1f}" y="{self.height - 8}">{name}</text>'


def number(value: float) -> str:
    """
    A value beside its tick.

    >>> number(-20.0), number(0.25), number(12500.0)
    ('-20', '0.25', '12,500')
    """
    return f"{value:,.0f}" if value == round(value) else f"{value:g}"


def ticks(low: float, high: float) -> list[float]:
    """
    Round values between two, 1, 2 or 5 of some power of ten apart.

    Source: Heckbert (1990), Nice Numbers for Graph Labels, Graphics Gems.

    >>> ticks(-3, 11)
    [0.0, 5.0, 10.0]
    """
    rough = (high - low) / VALUES
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)
    return [
        round(count * step, 10)
        for count in range(math.ceil(low / step), math.floor(high / step) + 1)
    ]


def dates(first: int, last: int) -> Iterator[tuple[int, str]]:
    """Days between two that a tick stands at, with their names."""
    months = (last - first) / MONTH
    if months < 2:
        yield from _weeks(first, last)
        return
    step = next((most for most in MONTHS if months / most <= DATES), MONTHS[-1])
    begin = datetime.date.fromordinal(max(first, 1))
    at = -(-(begin.year * 12 + begin.month - 1) // step) * step
    while (year := at // 12) <= datetime.MAXYEAR:
        day = datetime.date(max(year, 1), at % 12 + 1, 1).toordinal()
        if day > last:
            return
        if day >= first:
            yield day, _month(year, at % 12 + 1, whole=step % 12 == 0)
        at += step


def _weeks(first: int, last: int) -> Iterator[tuple[int, str]]:
    step = 7 * max(1, math.ceil((last - first) / 7 / DATES))
    for ordinal in range(first, last + 1, step):
        day = datetime.date.fromordinal(max(ordinal, 1))
        yield ordinal, f"{day.day} {calendar.month_abbr[day.month]}"


def _month(year: int, month: int, *, whole: bool) -> str:
    """A month; by its year alone where all ticks are years, or where a year begins."""
    return str(year) if whole or month == 1 else calendar.month_abbr[month]
