"""`facta series`: measures of a ledger as a table, and a table as it was understood."""

from __future__ import annotations

import csv
import datetime
import io
import itertools
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, DONE, run
from facta.ledger import Ledger
from facta.link import link
from facta.records import Annotation, Document, Event
from facta.testing import annotation, doc, telling

WORDS = "Kenya praised Peru. Laos shelled Kenya."


def account(day: str, *events: tuple[str, str, str, float, int]) -> Annotation:
    """An account of a day that tells of acts: whose, on whom, when, score, class."""
    note = doc(f"{WORDS} ({day})", published=day, source=f"{day}.txt")
    return annotation(note, events=tuple(_act(note, *event) for event in events))


def _act(
    note: Document, who: str, whom: str, day: str, score: float, quad: int
) -> Event:
    kind, passage = (
        ("SUPPORT", "Kenya praised Peru.")
        if quad == 1
        else ("ASSAULT", "Laos shelled Kenya.")
    )
    return telling(
        note, kind, who, whom, passage, date=day, score=score, quad_code=quad
    )


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Accounts from January to the end of May, which also tell of an older war."""
    monkeypatch.chdir(tmp_path)
    accounts = (
        account("2025-01-01", ("LAO", "KEN", "2019-06-01", -9.0, 4)),
        account("2025-02-20", ("KEN", "PER", "2025-02-20", 5.0, 1)),
        account("2025-03-04", ("LAO", "KEN", "2025-03-03", -9.0, 4)),
        account("2025-05-31"),
    )
    with Ledger.open("facta.db") as opened:
        for each in accounts:
            opened.add(each)
        opened.link(link(list(opened.annotations())))
    return tmp_path / "facta.db"


def table(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[list[str]]:
    """The table that it prints."""
    assert run(["series", *arguments]) == DONE
    return list(csv.reader(io.StringIO(capsys.readouterr().out)))


def test_it_has_the_periods_of_which_accounts_tell(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the first publication to the last, quiet months too, and none before."""
    head, *rows = table(capsys, "--period", "month")
    assert head == ["date", "KEN -> PER", "LAO -> KEN"]
    assert rows == [
        ["2025-01-01", "0.0", "0.0"],
        ["2025-02-01", "5.0", "0.0"],
        ["2025-03-01", "0.0", "-9.0"],
        ["2025-04-01", "0.0", "0.0"],
        ["2025-05-01", "0.0", "0.0"],
    ]
    assert ledger.exists()


def test_only_whole_periods_count(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a quarter that is not over nobody knows what it will have been."""
    _, *rows = table(capsys, "--period", "quarter")
    assert [row[0] for row in rows] == ["2025-01-01"]
    assert ledger.exists()


def test_where_nothing_is_said_of_nothing_stands_nothing(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mean of no words is no 0."""
    _, *rows = table(
        capsys, "--measure", "words", "--period", "month", "--actor", "KEN"
    )
    assert [row[1] for row in rows] == ["", "5.0", "", "", ""]
    assert ledger.exists()


def test_what_it_prints_is_what_it_reads(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table of a table is the same table."""
    assert run(["series", "--period", "week"]) == DONE
    printed = capsys.readouterr().out
    (tmp_path / "weekly.csv").write_text(printed, "utf-8")
    assert run(["series", "weekly.csv"]) == DONE
    assert capsys.readouterr().out == printed
    assert ledger.exists()


def test_weeks_are_a_week_apart(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From Monday to Monday, without holes."""
    _, *rows = table(capsys, "--period", "week")
    days = [datetime.date.fromisoformat(row[0]) for row in rows]
    assert {b - a for a, b in itertools.pairwise(days)} == {datetime.timedelta(7)}
    assert days[0] == datetime.date(2025, 1, 6)
    assert ledger.exists()


def test_it_is_drawn(ledger: Path, tmp_path: Path) -> None:
    """A chart for each series."""
    assert run(["series", "--period", "month", "--plot", "net.svg"]) == DONE
    assert (tmp_path / "net.svg").read_text("utf-8").count('class="chart"') == 2
    assert ledger.exists()


def test_a_dyad_that_is_not_there_is_said(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with what to do."""
    assert run(["series", "--actor", "PER"]) == CANNOT
    assert "no dated dyad fits" in capsys.readouterr().err
    assert ledger.exists()
