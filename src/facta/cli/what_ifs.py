"""What-ifs as rows, as JSON and as charts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import product

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from facta.cli import forecasts
from facta.cli.text import Column
from facta.model.whatif import LABEL, MEANING, Condition, WhatIf

# characters of a note below the charts, which are so wide
NOTE = 110


class Apart(Struct, frozen=True, kw_only=True):
    """The distance of what is held from what was to be expected, as JSON has it."""

    squared: float
    freedom: int
    further: float
    within: float | None
    far: bool
    told: tuple[str, ...]


class Told(Struct, frozen=True, kw_only=True):
    """A what-if as JSON: a forecast, and beside it what would come otherwise."""

    label: str
    forecaster: str
    conditions: tuple[Condition, ...]
    series: tuple[forecasts.Line, ...]
    unconditional: tuple[forecasts.Line, ...]
    distance: Apart
    notes: tuple[str, ...]

    @classmethod
    def of(cls, found: WhatIf) -> Told:
        """All of it."""
        given = forecasts.Told.of(found.conditional)
        distance = found.distance
        return cls(
            label=LABEL,
            forecaster=given.forecaster,
            conditions=tuple(
                replace(each, steps=each.over(len(found.conditional.quantiles)))
                for each in found.conditions
            ),
            series=given.series,
            unconditional=forecasts.Told.of(found.unconditional).series,
            distance=Apart(
                squared=distance.squared,
                freedom=distance.freedom,
                further=distance.further,
                within=distance.within,
                far=distance.far,
                told=distance.told,
            ),
            notes=given.notes,
        )


def columns(found: WhatIf) -> tuple[Column, ...]:
    """The heads of a table of quantiles, without and with what is held."""
    levels = [f"{level:g}" for level in found.conditional.levels]
    return (
        Column("series", 24, least=11),
        Column("step", 4, least=4),
        Column("date", 10, least=10),
        *(Column(f"{level} without", 14, least=9) for level in levels),
        *(Column(f"{level} given", 14, least=9) for level in levels),
    )


def rows(found: WhatIf) -> Iterator[tuple[str, ...]]:
    """A row for each step of each series that is not held at a value all along."""
    given, without = found.conditional, found.unconditional
    free = np.isnan(given.held).sum(axis=0) > 0
    for (at, name), step in product(
        enumerate(given.names), range(len(given.quantiles))
    ):
        if free[at]:
            values = (*without.quantiles[step, at], *given.quantiles[step, at])
            day = forecasts.date(given, step) or ""
            yield name, str(step + 1), day, *map(forecasts.number, values)


def label() -> str:
    """What a reader must not take it for."""
    return f"{LABEL}: {MEANING}"


def legend(found: WhatIf) -> list[str]:
    """What the charts show, and what a reader should know."""
    bands, *notes = forecasts.legend(found.conditional)
    lines = (
        label(),
        f"given what is held (red): {bands}; dashed: without it",
        *found.distance.told,
        *notes,
    )
    return [part for line in lines for part in textwrap.wrap(line, NOTE)]
