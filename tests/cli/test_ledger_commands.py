"""
`facta ledger`, `check`, `backup`, and what a build says of the sources of a ledger.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facta import pipeline
from facta.cli.main import CANNOT, DONE, run
from facta.ledger import UNLINKED, Ledger
from facta.pipeline import Annotator
from tests.ledger.making import stand_in, told, write


@pytest.fixture(autouse=True)
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts of the working directory are read by a stand-in and not by the model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr(pipeline, "annotate", told)
    monkeypatch.setattr(Annotator, "load", lambda **_: stand_in())


def said(
    *arguments: str, capsys: pytest.CaptureFixture[str], status: int = DONE
) -> tuple[list[str], list[str]]:
    """Lines of output and of errors of a command."""
    assert run(arguments) == status
    shown = capsys.readouterr()
    return shown.out.splitlines(), shown.err.splitlines()


def test_a_build_tells_what_became_of_its_sources(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """New, changed, known; moved; no longer there, kept or dropped."""
    write(
        Path(),
        a__one="First words here.",
        a__two="Other words here.",
        a__three="More words here.",
    )
    said("a", capsys=capsys)
    write(Path(), a__one="Corrected words here.")
    Path("a/two.txt").rename("a/moved.txt")
    Path("a/three.txt").unlink()
    _, errors = said("a", capsys=capsys)
    assert errors[:3] == [
        "1 account found under another name",
        "1 source is no longer there: a/three.txt; kept; drop them with --prune",
        "accounts: 0 new, 1 changed, 1 known",
    ]
    _, errors = said("a", "--prune", capsys=capsys)
    assert errors[0] == "1 source is no longer there: a/three.txt; dropped"


def test_a_second_corpus_is_refused_with_nothing_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line that says what to do; no brief, no change of the ledger."""
    write(Path(), a__one="First words here.", b__two="Other words here.")
    said("a", capsys=capsys)
    before = Path("facta.db").read_bytes()
    out, errors = said("b", "-o", "b.html", capsys=capsys, status=CANNOT)
    line = "facta: facta.db holds accounts of a; add these with --add, or give another --ledger"
    assert (out, errors) == ([], [line])
    assert Path("facta.db").read_bytes() == before
    assert not Path("b.html").exists()
    assert "accounts: 1 new, 0 changed, 0 known" in said("b", "--add", capsys=capsys)[1]


def test_a_ledger_that_moved_alone_is_told_how_to_follow(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The line that refuses the same folder names the command that mends it."""
    write(Path(), a__one="First words here.")
    said("a", capsys=capsys)
    Path("b c").mkdir()
    Path("facta.db").rename("b c/facta.db")
    _, (line,) = said("a", "--ledger", "b c/facta.db", capsys=capsys, status=CANNOT)
    here = Path.cwd()
    assert (
        f"run facta ledger rename '{here}/b c/a' a --ledger 'b c/facta.db'; else"
        in line
    )
    assert (
        run(["ledger", "rename", f"{here}/b c/a", "a", "--ledger", "b c/facta.db"]) == 0
    )
    _, errors = said("a", "--ledger", "b c/facta.db", capsys=capsys)
    assert "accounts: 0 new, 0 changed, 1 known" in errors


@pytest.mark.parametrize("given", ["./a", "a/*.txt", "../{}/a", "a/one.txt"])
def test_a_path_in_other_words_is_the_same_root(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Patterns and other spellings of a known folder add nothing and are not refused.
    """
    write(Path(), a__one="First words here.")
    said("a", capsys=capsys)
    _, errors = said(given.format(Path.cwd().name), capsys=capsys)
    assert "accounts: 0 new, 0 changed, 1 known" in errors


def test_the_demo_can_be_run_twice(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From wherever; its accounts are the same ones."""
    said("demo", "-o", "x/demo.html", capsys=capsys)
    with Ledger.open("x/demo.db", read_only=True) as ledger:
        before = [source.shown for source in ledger.sources.listed()]
    monkeypatch.chdir("x")
    assert (
        "accounts: 0 new, 0 changed, 12 known"
        in said("demo", "-o", "demo.html", capsys=capsys)[1]
    )
    with Ledger.open("demo.db", read_only=True) as ledger:
        assert [source.shown for source in ledger.sources.listed()] == before


def test_sources_are_listed_removed_and_renamed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is left is linked at once; the log has what is gone."""
    write(Path(), a__one="First words here.", a__two="Other words here.")
    said("a", capsys=capsys)
    out, _ = said("ledger", "sources", "--json", capsys=capsys)
    assert [json.loads(line)["shown"] for line in out] == ["a/one.txt", "a/two.txt"]
    assert said("ledger", "remove", "a/two.txt", capsys=capsys)[0] == ["a/two.txt"]
    assert said("ledger", "rename", "a", "b/c", capsys=capsys)[1] == [
        "1 account of a now of b/c"
    ]
    (head, row), errors = said("ledger", "sources", capsys=capsys)
    assert (head.split(), errors) == (
        ["read", "accounts", "characters", "root", "source"],
        [],
    )
    assert row.split()[1:] == ["1", "17", "b/c", "b/c/one.txt"]
    assert len(said("timeline", "--json", capsys=capsys)[0]) == 1
    out, _ = said("ledger", "log", "--json", capsys=capsys)
    assert [json.loads(line)["reason"] for line in out] == ["removed"]


def test_the_log_says_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    """Old and new id, size, day and title."""
    Path("a.jsonl").write_text(
        json.dumps({"id": "x", "text": "First words here.", "title": "One"})
    )
    said("a.jsonl", capsys=capsys)
    Path("a.jsonl").write_text(
        json.dumps(
            {"id": "x", "text": "Corrected words here.", "published": "2025-05-28"}
        )
    )
    said("a.jsonl", capsys=capsys)
    (_, row), _ = said("ledger", "log", capsys=capsys)
    assert (
        "changed  x    x    a.jsonl#1  text, 17 to 21 characters; day unknown to "
        "2025-05-28; title 'One' to 'none'"
    ) in row


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["ledger", "remove", "b"],
            "b: no source or account of facta.db; list what there is with `facta ledger sources`",
        ),
        (
            ["ledger", "rename", "b", "c"],
            "b: no source of facta.db; list what there is",
        ),
        (["ledger", "remove", "a", "--ledger", "none.db"], "none.db: no ledger there"),
        (["backup", "facta.db"], "the ledger itself"),
        (["backup", "none/copy.db"], "choose a folder that exists"),
        (["check", "--ledger", "none.db"], "none.db: no ledger there"),
    ],
    ids=[
        "remove nothing",
        "rename nothing",
        "no ledger",
        "onto itself",
        "no folder",
        "check nothing",
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, what it is and what to do; nothing is made."""
    write(Path(), a__one="First words here.")
    said("a", capsys=capsys)
    out, (error,) = said(*arguments, capsys=capsys, status=CANNOT)
    assert (out, words in error) == ([], True)
    assert not Path("none.db").exists()


def test_a_reader_of_a_ledger_that_is_not_linked_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The list comes, with a note on standard error; the next run links."""
    write(Path(), a__one="First words here.")
    said("a", capsys=capsys)
    with Ledger.open("facta.db") as ledger:
        ledger.add(told(next(ledger.documents()), (), None), stages="older")
    note = f"facta: facta.db: {UNLINKED}"
    for command in (["timeline"], ["export"]):
        out, errors = said(*command, capsys=capsys)
        assert (len(out) > 0, errors) == (True, [note])
    assert said("check", capsys=capsys)[1][-1].endswith(note.removeprefix("facta: "))
    said("a", capsys=capsys)
    assert said("timeline", capsys=capsys)[1] == []
