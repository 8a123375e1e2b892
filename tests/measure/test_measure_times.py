"""What accounts tell is measured as done, and at the day it was done: linked and all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from facta.link import link
from facta.measure import named
from facta.records import Annotation, Auxiliary
from facta.testing import annotation, doc, telling

STRIKE = "Kenya shelled Peru at dawn near the harbour."


def account(
    published: str,
    date: str | None,
    *,
    text: str = STRIKE,
    auxiliary: tuple[Auxiliary, ...] = (),
    **options: Any,
) -> Annotation:
    """An account of one publication day that tells of one act on another day."""
    note = doc(text, published=published, source=f"{published}.txt")
    told = telling(
        note, "ASSAULT", "KEN", "PER", text, date=date, auxiliary=auxiliary, **options
    )
    return annotation(note, events=(told,))


def volumes(accounts: Sequence[Annotation]) -> dict[str, float]:
    """How much Kenya did to Peru, by month."""
    (volume,) = named(["volume"])
    found = volume.series(link(accounts).happenings, (), period="month")
    return {
        str(point.begin)[:7]: point.value.mean
        for item in found
        for point in item.points
        if point.value and point.value.mean
    }


def test_an_act_is_at_its_day_whenever_it_is_told() -> None:
    """A month late is not another month."""
    assert volumes([account("2025-06-25", "2025-05-20")]) == {"2025-05": 1}


def test_accounts_of_another_year_move_no_act_to_theirs() -> None:
    """
    Told at the time and twice as background a year and more later, it is one act of its
    own time; what is told by late accounts alone belongs there, too.
    """
    told = [
        account("2025-05-21", "2025-05-20"),
        account("2026-08-01", "2025-05-20", auxiliary=("historical",)),
        account("2026-09-01", "2025-05-20", auxiliary=("historical",)),
        account("2026-09-02", "2026-09-01", text="Kenya shelled Peru again on Monday."),
        account(
            "2026-10-02",
            "2025-07-14",
            text="Kenya had bombed the port of Peru.",
            auxiliary=("historical",),
        ),
    ]
    found = volumes(told)
    assert set(found) == {"2025-05", "2025-07", "2026-09"}
    assert found["2026-09"] == 1


@pytest.mark.parametrize(
    ("date", "options"),
    [
        (None, {}),
        ("2025-01-01", {"precision": "year"}),
        ("2025-06-01", {"precision": "season"}),
        ("2025-05-21", {"basis": "published"}),
        ("2025-05-20", {"auxiliary": ("future",)}),
        ("2025-05-20", {"auxiliary": ("hypothetical",)}),
        ("2025-05-20", {"auxiliary": ("negation",)}),
        ("2025-05-20", {"auxiliary": ("historical",)}),
    ],
    ids=[
        "no date",
        "a year",
        "a summer",
        "a bound",
        "a plan",
        "a possibility",
        "a denial",
        "only remembered",
    ],
)
def test_what_has_no_day_or_was_not_done_is_no_point_of_a_chart(
    date: str | None, options: dict[str, Any]
) -> None:
    """Neither on the day of publication nor anywhere else."""
    assert volumes([account("2025-05-21", date, **options)]) == {}


def test_a_day_from_the_context_is_a_day() -> None:
    """It has a reason that can be looked up, and is marked wherever it is shown."""
    told = account("2025-06-25", "2025-05-20", basis="narrative")
    assert volumes([told]) == {"2025-05": 1}
