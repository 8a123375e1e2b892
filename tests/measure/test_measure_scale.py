"""The scale on which extremes weigh less."""

from __future__ import annotations

from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.errors import SettingsError
from facta.measure.scale import columns, scale_of, squeezed

NUMBERS = st.lists(
    st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda value: round(value, 4)),
    min_size=1,
    max_size=30,
)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], "periods by series, one at least"),
        ([[[1.0]]], "of shape (1, 1, 1)"),
        ([1.0, float("inf")], "infinite in period 1, column 0; leave it out"),
        ([[1.0, 2.0], [3.0, float("-inf")]], "infinite in period 1, column 1"),
        (["many"], "not numbers"),
        ([[1.0], [1.0, 2.0]], "not numbers"),
    ],
    ids=["nothing", "a cube", "infinite", "where", "words", "ragged"],
)
def test_what_is_no_series_is_refused(values: Any, said: str) -> None:
    """In one line that says where and what to do."""
    with pytest.raises(SettingsError) as error:
        columns(values)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_given_is_not_changed() -> None:
    """A series is a copy of its own."""
    given_first = numpy.array([1.0, 2.0])
    columns(given_first)[0] = 9.0
    assert given_first[0] == 1.0


def test_the_scale_is_the_median_of_what_is_not_zero() -> None:
    """Quiet periods and holes do not make it small; all zeros have none."""
    assert scale_of([0.0] * 90 + [-4.0, 10.0, 300.0, float("nan")]) == 10.0
    assert scale_of([0.0, float("nan")]) is None


@given(NUMBERS)
def test_signs_order_and_zeros_stay(values: list[float]) -> None:
    """Only distances shrink."""
    found = squeezed(values)[:, 0]
    order = numpy.argsort(values, kind="stable")
    assert (numpy.diff(found[order]) >= 0).all()
    assert (found * numpy.sign(values) >= 0).all()
    assert (found[numpy.array(values) == 0] == 0).all()


@given(NUMBERS, st.floats(0.01, 100))
def test_the_unit_does_not_matter(values: list[float], unit: float) -> None:
    """Points or hundreds of points, it is the same series."""
    assert squeezed([value * unit for value in values]) == pytest.approx(
        squeezed(values), abs=1e-9
    )


def test_a_zero_that_was_not_kept_exactly_is_a_zero() -> None:
    """Sums of fractions leave specks, which are no scale."""
    assert scale_of([1e-17, -1e-16, 5.0, 7.0, 1e-300]) == 6.0
    assert numpy.isfinite(squeezed([2.3e-308, 4.0, 2.3e-308])).all()


def test_one_extreme_does_not_move_the_rest() -> None:
    """A bloody week among five leaves the others nearly where they are."""
    calm = squeezed([1.0, -2.0, 3.0, -2.0, 2.0])
    bloody = squeezed([1.0, -2.0, 3.0, -2.0, -500.0])
    assert bloody[:4] == pytest.approx(calm[:4])
    assert -8 < bloody[4, 0] < -6
