"""
How one party stands to another over time: words and deeds as two lines with their
intervals, what lies between them, and when their level changed. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from markupsafe import escape
from msgspec import Struct

from facta.charts.drawing import Chart, titled
from facta.charts.frame import Frame

# A mark this far from the next one is joined with it, in units of the usual step.
NEXT = 1.5
KINDS = ("words", "deeds")


class Mark(Struct, frozen=True, kw_only=True):
    """
    The value of one period at its middle day, with its interval; `told` is it in words,
    `link` where it leads.
    """

    day: int
    mean: float
    low: float
    high: float
    told: str
    link: str = ""


def relation(
    name: str,
    words: Sequence[Mark],
    deeds: Sequence[Mark],
    *,
    frame: Frame,
    step: float,
    turns: Sequence[tuple[int, str]] = (),
) -> Chart:
    """
    One chart.

    Args:
        name: its title.
        words: in order of time; periods without a value are left out.
        deeds: likewise.
        frame: which several charts share, so that they can be compared.
        step: days from one period to the next.
        turns: days at which the level changed, each in words.
    """
    parts = list(frame.grid())
    parts += [_between(frame, *both) for both in _both(words, deeds, step)]
    for kind, marks in zip(KINDS, (words, deeds), strict=True):
        for run in _runs(marks, step):
            parts.append(_band(kind, frame, run, step))
            parts.append(_line(kind, frame, run))
    for day, told in turns:
        parts.append(_turn(frame, day, told))
    for kind, marks in zip(KINDS, (words, deeds), strict=True):
        parts += [_mark(kind, frame, mark) for mark in marks]
    return titled(name, frame, parts, told=_told(name, words, deeds))


def _runs(marks: Sequence[Mark], step: float) -> Iterator[list[Mark]]:
    """Marks of periods that follow one another."""
    run = list(marks[:1])
    for before, after in pairwise(marks):
        if after.day - before.day > NEXT * step:
            yield run
            run = []
        run.append(after)
    if run:
        yield run


def _both(
    words: Sequence[Mark], deeds: Sequence[Mark], step: float
) -> Iterator[list[tuple[Mark, Mark]]]:
    """Runs of periods that have both."""
    done = {mark.day: mark for mark in deeds}
    pairs = {mark.day: (mark, done[mark.day]) for mark in words if mark.day in done}
    for run in _runs([said for said, _ in pairs.values()], step):
        yield [pairs[mark.day] for mark in run]


def _between(frame: Frame, *pairs: tuple[Mark, Mark]) -> str:
    """What lies between words and deeds."""
    above = [frame.at(said.day, said.mean) for said, _ in pairs]
    below = [frame.at(did.day, did.mean) for _, did in reversed(pairs)]
    return f'<polygon class="gap" points="{" ".join(above + below)}"/>'


def _band(kind: str, frame: Frame, run: Sequence[Mark], step: float) -> str:
    """The intervals; of a period by itself as wide as half of it."""
    if len(run) == 1:
        only, half = run[0], step / 4
        sides = (only.day - half, only.day + half)
        points = [(sides[0], only.high), (sides[1], only.high)]
        points += [(sides[1], only.low), (sides[0], only.low)]
    else:
        points = [(mark.day, mark.high) for mark in run]
        points += [(mark.day, mark.low) for mark in reversed(run)]
    places = " ".join(frame.at(*point) for point in points)
    return f'<polygon class="{kind} band" points="{places}"/>'


def _line(kind: str, frame: Frame, run: Sequence[Mark]) -> str:
    places = " ".join(frame.at(mark.day, mark.mean) for mark in run)
    return f'<polyline class="{kind} mean" points="{places}"/>'


def _mark(kind: str, frame: Frame, mark: Mark) -> str:
    """A point, round for words and square for deeds, that leads to its period."""
    x, y = frame.x(mark.day), frame.y(mark.mean)
    shape = f'<circle class="{kind} dot" cx="{x:.1f}" cy="{y:.1f}" r="3.4"'
    if kind == "deeds":
        shape = f'<rect class="{kind} dot" x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"'
    point = f"{shape}><title>{escape(mark.told)}</title></{shape[1:].split()[0]}>"
    if not mark.link:
        return point
    named = f'aria-label="{escape(mark.told)}"'
    return f'<a href="#{escape(mark.link)}" {named}>{point}</a>'


def _turn(frame: Frame, day: int, told: str) -> str:
    x = frame.x(day)
    return (
        f'<line class="turn" x1="{x:.1f}" x2="{x:.1f}" y1="{frame.top}" '
        f'y2="{frame.height - frame.bottom}"><title>{escape(told)}</title></line>'
    )


def _told(name: str, words: Sequence[Mark], deeds: Sequence[Mark]) -> str:
    """The chart in words, for those who can't see it."""
    ends = (
        f"{kind} {marks[0].mean:+z.1f} at first and {marks[-1].mean:+z.1f} at last"
        for kind, marks in zip(KINDS, (words, deeds), strict=True)
        if marks
    )
    return "; ".join(chain([name], ends))
