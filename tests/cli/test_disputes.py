"""`facta disputes`: where accounts contradict each other, in sentences and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, DONE, run
from facta.ledger import Ledger
from facta.pipeline import relink
from facta.records import Annotation
from facta.testing import annotation, doc, figure, telling

BLAST = "Shells hit the market of Reni on Sunday, killing {} people."


def account(source: str, number: str, count: float, actor: str = "RUS") -> Annotation:
    """An account of a shelling with its victims."""
    document = doc(
        BLAST.format(number), source=source, published="2025-05-26", publisher=source
    )
    return annotation(
        document,
        events=(
            telling(
                document,
                "ASSAULT",
                actor,
                "UKR",
                "Shells hit the market of Reni",
                date="2025-05-25",
            ),
        ),
        figures=(figure(document, f"{number} people", count, of="killed"),),
    )


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two accounts of one shelling that differ over its victims."""
    with Ledger.open(tmp_path / "facta.db") as opened, opened.writing():
        opened.add(account("Sarnia Post", "nine", 9), stages="t")
        opened.add(account("Orel Wire", "thirty", 30), stages="t")
        relink(opened)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert run(["disputes", *arguments]) == DONE
    return capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("ledger")
def test_a_dispute_is_a_sentence_that_says_what_differs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    head, line = shown(capsys)
    assert head.split() == ["id", "strength", "about", "told", "what", "differs"]
    assert "number" in line
    assert "Sarnia Post" in line
    assert "Orel Wire" in line
    (record,) = map(json.loads, shown(capsys, "--json"))
    assert record["id"].startswith(line.split()[0])
    sources = {source for side in record["sources"] for source in side}
    assert sources == {"Orel Wire", "Sarnia Post"}


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["--attribute", "number"], 2),
        (["--attribute", "place"], 0),
        (["--actor", "russia"], 2),
        (["--recipient", "ukraine"], 2),
        (["--actor", "ukraine"], 0),
        (["--since", "2025-05-26"], 0),
        (["--until", "2025-05-25"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_disputes_answer_their_filters(
    arguments: list[str], lines: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(shown(capsys, *arguments)) == lines


@pytest.mark.usefixtures("ledger")
def test_what_nobody_disputes_about_cannot_be_asked() -> None:
    assert run(["disputes", "--attribute", "weather"]) == CANNOT
