"""What a page loads from elsewhere is found; what it only names is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.loads import found, loaded, styled


@pytest.mark.parametrize(
    "page",
    [
        '<script src="https://a.org/b.js"></script>',
        '<link rel="stylesheet" href="//a.org/b.css">',
        '<link rel="preconnect" href="https://fonts.gstatic.com">',
        '<img srcset="a.png 1x, https://a.org/b.png 2x">',
        '<iframe src="HTTPS://a.org"></iframe>',
        "<p style=\"background: url('https://a.org/b.png')\">a</p>",
        "<style>@import 'https://a.org/b.css';</style>",
    ],
)
def test_what_a_browser_would_fetch_is_named(page: str) -> None:
    """Scripts, styles, pictures, frames, and what prepares for them."""
    assert len(list(loaded(f"<html><body>{page}</body></html>"))) == 1


@pytest.mark.parametrize(
    "page",
    [
        '<a href="https://a.org">a</a>',
        '<link rel="canonical" href="https://a.org">',
        '<img src="pictures/a.png">',
        '<img src="data:image/png;base64,aaaa">',
        "<p>https://a.org</p>",
    ],
)
def test_what_is_only_named_or_lies_beside_it_is_not(page: str) -> None:
    """A link is followed by people."""
    assert not list(loaded(f"<html><body>{page}</body></html>"))


def test_a_folder_is_looked_through_with_its_style_sheets(tmp_path: Path) -> None:
    """Each fault with its file."""
    (tmp_path / "a").mkdir()
    page, style = tmp_path / "a" / "b.html", tmp_path / "c.css"
    page.write_text('<html><script src="//a.org/b.js"></script></html>', "utf8")
    style.write_text("a { src: url(https://a.org/c.woff) }", "utf8")
    assert [path for path, _ in found(tmp_path)] == [page, style]
    assert list(styled("a { src: url(c.woff) }")) == []
