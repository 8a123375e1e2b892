"""
The brief in a real browser: it asks the network for nothing, leads to its passages, and
fits a phone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from pypdfium2 import PdfDocument

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
    page.locator(":target", has_text="Russia").wait_for()


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
    page.locator(":target").locator("mark", has_text="close").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def dated(folder: Path) -> str:
    """The address of a brief over attacks of two parties in three months."""
    texts = {
        "2025-03-01": "Russia attacked Ukraine in March.",
        "2025-05-20": "Russia attacked Kyiv in May.",
        "2025-05-26": "Russia attacked Lviv in May, too.",
    }
    brief = brief_of(folder, *(told(text, date=day) for day, text in texts.items()))
    path = folder / "dated.html"
    path.write_text(render(brief, ".html"), "utf-8")
    return path.as_uri()


def test_the_first_line_is_few_keys_away(page: Page, tmp_path: Path) -> None:
    """By keyboard alone: a link past the head, the contents, then what matters."""
    page.goto(written(tmp_path))
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to what matters"
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.locator(".matters :focus").count() == 1
    page.keyboard.press("Enter")
    page.locator(":target details[open]").first.wait_for()


def test_the_number_behind_a_line_leads_to_its_passage(
    page: Page, tmp_path: Path
) -> None:
    """One click from the first screen to the words of the account."""
    page.goto(written(tmp_path))
    page.locator(".matters .ref").first.click()
    page.locator(":target", has_text="Russia").wait_for()
    page.go_back()
    page.wait_for_function("location.hash === ''")


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("since", "2025-05-01", 2),
        ("until", "2025-04-01", 1),
        ("by", "Russia", 3),
        ("type", "ASSAULT", 3),
        ("grade", "1", 0),
    ],
)
def test_key_events_are_filtered_by_field(
    field: str, value: str, left: int, page: Page, tmp_path: Path
) -> None:
    """Actor, type, range, strength of evidence; what is left is counted."""
    page.goto(dated(tmp_path))
    box = page.locator(f"#{field}")
    if box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(value)
    else:
        box.fill(value)
    lines = page.locator("#timeline .happenings > li:not(.gap)")
    assert lines.locator("visible=true").count() == left
    assert page.locator("#shown").inner_text() == f"{left} of 3"


def test_gaps_are_seen_and_go_with_a_filter(page: Page, tmp_path: Path) -> None:
    """Of a part of the events none can be told."""
    page.goto(dated(tmp_path))
    gap = page.locator(".gap")
    assert "between 2 Mar 2025 and 19 May 2025" in gap.inner_text()
    page.select_option("#by", "Russia")
    assert not gap.is_visible()


def test_the_page_is_read_without_scripts(tmp_path: Path) -> None:
    """The first lines and the events stand there; the form, which does nothing, does not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        bare = browser.new_context(java_script_enabled=False).new_page()
        bare.goto(written(tmp_path))
        assert bare.locator(".matters li").first.is_visible()
        assert bare.locator(".happenings > li").first.is_visible()
        assert not bare.locator(".filter").is_visible()
        browser.close()


@pytest.mark.parametrize("width", [390, 1200])
def test_no_words_are_cut_off(width: int, page: Page, tmp_path: Path) -> None:
    """Every line wraps; nothing hides behind an edge, folded or open."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(written(tmp_path))
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    cut = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(each => each.clientWidth > 0 && "
        "each.scrollWidth > each.clientWidth + 1 && "
        "getComputedStyle(each).overflowX != 'visible').map(each => each.className)"
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_is_seen_against_the_page(
    scheme: Literal["light", "dark"], page: Page, tmp_path: Path
) -> None:
    """At 4.5 to 1, as WCAG 2.2 asks of text at level AA."""
    page.emulate_media(color_scheme=scheme)
    page.goto(written(tmp_path))
    colours = page.evaluate(
        "['paper', 'ink', 'soft', 'link', 'words', 'deeds', 'q1', 'q2', 'q3', 'q4', 'tint']"
        ".map(name => [name, getComputedStyle(document.documentElement)"
        ".getPropertyValue('--' + name).trim()])"
    )
    shown = dict(colours)
    for name in set(shown) - {"paper", "tint"}:
        for ground in ("paper", "tint"):
            assert contrast(shown[name], shown[ground]) >= 4.5, (name, ground)


def contrast(one: str, other: str) -> float:
    """How far two colours, as #rrggbb, are apart; WCAG 2.2, 1.4.3."""
    lights = sorted(map(luminance, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return sum(
        weight * part
        for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def test_the_paper_has_no_forms_and_no_accounts(page: Page, tmp_path: Path) -> None:
    """What cannot be pressed is not printed, nor are the accounts in full."""
    page.goto(written(tmp_path))
    page.emulate_media(media="print")
    for name in (".filter", "nav", ".text", ".skip"):
        assert not page.locator(name).first.is_visible()
    assert page.locator(".matters li").first.is_visible()
    assert (
        page.locator("h2").first.evaluate("head => getComputedStyle(head).breakAfter")
        == "avoid"
    )


def test_no_heading_ends_a_printed_page(page: Page, tmp_path: Path) -> None:
    """What stands below a heading stands on its page."""
    months = [
        f"{year}-{month:02}-10" for year in (2024, 2025) for month in range(1, 13)
    ]
    days = [day for day in months if "2024-06" < day < "2025-05-26"]
    texts = [f"Russia attacked Ukraine on day {at}." for at in range(len(days))]
    brief = brief_of(
        tmp_path,
        *(told(text, date=day) for text, day in zip(texts, days, strict=True)),
    )
    path = tmp_path / "brief.html"
    path.write_text(render(brief, ".html"), "utf-8")
    page.goto(path.as_uri())
    heads = {text.strip() for text in page.locator("h2, h3").all_inner_texts()}
    sheets = PdfDocument(page.pdf(format="A5"))
    assert len(sheets) > 3
    for number in range(len(sheets) - 1):
        lines = sheets[number].get_textpage().get_text_range().split("\r\n")
        assert lines[-1].strip() not in heads
