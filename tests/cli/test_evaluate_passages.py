"""`facta evaluate` of coded passages: told from other gold, shown, and refused."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from facta.cli.coded import Reading, as_json, told
from facta.cli.corpus import holds_passages
from facta.cli.main import CANNOT, DONE, run
from facta.evaluate.reading import Fault, Row, Table, Value
from tests.evaluate.making import deed, entity, mark, passage

TEXT = "Russia attacked Ukraine. The weather was fine."
CODED = passage(
    TEXT,
    entities=[
        entity("R", "RUS", mark(TEXT, "Russia")),
        entity("U", "UKR", mark(TEXT, "Ukraine")),
    ],
    events=[deed(mark(TEXT, "attacked"), "COERCE", "R", "U")],
)


def put(path: Path, *lines: bytes) -> str:
    """A file of lines."""
    path.write_bytes(b"\n".join(lines))
    return str(path)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        pytest.param(msgspec.json.encode(CODED), True, id="a coded passage"),
        pytest.param(b'{"id": 1, "text": "a", "events": []}', False, id="raw text"),
        pytest.param(b'{"id": 1, "text": "a", "actor": [0, 1]}', False, id="a pair"),
        pytest.param(b"", False, id="nothing"),
    ],
)
def test_coded_passages_are_told_from_other_gold(
    line: bytes, wanted: bool, tmp_path: Path
) -> None:
    """By the first line that is an object."""
    assert holds_passages(put(tmp_path / "gold.jsonl", b"no json", line)) == wanted
    assert not holds_passages("-")


def test_coded_passages_are_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table, and the errors below it."""
    file = put(tmp_path / "dev.jsonl", msgspec.json.encode(CODED))
    assert run(["evaluate", file, "--errors", "1"]) == DONE
    text = capsys.readouterr().out
    assert "part dev, source all: 1 passages of 1 documents, 2 sentences" in text
    assert "events, trigger" in text
    assert "of 6 errors" in text
    assert run(["evaluate", file, "--json", "--errors", "2"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert found["kind"] == "passages"
    assert len(found["errors"]) == 2
    rows = {row["name"]: row for row in found["tables"][0]["rows"]}
    assert rows["events.trigger"]["f1"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert rows["events.type"]["f1"] == {"value": 0.0, "low": 0.0, "high": 0.0}


@pytest.mark.parametrize(
    ("columns", "score"),
    [
        pytest.param("120", "1.000 [1.000, 1.000]", id="with its interval"),
        pytest.param("80", "1.000\n", id="alone"),
    ],
)
def test_a_score_fits_the_terminal(
    columns: str,
    score: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No line's name and no interval is cut."""
    monkeypatch.setenv("COLUMNS", columns)
    file = put(tmp_path / "dev.jsonl", msgspec.json.encode(CODED))
    assert run(["evaluate", file, "--errors", "0"]) == DONE
    text = capsys.readouterr().out
    (row,) = (row for row in text.splitlines(keepends=True) if "trigger  " in row)
    assert score in row
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= int(columns)


def test_the_test_part_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says which command opens it."""
    file = put(tmp_path / "test.jsonl", msgspec.json.encode(CODED))
    assert run(["evaluate", file]) == CANNOT
    assert "the test part is for figures" in capsys.readouterr().err


def test_a_faulty_coding_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its file and line."""
    file = put(
        tmp_path / "dev.jsonl",
        msgspec.json.encode(CODED).replace(b"COERCE", b"NOTHING"),
    )
    assert run(["evaluate", file]) == CANNOT
    assert "dev.jsonl line 1" in capsys.readouterr().err


READING = Reading(
    tables=(
        Table(
            part="dev",
            source="all",
            passages=2,
            documents=1,
            sentences=9,
            rows=(
                Row(
                    name="events.type",
                    title="  trigger and type",
                    hits=1,
                    gold=2,
                    found=4,
                    precision=Value(0.25, 0.1, 0.4),
                    recall=Value(0.5, 0.3, 0.7),
                    f1=Value(1 / 3, 0.2, 0.5),
                ),
                Row(
                    name="days.right",
                    title="printed days right",
                    hits=1,
                    gold=2,
                    found=2,
                    share=Value(0.5, 0, 1),
                ),
                Row(name="types.facta", title="macro-F1", f1=Value(0.5, 0.4, 0.6)),
            ),
        ),
    ),
    faults=tuple(
        Fault(
            line="events.type",
            passage="p1",
            gold=gold,
            found=found,
            confidence=confidence,
            text="Peru\nmet.",
        )
        for gold, found, confidence in (
            (None, "AGREE", 0.5),
            ("CONSULT", None, None),
            ("2001", "2002", None),
        )
    ),
)


def test_scores_are_shown_with_intervals_and_counts() -> None:
    """A share and a mean stand in the last column; what is not there stays empty."""
    lines = list(told(READING, 0, width=160))
    assert lines[0] == "part dev, source all: 2 passages of 1 documents, 9 sentences"
    wanted = [
        "· trigger and type 2 4 0.250 [0.100, 0.400] 0.500 [0.300, 0.700] 0.333 [0.200, 0.500]",
        "printed days right 2 2 0.500 [0.000, 1.000]",
        "macro-F1 0.500 [0.400, 0.600]",
    ]
    assert [" ".join(line.split()) for line in lines[2:]] == wanted


def test_errors_say_what_is_missed_false_or_another() -> None:
    """Each with its confidence, where it has one, and its sentence on one line."""
    lines = list(told(READING, 5, width=160))
    start = lines.index("3 of 3 errors, the surest first")
    assert lines[start + 1 :] == [
        "0.50  p1 events.type: false AGREE",
        "      Peru met.",
        "      p1 events.type: missed CONSULT",
        "      Peru met.",
        "      p1 events.type: gold 2001; found 2002",
        "      Peru met.",
    ]


def test_json_counts_all_errors_and_holds_as_many_as_asked() -> None:
    """One object."""
    found = json.loads(as_json(READING, 1))
    assert (found["errors_in_all"], len(found["errors"])) == (3, 1)
