"""
The road into the ledger: a fault of the program on one account is told and costs no
other.
"""

from __future__ import annotations

import ast
import datetime
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest

import facta
from facta import pipeline
from facta.batches import Annotates
from facta.extract.stage import Resources
from facta.language import Language
from facta.ledger import Ledger
from facta.pipeline import Annotator, ingest
from facta.records import Annotation, Document, Sentence, Skipped
from facta.testing import doc
from tests import standing

CLOCK = datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC)


class Silent:
    """A language stage that finds no sentence."""

    def many(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Nothing for each text."""
        return (() for _ in texts)


def failing(
    document: Document, sentences: tuple[Sentence, ...], resources: object
) -> Annotation:
    """Extraction with a fault that only one text brings out."""
    if "boom" in document.text:
        raise IndexError("list index out of range")
    return Annotation(document=document, sentences=sentences)


def test_a_fault_on_one_account_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The account is listed as not read, with the fault; those before and after it are
    stored.
    """
    monkeypatch.setattr(pipeline, "annotate", failing)
    annotator = Annotator(cast("Any", Silent()), cast("Any", None))
    accounts = [doc(text, source=f"{text}.txt") for text in ("one", "boom", "two")]
    with Ledger.open(tmp_path / "facta.db") as ledger:
        outcome = ingest(accounts, ledger, annotator)
        assert outcome.tally.added == 2
        assert [item.source for item in outcome.skipped] == ["boom.txt"]
        assert "IndexError" in outcome.skipped[0].reason
        assert list(ledger.skipped()) == list(outcome.skipped)


SLOW = 0.2  # seconds; what is slow here is so without end


def endless(
    document: Document, sentences: tuple[Sentence, ...], resources: object
) -> Annotation:
    """Extraction that never comes back from one text."""
    while "endless" in document.text:
        time.sleep(0.001)
    return Annotation(document=document, sentences=sentences)


@pytest.mark.parametrize(
    "slow", ["stuck", "endless"], ids=["in the parse", "in the extraction"]
)
def test_an_account_that_takes_too_long_costs_no_other(
    slow: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    It is left out with the reason and what to do; all others of its batch are read, in
    their order.
    """
    monkeypatch.setattr(pipeline, "annotate", endless)
    annotator = Annotator(
        cast("Any", standing.Language()), cast("Any", None), seconds_per_account=SLOW
    )
    texts = ["one", "two", slow, "three", "four"]
    found = list(
        annotator.annotations(doc(text, source=f"{text}.txt") for text in texts)
    )
    reason = (
        "took longer than 0.2 seconds; split it or raise the limit with --max-seconds"
    )
    assert found.pop(2) == Skipped(f"{slow}.txt", reason)
    assert [item.document.text for item in found if isinstance(item, Annotation)] == [
        "one",
        "two",
        "three",
        "four",
    ]


def test_a_fault_in_the_parse_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of the language stage is that account's own."""
    monkeypatch.setattr(pipeline, "annotate", endless)
    annotator = Annotator(cast("Any", standing.Language()), cast("Any", None))
    found = list(
        annotator.annotations(
            doc(text, source=f"{text}.txt") for text in ["one", "fault", "two"]
        )
    )
    assert [isinstance(item, Skipped) for item in found] == [False, True, False]


@pytest.mark.parametrize(
    ("characters", "seconds"), [(10, "0.2"), (100_000, "0.4"), (250_000, "0.6")]
)
def test_a_long_account_may_take_longer(
    characters: int, seconds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is for every 100,000 characters begun."""
    monkeypatch.setattr(pipeline, "annotate", endless)
    annotator = Annotator(
        cast("Any", standing.Language()), cast("Any", None), seconds_per_account=SLOW
    )
    (item,) = annotator.annotations([doc("endless".ljust(characters))])
    assert isinstance(item, Skipped)
    assert item.reason.startswith(f"took longer than {seconds} seconds")


class FarAhead(Annotates):
    """Stages that ask for all of the input before they read any of it."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self.stages = annotator.stages

    def batches(
        self, batches: Iterable[Sequence[Document]]
    ) -> Iterator[Iterable[Annotation | Skipped]]:
        """What the annotator finds, too late for what is asked meanwhile."""
        return self._annotator.batches(list(batches))


def test_a_ledger_does_not_show_how_far_ahead_its_accounts_were_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Byte for byte, whatever order known, new, repeated and skipped inputs come in; nor
    do the counts.
    """
    monkeypatch.setattr(pipeline, "annotate", failing)
    annotator = Annotator(cast("Any", Silent()), cast("Any", None))
    numbers = [*range(50), *range(20, 30)]
    items: list[Document | Skipped] = [
        doc(f"text {number}", source=f"{number}.txt") for number in numbers
    ]
    # one text from two sources, the first of which gives another one now
    twice = [
        msgspec.structs.replace(doc("text", source="x"), source=source, url=source)
        for source in ("b.txt", "a.txt")
    ]
    other = msgspec.structs.replace(doc("other"), source="a.txt")
    items[10:10] = [Skipped("c.txt", "empty"), other, Skipped("d.txt", "odd")]
    items.append(twice[0])

    def ledger(name: str, stages: Annotates) -> tuple[bytes, list[Any]]:
        here = tmp_path / name
        here.mkdir()
        with Ledger.open(here / "f.db", clock=lambda: CLOCK, here=here) as found:
            told = [
                ingest(given, found, stages) for given in (items[:5] + twice, items)
            ]
        return (here / "f.db").read_bytes(), told

    near, far = ledger("near", annotator), ledger("far", FarAhead(annotator))
    assert near[1] == far[1]
    assert near[0] == far[0]


def test_a_ledger_reads_anew_what_other_rules_have_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document read by the same stages is known; by others, it is read again."""
    monkeypatch.setattr(pipeline, "annotate", failing)
    document = doc("one", source="one.txt")
    known = []
    with Ledger.open(tmp_path / "facta.db") as ledger:
        for own in ("rules/1", "rules/1", "rules/2"):
            before = ledger.tally.unchanged + ledger.tally.changed + ledger.tally.added
            ingest(
                [document],
                ledger,
                Annotator(cast("Any", Silent()), cast("Any", None), own=own),
            )
            known.append(
                ledger.tally.unchanged + ledger.tally.changed + ledger.tally.added
                == before
            )
    assert known == [False, True, False]


def test_the_stages_of_the_package_are_named_without_being_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What would be loaded names the same; with a file of a user's it names another."""
    loaded = SimpleNamespace(lexicon=None)
    monkeypatch.setattr(Resources, "load", lambda **_: loaded)
    monkeypatch.setattr(Language, "load", lambda **_: loaded)
    assert Annotator.load().stages == pipeline.shipped()
    assert Annotator.load(actor_files=[Path(__file__)]).stages != pipeline.shipped()


def test_the_rules_have_one_digest_for_one_package() -> None:
    """The digest is the same at every call."""
    assert pipeline.rules() == pipeline.rules()


@pytest.mark.parametrize("name", pipeline.READING)
def test_another_version_of_a_library_reads_anew(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    What a reading depends on beside the rules is part of what an account was read by.
    """
    before = Annotator(cast("Any", Silent()), cast("Any", None)).stages
    version = metadata.version
    monkeypatch.setattr(
        metadata, "version", lambda each: "0.0" if each == name else version(each)
    )
    after = Annotator(cast("Any", Silent()), cast("Any", None)).stages
    assert set(after.split()) - set(before.split()) == {f"{name}/0.0"}


def test_every_library_that_a_reading_depends_on_is_known() -> None:
    """
    The stages that read a text import no library of others that is not among them.
    """
    root = Path(facta.__file__).parent
    names = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for stage in pipeline.STAGES
        for path in (root / stage).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    foreign = (
        {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"facta"}
    )
    assert foreign - {"msgspec"} == set(pipeline.READING)


# what linking runs on, but does not depend on: nothing of it chooses what comes out
BENEATH = {
    *("closing", "collecting", "errors", "processes", "shapes"),
    *("ledger.opening", "ledger.schema", "ledger.store", "ledger.sums"),
}


def test_every_module_that_a_linking_depends_on_is_known() -> None:
    """What linking imports, directly or through others, stands in its digest."""
    root = Path(facta.__file__).parent
    known = {
        path
        for name in pipeline.LINKING
        for path in ((root / name).rglob("*.py") if "." not in name else [root / name])
    }
    waiting = [*(root / "link").glob("*.py"), root / "ledger" / "relinking.py"]
    seen = set(waiting)
    while waiting:
        new = set(_imported(waiting.pop())) - seen
        seen |= new
        waiting += new
    unknown = {
        path.relative_to(root).with_suffix("").as_posix().replace("/", ".")
        for path in seen - known
    }
    assert unknown == BENEATH


def _imported(path: Path) -> Iterator[Path]:
    """The project's own modules that a module imports."""
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("facta"):
            for alias in node.names:
                inside = _file(f"{node.module}.{alias.name}")
                found = inside or _file(node.module or "")
                if found is not None:
                    yield found


def _file(module: str) -> Path | None:
    place = Path(facta.__file__).parent.joinpath(*module.split(".")[1:])
    for path in (place.with_suffix(".py"), place / "__init__.py"):
        if path.is_file() and path.name != ".py":
            return path
    return None
