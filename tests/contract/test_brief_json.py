"""The brief as JSON is a contract: docs/brief.md names what it has, and it has that."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from facta.brief.records import (
    Brief,
    CommitmentLine,
    DyadPanel,
    FigureLine,
    HappeningLine,
    MatterLine,
    Passage,
    PositionLine,
    SpeakerGroup,
    Stakeholder,
)

PAGE = Path(__file__).parents[2] / "docs" / "brief.md"
# what every page of the package says of itself, and what needs no telling
PLAIN = {"title", "version", "happenings"}
# told in words on the page, or of no use but to draw it
DRAWN = {"id", "dots", "words", "deeds", "outside", "anchor"}
# the record of a happening, which docs/ledger.md tells of
HAPPENING = {
    "clause",
    "who",
    "whom",
    "place",
    "told_with",
    "gap",
    "domestic",
    "reports",
}


def named() -> set[str]:
    """All that the section on JSON sets as code."""
    section = PAGE.read_text("utf-8").partition("## As JSON")[2]
    return set(re.findall(r"`(\w+)`", section))


def test_the_page_names_every_part_of_the_brief() -> None:
    """And no part that there is not."""
    parts = set(Brief.__struct_fields__)
    assert parts - PLAIN - named() == set()
    listed = re.findall(r"^\| (`[^|]*`) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    rows = {name for row in listed for name in re.findall(r"`(\w+)`", row)}
    assert {name for name in rows if name.isidentifier()} - parts <= {"brief"}


@pytest.mark.parametrize(
    "record",
    [
        CommitmentLine,
        DyadPanel,
        FigureLine,
        MatterLine,
        Passage,
        PositionLine,
        SpeakerGroup,
        Stakeholder,
    ],
    ids=lambda record: record.__name__,
)
def test_the_page_names_what_a_line_has(record: type[msgspec.Struct]) -> None:
    """Each field, so that one that comes or goes is told of."""
    assert set(record.__struct_fields__) - DRAWN - named() == set()


def test_the_page_names_what_is_new_of_a_happening() -> None:
    """The rest is the happening's own."""
    assert set(HappeningLine.__struct_fields__) >= HAPPENING
    assert HAPPENING - named() == set()
