"""
A dyad's words and deeds as one small SVG: a mark a happening (hollow where its own day
is not told), a line a period's mean with its interval.

Takes a `DyadPanel` and the days that all panels share; gives markup without text from
accounts unescaped.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from facta.brief.records import DyadPanel
from facta.extract.times.wording import MONTHS

# In units of the drawing, which grows and shrinks with the page; judged by eye.
WIDTH, HEIGHT = 560, 190
LEFT, RIGHT, TOP, BOTTOM = 34, 10, 10, 24
# PLOVER's scores go from -9 to 10.
TOP_SCORE = 10.0
# The line at a score and what stands beside it, where these are not a grid's.
TICKS = {0: ("zero", "0")}


def extent(panels: Sequence[DyadPanel]) -> tuple[int, int]:
    """First and last day of all panels, widened to whole months."""
    days = [dot.day for panel in panels for dot in panel.dots]
    if not days:
        return (0, 0)
    first, last = (
        datetime.date.fromordinal(min(days)),
        datetime.date.fromordinal(max(days)),
    )
    end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return first.replace(day=1).toordinal(), end.toordinal() + 1


def svg(panel: DyadPanel, days: tuple[int, int], caption: str) -> Markup:
    """
    The chart of one panel over `days`; `caption` is its text for readers who can't see
    it.
    """
    first, last = days

    def x(day: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - first) / max(last - first, 1)

    def y(score: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (TOP_SCORE - score) / (2 * TOP_SCORE)

    parts = [
        (
            f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="{escape(caption)}">'
        )
    ]
    for score in (-10, -5, 0, 5, 10):
        kind, tick = TICKS.get(score, ("grid", f"{score:+d}"))
        parts.append(
            f'<line class="{kind}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(score):.1f}" '
            f'y2="{y(score):.1f}"/>'
        )
        parts.append(
            f'<text class="tick" x="{LEFT - 6}" y="{y(score) + 3.5:.1f}" '
            f'text-anchor="end">{tick}</text>'
        )
    for day, text in _months(first, last):
        parts.append(
            f'<text class="tick" x="{x(day):.1f}" y="{HEIGHT - 6}">{text}</text>'
        )
        parts.append(
            f'<line class="month" x1="{x(day):.1f}" x2="{x(day):.1f}" y1="{TOP}" '
            f'y2="{HEIGHT - BOTTOM}"/>'
        )
    for kind, means in (("words", panel.words), ("deeds", panel.deeds)):
        for mean in means:
            left, right = x(max(mean.first, first)), x(min(mean.last + 1, last))
            heights = y(mean.mean), y(mean.low), y(mean.high)
            # one event has no spread
            if mean.count > 1:
                parts.append(_band(kind, (left, right), heights))
            parts.append(_line(kind, (left, right), heights))
    for dot in panel.dots:
        mark = MARKS[dot.deed](x(dot.day), y(dot.score), DOTS[dot.told])
        parts.append(
            f'<a href="#{dot.happening}">{mark}<title>{escape(dot.label)}</title></a>'
        )
    parts.append("</svg>")
    return Markup("".join(parts))  # noqa: S704 - every text inside went through escape


Sides = tuple[float, float]
Heights = tuple[float, float, float]


def _band(kind: str, sides: Sides, heights: Heights) -> str:
    """From the interval's low to its high; half a unit where these are one."""
    (left, right), (_, low, high) = sides, heights
    return (
        f'<rect class="{kind} band" x="{left:.1f}" y="{high:.1f}" '
        f'width="{right - left:.1f}" height="{max(low - high, 0.5):.1f}"/>'
    )


def _line(kind: str, sides: Sides, heights: Heights) -> str:
    """The mean."""
    (left, right), (middle, *_) = sides, heights
    return (
        f'<line class="{kind} mean" x1="{left:.1f}" x2="{right:.1f}" '
        f'y1="{middle:.1f}" y2="{middle:.1f}"/>'
    )


def _circle(x: float, y: float, kind: str) -> str:
    return f'<circle class="words {kind}" cx="{x:.1f}" cy="{y:.1f}" r="4.2"/>'


def _square(x: float, y: float, kind: str) -> str:
    return f'<rect class="deeds {kind}" x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'


# by whether a happening is a deed, and whether its own day is told
MARKS = {True: _square, False: _circle}
DOTS = {True: "dot", False: "untold dot"}


def _months(first: int, last: int) -> Iterator[tuple[int, str]]:
    """At most eight month ticks over the days: (ordinal, label)."""
    if last <= first:
        return
    start, end = (datetime.date.fromordinal(max(day, 1)) for day in (first, last - 1))
    total = (end.year - start.year) * 12 + end.month - start.month + 1
    step = max(1, -(-total // 8))
    for count in range(0, total, step):
        year, month = divmod(start.month - 1 + count, 12)
        day = datetime.date(start.year + year, month + 1, 1)
        name = MONTHS[month]
        # the year stands at the first tick and in January, or at each where few months
        # have one
        if step > 6 or count == 0 or day.month == 1:
            name = f"{name} {day.year}"
        yield day.toordinal(), name
