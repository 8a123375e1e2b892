"""Forecasts on a command line: their options; as rows, as JSON and as charts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from facta.charts import Chart, Fan, fan
from facta.cli.text import Column

if TYPE_CHECKING:
    from facta.model import Condition, Forecast, Table
    from facta.model.arrays import Array

Command = TypeVar("Command", bound=Callable[..., Any])
# the name of `facta.model.default()`, which loads numpy
DEFAULT = "mixture"
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
HORIZON = 12
# Of the past a chart shows so many times the steps of the forecast, and no fewer than so
# many periods.
TIMES, LEAST = 4, 52


class Levels(click.ParamType[tuple[float, ...]]):
    """Chances, as 0.05,0.5,0.95 or with spaces between."""

    name = "levels"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, ...]:
        """The chances in order, or a usage error that shows the form."""
        if isinstance(value, tuple):
            return value
        try:
            found = {float(part) for part in str(value).replace(",", " ").split()}
        except ValueError:
            found = set()
        if not found or not all(0 < level < 1 for level in found):
            self.fail(
                f"{value!r} are no quantiles; give chances between 0 and 1, as 0.05,0.5,0.95",
                param,
                ctx,
            )
        return tuple(sorted(found))


horizon = click.option(
    "--horizon",
    type=click.IntRange(min=1),
    default=HORIZON,
    show_default=True,
    metavar="N",
    help="How many steps ahead.",
)


def quantiles(
    default: Sequence[float] = LEVELS,
) -> Callable[[Command], Command]:
    """The option that names chances."""
    return click.option(
        "--quantiles",
        "levels",
        type=Levels(),
        default=",".join(map(str, default)),
        show_default=True,
        help="Chances with which what comes lies below a value.",
    )


def model(default: str = DEFAULT) -> Callable[[Command], Command]:
    """The option that names a forecaster."""
    return click.option(
        "--model",
        default=default,
        show_default=True,
        metavar="NAME",
        help="The forecaster; one that there is not lists them all.",
    )


class Step(Struct, frozen=True, kw_only=True):
    """
    One step of a series: its quantiles by their level; `held` is what it is taken to be.
    """

    step: int
    date: str | None
    quantiles: dict[str, float]
    held: float | None


class Line(Struct, frozen=True, kw_only=True):
    """The forecast of one series."""

    name: str
    steps: tuple[Step, ...]


class Told(Struct, frozen=True, kw_only=True):
    """A forecast as JSON has it."""

    forecaster: str
    series: tuple[Line, ...]
    notes: tuple[str, ...]

    @classmethod
    def of(cls, forecast: Forecast) -> Told:
        """All of a forecast, series by series."""
        return cls(
            forecaster=forecast.forecaster,
            series=tuple(
                Line(name=name, steps=tuple(_steps(forecast, at)))
                for at, name in enumerate(forecast.names)
            ),
            notes=tuple(map(str, forecast.notes)),
        )


def _steps(forecast: Forecast, at: int) -> Iterator[Step]:
    for step, values in enumerate(forecast.quantiles[:, at]):
        held = float(forecast.held[step, at])
        yield Step(
            step=step + 1,
            date=date(forecast, step),
            quantiles={
                f"{level:g}": float(value)
                for level, value in zip(forecast.levels, values, strict=True)
            },
            held=None if math.isnan(held) else held,
        )


def date(forecast: Forecast, step: int) -> str | None:
    """The date of a step, counted from 0; None where the table does not tell."""
    return forecast.dates[step].isoformat() if step < len(forecast.dates) else None


def columns(forecast: Forecast) -> tuple[Column, ...]:
    """The heads of a table of quantiles."""
    return (
        Column("series", 24, least=11),
        Column("step", 4, least=4),
        Column("date", 10, least=10),
        *(Column(f"{level:g}", 10, least=8) for level in forecast.levels),
    )


def rows(forecast: Forecast) -> Iterator[tuple[str, ...]]:
    """A row for each series and step."""
    for (at, name), step in product(
        enumerate(forecast.names), range(len(forecast.quantiles))
    ):
        values = (number(value) for value in forecast.quantiles[step, at])
        yield name, str(step + 1), date(forecast, step) or "", *values


def number(value: float) -> str:
    """
    A value with as many decimals as tell something.

    >>> number(-313.27), number(-0.0412), number(-0.0)
    ('-313.3', '-0.041', '0')
    """
    if value == 0 or abs(value) >= 1:
        return f"{round(value, 1) + 0.0:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return f"{value:.2g}"


# charts


def charts(
    table: Table,
    forecast: Forecast,
    other: Forecast | None = None,
    *,
    conditions: Sequence[Condition] = (),
) -> list[Chart]:
    """
    A chart for each series; `other` is drawn beside the forecast as outlines, ranges
    that are held as areas.
    """
    days = _days(table, forecast)
    shown = max(TIMES * len(days), LEAST)
    first = max(table.periods - shown, 0)
    past = [day.toordinal() for day in table.dates[first:]]
    return [
        fan(
            name,
            _points(past, table.values[first:, at]),
            _fan(days, forecast, at),
            other=_fan(days, other, at) if other else None,
            held=_points(days, forecast.held[:, at]),
            within=[
                (day, each.low, each.high)
                for each in conditions
                if each.name == name and not each.hard
                for day in days[: each.over(len(days))]
            ],
        )
        for at, name in enumerate(forecast.names)
    ]


def legend(forecast: Forecast) -> list[str]:
    """What the bands of the charts are, and what a reader should know."""
    fans = Fan(days=(), levels=forecast.levels, values=())
    chances = [
        f"{100 * (forecast.levels[high] - forecast.levels[low]):.0f}"
        for low, high in fans.pairs
    ]
    bands = f"bands: {' and '.join(chances)} in 100 chances; " if chances else ""
    told = f"{bands}thick line: the median; by {forecast.forecaster}"
    return [told, *map(str, forecast.notes)]


def _days(table: Table, forecast: Forecast) -> tuple[int, ...]:
    """The steps as days; of a table with one row as the days after it."""
    if forecast.dates:
        return tuple(day.toordinal() for day in forecast.dates)
    last = table.dates[-1].toordinal()
    return tuple(last + step + 1 for step in range(len(forecast.quantiles)))


def _points(
    days: list[int] | tuple[int, ...], values: Array
) -> list[tuple[int, float]]:
    return [
        (day, float(value))
        for day, value in zip(days, values, strict=True)
        if not math.isnan(value)
    ]


def _fan(days: tuple[int, ...], forecast: Forecast, at: int) -> Fan:
    values = forecast.quantiles[: len(days), at]
    return Fan(
        days=days,
        levels=forecast.levels,
        values=tuple(tuple(map(float, row)) for row in values),
    )
