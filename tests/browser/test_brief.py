"""
The brief in a real browser: it asks the network for nothing, leads to its passages, and
fits a phone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facta.brief import render
from facta.testing import annotation, commitment, doc
from tests.brief.builders import HOSTILE, brief_of, told

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = (
    shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="no Chromium on this machine: install the package chromium",
    ),
]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of the system's Chromium, closed afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser.new_page(viewport={"width": 1200, "height": 900})
        browser.close()


def written(folder: Path) -> str:
    """The address of a brief over three accounts, one of them hostile."""
    texts = (
        "Russia attacked Ukraine on Sunday.",
        "Russia shelled Kyiv overnight.",
        f"Russia attacked {HOSTILE}.",
    )
    brief = brief_of(folder, *(told(text, title=text) for text in texts))
    path = folder / "brief.html"
    path.write_text(render(brief, ".html"), "utf-8")
    return path.as_uri()


def test_the_page_asks_for_nothing_and_complains_of_nothing(
    page: Page, tmp_path: Path
) -> None:
    """
    One request, for the file itself; no error, no dialog from an account's script.
    """
    requests, problems = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    address = written(tmp_path)
    page.goto(address)
    assert requests == [address]
    assert problems == []


def test_a_line_leads_to_its_place_in_the_account(page: Page, tmp_path: Path) -> None:
    """The link `in context` opens the account's text and shows the sentence."""
    page.goto(written(tmp_path))
    page.locator("#timeline summary").first.click()
    page.locator("#timeline a", has_text="in context").first.click()
    target = page.locator(":target")
    assert "Russia" in target.inner_text()
    assert target.is_visible()


def test_the_filter_leaves_what_fits(page: Page, tmp_path: Path) -> None:
    """Typing a word hides the happenings without it; clearing shows all."""
    page.goto(written(tmp_path))
    lines = page.locator("#timeline .happenings > li:visible")
    before = lines.count()
    page.fill("#filter", "no such word")
    assert lines.count() == 0
    page.fill("#filter", "")
    assert lines.count() == before > 0


@pytest.mark.parametrize("width", [320, 390, 768])
def test_the_page_fits_a_narrow_screen(width: int, page: Page, tmp_path: Path) -> None:
    """Nothing makes a phone scroll sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(written(tmp_path))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1200])
def test_what_is_open_leads_to_its_passage(
    width: int, page: Page, tmp_path: Path
) -> None:
    """One click from what to watch to the marked words, on a phone as on a desk."""
    document = doc(f"Russia will close {HOSTILE} soon.", published="2025-05-26")
    promise = commitment(
        document, "close", "RUS", kind="threat", recipient="UKR", due="2025-06-01"
    )
    brief = brief_of(tmp_path, annotation(document, commitments=(promise,)))
    path = tmp_path / "brief.html"
    path.write_text(render(brief, ".html"), "utf-8")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path.as_uri())
    line = page.locator("#watch .is-due")
    assert "due 1 Jun 2025, in 6 days" in line.inner_text()
    line.locator("a").click()
    row = page.locator(":target")
    assert row.locator("mark").inner_text() == "close"
    assert row.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
