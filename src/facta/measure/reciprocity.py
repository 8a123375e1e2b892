"""
Who answers whom, and after how long: a pair of directed series, each held against what
the other side did before. Pure; chance comes from a seed.

Each series is told by its own past and by the other's, on a scale on which one bloody
week does not decide, and without what moves more slowly than two years, which drives
both. Errors are for autocorrelation and changing spread; whether an answer is one is
asked of the same series moved against each other in a circle, where nobody answers.

Sources: Granger (1969), Investigating Causal Relations, Econometrica 37(3); Newey and
West (1987), A Simple, Positive Semi-definite, Heteroskedasticity and Autocorrelation
Consistent Covariance Matrix, Econometrica 55(3); Westfall and Young (1993),
Resampling-Based Multiple Testing, section 2.2; Goldstein and Freeman (1990), Three-Way
Street, on answers in kind.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Literal

import numpy
from msgspec import Struct
from numpy.typing import ArrayLike

from facta.errors import SettingsError
from facta.measure.periods import Period
from facta.measure.scale import Floats, columns, squeezed
from facta.measure.scores import LEVEL

Scale = Literal["asinh", "ranks"]
# periods after which an answer may come, and of a side's own past: a month and two of
# weeks; judged
LAGS, OWN = 4, 8
# Periods of the fastest wave that is no answer but what drives both: two years of
# weeks. Judged on simulated pairs.
SLOW = 104
SHIFTS = 499
SURE = 0.05
SHORTEST = 60  # periods that have all that is asked of them; judged
TOO_SHORT = f"fewer than {SHORTEST} periods with a past"
CONSTANT = "one side is always the same"
TWO = 2  # the sides of a pair


class Lag(Struct, frozen=True, kw_only=True):
    """
    What one side does `lag` periods after the other moved by 1 on the scale, its own
    past being the same: estimate with 90 % interval; `p` is the chance that the
    greatest of all lags would be as far from 0 if nobody answered.
    """

    lag: int
    estimate: float
    low: float
    high: float
    p: float


class Answer(Struct, frozen=True, kw_only=True):
    """Whether one side answers the other, lag by lag; `p` is that of any lag."""

    who: str
    whom: str
    lags: tuple[Lag, ...]
    p: float

    @property
    def sure(self) -> tuple[Lag, ...]:
        """The lags at which it surely answers."""
        return tuple(lag for lag in self.lags if lag.p <= SURE)


class Reciprocity(Struct, frozen=True, kw_only=True):
    """
    Both directions of a pair. `together` is how far both move alike within one period
    (a correlation), which has no direction. Where nothing can be told there are no
    answers, and `absent` says why.
    """

    answers: tuple[Answer, ...]
    together: float | None
    period: Period
    absent: str | None = None

    @property
    def sentence(self) -> str | None:
        """Who surely answers whom, in plain words; None where nobody surely does."""
        told = [_told(answer, self.period) for answer in self.answers if answer.sure]
        return f"A{'; '.join(told)[1:]}." if told else None


def reciprocity(
    values: ArrayLike,
    *,
    names: tuple[str, str],
    seed: int,
    period: Period = "week",
    scale: Scale = "asinh",
    lags: int = LAGS,
    shifts: int = SHIFTS,
) -> Reciprocity:
    """
    Who answers whom in a pair of series.

    Args:
        values: periods by two series: the first side towards the second, and back; NaN
            for a hole, which leaves out what it is asked of.
        names: of the two sides, as a sentence tells them.
        seed: of the shifts; the same gives the same.
        period: how long each value is of, for the sentence.
        scale: asinh(value / median size of what is not zero), or ranks.
        lags: periods after which an answer may come, 1 or more.
        shifts: circular shifts that a p-value rests on, 19 or more.

    Raises:
        SettingsError: a value is infinite or no number; there are not two series; an
            option is out of its range.
    """
    found = columns(values)
    if found.shape[1] != TWO:
        raise SettingsError(f"series: {found.shape[1]}; give two, there and back")
    if lags < 1 or shifts < 19:
        raise SettingsError(
            f"lags is {lags}, shifts {shifts}; give 1 and 19, or more of each"
        )
    reason = _unfit(found, lags)
    if reason is not None:
        return Reciprocity(answers=(), together=None, period=period, absent=reason)
    scaled = squeezed(found) if scale == "asinh" else _ranks(found)
    fast = numpy.column_stack([_fast(column) for column in scaled.T])
    moved = _shifts(len(fast), lags, shifts, seed)
    one, other = (
        _Side(fast[:, side], fast[:, 1 - side], lags=lags) for side in range(TWO)
    )
    return Reciprocity(
        answers=(
            one.answer(names[0], names[1], moved),
            other.answer(names[1], names[0], moved),
        ),
        together=_alike(one.left, other.left),
        period=period,
    )


class _Side:
    """One side of a pair, told by its own past, and what is left of it."""

    def __init__(self, own: Floats, other: Floats, *, lags: int) -> None:
        self.other, self.lags = other, lags
        self.longest = max(lags, OWN)
        self.now = own[self.longest :]
        self.past = numpy.column_stack(
            [numpy.ones(len(self.now)), self._before(own, OWN)]
        )
        _, _, rows, left = self._fitted(other)
        self.left = numpy.full(len(self.now), numpy.nan)
        self.left[rows] = left

    def answer(self, who: str, whom: str, moved: Sequence[int]) -> Answer:
        """What it answers, against what it would if it answered nothing."""
        estimates, errors, _, _ = self._fitted(self.other)
        sizes = numpy.abs(estimates / errors)
        none = numpy.array([self._greatest(shift) for shift in moved])
        chances = (1 + (none[:, None] >= sizes).sum(axis=0)) / (1 + len(none))
        reach = NormalDist().inv_cdf((1 + LEVEL) / 2)
        found = tuple(
            Lag(
                lag=lag,
                estimate=float(estimate),
                low=float(estimate - reach * error),
                high=float(estimate + reach * error),
                p=float(chance),
            )
            for lag, (estimate, error, chance) in enumerate(
                zip(estimates, errors, chances, strict=True), start=1
            )
        )
        return Answer(who=who, whom=whom, lags=found, p=min(lag.p for lag in found))

    def _greatest(self, shift: int) -> float:
        estimates, errors, _, _ = self._fitted(numpy.roll(self.other, shift))
        return float(numpy.abs(estimates / errors).max())

    def _fitted(self, other: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """
        Estimates of the other side's lags, their errors, the periods that have all of
        it, and what is left there.
        """
        table = numpy.column_stack([self.past, self._before(other, self.lags)])
        rows = ~(numpy.isnan(table).any(axis=1) | numpy.isnan(self.now))
        table, now = table[rows], self.now[rows]
        inverse = numpy.linalg.pinv(table.T @ table)
        weights = inverse @ (table.T @ now)
        left = now - table @ weights
        spread = inverse @ _long_run(table * left[:, None]) @ inverse
        errors = numpy.sqrt(numpy.maximum(numpy.diag(spread)[-self.lags :], 1e-300))
        return weights[-self.lags :], errors, rows, left

    def _before(self, series: Floats, lags: int) -> Floats:
        """The values so many periods before each, a column each."""
        return numpy.column_stack(
            [
                series[self.longest - lag : len(series) - lag]
                for lag in range(1, lags + 1)
            ]
        )


def _long_run(moments: Floats) -> Floats:
    """The long-run covariance of moments, by Bartlett's weights."""
    reach = int(4 * (len(moments) / 100) ** (2 / 9))
    found: Floats = moments.T @ moments
    for lag in range(1, reach + 1):
        near = moments[lag:].T @ moments[:-lag]
        found += (1 - lag / (reach + 1)) * (near + near.T)
    return found


def _fast(column: Floats) -> Floats:
    """
    A column without its waves slower than `SLOW`, holes as they are.

    Source: Mueller and Watson (2008), Testing Models of Low-Frequency Variability,
    Econometrica 76(5), for the cosines.
    """
    count = len(column)
    seen = ~numpy.isnan(column)
    times = (numpy.arange(count) + 0.5) / count
    waves = numpy.cos(
        math.pi * times[:, None] * numpy.arange(2 * count // SLOW + 1)[None, :]
    )
    weights = numpy.linalg.lstsq(waves[seen], column[seen], rcond=None)[0]
    found: Floats = column - waves @ weights
    return found


def _ranks(found: Floats) -> Floats:
    """
    Each column as ranks between -0.5 and 0.5, equal values in the middle of theirs.
    """
    ranked = numpy.full(found.shape, numpy.nan)
    for column, into in zip(found.T, ranked.T, strict=True):
        seen = ~numpy.isnan(column)
        ordered = numpy.sort(column[seen])
        low, high = (
            numpy.searchsorted(ordered, column[seen], side)
            for side in ("left", "right")
        )
        into[seen] = (low + high) / 2 / len(ordered) - 0.5
    return ranked


def _shifts(count: int, lags: int, shifts: int, seed: int) -> list[int]:
    """Shifts that leave no lag where it was, each once."""
    near = 2 * max(lags, OWN)
    possible = numpy.arange(near, count - near + 1)
    chance = numpy.random.default_rng(seed)
    drawn = chance.permutation(possible)[:shifts]
    return sorted(int(shift) for shift in drawn)


def _alike(one: Floats, other: Floats) -> float:
    rows = ~(numpy.isnan(one) | numpy.isnan(other))
    return float(numpy.corrcoef(one[rows], other[rows])[0, 1])


def _unfit(found: Floats, lags: int) -> str | None:
    """Why nothing can be told of a pair, or None."""
    longest = max(lags, OWN)
    seen = ~numpy.isnan(found).any(axis=1)
    running = numpy.concatenate([[0], numpy.cumsum(seen)])
    whole = running[longest + 1 :] - running[: -longest - 1] == longest + 1
    if whole.sum() < SHORTEST:
        return TOO_SHORT
    low, high = numpy.fmin.reduce(found), numpy.fmax.reduce(found)
    return None if (low < high).all() else CONSTANT


def _told(answer: Answer, period: Period) -> str:
    """
    An answer in words that fit one and many.

    >>> lags = [Lag(lag=lag, estimate=0.2, low=0.1, high=0.3, p=0.002) for lag in (1, 4)]
    >>> _told(Answer(who="Chad", whom="Sudan", lags=tuple(lags), p=0.002), "week")
    'acts of Sudan towards Chad are answered in kind in the next week and after 4 weeks (p = 0.002)'
    """
    kinds = {
        "in kind": [lag for lag in answer.sure if lag.estimate > 0],
        "the other way": [lag for lag in answer.sure if lag.estimate <= 0],
    }
    parts = [
        f"{kind} {' and '.join(_after(lag.lag, period) for lag in lags)}"
        for kind, lags in kinds.items()
        if lags
    ]
    return (
        f"acts of {answer.whom} towards {answer.who} are answered "
        f"{', '.join(parts)} (p = {answer.p:.3f})"
    )


def _after(lag: int, period: Period) -> str:
    return f"in the next {period}" if lag == 1 else f"after {lag} {period}s"
