"""Until when a commitment binds, read by the real model."""

from __future__ import annotations

import pytest

from facta.pipeline import Annotator
from facta.records import Annotation
from facta.testing import doc

pytestmark = pytest.mark.gold
TERMS = {
    "Kenya ordered that a statue be built for the general who died in 2005.": None,
    "Peru ordered the flag lowered for the pope who died in 2005.": None,
    (
        "Kenya promised Somalia, which joined in 2010, to withdraw its troops within 60 "
        "days."
    ): "2025-07-27",
    "The minister, who took office in 2023, vowed to cut tariffs by July 2025.": "2025-07-31",
    "The ban that Kenya vowed to lift by June 2025 stays.": "2025-06-30",
}


@pytest.fixture(scope="module")
def due() -> dict[str, str | None]:
    """The last day of the one commitment of each sentence."""
    found = Annotator.load().annotations(
        doc(text, published="2025-05-28") for text in TERMS
    )
    days = {}
    for item in found:
        assert isinstance(item, Annotation)
        (commitment,) = item.commitments
        days[item.document.text] = str(commitment.due) if commitment.due else None
    return days


@pytest.mark.parametrize("text", TERMS, ids=lambda text: text[:40])
def test_a_clause_that_describes_somebody_sets_no_term(
    text: str, due: dict[str, str | None]
) -> None:
    """
    The day a general died is no deadline; a clause in which the promise itself stands
    may hold one.
    """
    assert due[text] == TERMS[text]
