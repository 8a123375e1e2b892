"""What stands beside the code says what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import facta

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md")]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#([^)]+))?\)")
NAMED = re.compile(r"`((?:src|tests|docs)/[\w./-]+)`")


def test_a_citation_names_this_version() -> None:
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert found["version"] == facta.__version__
    assert found["cff-version"] == "1.2.0"
    assert found["license"] in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    """Files, and headings in them."""
    text = page.read_text("utf-8")
    links = LINK.findall(text)
    assert links
    for path, anchor in links:
        target = (ROOT / path).read_text("utf-8")
        heads = [line.strip("# ").lower() for line in target.splitlines()]
        assert not anchor or anchor.replace("-", " ") in heads, f"{path}#{anchor}"
    for name in NAMED.findall(text):
        assert (ROOT / name).exists(), name
