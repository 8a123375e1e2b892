"""
README and docs are true: every command prints what stands below it, every figure is
that of the one file.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.docs import (
    FOLLOWED,
    PAGES,
    ROOT,
    Example,
    examples,
    figured,
    figures,
    fits,
    prepare,
    printed,
    renewed,
    run,
)

SHOWN = {
    f"{page.name}:{example.line + 1}": example
    for page in PAGES
    if page not in FOLLOWED
    for example in examples(page.read_text("utf8"))
}
README = (ROOT / "README.md").read_text("utf8")
FENCED = re.findall(r"^(facta [^#\n]+)", README, flags=re.MULTILINE)

pytestmark = pytest.mark.gold


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, dict[str, str]]:
    """The folder that the examples speak of."""
    folder = tmp_path_factory.mktemp("docs")
    return folder, prepare(folder)


@pytest.mark.parametrize("example", SHOWN.values(), ids=SHOWN)
def test_a_documented_command_prints_what_stands_below_it(
    example: Example, place: tuple[Path, dict[str, str]]
) -> None:
    """`python -m tools.docs --write` puts what it prints now into the page."""
    output = printed(example, *place)
    assert fits(example.lines, output), "\n".join(output)


@pytest.mark.parametrize("page", FOLLOWED, ids=lambda page: page.name)
def test_a_page_can_be_followed_from_top_to_bottom(
    page: Path, place: tuple[Path, dict[str, str]]
) -> None:
    """Each command finds what those before it left, and prints what stands below it."""
    folder, environment = place
    found = list(examples(page.read_text("utf8")))
    assert len(found) > 5
    for example in found:
        output = printed(example, folder / page.stem, environment)
        assert fits(example.lines, output), "\n".join((example.command, *output))


@pytest.mark.parametrize("command", FENCED)
def test_a_command_of_the_readme_runs(
    command: str, place: tuple[Path, dict[str, str]]
) -> None:
    """It prints something and no error."""
    folder, environment = place
    line = command.strip()
    ids = run("facta timeline --json | head -n 1", folder, environment)[0]
    found = re.search(r'"id":"([0-9a-f]+)"', ids)
    assert found
    rows = run(
        re.sub(r"(why) [0-9a-f]{8}", rf"\1 {found[1]}", line), folder, environment
    )
    assert rows
    assert not [row for row in rows if row.startswith("facta: ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_the_figures_of_the_file(page: Path) -> None:
    """Whoever measures anew writes one file; no page keeps an older value."""
    text = page.read_text("utf8")
    assert figured(text, figures()) == text


def test_an_elided_output_fits_and_is_renewed_where_it_was_shown() -> None:
    """An elision stands for any lines, none too."""
    assert fits(["a", "...", "z"], ["a", "z"])
    assert fits(["...", "z"], ["a", "b", "z"])
    assert not fits(["a", "..."], ["b"])
    assert renewed(["a", "..."], ["b", "c", "d"]) == ["b", "..."]
    assert renewed(["a"], ["b", "c"]) == ["b", "c"]
