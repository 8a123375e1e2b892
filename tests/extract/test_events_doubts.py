"""
What is denied, doubted, played or remembered is not told as done: small accounts, read
by the whole of the stages.
"""

from __future__ import annotations

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.records import Event
from facta.testing import doc

# lone sentences are read here that may be too unsure to count
RESOURCES = Resources.load(least=0.5)
LANGUAGE = Language.load(words=RESOURCES.lexicon)


def told(text: str) -> tuple[Event, ...]:
    """The events of a short account of 28 May 2025."""
    document = doc(text, published="2025-05-28")
    (sentences,) = LANGUAGE.many([text])
    return annotate(document, sentences, RESOURCES).events


def lines(text: str) -> list[str]:
    """Each event as "RUS ASSAULT UKR", with its auxiliary modes behind it."""
    return [" ".join((*_sides(event), *event.auxiliary)) for event in told(text)]


def _sides(event: Event) -> tuple[str, str, str]:
    actor, recipient = (
        "+".join(one.country or "?" for one in side) or "-"
        for side in (event.actor, event.recipient)
    )
    return actor, event.event_type, recipient


DOUBTED = {
    "no evidence": (
        "There is no evidence that Rwanda attacked Burundi.",
        ["RWA ASSAULT BDI negation"],
    ),
    "no sign": (
        "There is no sign that Serbia attacked Kosovo.",
        ["SRB ASSAULT XKX negation"],
    ),
    "no proof found": (
        "The Kremlin has found no proof that Chad attacked Niger.",
        ["TCD ASSAULT NER negation"],
    ),
    "a sign not seen": (
        "Kenya did not see any sign that Uganda had attacked Rwanda.",
        ["UGA ASSAULT RWA negation"],
    ),
    "evidence there is": (
        "There is evidence that Rwanda attacked Burundi.",
        ["RWA ASSAULT BDI"],
    ),
    "proved false": (
        "The claim that Chad bombed Niger proved false.",
        ["TCD ASSAULT NER negation"],
    ),
    "was a lie": (
        "The report that Iran struck Iraq was a lie.",
        ["IRN ASSAULT IRQ negation"],
    ),
    "false reports": (
        "False reports that Iran struck Iraq spread on Monday.",
        ["IRN ASSAULT IRQ negation"],
    ),
    "what lies somewhere is no lie": (
        "The village that Israel bombed lies in Lebanon.",
        ["ISR ASSAULT LBN"],
    ),
    "yet to confirm": (
        "The Kremlin has yet to confirm that it struck Odesa.",
        ["RUS ASSAULT UKR hypothetical"],
    ),
    "yet to withdraw": (
        "Israel has yet to withdraw its troops from Lebanon.",
        ["ISR RETREAT LBN hypothetical negation"],
    ),
    "neither confirm nor deny": (
        "Israel would neither confirm nor deny that it had bombed the site in Syria.",
        [],
    ),
    "did not materialise": (
        "The Syrian attack on Israel did not materialise.",
        ["SYR ASSAULT ISR negation"],
    ),
    "any attack": (
        "Any Chadian strike on Libya would be met with force, the envoy said.",
        ["TCD ASSAULT LBY hypothetical"],
    ),
    "could derail": (
        "American sanctions on Iran could derail the talks.",
        ["USA SANCTION IRN hypothetical"],
    ),
    "in the drill": (
        "In the drill, Sweden attacked Norway.",
        ["SWE ASSAULT NOR hypothetical"],
    ),
    "anniversary": (
        "Egypt commemorated the 50th anniversary of the Israeli attack on Syria.",
        ["ISR ASSAULT SYR historical"],
    ),
    "refused to come": (
        "Peru refused to come to the talks with Chile.",
        ["PER REJECT CHL"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), DOUBTED.values(), ids=DOUBTED)
def test_what_did_not_happen_is_not_told_as_done(
    text: str, expected: list[str]
) -> None:
    """Negated, possible, long past, or no event."""
    assert lines(text) == expected


def test_an_anniversary_does_not_date_the_deed() -> None:
    """What is remembered on a Wednesday was not done on it."""
    (event,) = told(
        "Japan marked the 80th anniversary of the American bombing of Hiroshima on "
        "Wednesday."
    )
    assert event.auxiliary == ("historical",)
    assert event.date is None


AFFIRMED = {
    "commitment": (
        "Biden underscored the United States’ commitment to the defense of Japan.",
        "USA SUPPORT JPN",
        "underscored the United States’ commitment",
    ),
    "appreciation": (
        "Norway expressed its deep appreciation for the role of Qatar.",
        "NOR SUPPORT QAT",
        "expressed its deep appreciation",
    ),
    "standing with": (
        "Norway stands with Ukraine.",
        "NOR SUPPORT UKR",
        "stands",
    ),
}


@pytest.mark.parametrize(("text", "line", "trigger"), AFFIRMED.values(), ids=AFFIRMED)
def test_a_light_verb_takes_the_word_for_its_act(
    text: str, line: str, trigger: str
) -> None:
    """The noun that names what is expressed stands in the trigger."""
    (event,) = told(text)
    assert " ".join(_sides(event)) == line
    assert event.trigger.text == trigger


def test_what_was_discussed_at_a_meeting_is_no_second_one() -> None:
    """One meeting, told by the first word for it."""
    found = told(
        "The Polish president met the Czech president on Monday. The Polish president "
        "and the Czech president discussed the flood."
    )
    assert [event.trigger.text for event in found] == ["met"]


def test_help_that_is_hoped_for_is_not_yet_given() -> None:
    """An infinitive of purpose."""
    assert "POL SUPPORT UKR" not in lines("Poland hired ten men to support Ukraine.")


NAMED = {
    "S. Sudan": ("S. Sudan attacked Kenya.", ["SSD ASSAULT KEN"]),
    "Central African Rep.": (
        "A soldier of the Central African Rep. attacked Chad.",
        ["CAF ASSAULT TCD"],
    ),
    "Persia": ("Persia attacked Turkey.", ["IRN ASSAULT TUR"]),
    "Belorussia": ("Belorussia attacked Poland.", ["BLR ASSAULT POL"]),
    "a country behind an acronym": (
        "Mexico thanked the U.S. Canada did not.",
        ["MEX SUPPORT USA"],
    ),
    "a country behind an hour": (
        "The raid began at 4 a.m. Israel struck Lebanon first.",
        ["ISR ASSAULT LBN"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NAMED.values(), ids=NAMED)
def test_a_country_is_known_by_its_other_names(text: str, expected: list[str]) -> None:
    """Abbreviated, old, or behind the stop of an abbreviation."""
    assert lines(text) == expected


def test_a_paper_named_for_a_town_is_not_the_town() -> None:
    """The Moscow Times speaks for itself."""
    (event,) = told("The Moscow Times criticised Poland.")
    assert [actor.sector for actor in event.actor] == ["JRN"]


SAID = {
    "a warning of what was": (
        "The IMF warned that Pakistan had run out of dollars.",
        [],
    ),
    "a warning of what may come of itself": (
        "Kyiv warned that any weakness could embolden Russia.",
        [],
    ),
    "a sum with a sign": (
        "The US gave Egypt $1.3 billion on Monday.",
        ["USA AID EGY"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SAID.values(), ids=SAID)
def test_words_are_deeds_where_they_do_something(
    text: str, expected: list[str]
) -> None:
    """A fact that is warned of threatens nobody; a sum is help."""
    assert lines(text) == expected
