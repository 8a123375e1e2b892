"""
`facta backtest`: how good forecasts of a table would have been, at origins in its past.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec
from msgspec import Struct

from facta.charts import Chart, bars
from facta.cli import forecasts, options, plots, progress, tables
from facta.cli.forecasts import DEFAULT
from facta.cli.main import DONE
from facta.cli.text import Column, show, show_json

if TYPE_CHECKING:
    from facta.model import Difference, Scores, Summary, Table

COLUMNS = (
    Column("forecaster", 14, least=11),
    Column("step", 4, least=4),
    Column("CRPS", 8, least=6),
    Column("MAE", 8, least=6),
    Column("log score", 9, least=6),
    Column("in 50 %", 7, least=6),
    Column("in 90 %", 7, least=6),
    Column("cases", 6, least=5),
)
# Of a table's end, what is foretold at most, and the share of it; and about so many
# origins there.
MOST, SHARE, ORIGINS = 208, 4, 52
SEED = 1
PARTS = 10  # of the chart of levels


class Steps(click.ParamType[tuple[int, ...]]):
    """Steps, as 1,4,12 or with spaces between."""

    name = "steps"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """The steps in order, or a usage error that shows the form."""
        if isinstance(value, tuple):
            return value
        try:
            found = {int(part) for part in str(value).replace(",", " ").split()}
        except ValueError:
            found = set()
        if not found or min(found) < 1:
            self.fail(f"{value!r} are no steps; give some, as 1,4,12", param, ctx)
        return tuple(sorted(found))


class Against(Struct, frozen=True, kw_only=True):
    """
    How the CRPS of the first forecaster compares: its ratio, and the mean difference
    with its 90 % interval.
    """

    ratio: float
    mean: float
    low: float
    high: float


class Line(Struct, frozen=True, kw_only=True):
    """
    The scores of one forecaster at one step, and how the first one compares; none for
    itself.
    """

    forecaster: str
    step: int
    crps: float
    mae: float
    log_score: float
    in_half: float
    in_ninety: float
    cases: int
    levels: tuple[float, ...]
    against: Against | None


@click.command("backtest")
@tables.to_forecast
@click.option(
    "--steps",
    type=Steps(),
    default="1,4,12",
    show_default=True,
    help="Steps ahead that are scored.",
)
@click.option(
    "--last",
    type=click.IntRange(min=1),
    help=f"Periods at the end that are foretold; by default a quarter, at most {MOST}.",
)
@click.option(
    "--every",
    type=click.IntRange(min=1),
    help=f"Periods from one origin to the next; by default so many that some {ORIGINS} are made.",
)
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="NAME",
    help=f"Forecasters; by default {DEFAULT} and those that choose nothing.",
)
@plots.plot
@options.as_json
@options.quiet
def command(
    table: Table,
    steps: tuple[int, ...],
    last: int | None,
    every: int | None,
    models: tuple[str, ...],
    plot: Path | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """
    Score forecasts made at origins in the past, from what was known then.

    CRPS and MAE are in the unit of the series; the lower, the better, as is the log
    score. A range that is to hold 90 in 100 outcomes should hold as many. The last
    column holds the first forecaster against each other one: below 1 it is better, with
    an interval of 90 % for the difference.
    """
    from facta.model import BASELINES, collected, named, rolling, walked

    last = last or max(min(table.periods // SHARE, MOST), 1)
    every = every or max(last // ORIGINS, 1)
    origins = rolling(table, last=last, every=every, steps=steps)
    scored = []
    for member in named(models or (DEFAULT, *BASELINES)):
        walk = walked(table, member, origins=origins, steps=steps)
        seen = progress.shown(walk, member.name, total=len(origins), quiet=quiet)
        scored.append(collected(table, member.name, steps, seen))
    ordered = sorted(scored, key=lambda one: one.forecaster != DEFAULT)
    found = list(lines(ordered))
    if plot is not None:
        told = f"{len(origins)} origins in the last {last} periods; dashed: as it should be"
        plots.save(plot, charts(found, ordered[0].forecaster), notes=[told])
    if as_json:
        show_json(map(msgspec.json.encode, found), empty="")
    else:
        beside = Column(f"CRPS of {ordered[0].forecaster} to it")
        show((*COLUMNS, beside), map(row, found), empty="")
    return DONE


def lines(scored: Sequence[Scores]) -> Iterator[Line]:
    """Step by step, a line for each forecaster; the first is held against the others."""
    from facta.model import difference

    first = scored[0]
    for step in first.steps:
        for one in scored:
            yield _line(
                one.summary(step),
                one.levels(step, parts=PARTS),
                None if one is first else difference(first, one, step, seed=SEED),
            )


def _line(
    summary: Summary, levels: tuple[float, ...], against: Difference | None
) -> Line:
    return Line(
        forecaster=summary.forecaster,
        step=summary.step,
        crps=summary.crps,
        mae=summary.mae,
        log_score=summary.log_score,
        in_half=summary.in_half,
        in_ninety=summary.in_ninety,
        cases=summary.cases,
        levels=levels,
        against=None if against is None else _against(against),
    )


def _against(found: Difference) -> Against:
    return Against(ratio=found.ratio, mean=found.mean, low=found.low, high=found.high)


def row(line: Line) -> tuple[str, ...]:
    """A line as cells."""
    number = forecasts.number
    return (
        line.forecaster,
        str(line.step),
        number(line.crps),
        number(line.mae),
        number(line.log_score),
        f"{line.in_half:.2f}",
        f"{line.in_ninety:.2f}",
        f"{line.cases:,}",
        "" if line.against is None else held(line.against),
    )


def held(against: Against) -> str:
    """The first forecaster held against another one."""
    low, high = forecasts.number(against.low), forecasts.number(against.high)
    return f"{against.ratio:.3f} ({low} to {high})"


def charts(found: Sequence[Line], forecaster: str) -> list[Chart]:
    """Of one forecaster and each step, in which tenth of the forecast outcomes lay."""
    return [
        bars(
            f"{forecaster}, step {line.step}: where outcomes lay in the forecast",
            line.levels,
            expected=1 / PARTS,
            told=", ".join(f"{share:.2f}" for share in line.levels),
        )
        for line in found
        if line.forecaster == forecaster
    ]
