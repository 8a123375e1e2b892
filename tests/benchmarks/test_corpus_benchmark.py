"""The benchmark of the coded corpus reads three parts and keeps the test part shut."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from benchmarks.corpus import COLUMNS, main, markdown, scores
from facta.evaluate.corpus import Passage
from facta.evaluate.corpus.passage import Source
from facta.evaluate.reading import Row, Table, Value
from tests.evaluate.making import deed, entity, mark, passage

TEXT = "Russia attacked Ukraine. The weather was fine."


def coded(name: str, source: Source, event_type: str = "ASSAULT") -> Passage:
    """A passage in which one state attacks another."""
    return passage(
        TEXT,
        name=name,
        document=name,
        source=source,
        entities=[
            entity("R", "RUS", mark(TEXT, "Russia")),
            entity("U", "UKR", mark(TEXT, "Ukraine")),
        ],
        events=[deed(mark(TEXT, "attacked"), event_type, "R", "U")],
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of three passages; the gold of the dev part has another type."""
    parts = {
        "train": coded("p1", "wikinews"),
        "dev": coded("p2", "globalvoices", "COERCE"),
        "test": coded("p3", "whitehouse"),
    }
    for part, each in parts.items():
        (tmp_path / f"{part}.jsonl").write_bytes(msgspec.json.encode(each) + b"\n")
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the benchmark prints."""
    main(arguments)
    return capsys.readouterr().out


def test_every_part_and_source_has_a_table(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three parts of one source, then all together by source; the counts by hand."""
    found = json.loads(printed(capsys, "--corpus", str(corpus), "--json"))
    names = [(each["part"], each["source"]) for each in found["tables"]]
    assert names == [
        ("train", "wikinews"),
        ("dev", "globalvoices"),
        ("test", "whitehouse"),
        ("all", "wikinews"),
        ("all", "globalvoices"),
        ("all", "whitehouse"),
        ("all", "all"),
    ]
    rows = {row["name"]: row for row in found["tables"][-1]["rows"]}
    counts = {
        name: tuple(rows[name][part] for part in ("hits", "gold", "found"))
        for name in ("mentions.names", "events.trigger", "events.type", "events.core")
    }
    assert counts == {
        "mentions.names": (6, 6, 6),
        "events.trigger": (3, 3, 3),
        "events.type": (2, 3, 3),
        "events.core": (2, 3, 3),
    }
    assert rows["sentences.facta"]["hits"] == 5
    # dev and test alone: nothing but the train part itself could tell of it
    assert rows["sentences.words"]["gold"] == 4


def test_errors_are_printed_with_their_sentence(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So many of each line."""
    text = printed(capsys, "--corpus", str(corpus), "--part", "dev", "--errors", "1")
    assert "p2 events.type: false ASSAULT [attacked]" in text
    assert "p2 events.type: missed" not in text
    assert "Russia attacked Ukraine." in text


@pytest.mark.parametrize("part", ["test", "all"])
def test_errors_of_the_test_part_are_refused(
    part: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody may learn from them."""
    with pytest.raises(SystemExit) as stopped:
        main(["--corpus", str(corpus), "--part", part, "--errors", "1"])
    assert stopped.value.code == 2
    assert "the test part is for figures" in capsys.readouterr().err


def test_a_page_has_a_column_for_each_part_and_source() -> None:
    """F1 where a line has one, else its share or recall; a score each by its name."""
    half = Value(0.5, 0.25, 0.75)
    rows = (
        Row(name="events.type", title="  type", precision=half, f1=half),
        Row(name="days.found", title="days", share=half),
    )
    made = [
        Table(part=part, source=source, passages=1, documents=1, sentences=4, rows=rows)
        for part, source in COLUMNS
    ]
    lines = markdown(made).splitlines()
    assert (
        lines[0]
        == "| | train | dev | test | wikinews | globalvoices | whitehouse | all |"
    )
    assert lines[2].startswith("| · type | 0.50 [0.25, 0.75] |")
    assert dict(scores(made))["test.all.days.found.share"] == "0.50 [0.25, 0.75]"


def test_one_source_can_be_asked_for(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Parts without it have no table; of none at all it says so."""
    text = printed(capsys, "--corpus", str(corpus), "--source", "wikinews")
    assert text.count("part ") == 1
    arguments = ["--corpus", str(corpus), "--source", "wikinews", "--part", "dev"]
    with pytest.raises(SystemExit, match="no passage of wikinews"):
        main(arguments)


def test_a_corpus_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    """With its path."""
    with pytest.raises(SystemExit, match=r"train\.jsonl"):
        main(["--corpus", str(tmp_path)])
