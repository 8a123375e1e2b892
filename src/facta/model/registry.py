"""
The forecasters there are. Pure.

How to add one stands in docs/contributing/add-a-forecaster.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from facta.errors import SettingsError
from facta.model.autoregression import Autoregression
from facta.model.bayesian import BayesianAutoregression
from facta.model.empirical import Persistence, Window, halving, newest
from facta.model.forecaster import Forecaster
from facta.model.level import DiscountedLevel
from facta.model.mixture import Mixture
from facta.model.simulated import FilteredSimulation

DEFAULT = Mixture.name
MEMBERS: tuple[Forecaster, ...] = (
    Persistence(),
    Window("history", np.ones_like),
    Window("window-13", newest(13)),
    Window("window-26", newest(26)),
    Window("window-52", newest(52)),
    Window("weighted", halving(24)),
    Autoregression("ar", lags=4, across=False),
    Autoregression("var", lags=4, across=True),
    Autoregression("var-volatile", lags=4, across=True, half_life=13),
    BayesianAutoregression(),
    DiscountedLevel(),
    FilteredSimulation(),
    Mixture(),
)
# what the default is held against: none of them needs to choose anything
BASELINES = (
    "persistence",
    "history",
    "window-13",
    "window-26",
    "window-52",
    "ar",
    "var",
    "var-volatile",
)


def named(names: Sequence[str]) -> tuple[Forecaster, ...]:
    """
    The forecasters of these names in the order of `MEMBERS`; all where none is given.

    Raises:
        SettingsError: there is no such forecaster; lists all.
    """
    known = [member.name for member in MEMBERS]
    for name in names:
        if name not in known:
            raise SettingsError(
                f"{name!r}: no forecaster; use one of {', '.join(known)}"
            )
    return tuple(item for item in MEMBERS if not names or item.name in names)


def default() -> Forecaster:
    """The forecaster that is used where none is named."""
    return named([DEFAULT])[0]
