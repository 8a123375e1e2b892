"""What-ifs on a command line: the option that holds a series; as rows, JSON and charts."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import product
from typing import Any

import click
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from facta.cli import forecasts
from facta.cli.text import Column
from facta.errors import SettingsError
from facta.model.whatif import LABEL, MEANING, Condition, WhatIf

FORM = 'write a name and numbers, as "RUS>UKR=-20:12", or a range, as "RUS>UKR=-30..-10:12"'
NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
HELD = re.compile(
    rf"\s*(?P<low>{NUMBER})(?:\s*\.\.\s*(?P<high>{NUMBER}))?"
    r"\s*(?::\s*(?P<steps>[0-9]{1,9})\s*)?"
)
# characters of a note below the charts, which are so wide
NOTE = 110


class Hold(click.ParamType[Condition]):
    """A series and what it is held at, as RUS>UKR=-20:12 or RUS>UKR=-30..-10:12."""

    name = "hold"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Condition:
        """The condition, or a usage error that shows the form."""
        if isinstance(value, Condition):
            return value
        # a name may hold anything; what it is held at has no such sign
        name, _, held = str(value).rpartition("=")
        found = HELD.fullmatch(held)
        if found is None or not name.strip():
            self.fail(f"{value!r} holds no series; {FORM}", param, ctx)
        low, high, steps = found.group("low", "high", "steps")
        try:
            return Condition(
                name.strip(),
                float(low),
                float(low if high is None else high),
                None if steps is None else int(steps),
            )
        except SettingsError as error:
            self.fail(str(error), param, ctx)


hold = click.option(
    "--hold",
    "conditions",
    type=Hold(),
    multiple=True,
    required=True,
    metavar="NAME=VALUE:STEPS",
    help="A series and the value it is held at, or LOW..HIGH, from the first step on; for "
    "all steps where none are given. Once for each series.",
)


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
