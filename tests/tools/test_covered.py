"""The floors of what the tests run over."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tools.covered import File, Report, Summary, holds, main, told


def summary(lines: int, branches: int) -> Summary:
    """So many of a hundred of each."""
    return Summary(
        covered_lines=lines,
        num_statements=100,
        covered_branches=branches,
        num_branches=100,
    )


def report(lines: int, branches: int) -> Report:
    one = File(summary=summary(lines, branches), missing_lines=[3, 4, 9])
    whole = File(summary=summary(100, 100), missing_lines=[])
    return Report(
        totals=summary(lines, branches), files={"whole.py": whole, "one.py": one}
    )


@pytest.mark.parametrize(
    ("lines", "branches", "expected"),
    [(95, 90, True), (94, 100, False), (100, 89, False)],
    ids=["at both", "lines below", "branches below"],
)
def test_each_figure_has_its_floor(lines: int, branches: int, expected: bool) -> None:
    """Many lines do not make up for few branches."""
    assert holds(report(lines, branches)) is expected


def test_files_with_something_missed_are_named() -> None:
    """With the lines to look at; one that has all is not."""
    assert told(report(97, 90)) == [
        "lines     97.0 %, floor 95 %",
        "branches  90.0 %, floor 90 %",
        "   13 missed: one.py, lines 3-4, 9",
    ]


def test_it_fails_below_a_floor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that `make coverage` does."""
    path = tmp_path / "coverage.json"
    path.write_bytes(msgspec.json.encode(report(94, 90)))
    assert main([str(path)]) == 1
    path.write_bytes(msgspec.json.encode(report(95, 90)))
    assert main([str(path)]) == 0
    assert "one.py" in capsys.readouterr().out
