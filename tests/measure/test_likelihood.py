"""A chance in the words of ICD 203."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.measure.likelihood import WORDS, likelihood, word

# the directive's bands, as hundredths: what lies inside each, and the edges
INSIDE = {
    "almost no chance": (1, 2, 4),
    "very unlikely": (5, 6, 19),
    "unlikely": (20, 29, 44),
    "roughly even chance": (45, 50, 55),
    "likely": (56, 70, 80),
    "very likely": (81, 90, 95),
    "almost certain": (96, 98, 99),
}


@pytest.mark.parametrize(
    ("named", "hundredths"),
    [(named, at) for named, all_of in INSIDE.items() for at in all_of],
)
def test_each_band_has_its_word(named: str, hundredths: int) -> None:
    """An edge belongs to the band nearer to an even chance, above as below."""
    assert word(hundredths / 100) == named


def test_the_words_are_those_of_the_directive_in_order() -> None:
    """Seven, from the least likely."""
    assert tuple(INSIDE) == WORDS


@pytest.mark.parametrize("chance", [0.0, 1.0, -0.1, 1.1, float("nan")])
def test_what_is_sure_is_no_forecast(chance: float) -> None:
    """0 and 1 have no word."""
    with pytest.raises(ValueError, match="no forecast"):
        likelihood(chance)


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_word_and_number_never_part(chance: float) -> None:
    """The word is that of the number as it is shown, and no number is 0 or 1."""
    found = re.fullmatch(r"(.+) \((under |over )?(0\.\d\d)\)", likelihood(chance))
    assert found
    shown = float(found[3])
    assert 0 < shown < 1
    assert found[1] == word(shown) == word(chance)
    assert abs(shown - chance) <= 0.01


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_what_is_likelier_has_no_weaker_word(one: float, other: float) -> None:
    """Words ascend with chances."""
    low, high = sorted((one, other))
    assert WORDS.index(word(low)) <= WORDS.index(word(high))
