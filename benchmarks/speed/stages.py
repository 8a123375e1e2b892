"""
The stages of the road, each as work over what is given: pages to documents, texts to
sentences, these to annotations, annotations to happenings, a ledger to its brief.
"""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TypeVar

from benchmarks.speed.alone import Prepare, Work
from benchmarks.speed.given import Given, Sentences, accounts
from facta.cli.main import run
from facta.extract.actors import actors
from facta.extract.commitments import commitments
from facta.extract.events import events
from facta.extract.figures import figures
from facta.extract.layout import Layout
from facta.extract.page import Page
from facta.extract.stage import Resources
from facta.extract.statements import statements
from facta.extract.times import times
from facta.language import Language
from facta.link import link
from facta.read import ReadSettings, documents
from facta.records import Document

Found = TypeVar("Found")
Parsed = Sequence[tuple[Document, Sentences]]


def read(folder: Path) -> Work:
    """Pages to documents: text, title, publisher, day."""
    pages = str(Given(folder).pages)

    def work() -> dict[str, float]:
        assert list(documents([pages], settings=ReadSettings()))
        return {}

    return work


def language(folder: Path) -> Work:
    """Texts to sentences: words, tags, trees, names."""
    reader = Language.load(words=Resources.load().lexicon)
    texts = [one.text for one in Given(folder).documents()]

    def work() -> dict[str, float]:
        assert list(reader.many(texts))
        return {}

    return work


def extraction(folder: Path) -> Work:
    """Sentences to annotations, with the seconds of each extractor."""
    given, resources = Given(folder), Resources.load()
    parsed = list(zip(given.documents(), given.sentences(), strict=True))
    return lambda: extracted(parsed, resources)


def linking(folder: Path) -> Work:
    """Annotations to happenings, originators and disputes."""
    annotations = Given(folder).annotations()

    def work() -> dict[str, float]:
        link(annotations)
        return {}

    return work


def brief(folder: Path) -> Work:
    """A ledger to its page."""
    ledger, page = str(Given(folder).ledger), folder / f"brief-{os.getpid()}.html"

    def work() -> dict[str, float]:
        with redirect_stdout(io.StringIO()):
            assert run(["brief", "--ledger", ledger, "-o", str(page), "-q"]) == 0
        return {}

    return work


STAGES: dict[str, tuple[Prepare, str]] = {
    "read": (read, "web pages to documents"),
    "language": (language, "words, tags, trees, names"),
    "extraction": (extraction, "all extractors below"),
    "linking": (linking, "happenings, originators, disputes"),
    "brief": (brief, "a ledger to its page"),
}


class _Clock:
    """Seconds by name, added up."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def timed(self, name: str, work: Callable[[], Found]) -> Found:
        """What `work` gives; the time it took is kept under `name`."""
        started = time.process_time()
        found = work()
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - started
        return found


def extracted(parsed: Parsed, resources: Resources) -> dict[str, float]:
    """Seconds of each extractor over all accounts, in the order of the stage."""
    clock = _Clock()
    for document, sentences in parsed:
        _one(document, sentences, resources, clock)
    return clock.spent


def _one(
    document: Document, sentences: Sentences, tables: Resources, clock: _Clock
) -> None:
    """One account through the extractors as `facta.extract.stage` does it, each timed."""
    layout = clock.timed("layout", lambda: Layout(document, sentences, tables.lexicon))
    named = clock.timed(
        "actors", lambda: actors(layout, tables.gazetteer, tables.entities)
    )
    dated = clock.timed("times", lambda: times(layout))
    page = clock.timed("layout", lambda: Page(layout, dated, named))
    said = clock.timed("statements", lambda: statements(page))
    done = clock.timed("events", lambda: events(page, said, least=tables.least))
    clock.timed("commitments", lambda: commitments(page, said, done))
    clock.timed("figures", lambda: figures(page, said))


def words_a_second(
    paths: Sequence[str], reader: Language, resources: Resources, *, rounds: int = 5
) -> float:
    """The speed of all extractors on one core, over accounts or the demo corpus."""
    found = accounts(paths, None)
    sentences = list(reader.many([document.text for document in found]))
    parsed = list(zip(found, sentences, strict=True))
    best: dict[str, float] = {}
    # The least and not the mean: what else runs on the machine only ever adds.
    for _ in range(rounds):
        for name, seconds in extracted(parsed, resources).items():
            best[name] = min(best.get(name, seconds), seconds)
    words = sum(len(sentence.tokens) for some in sentences for sentence in some)
    return words / sum(best.values())
