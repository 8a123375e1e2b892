"""
The whole road with the real model: folder in, ledger and brief out, again and again.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, DONE, WITH_SKIPPED, run

pytestmark = pytest.mark.gold

ATTACK = """Missiles hit Kharkiv

KYIV, 3 March 2025. Russia attacked Ukraine with missiles on Monday, killing at least 12 people.

"We will answer this," Ukrainian President Volodymyr Zelensky said. He met leaders on Tuesday.
"""
GERMAN = (
    "Der Kanzler hat am Montag in Berlin erklärt, dass Deutschland der Ukraine "
    "weiter helfen werde, wenn nötig."
)
SANCTIONS = (
    "The European Union imposed new sanctions on Russia on 5 March 2025, a senior "
    "diplomat said."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with one account in `articles`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "attack.txt").write_text(ATTACK, "utf-8")
    return tmp_path


def dump(ledger: Path) -> list[str]:
    """Everything a ledger holds, as SQL."""
    connection = sqlite3.connect(ledger)
    lines = list(connection.iterdump())
    connection.close()
    return lines


def test_a_second_run_changes_nothing_and_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Same input, same ledger, same page, and a word about it."""
    assert run(["articles"]) == DONE
    capsys.readouterr()
    page, ledger = (folder / "brief.html").read_bytes(), dump(folder / "facta.db")
    assert run(["articles"]) == DONE
    told = capsys.readouterr()
    assert "0 new, 0 changed, 1 known" in told.err
    assert "brief unchanged" in told.err
    assert told.out == "brief.html\n"
    assert (folder / "brief.html").read_bytes() == page
    assert dump(folder / "facta.db") == ledger


def test_new_articles_add_to_the_ledger(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What was there stays; the page tells both. They lie elsewhere, so that is asked for.
    """
    run(["articles"])
    (folder / "more.txt").write_text(SANCTIONS, "utf-8")
    assert run(["more.txt", "--add"]) == DONE
    assert "1 new, 0 changed, 0 known" in capsys.readouterr().err
    page = (folder / "brief.html").read_text("utf-8")
    assert "imposed new sanctions" in page
    assert "attacked" in page


def test_a_broken_file_is_told_and_stops_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Exit status 1, the reason on standard error and in the page, and the good account is
    read.
    """
    (folder / "articles" / "broken.pdf").write_bytes(b"%PDF-1.4\n" + bytes(range(256)))
    (folder / "articles" / "empty.txt").write_text("", "utf-8")
    (folder / "articles" / "other.txt").write_text(GERMAN, "utf-8")
    assert run(["articles"]) == WITH_SKIPPED
    told = capsys.readouterr().err
    page = (folder / "brief.html").read_text("utf-8")
    for name in ("broken.pdf", "empty.txt", "other.txt"):
        assert f"skipped articles/{name}: " in told
        assert f"<code>articles/{name}</code>" in page
    assert "attacked" in page


def test_the_page_tells_deed_word_and_figure(folder: Path) -> None:
    """
    The attack, the quotation with its speaker, and the number with what it counts.
    """
    run(["articles", "-o", "brief.json"])
    brief = json.loads((folder / "brief.json").read_text("utf-8"))
    deeds = {
        (line["event_type"], *line["actor"], *line["recipient"])
        for line in brief["happenings"]
    }
    assert ("ASSAULT", "Russia", "Ukraine") in deeds
    said = {
        (group["speaker"], line["content"])
        for group in brief["speakers"]
        for line in group["statements"]
    }
    assert ("Volodymyr Zelensky", "We will answer this,") in said or (
        "Volodymyr Zelensky",
        "We will answer this",
    ) in said
    assert "at least 12" in {figure["value"] for figure in brief["figures"]}


def test_annotate_keeps_order_and_offsets(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """One line an account in the order of the input; each span reads back its text."""
    lines = [
        {"id": name, "text": text, "published": "2025-03-06"}
        for name, text in (("b", ATTACK), ("a", SANCTIONS))
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert run(["annotate", "in.jsonl"]) == DONE
    found = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [document["id"] for document in found] == ["b", "a"]
    for document, given in zip(found, lines, strict=True):
        spans = [*document["times"], *document["actors"], *document["figures"]]
        spans += [
            end
            for event in document["events"]
            for end in (*event["actor"], *event["recipient"])
        ]
        spans += [statement["content"] for statement in document["statements"]]
        assert spans
        assert all(
            given["text"][span["start"] : span["end"]] == span["text"] for span in spans
        )
        assert all(
            given["text"][event["start"] : event["end"]] == event["event_text"]
            for event in document["events"]
        )


def test_every_line_of_the_timeline_can_be_explained(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    `facta why` takes the ids that `facta timeline` shows, and gives passage and rule.
    """
    monkeypatch.setenv("COLUMNS", "160")
    run(["articles", "-q"])
    capsys.readouterr()
    assert run(["timeline"]) == DONE
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert ids
    for record in ids:
        assert run(["why", record]) == DONE
        told = capsys.readouterr().out
        assert "rule " in told
        assert "articles/attack.txt" in told


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_export_writes_a_file_a_table(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each table stands in a file that is named on standard output."""
    run(["articles", "-q"])
    capsys.readouterr()
    assert run(["export", "--format", form, "-o", "out"]) == DONE
    files = [folder / line for line in capsys.readouterr().out.splitlines()]
    assert any(path.stem == "events" for path in files)
    assert all(path.stat().st_size > 0 for path in files)
    if form == "csv":
        with next(path for path in files if path.stem == "events").open(
            encoding="utf-8-sig", newline=""
        ) as file:
            assert any(row["event_type"] == "ASSAULT" for row in csv.DictReader(file))


def test_a_path_that_is_not_there_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a wrong path nor a wrong ledger can be done."""
    assert run(["no-such-folder"]) == CANNOT
    assert "no-such-folder" in capsys.readouterr().err
    assert run(["timeline", "--ledger", "articles/attack.txt"]) == CANNOT


def test_demo_writes_a_page_and_a_ledger_that_name_no_folder_of_the_package(
    folder: Path,
) -> None:
    """The bundled accounts are called demo/..., wherever the package is installed."""
    assert run(["demo", "-o", "out/demo.html", "-q"]) == DONE
    page = (folder / "out" / "demo.html").read_text("utf-8")
    assert "demo/01-agency-call.txt" in page
    assert str(Path(__file__).parent.parent) not in page
    assert (folder / "out" / "demo.db").exists()


def test_doctor_finds_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """Every check of a sound installation is ok."""
    assert run(["doctor"]) == DONE
    told = capsys.readouterr().out.splitlines()
    assert all(line.startswith("ok ") for line in told)


def test_why_names_the_readings_that_were_passed_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where several rules fire on one trigger, those that counted for less are told."""
    (folder / "one.txt").write_text(
        "Vladimir Putin refused an immediate ceasefire in Ukraine.", "utf-8"
    )
    run(["one.txt", "-q"])
    run(["timeline", "--json"])
    record = json.loads(capsys.readouterr().out.splitlines()[-1])["id"]
    assert run(["why", record]) == DONE
    assert "passed over: REJECT by rule reject.reject" in capsys.readouterr().out
