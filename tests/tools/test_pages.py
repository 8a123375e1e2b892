"""
What becomes of the documentation on its way to the site: links, equations, folders in
the navigation.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import yaml

from tools.pages import CARRIED, MADE, ROOT, on_config, on_page_content, relinked


@pytest.mark.parametrize(
    ("markdown", "site", "held"),
    [
        (
            "[a](../corpus/README.md#splits)",
            "measuring.md",
            "[a](corpus/README.md#splits)",
        ),
        ("[a](../corpus)", "measuring.md", "[a](corpus/README.md)"),
        (
            "[a](docs/limits.md#in-general)",
            "project/about.md",
            "[a](../limits.md#in-general)",
        ),
        ("[a](../limits.md)", "decisions/001.md", "[a](../limits.md)"),
        ("[a](../decisions)", "decisions/001.md", "[a](README.md)"),
        ("[a](../src/facta/errors.py)", "limits.md", "a"),
        ("[a](LICENSE)", "project/about.md", "a"),
        ("![a](docs/pictures/x.webp)", "project/about.md", "![a](../pictures/x.webp)"),
        ("[a](https://example.org/b)", "limits.md", "[a](https://example.org/b)"),
        ("[a](#marks)", "brief.md", "[a](#marks)"),
    ],
)
def test_a_link_leads_to_the_same_page_in_the_site(
    markdown: str, site: str, held: str
) -> None:
    """What the site does not have is text; what it has keeps its anchor."""
    assert relinked(markdown, site) == held


def test_a_link_to_nothing_is_left_for_the_build_to_refuse() -> None:
    """A strict build must not pass because a hook hid a mistake."""
    assert relinked("[a](../no/such.md)", "limits.md") == "[a](../no/such.md)"


def test_an_equation_becomes_mathml_without_a_script() -> None:
    """Inline and displayed."""
    inline = on_page_content('<span class="arithmatex">\\(a &lt; b\\)</span>')
    assert inline.startswith("<math")
    assert "<script" not in inline
    displayed = on_page_content('<div class="arithmatex">\\[\\frac{r}{q}\\]</div>')
    assert 'display="block"' in displayed
    assert "<mfrac>" in displayed


def test_an_equation_that_cannot_be_drawn_stops_the_build() -> None:
    """An unknown command would be shown as it is written."""
    with pytest.raises(ValueError, match="nosuch"):
        on_page_content('<span class="arithmatex">\\(\\nosuch x\\)</span>')


def test_a_folder_in_the_navigation_is_all_its_pages(tmp_path: Path) -> None:
    """Its README or index first; one that is not there leaves no entry."""
    (tmp_path / "decisions").mkdir()
    for name in ("001-a.md", "002-b.md", "README.md"):
        (tmp_path / "decisions" / name).write_text("# A", "utf8")
    (tmp_path / "contributing").mkdir()
    for name in ("add-a.md", "index.md"):
        (tmp_path / "contributing" / name).write_text("# A", "utf8")
    nav = [
        {"Start": "index.md"},
        {"Project": [{"D": "decisions/"}, {"C": "contributing/"}, {"N": "none/"}]},
    ]
    config = cast("Any", SimpleNamespace(nav=nav, docs_dir=str(tmp_path)))
    pages = ["decisions/README.md", "decisions/001-a.md", "decisions/002-b.md"]
    rest = ["index", "add-a", "rules"]
    assert on_config(config).nav == [
        {"Start": "index.md"},
        {"Project": [{"D": pages}, {"C": [f"contributing/{n}.md" for n in rest]}]},
    ]


def test_the_build_refuses_a_missing_page_link_or_anchor() -> None:
    """The settings that make `make site` a check, and no font from elsewhere."""
    found = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf8"))
    assert found["theme"]["font"] is False
    assert set(found["validation"]["links"].values()) == {"warn"}
    assert found["validation"]["nav"]["omitted_files"] == "warn"
    recipe = (ROOT / "Makefile").read_text("utf8")
    (build,) = re.findall(r"^\t.*mkdocs build.*$", recipe, flags=re.MULTILINE)
    assert "--strict" in build
    assert "--quiet" not in build


def test_all_that_comes_along_is_there() -> None:
    """Pages from elsewhere in the repository and pages made from the code."""
    assert all((ROOT / home).is_file() for home in CARRIED)
    assert set(MADE) == {"reference/python.md", "reference/commands.md"}
