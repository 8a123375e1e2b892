"""Accounts written to train on, as passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.errors import SettingsError
from facta.language.segment import Segmenter
from facta.lexicon.language import Rules
from tools.corpus import written
from tools.corpus.bare import bare_passages

HEAD = "# own-1 | 2003-04-17 | Chad recalls its envoy"
ACCOUNT = f"""{HEAD}
[1] Chad recalled its envoy.
[2] Sudan said nothing.

[3] It rained.
"""


@pytest.fixture(scope="module")
def splitter() -> Segmenter:
    """The product's own."""
    return Segmenter(Rules.load())


def test_sentences_stand_in_paragraphs(splitter: Segmenter) -> None:
    """Numbered lines of one paragraph are one line; bounds read back."""
    made = written.passage(ACCOUNT, splitter)
    assert made.text == "Chad recalled its envoy. Sudan said nothing.\n\nIt rained."
    assert [made.sentence(number) for number in (1, 2, 3)] == [
        "Chad recalled its envoy.",
        "Sudan said nothing.",
        "It rained.",
    ]
    assert (made.id, made.title) == ("own-1", "Chad recalls its envoy")
    assert (str(made.published), made.part) == ("2003-04-17", "written")


def test_an_account_may_be_kept_apart(splitter: Segmenter) -> None:
    """As an analysis that nothing is trained on, its words to be coded too."""
    made = written.passage(ACCOUNT, splitter, part="analysis", with_words=True)
    assert (made.part, made.with_words) == ("analysis", True)


@pytest.mark.parametrize(
    ("account", "problem"),
    [
        ("Chad recalled its envoy.", "no head"),
        (f"{HEAD}\nChad recalled its envoy.", r"write `\[1\]"),
        (f"{HEAD}\n[1] It rained. Nobody came.", r"own-1 \[1\]: .* otherwise"),
        (f"{HEAD}\n[1] Chad recalled\n[2] its envoy.", r"own-1 \[1\]: .* otherwise"),
    ],
)
def test_what_is_in_no_such_form_is_refused(
    splitter: Segmenter, account: str, problem: str
) -> None:
    """With what to write."""
    with pytest.raises(SettingsError, match=problem):
        written.passage(account, splitter)


def test_a_folder_gives_passages_to_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line each, by name; one that is refused is told of, with status 1."""
    folder = tmp_path / "r1"
    folder.mkdir()
    (folder / "own-1.txt").write_text(ACCOUNT, "utf8")
    assert written.main([str(tmp_path)]) == 0
    (tmp_path / "passages.jsonl").write_text(capsys.readouterr().out, "utf8")
    assert list(bare_passages(tmp_path / "passages.jsonl")) == ["own-1"]
    (folder / "own-2.txt").write_text("nothing", "utf8")
    assert written.main([str(tmp_path)]) == 1
    assert "own-2" not in (told := capsys.readouterr()).out
    assert "no head" in told.err
