"""What each forecaster gives where its answer is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.model import Autoregression, Gaussian, Path, named
from facta.model.bayesian import Bayesian, inverse_wishart, posterior
from facta.model.empirical import Window, halving, newest
from facta.model.filtered import LARGEST, Simulation, spread
from facta.model.gaussian import responses, stacked
from facta.model.lags import lagged, radius, tamed
from facta.model.level import DiscountedLevel, Level
from facta.model.location import causes, locations
from facta.model.panel import Panel, carried, partners
from facta.model.pooling import pseudo_values
from facta.model.shuffling import shuffled
from facta.model.smoothing import running_mean
from tests.model.making import autoregressive, eventful, table

NAN = math.nan


def column(*values: float) -> np.ndarray:
    """One series."""
    return np.array(values)[:, None]


def fitted_var(values: np.ndarray, lags: int = 1) -> Gaussian:
    """A vector autoregression of these."""
    found = Autoregression("var", lags=lags, across=True).fit(table(values))
    assert isinstance(found, Gaussian)
    return found


def test_a_window_gives_its_own_values() -> None:
    """Of ten newest values 1 to 10, a tenth each."""
    values = np.concatenate([np.full(90, 500.0), np.arange(1.0, 11.0)])[:, None]
    found = (
        Window("ten", newest(10)).fit(table(values)).quantiles(2, (0.1, 0.55, 1 - 1e-6))
    )
    np.testing.assert_array_equal(found[1, 0], [1.0, 6.0, 10.0])


def test_weights_halve_and_leave_a_little_to_all_history() -> None:
    """What lies one half-life back counts half as much, but for 2 % on all alike."""
    weights = halving(4)(np.arange(100.0))
    assert weights.sum() == pytest.approx(1)
    assert (weights[4] - 0.02 / 100) / (weights[0] - 0.02 / 100) == pytest.approx(0.5)
    assert weights[99] > 0.02 / 100


def test_persistence_moves_the_last_value_by_past_changes() -> None:
    """A series that rises by one each week rises by as many as the steps."""
    (member,) = named(["persistence"])
    found = member.fit(table(np.arange(100.0)[:, None])).quantiles(3, (0.5,))
    assert found.ravel().tolist() == [100.0, 101.0, 102.0]


def test_a_short_series_takes_the_spread_of_its_neighbours() -> None:
    """Three values alike are no proof that it never moves, where others move."""
    values = np.full((80, 3), NAN)
    values[:, :2] = autoregressive(80)
    values[-3:, 2] = 7.0
    (member,) = named(["window-26"])
    low, middle, high = member.fit(table(values, "abc")).quantiles(
        1, (0.05, 0.5, 0.95)
    )[0, 2]
    assert low < 4 < middle == 7 < 10 < high


def test_what_is_possible_is_centred_on_the_series() -> None:
    """Its median is the series' own; its mean deviation that of all for one value."""
    values = np.stack([np.tile([-4.0, 4.0], 20), np.full(40, NAN)], axis=1)
    values[0, 1] = 9.0
    found = pseudo_values(values)
    assert np.median(found[:, 1]) == 9.0
    assert np.abs(found[:, 1] - 9).mean() == pytest.approx(4 * 40 / 39, rel=0.1)


def test_an_autoregression_is_recovered() -> None:
    """Of 2,000 periods that keep 0.6, within three standard errors of what shrinks it."""
    fitted = fitted_var(autoregressive(2000, noise=10.0))
    np.testing.assert_allclose(np.diag(fitted.coefficients[0]), 0.6, atol=0.055)
    assert abs(fitted.coefficients[0, 0, 1]) < 0.06
    spread = fitted.path(1).spread[0]
    np.testing.assert_allclose(spread, 10, rtol=0.05)
    # far ahead lie the mean, and the variance of the series: 100 / (1 - 0.36)
    far = fitted.path(60)
    np.testing.assert_allclose(far.mean[-1], -20, atol=2.0)
    np.testing.assert_allclose(far.spread[-1], 12.5, rtol=0.08)


def test_what_others_do_counts_where_there_is_much_proof() -> None:
    """One series follows the other a week later."""
    chance = np.random.default_rng(4)
    leader = chance.standard_normal(1500)
    follower = np.concatenate(
        [[0.0], 0.8 * leader[:-1]]
    ) + 0.3 * chance.standard_normal(1500)
    fitted = fitted_var(np.stack([leader, follower], axis=1))
    drawn = (
        fitted.coefficients[0] * fitted.standard.unit[:, None] / fitted.standard.unit
    )
    assert drawn[1, 0] == pytest.approx(0.8, abs=0.05)
    assert abs(drawn[0, 1]) < 0.1


def test_across_dyads_less_is_believed_than_within() -> None:
    """Of 60 periods of noise, coefficients on the other series are the smaller ones."""
    own, cross = [], []
    for seed in range(30):
        fitted = fitted_var(autoregressive(60, 4, kept=0.0, seed=seed), lags=4)
        within = np.eye(4, dtype=bool)
        own.append(np.abs(fitted.coefficients[:, within]).mean())
        cross.append(np.abs(fitted.coefficients[:, ~within]).mean())
    assert np.mean(cross) < 0.9 * np.mean(own)


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(1, 3), st.floats(0.1, 3))
def test_no_autoregression_explodes_once_tamed(
    seed: int, lags: int, series: int, size: float
) -> None:
    """Its greatest root is below one; what fades anyway stays as it was."""
    chance = np.random.default_rng(seed)
    coefficients = size * chance.standard_normal((lags, series, series))
    kept = tamed(coefficients)
    companion = np.zeros((lags * series, lags * series))
    companion[:series] = np.concatenate(list(kept), axis=1)
    companion[series:, :-series] = np.eye((lags - 1) * series)
    assert np.abs(np.linalg.eigvals(companion)).max() < 1
    if radius(coefficients) < 0.99:
        np.testing.assert_array_equal(kept, coefficients)


def test_rows_hold_the_past_newest_first() -> None:
    """Of two series and two lags."""
    values = np.array([[1.0, 10], [2, 20], [3, 30]])
    assert lagged(values, 2).tolist() == [[2, 20, 1, 10]]


def test_the_covariance_of_a_path_is_that_of_its_walks() -> None:
    """As 40,000 walks have it."""
    chance = np.random.default_rng(5)
    coefficients = np.array([[[0.5, 0.2], [0.0, 0.4]], [[0.1, 0.0], [0.1, 0.1]]])
    shocks = np.array([[2.0, 0.6], [0.6, 1.0]])
    past = [np.zeros((40_000, 2))] * 2
    steps = []
    for _ in range(4):
        noise = chance.multivariate_normal(np.zeros(2), shocks, 40_000)
        now = past[0] @ coefficients[0].T + past[1] @ coefficients[1].T + noise
        past = [now, past[0]]
        steps.append(now)
    walked = np.cov(np.concatenate(steps, axis=1).T)
    np.testing.assert_allclose(stacked(coefficients, shocks, 4), walked, atol=0.07)


def test_a_shock_of_a_first_order_fades_by_its_coefficient() -> None:
    """By hand: 1, 0.5, 0.25."""
    assert responses(np.array([[[0.5]]]), 3).ravel().tolist() == [1.0, 0.5, 0.25]


def test_holding_a_path_is_conditioning_on_all_of_it_at_once() -> None:
    """A value held at the end reaches back to the beginning."""
    covariance = stacked(np.array([[[0.9]]]), np.eye(1), 3)
    path = Path(np.zeros((3, 1)), covariance)
    held = path.given(column(NAN, NAN, 2.0))
    # by hand: cov(1, 3) / var(3) = .81 / (1 + .81 + .6561)
    assert held.mean[0, 0] == pytest.approx(2 * 0.81 / 2.4661)
    assert held.spread[2, 0] == 0
    assert held.spread[0, 0] < path.spread[0, 0]
    assert path.distance(column(NAN, NAN, 2.0)) == pytest.approx(4 / 2.4661)
    assert path.distance(column(NAN, NAN, NAN)) == 0.0


def test_volatility_of_late_is_that_of_the_next_shock() -> None:
    """After a calm year the plain one still expects the storms before."""
    chance = np.random.default_rng(6)
    values = chance.standard_normal((400, 1)) * np.repeat([10.0, 1.0], 200)[:, None]
    plain, late = (
        member.fit(table(values)).quantiles(1, (0.95,))[0, 0, 0]
        for member in named(["ar", "var-volatile"])
    )
    assert plain > 9
    assert 2 < late < 6


def test_a_posterior_is_what_beliefs_and_data_together_say() -> None:
    """Rows of beliefs and of data count alike: the mean is their least squares fit."""
    chance = np.random.default_rng(7)
    causes, outcomes = chance.standard_normal((30, 3)), chance.standard_normal((30, 2))
    found, _ = posterior(causes, outcomes, 5)
    expected, *_ = np.linalg.lstsq(causes, outcomes, rcond=None)
    np.testing.assert_allclose(found.mean, expected)
    errors = outcomes - causes @ expected
    np.testing.assert_allclose(found.scale, errors.T @ errors)
    assert found.freedom == 2 + 2 + 25


def test_the_likelihood_is_that_of_the_rows_one_by_one() -> None:
    """Of two sets of beliefs the difference is that of their products of t densities."""
    chance = np.random.default_rng(8)
    data_causes, data = chance.standard_normal((6, 1)), chance.standard_normal((6, 1))

    def told(size: float) -> float:
        beliefs = np.array([[size], [0.0]]), np.array([[0.0], [1.0]])
        causes = np.vstack([beliefs[0], data_causes])
        outcomes = np.vstack([beliefs[1], data])
        return posterior(causes, outcomes, 2)[1]

    def one_by_one(size: float) -> float:
        precision, mean, scale, freedom = size**2, 0.0, 1.0, 3.0
        total = 0.0
        for (x,), (y,) in zip(data_causes, data, strict=True):
            # predictive t with `freedom` degrees: scale (1 + x^2 / precision) / freedom
            width = scale * (1 + x**2 / precision)
            total += math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)
            total -= 0.5 * math.log(math.pi * width)
            total -= (freedom + 1) / 2 * math.log1p((y - x * mean) ** 2 / width)
            scale += (y - x * mean) ** 2 / (1 + x**2 / precision)
            mean = (precision * mean + x * y) / (precision + x**2)
            precision += x**2
            freedom += 1
        return total

    assert told(2.0) - told(0.3) == pytest.approx(one_by_one(2.0) - one_by_one(0.3))


def test_draws_of_covariances_have_the_mean_of_their_distribution() -> None:
    """Scale over degrees of freedom less series less one."""
    scale = np.array([[4.0, 1.0], [1.0, 2.0]])
    roots = inverse_wishart(scale, 12.0, 40_000, np.random.default_rng(9))
    mean = (roots @ roots.transpose(0, 2, 1)).mean(axis=0)
    np.testing.assert_allclose(mean, scale / (12 - 2 - 1), rtol=0.03, atol=0.01)


def test_beliefs_draw_towards_what_each_series_does_alone() -> None:
    """With 80 periods of noise the Bayesian coefficients are the smaller."""
    values = autoregressive(80, 3, kept=0.0, seed=3)
    (member,) = named(["bvar"])
    fitted = member.fit(table(values))
    assert isinstance(fitted, Bayesian)
    plain = fitted_var(values, lags=4).coefficients
    assert np.abs(fitted.posterior.mean[1:]).mean() < 0.6 * np.abs(plain).mean()


def test_the_level_is_filtered_as_by_hand() -> None:
    """The adaptive coefficient of a long series tends to one less the discount."""
    values = column(*([0.0] * 100), *([10.0] * 1))
    values[:100, 0] = np.random.default_rng(1).standard_normal(100)
    before = DiscountedLevel().fit(table(values[:100]))
    after = DiscountedLevel().fit(table(values))
    assert isinstance(before, Level)
    assert isinstance(after, Level)
    moved = (after.level[0] - before.level[0]) / (10 - before.level[0])
    # West and Harrison (1997), theorem 2.2
    assert moved == pytest.approx(1 - 0.92, abs=1e-4)


def test_an_unseen_period_leaves_the_level_and_makes_it_less_sure() -> None:
    """A hole is no value."""
    values = autoregressive(100, 1)
    holed = np.vstack([values, [[NAN]]])
    seen, unseen = (DiscountedLevel().fit(table(given)) for given in (values, holed))
    assert isinstance(seen, Level)
    assert isinstance(unseen, Level)
    assert unseen.level[0] == seen.level[0]
    assert unseen.unsure[0] > seen.unsure[0]


def test_zero_keeps_its_share() -> None:
    """Where every second week is empty, half of the distribution is exactly zero."""
    chance = np.random.default_rng(2)
    values = np.where(np.arange(300) % 2, 0.0, -20 + chance.standard_normal(300))[
        :, None
    ]
    panel = Panel(values, ["a"])
    levels = (np.arange(200) + 0.5) / 200
    found = Simulation(panel).quantiles(np.array([299]), 1, (52.0,), levels)[0, 0, 0]
    assert 0.4 < (found == 0).mean() < 0.6
    assert (np.diff(found) >= 0).all()


@given(
    st.lists(st.floats(-9, 9), min_size=1, max_size=6),
    st.floats(0, 5),
    st.floats(-20, 20),
    st.floats(0.1, 10),
    st.floats(0, 30),
)
def test_a_spread_ascends_and_stays_within_the_largest_move(
    moves: list[float], zeros: float, centre: float, unit: float, largest: float
) -> None:
    """Whatever the moves; zero aside, which is no move."""
    found = spread(
        np.sort(np.array(moves)),
        np.ones((1, len(moves))),
        np.array([zeros]),
        centre=np.array([centre]),
        unit=np.array([unit]),
        largest=np.array([largest]),
        levels=(np.arange(50) + 0.5) / 50,
    )[0]
    assert (np.diff(found) >= 0).all()
    moved = found[found != 0]
    assert (np.abs(moved - centre) <= largest + 1e-9).all()


def test_a_shock_is_never_much_larger_than_any_seen() -> None:
    """After years of calm, a first week of war makes no forecast of a hundred wars."""
    calm = 0.1 * np.random.default_rng(3).standard_normal(200)
    values = column(*calm, 300.0)
    levels = np.array([1e-6, 1 - 1e-6])
    panel = Panel(values, ["a"])
    for life in (4.0, 52.0):
        found = Simulation(panel).quantiles(np.array([200]), 1, (life,), levels)
        assert np.abs(found).max() < 300 + LARGEST * 301


def test_stirred_times_widen_the_forecast() -> None:
    """With the same errors in units of volatility, twenty stirred weeks are wider."""
    chance = np.random.default_rng(4)
    calm = chance.standard_normal(220)
    stirred = calm.copy()
    stirred[-20:] *= 8
    widths = []
    for values in (calm, stirred):
        simulation = Simulation(Panel(values[:, None], ["a"]))
        ends = simulation.quantiles(np.array([219]), 1, (4.0,), np.array([0.1, 0.9]))
        widths.append(float(np.ptp(ends)))
    assert widths[1] > 2 * widths[0]


def test_nothing_of_a_row_rests_on_what_comes_later() -> None:
    """Changing the future changes no quantile of the past."""
    values = eventful(120)
    other = values.copy()
    other[90:] = 1e4
    rows, levels = np.array([70, 89]), np.array([0.1, 0.5, 0.9])
    found, again = (
        Simulation(Panel(given, ["a", "b"])).quantiles(rows, 3, (4.0,), levels)
        for given in (values, other)
    )
    np.testing.assert_array_equal(found, again)


def test_a_location_follows_what_the_past_followed() -> None:
    """Where half of the last distance is kept, so is foretold; within the means' range."""
    values = autoregressive(3000, 1, kept=0.5, mean=0.0, noise=1.0)
    panel = Panel(values, ["a"])
    found = locations(panel, causes(panel), np.ones(values.shape), 1)[2000:-1, 0]
    slope = float(np.polyfit(values[2000:-1, 0], found, 1)[0])
    assert slope == pytest.approx(0.5, abs=0.06)
    everything = causes(panel)[:, :, :5]
    assert (found <= everything[2000:-1, 0].max(axis=1)).all()


def test_smoothed_values_are_weighted_means() -> None:
    """Holes aside; nothing yet is zero."""
    values = column(NAN, 4.0, NAN, 1.0)
    found = running_mean(values, np.isfinite(values), 2)
    assert found.ravel().tolist() == pytest.approx([0, 4, 4, (4 * 0.5 + 1) / 1.5])


def test_the_last_value_seen_fills_a_hole() -> None:
    """The first one stands for those before it."""
    assert carried(column(NAN, 4.0, NAN, 1.0)).ravel().tolist() == [4, 4, 4, 1]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["RUS -> UKR", "USA -> RUS", "UKR -> RUS"], [2, -1, 0]),
        (["i2p", "p2i", "i2l"], [1, 0, -1]),
        (["x", "y", "z"], [-1, -1, -1]),
        (["x", "y"], [1, 0]),
        (["x"], [-1]),
    ],
    ids=["arrows", "twos", "no dyads", "two of anything", "one"],
)
def test_the_other_direction_of_a_dyad_is_found(
    names: list[str], expected: list[int]
) -> None:
    """By the names that Facta and others write."""
    assert partners(names).tolist() == expected


@given(st.integers(0, 1000), st.integers(1, 40))
def test_shuffling_keeps_values_and_takes_ranks(seed: int, count: int) -> None:
    """Of each step and series."""
    chance = np.random.default_rng(seed)
    margins = np.sort(chance.standard_normal((count, 2, 3)), axis=0)
    templates = chance.standard_normal((count, 2, 3))
    found = shuffled(margins, templates)
    np.testing.assert_array_equal(np.sort(found, axis=0), margins)
    np.testing.assert_array_equal(found.argsort(axis=0), templates.argsort(axis=0))


def test_draws_hang_together_as_the_past_did() -> None:
    """Twins move together in the draws of a forecaster that knows each by itself."""
    values = np.repeat(autoregressive(200, 1), 2, axis=1)
    values[:, 1] += 0.1 * np.random.default_rng(1).standard_normal(200)
    (member,) = named(["weighted"])
    draws = member.fit(table(values)).draws(6, 2000, seed=1)
    assert np.corrcoef(draws[:, 3, 0], draws[:, 3, 1])[0, 1] > 0.9
    # and a week with the next: what is kept of a shock is kept
    assert np.corrcoef(draws[:, 3, 0], draws[:, 4, 0])[0, 1] > 0.4
