"""
Figures and times of a passage as found, against the gold.

Each of the gold goes with at most one of the found that it overlaps. The value is asked
of all: what was not found has none that is right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from facta.evaluate.corpus import CodedFigure, CodedTime, Words
from facta.evaluate.reading.counts import Finding, false, hit, judged, missed
from facta.evaluate.reading.matching import Marked, overlapping
from facta.records import Figure, Time


class Valued(Protocol):
    """An expression with its value."""

    @property
    def span(self) -> Marked:
        """Where it stands."""

    @property
    def value(self) -> float | str | None:
        """What it means."""


Wanted = TypeVar("Wanted", bound=Valued)
Given = TypeVar("Given", bound=Valued)


def figures(coded: Words, found: Sequence[Figure]) -> Iterator[Finding]:
    """Figures found, and found with their value."""
    lines = ("figures.span", "figures.value")
    return _compared(lines, coded.figures, found, _same_figure)


def times(coded: Words, found: Sequence[Time]) -> Iterator[Finding]:
    """Times found, and found with their value."""
    lines = ("times.extent", "times.value")
    return _compared(lines, coded.times, found, _same_time)


def _compared(
    lines: tuple[str, str],
    wanted: Sequence[Wanted],
    given: Sequence[Given],
    same: Callable[[Wanted, Given], bool],
) -> Iterator[Finding]:
    place, value = lines
    matched = dict(
        overlapping([[each.span] for each in wanted], [[one.span] for one in given])
    )
    for at, each in enumerate(wanted):
        start, told = each.span.start, _told(each)
        if at in matched:
            other = given[matched[at]]
            right = same(each, other)
            yield hit(place)
            yield judged(value, right=right, at=start, gold=told, found=_told(other))
        else:
            yield missed(place, value, at=start, gold=told)
    for at, one in enumerate(given):
        if at not in matched.values():
            yield false(place, value, at=one.span.start, found=_told(one))


def _same_figure(wanted: CodedFigure, given: Figure) -> bool:
    """A range without a value is its bounds."""
    if wanted.value is None:
        return (wanted.low, wanted.high) == (given.low, given.high)
    return math.isclose(wanted.value, given.value)


def _same_time(wanted: CodedTime, given: Time) -> bool:
    return wanted.value == given.value


def _told(each: Valued) -> str:
    return f"{each.span.text} = {each.value}"
