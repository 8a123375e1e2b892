"""
A Bayesian vector autoregression: what the data say, and beliefs held as if they were
further rows of data. Pure.

The beliefs (Minnesota, and those of Sims and Zha) enter as dummy observations:

- each series depends on its own last period about as it seems to by itself, and less on
  anything the further back it lies;
- sum of coefficients: where a series has been as in its first periods, it stays there;
- all series as in their first periods together stay there.

With them the posterior is a normal inverse Wishart distribution in closed form. How
tightly the first belief holds is the value, of a few, under which the data are likeliest
(Giannone, Lenza and Primiceri 2015). Forecasts draw coefficients and shocks from the
posterior, so that what is not known of both widens them.

Source: Sims and Zha (1998), Bayesian Methods for Dynamic Multivariate Models; Banbura,
Giannone and Reichlin (2010), eq. 5 and 9; Karlsson (2013), Forecasting with Bayesian
Vector Autoregression, 3.2 and 3.4.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from facta.model.arrays import Array
from facta.model.autoregression import windowed
from facta.model.forecaster import Fitted, Forecaster, Note
from facta.model.gaussian import Path, square_root, stacked
from facta.model.lags import Standard, few, rows, several, tamed
from facta.model.notes import told
from facta.model.pooling import SHORT
from facta.model.table import Table

TIGHTNESS = (0.05, 0.1, 0.2, 0.4, 0.8)
SUMS_WORTH, LEVEL_WORTH = 1.0, 1.0
# draws of coefficients, fewer where there are many series; each has as many paths as
# the draws asked for allow
PARAMETERS, FEWEST = 2000, 100
# quantiles are those of so many draws by this seed
DRAWS, SEED = 4000, 20251128
BELIEVED = "what is believed of all series counts for more"


class Posterior(Struct, frozen=True, eq=False):
    """
    Of the coefficients and shocks: B given S is matrix normal with mean `mean` and
    covariances S and `spread`; S is inverse Wishart of `scale` and `freedom`.

    `mean` is [1 + lags * series, series], the constant first.
    """

    mean: Array
    spread: Array
    scale: Array
    freedom: float


class Bayesian(Fitted):
    """A posterior and the newest values, both in units of each series."""

    holds = True

    def __init__(
        self,
        name: str,
        table: Table,
        *,
        posterior: Posterior,
        last: Array,
        standard: Standard,
        notes: tuple[Note, ...],
    ) -> None:
        super().__init__(name, table, notes)
        self.posterior = posterior
        self.last = last
        self.centre, self.unit = standard.centre, standard.unit

    def _quantiles(self, horizon: int, levels: Array, held: Array) -> Array:
        chance = np.random.default_rng(SEED)
        draws = self._draws(horizon, DRAWS, chance, held)
        return np.moveaxis(np.quantile(draws, levels, axis=0, method="hazen"), 0, -1)

    def _path(self, horizon: int) -> Path:
        """The moments of draws: the distribution itself has heavier tails."""
        free = np.full((horizon, len(self.unit)), np.nan)
        draws = self._draws(horizon, DRAWS, np.random.default_rng(SEED), free)
        apart = draws.reshape(DRAWS, -1) - draws.reshape(DRAWS, -1).mean(axis=0)
        return Path(draws.mean(axis=0), apart.T @ apart / (DRAWS - 1))

    def _draws(
        self, horizon: int, count: int, chance: np.random.Generator, held: Array
    ) -> Array:
        constants, coefficients, shocks = self._parameters(
            min(count, max(PARAMETERS // len(self.unit), FEWEST)), chance
        )
        each = -(-count // len(constants))
        if np.isfinite(held).any():
            found = [
                self._given(constant, matrix, shock, horizon)
                .given((held - self.centre) / self.unit)
                .draws(each, chance)
                for constant, matrix, shock in zip(
                    constants, coefficients, shocks, strict=True
                )
            ]
            paths = np.stack(found, axis=1)
        else:
            paths = self._walked(constants, coefficients, shocks, horizon, each, chance)
        standard = paths.reshape(-1, *paths.shape[2:])[:count]
        return np.asarray(self.centre + self.unit * standard)

    def _parameters(
        self, count: int, chance: np.random.Generator
    ) -> tuple[Array, Array, Array]:
        """Constants, coefficients and roots of the shocks' covariances."""
        known, series = self.posterior.mean.shape
        lags = (known - 1) // series
        roots = inverse_wishart(
            self.posterior.scale, self.posterior.freedom, count, chance
        )
        noise = chance.standard_normal((count, known, series))
        spread = np.linalg.cholesky(self.posterior.spread)
        drawn = self.posterior.mean + spread @ noise @ roots.transpose(0, 2, 1)
        shape = (count, lags, series, series)
        coefficients = drawn[:, 1:].reshape(shape).transpose(0, 1, 3, 2)
        return drawn[:, 0], tamed(coefficients), roots

    def _given(self, constant: Array, matrix: Array, root: Array, horizon: int) -> Path:
        past, means = list(self.last), []
        for _ in range(horizon):
            mean = constant + np.einsum("lij,lj->i", matrix, past)
            past = [mean, *past[:-1]]
            means.append(mean)
        return Path(np.array(means), stacked(matrix, root @ root.T, horizon))

    def _walked(
        self,
        constants: Array,
        coefficients: Array,
        roots: Array,
        horizon: int,
        each: int,
        chance: np.random.Generator,
    ) -> Array:
        """Paths step by step, [each, parameters, steps, series]."""
        lags, series = self.last.shape
        past = np.broadcast_to(self.last, (each, len(constants), lags, series))
        found = np.empty((each, len(constants), horizon, series))
        for step in range(horizon):
            noise = chance.standard_normal((each, len(constants), series))
            shock = np.einsum("pij,epj->epi", roots, noise)
            moved = np.einsum("plij,eplj->epi", coefficients, past, optimize=True)
            found[:, :, step] = constants + moved + shock
            past = np.concatenate([found[:, :, step, None], past[:, :, :-1]], axis=2)
        return found


class BayesianAutoregression(Forecaster):
    """
    A vector autoregression with beliefs.

    Args:
        lags: how many periods back.
    """

    name = "bvar"

    def __init__(self, *, lags: int = 4) -> None:
        self.lags = lags

    def lagged(self, lags: int) -> Forecaster:
        """The same with so many lags."""
        return BayesianAutoregression(lags=several(lags))

    def fit(self, table: Table) -> Fitted:
        """The posterior under the tightness that the data favour."""
        if table.periods < SHORT:
            return windowed(self.name, table)
        few(self.name, self.lags, table)
        standard = Standard.of(table)
        values = standard.panel.filled
        causes, outcomes, seen = rows(standard.panel, self.lags)
        whole = seen.all(axis=1)
        found = []
        for tightness in TIGHTNESS:
            believed = beliefs(values, self.lags, tightness)
            found.append(
                posterior(
                    np.vstack([believed[0], causes[whole]]),
                    np.vstack([believed[1], outcomes[whole]]),
                    len(believed[0]),
                )
            )
        best, _ = max(found, key=lambda pair: pair[1])
        return Bayesian(
            self.name,
            table,
            posterior=best,
            last=values[: -self.lags - 1 : -1],
            standard=standard,
            notes=told(table, short=SHORT, instead=BELIEVED),
        )


def beliefs(values: Array, lags: int, tightness: float) -> tuple[Array, Array]:
    """
    Dummy observations, causes and outcomes: [rows, 1 + lags * series], [rows, series].

    Args:
        values: [periods, series], as `lags.Standard` has them.
        tightness: the standard deviation of the belief about a first lag.

    Source: Banbura, Giannone and Reichlin (2010), eq. 5 and 9.
    """
    series = values.shape[1]
    alone = persistence(values)
    noise = np.maximum(
        np.sqrt(np.maximum(1 - alone**2, 0.0)) * values.std(axis=0), 1e-3
    )
    first = values[:lags].mean(axis=0)
    decay = np.diag(np.arange(1.0, lags + 1))
    width = 1 + lags * series
    minnesota = np.zeros((lags * series, width))
    minnesota[:, 1:] = np.kron(decay, np.diag(noise)) / tightness
    believed = np.zeros((lags * series, series))
    believed[:series] = np.diag(alone * noise) / tightness
    sums = np.zeros((series, width))
    sums[:, 1:] = np.tile(np.diag(first), lags) * SUMS_WORTH
    together = np.concatenate([[1.0], np.tile(first, lags)])[None] * LEVEL_WORTH
    shocks = np.zeros((series, width))
    vague = np.zeros((1, width))
    vague[0, 0] = 1e-3
    return (
        np.vstack([minnesota, sums, together, shocks, vague]),
        np.vstack(
            [
                believed,
                np.diag(first) * SUMS_WORTH,
                first[None] * LEVEL_WORTH,
                np.diag(noise),
                np.zeros((1, series)),
            ]
        ),
    )


def persistence(values: Array) -> Array:
    """Each series' correlation with its last period, from 0 to 1."""
    apart = values - values.mean(axis=0)
    whole = (apart**2).sum(axis=0)
    with_last = (apart[1:] * apart[:-1]).sum(axis=0)
    return np.asarray(np.clip(with_last / np.maximum(whole, 1e-12), 0.0, 0.99))


def posterior(causes: Array, outcomes: Array, dummies: int) -> tuple[Posterior, float]:
    """
    The posterior, and the logarithm of how likely the data are, but for a constant.

    Args:
        causes: [rows, causes], of the `dummies` beliefs and then of the data.
        outcomes: [rows, series].

    Source: Karlsson (2013), eq. 15 and 17.
    """
    series = outcomes.shape[1]
    prior = _conjugate(causes[:dummies], outcomes[:dummies])
    after = _conjugate(causes, outcomes)
    data = len(causes) - dummies
    before_freedom = series + 2.0
    freedom = before_freedom + data
    likelihood = (
        series / 2 * (_logdet(after.spread) - _logdet(prior.spread))
        + before_freedom / 2 * _logdet(prior.scale)
        - freedom / 2 * _logdet(after.scale)
    )
    found = Posterior(after.mean, after.spread, after.scale, freedom)
    return found, float(likelihood)


def _conjugate(causes: Array, outcomes: Array) -> Posterior:
    spread = np.linalg.inv(causes.T @ causes)
    mean = spread @ causes.T @ outcomes
    errors = outcomes - causes @ mean
    return Posterior(mean, (spread + spread.T) / 2, errors.T @ errors, 0.0)


def _logdet(matrix: Array) -> float:
    return float(np.linalg.slogdet(matrix)[1])


def inverse_wishart(
    scale: Array, freedom: float, count: int, chance: np.random.Generator
) -> Array:
    """
    Roots R of draws S = R R' of an inverse Wishart distribution, [count, series, series].

    Source: Bartlett's decomposition, as in Anderson (2003), 7.2.
    """
    series = len(scale)
    root = square_root(scale)
    lower = np.tril(chance.standard_normal((count, series, series)), -1)
    places = np.arange(series)
    squares = chance.chisquare(freedom - places, (count, series))
    lower[:, places, places] = np.sqrt(squares)
    # S = root (A A')^-1 root', A of Bartlett: R is root times the inverse of A'
    inverse = np.linalg.inv(lower).transpose(0, 2, 1)
    return np.asarray(root @ inverse)
