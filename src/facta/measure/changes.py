"""
When a series, or several together, moved to another level for good: change points with
a certainty each, from all that is known today. Pure.

Every division of the periods into stretches is weighed, exactly: no division is drawn,
none is chosen first. A change point is where many likely divisions have one.

Sources: Barry and Hartigan (1992), Product partition models for change point problems,
Annals of Statistics 20(1); Fearnhead (2006), Exact and efficient Bayesian inference for
multiple changepoint problems, Statistics and Computing 16, eq. 3 to 6.
"""

from __future__ import annotations

import math
from functools import lru_cache, partial

import numpy
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import ArrayLike, NDArray

from facta.errors import SettingsError
from facta.measure.quantiles import t_quantile
from facta.measure.scale import Floats, columns
from facta.measure.scores import LEVEL
from facta.measure.segments import Evidence, evidence

# from one change to the next, on average: a year and a half of weeks; judged
EVERY = 75.0
SHORTEST = 4  # periods of a stretch; what is over sooner is an episode
# periods to either side within which two divisions tell one change; judged
WITHIN = 8
LEAST = 0.5  # certainty of what is told: rather a change than none
HELD = 1 << 22  # chances of stretches that are kept from one pass to the other
NEVER = -1e18  # stands for the logarithm of 0, and can be subtracted from itself
TOO_SHORT = f"fewer than {2 * SHORTEST} periods with a value"
CONSTANT = "always the same"


class Move(Struct, frozen=True, kw_only=True):
    """
    How far one series moved: its mean before and after, and the difference with its
    90 % interval, in the series' own unit; None where one of the two was not seen.
    """

    before: float | None
    after: float | None
    moved: float | None
    low: float | None
    high: float | None


class Change(Struct, frozen=True, kw_only=True):
    """
    A change point: `at` is the first period of the new level, by its place in the
    series; nine in ten likely places lie between `earliest` and `latest`. `certainty`
    is the chance that there is a change within `WITHIN` periods of it.
    """

    at: int
    earliest: int
    latest: int
    certainty: float
    moves: tuple[Move, ...]


class Changes(Struct, frozen=True, kw_only=True):
    """
    The change points of some series in order, and the chance of each period to begin a
    new level. Where nothing can be told there are none, and `absent` says why.
    """

    points: tuple[Change, ...]
    chances: tuple[float, ...]
    absent: str | None = None


class Weighed(Struct, frozen=True, kw_only=True):
    """
    `chances[t]`: that a level begins in period t; `none[k, t]`: that none does in t to
    t + k.
    """

    chances: Floats
    none: Floats


def changes(
    values: ArrayLike, *, every: float = EVERY, least: float = LEAST
) -> Changes:
    """
    The change points of a series, or of several that change together.

    Costs the square of the number of periods: a quarter of a second for 1,278 weeks.

    Args:
        values: periods, or periods by series; NaN for a hole, which says nothing.
        every: periods from one change to the next that are expected beforehand.
        least: certainty of a change that is told.

    Raises:
        SettingsError: a value is infinite or no number; `every` is not above 1, `least`
            not between 0 and 1.

    >>> [found.at for found in changes([0, 1, 2] * 20 + [9, 8, 7] * 20).points]
    [60]
    """
    found = columns(values)
    check(every, least=least)
    reason = unfit(found)
    if reason is not None:
        return Changes(points=(), chances=(0.0,) * len(found), absent=reason)
    stretches = evidence(found)
    chances = weighed(stretches, 1 / every)
    told = _told(chances, least)
    places = [0, *(change.at for change in told), len(found)]
    points = tuple(
        replace(change, moves=moves(found, first, change.at, behind, stretches.worth))
        for change, first, behind in zip(told, places, places[2:], strict=False)
    )
    return Changes(points=points, chances=tuple(chances.chances.tolist()))


def check(every: float, **chances: float) -> None:
    """
    Refuses what cannot be a number of periods from one change to the next, or a chance.

    Raises:
        SettingsError: `every` is not above 1, or another not between 0 and 1.
    """
    if not 1 < every < math.inf:
        raise SettingsError(f"every is {every}; give a number of periods above 1")
    for name, chance in chances.items():
        if not 0 < chance < 1:
            raise SettingsError(f"{name} is {chance}; give a chance between 0 and 1")


def unfit(found: Floats) -> str | None:
    """Why nothing can be told of series, or None."""
    if numpy.isfinite(found).any(axis=1).sum() < 2 * SHORTEST:
        return TOO_SHORT
    low, high = numpy.fmin.reduce(found), numpy.fmax.reduce(found)
    return None if (low < high).any() else CONSTANT


def moves(
    values: Floats, first: int, at: int, behind: int, worth: Floats
) -> tuple[Move, ...]:
    """
    How far each series moved from the periods `first` to `at` to those from there until
    before `behind`, where a period is worth a part of one.

    Source: Bayley and Hammersley (1946), The "effective" number of independent
    observations in an autocorrelated time series, JRSS Supplement 8(2).
    """
    return tuple(
        _move(column[first:at], column[at:behind], float(share))
        for column, share in zip(values.T, worth, strict=True)
    )


def _move(before: Floats, after: Floats, share: float) -> Move:
    one, other = (part[~numpy.isnan(part)] for part in (before, after))
    first = float(one.mean()) if one.size else None
    second = float(other.mean()) if other.size else None
    if first is None or second is None:
        return Move(before=first, after=second, moved=None, low=None, high=None)
    counts = [max(share * part.size, 1.0) for part in (one, other)]
    squares = [float(part.var()) for part in (one, other)]
    error = math.sqrt(squares[0] / counts[0] + squares[1] / counts[1])
    half = t_quantile((1 + LEVEL) / 2, max(sum(counts) - 2, 1.0)) * error
    moved = second - first
    return Move(
        before=first, after=second, moved=moved, low=moved - half, high=moved + half
    )


def weighed(found: Evidence, hazard: float) -> Weighed:
    """
    All divisions into stretches, from the last period to the first and back: in one
    pass what follows each begin of a stretch, in the other what comes before.
    """
    count = found.periods
    here, stays = math.log(hazard), math.log1p(-hazard)
    stretches = lru_cache(HELD // (count + 1) + 1)(
        partial(_stretches, found, here=here, stays=stays)
    )
    after = numpy.full(count + 1, NEVER)
    for first in reversed(range(count)):
        ways = stretches(first) + after[_ends(found, first)]
        open_end = _last(found, first, stays)
        if first == 0 or count - first >= SHORTEST:
            after[first] = log_sum(numpy.append(ways, open_end))
    before = numpy.full(count + 1, NEVER)
    before[0] = 0.0
    chances = numpy.zeros(count)
    none = numpy.zeros((2 * WITHIN + 1, count))
    for first in range(count):
        if before[first] <= NEVER / 2:
            continue
        if first:
            chances[first] = math.exp(before[first] + after[first] - after[0])
        ends = _ends(found, first)
        ways = before[first] + stretches(first)
        before[ends] = numpy.logaddexp(before[ends], ways)
        beyond = numpy.zeros(count + 1)
        beyond[ends] = numpy.exp(ways + after[ends] - after[0])
        last = before[first] + _last(found, first, stays)
        beyond[count] = math.exp(last - after[0])
        # of the stretches from here: the chance that they reach beyond a period
        beyond = numpy.cumsum(beyond[::-1])[::-1]
        behind = numpy.arange(first + 2, count + 1) + numpy.arange(len(none))[:, None]
        none[:, first + 1 :] += beyond[numpy.minimum(behind, count)]
    return Weighed(chances=chances, none=none)


def _ends(found: Evidence, first: int) -> NDArray[numpy.intp]:
    """Where a stretch from `first` may end with a change."""
    return numpy.arange(first + SHORTEST, found.periods - SHORTEST + 1)


def _stretches(found: Evidence, first: int, *, here: float, stays: float) -> Floats:
    """Log chance of a stretch from `first` to each end, and of a change there."""
    ends = _ends(found, first)
    if not ends.size:
        return numpy.zeros(0)
    levels = found.log_chance(first, slice(int(ends[0]), int(ends[-1]) + 1))
    return levels + here + stays * (ends - first - SHORTEST)


def _last(found: Evidence, first: int, stays: float) -> float:
    """Log chance of a stretch from `first` to the end of the series."""
    whole = found.log_chance(first, slice(found.periods, None))
    return float(whole[0]) + stays * max(found.periods - first - SHORTEST, 0)


def log_sum(logs: Floats) -> float:
    """The logarithm of the sum of what these are logarithms of."""
    most = float(logs.max())
    return most + math.log(float(numpy.exp(logs - most).sum()))


def _told(weighed: Weighed, least: float) -> list[Change]:
    """
    The changes that are likely enough, without their moves: from the sharpest on, each
    with the periods around it that no sharper one has taken.
    """
    count = len(weighed.chances)
    free = numpy.ones(count, dtype=bool)
    free[0] = False
    near = 1 - numpy.abs(numpy.arange(-WITHIN, WITHIN + 1)) / (WITHIN + 1)
    found = []
    while True:
        sharp = numpy.convolve(weighed.chances * free, near, mode="same")[:count]
        sharp = numpy.where(free, sharp, 0.0)
        middle = int(sharp.argmax())
        if sharp[middle] < least / 4:  # not even spread over all of them
            break
        first, last = _around(free, middle)
        certainty = min(max(1 - float(weighed.none[last - first, first]), 0.0), 1.0)
        if certainty >= least:
            found.append(_place(weighed.chances, first, last, certainty))
        free[first : last + 1] = False
    return sorted(found, key=lambda change: change.at)


def _around(free: NDArray[numpy.bool_], middle: int) -> tuple[int, int]:
    """The first and last of the free periods around one."""
    first = last = middle
    while first > middle - WITHIN and free[first - 1]:
        first -= 1
    while last < middle + WITHIN and last + 1 < len(free) and free[last + 1]:
        last += 1
    return first, last


def _place(chances: Floats, first: int, last: int, certainty: float) -> Change:
    """A change somewhere between two periods, at the middle of its chances."""
    running = numpy.cumsum(chances[first : last + 1])
    earliest, at, latest = (
        first + int(numpy.searchsorted(running, share * running[-1]))
        for share in ((1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2)
    )
    return Change(
        at=at, earliest=earliest, latest=latest, certainty=certainty, moves=()
    )
