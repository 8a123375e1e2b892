"""
`facta.annotate` and `annotate_all`: what the command gives, the model loaded once.
"""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import facta
from facta.cli.main import DONE, run
from facta.exchange.contract import line
from facta.library import annotating
from facta.testing import annotation

TEXT = (
    "Russia attacked Ukraine on Monday. “We will answer,” Mr Danylo Testenko said. "
    "13 people were killed."
)
GERMAN = (
    "Der Kanzler hat am Montag in Berlin erklärt, dass Deutschland der Ukraine "
    "weiter helfen werde."
)
OWN_ACTOR = '["Velmira Oskanov"]\ncountry = "KAZ"\ngender = "f"\nsector = "GOV"\n'


class Stages:
    """
    Stands in for the model: finds nothing, fails on one text, and notes how many use it
    at once.
    """

    loads: int = 0

    def __init__(self) -> None:
        self.batches: list[int] = []
        self._inside = 0
        self.most = 0

    def load(self, **files: Any) -> Stages:
        """Itself, counted."""
        self.loads += 1
        return self

    def annotations(
        self, documents: Iterable[facta.Document]
    ) -> Iterator[facta.Annotation | facta.Skipped]:
        """One answer a document."""
        given = list(documents)
        self.batches.append(len(given))
        self._inside += 1
        self.most = max(self.most, self._inside)
        time.sleep(0.001)
        for document in given:
            failed = "boom" in document.text
            yield (
                facta.Skipped(document.source, "a fault; report it")
                if failed
                else annotation(document)
            )
        self._inside -= 1


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    """The stand-in, in the place of the model."""
    found = Stages()
    monkeypatch.setattr(annotating, "Annotator", SimpleNamespace(load=found.load))
    monkeypatch.setattr(annotating, "_ANNOTATORS", annotating._Annotators())
    return found


def test_the_model_is_loaded_once_for_all_threads(stages: Stages) -> None:
    """Calls at the same time wait for one loading and take turns."""
    start = threading.Barrier(8)

    def call(number: int) -> str:
        start.wait()
        return facta.annotate(f"They spoke {number} times.").document.text

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(call, range(8))) == [
            f"They spoke {number} times." for number in range(8)
        ]
    assert (stages.loads, stages.most) == (1, 1)


def test_own_files_are_read_again_when_they_change(
    stages: Stages, tmp_path: Path
) -> None:
    """And only then; the model without them stays."""
    own = tmp_path / "own.toml"
    for text in (OWN_ACTOR, OWN_ACTOR, f"{OWN_ACTOR}\n"):
        own.write_text(text, "utf-8")
        facta.annotate("They spoke.", actors=own)
        facta.annotate("They spoke.", actors=[str(own)])
        facta.annotate("They spoke.")
    assert stages.loads == 3


def test_many_go_through_the_model_in_batches(stages: Stages) -> None:
    """In order, as they are asked for, however they are given."""
    texts = [f"They spoke {number} times." for number in range(40)]
    found = facta.annotate_all(iter(texts))
    assert next(found).document.text == texts[0]
    assert stages.batches == [16]
    assert [item.document.text for item in found] == texts[1:]
    assert stages.batches == [16, 16, 8]


def test_what_cannot_be_annotated_costs_no_other(stages: Stages) -> None:
    """It is told of in a warning."""
    with pytest.warns(facta.SkippedWarning) as caught:
        found = list(facta.annotate_all(["one", "boom", GERMAN, "two"]))
    assert [item.document.text for item in found] == ["one", "two"]
    assert [str(item.message) for item in caught] == [
        "text: a fault; report it",
        "text: not in English, the one language that is read; translate it or leave it out",
    ]


def test_two_who_take_turns_at_two_lists_do_not_wait_for_each_other(
    stages: Stages,
) -> None:
    """A list that is half read holds nothing up."""
    first, second = (
        facta.annotate_all([f"{name}{number}" for number in range(20)]) for name in "ab"
    )
    got = [
        item.document.text for pair in zip(first, second, strict=True) for item in pair
    ]
    assert got[:4] == ["a0", "b0", "a1", "b1"]


@pytest.mark.parametrize(
    ("account", "told", "message"),
    [
        ("", {}, "text: no words in it; leave it out"),
        (
            GERMAN,
            {},
            "text: not in English, the one language that is read; translate it or leave it out",
        ),
        ("boom", {}, "text: a fault; report it"),
        (
            "x",
            {"published": "28.5.2025"},
            "'28.5.2025': not a date; write it as 2025-05-25",
        ),
        (
            Path("x.txt"),
            {},
            "Path: neither a text nor a document; read files by facta.read(...) first",
        ),
        (
            None,
            {},
            "NoneType: neither a text nor a document; read files by facta.read(...) first",
        ),
        (
            facta.Document(id="a", source="a.txt", text="They spoke."),
            {"title": "b"},
            "title: a document has its own; give them",
        ),
    ],
    ids=[
        "empty",
        "another language",
        "a fault",
        "no date",
        "a path",
        "nothing",
        "told twice",
    ],
)
def test_what_a_person_can_mend_is_one_line(
    stages: Stages, account: Any, told: dict[str, Any], message: str
) -> None:
    """A FactaError that says what to do."""
    with pytest.raises(facta.FactaError) as caught:
        facta.annotate(account, **told)
    assert message in str(caught.value)


def test_a_missing_file_of_own_words_is_named() -> None:
    """Before the model is loaded."""
    with pytest.raises(facta.FactaError, match=r"none\.toml: cannot be read"):
        facta.annotate("They spoke.", lexicon="none.toml")


def test_offsets_count_in_the_text_as_given(stages: Stages) -> None:
    """Nothing is cleaned away, and an id of one's own is kept."""
    text = "  They\r\nspoke\u00ad.\x00 \U0001f600\n"
    found = facta.annotate(
        text, id="own", title="A title", publisher="A paper", published="2025-05-28"
    )
    assert found.document.text == text
    assert (found.document.id, found.document.title, found.document.publisher) == (
        "own",
        "A title",
        "A paper",
    )
    assert (found.document.source, found.document.published_basis) == ("text", "given")


@pytest.mark.gold
def test_it_gives_what_the_command_gives(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The same line, but for where the account came from; one by one, as documents and in
    a batch.
    """
    told = {
        "id": "own",
        "published": "2025-05-28",
        "title": "A title",
        "publisher": "A paper",
    }
    given = json.dumps({"text": TEXT} | told).encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given)))
    assert run(["annotate", "-"]) == DONE
    printed = json.loads(capsysbinary.readouterr().out)
    once = facta.annotate(TEXT, **told)
    (batch,) = facta.annotate_all([once.document])
    assert printed["events"]
    for found in (once, facta.annotate(once.document), batch):
        assert json.loads(line(found)) | {"source": printed["source"]} == printed


@pytest.mark.gold
def test_own_actors_are_known(tmp_path: Path) -> None:
    """A name that no table knows gets its country from the user's file."""
    (tmp_path / "own.toml").write_text(OWN_ACTOR, "utf-8")
    text = "Velmira Oskanov condemned France on Monday."
    with_own = facta.annotate(text, actors=tmp_path / "own.toml")
    assert "KAZ" in {actor.country for actor in with_own.actors}
    assert "KAZ" not in {actor.country for actor in facta.annotate(text).actors}
