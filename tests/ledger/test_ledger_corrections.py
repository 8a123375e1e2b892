"""Corrections: text as a person types it, JSON that is kept, records with it."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.ledger import corrections
from facta.ledger.corrections import End, fields, over, read, shown, written
from facta.ledger.nouns import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
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


def test_the_kinds_that_have_fields_are_these() -> None:
    """An account and a dispute have none: they are rejected or accepted as they are."""
    assert {kind: fields(kind) for kind in KINDS if fields(kind)} == {
        "event": ("type", "mode", "date", "actor", "recipient", "auxiliary"),
        "statement": ("speaker", "kind"),
        "commitment": ("kind", "status", "due", "maker", "recipient"),
        "happening": ("date", "type"),
        "figure": ("value", "unit", "of"),
    }


@given(st.sampled_from(KINDS), st.text() | st.none())
def test_whatever_was_written_is_a_correction_or_none(
    kind: Kind, value: str | None
) -> None:
    """Another program's value is no fault of ours."""
    found = written(kind, value)
    assert found is None or isinstance(found, corrections.Values)


@given(
    st.sampled_from(["2025", "2025-02", "2025-02-28", "2025-02-30", "25", "02-2025"])
)
def test_a_date_that_is_kept_is_one(text: str) -> None:
    """What is laid over a record cannot fail."""
    good = text in {"2025", "2025-02", "2025-02-28"}
    kept = msgspec.json.encode({"date": text}).decode()
    assert (written("happening", kept) is not None) == good


def test_the_later_of_two_corrections_lies_above() -> None:
    """Field by field."""
    earlier = written("event", '{"type":"AID","date":"2025"}')
    later = written("event", '{"date":null}')
    assert earlier is not None
    assert later is not None
    assert corrections.given(over(earlier, later)) == {"type": "AID", "date": None}
    assert shown(corrections.given(later)["date"]) == "none"
