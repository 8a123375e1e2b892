"""`facta forecast`: what may come of each series, with the chance of each range."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from facta.cli import forecasts, options, plots, tables
from facta.cli.main import DONE
from facta.cli.text import show, show_json

if TYPE_CHECKING:
    from facta.model import Table


@click.command("forecast")
@tables.to_forecast
@forecasts.horizon
@forecasts.quantiles()
@forecasts.model()
@plots.plot
@options.as_json
def command(
    table: Table,
    horizon: int,
    levels: tuple[float, ...],
    model: str,
    plot: Path | None,
    as_json: bool,
) -> int:
    """
    Forecast each series of a table (date and a column for each dyad), or of a ledger.

    A forecast is a range for each chance: with 90 in 100 chances what comes lies between
    the quantiles 0.05 and 0.95. Where a series is short, the past stands in for a model,
    and a note says so.
    """
    from facta.model import named

    (forecaster,) = named([model])
    found = forecaster.fit(table).forecast(horizon, levels)
    if plot is not None:
        plots.save(plot, forecasts.charts(table, found), notes=forecasts.legend(found))
    if as_json:
        show_json([msgspec.json.encode(forecasts.Told.of(found))], empty="")
        return DONE
    for note in found.notes:
        options.note(f"note: {note}")
    show(forecasts.columns(found), forecasts.rows(found), empty="")
    return DONE
