"""`facta what-if`: some series held, the others beside what they would do otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from facta.cli import forecasts, holding, options, plots, tables
from facta.cli.main import DONE
from facta.cli.text import line, show, show_json

if TYPE_CHECKING:
    from facta.model import Condition, Table

# those of `facta.model.whatif`, which loads numpy
LEVELS = (0.05, 0.5, 0.95)
SEED = 20251128
MODEL = "var"  # of those that hold paths and ranges, the one that tells how series go together


@click.command("what-if")
@tables.to_forecast
@holding.hold
@forecasts.horizon
@forecasts.quantiles(LEVELS)
@forecasts.model(MODEL)
@click.option(
    "--lags",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many periods back the model looks; its own number by default.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=SEED,
    show_default=True,
    metavar="N",
    help="Of what is drawn by chance, where a range is held.",
)
@plots.plot
@options.as_json
def command(
    table: Table,
    conditions: tuple[Condition, ...],
    horizon: int,
    levels: tuple[float, ...],
    model: str,
    lags: int | None,
    seed: int,
    plot: Path | None,
    as_json: bool,
) -> int:
    """
    Hold series of a table (date and a column for each dyad), or of a ledger, at a value
    or within a range, and show the others with and without that.

    It is conditional, not causal: it tells how series have gone together, not what would
    come of an act. The last lines say how far what is held lies from what was to be
    expected.
    """
    from facta.cli import what_ifs
    from facta.model import named, what_if

    (forecaster,) = named([model])
    if lags is not None:
        forecaster = forecaster.lagged(lags)
    found = what_if(forecaster.fit(table), conditions, horizon, levels, seed=seed)
    if plot is not None:
        charts = forecasts.charts(
            table, found.conditional, found.unconditional, conditions=conditions
        )
        plots.save(plot, charts, notes=what_ifs.legend(found))
    if as_json:
        show_json([msgspec.json.encode(what_ifs.Told.of(found))], empty="")
        return DONE
    for note in found.conditional.notes:
        options.note(f"note: {note}")
    click.echo(what_ifs.label())
    show(what_ifs.columns(found), what_ifs.rows(found), empty="")
    for told in found.distance.told:
        click.echo(line(told))
    return DONE
