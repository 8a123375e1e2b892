"""
Feeds: nothing of them is lost in silence, and what was escaped twice reads as written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.making import PASSAGE, read

START = "<rss version='2.0'><channel><title>The Wire</title>"
WHOLE = f"<item><title>First</title><description>{PASSAGE}</description></item>"


@pytest.mark.parametrize(
    ("rest", "source", "reason"),
    [
        (
            "<item><title>Second</title><description>Shells fell",
            "#2",
            "an entry that is cut short",
        ),
        (
            "<item><title>Second</title><description><![CDATA[Shells fell",
            "#2",
            "an entry that is cut short",
        ),
        ("", "", "a broken feed, of which some text may be lost"),
        (
            "<item><description>Shells fell <item></item></channel></rss>",
            "",
            "a broken feed",
        ),
    ],
    ids=["text", "cdata", "between", "within"],
)
def test_a_feed_that_is_cut_short_is_told(
    tmp_path: Path, rest: str, source: str, reason: str
) -> None:
    """
    The entries before are read; one of which a part is missing is not taken for whole.
    """
    path = tmp_path / "a.rss"
    path.write_text(f"{START}{WHOLE}{rest}")
    found, skipped = read(path)
    assert found[0].text == f"First\n\n{PASSAGE}"
    assert "Second" not in {document.title for document in found}
    assert (skipped[-1].source, skipped[-1].reason.startswith(reason)) == (
        f"{path}{source}",
        True,
    )


def test_a_feed_that_is_only_untidy_is_read_without_a_word(tmp_path: Path) -> None:
    """A bare ampersand loses nothing."""
    (tmp_path / "a.rss").write_text(
        f"{START}{WHOLE}<item><title>Bread & salt</title></item></channel></rss>"
    )
    found, skipped = read(tmp_path / "a.rss")
    assert ([document.title for document in found], skipped) == (
        ["First", "Bread & salt"],
        [],
    )


@pytest.mark.parametrize(
    "body",
    [
        "&lt;![CDATA[&lt;p&gt;Freedonia struck.&lt;/p&gt;&lt;p&gt;It said so.&lt;/p&gt;]]&gt;",
        (
            "&amp;lt;p&amp;gt;Freedonia struck.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;It said "
            "so.&amp;lt;/p&amp;gt;"
        ),
        "<![CDATA[&lt;p&gt;Freedonia struck.&lt;/p&gt;&lt;p&gt;It said so.&lt;/p&gt;]]>",
        (
            "&amp;amp;lt;p&amp;amp;gt;Freedonia "
            "struck.&amp;amp;lt;/p&amp;amp;gt;&amp;lt;br&amp;gt;It said so."
        ),
    ],
    ids=["cdata", "twice", "within-cdata", "thrice"],
)
def test_what_was_escaped_twice_is_clean_text(tmp_path: Path, body: str) -> None:
    """No tag and no mark of a section stays."""
    item = f"<item><title>Raid</title><description>{body}</description></item>"
    (tmp_path / "a.rss").write_text(f"{START}{item}</channel></rss>")
    (found,), skipped = read(tmp_path / "a.rss")
    assert (found.text, skipped) == ("Raid\n\nFreedonia struck.\nIt said so.", [])
