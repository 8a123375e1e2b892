"""
The pictures of the documentation: the brief of the demo and the desk over its ledger, as
Chromium shows them 1,200 pixels wide.

    python -m tools.pictures        writes docs/pictures/*.webp anew
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from facta.cli.main import run

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH, BRIEF, DESK = 1200, 940, 800  # pixels: both wide, and how high each is
QUALITY = 70
MOST = 200_000  # bytes of a picture
NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Writes both."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        print("no Chromium on this machine: install the package chromium")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        brief = Path(name, "facta-demo.html")
        run(["demo", "-q", "-o", str(brief)])
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": BRIEF})
        page.goto(brief.as_uri())
        _keep(page, "brief")
        page.set_viewport_size({"width": WIDTH, "height": DESK})
        with _served(brief.with_suffix(".db")) as address:
            page.goto(f"{address}timeline?actor=RUS")
            page.wait_for_load_state("networkidle")
            _keep(page, "desk")
        browser.close()
    return 0


@contextmanager
def _served(ledger: Path) -> Iterator[str]:
    """A desk over a ledger, by its address."""
    command = [sys.executable, "-m", "facta", "serve", str(ledger), "--port", "0"]
    desk = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert desk.stdout is not None
        yield desk.stdout.readline().split()[-1].rstrip("/") + "/"
    finally:
        desk.terminate()
        desk.wait()


def _keep(page: Page, name: str) -> None:
    """What the page shows, as WebP, which Playwright itself does not write."""
    asked = {"format": "webp", "quality": QUALITY}
    shot = page.context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    data = base64.b64decode(shot["data"])
    if len(data) > MOST:
        raise ValueError(f"{name}: {len(data):,} bytes; lower QUALITY")
    path = FOLDER / f"{name}.webp"
    path.write_bytes(data)
    print(f"{path}: {len(data):,} bytes")


if __name__ == "__main__":
    sys.exit(main())
