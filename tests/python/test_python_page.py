"""docs/python.md shows what its examples give."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from tools.python_page import PAGE, answered

TEXT = PAGE.read_text("utf8")


@pytest.mark.gold
def test_each_example_of_the_page_gives_what_it_shows(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """After a change that is meant: `python -m tools.docs --write`."""
    assert answered(TEXT) == TEXT


def test_every_line_of_code_on_the_page_is_run() -> None:
    """What is indented is an example or its answer."""
    examples = doctest.DocTestParser().get_examples(TEXT)
    run = sum(
        example.source.count("\n") + example.want.count("\n") for example in examples
    )
    assert run == sum(line.startswith("    ") for line in TEXT.splitlines())
    assert len(examples) > 20


def test_the_page_is_in_the_list_of_pages() -> None:
    """A reader of the README finds it."""
    assert "docs/python.md" in (Path(__file__).parents[2] / "README.md").read_text(
        "utf8"
    )
