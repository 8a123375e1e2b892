"""The benchmark of what-ifs: the exact conditional, and what stands beside it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.what_if import HELD, SHOWN, VALUES, WEEKS, cells, exact, markdown
from tests.model.making import autoregressive, table


def test_each_value_and_week_has_the_exact_median_beside_each_forecaster() -> None:
    """A row for each, of the series that is shown."""
    given = table(autoregressive(200), [SHOWN, HELD])
    found = list(cells(given, ["var", "bvar"]))
    assert len(found) == len(VALUES) * len(WEEKS) * 2
    assert {cell.held for cell in found} == set(VALUES)
    free = np.full((12, 2), np.nan)
    means, squared = exact(given.values, 6, free)
    assert squared == 0
    assert [cell.exact for cell in found[:2]] == pytest.approx(list(means[[0, 11], 0]))
    assert found[0].apart == pytest.approx(abs(found[0].median / found[0].exact - 1))
    lines = markdown(found).split("\n")
    assert len(lines) == 2 + len(found)
    assert len({line.count("|") for line in lines}) == 1


def test_the_exact_conditional_of_one_step_is_a_regression_of_errors() -> None:
    """Held one above its mean, the other moves by covariance over variance."""
    values = autoregressive(400) @ np.array([[1.0, 0.7], [0.0, 1.0]])
    causes = np.hstack([np.ones((399, 1)), values[:-1]])
    solved = np.linalg.lstsq(causes, values[1:], rcond=None)[0]
    errors = values[1:] - causes @ solved
    slope = errors[:, 0] @ errors[:, 1] / (errors[:, 1] @ errors[:, 1])
    next_means = np.concatenate([[1.0], values[-1]]) @ solved
    means, squared = exact(values, 1, np.array([[np.nan, next_means[1] + 1]]))
    assert means[0, 0] == pytest.approx(next_means[0] + slope)
    assert squared == pytest.approx(396 / (errors[:, 1] @ errors[:, 1]))
