"""The event ontology and its maps agree with one another."""

from __future__ import annotations

import pytest

from facta.ontology.cameo import Cameo
from facta.ontology.files import rows
from facta.ontology.types import Ontology

ONTOLOGY = Ontology.load()
CAMEO = Cameo.load()


def test_sixteen_types_fill_four_quad_classes() -> None:
    """PLOVER has sixteen types: four, three, four and five in its quad classes."""
    quads = [ONTOLOGY.quad(name) for name in ONTOLOGY.types]
    assert [quads.count(quad) for quad in (1, 2, 3, 4)] == [4, 3, 4, 5]


@pytest.mark.parametrize(
    ("event_type", "mode", "score"),
    [
        ("ACCUSE", None, -2.0),
        ("AID", None, 10.0),
        ("CONSULT", "phone", 1.5),
        ("ASSAULT", "unconventional", -10.0),
    ],
)
def test_a_mode_refines_the_score(
    event_type: str, mode: str | None, score: float
) -> None:
    """A type has a default score that its modes replace."""
    assert ONTOLOGY.score(event_type, mode) == score


def test_an_unknown_type_or_mode_is_refused_with_what_is_allowed() -> None:
    """A wrong name is told with the right ones."""
    with pytest.raises(ValueError, match="AGREE, CONSULT"):
        ONTOLOGY.quad("YIELD")
    with pytest.raises(ValueError, match="visit, third-party"):
        ONTOLOGY.score("CONSULT", "chat")


@pytest.mark.parametrize("code", [row["cameo"] for row in rows("cameo.csv")])
def test_every_cameo_code_maps_into_the_ontology(code: str) -> None:
    """Types, modes and contexts of the CAMEO map exist."""
    coded = CAMEO.plover(code)
    assert coded
    ONTOLOGY.score(coded.event_type, coded.mode)
    assert set(coded.contexts) <= ONTOLOGY.contexts


@pytest.mark.parametrize("event_type", ONTOLOGY.types)
def test_every_type_and_mode_has_a_cameo_code_with_a_goldstein_score(
    event_type: str,
) -> None:
    """
    What is written as CAMEO can be scored and, but for the code itself, read back as a
    type.
    """
    for mode in (None, *ONTOLOGY.modes(event_type)):
        code = CAMEO.code(event_type, mode)
        assert CAMEO.goldstein(code) is not None
    coded = CAMEO.plover(CAMEO.code(event_type))
    assert coded
    assert coded.event_type == event_type


def test_typical_codes_name_only_modes_that_exist() -> None:
    """No row of the way back is out of reach."""
    for event_type, codes in CAMEO.typical.items():
        assert set(codes) - {"type"} <= set(ONTOLOGY.modes(event_type))


@pytest.mark.parametrize(
    ("code", "event_type"),
    [("1899", "ASSAULT"), ("0299", None), ("99", None), ("", None)],
)
def test_an_unlisted_code_means_what_the_code_above_it_means(
    code: str, event_type: str | None
) -> None:
    """Codes are read by their longest known beginning; dropped roots are none."""
    coded = CAMEO.plover(code)
    assert (coded.event_type if coded else None) == event_type
