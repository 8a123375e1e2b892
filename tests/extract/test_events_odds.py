"""The chance that an event is right: bounded, and moved the right way by what is heard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facta.extract.events.algebra import Act
from facta.extract.events.learned import SENSE
from facta.extract.events.odds import chance, evidence, weights
from facta.extract.events.reading import Reading, Voice
from facta.ontology import Ontology
from facta.records import MODEL
from facta.testing import actor

CHANCES = st.floats(0, 1)


def attack(voice: Voice) -> dict[str, float]:
    """What speaks for an attack on a country by another, as the model hears it."""
    russia, ukraine = actor("Russia", country="RUS"), actor("Ukraine", country="UKR")
    reading = Reading(
        act=Act("ASSAULT"),
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
    return evidence(reading, voice, (russia,), (ukraine,), 0.5)


def told(voice: Voice) -> float:
    """The chance of that attack."""
    return chance(attack(voice))


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


def test_every_weight_has_a_name_that_is_asked_for() -> None:
    """None is dead but the start."""
    named = {"start"} | attack(
        Voice(chance=0.5, of_type=0.5, actor=0.5, recipient=0.5)
    ).keys()
    assert weights().keys() <= named | set(Ontology.load().types)
