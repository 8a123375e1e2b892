"""
What words about acts make of them ("refuse", "end", "threaten"), for every type of act,
and what an act counts as that is still to come.

Each line of `data/operators.txt` is an operator with an act, and what comes of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from facta.extract.events.algebra import Act, as_future, compose
from facta.records import Auxiliary

LINES = [
    line
    for line in (Path(__file__).parent / "data" / "operators.txt")
    .read_text("utf8")
    .splitlines()[1:]
    if line
]
AHEAD = {"ahead": False, "announced": True}


def act(words: list[str]) -> Act:
    """An act by its type, with its mode behind a stroke, and its auxiliary modes."""
    (kind, _, mode), auxiliary = words[0].partition("/"), words[1:]
    return Act(kind, mode or None, frozenset(cast("list[Auxiliary]", auxiliary)))


@pytest.mark.parametrize("line", LINES)
def test_a_word_about_an_act_makes_this_of_it(line: str) -> None:
    """No more and no less."""
    given, expected = (part.split() for part in line.split(" = "))
    operator, governed = given[0], act(given[1:])
    if operator in AHEAD:
        made: Act | None = as_future(governed, announced=AHEAD[operator])
    else:
        made = compose(operator, governed)
    assert made == (None if expected == ["nothing"] else act(expected))
