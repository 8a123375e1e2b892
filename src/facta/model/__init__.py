"""Series of dyads to forecasts as full distributions, and how good they would have been."""

from facta.model.autoregression import Autoregression, Gaussian
from facta.model.backtest import (
    Difference,
    Origin,
    Scores,
    Summary,
    blocks,
    collected,
    difference,
    rolling,
    walked,
)
from facta.model.columns import read
from facta.model.forecaster import Fitted, Forecast, Forecaster, Held, Note
from facta.model.gaussian import Path
from facta.model.registry import BASELINES, DEFAULT, MEMBERS, default, named
from facta.model.table import Step, Table
from facta.model.whatif import Condition, Distance, WhatIf, what_if

__all__ = [
    "BASELINES",
    "DEFAULT",
    "MEMBERS",
    "Autoregression",
    "Condition",
    "Difference",
    "Distance",
    "Fitted",
    "Forecast",
    "Forecaster",
    "Gaussian",
    "Held",
    "Note",
    "Origin",
    "Path",
    "Scores",
    "Step",
    "Summary",
    "Table",
    "WhatIf",
    "blocks",
    "collected",
    "default",
    "difference",
    "named",
    "read",
    "rolling",
    "walked",
    "what_if",
]
