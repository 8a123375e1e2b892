"""`facta measure`: what measures say of a ledger, as a table, as JSON and as CSV."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from facta.cli.main import CANNOT, DONE, run
from facta.ledger import Ledger
from facta.link import link
from facta.measure import MEASURES
from facta.records import Actor, Commitment, Event
from facta.testing import actor, annotation, commitment, doc, telling

LINES = (
    "Kenya praised Peru.",
    "Kenya shelled Peru.",
    "Kenya shelled Peru again.",
    "Laos helped Kenya.",
    "Kenya kept its word on wheat.",
    "Kenya broke its word on rice.",
)
NOTE = doc("\n".join(LINES), published="2025-06-01", source="note.txt")
PAGE = (Path(__file__).parents[2] / "docs" / "measures.md").read_text("utf8")


def told(at: int, actors: str, day: str, score: float, quad_code: int) -> Event:
    """What a line of the account tells."""
    return telling(
        NOTE,
        "SUPPORT" if quad_code == 1 else "ASSAULT",
        actors,
        "PER" if actors == "KEN" else "KEN",
        LINES[at],
        date=day,
        score=score,
        quad_code=quad_code,
        sentence=at,
    )


def promised(at: int, status: Any, due: str, recipient: str | None) -> Commitment:
    """What a line of the account tells of a promise of Kenya."""
    made = commitment(NOTE, LINES[at], "KEN", status=status, due=due, date="2025-01-01")
    whom: Actor | None = actor(recipient, country=recipient) if recipient else None
    return replace(made, sentence=at, recipient=whom, evidence=(made.content,))


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of one account in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    with Ledger.open("facta.db") as opened:
        opened.add(
            annotation(
                NOTE,
                events=(
                    told(0, "KEN", "2025-03-03", 5.0, 1),
                    told(1, "KEN", "2025-03-04", -9.0, 4),
                    told(2, "KEN", "2025-05-20", -9.0, 4),
                    told(3, "LAO", "2025-05-20", 5.0, 1),
                ),
                commitments=(
                    promised(4, "kept", "2025-02-10", "PER"),
                    promised(5, "broken", "2025-05-10", None),
                ),
            )
        )
        opened.link(link(list(opened.annotations())))
    return tmp_path / "facta.db"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command prints."""
    assert run(["measure", *arguments]) == DONE
    return capsys.readouterr().out


def objects(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[Any]:
    """The series that it prints as JSON."""
    shown = printed(capsys, *arguments, "--json")
    return [json.loads(row) for row in shown.splitlines()]


def test_each_measure_has_its_lines_in_the_table(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Mean, interval and count; months that say the same are one line, with a reason. The
    measures are named, so that a new one asks for no lines of this table.
    """
    named = [
        *("words", "deeds", "gap", "volume", "net"),
        *("rate", "index", "trust", "threats"),
    ]
    shown = printed(capsys, *named, "--actor", "kenya", "--recipient", "peru")
    rows = [" ".join(row.split()) for row in shown.splitlines()]
    assert rows == [
        "from to measure when mean interval count reason",
        "Kenya Peru words Mar 2025 5.00 -3.76 to 10.00 1",
        "Kenya Peru words Apr 2025 to May 2025 - no words",
        "Kenya Peru deeds Mar 2025 -9.00 -10.00 to -0.24 1",
        "Kenya Peru deeds Apr 2025 - no deeds",
        "Kenya Peru deeds May 2025 -9.00 -10.00 to -0.24 1",
        "Kenya Peru gap Mar 2025 14.00 1.61 to 20.00 2",
        "Kenya Peru gap Apr 2025 - neither words nor deeds",
        "Kenya Peru gap May 2025 - no words",
        "Kenya Peru volume Mar 2025 2 2",
        "Kenya Peru volume Apr 2025 0 0",
        "Kenya Peru volume May 2025 1 1",
        "Kenya Peru net Mar 2025 -4 2",
        "Kenya Peru net Apr 2025 0 0",
        "Kenya Peru net May 2025 -9 1",
        "Kenya Peru rate Mar 2025 93.75 21.48 to 100.00 2",
        "Kenya Peru rate Apr 2025 - nothing told of anybody",
        "Kenya Peru rate May 2025 56.25 6.60 to 100.00 2",
        "Kenya Peru index Mar 2025 -4 2",
        "Kenya Peru index Apr 2025 -3.16 2",
        "Kenya Peru index May 2025 -11.51 3",
        "Kenya Peru trust Feb 2025 0.67 0.22 to 0.97 1",
        "Kenya Peru threats Feb 2025 - no threat came due yet",
    ]
    assert ledger.exists()


def test_json_has_every_point_and_what_the_numbers_are(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a measure and dyad; absence is a value with a reason."""
    (found,) = objects(capsys, "deeds", "--actor", "KEN", "--recipient", "PER")
    points = found.pop("points")
    assert found == {
        "measure": "deeds",
        "unit": "score",
        "lowest": -10.0,
        "highest": 10.0,
        "actor": "KEN",
        "recipient": "PER",
        "period": "month",
    }
    assert [point["begin"] for point in points] == [
        *("2025-03-01", "2025-04-01", "2025-05-01")
    ]
    assert points[1] == {"begin": "2025-04-01", "value": None, "absent": "no deeds"}
    assert (points[2]["value"]["mean"], points[2]["value"]["count"]) == (-9.0, 1)
    assert points[2]["absent"] is None
    assert ledger.exists()


@pytest.mark.parametrize(
    ("period", "when"),
    [
        ("day", ["3 to 4 Mar 2025", "5 Mar to 19 May 2025", "20 May 2025"]),
        ("week", ["3 to 9 Mar 2025", "10 Mar to 18 May 2025", "19 to 25 May 2025"]),
        ("month", ["Mar 2025", "Apr 2025", "May 2025"]),
        ("quarter", ["Jan 2025 to Mar 2025", "Apr 2025 to Jun 2025"]),
    ],
)
def test_every_period_is_told_in_words(
    period: str, when: list[str], ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From its first day to its last, or by its months."""
    shown = printed(
        capsys, "volume", "--period", period, "--actor", "kenya", "--recipient", "peru"
    )
    rows = [re.split(r" {2,}", row) for row in shown.splitlines()]
    assert [row[3] for row in rows[1:]] == when
    assert ledger.exists()


def test_a_word_given_to_nobody_in_particular_is_shown(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a dyad of its own."""
    assert [item["recipient"] for item in objects(capsys, "trust")] == [None, "PER"]
    assert "anyone" in printed(capsys, "trust")
    assert ledger.exists()


@pytest.mark.parametrize(
    ("arguments", "dyads"),
    [
        ([], {("KEN", "PER"), ("LAO", "KEN"), ("KEN", None)}),
        (["--actor", "laos"], {("LAO", "KEN")}),
        (["--recipient", "kenya"], {("LAO", "KEN")}),
        (["--actor", "kenya"], {("KEN", "PER"), ("KEN", None)}),
        (["--until", "2025-03-31"], {("KEN", "PER")}),
        (["words", "--since", "2025-05-01"], {("KEN", "PER"), ("LAO", "KEN")}),
        (["trust", "--since", "2025-03-01"], {("KEN", None)}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_filters_narrow_the_dyads(
    arguments: list[str],
    dyads: set[tuple[str, str | None]],
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As they do for the other lists."""
    found = objects(capsys, *arguments)
    assert {(item["actor"], item["recipient"]) for item in found} == dyads
    assert ledger.exists()


def test_a_rate_remembers_and_sees_what_the_filters_leave_out(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What happened before, and to others, is part of it."""
    narrow = ["rate", "--actor", "kenya", "--recipient", "peru"]
    (whole,) = objects(capsys, *narrow)
    (late,) = objects(capsys, *narrow, "--since", "2025-05-01")
    assert late["points"] == whole["points"][2:]
    assert whole["points"][2]["value"]["count"] == 2
    assert ledger.exists()


def test_measures_come_in_one_order_whatever_was_asked(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That of the registry, within each dyad."""
    found = objects(capsys, "gap", "words", "--actor", "laos")
    assert [item["measure"] for item in found] == ["words", "gap"]
    assert ledger.exists()


def test_a_measure_that_there_is_not_is_said(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with nothing on standard output."""
    assert run(["measure", "wrods"]) == CANNOT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert "'wrods': no measure; use one of words, deeds, gap" in shown.err
    assert ledger.exists()


def test_where_no_dyad_fits_the_filter_is_named(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is an answer too."""
    assert run(["measure", "--until", "2000-01-01"]) == DONE
    assert capsys.readouterr().err == ("facta: no dated dyad fits until 1 Jan 2000\n")
    assert ledger.exists()


def test_what_has_only_the_day_of_publication_is_counted_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By every command that measures, in its line."""
    monkeypatch.chdir(tmp_path)
    note = doc("Kenya praised Peru.", published="2025-06-01", source="note.txt")
    bound = telling(
        note, "SUPPORT", "KEN", "PER", "Kenya praised Peru.", date="2025-06-01"
    )
    bound = replace(bound, date_basis="published")
    with Ledger.open("facta.db") as opened:
        opened.add(annotation(note, events=(bound,)))
        opened.link(link(list(opened.annotations())))
    counted = "1 of 1 happenings that fit have no day of their own"
    assert run(["measure", "--actor", "KEN"]) == DONE
    assert counted in capsys.readouterr().err
    for asked in (["series"], ["forecast"], ["relationship", "KEN", "PER"]):
        assert run(asked) == CANNOT
        assert counted in capsys.readouterr().err


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_the_page_and_the_help_name_every_measure(
    measure: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its unit."""
    assert f"| `{measure.name}` |" in PAGE
    assert f"| {measure.unit}, " in PAGE
    assert measure.name in printed(capsys, "--help")
