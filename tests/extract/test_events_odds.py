"""The chance that an event is right: bounded, and moved the right way by what is heard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facta.extract.chances import chance, weights
from facta.extract.events.algebra import Act
from facta.extract.events.coding import PACKAGE
from facta.extract.events.deeds import Deed
from facta.extract.events.learned import SENSE
from facta.extract.events.odds import Account, evidence
from facta.extract.events.reading import Reading, Voice
from facta.ontology import Ontology
from facta.records import MODEL, Span
from facta.testing import actor

CHANCES = st.floats(0, 1)


def attack(
    voice: Voice, *, again: int = 0, share: float = 0.5, kind: str = "ASSAULT"
) -> dict[str, float]:
    """What speaks for an act of a country against another, as the model hears it."""
    russia, ukraine = actor("Russia", country="RUS"), actor("Ukraine", country="UKR")
    reading = Reading(
        act=Act(kind),
        contexts=(),
        actors=(russia,),
        recipients=(ukraine,),
        reciprocal=False,
        head=0,
        words=(0,),
        used=frozenset(),
        sense=SENSE,
        rule=MODEL,
        weight=0,
        voice=voice,
    )
    deed = Deed(
        reading=reading,
        act=reading.act,
        actors=reading.actors,
        recipients=reading.recipients,
        trigger=Span(0, 5, "raids"),
        said=None,
        again=again,
    )
    return evidence(deed, Account(quiet=0.5, share=share))


def told(voice: Voice, *, again: int = 0, share: float = 0.5) -> float:
    """The chance of that attack."""
    return chance(attack(voice, again=again, share=share), PACKAGE)


@given(CHANCES, CHANCES, CHANCES, CHANCES)
def test_it_is_a_chance(act: float, of_type: float, one: float, other: float) -> None:
    """Whatever is heard."""
    heard = Voice(chance=act, of_type=of_type, actor=one, recipient=other)
    assert 0 < told(heard) < 1


def test_what_is_heard_loudly_is_likelier() -> None:
    """And a reading that both share likelier than one that they dispute."""
    faint = Voice(chance=0.3, of_type=0.2, actor=0.5, recipient=0.5)
    loud = Voice(chance=0.99, of_type=0.98, actor=0.5, recipient=0.5)
    assert told(faint) < told(loud)


def test_what_the_account_is_about_is_likelier() -> None:
    """Between those whom it names most, and where other words tell it too."""
    heard = Voice(chance=0.6, of_type=0.5, actor=0.5, recipient=0.5)
    assert told(heard, share=0.1) < told(heard, share=0.9)
    assert told(heard) < told(heard, again=1) < told(heard, again=2)
    assert told(heard, again=2) == told(heard, again=9)


def test_every_weight_has_a_name_that_is_asked_for() -> None:
    """None is dead but the start."""
    named = {"start"} | attack(
        Voice(chance=0.5, of_type=0.5, actor=0.5, recipient=0.5)
    ).keys()
    assert weights(PACKAGE).keys() <= named | set(Ontology.load().types)
