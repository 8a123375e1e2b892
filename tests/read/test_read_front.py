"""Front matter is read as static sites write it."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.read.making import PASSAGE, one

DAY = datetime.date(2025, 5, 28)
SITE = """---
tags: statements-releases
date: '2025-05-28'
modified_time: 2025-05-29 14:28:03-05:00
source_url: https://x.example/2025/05/28/a-call/
published_time: 2025-05-28 14:28:02-05:00
title: "A\\_Call in May:\\
  \\ What Was Said"
---
"""


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_site_s_front_matter_is_read(tmp_path: Path, name: str) -> None:
    """
    Quotes, escapes, values over two lines, and the site's own names for day and
    address.
    """
    (tmp_path / name).write_text(SITE + PASSAGE)
    found = one(tmp_path / name)
    assert (found.title, found.published, found.published_basis, found.url) == (
        "A Call in May: What Was Said",
        DAY,
        "front_matter",
        "https://x.example/2025/05/28/a-call/",
    )
    assert found.text.strip() == PASSAGE


@pytest.mark.parametrize(
    ("front", "title", "publisher"),
    [
        (
            "title: A call\ntags:\n  - one\n  - two\ndate: 2025-05-28 10:00:00 +0200",
            "A call",
            None,
        ),
        (
            "title: >\n  A call\n  in May\nsource:\n  name: The Wire\ndate: 2025-05-28",
            "A call in May",
            "The Wire",
        ),
        (
            "title: 'It''s a call'\npublisher: {name: The Wire}\npubDate: May 28, 2025",
            "It's a call",
            "The Wire",
        ),
        (
            "title: A: call\npublisher: The Wire\ndate: 2025-05-28",
            "A: call",
            "The Wire",
        ),
        ("Title: A call\nDate: 2025-05-28T10:00\nSite: The Wire", "A call", "The Wire"),
        ("title: !!python/object:os.system A call\ndate: 2025-05-28", "A call", None),
        ("title: &a A call\nother: [*a, *a]\ndate: 2025-05-28", "A call", None),
    ],
    ids=["list", "folded", "nested", "colon", "capitals", "tag", "anchor"],
)
def test_yaml_in_its_many_forms_is_read(
    tmp_path: Path, front: str, title: str, publisher: str | None
) -> None:
    """And what is nearly YAML line by line; nothing in it is ever run."""
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\n{PASSAGE}")
    found = one(tmp_path / "a.md")
    assert (found.title, found.publisher, found.published) == (title, publisher, DAY)
    assert found.text == PASSAGE


def test_toml_between_plus_signs_is_read(tmp_path: Path) -> None:
    """As Hugo writes it."""
    (tmp_path / "a.md").write_text(
        f'+++\ntitle = "A call"\ndate = 2025-05-28T10:00:00Z\ntags = ["a"]\n+++\n{PASSAGE}'
    )
    found = one(tmp_path / "a.md")
    assert (found.title, found.published, found.text) == ("A call", DAY, PASSAGE)


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (
            "See [[1]](#n1) and [the [first] list](https://x.example/a).",
            "See [1] and the [first] list.",
        ),
        ("A line\n| that was wrapped", "A line | that was wrapped"),
        (
            "**Bold:\u00a0** text, CBS:****Then &amp; now",
            "Bold:\u00a0 text, CBS:Then & now",
        ),
        (f'One <img src="{"x" * 5000}"> two', "One  two"),
        (f"[cut](https://x.example/{'y' * 2000})", "cut"),
    ],
    ids=["nested", "pipe", "stars", "image", "long"],
)
def test_what_converters_of_pages_leave_is_removed(
    tmp_path: Path, marked: str, text: str
) -> None:
    """Marks that only a converter writes are no text."""
    (tmp_path / "a.md").write_text(marked, encoding="utf-8")
    assert one(tmp_path / "a.md").text == text
