"""How alike the types are by which accounts tell of one act."""

from __future__ import annotations

import itertools

import pytest

from facta.link.acts import type_fit
from tests.link.making import told

TYPES = (
    "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT "
    "REQUEST RETREAT SANCTION SUPPORT THREATEN"
)
# what the one calls this, the other may call that; all else are two acts
ALIKE = {
    "COERCE SANCTION": 1.0,
    "CONCEDE RETREAT": 1.0,
    "ACCUSE REJECT": 0.5,
    "ACCUSE THREATEN": 0.5,
    "AGREE CONCEDE": 0.5,
    "AGREE CONSULT": 0.5,
    "AGREE COOPERATE": 0.5,
    "AGREE RETREAT": 0.5,
    "AGREE SUPPORT": 0.5,
    "AID COOPERATE": 0.5,
    "AID SUPPORT": 0.5,
    "ASSAULT COERCE": 0.5,
    "REJECT REQUEST": 0.5,
    "REQUEST THREATEN": 0.5,
    "SANCTION THREATEN": 0.5,
}
PAIRS = [*itertools.combinations_with_replacement(TYPES.split(), 2)]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_types_fit_as_far_as_they_may_tell_of_one_act(one: str, other: str) -> None:
    """Wholly where they are the same, and whichever is told first."""
    fit = 1.0 if one == other else ALIKE.get(f"{one} {other}", 0.0)
    assert type_fit(told(one), told(other)) == fit
    assert type_fit(told(other), told(one)) == fit
