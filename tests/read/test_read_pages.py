"""
Pages: the day they state and no other, the whole of the article, each paragraph once.
"""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest

from facta.read.article import once
from facta.read.mojibake import mended
from facta.read.pages import paged
from tests.read.making import PASSAGE, one

LEAD = "Freedonia shut its embassy in Sylvania on Tuesday, a day before the talks were to begin."
FOOTER = "<footer><p>Terms of 2023-01-01</p><p>Copyright 3 February 2022</p></footer>"
NEXT = (
    "Neither side gave a date for the meeting, and both said that much is still open."
)


def page(*, head: str = "", top: str = "", body: str = "", foot: str = FOOTER) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>A call in May</title>{head}</head><body><article>"
        f"<h1>A call in May</h1>{top}<p>{PASSAGE} {PASSAGE}</p><p>{NEXT} "
        f"{body}</p></article>{foot}</body></html>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        page(top='<time datetime="2025-05-27">Tuesday</time>'),
        page(
            top='<p><time datetime="2025-05-27T23:30:00-05:00">Tuesday</time> by A. Author</p>'
        ),
        page(top="<p>Published 27 May 2025</p>"),
        page(
            top="<div>By A. Author | Published: May 27, 2025 | Updated: May 29, 2025</div>"
        ),
        page(top="<div>By A. Author | Tuesday, May 27, 2025, 10:00 a.m. EDT</div>"),
        page(top="<div>27 de mayo de 2025</div>"),
        page(
            head='<meta property="article:published_time" content="2025-05-27T23:30:00-05:00">'
        ),
        page(
            head=(
                '<script type="application/ld+json">{"datePublished": '
                '"2025-05-27T10:00:00Z"}</script>'
            )
        ),
        page(
            top=(
                '<p>Updated <time datetime="2025-05-29">x</time></p><p><time '
                'datetime="2025-05-27">y</time></p>'
            )
        ),
        page(foot="").replace(
            "</article>",
            '<footer>Posted <time datetime="2025-05-27">x</time></footer></article>',
        ),
        page(head='<link rel="canonical" href="https://x.example/2025/05/27/a">'),
    ],
    ids=[
        "time",
        "byline",
        "said",
        "and-updated",
        "by",
        "spanish",
        "meta",
        "json",
        "updated",
        "own-footer",
        "address",
    ],
)
def test_a_page_is_dated_by_its_article(markup: str) -> None:
    """The day near the article goes before any text of the footer."""
    assert paged(markup, "x").published == datetime.date(2025, 5, 27)


@pytest.mark.parametrize(
    "markup",
    [
        page(),
        page(
            foot="<div class='site-footer'><time datetime='2023-01-01'>x</time></div>"
        ),
        page(foot="<div>Terms of 2023-01-01</div>"),
        page(body="The treaty of 2019-03-04 holds."),
        page(
            body="<time datetime='2019-03-04'>4 March 2019</time> is when they signed."
        ),
        page(top="<p>Published May 2025</p>"),
        page(top="<p>Published 3 hours ago</p>"),
        page(top='<time class="updated" datetime="2025-05-29">x</time>'),
        page(
            top=(
                "<aside><ul><li><a href=x>Other</a> <time "
                "datetime='2024-01-01'>x</time></li></ul></aside>"
            )
        ),
        page(head='<meta itemprop="copyrightYear" content="2024">'),
    ],
    ids=[
        "footer",
        "class",
        "terms",
        "prose",
        "prose-time",
        "month",
        "ago",
        "updated",
        "aside",
        "copyright",
    ],
)
def test_a_page_that_states_no_day_has_none(markup: str) -> None:
    """
    No footer, no treaty, no part of a date and no later change is a day of publication.
    """
    found = paged(markup, "x")
    assert (found.published, found.published_basis) == (None, "unresolved")


def test_a_day_that_a_page_states_in_part_is_told(tmp_path: Path) -> None:
    """It is none, and a note says so."""
    assert paged(page(head='<meta name="date" content="2025-05">'), "x").notes == (
        "page: '2025-05' is not a date; write it as 2025-05-28",
    )


@pytest.mark.parametrize("now", ["1971-02-03", "2031-11-30"])
def test_no_day_depends_on_the_clock(monkeypatch: pytest.MonkeyPatch, now: str) -> None:
    """
    A page of tomorrow, of long ago, and one without a day read the same whatever the
    machine's day is.
    """

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Clock:
            return cls.fromisoformat(now)

    moment = Clock.fromisoformat(now).replace(tzinfo=datetime.UTC).timestamp()
    monkeypatch.setattr(time, "time", lambda: moment)
    monkeypatch.setattr(datetime, "datetime", Clock)
    days = [
        paged(page(head=f'<meta name="date" content="{day}">'), "x").published
        for day in ("1962-10-22", "2025-05-27", "2099-01-01")
    ]
    assert [str(day) for day in days] == ["1962-10-22", "2025-05-27", "2099-01-01"]
    assert paged(page(), "x").published is None


@pytest.mark.parametrize(
    "markup",
    [
        page(top=f'<header><div class="standfirst">{LEAD}</div></header>'),
        (
            f'<html><body><header><h1>A call</h1><p class="standfirst">{LEAD}</p></header>'
            f"<main><p>{PASSAGE} {PASSAGE}</p><p>{NEXT}</p></main></body></html>"
        ),
        page(top=f'<aside class="article-lead">{LEAD}</aside>'),
        page(top=f'<div class="summary"><p>{LEAD}</p></div>'),
    ],
    ids=["header", "header-before-main", "aside", "summary"],
)
def test_a_first_paragraph_outside_the_main_text_is_read(markup: str) -> None:
    """It stands once, before the paragraphs that follow it."""
    text = paged(markup, "x").text
    assert text.count(LEAD) == 1
    assert text.index(LEAD) < text.index(NEXT)


def test_a_slogan_in_the_header_of_a_site_is_not_read() -> None:
    """What stands above an article that has a heading of its own is no lead."""
    slogan = (
        "The Daily brings you the news of the whole world on every day of the year."
    )
    assert (
        slogan
        not in paged(
            page().replace("<article>", f"<header><p>{slogan}</p></header><article>"),
            "x",
        ).text
    )


@pytest.mark.parametrize("kind", ["div", "article"])
def test_a_page_that_holds_its_text_twice_is_read_once(kind: str) -> None:
    """The copy for narrow screens goes, with its heading."""
    part = f"<h1>A call</h1><p>{PASSAGE}</p><h2>What next</h2><p>{NEXT}</p>"
    text = paged(
        f"<html><body><{kind} class=wide>{part}</{kind}><{kind} class=narrow>{part}</{kind}>",
        "x",
    ).text
    assert [text.count(line) for line in (PASSAGE, "What next", NEXT)] == [1, 1, 1]


def test_a_refrain_is_kept() -> None:
    """Short lines that come again by themselves are no copy."""
    assert (
        once("(Applause.)\nOne.\n(Applause.)\nTwo.")
        == "(Applause.)\nOne.\n(Applause.)\nTwo."
    )


BROKEN = (
    "“We will answer,” President Groucho said. Sylvania’s café – shut".encode().decode(
        "cp1252", "ignore"
    )
)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.rss", "a.csv"])
def test_a_doubled_encoding_is_undone(tmp_path: Path, name: str) -> None:
    """
    UTF-8 read as Windows-1252 and saved again is read as it was written, closing marks
    too that lost a byte.
    """
    whole = {
        "a.html": f"<html><body><p>{BROKEN}</p>",
        "a.rss": (
            "<rss "
            f"version='2.0'><channel><item><title>{BROKEN}</title></item></channel></rss>"
        ),
        "a.csv": f'text\n"{BROKEN}"\n',
    }.get(name, BROKEN)
    (tmp_path / name).write_text(whole, encoding="utf-8")
    assert (
        one(tmp_path / name).text
        == "“We will answer,” President Groucho said. Sylvania’s café – shut"
    )


def test_text_given_as_json_keeps_its_offsets(tmp_path: Path) -> None:
    """A line's text is the caller's, whose offsets are counted in it as given."""
    (tmp_path / "a.jsonl").write_text(f'{{"text":"{BROKEN}"}}', encoding="utf-8")
    assert one(tmp_path / "a.jsonl").text == BROKEN


@pytest.mark.parametrize(
    "text", ["MAÇÃ”, disse.", "café”’ he said", "Ünïcödé – “fine”", "DIÁRIO", "100 Â"]
)
def test_text_that_is_right_is_left(text: str) -> None:
    """Only what no language writes is taken for a doubled encoding."""
    assert mended(text) == text


ARTICLE = '{"@type": "NewsArticle", "datePublished": "2025-05-27"}'
OLDER = "2011-01-01"


@pytest.mark.parametrize(
    ("data", "day"),
    [
        (
            f'[{{"@type": "ImageObject", "datePublished": "{OLDER}"}}, {ARTICLE}]',
            "2025-05-27",
        ),
        (
            f'{{"@graph": [{{"@type": "WebPage", "datePublished": "{OLDER}"}}, {ARTICLE}]}}',
            "2025-05-27",
        ),
        (
            f'{{"@type": "NewsArticle", "image": {{"datePublished": "{OLDER}"}}}}',
            "None",
        ),
        (
            (
                f'{{"@type": "ItemList", "itemListElement": [{{"@type": "NewsArticle", '
                f'"datePublished": "{OLDER}"}}]}}'
            ),
            "None",
        ),
        ('{"@type": "WebPage", "datePublished": "2025-05-27"}', "2025-05-27"),
        ('{"broken", "datePublished": "2025-05-27"', "2025-05-27"),
    ],
    ids=["picture", "graph", "picture within", "list of others", "page", "broken"],
)
def test_data_for_machines_is_asked_for_the_article_alone(
    tmp_path: Path, data: str, day: str
) -> None:
    """Pictures, data sets and other articles have days of their own."""
    script = f'<script type="application/ld+json">{data}</script>'
    page = (
        f"<html><head>{script}</head><body><article><h1>A "
        f"call</h1><p>{PASSAGE}</p></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page)
    assert str(one(tmp_path / "a.html").published) == day


def test_a_list_of_other_articles_dates_no_page(tmp_path: Path) -> None:
    """What stands outside of the part that holds the heading belongs to others."""
    others = (
        '<section><article><time datetime="2024-01-01"></time><h3><a '
        'href="/o">Old</a></h3></article></section>'
    )
    (tmp_path / "a.html").write_text(
        f"<html><body><main><h1>A call</h1><p>{PASSAGE}</p></main>{others}</body></html>"
    )
    assert one(tmp_path / "a.html").published is None
