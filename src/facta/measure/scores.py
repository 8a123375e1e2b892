"""
What the happenings of one dyad and period say: how friendly the words were and the
deeds, the gap between the two, how much happened. Pure.

Each takes real happenings in a fixed order; gives an estimate, or the reason why there
is none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from facta.measure.quantiles import t_quantile
from facta.records import Happening

# Quad classes of what is said: verbal cooperation (1) and verbal conflict (3); done are 2
# and 4, and 3 and 4 are conflict.
WORDS = frozenset({1, 3})
LEVEL = 0.90
# as if two scores had shown that scores of one kind differ by about 3 of the 20 points
# of the scale; judged, not fitted
PRIOR_FREEDOM, PRIOR_SPREAD = 2.0, 3.0
LOWEST, HIGHEST = -10.0, 10.0  # PLOVER's scale of scores


class Estimate(Struct, frozen=True, kw_only=True):
    """A mean with its 90 % interval; `count` things stand behind it."""

    mean: float
    low: float
    high: float
    count: int


class Absent(Struct, frozen=True):
    """No estimate, and why."""

    reason: str


Value = Estimate | Absent
NO_WORDS, NO_DEEDS = Absent("no words"), Absent("no deeds")
NEITHER = Absent("neither words nor deeds")


def words(happenings: Sequence[Happening]) -> Value:
    """How friendly the words were: the mean score of verbal happenings."""
    return mean(_scores(happenings, verbal=True)) or NO_WORDS


def deeds(happenings: Sequence[Happening]) -> Value:
    """How friendly the deeds were: the mean score of material happenings."""
    return mean(_scores(happenings, verbal=False)) or NO_DEEDS


def gap(happenings: Sequence[Happening]) -> Value:
    """
    How much friendlier the words were than the deeds: the difference of their means.

    The interval weighs the quantiles of the two means by their variances: of draws of
    both it holds 88 to 90 %, where Welch's degrees of freedom hold 80 (one happening
    of each kind).

    Source: Cochran and Cox (1957), Experimental Designs (2nd ed.), section 4.14.
    """
    spoken = _scores(happenings, verbal=True)
    done = _scores(happenings, verbal=False)
    return apart(spoken, done) if spoken and done else _missing(spoken, done)


def volume(happenings: Sequence[Happening]) -> Value:
    """How much happened: the number of happenings told, which is exact."""
    count = len(happenings)
    return Estimate(mean=count, low=count, high=count, count=count)


def apart(spoken: Sequence[float], done: Sequence[float]) -> Estimate:
    """The difference of the means of two kinds of scores, none of them without any."""
    said, did = _posterior(spoken), _posterior(done)
    middle, variance = said.middle - did.middle, said.variance + did.variance
    weighed = said.variance * said.quantile + did.variance * did.quantile
    half = weighed / variance * math.sqrt(variance)
    return Estimate(
        mean=middle,
        low=max(middle - half, LOWEST - HIGHEST),
        high=min(middle + half, HIGHEST - LOWEST),
        count=len(spoken) + len(done),
    )


def net(happenings: Sequence[Happening]) -> Value:
    """How much more cooperation than conflict there was: all scores added up, exactly."""
    total = math.fsum(happening.score for happening in happenings)
    return Estimate(mean=total, low=total, high=total, count=len(happenings))


def mean(scores: Sequence[float]) -> Estimate | None:
    """
    The mean of scores with a 90 % interval; None for no scores.

    With a scaled inverse chi-squared prior on the variance (two scores' worth, spread
    3) and a flat one on the mean, the mean follows Student's t: one score alone gets a
    wide interval, not none.

    Source: Gelman et al., Bayesian Data Analysis (3rd ed.), section 3.3.

    >>> mean([-9.0, -9.5, -9.0]).count
    3
    """
    if not scores:
        return None
    found = _posterior(scores)
    half = found.quantile * math.sqrt(found.variance)
    return Estimate(
        mean=found.middle,
        low=max(found.middle - half, LOWEST),
        high=min(found.middle + half, HIGHEST),
        count=len(scores),
    )


class _Posterior(Struct, frozen=True, kw_only=True):
    """Student's t that a mean follows: `variance` is the square of its scale."""

    middle: float
    variance: float
    freedom: float

    @property
    def quantile(self) -> float:
        """How many scales the interval reaches to either side."""
        return t_quantile((1 + LEVEL) / 2, self.freedom)


def _posterior(scores: Sequence[float]) -> _Posterior:
    count, middle = len(scores), sum(scores) / len(scores)
    freedom = PRIOR_FREEDOM + count - 1
    squares = PRIOR_FREEDOM * PRIOR_SPREAD**2 + sum(
        (score - middle) ** 2 for score in scores
    )
    return _Posterior(
        middle=middle, variance=squares / freedom / count, freedom=freedom
    )


def _scores(happenings: Sequence[Happening], *, verbal: bool) -> list[float]:
    return [
        happening.score
        for happening in happenings
        if (happening.quad_code in WORDS) == verbal
    ]


def _missing(spoken: Sequence[float], done: Sequence[float]) -> Absent:
    if spoken:
        return NO_DEEDS
    return NO_WORDS if done else NEITHER
