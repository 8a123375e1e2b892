"""Which way a figure of change goes, read by the real model."""

from __future__ import annotations

import pytest

from facta.pipeline import Annotator
from facta.records import Annotation, Direction
from facta.testing import doc

pytestmark = pytest.mark.gold

CHANGES: dict[str, tuple[str, Direction | None]] = {
    "Exports to Norway declined by 21 percent last year.": ("21 percent", "down"),
    "Military activity near the border rose by 17%.": ("17%", "up"),
    "Imports fell 8 percent in May.": ("8 percent", "down"),
    "Chile reported a 12 percent drop in copper sales.": ("12 percent", "down"),
    "Ghana announced an increase of 40 million dollars in aid.": (
        "40 million dollars",
        "up",
    ),
    "The deficit is 4 percent higher than in 2023.": ("4 percent", "up"),
    "Turnout was 6 percent lower than in the last vote.": ("6 percent", "down"),
    "Trade with Peru is down 30 percent this year.": ("30 percent", "down"),
    "Peru's army has doubled its budget.": ("doubled", "up"),
    "Kenya cut its embassy staff by 15 percent.": ("15 percent", "down"),
    "The currency lost 20 percent of its value.": ("20 percent", "down"),
    "Inflation fell to 3.5 percent.": ("3.5 percent", None),
    "Grain prices climbed from 200 dollars to 260 dollars.": ("260 dollars", None),
    "Unemployment stands at 9 percent, up from 7 percent in March.": (
        "7 percent",
        None,
    ),
    "Norway gave Kenya 40 million dollars.": ("40 million dollars", None),
    "A tariff of 25 percent applies from June.": ("25 percent", None),
    "The army lost 300 men near the town.": ("300", None),
    "The charity raised 2.5 million dollars for Kenya.": ("2.5 million dollars", None),
}


@pytest.fixture(scope="module")
def annotated() -> dict[str, Annotation]:
    """Each sentence as an account of its own, read once."""
    accounts = [doc(text, published="2025-05-28") for text in CHANGES]
    found = list(Annotator.load().annotations(accounts))
    assert all(isinstance(item, Annotation) for item in found)
    return {item.document.text: item for item in found if isinstance(item, Annotation)}


@pytest.mark.parametrize("text", CHANGES, ids=lambda text: text[:40])
def test_a_change_has_a_direction_and_a_level_has_none(
    text: str, annotated: dict[str, Annotation]
) -> None:
    """The figure of the sentence leads up, down or nowhere."""
    words, direction = CHANGES[text]
    (figure,) = [one for one in annotated[text].figures if one.span.text == words]
    assert figure.direction == direction
