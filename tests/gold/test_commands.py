"""`facta pairs`, `evaluate` and `actors suggest` with the real model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facta.cli.main import DONE, WITH_SKIPPED, run

pytestmark = pytest.mark.gold

HERE = Path(__file__).parent
OWN_SENSE = (
    '[[sense]]\nid = "defenestrate"\ntype = "ASSAULT"\nverbs = ["defenestrate"]\n'
)
OWN_ACTOR = '["Velmira Oskanov"]\ncountry = "KAZ"\ngender = "f"\nsector = "GOV"\n'


def first(name: str, count: int = 10) -> list[dict[str, Any]]:
    """The first lines of a gold file."""
    return [
        json.loads(row)
        for row in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()[:count]
    ]


def put(path: Path, rows: list[dict[str, Any]], *more: str) -> str:
    """A file of JSON lines, raw lines behind them."""
    path.write_text("\n".join([*map(json.dumps, rows), *more]), "utf-8")
    return str(path)


def coded(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The JSON lines on standard output."""
    return [json.loads(row) for row in capsys.readouterr().out.splitlines()]


def evaluated(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """What `facta evaluate` gives as JSON."""
    assert run(["evaluate", *arguments, "--json"]) == DONE
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_pairs_gives_one_line_a_pair_in_order(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Bad lines give none and exit status 1; the same input gives the same bytes."""
    rows = first("pairs_own")
    path = put(
        tmp_path / "in.jsonl",
        rows,
        "{",
        json.dumps(rows[0] | {"id": 7, "actor": [5, 5]}),
        json.dumps(rows[1]),
    )
    assert run(["pairs", path]) == WITH_SKIPPED
    shown = capsysbinary.readouterr()
    lines = [json.loads(row) for row in shown.out.splitlines()]
    assert [line["id"] for line in lines] == [row["id"] for row in (*rows, rows[1])]
    assert all(
        list(line) == ["id", "event_type", "mode", "auxiliary", "rule", "confidence"]
        for line in lines
    )
    assert [row.split(b": ")[0].split(b" ")[-1] for row in shown.err.splitlines()] == [
        b"11",
        b"12",
    ]
    run(["pairs", path])
    assert capsysbinary.readouterr().out == shown.out


@pytest.mark.parametrize(
    "text",
    [
        "...",
        "\u00a0x\u00a0",
        "no verb, no name",
        "RUSSIA ATTACKED UKRAINE " * 200,
        "x" * 5000,
        "a|b\nc|d\n" * 50,
        "\U0001f600 Иран атаковал Ирак 伊朗",
    ],
    ids=[
        "marks",
        "space",
        "no event",
        "capitals",
        "one word",
        "table",
        "other languages",
    ],
)
def test_pairs_answers_whatever_the_text(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exactly one line, also where the ranges hold no words."""
    row = {
        "id": "odd",
        "text": text,
        "actor": [0, 1],
        "recipient": [len(text) - 1, len(text)],
    }
    assert run(["pairs", put(tmp_path / "in.jsonl", [row])]) == DONE
    (line,) = coded(capsys)
    assert line["id"] == "odd"
    assert 0 < line["confidence"] <= 1


def test_evaluate_agrees_with_what_pairs_gives(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The accuracy is the share of pairs whose type is the gold's, in the scheme asked
    for.
    """
    rows = first("pairs_own", 40)
    path = put(tmp_path / "gold.jsonl", rows)
    run(["pairs", path])
    given = [line["event_type"] for line in coded(capsys)]
    right = [row["event_type"] for row in rows]
    yielding = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
    hits = sum(
        yielding.get(code, code) == name
        for code, name in zip(given, right, strict=True)
    )
    found = evaluated(capsys, path, "--scheme", "15", "--errors", "1000")
    assert (found["kind"], found["scheme"], found["count"]) == ("pairs", 15, 40)
    assert found["others"]["accuracy"]["hits"] == hits
    assert len(found["errors"]) == 40 - hits


def test_evaluate_scores_events_from_raw_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    Ten sentences with events and ten without; every error that was coded names its
    rule.
    """
    rows = first("events") + first("none")
    found = evaluated(capsys, put(tmp_path / "gold.jsonl", rows))
    assert (found["kind"], found["count"]) == ("events", 20)
    assert found["others"]["quiet"]["gold"] == 10
    assert found["others"]["exact"]["f1"] > 0.5
    assert all(
        (error["rule"] is None) == (error["coded"] == "-") for error in found["errors"]
    )


def test_evaluate_shows_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Scores by type, quad class and side."""
    assert run(["evaluate", put(tmp_path / "gold.jsonl", first("pairs_own"))]) == DONE
    shown = capsys.readouterr().out
    assert shown.startswith("10 marked pairs")
    assert all(
        word in shown
        for word in (
            "macro-F1",
            "quad class",
            "cooperation against conflict",
            "precision",
        )
    )


def test_an_unknown_type_is_told_of_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what is allowed; YIELD is a type of fifteen only."""
    rows = [*first("pairs_own", 2), first("pairs_own", 1)[0] | {"event_type": "YIELD"}]
    path = put(tmp_path / "gold.jsonl", rows)
    assert run(["evaluate", path, "--scheme", "16"]) == WITH_SKIPPED
    shown = capsys.readouterr()
    assert "line 3: unknown event_type 'YIELD'; allowed are ACCUSE" in shown.err
    assert shown.out.startswith("2 marked pairs, scheme of 16 types")


def test_evaluate_tells_what_own_words_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A verb that the shipped lexicon does not know is coded with the user's file."""
    text = "Bohemian rebels defenestrated Austrian governors."
    row = {
        "id": "d",
        "text": text,
        "actor": [0, 15],
        "recipient": [30, 48],
        "event_type": "ASSAULT",
    }
    (tmp_path / "own.toml").write_text(OWN_SENSE, "utf-8")
    found = evaluated(
        capsys,
        put(tmp_path / "gold.jsonl", [row]),
        "--scheme",
        "16",
        "--lexicon",
        str(tmp_path / "own.toml"),
    )
    assert [error["id"] for error in found["own"]["mended"]] == ["d"]
    assert found["errors"] == []


def test_evaluate_tells_what_own_actors_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that no table knows gets its country from the user's file."""
    wanted = {
        "event_type": "ACCUSE",
        "actor": [{"country": "KAZ"}],
        "recipient": [{"country": "FRA"}],
    }
    row = {
        "id": "v",
        "text": "Velmira Oskanov condemned France on Monday.",
        "events": [wanted],
    }
    (tmp_path / "own.toml").write_text(OWN_ACTOR, "utf-8")
    found = evaluated(
        capsys,
        put(tmp_path / "gold.jsonl", [row]),
        "--actors",
        str(tmp_path / "own.toml"),
    )
    assert {error["id"] for error in found["own"]["mended"]} == {"v"}
    assert found["others"]["exact"]["f1"] == 1


def test_suggest_lists_names_that_no_table_knows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The most frequent first, with a passage; one that a user's file knows is not listed.
    """
    (tmp_path / "in.txt").write_text(
        "Velmira Oskanov condemned France on Monday. Emmanuel Macron met Velmira Oskanov in Paris.",
        "utf-8",
    )
    (tmp_path / "own.toml").write_text(OWN_ACTOR, "utf-8")
    account = str(tmp_path / "in.txt")
    assert run(["actors", "suggest", account, "--json"]) == DONE
    found = coded(capsys)
    assert [(item["name"], item["count"]) for item in found] == [("Velmira Oskanov", 2)]
    assert "condemned France" in " ".join(found[0]["contexts"])
    assert (
        run(["actors", "suggest", account, "--actors", str(tmp_path / "own.toml")])
        == DONE
    )
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "no name is missing" in shown.err
