"""Corrections: which fields they have, what is kept, which lies above which."""

from __future__ import annotations

from typing import get_args

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facta.ledger import corrections
from facta.ledger.corrections import fields, over, shown, written
from facta.ledger.nouns import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)


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
