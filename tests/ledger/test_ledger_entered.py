"""Corrections as a person types them."""

from __future__ import annotations

import msgspec
import pytest

from facta.ledger.corrections import End, written
from facta.ledger.entered import read
from facta.ledger.nouns import Kind

TYPED = [
    pytest.param("event", "date", "2025-05", "2025-05", id="a month"),
    pytest.param("event", "date", "unknown", None, id="no date"),
    pytest.param(
        "event", "auxiliary", "future, negation", ["future", "negation"], id="two"
    ),
    pytest.param("event", "auxiliary", "none", [], id="as told"),
    pytest.param(
        "event", "recipient", "A & B", [{"name": "A"}, {"name": "B"}], id="ends"
    ),
    pytest.param("statement", "speaker", "A", {"name": "A"}, id="a speaker"),
    pytest.param("statement", "kind", "anonymous", "anonymous", id="a kind"),
    pytest.param("commitment", "status", "In the works", "in_the_works", id="a status"),
    pytest.param("commitment", "due", "-", None, id="no day"),
    pytest.param("commitment", "kind", "threat", "threat", id="a kind"),
    pytest.param("figure", "value", "1,300.5", 1300.5, id="a number"),
    pytest.param("figure", "unit", "", None, id="no unit"),
]


@pytest.mark.parametrize(("kind", "name", "text", "value"), TYPED)
def test_what_a_person_types_is_kept_as_it_is_meant(
    kind: Kind, name: str, text: str, value: object
) -> None:
    """And reads back."""
    kept = read(kind, {name: text}, End)
    assert msgspec.json.decode(kept) == {name: value}
    assert written(kind, kept) is not None
