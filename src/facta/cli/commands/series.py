"""`facta series`: one measure of several dyads side by side, as forecasts take it."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.charts import line
from facta.cli import plots, tables
from facta.cli.main import DONE
from facta.exchange.as_csv import cell

if TYPE_CHECKING:
    from facta.model import Table


@click.command("series")
@tables.of
@plots.plot
def command(
    table: Table,
    plot: Path | None,
) -> int:
    """
    Print one measure as CSV: the date of each period, and a column for each dyad.

    Of a ledger, its busiest dyads or those asked for; where nothing happened stands what
    the measure says of nothing (0 of a net or a volume), or nothing. A file is checked
    and printed as it was understood.
    """
    if plot is not None:
        plots.save(plot, [line(name, past) for name, past in columns(table)])
    click.echo(written(table), nl=False)
    return DONE


def columns(table: Table) -> Iterator[tuple[str, list[tuple[int, float]]]]:
    """Each series with its values by day, without its holes."""
    for name, values in zip(table.names, table.values.T, strict=True):
        pairs = zip(table.dates, map(float, values), strict=True)
        yield (
            name,
            [(day.toordinal(), value) for day, value in pairs if not math.isnan(value)],
        )


def written(table: Table) -> str:
    """The table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["date", *map(cell, table.names)])
    for day, row in zip(table.dates, table.values.tolist(), strict=True):
        writer.writerow([day, *("" if math.isnan(value) else value for value in row)])
    return text.getvalue()
