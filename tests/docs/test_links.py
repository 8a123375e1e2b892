"""Every link of a page leads to a file of the repository, as a reader there follows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.docs import ROOT
from tools.pages import CARRIED, LINK

PAGES = (
    *(ROOT / home for home in CARRIED),
    *sorted((ROOT / "docs").rglob("*.md")),
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_link_leads_somewhere(page: Path) -> None:
    """The site's own build checks anchors too; this one what the site does not hold."""
    targets = [found["target"] for found in LINK.finditer(page.read_text("utf8"))]
    inside = [target for target in targets if ":" not in target]
    assert [target for target in inside if not (page.parent / target).exists()] == []


def test_links_are_found_at_all() -> None:
    """A pattern that fits nothing would pass every page."""
    whole = "\n".join(page.read_text("utf8") for page in PAGES)
    assert len(LINK.findall(whole)) > 150


def test_pictures_are_small() -> None:
    """Under 200 kB each; `make pictures` takes them anew."""
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())
    drawn = ["brief.webp", "desk.webp", "linking.svg", "scale.svg", "speed.svg"]
    assert [path.name for path in pictures] == drawn
    assert all(path.stat().st_size < 200_000 for path in pictures)
