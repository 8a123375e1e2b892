"""
`facta statements`, `commitments`, `figures` and `timeline`: what a ledger holds, as
tables and JSON lines.
"""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facta.cli.main import CANNOT, DONE, run
from facta.cli.text import AHEAD, Column, cells, cut, file_name, indented, line, table
from facta.ledger import Ledger
from facta.link import link
from facta.measure.pending import PENDING, urgency
from facta.records import Pledge, Span, Status
from facta.testing import annotation, commitment, doc, figure, place, statement, telling

CALL = doc(
    "Washington will send ten launchers.\nMoscow will leave the port.\nKyiv demands twelve trains.",
    published="2025-05-27",
    source="articles/call.txt",
)
REPEAT = doc(
    "Once more: Washington will send ten launchers.",
    published="2025-05-28",
    source="articles/repeat.txt",
)
EVIL = "The spokes\x1b]0;owned\x07man \u202espoke"
MAY = datetime.date(2025, 5, 26)
LEDGER_LISTS = ("statements", "commitments", "figures", "timeline")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A ledger of two accounts in the working folder; the terminal is 120 cells wide.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    with Ledger.open("facta.db") as opened:
        opened.add(
            annotation(
                CALL,
                events=(
                    telling(
                        CALL,
                        "RETREAT",
                        "RUS",
                        "UKR",
                        "Moscow will leave the port.",
                        date="2025-05-20",
                    ),
                ),
                statements=(
                    statement(
                        CALL,
                        "will leave the port",
                        speaker="Dmitry Peskov",
                        country="RUS",
                        date="2025-05-26",
                    ),
                    replace(
                        statement(
                            CALL,
                            "demands twelve trains",
                            kind="anonymous",
                            relation="relayed",
                            direct=False,
                        ),
                        addressee="Moscow",
                        channel="phone call",
                    ),
                ),
                commitments=(
                    commitment(
                        CALL,
                        "send ten launchers",
                        "USA",
                        recipient="UKR",
                        due="2025-07-01",
                        date="2025-05-26",
                    ),
                    commitment(
                        CALL,
                        "leave the port",
                        "RUS",
                        kind="offer",
                        due="2025-06-10",
                        date="2025-05-02",
                    ),
                    replace(
                        commitment(
                            CALL, "twelve trains", "UKR", kind="demand", status="kept"
                        ),
                        evidence=(place(CALL.text, "twelve trains"),),
                    ),
                ),
                figures=(
                    replace(
                        figure(
                            CALL,
                            "ten",
                            10.0,
                            of="launchers",
                            attributed_to="Dmitry Peskov",
                        ),
                        date=MAY,
                    ),
                    figure(
                        CALL, "twelve", 12.0, of="trains", unit="x", attributed_to=EVIL
                    ),
                ),
            )
        )
        opened.add(
            annotation(
                REPEAT,
                commitments=(
                    commitment(
                        REPEAT,
                        "send ten launchers",
                        "USA",
                        recipient="UKR",
                        date="2025-05-27",
                    ),
                ),
            )
        )
        opened.link(link(list(opened.annotations())))
    return tmp_path / "facta.db"


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The lines that a command printed."""
    assert run(arguments) == DONE
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["statements"], ["will leave the port", "demands twelve trains"]),
        (["statements", "--speaker", "rus"], ["will leave the port"]),
        (["statements", "--speaker", "Dmitry Peskov"], ["will leave the port"]),
        (["statements", "--kind", "anonymous"], ["demands twelve trains"]),
        (["statements", "--addressee", "moscow"], ["demands twelve trains"]),
        (["statements", "--channel", "Phone call"], ["demands twelve trains"]),
        (["statements", "--relation", "relayed"], ["demands twelve trains"]),
        (
            ["statements", "--since", "2025-05-26", "--until", "2025-05-26"],
            ["will leave the port"],
        ),
        (["commitments"], ["leave the port", "twelve trains", "send ten launchers"]),
        (["commitments", "--maker", "USA"], ["send ten launchers"]),
        (["commitments", "--recipient", "UKR"], ["send ten launchers"]),
        (["commitments", "--kind", "offer"], ["leave the port"]),
        (["commitments", "--status", "kept"], ["twelve trains"]),
        (["commitments", "--until", "2025-05-03"], ["leave the port"]),
        (["figures"], ["ten", "twelve"]),
        (["figures", "--of", "launch"], ["ten"]),
        (["figures", "--unit", "x"], ["twelve"]),
        (["figures", "--by", "peskov"], ["ten"]),
        (["figures", "--since", "2025-05-26"], ["ten"]),
    ],
    ids=" ".join,
)
def test_lists_answer_their_filters_in_order(
    arguments: list[str],
    words: list[str],
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line a record under the head, with its passage at the end."""
    rows = listed(capsys, *arguments)[1:]
    assert len(rows) == len(words)
    assert all(word in row for word, row in zip(words, rows, strict=True))


@pytest.mark.parametrize("name", LEDGER_LISTS)
def test_each_line_begins_with_an_id_that_why_explains(
    name: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The id of the table, and that of the JSON line, lead to the passage."""
    ids = [row.split()[0] for row in listed(capsys, name)[1:]]
    whole = [json.loads(row)["id"] for row in listed(capsys, name, "--json")]
    assert ids
    assert [each[:8] for each in whole] == ids
    for record in ids + whole:
        assert any("articles/call.txt" in row for row in listed(capsys, "why", record))


@pytest.mark.parametrize(
    ("name", "source"),
    [("statements", "call.txt"), ("commitments", "call.txt"), ("figures", "call.txt")],
)
def test_each_line_names_its_source(
    name: str, source: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file in the table, the whole path in JSON."""
    assert all(source in row for row in listed(capsys, name)[1:])
    found = [json.loads(row) for row in listed(capsys, name, "--json")]
    assert {
        path for row in found for path in row.get("sources", [row.get("source")])
    } <= {CALL.source, REPEAT.source}


def test_one_commitment_of_two_accounts_is_one_line(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table counts the accounts, JSON names them."""
    rows = [
        json.loads(row)
        for row in listed(capsys, "commitments", "--maker", "USA", "--json")
    ]
    assert [row["sources"] for row in rows] == [[CALL.source, REPEAT.source]]


def test_what_is_past_its_day_is_marked(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same commitment is past on one day and not on another."""
    for day, marked in (("2025-06-10", False), ("2025-06-11", True)):
        (row,) = listed(capsys, "commitments", "--maker", "RUS", "--on", day)[1:]
        assert ("10 Jun 2025 past" in row) is marked


def pledge(due: str | None, status: Status = "open") -> Pledge:
    """A pledge that falls due on a day."""
    day = datetime.date.fromisoformat(due) if due else None
    return Pledge(
        id=f"{due}{status}",
        kind="promise",
        maker="USA",
        recipient=None,
        content="aid",
        reports=(("d", "c"),),
        due=day,
        status=status,
    )


def test_what_is_due_next_comes_first() -> None:
    """Then what is past, the latest first; then the undated; what is settled last."""
    order = [
        pledge("2025-06-01"),
        pledge("2025-07-01", "stalled"),
        pledge("2025-05-20"),
        pledge("2025-01-01", "in_the_works"),
        pledge(None),
        pledge("2025-06-02", "kept"),
        pledge(None, "withdrawn"),
    ]
    today = datetime.date(2025, 6, 1)
    shuffled = [*order[1::2], *order[::2]]
    assert sorted(shuffled, key=lambda item: urgency(item, today)) == order
    assert all(
        (urgency(item, today)[0] == 3) == (item.status not in PENDING) for item in order
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["statements", "--speaker", "FRA"],
        ["commitments", "--maker", "FRA"],
        ["figures", "--of", "nothing of the kind"],
        ["timeline", "--actor", "FRA"],
        ["statements", "--speaker", "FRA", "--json"],
        ["commitments", "--kind", "threat", "--json"],
    ],
    ids=" ".join,
)
def test_an_empty_list_is_one_line_on_standard_error(
    arguments: list[str], ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing at all goes to standard output, and that is no failure."""
    assert run(arguments) == DONE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("facta: ")
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["statements", "--kind", "loud"],
        ["commitments", "--status", "lost"],
        ["figures", "--ledger", "none.db"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_listed_is_said(
    arguments: list[str], ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, nothing on standard output."""
    assert run(arguments) == CANNOT
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("width", ["30", "90", "300"])
@pytest.mark.parametrize("name", LEDGER_LISTS)
def test_no_line_is_wider_than_the_terminal_or_holds_an_escape(
    name: str,
    width: str,
    ledger: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What an account says cannot reach the terminal as anything but text."""
    monkeypatch.setenv("COLUMNS", width)
    rows = listed(capsys, name)
    assert all(cells(row) <= int(width) for row in rows)
    assert all(row.isprintable() for row in rows)


def test_why_shows_no_escape_either(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The name of who says a figure held one."""
    (found,) = (
        json.loads(row) for row in listed(capsys, "figures", "--unit", "x", "--json")
    )
    assert found["attributed_to"] == EVIL
    rows = listed(capsys, "why", found["id"])
    assert any("owned" in row for row in rows)
    assert all(row.isprintable() for row in rows)
    assert any(row.startswith("    ") for row in rows)


@given(st.text())
def test_a_line_is_one_line_of_harmless_text(text: str) -> None:
    """No control character is left, and doing it twice changes nothing."""
    made = line(text)
    assert len(made.splitlines()) <= 1
    assert not any(
        ord(character) < 32 or 127 <= ord(character) < 160 for character in made
    )
    assert "\u202e" not in made
    assert line(made) == made
    made.encode("utf-8")


@given(st.text(alphabet="abc 中國\u0302é"), st.integers(1, 12))
def test_what_is_cut_fits_and_begins_as_the_text(text: str, width: int) -> None:
    """A text that fits stays as it is; another one ends in an ellipsis."""
    made = cut(text, width)
    assert cells(made) <= width
    assert made == text or (made.endswith("…") and text.startswith(made[:-1]))


def test_columns_are_as_wide_as_they_need_and_no_wider_than_allowed() -> None:
    """The head counts too; what comes after the rows that decided keeps its text."""
    columns = (Column("a", 6), Column("name", 4), Column("rest"))
    rows = [["1", "x", "last"], ["123456789", "中国人", "last"]]
    assert list(table(columns, rows, width=40)) == [
        "a       name  rest",
        "1       x     last",
        "12345…  中…   last",
    ]
    late = [*([["1", "x", "last"]] * AHEAD), ["123456", "x", "last"]]
    assert list(table(columns, late, width=40))[-1] == "123456  x     last"
    assert list(table(columns, [], width=40)) == []


def test_texts_of_lines() -> None:
    """Indentation stays; a source is called by its file."""
    assert indented("    a\n  b") == "    a b"
    assert [
        file_name(each)
        for each in ("a/b.txt", "c.txt", "https://x.org/news/", "d\\e.txt#3")
    ] == [
        "b.txt",
        "c.txt",
        "news",
        "e.txt#3",
    ]


def test_replacing_status_moves_a_pledge_back() -> None:
    """A settled pledge that is opened again is due again."""
    settled = pledge("2025-06-02", "broken")
    today = datetime.date(2025, 6, 1)
    assert urgency(replace(settled, status="open"), today) < urgency(settled, today)


@pytest.fixture
def claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of one promise that is kept by its maker's own account."""
    monkeypatch.chdir(tmp_path)
    told = doc(
        "We kept our promise of tents.",
        published="2025-05-28",
        source="a.txt",
        publisher="The White House",
    )
    made = replace(
        commitment(told, "tents", "USA", status="kept"),
        evidence=(Span(0, len(told.text), told.text),),
    )
    with Ledger.open("facta.db") as opened:
        opened.add(annotation(told, commitments=(made,)))
        opened.link(link(list(opened.annotations())))
    return tmp_path


def test_what_only_its_maker_tells_kept_says_so(
    claim: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list, its JSON and `facta why` tell whose account it is."""
    (row,) = listed(capsys, "commitments")[1:]
    (line,) = listed(capsys, "commitments", "--json")
    history = json.loads(line)["history"]
    why = listed(capsys, "why", row.split()[0])
    assert "kept, it says" in row
    assert [change["own"] for change in history] == [True]
    assert "  kept, as a.txt tells, its maker's own account" in why


@pytest.fixture
def dates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A ledger of three deeds: one of a stated year, one that the context dates, one
    without a date of its own.
    """
    monkeypatch.chdir(tmp_path)
    told = doc(
        "Kenya struck Ghana.\nPeru thanked Chile.\nLaos warned Nepal.",
        published="2025-05-28",
        source="a.txt",
    )
    events = (
        telling(
            told,
            "ASSAULT",
            "KEN",
            "GHA",
            "Kenya struck Ghana.",
            date="2019-01-01",
            precision="year",
        ),
        replace(
            telling(
                told,
                "SUPPORT",
                "PER",
                "CHL",
                "Peru thanked Chile.",
                date="2025-05-25",
                basis="narrative",
            ),
            date_reason="“then” after “on Sunday”",
        ),
        telling(
            told,
            "THREATEN",
            "LAO",
            "NPL",
            "Laos warned Nepal.",
            date="2025-05-28",
            basis="published",
        ),
    )
    with Ledger.open("facta.db") as opened:
        opened.add(annotation(told, events=events))
        opened.link(link(list(opened.annotations())))
    return tmp_path / "facta.db"


def test_a_table_tells_a_guess_from_what_is_stated(
    dates: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A year stays a year, a bound reads as one, a day of the context carries a mark that
    is explained.
    """
    monkeypatch.setenv("COLUMNS", "160")
    assert run(["timeline"]) == DONE
    said = capsys.readouterr()
    shown = [" ".join(row.split()[1:5]) for row in said.out.splitlines()[1:]]
    assert shown == ["2019 Kenya ASSAULT Ghana", "25 May 2025 *", "by 28 May 2025"]
    assert "* from the context, not stated" in said.err
    assert dates.exists()


@pytest.mark.parametrize(
    ("list_", "notes", "told"),
    [(True, True, 1), (False, True, 0), (False, False, 1)],
    ids=["terminal", "piped", "both-piped"],
)
def test_what_a_mark_means_is_told_once_where_the_list_is(
    list_: bool,
    notes: bool,
    told: int,
    dates: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """And not on a terminal from which the list was piped away."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: list_)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: notes)
    assert run(["timeline"]) == DONE
    assert capsys.readouterr().err.count("by: the day of publication") == told
    assert dates.exists()


def test_json_says_in_words_what_a_date_is(
    dates: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`date` is the first day that it may mean; `when` is what the page shows."""
    assert run(["timeline", "--json"]) == DONE
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["date"], row["date_basis"], row["when"]) for row in rows] == [
        ("2019-01-01", "stated", "2019"),
        ("2025-05-25", "narrative", "25 May 2025 (from the context)"),
        ("2025-05-28", "published", "by 28 May 2025"),
    ]
    assert dates.exists()


def test_why_tells_the_reason_for_a_day_that_is_not_stated(
    dates: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words of the account that carry the day on."""
    monkeypatch.setenv("COLUMNS", "160")
    run(["timeline", "--type", "SUPPORT"])
    (row,) = capsys.readouterr().out.splitlines()[1:]
    assert run(["why", row.split()[0]]) == DONE
    assert "“then” after “on Sunday”" in capsys.readouterr().out
    assert dates.exists()
