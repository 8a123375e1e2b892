"""
The examples of docs/python.md, run in a folder with the ledger of `facta demo` and
three articles.

`python -m tools.docs` tells where the page says something else, `--write` writes it anew.
"""

from __future__ import annotations

import contextlib
import doctest
import os
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from facta.cli.main import DONE, run

PAGE = Path(__file__).parents[1] / "docs" / "python.md"
ARTICLES = {
    "1-call.txt": "The presidents of Russia and the United States spoke by phone on Tuesday.",
    "2-aid.txt": "Germany sent ten trucks with medicine to Ukraine on Monday.",
    "3-nothing.txt": "",
}


class Answers(doctest.DocTestRunner):
    """Runs examples and keeps what each gives."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[str] = []

    def report_start(
        self, out: Any, test: doctest.DocTest, example: doctest.Example
    ) -> None:
        """Nothing to say."""

    def report_success(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        """It gives what the page says."""
        self.given.append(example.want)

    def report_failure(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        """It gives something else."""
        self.given.append(got)

    def report_unexpected_exception(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Any
    ) -> None:
        """It raises."""
        told = "".join(traceback.format_exception_only(*exc_info[:2]))
        self.given.append(f"Traceback (most recent call last):\n    ...\n{told}")


@contextlib.contextmanager
def demo() -> Iterator[None]:
    """Work in a folder of one's own with the ledger of the demo and the articles."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            assert run(["demo", "-q", "-o", "facta-demo.html"]) == DONE
            Path("articles").mkdir()
            for name, text in ARTICLES.items():
                Path("articles", name).write_text(text, "utf-8")
            yield
        finally:
            os.chdir(before)


def answered(page: str) -> str:
    """The page with what each of its examples gives."""
    from facta import SkippedWarning

    test = doctest.DocTestParser().get_doctest(page, {}, "docs/python.md", None, 0)
    runner = Answers()
    with demo(), warnings.catch_warnings():
        warnings.simplefilter("ignore", SkippedWarning)
        runner.run(test, out=str)
    lines, at = page.splitlines(keepends=True), 0
    parts: list[str] = []
    for example, given in zip(test.examples, runner.given, strict=True):
        start = example.lineno + example.source.count("\n")
        parts += lines[at:start] + [
            " " * example.indent + line for line in given.splitlines(keepends=True)
        ]
        at = start + example.want.count("\n")
    return "".join(parts + lines[at:])
