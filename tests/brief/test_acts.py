"""Kinds of acts in words of prose."""

from __future__ import annotations

from facta.brief.acts import MODES, TYPES, act
from facta.ontology import Ontology
from facta.testing import event


def test_every_mode_has_a_word_of_its_type() -> None:
    """And none is there that the ontology does not know."""
    types = Ontology.load().types
    modes = {(name, mode) for name, one in types.items() for mode in one.modes}
    assert set(MODES) == modes
    assert set(TYPES) <= set(types)


def test_an_act_is_called_by_its_mode_then_by_its_type() -> None:
    """What has no other word is called as PLOVER does."""
    assert act(event("CONSULT", "KEN", "PER", mode="phone")) == "phone call"
    assert act(event("CONSULT", "KEN", "PER")) == "talks"
    assert act(event("SANCTION", "KEN", "PER")) == "sanction"
