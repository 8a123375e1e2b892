"""The chance that a statement is one: bounded, and moved by what is known of it."""

from __future__ import annotations

from facta.records import SAID
from tests.extract.test_statements_facts import read

TOLD = (
    "Poland||PROPN|nsubj|2 said|say|VERB|root|0|VBD that||SCONJ|mark|5 "
    "Syria||PROPN|nsubj|5 left|leave|VERB|ccomp|2|VBD"
)
WELCOMED = (
    "Staff|staff|NOUN|nsubj|2 welcoming|welcome|VERB|root|0|VBG Tokyo||PROPN|obj|2"
)


def test_what_is_plainly_said_is_likelier_than_a_bare_name() -> None:
    """A clause that a country told, and whom somebody welcomed."""
    (told,), (welcomed,) = read(TOLD), read(WELCOMED)
    assert 0 < welcomed.confidence < SAID < told.confidence <= 1
