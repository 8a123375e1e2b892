"""
What if: some series held on a path or within a range, the others beside what they would
do otherwise. Pure.

    found = what_if(named(["var"])[0].fit(table), [Condition("UKR>RUS", 0, 0)], 12)
    found.conditional.quantiles, found.unconditional.quantiles
    found.distance.told

It says how series have gone together, not what would come of an act: a forecast given
that one of them goes so, whatever the reason. How far that lies from what was to be
expected is the squared Mahalanobis distance of all that is held, against chi-squared
with as many degrees of freedom as numbers are held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from facta.errors import SettingsError
from facta.measure.quantiles import chi_squared_tail
from facta.model.arrays import Array
from facta.model.forecaster import Fitted, Forecast, check_steps, paths
from facta.model.table import LARGEST, Table
from facta.model.truncated import NoPathError, Within

LABEL = "conditional, not causal"
MEANING = "how these series have gone together so far, not what would come of holding one there"
LEVELS = (0.05, 0.5, 0.95)
SEED = 20251128
# of ranges, the paths whose quantiles are told, fewer where they would be more numbers
# than these; and of those so many whose distance is
MOST, FEWEST, NUMBERS = 20_000, 4000, 8_000_000
MEASURED = 1000
# more seldom than this a held path is called far outside past experience
FAR = 0.01
BEYOND = (
    "this is far outside past experience: what is said of the others is a straight line "
    "drawn on beyond what was seen"
)
MILLION = 1_000_000


class Condition(Struct, frozen=True):
    """
    A series held at a value, or within a range, from the first step on.

    Attributes:
        name: of the series.
        low: the least value.
        high: the greatest; where it is the least as well, the series is held at it.
        steps: for how many; None for all.
    """

    name: str
    low: float
    high: float
    steps: int | None = None

    def __post_init__(self) -> None:
        if not (abs(self.low) <= LARGEST and abs(self.high) <= LARGEST):
            raise SettingsError(
                f"{self.name}: held at no number or one beyond any measure; "
                f"give numbers from {-LARGEST:g} to {LARGEST:g}"
            )
        if self.low > self.high:
            raise SettingsError(
                f"{self.name}: held from {self.low:g} to {self.high:g}; "
                "give the lower number first"
            )
        if self.steps is not None and self.steps < 1:
            raise SettingsError(
                f"{self.name}: held for {self.steps} steps; give 1 or more"
            )

    @property
    def hard(self) -> bool:
        """Whether it leaves one value only."""
        return self.low == self.high

    def over(self, horizon: int) -> int:
        """For how many steps."""
        return horizon if self.steps is None else self.steps


class Distance(Struct, frozen=True, kw_only=True):
    """
    How far what is held lies from what was to be expected.

    Attributes:
        squared: Mahalanobis distance, squared; of ranges the median over paths in them.
        freedom: how many numbers are held.
        further: the chance of a path that lies further.
        within: the chance of a path within the ranges, if there are any.
    """

    squared: float
    freedom: int
    further: float
    within: float | None

    @property
    def far(self) -> bool:
        """Whether it lies far outside past experience."""
        return self.further < FAR

    @property
    def told(self) -> tuple[str, ...]:
        """It in sentences."""
        numbers = "1 number" if self.freedom == 1 else f"{self.freedom} numbers"
        lies = (
            "what is held"
            if self.within is None
            else "the median path within the range"
        )
        further = (
            f"{of_many(self.further)} would lie further from what was to be expected "
            f"than {lies} (squared distance {self.squared:.4g} over {numbers})"
        )
        said = [further]
        if self.within is not None:
            said.append(
                f"{of_many(self.within)} would stay within the range without being held there"
            )
        if self.far:
            said.append(BEYOND)
        return tuple(said)


class WhatIf(Struct, frozen=True, eq=False, kw_only=True):
    """What would come otherwise, what comes given the conditions, how far off these are."""

    conditions: tuple[Condition, ...]
    unconditional: Forecast
    conditional: Forecast
    distance: Distance


def of_many(share: float) -> str:
    """
    A chance as a count of what may come.

    >>> of_many(0.028), of_many(0.00001), of_many(0.0)
    ('of 1,000 paths 28', 'of 1,000,000 paths 10', 'of 1,000,000 paths not one')
    """
    many = 1000 if round(1000 * share) else MILLION
    count = round(many * share)
    return f"of {many:,} paths {f'{count:,}' if count else 'not one'}"


def what_if(
    fitted: Fitted,
    conditions: Sequence[Condition],
    horizon: int,
    levels: Sequence[float] = LEVELS,
    *,
    seed: int = SEED,
) -> WhatIf:
    """
    The forecasts with and without the conditions.

    All of them count at once, over all steps: what is held later reaches back. Values
    held are exact; ranges are drawn by chance.

    Args:
        fitted: of a forecaster that can hold paths.
        conditions: one or more, each of another series.
        horizon: how many steps, 1 or more.
        levels: of quantiles, ascending.
        seed: of what is drawn.

    Raises:
        SettingsError: as `Fitted.quantiles` and `Fitted.within`; no condition, two of one
            series, or nothing left free.
    """
    unconditional = fitted.forecast(horizon, levels)
    low, high = bounds(fitted.table, conditions, horizon)
    held = np.where(low == high, low, np.nan)
    hard = {
        each.name: [each.low] * each.over(horizon) for each in conditions if each.hard
    }
    if len(hard) == len(conditions):
        conditional = fitted.forecast(horizon, levels, held=hard)
        distance = _distance(fitted, held[None], None)
    else:
        found = _within(fitted, low, high, conditions, seed)
        quantiles = np.quantile(found.paths, levels, axis=0, method="hazen")
        conditional = replace(
            unconditional, quantiles=np.moveaxis(quantiles, 0, -1), held=held
        )
        some = np.where(np.isfinite(low), found.paths[:MEASURED], np.nan)
        distance = _distance(fitted, some, found.share)
    return WhatIf(
        conditions=tuple(conditions),
        unconditional=unconditional,
        conditional=conditional,
        distance=distance,
    )


def bounds(
    table: Table, conditions: Sequence[Condition], horizon: int
) -> tuple[Array, Array]:
    """
    The least and the greatest values of all series at all steps; NaN where they are free.

    Raises:
        SettingsError: no condition, two of one series, no such series, a path longer than
            the horizon, or nothing left free.
    """
    if not conditions:
        raise SettingsError("nothing is held; name a series and its value or range")
    for name, count in Counter(each.name for each in conditions).items():
        if count > 1:
            raise SettingsError(f"{name}: held {count} times; hold it once")
    steps = {each.name: each.over(horizon) for each in conditions}
    for name, count in steps.items():
        check_steps(name, count, horizon)
    low, high = (
        paths(table, horizon, {name: [end] * steps[name] for name, end in ends})
        for ends in (
            [(each.name, each.low) for each in conditions],
            [(each.name, each.high) for each in conditions],
        )
    )
    if (low == high).all():
        raise SettingsError(
            "every series is held at every step; leave one free, or look further ahead"
        )
    return low, high


def _within(
    fitted: Fitted,
    low: Array,
    high: Array,
    conditions: Sequence[Condition],
    seed: int,
) -> Within:
    count = min(max(NUMBERS // low.size, FEWEST), MOST)
    try:
        return fitted.within(len(low), count, seed=seed, low=low, high=high)
    except NoPathError as error:
        names = ", ".join(each.name for each in conditions if not each.hard)
        raise SettingsError(f"{names}: {error}") from None


def _distance(fitted: Fitted, held: Array, within: float | None) -> Distance:
    """Of held paths, [paths, steps, series], NaN where free."""
    path = fitted.path(held.shape[1])
    known = np.isfinite(held[0]).ravel()
    values = held.reshape(len(held), -1)[:, known]
    squared = float(np.median(path.distances(known, values)))
    freedom = int(known.sum())
    return Distance(
        squared=squared,
        freedom=freedom,
        further=chi_squared_tail(squared, freedom),
        within=within,
    )
