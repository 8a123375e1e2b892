"""What makes two tellings alike, and what keeps them apart."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from facta.extract.chances import weights
from facta.link.days import days
from facta.link.likeness import PACKAGE, evidence, log_odds, parts, score
from facta.link.matter import Matter
from facta.link.parting import apart
from facta.link.tellings import Occasion, Telling, dyad_end, tellings
from facta.records import Actor, Date
from facta.testing import actor, annotation, doc, telling
from tests.link.making import BLAST, OTHER_WORDS, same, told
from training.linking import sign


def named(telling: Telling, *names: str) -> Telling:
    """The telling with office holders of the United States as its actors."""
    people = tuple(
        msgspec.structs.replace(
            actor(name, country="USA"), office="Secretary", sector="GOV"
        )
        for name in names
    )
    return msgspec.structs.replace(
        telling, event=msgspec.structs.replace(telling.event, actor=people)
    )


def scaled(telling: Telling, scale: str) -> Telling:
    """The telling as one of a long act."""
    return msgspec.structs.replace(telling, scale=scale)


THANKS = "The president thanked the generals for freeing hostages."
ALIKE = {
    "a promise in like words": (
        told("AGREE", "USA", "TZA", "Donors will support the harbours of the coast."),
        told("AGREE", "USA", "TZA", "Donors pledge to support the coast's harbours."),
    ),
    "war and aggression": (
        scaled(told(passage="The brutal war."), "war"),
        scaled(told(passage="Its unprovoked aggression."), "war"),
    ),
    "the same words": (told(), told(source="b")),
    "other words on the stated day": (told(), told(passage=OTHER_WORDS)),
    "a mode against none": (told(mode="drone"), told(passage=OTHER_WORDS)),
    "the next day in like words": (
        told(),
        told(passage=BLAST[:-11] + ".", date="2025-05-26"),
    ),
    "a month that holds the day": (
        told(),
        told(passage=BLAST[9:], date="2025-05-01", precision="month"),
    ),
    "sides of a mutual act exchanged": (
        told("CONSULT", "USA", "RUS"),
        told("CONSULT", "RUS", "USA"),
    ),
    "a secretary and the secretaries": (
        named(told("ACCUSE", "USA", "RUS"), "Ann Lee"),
        named(told("ACCUSE", "USA", "RUS", source="b"), "American secretaries"),
    ),
    "a close type": (
        told("CONCEDE", "RUS", "UKR"),
        told("RETREAT", "RUS", "UKR", source="b"),
    ),
}
UNLIKE = {
    "another act": (told(), told("REQUEST", passage=OTHER_WORDS)),
    "other sides": (told(), told(actors="SYR", recipients="POL", passage=OTHER_WORDS)),
    "sides exchanged": (told(), told(actors="UKR", recipients="RUS")),
    "weeks apart": (told(), told(date="2025-06-25")),
    "denied": (told(), told(auxiliary=("negation",))),
    "planned": (told(), told(auxiliary=("future",), passage=OTHER_WORDS)),
    "possible": (told(), told(auxiliary=("hypothetical",), passage=OTHER_WORDS)),
    "a day apart in other words": (
        told(),
        told(passage=OTHER_WORDS, date="2025-05-27"),
    ),
    "a war and a strike in it": (
        scaled(told(), "war"),
        told(),
    ),
    "calls with two countries on one day": (
        told(
            "CONSULT", "USA", "SAU", "The president spoke with the king by telephone."
        ),
        told(
            "CONSULT", "USA", "FRA", "The president spoke with his host by telephone."
        ),
    ),
    "a meeting at home and one abroad": (
        told("CONSULT", "USA", "USA", "The president met utility executives."),
        told("CONSULT", "USA", "ISR", "An adviser met his colleague on missiles."),
    ),
    "two of its allies attacked": (
        told(),
        told(actors="BLR", passage=OTHER_WORDS),
    ),
    "two promises of one day": (
        told("AGREE", "USA", "TZA", "Donors will support the harbours of the coast."),
        told("AGREE", "USA", "TZA", "Donors will support independent newspapers."),
    ),
    "a thing said again on another day": (
        told("SUPPORT", "USA", "EGY", THANKS),
        told("SUPPORT", "USA", "EGY", THANKS, date="2025-05-27", basis="narrative"),
    ),
    "an undated meeting in another week": (
        told("CONSULT", "USA", "EGY", "The ministers met in the port of Odesa."),
        told(
            "CONSULT",
            "USA",
            "EGY",
            "Envoys consulted on grain.",
            date="2025-07-20",
            basis="published",
        ),
    ),
    "two secretaries": (
        named(told("ACCUSE", "USA", "RUS"), "Ann Lee"),
        named(told("ACCUSE", "USA", "RUS", OTHER_WORDS), "Bob Ray"),
    ),
}


@pytest.mark.parametrize("pair", ALIKE.values(), ids=ALIKE.keys())
def test_tellings_of_one_happening_are_alike(pair: tuple[Telling, Telling]) -> None:
    """
    What differs as accounts of one thing differ stays one thing, seen from either side.
    """
    assert same(*pair)
    assert same(*reversed(pair))


@pytest.mark.parametrize("pair", UNLIKE.values(), ids=UNLIKE.keys())
def test_tellings_of_two_happenings_are_not(pair: tuple[Telling, Telling]) -> None:
    """What cannot be, or hardly is, one thing stays two."""
    assert not same(*pair)
    assert not same(*reversed(pair))


def test_what_was_said_at_two_meetings_was_said_twice() -> None:
    """
    What a readout tells without a day belongs to the meeting that it opens with, in
    whatever like words; a dated act does not.
    """
    words = "They reaffirmed support for the harbours of the coast."
    one, other = (
        msgspec.structs.replace(
            told("SUPPORT", "USA", "UKR", words, source=name, basis=basis),
            occasion=Occasion(Date.fromisoformat(day), frozenset({"USA", end})),
        )
        for name, basis, day, end in (
            ("a", "published", "2025-05-24", "JPN"),
            ("b", "published", "2025-05-25", "KOR"),
        )
    )
    assert apart(one, other)
    assert not apart(one, msgspec.structs.replace(other, occasion=one.occasion))
    assert not apart(one, msgspec.structs.replace(other, occasion=None))
    dated = told("SUPPORT", "USA", "UKR", words, source="b")
    assert not apart(one, msgspec.structs.replace(dated, occasion=other.occasion))


def test_who_met_one_minister_did_not_meet_another() -> None:
    """Two people of one country are two meetings, though the other side is one man."""
    one, other = (
        named(told("CONSULT", "USA", "RUS", source=name), minister)
        for name, minister in (("a", "Ann Lee"), ("b", "Bob Ray"))
    )
    assert apart(one, other)
    assert not apart(one, named(told("CONSULT", "USA", "RUS"), "Bob Ray", "Ann Lee"))


@pytest.mark.parametrize(
    ("day", "place", "one"),
    [
        ("2025-05-25", "Reni", True),
        ("2025-05-25", "Izmail", False),
        ("2025-05-26", "Reni", False),
    ],
    ids=["there-and-then", "another-place", "another-day"],
)
def test_accounts_may_differ_over_whom_a_strike_hit(
    day: str, place: str, *, one: bool
) -> None:
    """The country or its rebels: one strike there on that day is one."""
    here, there = frozenset({"Reni"}), frozenset({place})
    first = msgspec.structs.replace(told(), places=here, places_nearby=here)
    other = msgspec.structs.replace(
        told(recipients="UKR rebels", source="b", date=day),
        places=there,
        places_nearby=there,
    )
    assert apart(first, other) is not one


def test_readouts_of_one_publisher_are_of_the_days_that_they_tell() -> None:
    """They read alike; two publishers may differ over the day of one meeting."""
    words = "The presidents spoke for two hours by telephone about a truce."
    one, other = (
        msgspec.structs.replace(
            told("CONSULT", "USA", "RUS", words, source=name, date=day),
            publisher="Herald",
        )
        for name, day in (("a", "2025-05-15"), ("b", "2025-05-19"))
    )
    assert apart(one, other)
    assert not apart(one, msgspec.structs.replace(other, publisher="Courier"))


def test_what_is_missing_says_nothing() -> None:
    """No place, figure or quotation on one side is no evidence, for or against."""
    one, other = told(count=13.0), told(passage=OTHER_WORDS)
    names = evidence(one, other)
    assert not [name for name in names if name.startswith(("place", "figures"))]


def test_the_evidence_adds_up_to_the_score() -> None:
    """What is told part by part is what was counted, to the digits shown."""
    one, other = told(mode="drone", count=13.0), told(mode="aerial", count=13.0)
    found = parts(one, other)
    assert {"act same type", "act other mode", "figures same"} <= {
        part.name for part in found
    }
    assert score(found) == pytest.approx(log_odds(evidence(one, other)), abs=0.02)


def test_all_evidence_that_a_telling_gives_has_a_weight() -> None:
    """A name that is misspelt here or in the weights would say nothing, unseen."""
    known = weights(PACKAGE)
    pairs = [*ALIKE.values(), *UNLIKE.values()]
    names = {name for one, other in pairs for name in evidence(one, other)}
    assert names <= known.keys()


@pytest.mark.parametrize("name", sorted(weights(PACKAGE)))
def test_no_weight_speaks_the_other_way(name: str) -> None:
    """What makes alike never parts, what tells apart never joins."""
    assert weights(PACKAGE)[name] * sign(name) >= 0


@pytest.mark.parametrize(
    ("one", "other", "told_of"),
    [
        ({}, {}, "day same"),
        ({}, {"date": "2025-05-26"}, "day next"),
        ({"basis": "narrative"}, {"date": "2025-06-05"}, "day guessed far"),
        ({}, {"date": "2025-05-01", "precision": "month"}, "day within month"),
        (
            {},
            {"date": "2025-05-27", "basis": "published"},
            "day shortly before the account",
        ),
        (
            {},
            {"date": "2025-06-30", "basis": "published"},
            "day long before the account",
        ),
        ({}, {"date": "2025-05-20", "basis": "published"}, "day after the account"),
        ({"basis": "narrative"}, {}, "day guessed same"),
        ({"basis": "narrative"}, {"date": "2025-05-26"}, "day guessed next"),
    ],
    ids=str,
)
def test_days_speak_by_how_far_they_are_apart_and_what_they_rest_on(
    one: dict[str, Any], other: dict[str, Any], told_of: str
) -> None:
    """The same seen from either side; the day of publication is no told day."""
    first, second = told(**one), told(passage=OTHER_WORDS, **other, source="b")
    assert told_of in evidence(first, second)
    assert told_of in evidence(second, first)


def test_another_day_in_the_same_words_is_a_mistake() -> None:
    """It speaks less against their being one than another day told in other words."""
    mistaken = evidence(told(), told(date="2025-05-29", source="b"))
    assert "day mistaken" in mistaken
    assert weights(PACKAGE)["day next"] < weights(PACKAGE)["day mistaken"] < 0


def test_one_more_is_another() -> None:
    """What an account tells as a second act is not the first one it tells."""
    text = "Drones struck Odesa. A second raid followed."
    document = doc(text, source="a")
    events = tuple(
        telling(document, "ASSAULT", "RUS", "UKR", words, sentence=at)
        for at, words in enumerate(("Drones struck Odesa.", "A second raid followed."))
    )
    found = annotation(document, events=events)
    one, other = tellings(found, Matter.of(found))
    again = msgspec.structs.replace(other, another=True)
    assert not apart(one, other)
    assert apart(one, again)


@pytest.mark.parametrize(
    ("date", "precision", "last"),
    [
        ("2024-02-10", "month", "2024-02-29"),
        ("2024-02-10", "year", "2024-12-31"),
        ("2025-06-01", "season", "2025-08-31"),
        ("2024-12-01", "season", "2025-02-28"),
        ("9999-12-01", "season", "9999-12-31"),
        ("2024-02-10", "day", "2024-02-10"),
    ],
)
def test_a_date_means_all_days_of_its_precision(
    date: str, precision: Any, last: str
) -> None:
    """A month, season or year ends on its last day, at the end of the calendar too."""
    found = days(Date.fromisoformat(date), precision)
    assert found is not None
    assert found.end == Date.fromisoformat(last)


@pytest.mark.parametrize(
    ("who", "end"),
    [
        (actor("Vladimir Putin", country="RUS"), "RUS"),
        (actor("NATO", country="IGO"), "NATO"),
        (actor("Red Cross", country="NGO"), "Red Cross"),
        (actor("rebels"), "rebels"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_dyad_end_is_a_country_or_a_name(who: Actor, end: str) -> None:
    """NATO and the United Nations are two ends, though both are IGO."""
    assert dyad_end(who) == end
