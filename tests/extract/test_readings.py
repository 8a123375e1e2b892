"""
What is read in our own passages stays as it was looked through: times, statements and
events, from kept parses, so that no model and no luck has a part in it.

Where a rule was changed on purpose, `python -m tools.readings --write` keeps what is
read now, and the change shows in `data/readings.txt`.
"""

from __future__ import annotations

import functools

import pytest

from facta.extract.stage import Resources
from tools.readings import READINGS, Parsed, parsed, passages, read

PAIRS = list(parsed())


@functools.cache
def resources() -> Resources:
    return Resources.load()


@functools.cache
def kept() -> dict[str, list[str]]:
    """The lines of each passage, its name first."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in READINGS.read_text("utf8").splitlines():
        name = line[2:] if line.startswith("# ") else name
        found.setdefault(name, []).append(line)
    return found


@pytest.mark.parametrize("pair", PAIRS, ids=[pair[0].source for pair in PAIRS])
def test_a_passage_is_read_as_it_was(pair: Parsed) -> None:
    """Every time, statement and event of it, in full."""
    assert read(pair, resources()) == kept()[pair[0].source]


def test_the_parses_are_those_of_the_passages() -> None:
    """Whoever adds a passage parses it too: `python -m tools.readings --parse`."""
    texts = {document.source: document.text for document, _ in PAIRS}
    assert texts == {name: text for name, _, text in passages()}
