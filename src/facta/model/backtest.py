"""
How well a forecaster would have done: forecasts made at past origins from what was known
then, scored by what came. Pure.

    origins = rolling(table, last=208, every=4, steps=(1, 4, 12))
    scores = collected(table, walked(table, member, origins=origins, steps=(1, 4, 12)))

`walked` gives one origin at a time, so that whoever runs it can show how far it is.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct

from facta.errors import SettingsError
from facta.model import scoring
from facta.model.arrays import Array, Mask
from facta.model.forecaster import Fitted, Forecaster
from facta.model.table import Table
from facta.model.weighted import middle_levels

# quantiles that a distribution is scored by
LEVELS = middle_levels(200)
HALF, NINETY = 0.5, 0.9
# of the log score: as near as this share of a series' mean absolute deviation
NEAR = 0.1
DRAWS = 2000


class Origin(Struct, frozen=True, eq=False, kw_only=True):
    """
    What came of the forecasts made at one origin; all [steps, series], NaN or False
    where no outcome was seen.

    Attributes:
        known: how many periods were known.
        seen: where there was an outcome.
        crps: in the unit of the series.
        log_score: see `scoring.log_score`.
        error: of the median, absolute.
        in_half: whether the central half held the outcome.
        in_ninety: whether the central 90 % did.
        pit: the level at which it lay.
    """

    known: int
    seen: Mask
    crps: Array
    log_score: Array
    error: Array
    in_half: Mask
    in_ninety: Mask
    pit: Array


class Scores(Struct, frozen=True, eq=False, kw_only=True):
    """All origins of one forecaster; arrays as of `Origin`, [origins, steps, series]."""

    forecaster: str
    names: tuple[str, ...]
    steps: tuple[int, ...]
    known: tuple[int, ...]
    seen: Mask
    crps: Array
    log_score: Array
    error: Array
    in_half: Mask
    in_ninety: Mask
    pit: Array

    def summary(self, step: int, *, series: str | None = None) -> Summary:
        """
        The means over origins, of one series or of all.

        Raises:
            SettingsError: no such step or series, or no outcome seen.
        """
        use = self.cases(step, series)
        if not use.any():
            raise SettingsError(f"step {step}: no outcome to score; take more origins")
        return Summary(
            forecaster=self.forecaster,
            step=step,
            series=series,
            cases=int(use.sum()),
            crps=float(self.crps[use].mean()),
            log_score=float(self.log_score[use].mean()),
            mae=float(self.error[use].mean()),
            in_half=float(self.in_half[use].mean()),
            in_ninety=float(self.in_ninety[use].mean()),
        )

    def levels(self, step: int, *, parts: int = 10) -> tuple[float, ...]:
        """
        The share of outcomes in each of so many equal parts of 0 to 1 by their level,
        all alike where forecasts are right.
        """
        found = self.pit[self.cases(step)]
        counts, _ = np.histogram(found, bins=parts, range=(0, 1))
        return tuple(float(count) for count in counts / max(len(found), 1))

    def cases(self, step: int, series: str | None = None) -> Mask:
        """
        Which forecasts count for a step, and for a series where one is named.

        Raises:
            SettingsError: no such step or series.
        """
        if step not in self.steps:
            listed = ", ".join(map(str, self.steps))
            raise SettingsError(f"step {step} was not scored; ask for one of {listed}")
        if series is not None and series not in self.names:
            listed = ", ".join(self.names)
            raise SettingsError(f"{series!r}: no such series; ask for one of {listed}")
        use = np.zeros(self.seen.shape, dtype=bool)
        use[:, self.steps.index(step)] = self.seen[:, self.steps.index(step)]
        if series is not None:
            others = [name != series for name in self.names]
            use[:, :, others] = False
        return use


class Summary(Struct, frozen=True, kw_only=True):
    """The mean scores of a forecaster at a step; `series` is None for all together."""

    forecaster: str
    step: int
    series: str | None
    cases: int
    crps: float
    log_score: float
    mae: float
    in_half: float
    in_ninety: float


class Difference(Struct, frozen=True, kw_only=True):
    """
    How much lower the CRPS of one forecaster is than that of another at a step.

    Attributes:
        ratio: of the mean CRPS; below 1 where the first is better.
        mean: of the differences, first less second, with its 90 % interval.
        chance: the share of draws in which the first is better.
    """

    forecaster: str
    baseline: str
    step: int
    ratio: float
    mean: float
    low: float
    high: float
    chance: float


def rolling(
    table: Table, *, last: int, every: int, steps: Sequence[int]
) -> tuple[int, ...]:
    """
    How many periods are known at each origin.

    Args:
        last: how many periods at the table's end are to be foretold.
        every: from one origin to the next.
        steps: an origin has an outcome for the least of them.

    Raises:
        SettingsError: these leave no origin, or nothing to learn from.
    """
    if every < 1 or last < 1 or not steps or min(steps) < 1:
        raise SettingsError("last, every and steps of a backtest: give 1 or more")
    if last >= table.periods:
        raise SettingsError(
            f"the last {last} of {table.periods} periods leave none to learn from; "
            "take fewer"
        )
    found = range(table.periods - last, table.periods - min(steps) + 1, every)
    if not found:
        raise SettingsError(
            f"no origin in the last {last} periods has an outcome {min(steps)} steps "
            "later; take more periods or fewer steps"
        )
    return tuple(found)


def walked(
    table: Table,
    forecaster: Forecaster,
    *,
    origins: Sequence[int],
    steps: Sequence[int],
) -> Iterator[Origin]:
    """What came of the forecasts at each origin, one after the other."""
    width = _nearness(table, min(origins))
    for known, fitted in zip(origins, forecaster.fits(table, origins), strict=True):
        yield _origin(table, fitted, known, steps, width)


def collected(
    table: Table, forecaster: str, steps: Sequence[int], origins: Iterable[Origin]
) -> Scores:
    """All origins as one record."""
    every = tuple(origins)

    def together(name: str) -> Array:
        return np.stack([getattr(origin, name) for origin in every])

    return Scores(
        forecaster=forecaster,
        names=table.names,
        steps=tuple(steps),
        known=tuple(origin.known for origin in every),
        seen=together("seen").astype(bool),
        crps=together("crps"),
        log_score=together("log_score"),
        error=together("error"),
        in_half=together("in_half").astype(bool),
        in_ninety=together("in_ninety").astype(bool),
        pit=together("pit"),
    )


def difference(first: Scores, second: Scores, step: int, *, seed: int) -> Difference:
    """
    The CRPS of two forecasters at a step, origin by origin.

    Forecasts of neighbouring origins share outcomes and weather. So blocks of origins
    that follow one another are drawn, at least as long as the step reaches.

    Raises:
        SettingsError: they were not scored at the same origins and series.

    Source: the circular block bootstrap, Politis and Romano (1992); the length of blocks,
    Hall, Horowitz and Jing (1995), n to the power of 1/3.
    """
    if (first.known, first.names) != (second.known, second.names):
        raise SettingsError(
            f"{first.forecaster} and {second.forecaster}: scored at other origins; "
            "score both at the same"
        )
    use = first.cases(step) & second.cases(step)
    any_seen = use.any(axis=(1, 2))
    counts = use.sum(axis=(1, 2))[any_seen]
    ours, theirs = (
        np.where(use, scores.crps, 0.0).sum(axis=(1, 2))[any_seen]
        for scores in (first, second)
    )
    rows = blocks(len(counts), _length(first.known, len(counts), step), seed)
    drawn = (ours - theirs)[rows].sum(axis=1) / counts[rows].sum(axis=1)
    low, high = np.quantile(drawn, [0.05, 0.95])
    return Difference(
        forecaster=first.forecaster,
        baseline=second.forecaster,
        step=step,
        ratio=float(ours.sum() / theirs.sum()) if theirs.sum() else math.nan,
        mean=float((ours - theirs).sum() / counts.sum()),
        low=float(low),
        high=float(high),
        chance=float((drawn < 0).mean()),
    )


def _origin(
    table: Table, fitted: Fitted, known: int, steps: Sequence[int], width: Array
) -> Origin:
    made = fitted.quantiles(max(steps), LEVELS.tolist())[np.array(steps) - 1]
    places = known - 1 + np.array(steps)
    there = places < table.periods
    came = table.values[np.minimum(places, table.periods - 1)]
    outcomes = np.where(there[:, None], came, math.nan)
    seen = np.isfinite(outcomes)
    return Origin(
        known=known,
        seen=seen,
        crps=scoring.crps(made, outcomes),
        log_score=scoring.log_score(made, outcomes, np.broadcast_to(width, seen.shape)),
        error=scoring.absolute_error(made, outcomes),
        in_half=scoring.within(made, outcomes, HALF),
        in_ninety=scoring.within(made, outcomes, NINETY),
        pit=scoring.pit(made, outcomes),
    )


def _nearness(table: Table, known: int) -> Array:
    """What counts as near an outcome in each series, by what was known first."""
    values = table.upto(known).values
    apart = np.nanmean(np.abs(values - np.nanmedian(values, axis=0)), axis=0)
    return np.asarray(np.maximum(NEAR * apart, 1e-9))


def _length(known: Sequence[int], count: int, step: int) -> int:
    apart = (after - before for before, after in itertools.pairwise(known))
    reach = math.ceil(step / min(apart, default=1))
    return min(max(round(math.cbrt(count)), reach, 1), count)


def blocks(count: int, length: int, seed: int) -> np.ndarray:
    """Rows of origins, drawn in blocks that go round: [draws, about count]."""
    chance = np.random.default_rng(seed)
    starts = chance.integers(0, count, (DRAWS, math.ceil(count / length)))
    rows = (starts[:, :, None] + np.arange(length)) % count
    return rows.reshape(DRAWS, -1)[:, :count]
