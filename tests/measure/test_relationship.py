"""How two parties stand to each other, from happenings and from counts."""

from __future__ import annotations

import datetime
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.measure.counts import of_counts
from facta.measure.relationship import of_happenings
from facta.measure.scores import mean
from facta.records import (
    CommitmentKind,
    Date,
    DyadCount,
    Happening,
    Pledge,
    Report,
    Status,
)

SCORES = {1: 4.0, 2: 8.0, 3: -3.0, 4: -8.0}


def act(
    number: int,
    day: Date | None,
    score: float,
    *,
    quad_code: int | None = None,
    ends: tuple[str, str] = ("CHL", "PER"),
    basis: Literal["stated", "published"] = "stated",
) -> Happening:
    """What one party did to another."""
    return Happening(
        id=f"{number:04}",
        event_type="SUPPORT",
        mode=None,
        auxiliary=(),
        quad_code=quad_code or (1 if score > 0 else 4),
        score=score,
        date=day,
        date_precision="day" if day else None,
        date_basis=basis if day else "unresolved",
        actor=(ends[0],),
        recipient=(ends[1],),
        reports=(Report(document="d", event=f"e{number}", originator="d"),),
        originators=("d",),
    )


def pledge(status: Status, recipient: str | None, kind: CommitmentKind) -> Pledge:
    """What Chile promised or threatened."""
    return Pledge(
        id=f"{status} {recipient} {kind}",
        kind=kind,
        maker="CHL",
        recipient=recipient,
        content="",
        reports=(("d", "c"),),
        due=Date(2024, 5, 1),
        status=status,
    )


def month(number: int) -> Date:
    """The tenth day of a month, counted from January 2022."""
    return Date(2022 + number // 12, number % 12 + 1, 10)


def test_each_direction_has_its_own_words_and_deeds() -> None:
    """Over the same months, those without anything too."""
    told = [
        act(1, month(0), 5.0),
        act(2, month(2), -9.0),
        act(3, month(1), 3.0, ends=("PER", "CHL")),
    ]
    found = of_happenings(told, [], "CHL", "PER")
    there, back = found.directions
    assert [row.begin for row in there.rows] == [row.begin for row in back.rows]
    assert [row.volume for row in there.rows] == [1, 0, 1]
    assert [row.volume for row in back.rows] == [0, 1, 0]
    assert there.rows[0].words
    assert there.rows[0].words.mean == 5.0
    assert there.rows[2].deeds
    assert there.rows[2].deeds.mean == -9.0
    assert found.told == 3


def test_no_level_turns_where_nobody_told_of_it() -> None:
    """Two months of accounts with years of silence between them are no history."""
    told = [act(at, month(at), -8.0) for at in range(3)]
    told += [act(9 + at, month(60 + at), 8.0) for at in range(3)]
    days = [item.date.replace(day=1) for item in told if item.date]
    seen = of_happenings(told, [], "CHL", "PER", covered=days)
    whole = of_happenings(told, [], "CHL", "PER")
    assert whole.directions[0].turns
    assert seen.directions[0].turns == ()
    assert [row.volume for row in seen.directions[0].rows] == [
        row.volume for row in whole.directions[0].rows
    ]


def test_a_period_leads_to_its_strongest_word_and_deed() -> None:
    """One of each at most, by what its score adds."""
    told = [
        act(1, month(0), 2.0, ends=("CHL", "PER")),
        act(2, month(0), 5.0),
        act(3, month(0), -9.0),
        act(4, month(1), -6.0),
    ]
    there, back = of_happenings(told, [], "CHL", "PER").directions
    first, second = there.rows
    assert [mover.by for mover in first.strongest] == [5.0, -9.0]
    assert [mover.by for mover in second.strongest] == [-6.0]
    assert all(not row.strongest for row in back.rows)


@pytest.mark.parametrize(
    "left_out",
    [act(2, None, -9.0), act(2, month(1), -9.0, basis="published")],
    ids=["undated", "a bound"],
)
def test_what_has_no_day_of_its_own_counts_nowhere(left_out: Happening) -> None:
    """Neither in a month nor over the whole time."""
    there, _ = of_happenings(
        [act(1, month(0), 5.0), left_out], [], "CHL", "PER"
    ).directions
    assert there.told == 1
    assert there.deeds is None


def test_what_is_between_others_is_left_out() -> None:
    """A third party changes nothing."""
    told = [act(1, month(0), 5.0)]
    with_another = [*told, act(2, month(1), -9.0, ends=("CHL", "KEN"))]
    assert of_happenings(told, [], "CHL", "PER") == of_happenings(
        with_another, [], "CHL", "PER"
    )


def test_a_turn_is_told_with_what_moved_it() -> None:
    """Two years of friendly words, then attacks: the turn is there, and the attacks."""
    told = [act(n * 4 + m, month(n), 4.0) for n in range(18) for m in range(3)]
    told += [
        act(100 + n * 4 + m, month(n), -9.0) for n in range(18, 36) for m in range(3)
    ]
    there, _ = of_happenings(told, [], "CHL", "PER").directions
    (turn,) = there.turns
    assert abs(turn.begin - month(18)) <= datetime.timedelta(days=40)
    assert turn.certainty > 0.9
    assert turn.moves["net"].before == pytest.approx(12, abs=2)
    assert turn.moves["net"].after == pytest.approx(-27, abs=4)
    hostile = {each.id for each in told if each.score < 0}
    assert turn.movers
    assert {mover.happening for mover in turn.movers} <= hostile


def test_a_turn_tells_when_one_could_have_known() -> None:
    """A few weeks later, and never before it came; of too few weeks nobody could."""
    first, turned = Date(2022, 1, 3), 80
    days = [first + datetime.timedelta(weeks=week) for week in range(110)]
    told = [
        act(week, day, 3.0 + week % 3 if week < turned else -7.0 - week % 3)
        for week, day in enumerate(days)
    ]
    there, _ = of_happenings(told, [], "CHL", "PER", period="week").directions
    (turn,) = there.turns
    assert turn.known
    assert days[turned] <= turn.known <= days[turned + 8]
    few = [each for each in told if each.date and each.date >= days[65]]
    there, _ = of_happenings(few, [], "CHL", "PER", period="week").directions
    assert [turn.known for turn in there.turns] == [None]


def test_only_what_was_promised_to_the_other_counts_for_trust() -> None:
    """Not what was promised to anybody; threats apart."""
    promised = [
        pledge("kept", "PER", "promise"),
        pledge("broken", None, "promise"),
        pledge("broken", "PER", "threat"),
    ]
    told = [act(1, month(0), 5.0)]
    there, back = of_happenings(told, promised, "CHL", "PER").directions
    assert there.kept
    assert (there.kept.kept, there.kept.broken) == (1, 0)
    assert there.carried
    assert (there.carried.kept, there.carried.broken) == (0, 1)
    assert back.kept is None


def test_nothing_told_is_nothing() -> None:
    """No rows, no value, no turn."""
    found = of_happenings([], [], "CHL", "PER")
    assert found.told == 0
    assert all(not each.rows and each.words is None for each in found.directions)


def year(begin: int, *of: int, ends: tuple[str, str] = ("CHL", "PER")) -> DyadCount:
    """Counts of the four classes."""
    return DyadCount(
        begin=Date(begin, 1, 1),
        actor=ends[0],
        recipient=ends[1],
        of=dict(zip((1, 2, 3, 4), of, strict=True)),
    )


@given(of=st.tuples(*[st.integers(0, 30)] * 4))
def test_counts_are_means_of_as_many_scores(of: tuple[int, int, int, int]) -> None:
    """Words of verbal classes, deeds of material ones, the gap where both are."""
    found = of_counts([year(2002, *of)], "CHL", "PER", scores=SCORES, period="year")
    (row,) = found.directions[0].rows
    assert row.words == mean([4.0] * of[0] + [-3.0] * of[2])
    assert row.deeds == mean([8.0] * of[1] + [-8.0] * of[3])
    assert (row.gap is None) == (row.words is None or row.deeds is None)
    if row.gap and row.words and row.deeds:
        assert row.gap.mean == pytest.approx(row.words.mean - row.deeds.mean)
    assert row.volume == sum(of)


def test_the_widest_gap_is_one_that_is_sure() -> None:
    """A year of a hundred events goes before one of two that lie further apart."""
    counts = [
        year(2002, 1, 0, 0, 1),
        year(2003, 60, 0, 0, 40),
        year(2004, 60, 40, 0, 0),
    ]
    there, _ = of_counts(counts, "CHL", "PER", scores=SCORES, period="year").directions
    assert there.widest
    assert there.widest.begin == Date(2003, 1, 1)
