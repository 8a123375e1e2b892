"""Quantiles against answers found in other ways."""

from __future__ import annotations

import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.measure.quantiles import (
    beta_quantile,
    beta_share,
    chi_squared_tail,
    gamma_quantile,
    gamma_share,
    gamma_tail,
    t_quantile,
)

SHARES = st.floats(0.001, 0.999)


@given(st.integers(1, 40), st.integers(1, 40), SHARES)
def test_the_beta_share_is_a_sum_of_binomials(
    successes: int, failures: int, x: float
) -> None:
    """
    For whole parameters the incomplete Beta function is the chance of that many
    successes or more (DLMF 8.17.5).
    """
    trials = successes + failures - 1
    binomial = sum(
        math.comb(trials, k) * x**k * (1 - x) ** (trials - k)
        for k in range(successes, trials + 1)
    )
    assert beta_share(x, successes, failures) == pytest.approx(binomial, abs=1e-10)


@given(SHARES, st.floats(0.2, 60), st.floats(0.2, 60))
def test_a_beta_quantile_gives_back_its_share(share: float, a: float, b: float) -> None:
    """
    Quantile and share undo each other wherever the variable has room to be told apart.
    """
    x = beta_quantile(share, a, b)
    if 1e-6 < x < 1 - 1e-6:
        assert beta_share(x, a, b) == pytest.approx(share, abs=1e-5)


@given(SHARES, st.floats(0.5, 20))
def test_a_beta_quantile_of_one_parameter_is_a_power(share: float, a: float) -> None:
    """Beta(a, 1) has the quantile share ** (1 / a)."""
    assert beta_quantile(share, a, 1) == pytest.approx(share ** (1 / a), abs=1e-9)


@pytest.mark.parametrize(
    ("freedom", "table"),
    [(1, 6.3138), (2, 2.9200), (5, 2.0150), (10, 1.8125), (30, 1.6973)],
)
def test_t_quantiles_are_those_of_the_printed_table(
    freedom: float, table: float
) -> None:
    """The 95 % points that every statistics book prints."""
    assert t_quantile(0.95, freedom) == pytest.approx(table, abs=1e-4)


def test_with_many_degrees_of_freedom_t_is_normal() -> None:
    """In the limit Student's t is the normal distribution."""
    assert t_quantile(0.95, 1e6) == pytest.approx(
        statistics.NormalDist().inv_cdf(0.95), abs=1e-4
    )


@given(st.integers(1, 60), st.floats(0.01, 120))
def test_the_gamma_share_is_a_sum_of_poissons(shape: int, x: float) -> None:
    """For whole shapes: the chance of that many events or more (DLMF 8.4.10)."""
    fewer = sum(
        math.exp(k * math.log(x) - x - math.lgamma(k + 1)) for k in range(shape)
    )
    assert gamma_share(x, shape) == pytest.approx(1 - fewer, abs=1e-9)


@given(SHARES, st.floats(0.3, 20_000))
def test_a_gamma_quantile_gives_back_its_share(share: float, shape: float) -> None:
    """Also of shapes as large as counts of many years are."""
    assert gamma_share(gamma_quantile(share, shape), shape) == pytest.approx(
        share, abs=1e-6
    )


@pytest.mark.parametrize(
    ("share", "freedom", "table"),
    [(0.05, 1, 0.00393), (0.95, 1, 3.8415), (0.95, 10, 18.307), (0.05, 30, 18.493)],
)
def test_gamma_quantiles_are_half_those_of_chi_squared(
    share: float, freedom: int, table: float
) -> None:
    """As every statistics book prints them."""
    assert 2 * gamma_quantile(share, freedom / 2) == pytest.approx(table, rel=1e-3)


@given(st.floats(1e-9, 500), st.integers(1, 60))
def test_the_chi_squared_tail_is_a_sum_of_poisson_chances(x: float, pairs: int) -> None:
    """
    For an even number of degrees it is the chance of fewer events than half of them
    (DLMF 8.4.10), to nine digits also where it is next to nothing.
    """
    poisson = math.fsum(
        math.exp(k * math.log(x / 2) - x / 2 - math.lgamma(k + 1)) for k in range(pairs)
    )
    assert chi_squared_tail(x, 2 * pairs) == pytest.approx(poisson, rel=1e-9)


@given(st.floats(0, 37))
def test_the_chi_squared_tail_of_one_degree_is_that_of_a_normal(x: float) -> None:
    """Both its tails, of the square root."""
    assert chi_squared_tail(x * x, 1) == pytest.approx(
        math.erfc(x / math.sqrt(2)), rel=1e-9, abs=1e-300
    )


@given(st.floats(-1, 200), st.floats(0.2, 90))
def test_a_gamma_tail_is_what_its_share_leaves(x: float, shape: float) -> None:
    """Of 1."""
    assert gamma_tail(x, shape) + gamma_share(x, shape) == pytest.approx(1, abs=1e-12)


def test_nothing_lies_beyond_all_numbers() -> None:
    """A distance that is too large for a number is the end of the tail."""
    assert chi_squared_tail(math.inf, 12) == 0
    assert chi_squared_tail(1e308, 12) == 0
    assert chi_squared_tail(0.0, 12) == 1
