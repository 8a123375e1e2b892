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
from facta.measure import Dyad, Series, directed, main_dyads, series
from facta.measure import Mean as PeriodMean
from facta.measure.series import UNREAL, WORDS
from facta.measure.series import mean as mean_of
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
        if not UNREAL & set(item.auxiliary)
        and not (since and item.date and item.date < since)
    ]
    dyads = main_dyads(real, SHOWN)
    measured = {
        (item.actor, item.recipient): item
        for item in series(real, period="month", dyads=dyads)
    }
    return tuple(
        _panel(
            dyad,
            [item for item in real if dyad in directed(item)],
            measured.get(dyad),
            countries,
        )
        for dyad in dyads
    )


def _panel(
    dyad: Dyad,
    told: Sequence[Happening],
    measured: Series | None,
    countries: Mapping[str, str],
) -> DyadPanel:
    spoken = mean_of([item.score for item in told if item.quad_code in WORDS])
    done = mean_of([item.score for item in told if item.quad_code not in WORDS])
    points = measured.points if measured else ()
    return DyadPanel(
        actor=words.end(dyad[0], countries),
        recipient=words.end(dyad[1], countries),
        dots=tuple(
            _dot(item) for item in told if item.date and item.date_precision in PLOTTED
        ),
        words=tuple(_means((point.begin, point.words) for point in points)),
        deeds=tuple(_means((point.begin, point.deeds) for point in points)),
        words_mean=spoken.mean if spoken else None,
        deeds_mean=done.mean if done else None,
        outside=sum(
            item.date is None or item.date_precision not in PLOTTED for item in told
        ),
    )


def _dot(item: Happening) -> Dot:
    assert item.date is not None
    label = f"{words.when(item)}: {item.event_type.lower()}{f', {item.mode}' if item.mode else ''}"
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


def _means(points: Iterable[tuple[datetime.date, PeriodMean | None]]) -> Iterator[Mean]:
    """The months that have a mean, as stretches of days."""
    for begin, found in points:
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
