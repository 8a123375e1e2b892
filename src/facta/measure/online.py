"""
What one could have known of a change while it came: for each period the chance that the
level has moved of late, by what was told until then, and when an alarm would have rung.
Pure.

The stretch that a period lies in began in any of those before; as periods come, the
chances of its begins are carried on. They weigh the same evidence as `changes`, whose
scale and noise are learned anew from the past whenever it has grown by a tenth.

Source: Adams and MacKay (2007), Bayesian Online Changepoint Detection,
arXiv:0710.3742, algorithm 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy
from msgspec import Struct
from numpy.typing import ArrayLike

from facta.errors import SettingsError
from facta.measure.changes import (
    EVERY,
    NEVER,
    SHORTEST,
    Move,
    check,
    log_sum,
    moves,
    unfit,
)
from facta.measure.scale import Floats, columns
from facta.measure.segments import Evidence, evidence

ALARM = 0.9
# Periods that are no longer "of late": half a year of weeks, in which what is not sure
# after a few of them still becomes so. Judged.
LATE = 26
SEEN = 3  # periods of a new level before it is told: two may be an outlier; judged
WARMING = 52  # periods before the first that anything is said of; judged
AT_ONCE = 32  # ends whose stretches are weighed in one go
GROWTH = 1.1  # of the past, until scale and noise are learned anew


class Alarm(Struct, frozen=True, kw_only=True):
    """
    An alarm that rang at the end of period `at`: the chance of a change of late that no
    alarm told of, the period `since` in which the new level most likely began, and how
    far each series had moved by then.
    """

    at: int
    since: int
    chance: float
    moves: tuple[Move, ...]


class Watch(Struct, frozen=True, kw_only=True):
    """
    For each period the chance, at its end, that a change came of late; None while there
    is too little past. Where there is none for any, `absent` says why.
    """

    chances: tuple[float | None, ...]
    alarms: tuple[Alarm, ...]
    absent: str | None = None


def watched(
    values: ArrayLike,
    *,
    every: float = EVERY,
    late: int = LATE,
    alarm: float = ALARM,
) -> Watch:
    """
    What one could have known of changes of a series, or of several together.

    No chance and no alarm rests on a later period than its own.

    Args:
        values: periods, or periods by series; NaN for a hole, which says nothing.
        every: periods from one change to the next that are expected beforehand.
        late: periods since the change that are of late.
        alarm: the chance at which an alarm rings for a change since the last one.

    Raises:
        SettingsError: a value is infinite or no number; `every` is not above 1, `late`
            below `SEEN`, or `alarm` not between 0 and 1.

    >>> [alarm.since for alarm in watched([0, 1, 2] * 20 + [9, 8, 7] * 5).alarms]
    [60]
    """
    found = columns(values)
    check(every, alarm=alarm)
    if late < SEEN:
        raise SettingsError(f"late is {late}; give {SEEN} periods or more")
    reason = unfit(found)
    if reason is not None:
        return Watch(chances=(None,) * len(found), alarms=(), absent=reason)
    chances: list[float | None] = [None] * min(WARMING, len(found))
    alarms: list[Alarm] = []
    level = heard = 0
    for at, begins, worth in _begins(found, 1 / every):
        if not worth.any():
            chances.append(None)  # always the same until here
            continue
        begins[: max(1, at + 1 - late)] = 0.0
        begins[at + 2 - SEEN :] = 0.0
        chances.append(min(float(begins.sum()), 1.0))
        begins[: heard + 1] = 0.0
        if begins.sum() >= alarm:
            since = int(begins.argmax())
            alarms.append(
                Alarm(
                    at=at,
                    since=since,
                    chance=min(float(begins.sum()), 1.0),
                    moves=moves(found, level, since, at + 1, worth),
                )
            )
            level, heard = since, at
    return Watch(chances=tuple(chances), alarms=tuple(alarms))


def _begins(found: Floats, hazard: float) -> Iterator[tuple[int, Floats, Floats]]:
    """
    For each period after those of warming: its place, the chances that its stretch
    began in each period until it, and what a period is worth.
    """
    reach = WARMING
    while reach < len(found):
        learned = evidence(found, known=reach + 1)
        further = max(reach + 1, int(reach * GROWTH))
        for at, begins in enumerate(filtered(learned, reach, further, hazard), reach):
            yield at, begins, learned.worth
        reach = further


def filtered(
    learned: Evidence, since: int, until: int, hazard: float
) -> Iterator[Floats]:
    """
    The chances of the begins of the stretch of each period from `since` on and before
    `until`.
    """
    here = math.log(hazard)
    # log chance of all before a period, and of a change there
    before = numpy.zeros(learned.periods + 1)
    for behind, stretches in _stretches(learned, until, math.log1p(-hazard)):
        ways = before[:behind] + stretches
        if behind > since:
            yield numpy.exp(ways - log_sum(ways))
        # until here, and from here on another level
        whole = ways[: max(behind - SHORTEST + 1, 0)]
        before[behind] = log_sum(whole) + here if whole.size else NEVER


def _stretches(
    learned: Evidence, until: int, stays: float
) -> Iterator[tuple[int, Floats]]:
    """
    For each end the log chances of what lies between it and each period before, all on
    one level; many ends at once.
    """
    last = min(until, learned.periods) + 1
    for begin in range(1, last, AT_ONCE):
        ends = numpy.arange(begin, min(begin + AT_ONCE, last))[:, None]
        firsts = numpy.arange(ends[-1, 0])[None, :]
        found = learned.log_chance(firsts, numpy.maximum(ends, firsts))
        found += stays * numpy.maximum(ends - SHORTEST - firsts, 0)
        for behind, row in zip(ends[:, 0].tolist(), found, strict=True):
            yield behind, row[:behind]
