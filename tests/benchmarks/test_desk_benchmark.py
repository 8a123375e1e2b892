"""The benchmark of the desk asks for pages that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.desk import main, timed
from tests.web.making import filled


def test_every_page_is_timed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each; exit status 0 where all of them are shown."""
    assert main([str(filled(tmp_path / "facta.db")), "--times", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| page | first, ms | median, ms | KB |"
    assert len(lines) > 25


def test_the_first_answer_is_told_apart() -> None:
    """Asked once more than its median is of."""
    asked: list[int] = []
    timed(lambda: asked.append(1), 4)
    assert len(asked) == 5
