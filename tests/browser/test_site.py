"""
The documentation's site in a real browser: it asks nobody but its own server, shows its
equations and pictures, and its search finds.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_brief import CHROMIUM, QUIET
from tools.loads import found
from tools.pages import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="no Chromium on this machine: install the package chromium",
    ),
]
PAGES = (
    "index.html",
    "tutorial.html",
    "method.html",
    "notebooks/ledger.html",
    "reference/python.html",
    "project/about.html",
)


class Silent(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make site` does."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """A server of the site, on a port of its own."""
    handler = functools.partial(Silent, directory=str(built))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of the system's Chromium, closed afterwards."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser.new_page(viewport={"width": 1200, "height": 900})
        browser.close()


def test_no_page_loads_anything_from_elsewhere(built: Path) -> None:
    """As `make site` looks through all of them."""
    assert len(list(built.rglob("*.html"))) > 60
    assert list(found(built)) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_its_own_server_alone_and_shows_its_pictures(
    page: Page, address: str, name: str
) -> None:
    """No request elsewhere, no error, no picture that is missing."""
    requests: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address + name)
    page.wait_for_load_state("networkidle")
    missing = "Array.from(document.images).filter(i => !i.naturalWidth).length"
    page.evaluate("document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
    assert page.evaluate(missing) == 0
    own = (address, "data:", "blob:")
    assert [url for url in requests if not url.startswith(own)] == []
    assert problems == []


def test_equations_are_drawn(page: Page, address: str) -> None:
    """As MathML, each with a height; no mark of LaTeX is left."""
    page.goto(f"{address}method.html")
    heights = page.evaluate(
        "Array.from(document.querySelectorAll('math'))"
        ".map(each => each.getBoundingClientRect().height)"
    )
    assert len(heights) > 20
    assert min(heights) > 5
    assert "\\frac" not in page.inner_text("article")
    assert "$" not in page.inner_text("article").replace("$ facta", "")


def test_the_search_finds_a_page(page: Page, address: str) -> None:
    """Without a request elsewhere."""
    page.goto(address)
    page.locator("input[name=query]").click()
    page.keyboard.type("sidecar")
    page.locator(".md-search-result__link").first.wait_for(timeout=10_000)
