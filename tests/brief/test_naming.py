"""What a brief calls somebody: as the accounts do, office first."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from facta.brief.naming import Names
from facta.records import Actor, Span, Speaker
from facta.testing import actor, place

NAMES = {"RUS": "Russia", "USA": "United States"}


def called(
    text: str, name: str, *, claim: str | None = None, country: str | None = None
) -> Actor:
    """A mention of somebody in office by some words."""
    found = actor(name, country=country, office="President")
    return replace(found, span=Span(0, len(text), text), claim=claim)


def test_a_person_is_named_with_the_office_that_most_accounts_give() -> None:
    """A former office counts only where no account knows one in force."""
    mentions = [
        called("Tamm", "Mari Tamm"),
        called("Former President Mari Tamm", "Mari Tamm", claim="former"),
        called("President Tamm", "Mari Tamm"),
        called("President Tamm", "Mari Tamm"),
        called("President Mari Tamm", "Mari Tamm"),
    ]
    assert Names(mentions, NAMES).of("Mari Tamm") == "President Tamm"
    assert Names(mentions[:2], NAMES).of("Mari Tamm") == "Former President Mari Tamm"
    assert Names(mentions[:1], NAMES).of("Mari Tamm") == "Tamm"


@pytest.mark.parametrize(
    ("mention", "before", "said"),
    [
        (actor("Pentagon", country="USA"), "when the ", "the Pentagon"),
        (actor("Pentagon", country="USA"), "", "Pentagon"),
        (replace(actor("RUS", country="RUS"), name="RUS"), "", "Russia"),
        (called("Russian", "Russia", country="RUS"), "the ", "Russia"),
        (called("their", "United States", country="USA"), "", "the United States"),
        (called("Russia", "Russia", country="RUS"), "the ", "Russia"),
        (actor("European leaders"), "and ", "European leaders"),
        (actor("agency"), "end.\nThe ", "the agency"),
        (actor("sides"), "Both ", "both sides"),
        (actor("Republicans"), "as some ", "some Republicans"),
        (actor("country", country="USA"), "when the ", "the United States"),
        (actor("government", country="RUS"), "The ", "Russia’s government"),
        (actor("government"), "the ", "the government"),
    ],
    ids=[
        "article",
        "none",
        "a code",
        "an adjective",
        "a pronoun",
        "a country",
        "others",
        "an article at the beginning",
        "both of them",
        "some of them",
        "the country",
        "the government",
        "of nowhere",
    ],
)
def test_a_mention_is_called_as_the_account_calls_it(
    mention: Actor, before: str, said: str
) -> None:
    """What names nobody by itself is put right."""
    assert Names([], NAMES).mention(mention, before) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a senior official who asked not to be named", "a senior official"),
        ("Senator Kask (K-Harju), the chairman", "Senator Kask"),
        (
            "officials from Kenya, Peru, and Chad",
            "officials from Kenya, Peru, and Chad",
        ),
        ("a clerk, aged 40", "a clerk"),
    ],
)
def test_a_description_ends_where_it_is_explained(text: str, said: str) -> None:
    """A list of several is no explanation."""
    who = Speaker(kind="anonymous", span=place(text, text))
    assert Names([], {}).speaker(who) == said


def test_a_year_before_an_office_is_no_part_of_the_name() -> None:
    """In "in 2009 US President ..." the year tells when."""
    told = actor("Donald Trump", country="USA", office="President")
    span = place("2009 US President Donald Trump", "2009 US President Donald Trump")
    assert Names([replace(told, span=span)], {}).of("Donald Trump") == (
        "US President Donald Trump"
    )
