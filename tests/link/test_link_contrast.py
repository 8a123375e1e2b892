"""What is said by accounts of one matter, brought together where it is at odds."""

from __future__ import annotations

import datetime
import itertools

from facta.link.contrast import Said, joined
from facta.link.matter import Matter
from facta.records import Span

MATTER = Matter({"flood": 1.0}, ("flood",))


def said(day: int, value: str) -> Said:
    """What an account of a day says."""
    return Said(
        key=("number",),
        value=value,
        document=f"account-{day:03}-{value}",
        span=Span(0, len(value), value),
        matter=MATTER,
        published=datetime.date(2025, 1, 1) + datetime.timedelta(days=day),
    )


def groups(*pairs: tuple[Said, Said]) -> list[list[str]]:
    """The values of each group."""
    return [[one.value for one in group] for group in joined(pairs)]


def test_all_who_are_against_one_another_are_one_dispute() -> None:
    """A toll that grows from account to account, each against each."""
    tolls = [said(day, str(13 + day)) for day in range(12)]
    assert groups(*itertools.combinations(tolls, 2)) == [[one.value for one in tolls]]


def test_many_who_say_the_same_stand_against_one() -> None:
    """However many they are: that they agree holds them together."""
    many = [said(day, "13") for day in range(10)]
    alone = said(20, "14")
    (found,) = groups(*((one, alone) for one in many))
    assert found == ["13"] * 10 + ["14"]


def test_a_chain_is_no_dispute_of_all() -> None:
    """Each against the last alone: a row of grants, of which none denies another."""
    grants = [said(day, str(100 + day)) for day in range(40)]
    found = groups(*itertools.pairwise(grants))
    assert max(map(len, found)) <= 4
    assert sorted(itertools.chain.from_iterable(found)) == [one.value for one in grants]


def test_those_who_agree_are_no_dispute_without_the_other_side() -> None:
    """What a cut leaves is told only where it is at odds with itself."""
    for found in groups(
        *itertools.pairwise(said(day, str(day % 3)) for day in range(30))
    ):
        assert len(set(found)) > 1
