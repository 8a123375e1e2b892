"""One act told again: by one word, by one publisher, in a long account."""

from __future__ import annotations

import msgspec
import pytest

from facta.link.likeness import evidence
from facta.link.matter import Matter
from facta.link.tellings import Telling, tellings
from facta.testing import annotation, doc, telling
from tests.link.making import OTHER_WORDS, same, told


def test_other_words_part_tellings_of_long_accounts_the_more() -> None:
    """An account that tells much has of each act little to say; alike words stay."""
    one, other = told(), told(passage=OTHER_WORDS, source="b")
    longer = msgspec.structs.replace(other, length=200)
    assert evidence(one, other)["actor same"] == evidence(one, longer)["actor same"]
    assert "accounts long, other words" not in evidence(one, other)
    assert evidence(one, longer)["accounts long, other words"] > 1
    copy = msgspec.structs.replace(told(source="b"), length=200)
    assert "accounts long, other words" not in evidence(one, copy)


def of_one_word(recipient: str) -> list[Telling]:
    """The tellings of a passage whose one word hits a country and somebody else."""
    document = doc("Shells hit the market of Reni, killing two men.")
    found = annotation(
        document,
        events=tuple(
            telling(
                document,
                "ASSAULT",
                "RUS",
                one,
                "Shells hit the market of Reni, killing two men",
                date="2025-05-25",
            )
            for one in ("UKR", recipient)
        ),
    )
    return list(tellings(found, Matter.of(found)))


@pytest.mark.parametrize(
    ("recipient", "one"),
    [("men", True), ("ROU", False)],
    ids=["upon-people-there", "upon-another-country"],
)
def test_one_word_tells_one_act(recipient: str, *, one: bool) -> None:
    """Who hit a market and killed two men there did it once."""
    first, second = of_one_word(recipient)
    assert ("account same, one word" in evidence(first, second)) is one
    assert same(first, second) is one


def test_a_publisher_seldom_tells_an_act_twice() -> None:
    """In other words and without its day, that is; other publishers do."""
    one = msgspec.structs.replace(told(), publisher="Herald")
    later = told(passage=OTHER_WORDS, source="b", basis="published")
    same = msgspec.structs.replace(later, publisher="Herald")
    other = msgspec.structs.replace(later, publisher="Courier")
    assert "publisher same, other words" in evidence(one, same)
    assert "publisher same, other words" not in evidence(one, other)
