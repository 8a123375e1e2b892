"""Of so many commitments that came due, how many were carried out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.measure.base_rates import LEAST, RATED, Rate, base_rate, base_rates
from facta.measure.trust import believed
from facta.records import CommitmentKind, Pledge, Status
from tests.measure.pledged import TODAY, pledge


def several(
    kept: int,
    broken: int,
    *,
    mark: str = "",
    maker: str = "KEN",
    recipient: str | None = "PER",
    kind: CommitmentKind = "threat",
) -> list[Pledge]:
    """So many that were carried out and so many that were not."""
    done: Status = "kept"
    failed: Status = "broken"
    return [
        pledge(f"{mark}{at}", None, status, kind=kind, maker=maker, recipient=recipient)
        for at, status in enumerate([done] * kept + [failed] * broken)
    ]


def rate(board: Sequence[Pledge], recipient: str | None = "PER") -> Rate:
    """Of Kenya's threats to Peru, or to another."""
    return base_rate(board, "threat", "KEN", recipient, today=TODAY)


def test_the_chance_is_that_of_trust_without_forgetting() -> None:
    """Two of seven, with the interval of a Beta of what was seen."""
    found = rate(several(2, 5))
    assert (found.pool, found.due, len(found.kept)) == ("dyad", 7, 2)
    assert found.chance == believed(2, 5)
    assert found.chance
    assert found.chance.mean == pytest.approx(1 / 3)


def test_what_came_due_and_is_not_told_of_is_counted_apart() -> None:
    """It is due, and no outcome; what is due later or has no day is neither."""
    board = [
        *several(2, 5),
        pledge("past", "2025-05-27"),
        pledge("ahead", "2025-05-29"),
        pledge("undated"),
        pledge("withdrawn", "2025-05-01", "withdrawn"),
    ]
    found = rate(board)
    assert (found.due, found.outcomes, found.untold) == (8, 7, ("past",))
    assert found.chance == believed(2, 5)


def test_too_few_are_pooled_over_recipients_then_over_makers() -> None:
    """The pool is named; where all are too few no chance is told."""
    mine = several(1, 2)
    others = several(1, 1, mark="other", recipient="GHA")
    strangers = several(4, 0, mark="stranger", maker="LAO")
    assert rate([*mine, *others, *strangers]).pool == "maker"
    assert rate([*mine, *strangers]).pool == "everybody"
    assert rate([*several(3, 2), *strangers]).pool == "dyad"
    few = rate(mine)
    assert (few.pool, few.outcomes, few.chance) == ("dyad", 3, None)


def test_without_any_outcome_the_narrowest_that_came_due_is_told() -> None:
    """Nobody else's are, where there are none."""
    mine = pledge("past", "2025-05-27")
    found = rate([mine, pledge("ahead", "2025-05-29", maker="LAO")])
    assert (found.pool, found.due, found.outcomes) == ("dyad", 1, 0)
    assert rate([mine, pledge("theirs", "2025-05-27", maker="LAO")]).pool == "everybody"
    assert rate([pledge("ahead", "2025-05-29")]).pool == "everybody"


def test_kinds_and_directions_are_apart() -> None:
    """A promise says nothing of threats, nor does the other's threat of mine alone."""
    board = several(3, 3, kind="promise")
    assert rate(board).due == 0
    assert base_rate(board, "promise", "KEN", "PER", today=TODAY).due == 6


def test_what_names_no_recipient_is_to_whomever() -> None:
    """All of its maker's bear on it."""
    board = [*several(5, 0), *several(0, 5, mark="any", recipient=None)]
    found = rate(board, None)
    assert (found.pool, found.chance) == ("maker", believed(5, 5))
    assert rate(board).chance == believed(5, 0)


def test_each_rate_is_told_once_and_ultimatums_have_none() -> None:
    """Whatever many commitments ask for it; what holds the same is told as the narrowest."""
    board = several(1, 1)
    asked = [
        *board,
        pledge("a", recipient="GHA"),
        pledge("b", maker="LAO"),
        pledge("c", kind="ultimatum"),
    ]
    (found,) = base_rates(asked, board, TODAY)
    assert (found.pool, found.maker, found.recipient) == ("dyad", "KEN", "PER")
    assert "ultimatum" not in RATED


@given(
    st.lists(
        st.builds(
            pledge,
            st.sampled_from("abcdefgh"),
            st.sampled_from([None, "2025-05-01", "2025-07-01"]),
            st.sampled_from(["open", "kept", "broken", "stalled", "withdrawn"]),
            kind=st.sampled_from(["threat", "promise"]),
            maker=st.sampled_from(["KEN", "LAO"]),
            recipient=st.sampled_from([None, "PER"]),
        ),
        unique_by=lambda item: item.id,
        max_size=8,
    ),
)
def test_each_pledge_counts_once_whatever_the_order(board: list[Pledge]) -> None:
    """Given twice or backwards, the rates are the same, and no pledge is in two outcomes."""
    rates = base_rates(board, board, TODAY)
    assert rates == base_rates(board[::-1], [*board[::-1], *board], TODAY)
    by_id = {item.id: item for item in board}
    for found in rates:
        counted = [*found.kept, *found.broken, *found.untold]
        assert len(counted) == len(set(counted)) == found.due
        assert {by_id[name].kind for name in counted} <= {found.kind}
        assert all(by_id[name].status == "kept" for name in found.kept)
        assert (found.chance is not None) == (found.outcomes >= LEAST)


def test_what_only_its_maker_tells_kept_is_not_told_of() -> None:
    """
    A maker's own word is no outcome of it, whether its day has passed or not; that a
    maker owns to have broken it is one.
    """
    board = [
        pledge("claimed", "2025-05-01", "kept", own=True),
        pledge("undated", None, "kept", own=True),
        pledge("told", "2025-05-01", "kept"),
        pledge("owned", "2025-05-01", "broken", own=True),
    ]
    found = rate(board)
    assert (found.kept, found.broken) == (("told",), ("owned",))
    assert found.untold == ("claimed",)
