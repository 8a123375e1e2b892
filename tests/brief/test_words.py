"""How the brief words what records hold as codes."""

from __future__ import annotations

import pytest

from facta.brief import words


@pytest.mark.parametrize(
    ("value", "attribute", "worded"),
    [
        ("2025-05-15", "date", "15 May 2025"),
        ("2025-05", "date", "May 2025"),
        ("2 hour", "number", "2 hours"),
        ("1 hour", "number", "1 hour"),
        ("17 %", "number", "17 %"),
        ("former President", "status", "former President"),
    ],
)
def test_a_claim_is_worded_as_prose_writes_it(value: str, attribute: str, worded: str) -> None:
    """Days and lengths in words; all else as it stands."""
    assert words.claim(value, attribute) == worded
