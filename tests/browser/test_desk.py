"""
The desk in a real browser: the main acts by pointer and by keyboard alone, on a phone
and on a wide screen, in light and dark.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from facta.ledger import Ledger
from facta.pipeline import relink
from tests.browser.desks import Served, copied, everything, serve
from tests.browser.test_brief import CHROMIUM
from tests.ledger.deciding import ACCOUNTS
from tests.web.making import NASTY, filled, nasty, told

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="no Chromium on this machine: install the package chromium",
    ),
]
WIDTHS = (390, 1200)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two accounts and two hostile ones, which no test changes."""
    hostile = [nasty(NASTY[0]), nasty(NASTY[1])]
    folder = tmp_path_factory.mktemp("desk")
    return filled(folder / "facta.db", [*ACCOUNTS, *hostile])


@pytest.fixture(scope="module")
def standing(ledger: Path) -> Iterator[Served]:
    """A desk over it, for tests that only look."""
    found = serve(ledger)
    yield found
    found.end()


@pytest.fixture
def served(ledger: Path, tmp_path: Path) -> Iterator[Served]:
    """A desk over a ledger of one's own, of the same accounts."""
    found = serve(copied(ledger, tmp_path))
    yield found
    found.end()


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """
    A page of a width; what it complains of fails the test. It has to be gone before its
    desk, so a test asks for it after that.
    """
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    found = context.new_page()
    problems: list[str] = []
    found.on("console", lambda message: problems.append(message.text))
    found.on("pageerror", lambda error: problems.append(str(error)))
    found.on("dialog", lambda dialog: problems.append(dialog.message))
    found.set_default_timeout(8000)
    yield found
    context.close()
    # of a page that is not there, or of a form that came back, the browser itself says so
    assert not [each for each in problems if "the server responded" not in each]


def verdicts(served: Served) -> list[str]:
    """What was decided."""
    with Ledger.open(served.desk.path, read_only=True) as ledger:
        return [item.verdict for item in ledger.decisions()]


# texts that stand out from their ground by less than 4.5 to 1, as WCAG AA asks
FAINT = """() => {
  const channel = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (colour) => {
    const [r, g, b] = colour.map((v) => channel(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const read = (text) => {
    const parts = text.match(/[\\d.]+/g).map(Number);
    return parts.length > 3 && parts[3] === 0 ? null : parts.slice(0, 3);
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = read(getComputedStyle(e).backgroundColor);
      if (colour) return colour;
    }
    return [255, 255, 255];
  };
  const says = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  const seen = (e) => e.getBoundingClientRect().width > 0 && e.getBoundingClientRect().right > 0;
  const ratio = (e) => {
    const both = [light(read(getComputedStyle(e).color)), light(ground(e))];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
  };
  return [...document.querySelectorAll("body *")]
    .filter((e) => !e.closest("svg") && says(e) && seen(e) && ratio(e) < 4.5)
    .map((e) => `${e.tagName}.${e.className} ${ratio(e).toFixed(2)}`);
}"""
# controls that nobody who hears the page could tell apart
NAMELESS = """() => [...document.querySelectorAll("input, select, textarea, button, a")]
  .filter((e) => e.type !== "hidden" && !e.closest("svg"))
  .filter((e) => !e.labels?.length && !e.textContent.trim() && !e.getAttribute("aria-label"))
  .map((e) => e.outerHTML.slice(0, 120))"""
IDS = "[...document.querySelectorAll('[id]')].map((e) => e.id)"


def test_every_page_can_be_read(standing: Served, browser: Browser) -> None:
    """
    Nothing scrolls sideways, every text stands out, every control has a name, no id
    stands twice, and nothing is asked of another site; hostile accounts among them.
    """
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for address in everything(standing.desk.path):
        page.goto(standing.address + address)
        assert page.evaluate(NAMELESS) == [], address
        ids = page.evaluate(IDS)
        assert len(ids) == len(set(ids)), address
        for width, scheme in product(WIDTHS, SCHEMES):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            seen = (address, width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, seen
            assert page.evaluate(FAINT) == [], seen
    page.close()
    assert all(url.startswith(standing.address) for url in asked)


def test_a_mark_opens_its_reason_by_pointer(standing: Served, page: Page) -> None:
    """Without another page; the chosen place is seen."""
    page.goto(standing.address + "/accounts")
    page.locator("main .lines a", has_text="a.txt").first.click()
    before = page.url
    mark = page.locator(".body .event").first
    mark.click()
    page.locator("#reason section").first.wait_for()
    assert "confidence" in page.locator("#reason").inner_text()
    assert "is-here" in (mark.get_attribute("class") or "")
    assert page.url == before


def test_a_mark_opens_its_reason_by_keyboard(standing: Served, page: Page) -> None:
    """Enter leads to the reason, Escape back to the mark."""
    page.goto(standing.address + "/accounts")
    page.locator("main .lines a", has_text="a.txt").first.focus()
    page.keyboard.press("Enter")
    page.locator(".body .event").first.focus()
    page.keyboard.press("Enter")
    page.locator("#reason section").first.wait_for()
    page.locator("#reason:focus").wait_for()
    page.keyboard.press("Escape")
    page.locator(".body .is-here:focus").wait_for()


def test_the_skip_link_leads_to_the_content(standing: Served, page: Page) -> None:
    """It is the first stop, and seen when it has the focus."""
    page.goto(standing.address + "/timeline")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("(e) => e === document.activeElement")
    assert skip.bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_inbox_is_worked_by_keyboard_alone(served: Served, page: Page) -> None:
    """Accept, reject and correct the chosen one, and take it back."""
    page.goto(served.address + "/inbox")
    items = page.locator("#inbox .item")
    count = items.count()
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert items.nth(1).evaluate("(e) => e === document.activeElement")
    page.keyboard.press("k")
    assert items.nth(0).evaluate("(e) => e === document.activeElement")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert verdicts(served) == ["rejected"]
    assert items.count() < count
    # the next one has come into its place, and has the focus
    assert items.nth(0).evaluate("(e) => e === document.activeElement")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert verdicts(served) == ["rejected", "undone"]
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("a")
    page.keyboard.press("c")
    chosen = page.locator("select[name=field_type]:focus")
    chosen.wait_for()
    page.keyboard.type("accuse")
    assert chosen.input_value() == "ACCUSE"
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert verdicts(served) == ["rejected", "undone", "accepted", "corrected"]


def test_a_wrong_correction_has_the_focus_again(served: Served, page: Page) -> None:
    """The form is open, holds what was typed, and is sent anew by keyboard alone."""
    page.goto(served.address + "/inbox")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.press("Tab")
    page.keyboard.type("some day")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    alert = page.locator("#inbox [role=alert]")
    assert "is not a date" in alert.inner_text()
    page.locator("select[name=field_type]:focus").wait_for()
    page.keyboard.press("Tab")
    date = page.locator("input[name=field_date]:focus")
    assert date.input_value().endswith("some day")
    assert page.evaluate(FAINT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate(
        "innerWidth"
    )
    page.keyboard.press("Control+a")
    page.keyboard.type("2025-05")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert verdicts(served) == ["corrected"]


def test_what_another_decided_is_asked_about_before_it_is_taken_back(
    served: Served, page: Page
) -> None:
    """The key opens the question and takes nothing back; Enter answers it."""
    with Ledger.open(served.desk.path) as opened:
        opened.accept([told(served.desk.path).id], by="Bob")
        relink(opened)
    page.goto(served.address + "/inbox")
    page.keyboard.press("u")
    question = page.locator(".ask[open]")
    assert "Bob decided this" in question.inner_text()
    assert question.locator("button").evaluate("(e) => e === document.activeElement")
    assert verdicts(served) == ["accepted"]
    assert page.evaluate(FAINT) == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert verdicts(served) == ["accepted", "undone"]


def test_letters_are_letters_where_somebody_writes(
    standing: Served, page: Page
) -> None:
    """And where the keys are switched off, which is remembered."""
    page.goto(standing.address + "/inbox")
    page.keyboard.press("c")
    page.keyboard.type("rarau")
    assert verdicts(standing) == []
    page.locator("#keys").uncheck()
    page.reload()
    page.keyboard.press("r")
    page.wait_for_timeout(150)
    assert verdicts(standing) == []


def test_a_row_of_a_period_leads_to_its_happenings(
    standing: Served, page: Page
) -> None:
    """In the words that tell them."""
    page.goto(standing.address + "/dyad?one=RUS&other=UKR")
    page.locator("tbody th a").first.click()
    page.locator(".line .words").first.wait_for()


def test_happenings_are_merged_by_hand(served: Served, page: Page) -> None:
    """One is put beside the other, and they are one."""
    path = served.desk.path
    one, other = told(path), told(path, "CONSULT")
    page.goto(f"{served.address}/happenings/{one.id}?beside={other.id}")
    page.get_by_role("button", name="They are one: merge").click()
    page.wait_for_url(f"**/happenings/{one.id}")
    assert verdicts(served) == ["merged"]


def test_a_file_is_dropped_on_the_page(served: Served, page: Page) -> None:
    """It is sent, kept, and told of."""
    page.goto(served.address + "/new")
    page.evaluate("""() => {
      const carried = new DataTransfer();
      carried.items.add(new File(["Russia attacked Ukraine."], "dropped.txt"));
      const how = { dataTransfer: carried, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent("drop", how));
    }""")
    page.locator("#progress", has_text="dropped.txt").wait_for()
    assert (served.desk.incoming.folder / "dropped.txt").is_file()


def test_the_desk_works_without_scripts(served: Served, browser: Browser) -> None:
    """A reason is a page, a decision a form."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address + "/accounts")
    page.locator("main .lines a", has_text="a.txt").first.click()
    page.locator(".body .event").first.click()
    page.locator("#reason", has_text="confidence").wait_for()
    with page.expect_navigation():
        page.locator("#reason button", has_text="Reject").first.click()
    assert verdicts(served) == ["rejected"]
    context.close()
