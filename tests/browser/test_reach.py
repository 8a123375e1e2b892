"""
From a point of a drawing to the passage behind it in two clicks, at the desk (over
the demo) and in the brief, on a phone and on a wide screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facta.brief import render
from tests.brief.builders import brief_of, told
from tests.browser.desks import Served, serve
from tests.browser.test_brief import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="no Chromium on this machine: install the package chromium",
    ),
]
DYAD = "/dyad?one=USA&other=RUS"


@pytest.fixture(scope="module")
def desk(demo: Path) -> Iterator[Served]:
    """A desk over the demo's ledger."""
    found = serve(demo.with_suffix(".db"))
    yield found
    found.end()


@pytest.fixture(params=[390, 1200])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of a width."""
    found = browser.new_page(viewport={"width": request.param, "height": 800})
    found.set_default_timeout(8000)
    yield found
    found.close()


def test_at_the_desk(desk: Served, page: Page) -> None:
    """A mark leads to its row, the row to what weighs most in it, in its passages."""
    page.goto(desk.address + DYAD)
    page.locator("figure svg a").last.click()
    row = page.locator("tr:target")
    row.locator("td a").first.click()
    page.wait_for_url("**/happenings/**")
    passage = page.locator("#reports ~ * blockquote mark").first
    passage.scroll_into_view_if_needed()
    assert passage.inner_text().strip()


def test_in_the_brief(tmp_path: Path, page: Page) -> None:
    """A mark leads to its line, the line to its place in the account."""
    days = [f"2024-{month:02}-{day}" for month in range(1, 13) for day in (10, 20)]
    texts = [f"Russia attacked Ukraine on day {at}." for at in range(len(days))]
    each = (told(text, date=day) for text, day in zip(texts, days, strict=True))
    path = tmp_path / "brief.html"
    path.write_text(render(brief_of(tmp_path, *each), ".html"), "utf-8")
    page.goto(path.as_uri())
    page.locator("#relations svg a").first.click()
    page.locator(":target a", has_text="in context").first.click()
    page.locator(".text :target", has_text="Russia").wait_for()
