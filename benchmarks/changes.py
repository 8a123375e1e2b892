"""
When relationships changed and who answers whom, on weekly series that others coded and
on simulated ones of which the truth is known.

    python -m benchmarks.changes --data DIR

DIR has `ipc_weekly.csv`, `levant_weekly.csv` and `balkans_weekly.csv`: a column `date`
and one of scores for each directed dyad, each pair side by side. Alarms are held
against the changes that are found with all that is known today: one that began near
none of them is told as without one.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
from msgspec import Struct
from numpy.typing import NDArray

from benchmarks.intervals import figure
from facta.evaluate import Score
from facta.measure.changes import WITHIN, Changes, changes
from facta.measure.online import LATE, Watch, watched
from facta.measure.quantiles import beta_share
from facta.measure.reciprocity import reciprocity

Floats = NDArray[numpy.float64]
FILES = ("ipc", "levant", "balkans")
LAGS = 4
SIMULATED = 100  # series of a kind
PERIODS = 300
MIDDLE = 150  # where a change is made, for what docs state


class Table(Struct, frozen=True):
    """A file of weekly series."""

    name: str
    heads: tuple[str, ...]
    dates: tuple[str, ...]
    values: Floats

    def part(self, first: int, behind: int) -> Table:
        """Some of its columns."""
        name = f"{self.name} {', '.join(self.heads[first:behind])}"
        return Table(
            name, self.heads[first:behind], self.dates, self.values[:, first:behind]
        )


def main() -> None:
    """Prints what is found in each file and in simulated series."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    folder = parser.parse_args().data
    tables = [read(folder / f"{name}_weekly.csv") for name in FILES]
    for table in tables:
        for part in parts(table):
            tell_changes(part)
    simulate()
    seconds()
    for table in tables:
        for part in parts(table):
            if len(part.heads) == 2:
                tell_answers(part)


def read(path: Path) -> Table:
    """A file of weekly series."""
    with path.open(encoding="utf8", newline="") as lines:
        head, *rows = csv.reader(lines)
    values = numpy.array([[float(cell) for cell in row[1:]] for row in rows])
    name = path.stem.removesuffix("_weekly")
    return Table(name, tuple(head[1:]), tuple(row[0] for row in rows), values)


def parts(table: Table) -> Iterator[Table]:
    """Its pairs, and all of it where there are several."""
    count = len(table.heads)
    for first in range(0, count, 2):
        yield table.part(first, first + 2)
    if count > 2:
        yield table


def tell_changes(table: Table) -> None:
    """Change points with date, certainty and size; alarms with their delay."""
    begun = time.perf_counter()
    found = changes(table.values)
    middle = time.perf_counter()
    seen = watched(table.values)
    spent = middle - begun, time.perf_counter() - middle
    print(
        f"\n{table.name}: {len(found.points)} changes in {len(table.dates):,} weeks, "
        f"{len(seen.alarms)} alarms ({spent[0]:.1f} and {spent[1]:.1f} s)"
    )
    for change in found.points:
        first, at, last = (
            table.dates[day] for day in (change.earliest, change.at, change.latest)
        )
        moved = ", ".join(
            f"{head} {move.before:.1f} to {move.after:.1f}"
            for head, move in zip(table.heads, change.moves, strict=True)
        )
        print(f"  {at} ({first} to {last}) {change.certainty:.2f}  {moved}")
    for alarm, near in matched(found, seen):
        delay = f"{alarm - near} weeks after {table.dates[near]}" if near else "-"
        print(f"  alarm {table.dates[alarm]}  {delay}")
    late = sum(near is None for _, near in matched(found, seen))
    print(f"  alarms without a change: {late}")


def matched(found: Changes, seen: Watch) -> list[tuple[int, int | None]]:
    """Each alarm with the change that it told of, if any."""
    places = [change.at for change in found.points]
    return [
        (
            alarm.at,
            next(
                (
                    at
                    for at in places
                    if abs(alarm.since - at) <= WITHIN and at - WITHIN <= alarm.at
                ),
                None,
            ),
        )
        for alarm in seen.alarms
    ]


def noise(seed: int, *, heavy: bool = False, series: int = 1) -> Floats:
    """Autoregressions of one half, of spread 1."""
    chance = numpy.random.default_rng(seed)
    shape = (PERIODS + 50, series)
    steps = chance.standard_t(3, shape) if heavy else chance.standard_normal(shape)
    for at in range(1, len(steps)):
        steps[at] += 0.5 * steps[at - 1]
    found: Floats = steps[50:] / steps.std()
    return found


def simulate() -> None:
    """How often changes are found where there are none, one and three."""
    print(f"\nsimulated: {SIMULATED} series of {PERIODS}, autocorrelated by 0.5")
    for heavy in (False, True):
        found = [noise(seed, heavy=heavy) for seed in range(SIMULATED)]
        told = [changes(values).points for values in found]
        sure = sum(any(one.certainty >= 0.9 for one in points) for points in told)
        rung = sum(len(watched(values).alarms) for values in found)
        print(
            f"  no change, {'heavy tails' if heavy else 'normal'}: "
            f"{sum(map(bool, told)) / SIMULATED:.1%} have one, {sure / SIMULATED:.1%} "
            f"at 0.9; an alarm every {SIMULATED * PERIODS // max(rung, 1):,} periods"
        )
    for by in (1.0, 1.5, 2.0, 3.0):
        tell_simulated([(150, by)])
    tell_simulated([(80, 2.0), (150, -2.0), (220, 2.0)])
    tell_simulated([(150, 2.0)], series=2)


def figures() -> Iterator[tuple[str, str]]:
    """
    What docs state of simulated series, with intervals over these: noise in which a
    change is found, and changes of two standard deviations that are.
    """
    for name, heavy in (("normal", False), ("heavy", True)):
        told = [
            bool(changes(noise(seed, heavy=heavy)).points) for seed in range(SIMULATED)
        ]
        cases = [Score(one, 1, 1) for one in told]
        yield from figure(f"changes.noise.{name}", cases, "recall", digits=2)
    for by in (1.0, 2.0):
        cases = []
        for seed in range(SIMULATED):
            values = noise(seed)
            values[MIDDLE:] += by
            points = changes(values).points
            near = sum(abs(one.at - MIDDLE) <= WITHIN for one in points)
            cases.append(Score(min(near, 1), 1, len(points)))
        yield from figure(f"changes.found.{by:.0f}", cases, "recall", digits=2)
        yield from figure(f"changes.right.{by:.0f}", cases, "precision", digits=2)


def tell_simulated(moves: Sequence[tuple[int, float]], *, series: int = 1) -> None:
    """Of moves of so many standard deviations: found, others, alarms, delays."""
    hits = others = rung = 0
    delays = []
    for seed in range(SIMULATED):
        values = noise(seed, series=series)
        for at, by in moves:
            values[at:] += by
        points = changes(values).points
        near = [
            one for one in points if any(abs(one.at - at) <= WITHIN for at, _ in moves)
        ]
        hits += len(near)
        others += len(points) - len(near)
        alarms = watched(values).alarms
        told = [
            alarm.at - at
            for at, _ in moves
            for alarm in alarms
            if 0 <= alarm.at - at <= LATE
        ]
        delays += told
        rung += len(alarms) - len(told)
    whole = SIMULATED * len(moves)
    middle = f"{numpy.median(delays):.0f}" if delays else "-"
    truth = ", ".join(f"{by:+g} at {at}" for at, by in moves)
    print(
        f"  {truth}{' in two series' if series == 2 else ''}: {hits / whole:.0%} found, "
        f"{others / SIMULATED:.2f} others a series; alarms for {len(delays) / whole:.0%}, "
        f"after {middle} periods in the middle, {rung / SIMULATED:.2f} others"
    )


def seconds() -> None:
    """What sixty series of five hundred cost."""
    chance = numpy.random.default_rng(1)
    series = [chance.standard_normal(500) for _ in range(60)]
    for name, rule in (("changes", changes), ("watched", watched)):
        begun = time.perf_counter()
        for values in series:
            rule(values)
        print(f"  60 series of 500, {name}: {time.perf_counter() - begun:.1f} s")


def tell_answers(table: Table) -> None:
    """Who answers whom, beside what a plain test says on the series as they are."""
    print(f"\n{table.name}: who answers within {LAGS} weeks, chance of none")
    heads = table.heads[0], table.heads[1]
    sides = re.split("[>2]", heads[0])
    robust, ranks = (
        reciprocity(
            table.values, names=(sides[0], sides[1]), seed=1, scale=scale, lags=LAGS
        )
        for scale in ("asinh", "ranks")
    )
    for side in range(2):
        raw, chance = granger(table.values[:, side], table.values[:, 1 - side])
        one, other = robust.answers[side], ranks.answers[side]
        lags = ", ".join(f"{lag.estimate:+.2f} ({lag.p:.3f})" for lag in one.lags)
        print(
            f"  {heads[side]} answers {heads[1 - side]}: plain F {raw:.1f} ({chance:.1e}); "
            f"asinh {one.p:.3f}, ranks {other.p:.3f}; by lag {lags}"
        )
    print(f"  {robust.sentence or 'nothing is sure'} (together {robust.together:.2f})")


def granger(own: Floats, other: Floats) -> tuple[float, float]:
    """The F of a plain test of `LAGS` lags of the other, and its chance."""

    def past(series: Floats) -> list[Floats]:
        return [series[LAGS - lag : len(series) - lag] for lag in range(1, LAGS + 1)]

    now = own[LAGS:]
    alone = numpy.column_stack([numpy.ones(len(now)), *past(own)])
    both = numpy.column_stack([alone, *past(other)])
    squares = []
    for table in (alone, both):
        weights = numpy.linalg.lstsq(table, now, rcond=None)[0]
        squares.append(float(((now - table @ weights) ** 2).sum()))
    free = len(now) - both.shape[1]
    ratio = (squares[0] - squares[1]) / LAGS / (squares[1] / free)
    return ratio, beta_share(free / (free + LAGS * ratio), free / 2, LAGS / 2)


if __name__ == "__main__":
    main()
