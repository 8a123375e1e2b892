"""What stands beside the code says what the code says."""

from __future__ import annotations

import re
from importlib import metadata
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


HEADING = re.compile(r"^## \[(?:Unreleased|(\d+)\.(\d+)\.(\d+))\](.*)$", re.MULTILINE)
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_changelog_is_in_its_form() -> None:
    """What is not released first, then versions with their days, the newest first."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = HEADING.findall(text)
    assert len(found) == len(re.findall(r"^## ", text, re.MULTILINE))
    (*first, day), *released = found
    assert (first, day) == (["", "", ""], "")
    assert all(re.fullmatch(r" - \d{4}-\d\d-\d\d", day) for *_, day in released)
    numbers = [tuple(map(int, number)) for *number, _ in released]
    assert numbers == sorted(numbers, reverse=True)
    assert set(re.findall(r"^### (.*)$", text, re.MULTILINE)) <= KINDS


def test_the_version_is_semantic_and_said_once() -> None:
    """Three numbers, in the package; the project file takes it from there."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", facta.__version__)
    assert 'dynamic = ["version"]' in (ROOT / "pyproject.toml").read_text("utf-8")
    assert metadata.version("facta") == facta.__version__
