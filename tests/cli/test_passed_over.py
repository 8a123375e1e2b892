"""
A folder full of what is no account: twenty are named, the rest is counted by reason, on
the page too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.brief import compose, render
from facta.cli.main import WITH_SKIPPED, run
from facta.cli.options import NAMED
from facta.ledger import Ledger
from facta.ontology import Countries
from facta.records import Skipped

PICTURES, EMPTY = 25, 3


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of pictures and empty files with one account among them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all").mkdir()
    for number in range(PICTURES):
        (tmp_path / "all" / f"{number:03}.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    for number in range(EMPTY):
        (tmp_path / "all" / f"x{number}.txt").touch()
    (tmp_path / "all" / "z.txt").write_text("Nothing happened in the whole week.")
    return tmp_path


@pytest.mark.parametrize("name", ["build", "annotate", "link"])
def test_twenty_are_named_and_the_rest_is_counted(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each reason is one line, the most frequent first."""
    assert run([name, "all"]) == WITH_SKIPPED
    lines = [
        each
        for each in capsys.readouterr().err.splitlines()
        if each.startswith("skipped")
    ]
    assert len(lines) == NAMED + 2
    assert lines[NAMED:] == [
        "skipped 5 more: a picture; leave it out",
        "skipped 3 more: empty; fetch it again or leave it out",
    ]


def test_a_ledger_is_written_without_a_page(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no brief is asked for; what was read and what was not is told all the same."""
    assert run(["build", "all", "--no-brief"]) == WITH_SKIPPED
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "accounts: 1 new" in shown.err
    assert shown.err.splitlines()[-1] == "ledger facta.db, no brief"
    assert not list(folder.glob("*.html"))
    with Ledger.open(folder / "facta.db", read_only=True) as ledger:
        assert len(list(ledger.documents())) == 1


def test_a_brief_that_is_slow_to_open_is_told_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do instead; a usual one is not."""
    assert run(["build", "all"]) == WITH_SKIPPED
    assert "--no-brief" not in capsys.readouterr().err
    monkeypatch.setattr("facta.cli.commands.build.LARGE", 0)
    assert run(["build", "all"]) == WITH_SKIPPED
    assert "which is slow to open; keep to the ledger with --no-brief" in (
        capsys.readouterr().err
    )
    assert (folder / "brief.html").exists()


@pytest.mark.parametrize("suffix", [".html", ".md", ".json"])
def test_the_brief_counts_what_it_does_not_name(suffix: str, tmp_path: Path) -> None:
    """
    A reason that few inputs share is never lost behind one that many share; JSON has
    them all.
    """
    with Ledger.open(tmp_path / "facta.db") as ledger:
        for number in range(1234):
            ledger.skip(Skipped(f"{number:05}.png", "a picture; leave it out"))
        ledger.skip(
            Skipped("99999.pdf", "encrypted; remove the password or leave the file out")
        )
        page = render(compose(ledger, Countries.load()), suffix)
    assert "99999" in page
    assert page.count(".png") + page.count("\\.png") == (
        1234 if suffix == ".json" else 20
    )
    assert ("1,214 more" in page) is (suffix != ".json")


def test_what_is_one_is_singular_on_the_page(tmp_path: Path) -> None:
    """The counts on top agree with their nouns."""
    from facta.link import link
    from facta.testing import annotation, doc, telling

    note = doc("Moscow will leave the port.")
    with Ledger.open(tmp_path / "facta.db") as ledger:
        ledger.add(
            annotation(
                note,
                events=(
                    telling(
                        note, "RETREAT", "RUS", "UKR", "Moscow will leave the port."
                    ),
                ),
            )
        )
        ledger.link(link(list(ledger.annotations())))
        page = render(compose(ledger, Countries.load()), ".html")
    assert "<b>1</b> account<" in page
    assert "<b>1</b> event," in page
    assert "<b>0</b> statements" in page
