"""`facta what-if`: what it holds, prints, draws and refuses."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.cli import forecasts
from facta.cli.commands import what_if
from facta.cli.holding import Hold
from facta.cli.main import CANNOT, DONE, run
from facta.cli.usage import explanation
from facta.ledger import Ledger
from facta.link import link
from facta.model import Condition, default, whatif
from tests.cli.test_forecast import weekly
from tests.cli.test_series import account

LABEL = "conditional, not causal"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table of two dyads in the working folder, on a wide screen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    return weekly(tmp_path / "weekly.csv")


def asked(capsys: pytest.CaptureFixture[str], table: Path, *arguments: str) -> Any:
    """What it says as one JSON object."""
    assert run(["what-if", str(table), *arguments, "--json"]) == DONE
    return json.loads(capsys.readouterr().out)


def quantiles(told: Any, kind: str, name: str) -> list[dict[str, float]]:
    """The quantiles of each step of a series."""
    (line,) = [each for each in told[kind] if each["name"] == name]
    return [step["quantiles"] for step in line["steps"]]


def test_it_says_what_it_is_and_shows_both_forecasts(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The label first, a row a step with quantiles without and given, the distance last."""
    assert run(["what-if", str(table), "--hold", "A>B=-14", "--horizon", "2"]) == DONE
    label, head, *rows, distance = capsys.readouterr().out.splitlines()
    assert label.startswith(f"{LABEL}: how these series have gone together")
    assert "not what would come of" in label
    names = ["0.05", "without", "0.5", "without", "0.95", "without"]
    given = ["0.05", "given", "0.5", "given", "0.95", "given"]
    assert head.split() == ["series", "step", "date", *names, *given]
    assert [row.split()[:3] for row in rows] == [
        ["B>A", "1", "2021-09-27"],
        ["B>A", "2", "2021-10-04"],
    ]
    without, with_it = (float(rows[1].split()[at]) for at in (4, 7))
    assert with_it < without - 1
    assert distance.startswith("of 1,000")
    assert "over 2 numbers" in distance


def test_the_other_forecast_is_that_of_facta_forecast(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the same model, to the last digit."""
    levels = ("--quantiles", "0.05,0.5,0.95")
    told = asked(capsys, table, "--hold", "A>B=-30:2", *levels)
    assert run(["forecast", str(table), "--model", "var", *levels, "--json"]) == DONE
    plain = json.loads(capsys.readouterr().out)
    assert told["unconditional"] == plain["series"]
    assert told["notes"] == plain["notes"]
    assert told["forecaster"] == plain["forecaster"] == "var"
    assert {*told} == {*plain, "label", "conditions", "unconditional", "distance"}
    assert told["label"] == LABEL


def test_a_value_is_held_for_so_many_steps(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And free afterwards; held alone it stands under `held`."""
    told = asked(capsys, table, "--hold", "A>B=-30:2", "--horizon", "3")
    (line,) = [each for each in told["series"] if each["name"] == "A>B"]
    assert [step["held"] for step in line["steps"]] == [-30, -30, None]
    assert set(line["steps"][0]["quantiles"].values()) == {-30}
    assert len(set(line["steps"][2]["quantiles"].values())) == 3
    assert told["conditions"] == [{"name": "A>B", "low": -30, "high": -30, "steps": 2}]
    distance = told["distance"]
    assert distance["freedom"] == 2
    assert 0 < distance["further"] < 1
    assert distance["within"] is None


def test_a_range_is_kept_to(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its quantiles lie within it; how many paths do so by themselves is told."""
    told = asked(capsys, table, "--hold", "A>B=-20..-10", "--horizon", "3")
    for each in quantiles(told, "series", "A>B"):
        assert -20 <= each["0.05"] < each["0.95"] <= -10
    assert 0 < told["distance"]["within"] < 1
    assert "without being held there" in told["distance"]["told"][1]


def test_two_series_are_held_at_once(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each by an option of its own."""
    told = asked(
        capsys, table, "--hold", "A>B=-30:1", "--hold", "B>A=0..5", "--horizon", "2"
    )
    assert len(told["conditions"]) == 2
    assert told["distance"]["freedom"] == 3


def test_a_path_far_out_has_a_warning(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the text, and in JSON."""
    assert run(["what-if", str(table), "--hold", "A>B=500:1"]) == DONE
    *_, distance, warning = capsys.readouterr().out.splitlines()
    assert distance.startswith("of 1,000,000 paths not one would lie further")
    assert warning.startswith("this is far outside past experience")
    far, near = (
        asked(capsys, table, "--hold", held)["distance"]["far"]
        for held in ("A>B=500:1", "A>B=-10:1")
    )
    assert far
    assert not near


def test_lags_and_seed_are_chosen(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other lags give another forecast; another seed other draws, of ranges only."""
    soft = ("--hold", "A>B=-20..-10")
    first = asked(capsys, table, *soft)
    assert first == asked(capsys, table, *soft)
    assert first == asked(capsys, table, *soft, "--lags", "4")
    lagged = asked(capsys, table, *soft, "--lags", "6")
    assert lagged["unconditional"] != first["unconditional"]
    other = asked(capsys, table, *soft, "--seed", "7")
    assert other["unconditional"] == first["unconditional"]
    assert other["series"] != first["series"]


@pytest.mark.parametrize(("held", "kind"), [("-30", "held"), ("-30..-10", "within")])
def test_it_is_drawn(table: Path, tmp_path: Path, held: str, kind: str) -> None:
    """Both forecasts of each series, what is held, and the label below."""
    plot = tmp_path / "plot.svg"
    arguments = ["--hold", f"A>B={held}:4", "--plot", str(plot)]
    assert run(["what-if", str(table), *arguments]) == DONE
    tree = ElementTree.fromstring(plot.read_text("utf-8"))
    kinds = [each.get("class") for each in tree.iter()]
    assert kinds.count("chart") == 2
    assert kinds.count(kind) == 1
    assert kinds.count("other") == 6
    notes = [each.text or "" for each in tree.iter() if each.get("class") == "note"]
    assert notes[0].startswith(LABEL)
    assert any("would lie further" in note for note in notes)
    assert max(map(len, notes)) <= 110


def test_notes_go_to_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was done otherwise is told, the table stays clean."""
    lines = weekly(tmp_path / "holes.csv").read_text("utf-8").splitlines()
    lines[30] = f"{lines[30].split(',')[0]},,1"
    (tmp_path / "holes.csv").write_text("\n".join(lines), "utf-8")
    assert run(["what-if", str(tmp_path / "holes.csv"), "--hold", "B>A=0"]) == DONE
    shown = capsys.readouterr()
    assert shown.err.startswith("note: A>B")
    assert "note" not in shown.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--hold is missing; for example: facta what-if weekly.csv --hold"),
        (["--hold", "A>B"], "'A>B' holds no series; write a name and numbers, as"),
        (["--hold", "A>B=x"], 'as "RUS>UKR=-20:12", or a range'),
        (["--hold", "A>B=inf"], "write a name and numbers"),
        (["--hold", "A>B=1e999"], "A>B: held at no number or one beyond any measure"),
        (["--hold", "A>B=5..3"], "give the lower number first"),
        (["--hold", "A>B=5:0"], "A>B: held for 0 steps; give 1 or more"),
        (["--hold", "A>B=5:13"], "A>B: held for 13 steps of 12; hold fewer"),
        (["--hold", "A>B=5:999999999"], "A>B: held for 999999999 steps of 12"),
        (["--hold", "Mars=5"], "'Mars': no such series; hold one of A>B, B>A"),
        (["--hold", "A>B=5", "--hold", "A>B=1..2"], "A>B: held 2 times; hold it once"),
        (["--hold", "A>B=5", "--hold", "B>A=5"], "leave one free"),
        (["--hold", "A>B=90000..90001"], "A>B: no path of the forecast stays"),
        (["--hold", "A>B=5", "--model", "mixture"], "mixture: cannot hold A>B here"),
        (["--hold", "A>B=5..6", "--model", "bvar"], "bvar: cannot keep to ranges"),
        (["--hold", "A>B=5", "--model", "oracle"], "no forecaster; use one of"),
        (["--hold", "A>B=5", "--model", "fhs", "--lags", "2"], "has no lags to choose"),
        (["--hold", "A>B=5", "--lags", "0"], "lags"),
        (["--hold", "A>B=5", "--lags", "40"], "40 lags of 90 periods; give 22 at most"),
        (["--hold", "A>B=5", "--horizon", "99999999999"], "give 1 to 1000 steps"),
        (["--hold", "A>B=5", "--seed", "-1"], "seed"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_one_line(
    table: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do, and nothing on standard output."""
    assert run(["what-if", str(table), *arguments]) == CANNOT
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_it_works_from_a_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of its dyads by their names, as facta series prints them."""
    monkeypatch.chdir(tmp_path)
    first = datetime.date(2025, 1, 1)
    days = [str(first + datetime.timedelta(weeks=at)) for at in range(70)]
    with Ledger.open("facta.db") as opened:
        for at, day in enumerate(days):
            acts = ("KEN", "PER", day, 1.0 + at % 5, 1), ("LAO", "KEN", day, -at % 7, 4)
            opened.add(account(day, *acts))
        opened.link(link(list(opened.annotations())))
    arguments = ["--horizon", "2", "--hold", "LAO -> KEN=-9"]
    assert run(["what-if", *arguments]) == DONE
    shown = capsys.readouterr().out
    assert shown.startswith(LABEL)
    assert "KEN -> PER" in shown


def test_a_short_table_says_what_it_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A model needs a past."""
    short = weekly(tmp_path / "short.csv", weeks=20)
    assert run(["what-if", str(short), "--hold", "A>B=5"]) == CANNOT
    assert "with 60 periods or more" in capsys.readouterr().err


# the form of what is held

NUMBERS = st.floats(-1e15, 1e15)


@given(
    st.text(min_size=1).filter(lambda name: bool(name.strip())),
    st.tuples(NUMBERS, NUMBERS),
    st.none() | st.integers(1, 10**9 - 1),
    st.booleans(),
)
def test_a_condition_is_read_as_it_is_written(
    name: str, ends: tuple[float, float], steps: int | None, hard: bool
) -> None:
    """Whatever the name, for all numbers; steps may be left out."""
    low, high = sorted(ends)
    written = f"{low!r}" if hard else f"{low!r}..{high!r}"
    after = "" if steps is None else f":{steps}"
    found = Hold().convert(f"{name}={written}{after}", None, None)
    assert found == Condition(name.strip(), low, low if hard else high, steps)


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("RUS -> UKR=-20:12", Condition("RUS -> UKR", -20, -20, 12)),
        ("p2i = 4.34 : 3", Condition("p2i", 4.34, 4.34, 3)),
        ("p2i=-3..-1.5:2", Condition("p2i", -3, -1.5, 2)),
        ("p2i=1...5", Condition("p2i", 1, 5, None)),
        ("p2i=.5..1.", Condition("p2i", 0.5, 1, None)),
        ("a=b:c=+1e2", Condition("a=b:c", 100, 100, None)),
        ("2020-01:5=3", Condition("2020-01:5", 3, 3, None)),
    ],
)
def test_forms_that_are_understood(written: str, condition: Condition) -> None:
    """Spaces are free; the name ends at the last sign of equality."""
    assert Hold().convert(written, None, None) == condition


@given(
    st.text()
    | st.from_regex(r"[A>B ]{0,3}=[-+.0-9e:naif ]{0,12}", fullmatch=True)
    | st.builds("A>B={}..{}:{}".format, st.floats(), st.floats(), st.integers())
)
def test_what_is_no_condition_is_refused_in_a_line(written: str) -> None:
    """With the form to use; never a traceback, never a number made of it."""
    try:
        found = Hold().convert(written, None, None)
    except click.UsageError as problem:
        said = explanation(problem)
    else:
        said = "held; give it"
        assert -1e15 <= found.low <= found.high <= 1e15
        assert found.name
    assert ";" in said
    assert "give" in said or "write" in said


def test_any_argument_ends_in_a_line(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also with line breaks and control characters in it."""
    for held in ("a\nb=1", "a\x1b[31m=1", "=", "", "A>B=1\n2", "\udcff=1"):
        assert run(["what-if", str(table), "--hold", held]) == CANNOT
        shown = capsys.readouterr().err
        assert shown.count("\n") == 1
        assert "\x1b" not in shown


def test_the_command_takes_what_the_model_takes() -> None:
    """Its own names of the defaults are those of the model, which its help loads not."""
    assert (what_if.LEVELS, what_if.SEED) == (whatif.LEVELS, whatif.SEED)
    assert default().name == forecasts.DEFAULT
