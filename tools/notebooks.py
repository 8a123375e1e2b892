"""
Worked notebooks: Python files whose cells open with `# %%` (text with `# %% [markdown]`),
as Jupyter with jupytext, VS Code and PyCharm open them.

They are run here as plain Python, each cell as a notebook runs it: what it prints, then
the value of its last expression. A kernel would bring some thirty packages and two
seconds a notebook, and shows nothing more of cells that draw no pictures.

    python -m tools.notebooks                 runs all and prints what each gives
"""

from __future__ import annotations

import ast
import contextlib
import html
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "notebooks"
MARK, TEXT = "# %%", "# %% [markdown]"


class Cell(Struct, frozen=True):
    """One cell: text in Markdown, or code with what it gave."""

    source: str
    is_text: bool
    output: str = ""


def notebooks() -> list[Path]:
    """The notebooks of the documentation, by name."""
    return sorted(FOLDER.glob("*.py"))


def cells(text: str) -> Iterator[Cell]:
    r"""
    The cells of a notebook.

    >>> [cell.source for cell in cells("# %% [markdown]\n# # Title\n# %%\n1 + 1\n")]
    ['# Title', '1 + 1']
    """
    for part in text.split(f"\n{MARK}"):
        head, _, body = part.removeprefix(MARK).partition("\n")
        is_text = f"{MARK}{head}" == TEXT
        lines = body.strip("\n").split("\n")
        if is_text:
            lines = [line.removeprefix("#").removeprefix(" ") for line in lines]
        yield Cell("\n".join(lines), is_text)


def executed(path: Path) -> tuple[Cell, ...]:
    """
    The cells of a notebook with what each gives, run in order in a folder of their own,
    in which the tables beside the notebook lie.

    Raises:
        Exception: whatever a cell raises.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    with tempfile.TemporaryDirectory() as folder, _inside(folder):
        for table in path.parent.glob("*.csv"):
            shutil.copy(table, folder)
        return tuple(_given(cell, names) for cell in cells(path.read_text("utf8")))


def _given(cell: Cell, names: dict[str, Any]) -> Cell:
    if cell.is_text:
        return cell
    tree = ast.parse(cell.source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
            if value is not None:
                print(repr(value))
    return Cell(cell.source, is_text=False, output=printed.getvalue().rstrip("\n"))


@contextlib.contextmanager
def _inside(folder: str) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def page(found: Sequence[Cell]) -> str:
    """A notebook as a page in Markdown."""
    return "\n\n".join(_shown(cell) for cell in found) + "\n"


def _shown(cell: Cell) -> str:
    if cell.is_text:
        return cell.source
    code = f"```python\n{cell.source}\n```"
    if not cell.output:
        return code
    return f"{code}\n\n<pre><code>{html.escape(cell.output)}</code></pre>"


def ipynb(found: Sequence[Cell]) -> str:
    """
    A notebook in Jupyter's own form, outputs included.

    Source: nbformat 4.5, https://nbformat.readthedocs.io/en/latest/format_description.html
    """
    made = [_jupyter(f"cell-{number}", cell) for number, cell in enumerate(found)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {
        "cells": made,
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _jupyter(name: str, cell: Cell) -> dict[str, Any]:
    lines = cell.source.splitlines(keepends=True)
    if cell.is_text:
        return {
            "cell_type": "markdown",
            "id": name,
            "metadata": {},
            "source": lines,
        }
    given = cell.output.splitlines(keepends=True)
    stream = {"name": "stdout", "output_type": "stream", "text": given}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {},
        "outputs": [stream] if given else [],
        "source": lines,
    }


def main() -> int:
    """Runs all and prints each as a page."""
    for path in notebooks():
        print(page(executed(path)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
