"""Series of which the truth is known."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float64]


def noise(
    periods: int, seed: int, *, rho: float = 0.5, series: int = 1, heavy: bool = False
) -> Floats:
    """
    First-order autoregressions of innovations of spread 1: normal, or Student's t of
    three degrees of freedom.
    """
    chance = numpy.random.default_rng(seed)
    shape = (periods + 50, series)
    steps = chance.standard_t(3, shape) if heavy else chance.standard_normal(shape)
    found = numpy.zeros(shape)
    for at in range(1, len(found)):
        found[at] = rho * found[at - 1] + steps[at]
    return found[50:]


def levels(periods: int, *moves: tuple[int, float]) -> Floats:
    """A column that goes up by so much at each of these periods."""
    found = numpy.zeros((periods, 1))
    for at, by in moves:
        found[at:] += by
    return found
