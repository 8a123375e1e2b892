"""What is in the corpus, by part and source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.codings import WHOLE, bare, coded, written
from tools.corpus import build, counts


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two passages, one of them with words."""
    other = bare("Oil rose.", name="wikinews-8.1", part="test")
    written(tmp_path, other, bare())
    coded(tmp_path, "r1", "@ wikinews-8.1\n", name="wikinews-8.1")
    coded(tmp_path, "r1", WHOLE)
    given = ["--passages", str(tmp_path / "passages.jsonl")]
    given += ["--coding", str(tmp_path / "coding"), "--out", str(tmp_path / "made")]
    assert build.main(given) == 0
    return tmp_path / "made"


def test_parts_and_sources_have_a_column_each(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Train, dev, test; the three sources; all."""
    assert counts.main([str(corpus)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "| passages | 0 | 1 | 1 | 2 | 0 | 0 | 2 |" in lines
    assert "| passages with words coded | 0 | 1 | 0 | 1 | 0 | 0 | 1 |" in lines
    assert "| attributions | 0 | 2 | 0 | 2 | 0 | 0 | 2 |" in lines
    assert "| REJECT | 0 | 1 | 0 | 1 | 0 | 0 | 1 |" in lines


def test_further_passages_have_a_column_where_there_are_some(corpus: Path) -> None:
    """Behind the parts; the sources and all have them too."""
    dev = (corpus / "dev.jsonl").read_bytes()
    (corpus / "more.jsonl").write_bytes(dev.replace(b"wikinews-7.1", b"wikinews-7.2"))
    lines = counts.markdown(counts.parts_of(corpus)).splitlines()
    heads = "train | dev | test | more | wikinews | globalvoices | whitehouse | all"
    assert lines[0] == f"|  | {heads} |"
    assert "| passages | 0 | 1 | 1 | 1 | 3 | 0 | 0 | 3 |" in lines
    assert "| documents | 0 | 1 | 1 | 1 | 2 | 0 | 0 | 2 |" in lines
    assert "| REJECT | 0 | 1 | 0 | 1 | 2 | 0 | 0 | 2 |" in lines


def test_a_corpus_that_is_not_there_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its path, and status 2."""
    assert counts.main([str(tmp_path)]) == 2
    assert "train.jsonl" in capsys.readouterr().err
