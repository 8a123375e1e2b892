"""The benchmark of forecasts: which weeks it looks at, and what its cells are."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from benchmarks.forecasts import (
    LAST,
    STEPS,
    differences,
    markdown,
    measured,
    overall,
    part,
    read_all,
    rows,
)
from facta.model import BASELINES, named
from tests.model.making import autoregressive, table


def test_the_part_before_ends_where_the_last_begins() -> None:
    """So nothing that is chosen there has seen what comes last."""
    whole = table(autoregressive(500))
    assert part(whole, "last") is whole
    assert part(whole, "before").dates == whole.dates[:-LAST]


def test_a_ratio_is_to_the_best_baseline_of_its_cell() -> None:
    """One of them has exactly 1, and none less."""
    given = table(autoregressive(320))
    scored = measured(given, named([*BASELINES, "weighted"]), every=40)
    cells = list(rows("own", scored))
    assert [cell.step for cell in cells[:: len(scored)]] == list(STEPS)
    for step in STEPS:
        ratios = [
            c.ratio for c in cells if c.step == step and c.forecaster in BASELINES
        ]
        assert min(ratios) == 1
    assert overall(cells, "weighted") == pytest.approx(
        math.prod(c.ratio for c in cells if c.forecaster == "weighted") ** (1 / 3)
    )
    assert math.isnan(overall(cells, "mixture"))
    assert list(differences("own", scored)) == []
    lines = markdown(cells).split("\n")
    assert len(lines) == 2 + len(scored)
    assert len({line.count("|") for line in lines}) == 1


def test_tables_are_found_by_their_ending(tmp_path: Path) -> None:
    """By name, in order."""
    for name in ("b_weekly.csv", "a_weekly.csv", "c_yearly.csv"):
        (tmp_path / name).write_text("date,A>B\n2025-05-19,1\n2025-05-26,2\n")
    assert [name for name, _ in read_all(tmp_path)] == ["a", "b"]
