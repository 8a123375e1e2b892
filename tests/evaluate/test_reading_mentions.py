"""Countries of mentions: which mentions are the same, and what counts."""

from __future__ import annotations

import pytest

from facta.evaluate.reading.matching import alike
from facta.evaluate.reading.mentions import findings, sort
from facta.records import Span
from tests.evaluate.making import entity, mark, mention, passage, scores, span

TEXT = "The Kenyan president met Somalia's envoy. He praised the crowd in Nairobi."
KENYAN = entity("E1", "KEN", mark(TEXT, "The Kenyan president"), mark(TEXT, "He"))
SOMALIA = entity("E2", "SOM", mark(TEXT, "Somalia"))
CROWD = entity("E3", "", mark(TEXT, "the crowd"))
CODED = passage(TEXT, entities=[KENYAN, SOMALIA, CROWD])


def test_a_mention_is_right_where_its_country_is() -> None:
    """A description, a name and a pronoun, each counted in its own line and in all."""
    found = [
        mention(span(TEXT, "Kenyan president"), "KEN"),
        mention(span(TEXT, "Somalia"), "SOM"),
        mention(span(TEXT, "He"), "KEN"),
    ]
    assert scores(findings(CODED, found)) == {
        "mentions.descriptions": (1, 1, 1),
        "mentions.names": (1, 1, 1),
        "mentions.pronouns": (1, 1, 1),
        "mentions.all": (3, 3, 3),
    }


def test_another_country_is_missed_and_false() -> None:
    """It counts in the gold and in the found; so does a mention nobody found."""
    found = [mention(span(TEXT, "Kenyan president"), "UGA")]
    assert scores(findings(CODED, found))["mentions.all"] == (0, 3, 1)


def test_a_country_where_the_gold_has_none_is_false() -> None:
    """None found there counts as nothing."""
    crowd = passage(TEXT, entities=[CROWD])
    place = span(TEXT, "the crowd")
    assert scores(findings(crowd, [mention(place, "KEN")]))["mentions.all"] == (0, 0, 1)
    assert scores(findings(crowd, [mention(place, None)])) == {}


def test_a_country_where_the_gold_has_no_mention_is_false() -> None:
    """A mention without a country, there, counts as nothing."""
    place = span(TEXT, "Nairobi")
    nobody = passage(TEXT)
    assert scores(findings(nobody, [mention(place, "KEN")]))["mentions.names"] == (
        0,
        0,
        1,
    )
    assert scores(findings(nobody, [mention(place, None)])) == {}


@pytest.mark.parametrize(
    ("countries", "hits"),
    [
        pytest.param(("KEN",), 1, id="one of them"),
        pytest.param(("KEN", "SOM"), 1, id="both"),
        pytest.param(("KEN", "UGA"), 0, id="one of them and another"),
    ],
)
def test_a_group_is_of_the_countries_of_its_members(
    countries: tuple[str, ...], hits: int
) -> None:
    """What was found must be among them."""
    text = "Both agreed."
    pair = entity("E9", "", mark(text, "Both"), members=("E1", "E2"))
    coded = passage(text, entities=[entity("E1", "KEN"), entity("E2", "SOM"), pair])
    found = [mention(span(text, "Both"), code) for code in countries]
    assert scores(findings(coded, found))["mentions.pronouns"] == (hits, 1, 1)


def test_of_two_mentions_the_nearer_one_is_meant() -> None:
    """A country within a longer mention does not take the place of the whole."""
    text = "Ghana's minister spoke."
    whole = entity("E1", "GHA", mark(text, "Ghana's minister"))
    inner = entity("E2", "TGO", mark(text, "Ghana"))
    found = [
        mention(span(text, "minister"), "GHA"),
        mention(span(text, "Ghana"), "TGO"),
    ]
    counts = scores(findings(passage(text, entities=[whole, inner]), found))
    assert counts["mentions.all"] == (2, 2, 2)


@pytest.mark.parametrize(("country", "found"), [("GHA", 1), ("TGO", 2)])
def test_a_second_piece_of_a_mention_is_false_by_another_country_alone(
    country: str, found: int
) -> None:
    """The gold has one mention for the two that were found."""
    text = "The government of Ghana spoke."
    whole = entity("E1", "GHA", mark(text, "The government of Ghana"))
    pieces = [
        mention(span(text, "government"), country),
        mention(span(text, "Ghana"), "GHA"),
    ]
    made = scores(findings(passage(text, entities=[whole]), pieces))
    assert made["mentions.all"] == (1, 1, found)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param((0, 16), (10, 16), True, id="the same last word"),
        pytest.param((0, 5), (0, 16), True, id="the shorter lies within"),
        pytest.param((0, 7), (4, 16), False, id="less than half of the shorter"),
        pytest.param((0, 3), (4, 16), False, id="apart"),
    ],
)
def test_mentions_are_the_same_by_last_word_or_half(
    first: tuple[int, int], second: tuple[int, int], same: bool
) -> None:
    """Ranges of one text; nothing else of them counts."""
    text = "Old Tommy sailed"
    assert bool(alike(Span.of(text, *first), Span.of(text, *second))) == same


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("it", "pronouns"),
        ("Their", "pronouns"),
        ("the two leaders", "descriptions"),
        ("the Kenyan president", "descriptions"),
        ("the president of Kenya", "descriptions"),
        ("the United Nations", "names"),
        ("Kenya's", "names"),
        ("the Bank of Ghana", "names"),
    ],
)
def test_mentions_are_of_three_sorts(text: str, wanted: str) -> None:
    """By their words, and by the first letter of the word they are about."""
    assert sort(text) == wanted
