"""Which commitments are open, and what is due next."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.measure.pending import PENDING, known, pending
from facta.records import Date, Pledge
from tests.measure.pledged import TODAY, pledge

PUBLISHED: dict[str, Date | None] = {
    "d0": TODAY,
    "old": datetime.date(2024, 5, 28),
    "before": datetime.date(2025, 5, 1),
    "none": None,
}
BOARD = (
    pledge("later", "2025-07-01"),
    pledge("today", "2025-05-28"),
    pledge("next", "2025-06-01", "in_the_works"),
    pledge("past", "2025-05-27"),
    pledge("further past", "2025-05-01", "stalled"),
    pledge("long past", "2024-05-01"),
    pledge("told twice", documents=("d0", "before")),
    pledge("undated"),
    pledge("told long ago", documents=("old",)),
    pledge("of no known day", documents=("none",)),
    pledge("kept", "2025-06-01", "kept"),
    pledge("withdrawn", None, "withdrawn"),
    pledge("refused", "2025-06-01", kind="refusal"),
    pledge("denied", kind="denial"),
)
EXPECTED = [
    ("today", "due", 0),
    ("next", "due", 4),
    ("later", "due", 34),
    ("past", "overdue", -1),
    ("further past", "overdue", -27),
    ("told twice", "undated", None),
    ("of no known day", "undated", None),
    ("undated", "undated", None),
    ("long past", "faded", -392),
    ("told long ago", "faded", None),
]


@given(st.permutations(BOARD))
def test_what_is_due_next_comes_first(board: list[Pledge]) -> None:
    """
    Then what is past its day, the latest first, what has no day, and what is no longer
    looked for; whatever the order of what is given.
    """
    found = pending(board, PUBLISHED, TODAY)
    assert [(item.pledge.id, item.standing, item.days) for item in found] == EXPECTED


def test_what_is_settled_refused_or_denied_is_not_open() -> None:
    """Nothing more is to come of it."""
    found = pending(BOARD, PUBLISHED, TODAY)
    assert {item.pledge.status for item in found} <= PENDING
    assert not {"refused", "denied"} & {item.pledge.id for item in found}


def test_without_a_day_to_look_from_nothing_is_overdue() -> None:
    """What has a day is due then."""
    found = pending(BOARD, {}, None)
    assert {item.standing for item in found} == {"due", "undated"}
    assert [item.pledge.id for item in found][:2] == ["long past", "further past"]
    assert all(item.days is None for item in found)


@pytest.mark.parametrize(
    ("today", "status"), [("2025-05-01", "open"), ("2025-05-28", "broken")]
)
def test_what_accounts_told_later_is_taken_back(today: str, status: str) -> None:
    """The status is that of the last account by then, the reports those of then."""
    broken = pledge("one", "2025-05-10", "broken", documents=("before", "d0"))
    (found,) = known([broken], PUBLISHED, datetime.date.fromisoformat(today))
    assert found.status == status
    assert len(found.reports) == (1 if status == "open" else 2)


def test_what_nobody_had_told_yet_is_not_there() -> None:
    """What has no day of publication was always told."""
    board = [pledge("new"), pledge("always", documents=("none",))]
    found = known(board, PUBLISHED, datetime.date(2025, 1, 1))
    assert [item.id for item in found] == ["always"]


def test_as_of_the_last_day_nothing_changes() -> None:
    """Nor where there is no day."""
    assert list(known(BOARD, PUBLISHED, TODAY)) == list(BOARD)
    assert list(known(BOARD, PUBLISHED, None)) == list(BOARD)
