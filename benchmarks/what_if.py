"""
What-ifs of a held path beside the exact ones of a plain vector autoregression.

    python -m benchmarks.what_if --data DIR

DIR holds ipc_weekly.csv. Of its first 504 weeks, with 6 lags and p2i held for 12 weeks,
it prints the medians of i2p at weeks 1 and 12 by the exact Gaussian conditional of
least squares, computed here by itself, and how far each forecaster's lie from them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from facta.errors import FactaError
from facta.model import Condition, Table, named, read, what_if
from facta.model.arrays import Array

FILE = "ipc_weekly.csv"
PERIODS, LAGS, HORIZON = 504, 6, 12
HELD, SHOWN = "p2i", "i2p"
VALUES = (None, 4.34, -26.6)
WEEKS = (1, 12)
MEMBERS = ("var", "bvar")


class Cell(Struct, frozen=True, kw_only=True):
    """A median by a forecaster, and the exact one; `held` is None for no condition."""

    forecaster: str
    held: float | None
    week: int
    median: float
    exact: float

    @property
    def apart(self) -> float:
        """The difference as a share of the exact one."""
        return abs(self.median - self.exact) / abs(self.exact)


def main() -> None:
    """Reads the table, prints the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of tables")
    options = parser.parse_args()
    try:
        text = (options.data / FILE).read_text("utf8")
        table = read(text, source=FILE).upto(PERIODS)
        found = list(cells(table, MEMBERS))
    except (OSError, FactaError) as problem:
        parser.error(str(problem))
    print(markdown(found))


def cells(table: Table, names: Sequence[str]) -> Iterator[Cell]:
    """Every forecaster, value and week."""
    at, shown = table.names.index(HELD), table.names.index(SHOWN)
    for held in VALUES:
        path = np.full((HORIZON, len(table.names)), np.nan)
        path[:, at] = np.nan if held is None else held
        means, _ = exact(table.values, LAGS, path)
        for name in names:
            medians = _medians(table, name, held)[:, shown]
            for week in WEEKS:
                yield Cell(
                    forecaster=name,
                    held=held,
                    week=week,
                    median=float(medians[week - 1]),
                    exact=float(means[week - 1, shown]),
                )


def _medians(table: Table, name: str, held: float | None) -> Array:
    """[weeks, series]."""
    (member,) = named([name])
    fitted = member.lagged(LAGS).fit(table)
    if held is None:
        return fitted.quantiles(HORIZON, [0.5])[:, :, 0]
    found = what_if(fitted, [Condition(HELD, held, held)], HORIZON, [0.5])
    return found.conditional.quantiles[:, :, 0]


def exact(values: Array, lags: int, held: Array) -> tuple[Array, float]:
    """
    The mean path of a vector autoregression by least squares given what is held, and
    the squared Mahalanobis distance of that.

    The path solves one system of equations, each period minus what its past makes of it
    being the constant and a shock; inverting it gives its mean and covariance.

    Args:
        values: [periods, series], without holes.
        lags: how many periods back.
        held: [steps, series], NaN where free.
    """
    steps, series = held.shape
    causes = np.array(
        [
            np.concatenate([[1.0], values[at - lags : at][::-1].ravel()])
            for at in range(lags, len(values))
        ]
    )
    solved = np.linalg.lstsq(causes, values[lags:], rcond=None)[0]
    errors = values[lags:] - causes @ solved
    shocks = errors.T @ errors / (len(causes) - causes.shape[1])
    constant, matrices = solved[0], solved[1:].reshape(lags, series, series)
    system = np.eye(steps * series)
    known = np.tile(constant, (steps, 1))
    for step in range(steps):
        for lag, matrix in enumerate(matrices, 1):
            if step < lag:
                known[step] += values[len(values) + step - lag] @ matrix
            else:
                rows = slice(step * series, (step + 1) * series)
                before = slice((step - lag) * series, (step - lag + 1) * series)
                system[rows, before] = -matrix.T
    inverse = np.linalg.inv(system)
    mean = inverse @ known.ravel()
    covariance = inverse @ np.kron(np.eye(steps), shocks) @ inverse.T
    fixed = np.isfinite(held).ravel()
    apart = held.ravel()[fixed] - mean[fixed]
    pull = np.linalg.solve(covariance[np.ix_(fixed, fixed)], apart)
    means = mean + covariance[:, fixed] @ pull
    return means.reshape(steps, series), float(apart @ pull)


def markdown(found: Sequence[Cell]) -> str:
    """A table with a row for each value, forecaster and week."""
    lines = [
        f"| {HELD} held at | week | exact {SHOWN} | forecaster | {SHOWN} | apart |",
        "|---|---|---|---|---|---|",
    ]
    for cell in found:
        held = "free" if cell.held is None else f"{cell.held:g}"
        lines.append(
            f"| {held} | {cell.week} | {cell.exact:.1f} | {cell.forecaster} "
            f"| {cell.median:.1f} | {cell.apart:.1%} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
