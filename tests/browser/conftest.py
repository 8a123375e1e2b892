"""One browser for the tests of a module, and one reading of the demo for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facta.cli.main import DONE, run
from tests.browser.test_brief import CHROMIUM, QUIET

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's brief, with its ledger and the page of a relationship beside it."""
    folder = tmp_path_factory.mktemp("demo")
    brief, ledger = folder / "brief.html", folder / "brief.db"
    page = folder / "dyad.html"
    for arguments in (
        ["demo", "-q", "-o", str(brief)],
        ["relationship", "USA", "RUS", "--ledger", str(ledger), "-o", str(page)],
    ):
        assert run(arguments) == DONE
    return brief
