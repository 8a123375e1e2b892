"""What is said by accounts of one matter, brought together where it is at odds."""

from __future__ import annotations

import datetime
import itertools
import random
from collections import Counter

import msgspec

from facta.link.contrast import BRIEF, PARTIES, REACH, Said, by_chance, joined, together
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


def told(sentences: int, words: str, *, of: str = "a", day: int = 0) -> Said:
    """A sentence of an account of so many, whose words stand in no other of them."""
    return Said(
        key=("number",),
        value=of,
        document=of,
        span=Span(0, 1, "."),
        matter=Matter({"flood": 1.0}, ("flood",), sentences=sentences),
        published=datetime.date(2025, 1, 1) + datetime.timedelta(days=day),
        words=frozenset(words.split()),
        ends=frozenset({"KEN", "PER"}),
    )


def test_the_longer_two_accounts_the_more_their_sentences_must_share() -> None:
    """One word of two short ones; of two long ones it is what chance finds."""
    short, long = (
        by_chance(told(count, "dam valve"), told(count, "dam bridge", of="b"))
        for count in (6, 300)
    )
    assert (short, long) == (False, True)
    three = "dam valve bridge"
    assert not by_chance(told(300, three), told(300, three, of="b"))


def test_a_word_that_an_account_always_has_says_nothing() -> None:
    """It stands in each of its sentences."""
    often = Matter({"flood": 1.0}, ("flood",), sentences=40, spread={"flood": 40})
    one, other = told(40, "flood"), told(40, "flood", of="b")
    assert not by_chance(one, other)
    assert by_chance(msgspec.structs.replace(one, matter=often), other)


def test_most_sentences_that_chance_puts_together_are_told_from_others() -> None:
    """Of accounts of a hundred sentences, each of words drawn from the same thousand."""
    chance = random.Random(5)
    words = [f"word{at}" for at in range(1000)]

    def drawn(name: str) -> list[Said]:
        account = [frozenset(chance.sample(words, 8)) for _ in range(100)]
        spread = Counter(word for sentence in account for word in sentence)
        matter = Matter({"flood": 1.0}, ("flood",), sentences=100, spread=spread)
        return [
            msgspec.structs.replace(told(100, "", of=name), matter=matter, words=one)
            for one in account
        ]

    pairs = list(itertools.product(drawn("a"), drawn("b")))
    left = [pair for pair in pairs if not by_chance(*pair)]
    assert 0 < len(left) < len(pairs) / 50


def test_accounts_are_held_together_by_time_and_parties() -> None:
    """A month, and two parties that both name; brief ones name few."""
    one = told(10, "dam")
    assert together(one, told(10, "dam", of="b", day=REACH))
    assert not together(one, told(10, "dam", of="b", day=REACH + 1))
    alone = msgspec.structs.replace(
        told(10, "dam", of="b"), ends=frozenset({"KEN", "CHL"})
    )
    assert len(one.ends & alone.ends) < PARTIES
    assert not together(one, alone)
    brief = msgspec.structs.replace(
        alone, matter=Matter({"flood": 1.0}, ("flood",), sentences=BRIEF)
    )
    assert together(one, brief)
