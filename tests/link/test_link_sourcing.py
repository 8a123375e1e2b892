"""How an account comes to what it tells."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from facta.link.sourcing import Sourcing, foremost, passed_on, sourcing
from facta.records import Actor, Event, Sentence, Side, Span, SpeakerKind, Statement
from facta.testing import actor, doc, event, sentence, statement

RUSSIA = actor("Russia", country="RUS", sector="GOV")
PUTIN = actor("Vladimir Putin", country="RUS", sector="GOV", office="President")
REBELS = actor("Luhansk rebels", country="RUS", sector="REB")
DOCUMENT = doc("Russia attacked Ukraine.")


def act(event_type: str = "ASSAULT", by: Actor = RUSSIA, **more: Any) -> Event:
    """An act of Russia's against Ukraine."""
    found = event(event_type, "RUS", "UKR", **more)
    return msgspec.structs.replace(found, actor=(by,))


def said(
    name: str | None = "Dmitry Peskov",
    country: str | None = "RUS",
    *,
    kind: SpeakerKind = "named",
    sector: str | None = "GOV",
    **more: Any,
) -> Statement:
    """A statement of somebody's that tells it."""
    found = statement(DOCUMENT, DOCUMENT.text, speaker=name, kind=kind, country=country)
    speaker = msgspec.structs.replace(found.speaker, sector=sector)
    return msgspec.structs.replace(found, speaker=speaker, **more)


def told(words: str) -> Sourcing:
    """How an account comes to an act whose trigger is the fourth of these words."""
    within: Sentence = sentence(words)
    return sourcing(act(), None, trigger=within.tokens[3], sentence=within)


def test_an_account_tells_what_it_quotes_nobody_for() -> None:
    """Its own reporting is at first hand; a copy is not, and quotes nobody either."""
    assert sourcing(act(), None) == Sourcing()
    assert passed_on(Sourcing(), copied=True) == Sourcing(relation="relayed")


@pytest.mark.parametrize("kind", ["named", "anonymous", "institution", "document"])
def test_whoever_is_quoted_is_kept_by_kind(kind: SpeakerKind) -> None:
    """Nobody's own word but that of a source, named or not."""
    found = sourcing(act(), said("Ann", None, kind=kind))
    assert (found.relation, found.speaker_kind, found.party) == ("relayed", kind, None)


@pytest.mark.parametrize(
    ("statement", "party"),
    [
        pytest.param(said(), "actor", id="a spokesman of who did it"),
        pytest.param(said("Kyiv", "UKR"), "recipient", id="whom it was done to"),
        pytest.param(said("Oslo", "NOR"), None, id="a third state"),
        pytest.param(said("Ann", sector="JRN"), None, id="a journalist of the country"),
        pytest.param(said("Ann", sector="REB"), None, id="who fights the state"),
        pytest.param(said(None, kind="anonymous"), "actor", id="an official, unnamed"),
        pytest.param(said("TASS", kind="outlet"), None, id="an outlet of the country"),
    ],
)
def test_a_party_is_known_by_its_state(statement: Statement, party: str | None) -> None:
    """Who speaks for a state is a party to its acts; others of the country are not."""
    assert sourcing(act(), statement).party == party


def test_rebels_are_no_party_to_what_their_state_does() -> None:
    """Nor is the state to what they do."""
    assert sourcing(act(by=REBELS), said()).party is None


@pytest.mark.parametrize(
    ("event", "grade", "interest"),
    [
        pytest.param(act(), "admission", "against", id="it admits a raid"),
        pytest.param(act(), "neutral", None, id="it tells of a raid"),
        pytest.param(act("AID", quad_code=2), "neutral", "for", id="it tells of aid"),
        pytest.param(
            act(auxiliary=("negation",)), "denial", "for", id="it denies a raid"
        ),
    ],
)
def test_interest_is_told_where_it_is_plain(
    event: Event, grade: str, interest: str | None
) -> None:
    """Against a party speaks what it admits, for it the good it did and the evil it did not."""
    assert sourcing(event, said(grade=grade)).interest == interest


@pytest.mark.parametrize(
    ("event", "statement", "alleged"),
    [
        pytest.param(
            act("REJECT", quad_code=3), said(), False, id="a spokesman refuses"
        ),
        pytest.param(
            act("REJECT", quad_code=3, by=RUSSIA),
            said(grade="claim"),
            True,
            id="he claims that it refused",
        ),
        pytest.param(
            act("REJECT", quad_code=3), said("Kyiv", "UKR"), True, id="another says so"
        ),
        pytest.param(
            act("REJECT", quad_code=3, by=PUTIN),
            said(),
            True,
            id="he tells of another's",
        ),
        pytest.param(
            act("REJECT", quad_code=3),
            said(relayed_by=("CNN",)),
            True,
            id="an outlet passes it on",
        ),
        pytest.param(
            act("REJECT", quad_code=3),
            said(kind="anonymous"),
            True,
            id="nobody knows who refuses",
        ),
        pytest.param(
            act("CONSULT", quad_code=1), said(), True, id="a meeting takes two"
        ),
        pytest.param(act("SANCTION"), said(), False, id="it imposes sanctions"),
    ],
)
def test_who_speaks_for_himself_does_so_by_saying_so(
    event: Event, statement: Statement, alleged: bool
) -> None:
    """Such words are the act, which the account has heard, and no claim about it."""
    assert sourcing(event, statement).alleged == alleged


def test_what_had_been_said_before_is_a_claim() -> None:
    """Saying "we had refused" refuses nothing."""
    within = sentence(
        "Russia||PROPN|nsubj|3 had|have|AUX|aux|3 refused|refuse|VERB|root|0"
    )
    refusal = act("REJECT", quad_code=3)
    found = sourcing(refusal, said(), trigger=within.tokens[2], sentence=within)
    assert found.alleged


def test_what_somebody_feels_about_is_told_by_the_account() -> None:
    """Who is angry about a raid vouches for none; who fears that it raids, does."""
    within = sentence("the||DET|det|2 raid||NOUN|root|0 raided|raid|VERB|dep|2")
    _, noun, verb = within.tokens
    angry = said(grade="emotion")
    assert not sourcing(act(), angry, trigger=noun, sentence=within).alleged
    assert sourcing(act(), angry, trigger=verb, sentence=within).alleged


def test_hearsay_is_nobodys_word() -> None:
    """An adverb beside the act, or beside what it hangs from, keeps the account out of it."""
    plain = "Troops||NOUN|nsubj|4 of||ADP|case|3 Russia||PROPN|nmod|1 raided|raid|VERB|root|0"
    hedged = plain + " reportedly||ADV|advmod|4"
    alleged = (
        "He||PRON|nsubj|2 tried|try|VERB|root|0 to||PART|mark|4 raid||VERB|xcomp|2 "
        "allegedly||ADV|advmod|2"
    )
    assert told(plain) == Sourcing()
    assert told(hedged) == told(alleged)
    assert told(hedged) == Sourcing(relation="relayed", speaker_kind="unknown")


@pytest.mark.parametrize(
    ("publisher", "party"),
    [
        pytest.param("The Kremlin", "actor", id="who did it"),
        pytest.param("Kremlin Watch", None, id="a paper named for it"),
        pytest.param("Daily Herald", None, id="a paper"),
        pytest.param("White House", None, id="another state"),
    ],
)
def test_a_partys_own_paper_is_its_own_claim(
    publisher: str, party: Side | None
) -> None:
    """It tells at first hand, and of itself; its words are acts as anybody's are."""
    assert sourcing(act(), None, publisher=publisher) == Sourcing(party=party)
    assert sourcing(act("REJECT", quad_code=3), None, publisher=publisher) == Sourcing()


def test_an_account_may_quote_itself() -> None:
    """As "we", or under its publisher's name."""
    somebody = said(None, None, kind="unknown")
    speaker = msgspec.structs.replace(somebody.speaker, span=Span(0, 2, "We"))
    we = msgspec.structs.replace(somebody, speaker=speaker)
    assert sourcing(act(), somebody).alleged
    assert not sourcing(act(), we).alleged
    named = said("Daily Herald", None, kind="outlet")
    assert not sourcing(act(), named, publisher="Daily Herald").alleged


def test_an_account_tells_it_itself_if_it_says_so_once_below_its_heading() -> None:
    """Headings leave out who says it."""
    own, claim = Sourcing(), Sourcing(relation="relayed", speaker_kind="named")
    assert foremost([(True, own), (False, claim)]) == claim
    assert foremost([(False, claim), (False, own)]) == own
    assert foremost([(True, own)]) == own
