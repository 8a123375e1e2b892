"""
The main dyads as panels of a chart.

Takes happenings; gives for each of the busiest directed dyads its dots and its monthly
means. What was only planned, feared, denied or told as background is no deed and no
word of its period, and is left out.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from facta.brief import words
from facta.brief.records import Dot, DyadPanel, Mean
from facta.link.grades import before, worded
from facta.measure import (
    Dyad,
    Point,
    directed,
    is_real,
    main_dyads,
    mean,
    scores,
    series,
)
from facta.measure.scores import WORDS
from facta.measure.series import Rule
from facta.records import Happening

# Panels; judged: more are not looked at.
SHOWN = 6
PLOTTED = {"day", "month"}


def panels(
    happenings: Sequence[Happening],
    countries: Mapping[str, str],
    *,
    since: datetime.date | None,
) -> tuple[DyadPanel, ...]:
    """
    The busiest dyads between different actors, the busiest first; charts begin at
    `since` or with the first dot.
    """
    real = [
        item
        for item in happenings
        if is_real(item) and not (since and item.date and item.date < since)
    ]
    dyads = main_dyads(real, SHOWN)
    spoken, done = (
        _monthly(real, rule, dyads) for rule in (scores.words, scores.deeds)
    )
    return tuple(
        _panel(
            dyad,
            [item for item in real if dyad in directed(item)],
            countries,
            words_by_month=spoken.get(dyad, ()),
            deeds_by_month=done.get(dyad, ()),
        )
        for dyad in dyads
    )


def _panel(
    dyad: Dyad,
    told: Sequence[Happening],
    countries: Mapping[str, str],
    *,
    words_by_month: Sequence[Point],
    deeds_by_month: Sequence[Point],
) -> DyadPanel:
    spoken = mean([item.score for item in told if item.quad_code in WORDS])
    done = mean([item.score for item in told if item.quad_code not in WORDS])
    return DyadPanel(
        actor=words.end(dyad[0], countries),
        recipient=words.end(dyad[1], countries),
        dots=tuple(
            _dot(item) for item in told if item.date and item.date_precision in PLOTTED
        ),
        words=tuple(_means(words_by_month)),
        deeds=tuple(_means(deeds_by_month)),
        words_mean=spoken.mean if spoken else None,
        deeds_mean=done.mean if done else None,
        outside=sum(
            item.date is None or item.date_precision not in PLOTTED for item in told
        ),
    )


def _dot(item: Happening) -> Dot:
    assert item.date is not None
    act = ", ".join(filter(None, (item.event_type.lower(), item.mode)))
    label = f"{words.when(item)}: {before(item)}{act} ({worded(item.grade)})"
    whole_month = item.date_precision == "month"
    day = (
        item.date.replace(day=15) if whole_month else item.date
    )  # a month's mark stands in its midst
    deed, told = (
        item.quad_code not in WORDS,
        not whole_month and item.date_basis != "published",
    )
    return Dot(
        happening=item.id,
        day=day.toordinal(),
        score=item.score,
        deed=deed,
        label=label,
        told=told,
    )


def _monthly(
    happenings: Sequence[Happening], rule: Rule[Happening], dyads: Sequence[Dyad]
) -> dict[Dyad, tuple[Point, ...]]:
    found = series(happenings, rule, period="month", dyads=dyads)
    return {(item.actor, item.recipient or ""): item.points for item in found}


def _means(points: Iterable[Point]) -> Iterator[Mean]:
    """The months that have a mean, as stretches of days."""
    for point in points:
        begin, found = point.begin, point.value
        if found is not None:
            last = begin.replace(day=calendar.monthrange(begin.year, begin.month)[1])
            yield Mean(
                first=begin.toordinal(),
                last=last.toordinal(),
                mean=found.mean,
                low=found.low,
                high=found.high,
                count=found.count,
            )
