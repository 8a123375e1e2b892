"""
Words a second of each extractor on one core, without the language stage.

    python -m benchmarks.speed [PATH ...] [--rounds N]

Reads the demo corpus, or the accounts at PATH; the best of the rounds counts, since
other work only ever slows one down. The speed of the language stage is measured by
`benchmarks.language`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from benchmarks import demo
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
from facta.read import ReadSettings, documents
from facta.records import Document, Sentence

Found = TypeVar("Found")
Parsed = tuple[Document, tuple[Sentence, ...]]


def main() -> None:
    """Prints a row for each extractor and one for all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    words, best = _timed(
        options.paths, Language.load(), Resources.load(), options.rounds
    )
    print(f"{words} words, best of {options.rounds} rounds")
    for name, seconds in best.items():
        print(f"  {name:<12} {words / seconds:>12,.0f} words/s")
    print(f"  {'all':<12} {words / sum(best.values()):>12,.0f} words/s")


def words_a_second(
    paths: Sequence[str], language: Language, resources: Resources, *, rounds: int = 5
) -> float:
    """The speed of all extractors on one core, over accounts or the demo corpus."""
    words, best = _timed(paths, language, resources, rounds)
    return words / sum(best.values())


def _timed(
    paths: Sequence[str], language: Language, resources: Resources, rounds: int
) -> tuple[int, dict[str, float]]:
    """The words of some accounts, and the least seconds that each extractor took."""
    accounts = list(_accounts(paths))
    sentences = list(language.many([document.text for document in accounts]))
    parsed = list(zip(accounts, sentences, strict=True))
    best: dict[str, float] = {}
    # The least and not the mean: what else runs on the machine only ever adds.
    for _ in range(rounds):
        for name, seconds in _round(parsed, resources).items():
            best[name] = min(best.get(name, seconds), seconds)
    words = sum(len(sentence.tokens) for some in sentences for sentence in some)
    return words, best


def _accounts(paths: Sequence[str]) -> Iterator[Document]:
    if not paths:
        yield from demo.accounts()
    for item in documents(paths, settings=ReadSettings()):
        if isinstance(item, Document):
            yield item


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


def _round(parsed: Sequence[Parsed], resources: Resources) -> dict[str, float]:
    """Seconds of each extractor over all accounts, in the order of the stage."""
    clock = _Clock()
    for document, sentences in parsed:
        _one(document, sentences, resources, clock)
    return clock.spent


def _one(
    document: Document,
    sentences: tuple[Sentence, ...],
    tables: Resources,
    clock: _Clock,
) -> None:
    """One account through the extractors, each timed."""
    layout = clock.timed("layout", lambda: Layout(document, sentences, tables.lexicon))
    dated = clock.timed("times", lambda: times(layout))
    named = clock.timed("actors", lambda: actors(layout, tables.gazetteer))
    page = clock.timed("layout", lambda: Page(layout, dated, named))
    said = clock.timed("statements", lambda: statements(page))
    done = clock.timed("events", lambda: events(page, said))
    clock.timed("commitments", lambda: commitments(page, said, done))
    clock.timed("figures", lambda: figures(page, said))


if __name__ == "__main__":
    main()
