"""`facta forecast` and `facta backtest`: what they read, print, draw and refuse."""

from __future__ import annotations

import datetime
import json
import math
import random
from pathlib import Path
from typing import Any

import pytest

from facta.cli.main import CANNOT, DONE, run


def weekly(path: Path, *, weeks: int = 90, seed: int = 3) -> Path:
    """A table of two dyads, the second of which answers the first."""
    chance, lines, before = random.Random(seed), ["date,A>B,B>A"], 0.0
    for week in range(weeks):
        day = datetime.date(2020, 1, 6) + datetime.timedelta(weeks=week)
        first = -10 + 6 * math.sin(week / 7) + chance.gauss(0, 4)
        lines.append(f"{day},{first:.2f},{0.6 * before + chance.gauss(0, 2):.2f}")
        before = first
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The table in the working folder, on a wide screen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    return weekly(tmp_path / "weekly.csv")


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """What a command says as JSON."""
    assert run([*arguments, "--json"]) == DONE
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_step_of_each_series_has_its_quantiles(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Under their levels, ascending, at the dates that follow the table."""
    (told,) = asked(
        capsys, "forecast", str(table), "--horizon", "3", "--quantiles", "0.1,0.5,0.9"
    )
    assert [line["name"] for line in told["series"]] == ["A>B", "B>A"]
    steps = told["series"][0]["steps"]
    assert [step["step"] for step in steps] == [1, 2, 3]
    assert steps[0]["date"] == "2021-09-27"
    assert list(steps[0]["quantiles"]) == ["0.1", "0.5", "0.9"]
    values = list(steps[0]["quantiles"].values())
    assert values == sorted(values)


def test_a_forecast_is_the_same_each_time(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the byte."""
    assert asked(capsys, "forecast", str(table)) == asked(
        capsys, "forecast", str(table)
    )


def test_the_table_has_a_row_a_step(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a column for each level."""
    assert run(["forecast", str(table), "--horizon", "2"]) == DONE
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == [
        "series",
        "step",
        "date",
        "0.05",
        "0.25",
        "0.5",
        "0.75",
        "0.95",
    ]
    assert [row.split()[:2] for row in rows] == [
        ["A>B", "1"],
        ["A>B", "2"],
        ["B>A", "1"],
        ["B>A", "2"],
    ]


def test_a_short_series_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The past stands in for a model, with a note on standard error."""
    short = weekly(tmp_path / "short.csv", weeks=20)
    assert run(["forecast", str(short), "--horizon", "1"]) == DONE
    shown = capsys.readouterr()
    assert "fewer than 60" in shown.err
    assert "fewer than" not in shown.out


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_it_is_drawn(table: Path, tmp_path: Path, ending: str) -> None:
    """As a drawing of its kind."""
    plot = tmp_path / f"plot.{ending}"
    assert run(["forecast", str(table), "--plot", str(plot)]) == DONE
    begins = {"svg": b"<svg", "png": b"\x89PNG"}[ending]
    assert plot.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["forecast", "none.csv"], "no such file"),
        (["forecast", "{table}", "--model", "oracle"], "no forecaster"),
        (["forecast", "{table}", "--quantiles", "5,95"], "between 0 and 1"),
        (["forecast", "{table}", "--plot", "plot.pdf"], ".svg or .png"),
        (["forecast", "{table}", "--horizon", "0"], "horizon"),
        (["backtest", "{table}", "--steps", "0"], "1,4,12"),
        (["backtest", "{table}", "--last", "500"], "leave none to learn from"),
        (["forecast"], "no ledger there"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_done_is_said_in_one_line(
    table: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do, and nothing on standard output."""
    given = [part.format(table=table) for part in arguments]
    assert run(given) == CANNOT
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2020-01-06,1\n2020-01-06,2", "stands twice"),
        ("2020-01-13,1\n2020-01-06,2", "stands after"),
        ("2020-01-06,1\n2020-01-13,2\n2020-01-27,3", "no row for 2020-01-20"),
        ("2020-01-06,1\n2020-01-13,inf", "infinite"),
        ("2020-01-06,many\n2020-01-13,1", "no number"),
        ("2020-01-06,\n2020-01-13,", "no value"),
        ("yesterday,1", "no date"),
    ],
)
def test_a_bad_table_is_named_by_its_fault(
    tmp_path: Path, rows: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never a number made of it."""
    path = tmp_path / "bad.csv"
    path.write_text(f"date,A>B\n{rows}\n", "utf-8")
    assert run(["forecast", str(path)]) == CANNOT
    shown = capsys.readouterr()
    assert said in shown.err
    assert "bad.csv" in shown.err


def test_a_backtest_scores_each_forecaster_at_each_step(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Against the first one, with an interval of the difference."""
    lines = asked(
        capsys,
        *("backtest", str(table), "--steps", "1 2", "--last", "20", "--every", "5"),
        *("--model", "mixture", "--model", "history"),
    )
    assert [(line["forecaster"], line["step"]) for line in lines] == [
        ("mixture", 1),
        ("history", 1),
        ("mixture", 2),
        ("history", 2),
    ]
    assert [line["against"] is None for line in lines] == [True, False, True, False]
    first, other = lines[:2]
    against = other["against"]
    assert against["ratio"] == pytest.approx(first["crps"] / other["crps"])
    assert against["low"] <= against["mean"] <= against["high"]
    assert sum(first["levels"]) == pytest.approx(1)


def test_what_a_forecaster_is_held_against_is_named(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first one that was asked for, whichever it is."""
    short = ["backtest", str(table), "--last", "20", "--every", "5", "--steps", "1"]
    assert run([*short, "--model", "persistence", "--model", "history"]) == DONE
    assert "CRPS of persistence to it" in capsys.readouterr().out


def test_a_backtest_is_drawn(table: Path, tmp_path: Path) -> None:
    """Where outcomes lay in the forecast, step by step."""
    plot = tmp_path / "levels.svg"
    arguments = ["backtest", str(table), "--last", "20", "--every", "5", "--steps", "1"]
    assert run([*arguments, "--plot", str(plot), "--model", "history"]) == DONE
    assert plot.read_text("utf-8").count('class="bar"') == 10
