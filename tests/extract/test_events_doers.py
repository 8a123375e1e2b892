"""Deeds of others beside an act, read with the package's own model: whose they are."""

from __future__ import annotations

import functools

import pytest

from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.records import LEAST_KEPT, Actor
from facta.testing import doc

pytestmark = pytest.mark.gold

# What must be told of a sentence, and what must not; sentences of the White House's
# statements, and others of their kind. The statement is American.
ANSWERED = {
    "against an ill": (
        (
            "The United States is launching a new program to combat the exploitation of "
            "children in the Philippines."
        ),
        "",
        "USA ASSAULT PHL",
    ),
    "together with allies": (
        (
            "Today, the United States, in coordination with Allies and partners, is "
            "imposing additional economic costs on Russia in response to its invasion."
        ),
        "USA SANCTION RUS",
        "USA COOPERATE RUS",
    ),
    "together with a partner": (
        "The United States imposed economic costs on Russia in coordination with Japan.",
        "USA SANCTION RUS",
        "USA SANCTION JPN",
    ),
    "in response to actions": (
        (
            "These steps are another piece of our initial tranche of sanctions in response "
            "to Russia's actions in Ukraine."
        ),
        "USA SANCTION RUS",
        "USA SANCTION UKR",
    ),
    "if there is an aggression": (
        (
            "We have intensively prepared everything to be ready with the necessary "
            "sanctions if there is a military aggression against Ukraine."
        ),
        "",
        "USA SANCTION UKR",
    ),
    "if its doer invades": (
        (
            "We have closely coordinated our efforts to stop the Nord Stream 2 pipeline if "
            "Russia further invaded Ukraine."
        ),
        "USA SANCTION RUS",
        "USA SANCTION UKR",
    ),
    "if its doer violates": (
        (
            "Today, the Chancellor and I developed a strong package of sanctions that are "
            "going to impose swift and severe consequences if Russia violates Ukraine's "
            "sovereignty."
        ),
        "",
        "USA SANCTION UKR",
    ),
    "should its doer invade": (
        (
            "The European Union is ready to impose sanctions should Belarus attack "
            "Lithuania."
        ),
        "",
        "IGO SANCTION LTU",
    ),
    "after its doer shelled": (
        "Japan froze the accounts of two banks after North Korea shelled South Korea.",
        "",
        "JPN COERCE KOR",
    ),
    "over an attack": (
        "Australia announced new sanctions over Iran's attack on Israel.",
        "AUS SANCTION IRN",
        "AUS SANCTION ISR",
    ),
    "an adjective's deed": (
        "Poland imposed sanctions in response to the Belarusian raid on Lithuania.",
        "POL SANCTION BLR",
        "POL SANCTION LTU",
    ),
    "before the act": (
        "In response to Rwanda's invasion of Burundi, Canada imposed sanctions.",
        "",
        "CAN SANCTION BDI",
    ),
    "the judged one named": (
        "The United States imposed sanctions on Russia for its attack on Ukraine.",
        "USA SANCTION RUS; RUS ASSAULT UKR",
        "USA SANCTION UKR",
    ),
    "whoever is held to account": (
        (
            "The Administration is holding Putin and his corrupt regime accountable for "
            "their senseless violence in Ukraine."
        ),
        "RUS ASSAULT UKR",
        "USA ASSAULT UKR",
    ),
    "held to account for an assault": (
        (
            "President Biden and G7 Leaders will announce new economic actions to hold "
            "Putin accountable for his continued assault on Ukraine."
        ),
        "RUS ASSAULT UKR",
        "USA ASSAULT UKR",
    ),
    "sanctions on the one named": (
        "Norway imposed sanctions against Belarus after the attack on Lithuania.",
        "NOR SANCTION BLR",
        "NOR SANCTION LTU",
    ),
    "two deeds and two doers": (
        (
            "Tomorrow, President Biden will address the nation to discuss our response to "
            "Hamas' terrorist attacks against Israel and Russia's ongoing brutal war "
            "against Ukraine."
        ),
        "RUS ASSAULT UKR; PSE ASSAULT ISR",
        "RUS ASSAULT ISR; PSE ASSAULT UKR; USA ASSAULT UKR",
    ),
    "cooperation beside a war": (
        (
            "They exchanged views on Russia's military aggression against Ukraine, "
            "including Kosovo's provision of humanitarian assistance."
        ),
        "RUS ASSAULT UKR",
        "XKX ASSAULT UKR",
    ),
}
STAYING = {
    "a condition of its own": (
        "The United States will impose sanctions on Belarus if it attacks Poland.",
        "USA SANCTION BLR",
        "USA SANCTION POL",
    ),
    "help in the same sentence": (
        "The United States sent weapons to Ukraine in response to Russia's invasion.",
        "USA AID UKR",
        "",
    ),
    "help against an attack": (
        "The United States gave weapons to Israel after Iran attacked Israel.",
        "USA AID ISR",
        "USA ASSAULT ISR",
    ),
    "blame for the doer": (
        "The two leaders condemned Russia's invasion of Ukraine.",
        "RUS ASSAULT UKR",
        "RUS ASSAULT RUS",
    ),
    "an attack of one's own": (
        (
            "United States forces conducted targeted strikes against facilities in eastern "
            "Syria in response to a series of attacks."
        ),
        "USA ASSAULT SYR",
        "",
    ),
    "a threat of war": (
        "Ethiopia threatened Eritrea with war.",
        "ETH THREATEN ERI",
        "",
    ),
    "a threat of a strike": (
        "China threatened a strike on Taiwan.",
        "CHN THREATEN TWN",
        "",
    ),
    "a threat on condition": (
        "Turkey threatened Greece with war if Cyprus drilled for gas.",
        "TUR THREATEN GRC",
        "",
    ),
    "a blockade": ("Egypt imposed a blockade on Qatar.", "EGY COERCE QAT", ""),
    "a rule of restrictions": (
        (
            "The United States will issue a new rule that imposes additional restrictions "
            "on Russia."
        ),
        "USA SANCTION RUS",
        "USA SANCTION -",
    ),
    "a passive": (
        "Russia was sanctioned by Japan after it attacked Ukraine.",
        "JPN SANCTION RUS",
        "JPN SANCTION UKR",
    ),
    "a victim's own name": (
        "The European Union condemned the killing of Boris Nemtsov in Russia.",
        "",
        "IGO ASSAULT RUS",
    ),
    "the accused": (
        "Colombia accused Venezuela of attacks on Colombian soldiers.",
        "COL ACCUSE VEN",
        "COL ACCUSE COL",
    ),
    "an order": (
        "The President ordered strikes on Iran-backed militias in Iraq.",
        "USA ASSAULT IRQ",
        "",
    ),
}


@functools.cache
def tools() -> tuple[Language, Resources]:
    """The model and the tables, loaded once."""
    resources = Resources.load(least=LEAST_KEPT)
    return Language.load(words=resources.lexicon), resources


def told(text: str) -> set[str]:
    """Every event of a sentence, however sure, by countries and type."""
    language, resources = tools()
    (sentences,) = language.many([text])
    account = doc(
        text, published="2022-03-28", title="Statement", publisher="The White House"
    )
    return {
        f"{_side(event.actor)} {event.event_type} {_side(event.recipient)}"
        for event in annotate(account, sentences, resources).events
    }


def _side(parties: tuple[Actor, ...]) -> str:
    return "+".join(one.country or "?" for one in parties) or "-"


def _listed(events: str) -> set[str]:
    return set(events.split("; ")) - {""}


@pytest.mark.parametrize(
    ("text", "right", "wrong"), ANSWERED.values(), ids=ANSWERED.keys()
)
def test_whoever_suffers_a_deed_is_not_whom_it_is_answered_to(
    text: str, right: str, wrong: str
) -> None:
    """Its doer is, and nobody else did it."""
    found = told(text)
    assert _listed(right) <= found
    assert not _listed(wrong) & found


@pytest.mark.parametrize(
    ("text", "right", "wrong"), STAYING.values(), ids=STAYING.keys()
)
def test_parties_of_the_act_itself_stay(text: str, right: str, wrong: str) -> None:
    """However many deeds of others the sentence tells beside it."""
    found = told(text)
    assert _listed(right) <= found
    assert not _listed(wrong) & found
