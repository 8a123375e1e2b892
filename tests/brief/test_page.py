"""
The brief: what it holds, that it makes no request, and that no account can put markup
into it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from facta.brief import packed, render
from facta.brief.words import AUXILIARY
from facta.errors import SettingsError
from facta.link.grades import WORDS
from facta.records import Caveat, Skipped, Span, Strength
from facta.testing import annotation, commitment, doc
from tests.brief.builders import HOSTILE, brief_of, told


class Page(HTMLParser):
    """What a browser would see: ids, links, tags that load something."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the tag, its id and where it leads."""
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src"}:
                self.links.append(value or "")


def test_every_inner_link_leads_somewhere(tmp_path: Path) -> None:
    """Each link of the page is to an id on the page, and no id stands twice."""
    page = Page(
        render(brief_of(tmp_path, told("Russia attacked Ukraine on Sunday.")), ".html")
    )
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert any(link.startswith("#a0s") for link in page.links)


def test_the_page_makes_no_request(tmp_path: Path) -> None:
    """
    No link leaves the page, nothing is loaded, and the policy forbids what is not in
    it.
    """
    text = render(
        brief_of(tmp_path, told("Russia attacked Ukraine on Sunday.")), ".html"
    )
    page = Page(text)
    assert all(link.startswith("#") for link in page.links)
    assert not {"img", "iframe", "link", "object", "video"} & set(page.tags)
    assert "default-src 'none'" in text
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", text)


@pytest.mark.parametrize("form", [".html", ".md", ".json"])
def test_text_from_accounts_is_never_markup(form: str, tmp_path: Path) -> None:
    """A script in a title, a passage or a file's name stays text."""
    skipped = Skipped(f"{HOSTILE}.txt", "empty; leave it out")
    brief = brief_of(
        tmp_path, told(f"Russia attacked {HOSTILE}.", title=HOSTILE), skipped=(skipped,)
    )
    text = render(brief, form)
    if form == ".html":
        page = Page(text)
        assert page.tags.count("script") == 1
        assert "img" not in page.tags
        assert not [name for name in page.attributes if name.startswith("on")]
    if form == ".md":
        assert "<script>" not in text.replace("\\<script\\>", "")
    if form == ".json":
        assert msgspec.json.decode(text)["accounts"][0]["title"] == HOSTILE


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in the page depends on the clock or on the order of storing."""
    first, second = (
        told("Russia attacked Ukraine on Sunday."),
        told("Russia attacked Kyiv on Sunday."),
    )
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    pages = [
        render(brief_of(tmp_path / name, *order), ".html")
        for name, order in (("a", (first, second)), ("b", (second, first)))
    ]
    assert pages[0] == pages[1]


def test_the_passage_is_marked_where_the_words_stand(tmp_path: Path) -> None:
    """The telling words are marked within their sentence."""
    brief = brief_of(tmp_path, told("Russia attacked Ukraine on Sunday."))
    passage = brief.happenings[0].reports[0].passage
    assert "".join(passage.pieces) == "Russia attacked Ukraine on Sunday."
    assert passage.pieces[1::2] == (
        "Russia",
    )  # the builder's trigger is the first word


def test_an_empty_ledger_gives_a_page_that_says_so(tmp_path: Path) -> None:
    """Nothing read is told, with the reasons."""
    brief = brief_of(
        tmp_path, skipped=(Skipped("a.pdf", "encrypted; remove the password"),)
    )
    text = render(brief, ".html")
    assert "No account could be read." in text
    assert "encrypted; remove the password" in text


def test_another_form_is_refused(tmp_path: Path) -> None:
    """A suffix that is no form of the brief is a settings error."""
    with pytest.raises(SettingsError, match=r"\.odt"):
        packed(brief_of(tmp_path), ".odt")


def test_every_mark_stands_in_the_legend(tmp_path: Path) -> None:
    """What is written beside a line is explained below the first lines."""
    text = render(
        brief_of(tmp_path, told("Russia attacked Ukraine on Sunday.")), ".html"
    )
    (legend,) = re.findall(
        r'<details class="fold legend">.*?</details>', text, re.DOTALL
    )
    marks = (
        *get_args(Caveat),
        *AUXILIARY.values(),
        *get_args(Strength),
        *WORDS.values(),
    )
    assert [mark for mark in marks if mark not in legend] == []


def test_a_promise_that_only_its_maker_tells_kept_says_so(tmp_path: Path) -> None:
    """The brief names whose account it is."""
    document = doc(
        "We kept our promise of tents.",
        published="2025-05-26",
        publisher="The White House",
    )
    made = msgspec.structs.replace(
        commitment(document, "tents", "USA", status="kept"),
        evidence=(Span(0, len(document.text), document.text),),
    )
    text = render(
        brief_of(tmp_path, annotation(document, commitments=(made,))), ".html"
    )
    assert "kept, by its maker's own account:" in text
