"""
`facta timeline` and `why` show the words of the accounts, and no screen is too narrow
for a column.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from facta.cli.commands import commitments, figures, measure, statements, timeline
from facta.cli.main import DONE, run
from facta.cli.text import Column, cells, table, wrapped
from facta.ledger import Ledger
from facta.link import link
from facta.records import Annotation
from facta.testing import annotation, commitment, doc, figure, statement, telling

TEXT = (
    "Moscow will leave the port of Mariupol before the winter, the minister said.\n"
    "Washington will send ten launchers to Kyiv.\nKyiv may still shell the port."
)
NOTE = doc(TEXT, published="2025-05-27", source="articles/note.txt")
COLUMNS = {
    "timeline": timeline.COLUMNS,
    "statements": statements.COLUMNS,
    "commitments": commitments.COLUMNS,
    "figures": figures.COLUMNS,
    "measure": measure.COLUMNS,
}


def told() -> Annotation:
    """
    An account of a withdrawal that the minister tells, and of a shelling that is only
    feared.
    """
    leaves = telling(
        NOTE,
        "RETREAT",
        "RUS",
        "UKR",
        "Moscow will leave the port",
        date="2025-05-20",
        reported_in=0,
    )
    shells = telling(
        NOTE,
        "ASSAULT",
        "UKR",
        "RUS",
        "Kyiv may still shell the port",
        date="2025-05-21",
        auxiliary=("hypothetical",),
        sentence=2,
    )
    return annotation(
        NOTE,
        events=(leaves, shells),
        statements=(
            replace(
                statement(
                    NOTE,
                    "Moscow will leave the port",
                    speaker="Sergei Test",
                    date="2025-05-26",
                ),
                addressee="Kyiv",
                channel="phone call",
            ),
        ),
        commitments=(
            commitment(
                NOTE, "send ten launchers", "USA", recipient="UKR", due="2025-07-01"
            ),
        ),
        figures=(
            figure(NOTE, "ten", 10.0, of="launchers", attributed_to="the minister"),
        ),
    )


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of one account in the working folder."""
    monkeypatch.chdir(tmp_path)
    with Ledger.open("facta.db") as opened:
        opened.add(told())
        opened.link(link(list(opened.annotations())))
    return tmp_path / "facta.db"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command printed."""
    assert run(arguments) == DONE
    return capsys.readouterr().out


def objects(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[Any]:
    """The JSON lines that a command printed."""
    return [
        json.loads(row) for row in printed(capsys, *arguments, "--json").splitlines()
    ]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120, 160])
@pytest.mark.parametrize("name", COLUMNS)
def test_no_width_of_a_terminal_costs_a_column(
    name: str,
    width: int,
    ledger: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every column is named, and no line is wider than the screen."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = printed(capsys, name).splitlines()
    words = {word.strip(":") for row in lines for word in row.split()}
    assert {column.name for column in COLUMNS[name]} <= words
    assert all(cells(row) <= width for row in lines)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (40, ["name          rest", "a long name   some words of an account"]),
        (24, ["name          ", "  rest", "a long name", "  some words of an acco…"]),
        (
            10,
            [
                "name: a",
                "  long",
                "  name",
                "rest:",
                "  some",
                "  words of",
                "  an",
                "  account",
            ],
        ),
    ],
    ids=["one line", "two lines", "a block"],
)
def test_a_table_folds_as_the_screen_narrows(width: int, expected: list[str]) -> None:
    """One line a row, then the last column below the others, then a line a value."""
    columns = (Column("name", 12), Column("rest"))
    shown = table(columns, [["a long name", "some words of an account"]], width=width)
    assert [" ".join(row.split()) for row in shown] == [
        " ".join(row.split()) for row in expected
    ]


@pytest.mark.parametrize(
    "text", ["", "aid", "aid and sanctions", "中国 中国", "x" * 30]
)
def test_wrapped_text_loses_no_word(text: str) -> None:
    """Only spaces at the breaks go."""
    lines = list(wrapped(text, 6))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cells(part) <= 6 for part in lines)


def test_the_timeline_shows_what_happened_in_the_words_of_the_account(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Countries by name, the first report's words to the end of their sentence, what is
    only feared marked so.
    """
    monkeypatch.setenv("COLUMNS", "200")
    head, first, second = printed(capsys, "timeline").splitlines()
    assert head.split() == [column.name for column in timeline.COLUMNS]
    assert "Russia " in first
    assert "Ukraine" in first
    assert first.endswith(
        "Moscow will leave the port of Mariupol before the winter, the minister said."
    )
    assert second.endswith("possible: Kyiv may still shell the port.")


def test_the_timeline_in_json_has_the_words_of_every_report(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Source, place, text and trigger, and who says so within the account."""
    leaves, shells = (item["reports"][0] for item in objects(capsys, "timeline"))
    assert (
        TEXT[leaves["start"] : leaves["end"]]
        == leaves["text"]
        == "Moscow will leave the port"
    )
    assert (leaves["source"], leaves["said_by"], shells["said_by"]) == (
        NOTE.source,
        "Sergei Test",
        None,
    )
    assert leaves["trigger"] in leaves["text"] in leaves["sentence"]
    assert (leaves["originator"], shells["originator"]) == ("Sergei Test", NOTE.id)


def test_one_of_a_thing_is_singular(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In `why` as elsewhere."""
    for item in objects(capsys, "timeline"):
        shown = printed(capsys, "why", item["id"])
        assert "1 report\n" in shown
        assert "1 reports" not in shown
        assert "1 originators" not in shown


@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - {"measure"}))
def test_why_gives_one_object_with_the_passages(
    name: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the kind, the words are those of the account at that place."""
    for item in objects(capsys, name):
        (found,) = objects(capsys, "why", item["id"])
        assert found["id"] == item["id"]
        assert found["record"]
        assert found["passages"]
        for passage in found["passages"]:
            assert TEXT[passage["start"] : passage["end"]] == passage["text"]
            assert passage["source"] == NOTE.source
            assert f"{passage['before']}{passage['text']}{passage['after']}" in TEXT


def test_why_gives_rules_and_who_says_so(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a happening and of its event alike."""
    happening = objects(capsys, "timeline", "--type", "RETREAT")[0]
    for asked in (happening["id"], happening["reports"][0]["event"]):
        (coding,) = objects(capsys, "why", asked)[0]["codings"]
        assert coding["event"]["rule"] == "test"
        assert coding["said_by"] == "Sergei Test"
        assert {"rivals", "parts", "passage"} <= coding.keys()
