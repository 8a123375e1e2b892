"""What a reader must know of a table before a forecast from it: sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from facta.model.arrays import Array
from facta.model.forecaster import Note
from facta.model.table import Table


def told(table: Table, *, short: int, instead: str) -> tuple[Note, ...]:
    """
    Notes on holes, on series that never moved, and on those of fewer periods with a
    value than `short`, for which `instead` says what is done.
    """
    return tuple(
        Note(name, reason)
        for name, column in zip(table.names, table.values.T, strict=True)
        for reason in _reasons(column, short, instead)
    )


def _reasons(column: Array, short: int, instead: str) -> Iterator[str]:
    seen = column[np.isfinite(column)]
    holes = len(column) - len(seen)
    if holes:
        yield (
            f"{holes} of {len(column)} periods have no value: nothing is learned from "
            "them, and the last value stands in for them as a cause"
        )
    if len(seen) == 1:
        yield "one value only: nothing of its own tells how far it may move"
    elif (seen == seen[0]).all():
        yield f"always {seen[0]:g} in {len(seen)} periods: nothing tells how it may move"
    if len(seen) < short:
        yield f"{len(seen)} periods with a value, fewer than {short}: {instead}"
