"""
Quantiles of the Beta, Student t and Gamma distributions, and the tail of chi-squared,
from the incomplete Beta and Gamma functions. Pure.

Sources: Lentz's method for the continued fractions of DLMF 8.17.22 and 8.9.2; the
series of DLMF 8.11.4.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

# stands for 0 where Lentz's method divides: far above the least double, so that its
# inverse is finite
TINY = 1e-300
# of the continued fraction, which needs about the square root of a or b: enough for
# counts of many thousands
STEPS = 500


def beta_share(x: float, a: float, b: float) -> float:
    """
    The chance that a Beta(a, b) variable is at most `x`.

    >>> beta_share(0.25, 1, 1)
    0.25
    """
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - x, b, a)
    log_front = (
        math.lgamma(a + b)
        - math.lgamma(a)
        - math.lgamma(b)
        + a * math.log(x)
        + b * math.log1p(-x)
    )
    return math.exp(log_front) / (a * _fraction(x, a, b))


def beta_quantile(share: float, a: float, b: float) -> float:
    """
    The value that a Beta(a, b) variable is at most with chance `share`, to 1e-12.

    >>> round(beta_quantile(0.5, 2, 1), 6)
    0.707107
    """
    low, high = 0.0, 1.0
    while high - low > 1e-12:
        middle = (low + high) / 2
        low, high = (
            (middle, high) if beta_share(middle, a, b) < share else (low, middle)
        )
    return (low + high) / 2


@lru_cache(1024)  # the same few counts come again and again
def t_quantile(share: float, freedom: float) -> float:
    """
    The value that a Student t variable is at most with chance `share`, 0.5 or more.

    >>> round(t_quantile(0.95, 10), 4)
    1.8125
    """
    x = beta_quantile(2 * share - 1, 0.5, freedom / 2)
    return math.sqrt(freedom * x / (1 - x))


def gamma_share(x: float, shape: float) -> float:
    """
    The chance that a Gamma variable of this shape and of scale 1 is at most `x`.

    >>> round(gamma_share(1.0, 1.0), 6)
    0.632121
    """
    if 0 < x < shape + 1:
        return min(_gamma_front(x, shape) * _gamma_series(x, shape), 1.0)
    return 1 - gamma_tail(x, shape)


def gamma_tail(x: float, shape: float) -> float:
    """
    The chance that a Gamma variable of this shape and of scale 1 is above `x`; to all
    digits also where it is next to nothing.

    >>> round(gamma_tail(50.0, 1.0) / math.exp(-50), 9)
    1.0
    """
    if x <= 0:
        return 1.0
    if x < shape + 1:
        return 1 - gamma_share(x, shape)
    if math.isinf(x):
        return 0.0
    return min(_gamma_front(x, shape) * _gamma_fraction(x, shape), 1.0)


def chi_squared_tail(squared: float, freedom: int) -> float:
    """
    The chance that so many independent standard normal numbers have a larger sum of
    squares.

    >>> round(chi_squared_tail(3.841459, 1), 6)
    0.05
    """
    return gamma_tail(squared / 2, freedom / 2)


def gamma_quantile(share: float, shape: float) -> float:
    """
    The value that a Gamma variable of this shape and of scale 1 is at most with chance
    `share`, to a part in a thousand million.

    >>> round(gamma_quantile(0.5, 1.0), 6)
    0.693147
    """
    normal = NormalDist().inv_cdf(share)
    # Wilson and Hilferty's cube, from which Newton's steps take it, halved where they
    # leave what is known to hold it
    cube = 1 - 1 / (9 * shape) + normal / (3 * math.sqrt(shape))
    x = shape * max(cube, 0.1) ** 3
    low, high = 0.0, math.inf
    while True:
        beyond = gamma_share(x, shape) - share
        low, high = (low, x) if beyond > 0 else (x, high)
        height = math.exp((shape - 1) * math.log(x) - x - math.lgamma(shape))
        now = x - beyond / height if height > TINY else math.inf
        if not low < now < high:
            now = (low + high) / 2 if high < math.inf else 2 * x
        if abs(now - x) <= 1e-9 * x or now < TINY:
            return now
        x = now


def _gamma_front(x: float, shape: float) -> float:
    return math.exp(shape * math.log(x) - x - math.lgamma(shape))


def _gamma_series(x: float, shape: float) -> float:
    """Share over front, where x lies below the middle; about sqrt(shape) terms."""
    term = total = 1 / shape
    step = shape
    while term > total * 1e-15:
        step += 1
        term *= x / step
        total += term
    return total


def _gamma_fraction(x: float, shape: float) -> float:
    """What is left of 1, over front, where x lies above the middle; by Lentz."""
    base = x + 1 - shape
    c, d = 1 / TINY, 1 / base
    total = d
    step, change = 0, 0.0
    while abs(1 - change) > 1e-14:
        step += 1
        term = step * (shape - step)
        base += 2
        d = 1 / _away_from_zero(term * d + base)
        c = _away_from_zero(base + term / c)
        change = c * d
        total *= change
    return total


def _fraction(x: float, a: float, b: float) -> float:
    """
    The continued fraction, by Lentz: front / (a * fraction) is the incomplete Beta
    function.
    """
    total, c, d = 1.0, 1.0, 0.0
    for step in range(1, STEPS):
        half = step // 2
        if step % 2:
            term = (
                -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
            )
        else:
            term = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        d = 1 / _away_from_zero(1 + term * d)
        c = _away_from_zero(1 + term / c)
        total *= c * d
        if abs(1 - c * d) < 1e-14:
            break
    return total


def _away_from_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
