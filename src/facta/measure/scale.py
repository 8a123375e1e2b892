"""
A scale on which extremes weigh less and signs stay, chosen from the data. Pure.

Takes columns of numbers, NaN where there is none; gives them as asinh(value / scale),
which is nearly the value itself below the scale and its logarithm far above. Sums of
scores are heavy-tailed: on their own scale one bloody week outweighs a year.

Source: Burbidge, Magee and Robb (1988), Alternative Transformations to Handle Extreme
Values of the Dependent Variable, JASA 83(401).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy
from numpy.typing import ArrayLike, NDArray

from facta.errors import SettingsError

Floats = NDArray[numpy.float64]
NOTHING = 1e-12  # of the largest size: what is smaller is a 0 that was not kept exactly


def columns(values: ArrayLike) -> Floats:
    """
    Values as an array of periods by series; a single series is one column.

    NaN is a hole.

    Raises:
        SettingsError: not numbers, of more dimensions, empty, or infinite; names where.

    >>> columns([1.0, 2.0]).shape
    (2, 1)
    """
    try:
        found = numpy.array(values, dtype=numpy.float64)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"series: not numbers ({error}); give numbers") from error
    if found.ndim == 1:
        found = found[:, None]
    if found.ndim != 2 or not found.size:
        raise SettingsError(
            f"series: of shape {found.shape}; give periods by series, one at least"
        )
    if numpy.isinf(found).any():
        row, column = numpy.argwhere(numpy.isinf(found))[0]
        raise SettingsError(
            f"series: infinite in period {row}, column {column}; "
            "leave it out (NaN) or correct it"
        )
    return found


def scale_of(values: Sequence[float] | Floats) -> float | None:
    """
    The median size of what is not zero; None where nothing is.

    Half of what happens lies below it. Zeros are left out, for a quiet dyad has mostly
    these, and a scale of 0 says nothing.

    >>> scale_of([0.0, -10.0, 0.0, 4.0, 90.0])
    10.0
    """
    sizes = numpy.abs(numpy.asarray(values, dtype=numpy.float64))
    sizes = sizes[sizes > 0]  # a hole is not above 0, either
    if not sizes.size:
        return None
    return float(numpy.median(sizes[sizes >= NOTHING * sizes.max()]))


def squeezed(values: ArrayLike) -> Floats:
    """
    Each column as asinh(value / its scale); zeros stay zeros, holes stay holes.

    >>> [round(float(value), 2) for value in squeezed([0.0, -10.0, 10.0, 500.0])[:, 0]]
    [0.0, -0.88, 0.88, 4.61]
    """
    found = columns(values)
    scales = [scale_of(column) or 1.0 for column in found.T]
    return _asinh(found / numpy.array(scales))


def _asinh(values: Any) -> Floats:
    found: Floats = numpy.arcsinh(values)
    return found
