"""Judgements of deeds, read with the package's own model: whom they are of."""

from __future__ import annotations

import functools

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.records import LEAST_KEPT, Actor
from facta.testing import doc

pytestmark = pytest.mark.gold
JUDGED = {
    "nobody known did it": ("Pakistan condemned the attack on Tehran.", "PAK ACCUSE -"),
    "an invasion": ("Spain deplored the invasion of Ukraine.", "ESP ACCUSE -"),
    "imposed by another": (
        "Brazil criticised the embargo on Cuba imposed by the United States.",
        "BRA ACCUSE USA",
    ),
    "a release by another": (
        "Jordan welcomed the release of two Turkish pilots by Syria.",
        "JOR SUPPORT SYR",
    ),
    "victims of a people": (
        "Chile condemned the detention of three Norwegians in Belarus.",
        "CHL ACCUSE -",
    ),
    "the doer's own deed": (
        "France condemned Russia's attack on Odesa.",
        "FRA ACCUSE RUS",
    ),
    "an adjective's deed": (
        "Peru denounced the Iranian raid on Kuwait.",
        "PER ACCUSE IRN",
    ),
    "no deed": ("Norway criticised Turkey over the delay.", "NOR ACCUSE TUR"),
}


@functools.cache
def tools() -> tuple[Language, Resources]:
    """The model and the tables, loaded once."""
    # lone sentences may be too unsure to count
    resources = Resources.load(least=0.5)
    return Language.load(words=resources.lexicon), resources


@pytest.mark.parametrize(("text", "expected"), JUDGED.values(), ids=JUDGED)
def test_whoever_suffers_a_deed_is_not_judged(text: str, expected: str) -> None:
    """Its doer is, where the account tells who that is."""
    language, resources = tools()
    (sentences,) = language.many([text])
    found = annotate(doc(text, published="2025-05-28"), sentences, resources).events
    words = [event for event in found if event.event_type in ("ACCUSE", "SUPPORT")]
    assert [
        f"{_side(event.actor)} {event.event_type} {_side(event.recipient)}"
        for event in words
    ] == [expected]


def _side(parties: tuple[Actor, ...]) -> str:
    return "+".join(one.country or "?" for one in parties) or "-"


STRANGERS = {
    "killed by": ("Ten soldiers were killed by Azerbaijan on Monday.", "AZE ASSAULT ?"),
    "of a people": (
        "Ten Armenian soldiers were killed by Azerbaijan on Monday.",
        "AZE ASSAULT ARM",
    ),
}


@pytest.mark.parametrize(("text", "expected"), STRANGERS.values(), ids=STRANGERS)
def test_victims_are_no_countrymen_of_the_killer(text: str, expected: str) -> None:
    """A bare noun is of no country where the only one named did the harm."""
    language, resources = tools()
    (sentences,) = language.many([text])
    (event,) = annotate(doc(text, published="2025-05-28"), sentences, resources).events
    found = _side(event.actor), event.event_type, _side(event.recipient)
    assert " ".join(found) == expected


def test_a_threat_is_for_whoever_its_condition_is_about() -> None:
    """Where it names nobody else, however sure it is."""
    (language, _), resources = tools(), Resources.load(least=LEAST_KEPT)
    text = "Turkey threatened to bomb the straits if Greece sent ships."
    (sentences,) = language.many([text])
    found = annotate(doc(text, published="2025-05-28"), sentences, resources).events
    threats = [event for event in found if event.event_type == "THREATEN"]
    assert {_side(event.recipient) for event in threats} == {"GRC"}
