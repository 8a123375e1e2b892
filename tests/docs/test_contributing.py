"""
The pages on contributing name files and tests that are there, and their examples work.
"""

from __future__ import annotations

import io
import re
import textwrap
import tomllib
from pathlib import Path
from typing import Any

import pytest

from facta.lexicon.events import Events
from facta.measure import scores
from facta.ontology import Gazetteer
from facta.read.account import Account, Input
from facta.read.settings import ReadSettings
from tests.contract.test_measures import happening
from tests.exchange.making import kinds
from tests.model.making import autoregressive, table
from tools.docs import ROOT

FOLDER = ROOT / "docs" / "contributing"
PAGES = sorted(FOLDER.glob("*.md"))
STEPS = [page for page in PAGES if page.name != "index.md"]
BLOCK = re.compile(r"^( *)```(python|toml)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`((?:src|tests|docs|benchmarks)/[\w./-]+)`")
MADE = re.compile(r"\*\*Write it\*\* as `([\w./-]+)`")
TEST = re.compile(r"`(test_\w+)`")


def text(name: str) -> str:
    """A page."""
    return (FOLDER / f"{name}.md").read_text("utf8")


def example(name: str) -> str:
    """The first block of code of a page."""
    found = BLOCK.search(text(name))
    assert found
    return textwrap.dedent(found[3])


def run(code: str, known: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a block of Python defines, among what it finds."""
    names = dict(known or {})
    exec(compile(code, "example", "exec", dont_inherit=True), names)
    return names


def test_the_first_page_leads_to_every_other() -> None:
    """Six of them, and to the rules."""
    led = re.findall(r"^\| \[[^\]]+\]\(([\w-]+\.md)\)", text("index"), re.MULTILINE)
    assert sorted(led) == [page.name for page in STEPS]
    assert "../../CONTRIBUTING.md" in text("index")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_names_is_there(page: Path) -> None:
    """Files, but for the one to be written, and tests."""
    told = page.read_text("utf8")
    files = set(FILE.findall(told)) - set(MADE.findall(told))
    assert [name for name in sorted(files) if not (ROOT / name).exists()] == []
    suites = "\n".join(
        path.read_text("utf8") for path in (ROOT / "tests").rglob("test_*.py")
    )
    assert [name for name in TEST.findall(told) if f"def {name}(" not in suites] == []


@pytest.mark.parametrize("page", STEPS, ids=lambda page: page.stem)
def test_a_page_has_numbered_steps_and_is_short(page: Path) -> None:
    """Each number once, in order; a page and a half of print."""
    told = page.read_text("utf8")
    numbers = [int(at) for at in re.findall(r"^(\d+)\. ", told, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert "\n## What usually goes wrong\n" in told
    assert len(told.split()) < 800


def test_the_sense_of_the_example_is_that_of_the_table() -> None:
    """With one word more."""
    (sense,) = tomllib.loads(example("add-a-verb"))["sense"]
    (ours,) = (one for one in Events.load().senses if one.name == "assault.bomb")
    assert set(sense["verbs"]) - {word for _, word in ours.words} == {"napalm"}
    assert (sense["type"], sense["mode"]) == (ours.type, ours.mode)
    assert sense["verbs"] == sorted(sense["verbs"])


def test_the_actor_of_the_example_is_taken(tmp_path: Path) -> None:
    """As an entry of a file of one's own, by the same schema."""
    path = tmp_path / "own.toml"
    path.write_text(example("add-an-actor"), "utf8")
    assert Gazetteer.load([path]).entries["Navin Ramgoolam"].country == "MUS"


def test_the_reader_of_the_example_reads() -> None:
    """Two captions as one text."""
    data = b"1\n00:00:01,000 --> 00:00:03,500\nThey\n\n2\n00:00:04,000 --> 00:00:05,000\nmet.\n"
    given = Input(source="a.srt", suffix=".srt", stream=io.BytesIO(data))
    (found,) = run(example("add-a-reader"))["subtitles"](given, ReadSettings())
    assert isinstance(found, Account)
    assert found.text == "They met."


def test_the_format_of_the_example_writes() -> None:
    """A graph with an arrow."""
    file = io.BytesIO()
    with kinds() as ledger:
        run(example("add-a-format"))["write"](ledger, file)
    lines = file.getvalue().decode().splitlines()
    assert lines[1:2] + lines[-1:] == ["digraph {", "}"]
    assert '"Dmitry Lee" -> "Ukraine" [label="ACCUSE 1"]' in lines


def test_the_measure_of_the_example_measures() -> None:
    """The lowest of two scores, and nothing of nothing."""
    worst = run(example("add-a-measure"), vars(scores))["worst"]
    assert worst([happening(1, score=-9.0), happening(2, score=4.0)]).mean == -9.0
    assert worst([]) == scores.Absent("nothing happened")


def test_the_forecaster_of_the_example_forecasts() -> None:
    """Ascending, around the mean."""
    given = table(autoregressive(160))
    fitted = run(example("add-a-forecaster"))["Normal"]().fit(given)
    found = fitted.quantiles(2, (0.05, 0.5, 0.95))
    assert found[1, :, 1] == pytest.approx(given.values.mean(axis=0))
    assert (found[:, :, 0] < found[:, :, 2]).all()
