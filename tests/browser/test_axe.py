"""
What a screen reader, a keyboard or weak eyes would stumble over, as axe-core finds it: on
every page of the desk, in the brief and on the page of a relationship, over the demo.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.desks import Served, everything, serve
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
AXE = Path(__file__).with_name("axe.min.js")
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (390, "dark"),
    (1200, "light"),
)
FULLEST = 4
# what is wrong enough to shut somebody out, each with the first place of it
FINDINGS = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations
    .filter((each) => ["serious", "critical"].includes(each.impact))
    .map((each) => `${each.id}: ${each.nodes[0].target} ${each.nodes[0].failureSummary}`);
}"""


@pytest.fixture(scope="module")
def desk(demo: Path) -> Iterator[Served]:
    """A desk over the demo's ledger."""
    found = serve(demo.with_suffix(".db"))
    yield found
    found.end()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that brings axe to whatever it opens, past the page's own policy."""
    found = browser.new_page()
    found.add_init_script(path=AXE)
    yield found
    found.close()


def findings(page: Page, address: str) -> list[str]:
    """What is serious or critical on a page, in each look."""
    page.goto(address)
    found = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        told = page.evaluate(FINDINGS)
        found += [f"{address} {width} {scheme}: {each}" for each in told]
    return found


def test_axe_finds_what_is_wrong(page: Page, tmp_path: Path) -> None:
    """A page with a picture that nobody hears of: the findings below can fail."""
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<html lang=en><title>A</title><img src=a.png></html>", "utf8")
    assert any("image-alt" in each for each in findings(page, wrong.as_uri()))


def test_nobody_is_shut_out_of_the_desk(desk: Served, page: Page) -> None:
    """Every kind of page, the fullest accounts among them."""
    every = everything(desk.desk.path, accounts=FULLEST)
    assert [one for each in every for one in findings(page, desk.address + each)] == []


@pytest.mark.parametrize("name", ["brief.html", "dyad.html"])
def test_nobody_is_shut_out_of_what_is_written(
    name: str, demo: Path, page: Page
) -> None:
    """The brief and the page of a relationship; what is folded away is opened too."""
    address = demo.with_name(name).as_uri()
    assert findings(page, address) == []
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(FINDINGS) == []
