"""Facts about whose somebody is, read with the package's own model."""

from __future__ import annotations

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.records import Annotation, Document

RESOURCES = Resources.load()
LANGUAGE = Language.load(words=RESOURCES.lexicon)


def read(text: str) -> Annotation:
    """A statement of the White House, as it is read."""
    paper = Document(
        id="d",
        source="d",
        text=text,
        title="Statement from President Biden",
        publisher="White House",
    )
    (sentences,) = LANGUAGE.many([text])
    return annotate(paper, sentences, RESOURCES)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        pytest.param(
            "American officials gathered today, as the White House told Americans. It "
            "comes seven months after the militant group Hamas attacked Israel.",
            "militant group",
            "PSE",
            id="put-before-a-name",
        ),
        pytest.param(
            "His Administration said it will act in response to Russia’s repression, and "
            "its brutal war in Ukraine.",
            "its",
            "RUS",
            id="owner-of-the-first-of-two",
        ),
        pytest.param(
            "Norway condemned the raid, and closed its embassy.",
            "its",
            "NOR",
            id="subject-above",
        ),
    ],
)
def test_whose_a_word_is(text: str, words: str, country: str) -> None:
    """A name beside it, or the owner of what is told with it, says so."""
    found = [one for one in read(text).actors if one.span.text == words]
    assert {one.country for one in found} == {country}


def test_those_responsible_are_of_no_country() -> None:
    text = (
        "Russia took children of Ukraine. And today, we are announcing new sanctions to "
        "hold those responsible for these deportations to account."
    )
    assert all(one.span.text != "those" for one in read(text).actors)


@pytest.mark.parametrize("many", ["countries", "the global community"])
def test_what_is_of_many_countries_is_not_of_one(many: str) -> None:
    text = (
        "Russia cut supplies in retaliation for sanctions by the United States. We’re "
        f"working with {many} to mitigate shocks to the economy that Russia caused."
    )
    countries = {actor.country for each in read(text).events for actor in each.actor}
    assert "RUS" not in {
        actor.country for actor in read(text).actors if actor.span.text in many
    }
    assert countries


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param(
            "We thank Israel for Israel’s condolences for the attack that killed U.S. soldiers.",
            "ISR",
            id="mourns",
        ),
        pytest.param(
            "Trump’s continued commentary on the war in Ukraine worried diplomats.",
            "USA",
            id="speaks-of-it",
        ),
    ],
)
def test_who_mourns_an_attack_or_speaks_of_it_did_not_do_it(
    text: str, country: str
) -> None:
    attacks = [one for one in read(text).events if one.event_type == "ASSAULT"]
    assert all(one.country != country for each in attacks for one in each.actor)
