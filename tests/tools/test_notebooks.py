"""Notebooks are cut into cells, run as a notebook runs them, and shown with what they give."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tools.notebooks import Cell, cells, executed, ipynb, notebooks, page

SECONDS = 10


def written(folder: Path, text: str) -> Path:
    """A notebook in a folder."""
    path = folder / "own.py"
    path.write_text(text, "utf8")
    return path


@pytest.mark.gold
@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_a_notebook_of_the_documentation_runs(path: Path) -> None:
    """From the first cell to the last, within seconds, each page with something to see."""
    started = time.process_time()
    found = executed(path)
    assert time.process_time() - started < SECONDS
    assert found[0].is_text
    assert found[0].source.startswith("# ")
    assert sum(bool(cell.output) for cell in found) > 3


def test_there_are_three() -> None:
    """What the site's navigation names."""
    assert [path.stem for path in notebooks()] == ["forecast", "ledger", "relationship"]


def test_a_cell_gives_what_it_prints_and_its_last_value(tmp_path: Path) -> None:
    """Names of one cell are known in the next; None is not shown."""
    text = (
        "# %% [markdown]\n# Two\n# %%\na = 2\nprint('b')\na\n# %%\na + 1\n# %%\nNone\n"
    )
    given = [cell.output for cell in executed(written(tmp_path, text))]
    assert given == ["", "b\n2", "3", ""]


def test_a_cell_that_raises_is_no_page(tmp_path: Path) -> None:
    """The build stops there."""
    with pytest.raises(ZeroDivisionError):
        executed(written(tmp_path, "# %%\n1 / 0\n"))


def test_tables_beside_a_notebook_are_there_and_nothing_is_left(tmp_path: Path) -> None:
    """It runs in a folder of its own."""
    (tmp_path / "a.csv").write_text("b\n", "utf8")
    text = "# %%\nopen('a.csv').close()\nopen('c.txt', 'w').close()\n"
    executed(written(tmp_path, text))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "own.py"]


def test_markup_in_an_output_is_shown_as_text() -> None:
    """An account may hold anything."""
    shown = page([Cell("a", is_text=False, output="<script>")])
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_notebook_for_jupyter_has_cells_and_outputs() -> None:
    """In nbformat 4.5: every cell with an id of its own."""
    found = json.loads(ipynb([Cell("# A", is_text=True), Cell("1", False, "1")]))
    assert (found["nbformat"], found["nbformat_minor"]) == (4, 5)
    assert [cell["cell_type"] for cell in found["cells"]] == ["markdown", "code"]
    assert found["cells"][1]["outputs"][0]["text"] == ["1"]
    assert len({cell["id"] for cell in found["cells"]}) == 2


def test_cells_come_in_order() -> None:
    """Text without its marks."""
    assert list(cells("# %% [markdown]\n# a\n#\n# b\n\n# %%\nc\n")) == [
        Cell("a\n\nb", is_text=True),
        Cell("c", is_text=False),
    ]
