"""
A chance in the seven words of Intelligence Community Directive 203, always with its
number. Pure.
"""

from __future__ import annotations

from bisect import bisect_right

# Office of the Director of National Intelligence (2015), ICD 203, Analytic Standards,
# D.6.e(2)(a): 1-5 %, 5-20, 20-45, 45-55, 55-80, 80-95 and 95-99. An edge stands in two
# bands there; it belongs to the one nearer to an even chance.
WORDS = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
)
EDGES = (5, 20, 45)  # in a hundred; the other three mirror them


def word(chance: float) -> str:
    """
    The word for a chance.

    Raises:
        ValueError: 0, 1 or beyond, which are no forecast.

    >>> word(0.29), word(0.05), word(0.95)
    ('unlikely', 'very unlikely', 'very likely')
    """
    hundredths = _hundredths(chance)
    band = bisect_right(EDGES, min(hundredths, 100 - hundredths))
    return WORDS[band] if hundredths <= 50 else WORDS[len(WORDS) - 1 - band]


def likelihood(chance: float) -> str:
    """
    The word for a chance with its number; word and number never part.

    Raises:
        ValueError: 0, 1 or beyond, which are no forecast.

    >>> likelihood(0.29), likelihood(0.001)
    ('unlikely (0.29)', 'almost no chance (under 0.01)')
    """
    number = f"{_hundredths(chance) / 100:.2f}"
    if chance < 0.005:
        number = "under 0.01"
    if chance > 0.995:
        number = "over 0.99"
    return f"{word(chance)} ({number})"


def _hundredths(chance: float) -> int:
    """The chance as it is shown, so that a word is that of the number beside it."""
    if not 0 < chance < 1:
        raise ValueError(f"a chance of {chance} is no forecast")
    return min(max(round(100 * chance), 1), 99)
