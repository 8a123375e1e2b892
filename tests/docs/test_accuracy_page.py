"""The page of accuracy is what the tool writes, and states every figure that is measured."""

from __future__ import annotations

import re

import pytest

from benchmarks.accuracy import BESIDE, PAGE, figures, filled, page, words
from tools.docs import ROOT

SAID, MEASURED = words(), figures()


def test_the_page_is_what_the_tool_writes() -> None:
    """`make benchmarks`, or `python -m benchmarks.accuracy` after figures were measured."""
    assert PAGE.read_text("utf8") == page(SAID, MEASURED)


@pytest.mark.parametrize("name", MEASURED)
def test_every_figure_is_on_the_page_or_said_to_be_elsewhere(name: str) -> None:
    """By its own name, or told beside the figure whose counts or interval it is."""
    named = SAID.named()
    if any(name.removesuffix(end) in named for end in ("", *BESIDE)):
        return
    other = SAID.page_of(name)
    assert other is not None, f"{name}: put it into benchmarks/accuracy.toml"
    assert f"<!--={name}-->" in (ROOT / other).read_text("utf8")


def test_a_page_that_is_named_has_such_figures() -> None:
    """No pattern stands for nothing."""
    used = {SAID.page_of(name) for name in MEASURED} - {None}
    assert used == set(SAID.elsewhere)


def test_what_was_measured_has_an_interval() -> None:
    """Every figure of a line, but for what the line says of another beside it."""
    bare = {
        place
        for stage in SAID.stages
        for row in stage.rows
        for place in re.findall(r"\{([^{}]+)\}", row.figure)
        if not re.search(r"\[.+, .+\]", filled(f"{{{place}}}", MEASURED))
    }
    beside = re.compile(r"attribution\.\w+\.[PR]|gum\.names [PR]|forecasts\.\w+\.\w+")
    assert [place for place in sorted(bare) if not beside.fullmatch(place)] == []


def test_every_set_of_data_is_used() -> None:
    """And every line names one."""
    used = {row.data for stage in SAID.stages for row in stage.rows}
    assert used == set(SAID.data)
