"""
What was not read is counted by reason; what is an input's own does not tell two reasons
apart.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.read.reasons import MOST, OTHER, by_reason, sampled
from facta.records import Skipped

REASONS = st.sampled_from(
    [
        "a picture; leave it out",
        "empty",
        "same content as a.txt; leave one out",
        "line 3: no",
    ]
)
INPUTS = st.lists(st.builds(Skipped, st.text("abc", min_size=1), REASONS))


@pytest.mark.parametrize(
    ("one", "other", "counted"),
    [
        (
            "same content as a b.txt; leave one out",
            "same content as c.txt; leave one out",
            "same content as …; leave one",
        ),
        (
            "its id 'x' is that of a; give it another",
            "its id 'y' is that of b; give it another",
            "its id … is that of …;",
        ),
        (
            "line 3: no file 'a'; correct it",
            "line 14: no file 'b'; correct it",
            "line …: no file …; correct it",
        ),
        (
            "a fault of facta (KeyError: 1); report it",
            "a fault of facta (KeyError: 2); report it",
            "a fault of facta …;",
        ),
    ],
    ids=["copies", "ids", "lines", "faults"],
)
def test_one_reason_is_one_line_whatever_it_names(
    one: str, other: str, counted: str
) -> None:
    """Names, numbers of lines and words of a parser are left out."""
    ((reason, count),) = by_reason([Skipped("1", one), Skipped("2", other)])
    assert (reason.startswith(counted), count) == (True, 2)


def test_the_most_frequent_reason_comes_first() -> None:
    """With how many inputs it kept out."""
    items = [Skipped("a", "empty"), Skipped("b", "a picture"), Skipped("c", "empty")]
    assert by_reason(items) == [("empty", 2), ("a picture", 1)]


def test_there_are_never_more_lines_than_a_reader_takes_in() -> None:
    """The rarest reasons count together."""
    items = [Skipped(str(number), f"reason {number}") for number in range(3 * MOST)]
    counted = by_reason(items)
    assert len(counted) == MOST + 1
    assert counted[-1] == (OTHER, 2 * MOST)


@given(INPUTS, st.integers(0, 4))
def test_nothing_is_lost_between_what_is_named_and_what_is_counted(
    items: list[Skipped], each: int
) -> None:
    """Every input is one of the two."""
    named, rest = sampled(items, each=each)
    assert len(named) + sum(count for _, count in rest) == len(items)
    assert all(count <= each for _, count in by_reason(named))
