"""
How good forecasts of weekly series of dyads are, by rolling origin.

    python -m benchmarks.forecasts --data DIR [--part before|last] [--every K] [NAME...]

DIR holds tables `date,<dyad>...` as *_weekly.csv. `last` is the last 208 periods of each,
`before` the 208 before them, on which everything was chosen: at each origin a forecaster
knows what came before it and nothing else. CRPS is the mean over series, in their unit;
a ratio is to the best single baseline of the cell, picked afterwards, so 1 is what
nobody could have known to pick. Coverage is of intervals that should hold 90 %.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
from msgspec import Struct
from numpy.typing import NDArray

from benchmarks.intervals import interval
from benchmarks.processor import processor
from facta.errors import FactaError
from facta.evaluate.reading.bootstrap import Interval, middle
from facta.model import (
    BASELINES,
    DEFAULT,
    Forecaster,
    Scores,
    Table,
    blocks,
    collected,
    difference,
    named,
    read,
    rolling,
    walked,
)

Floats = NDArray[numpy.float64]
PARTS = ("before", "last")
LAST = 208
# of `before` as many periods as there are, up to these, end where `last` begins
BEFORE = 208
STEPS = (1, 4, 12)
SEED = 20251128


class Cell(Struct, frozen=True, kw_only=True):
    """A forecaster on one table at one step."""

    table: str
    step: int
    forecaster: str
    crps: float
    ratio: float
    in_half: float
    in_ninety: float
    log_score: float
    seconds: float


def main() -> None:
    """Reads the tables, walks through their origins, prints the cells."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="forecasters; all by default")
    parser.add_argument("--data", type=Path, required=True, help="folder of tables")
    parser.add_argument("--part", choices=PARTS, default=PARTS[0])
    parser.add_argument("--every", type=int, default=4, help="periods between origins")
    options = parser.parse_args()
    try:
        wanted = tuple(options.names) and (*BASELINES, *options.names)
        members = named(wanted)
        tables = list(read_all(options.data))
        cells: list[Cell] = []
        for name, table in tables:
            scored = measured(part(table, options.part), members, every=options.every)
            cells.extend(rows(name, scored))
            print("\n".join(differences(name, scored)), file=sys.stderr, flush=True)
    except FactaError as problem:
        parser.error(str(problem))
    print(markdown(cells))
    print(f"\ngeometric mean of ratios of {DEFAULT}: {overall(cells, DEFAULT):.3f}")
    print(f"processor: {processor()}")


def figures(folder: Path) -> Iterator[tuple[str, str]]:
    """The table of each part, and how the default does over all of it."""
    members = named((*BASELINES, DEFAULT))
    for which in PARTS:
        scored = [
            (name, measured(part(table, which), members))
            for name, table in read_all(folder)
        ]
        cells = [cell for name, found in scored for cell in rows(name, found)]
        yield f"forecasts.{which}.table", markdown(cells, timed=False)
        yield f"forecasts.{which}", f"{overall(cells, DEFAULT):.3f}"
        scores = [[one for one, _ in found] for _, found in scored]
        yield from interval(f"forecasts.{which}", spread(scores), digits=3)
        own = [cell for cell in cells if cell.forecaster == DEFAULT]
        for name in dict.fromkeys(cell.table for cell in own):
            at = [cell for cell in own if cell.table == name]
            crps = " / ".join(f"{cell.crps:.2f}" for cell in at)
            held = " / ".join(f"{cell.in_ninety:.2f}" for cell in at)
            yield f"forecasts.{which}.{name}", f"{crps}; {held}"
        for name in dict.fromkeys(cell.table for cell in own):
            best = [
                f"{cell.crps / cell.ratio:.2f}" for cell in own if cell.table == name
            ]
            yield f"forecasts.{which}.{name}.best", " / ".join(best)


def read_all(folder: Path) -> Iterator[tuple[str, Table]]:
    """The tables in a folder, by name."""
    for path in sorted(folder.glob("*_weekly.csv")):
        name = path.stem.removesuffix("_weekly")
        yield name, read(path.read_text("utf8"), source=path.name)


def part(table: Table, which: str) -> Table:
    """The table as it was at the end of the part that is to be foretold."""
    if which == "last":
        return table
    return table.upto(table.periods - LAST)


def measured(
    table: Table, members: Sequence[Forecaster], *, every: int = 4
) -> list[tuple[Scores, float]]:
    """Each forecaster's scores over the table's last periods, and the seconds it took."""
    origins = rolling(table, last=BEFORE, every=every, steps=STEPS)
    found = []
    for member in members:
        began = time.perf_counter()
        walk = walked(table, member, origins=origins, steps=STEPS)
        scores = collected(table, member.name, STEPS, walk)
        found.append((scores, time.perf_counter() - began))
    return found


def rows(name: str, scored: Sequence[tuple[Scores, float]]) -> Iterator[Cell]:
    """The cells of one table."""
    for step in STEPS:
        means = {scores.forecaster: scores.summary(step) for scores, _ in scored}
        best = min(means[name].crps for name in BASELINES)
        for scores, seconds in scored:
            mean = means[scores.forecaster]
            yield Cell(
                table=name,
                step=step,
                forecaster=scores.forecaster,
                crps=mean.crps,
                ratio=mean.crps / best,
                in_half=mean.in_half,
                in_ninety=mean.in_ninety,
                log_score=mean.log_score,
                seconds=seconds,
            )


def differences(name: str, scored: Sequence[tuple[Scores, float]]) -> Iterator[str]:
    """The default against each baseline, with the interval of the difference."""
    found = {scores.forecaster: scores for scores, _ in scored}
    if DEFAULT not in found:
        return
    for step in STEPS:
        for baseline in BASELINES:
            apart = difference(found[DEFAULT], found[baseline], step, seed=SEED)
            yield (
                f"{name} {step:2} {baseline:12} {apart.ratio:.3f} "
                f"{apart.mean:+.2f} [{apart.low:+.2f}, {apart.high:+.2f}] "
                f"better in {apart.chance:.0%} of draws"
            )


def overall(cells: Sequence[Cell], forecaster: str) -> float:
    """The geometric mean of a forecaster's ratios; not a number where it has none."""
    found = [cell.ratio for cell in cells if cell.forecaster == forecaster]
    if not found:
        return math.nan
    return math.exp(sum(map(math.log, found)) / len(found))


def spread(tables: Sequence[Sequence[Scores]]) -> Interval | None:
    """
    The 95 % interval of `overall` of the default: origins of each table are drawn in
    blocks as long as the longest step, the same for every step and forecaster; the
    baselines that it is held to are those that were best over all origins.
    """
    drawn = [
        numpy.log(ratio) for scores in tables for ratio in _ratios(scores) if len(ratio)
    ]
    if not drawn:
        return None
    return middle(numpy.exp(numpy.mean(drawn, axis=0)))


def _ratios(scores: Sequence[Scores]) -> Iterator[Floats]:
    """Of each step, the ratio of the default to the best baseline, a value a draw."""
    found = {one.forecaster: one for one in scores}
    own = found[DEFAULT]
    apart = min((b - a for a, b in itertools.pairwise(own.known)), default=1)
    drawn = blocks(len(own.known), math.ceil(max(STEPS) / apart), SEED)
    for step in STEPS:
        best = min(BASELINES, key=lambda name: found[name].summary(step).crps)
        sums = [
            numpy.where(one.cases(step), one.crps, 0.0)
            .sum(axis=(1, 2))[drawn]
            .sum(axis=1)
            for one in (own, found[best])
        ]
        yield sums[0] / sums[1]


def markdown(cells: Sequence[Cell], *, timed: bool = True) -> str:
    """A table with a row for each forecaster, and CRPS, ratio, coverage in each cell."""
    keys = list(dict.fromkeys((cell.table, cell.step) for cell in cells))
    heads = [f"{table} {step}" for table, step in keys]
    heads += ["seconds"] * timed
    lines = [
        "| forecaster | " + " | ".join(heads) + " |",
        "|---" * (len(heads) + 1) + "|",
    ]
    for name in dict.fromkeys(cell.forecaster for cell in cells):
        own = [cell for cell in cells if cell.forecaster == name]
        told = [f"{c.crps:.2f} ({c.ratio:.2f}) {c.in_ninety:.2f}" for c in own]
        seconds = sum({cell.table: cell.seconds for cell in own}.values())
        told += [f"{seconds:.1f}"] * timed
        lines.append(f"| {name} | " + " | ".join(told) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
