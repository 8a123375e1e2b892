"""
How well Facta reads the coded corpus: real accounts, by part and by source.

    python -m benchmarks.corpus [--part train|dev|test|all|analysis] [--source SOURCE]
    [--corpus DIR] [--json] [--errors N]

Each passage is annotated as a document of its own, with its title, publisher and day,
and compared with its coding (docs/measuring.md says how). Intervals are the middle 95 %
of 2,000 bootstrap draws of documents. The bag of words learns from the train part;
passages of that part are told by other documents of it. `--errors` prints up to N
errors of each line with their sentence, but never of the test part, which this command
alone opens. The part `analysis` holds invented accounts, and is in no sum.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import get_args

from facta.cli import coded
from facta.errors import FactaError
from facta.evaluate.corpus import Passage, load
from facta.evaluate.corpus.passage import Publisher, Source
from facta.evaluate.reading import (
    Fault,
    Measured,
    Row,
    Table,
    Value,
    account,
    by_words,
    measured,
    table,
    with_baseline,
    worst,
)
from facta.ontology import Ontology
from facta.pipeline import Annotator
from facta.records import Annotation

CORPUS = Path(__file__).parents[1] / "corpus"
TRAIN, TEST, ALL, ANALYSIS = "train", "test", "all", "analysis"
PARTS = (TRAIN, "dev", TEST)
SOURCES: tuple[str, ...] = get_args(Publisher)
# Cells of a line; a terminal's width does not change a table that is kept.
WIDTH = 160
Parts = dict[str, list[Measured]]
# The columns of a page's table: part and source.
COLUMNS = (
    (TRAIN, ALL),
    ("dev", ALL),
    (TEST, ALL),
    *((ALL, source) for source in SOURCES),
    (ALL, ALL),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the parts that were asked for and prints their tables."""
    options = parsed(arguments)
    try:
        parts = read(options.corpus, asked(options.part), options.source)
    except FactaError as problem:
        raise SystemExit(f"benchmarks.corpus: {problem}") from problem
    reading = coded.Reading(
        tables=tuple(tables(parts)),
        faults=tuple(first(worst(together(parts)), options.errors)),
    )
    count = len(reading.faults)
    if options.json:
        print(coded.as_json(reading, count).decode())
    else:
        print("\n".join(coded.told(reading, count, width=WIDTH)))


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; errors of the test part are refused."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--part", choices=(*PARTS, ALL, ANALYSIS), default=ALL)
    parser.add_argument("--source", choices=SOURCES, help="this source alone")
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--errors", type=int, default=0, help="how many errors of each line to print"
    )
    options = parser.parse_args(arguments)
    if options.errors and TEST in asked(options.part):
        parser.error(
            "the test part is for figures; ask for errors of --part train or dev"
        )
    return options


def asked(part: str) -> tuple[str, ...]:
    """The parts that a choice stands for."""
    if part == ALL:
        return PARTS
    return (part,)


def read(folder: Path, parts: Sequence[str], source: str | None = None) -> Parts:
    """
    The results of each part of a corpus.

    Raises:
        SourceError: a file of the corpus is missing.
        SettingsError: a line or a coding in it is not valid.
        FactaError: a passage cannot be annotated, or none is of the source.
    """
    train = load(folder / f"{TRAIN}.jsonl")
    held = {TRAIN: train}
    for part in parts:
        held[part] = load(folder / f"{part}.jsonl")
    told = by_words(train, [each for part in parts for each in held[part]])
    annotator, quads = Annotator.load(), classes()
    chosen = {
        part: [each for each in held[part] if source in (None, each.source)]
        for part in parts
    }
    if not any(chosen.values()):
        raise FactaError(f"{folder}: no passage of {source}; name another --source")
    return {
        part: with_baseline(results(passages, annotator, quads), told)
        for part, passages in chosen.items()
        if passages
    }


def results(
    passages: Sequence[Passage], annotator: Annotator, quads: dict[str, int]
) -> Iterator[Measured]:
    """
    Each passage with what was compared in it.

    Raises:
        FactaError: one cannot be annotated.
    """
    found = annotator.annotations(map(account, passages))
    for passage, item in zip(passages, found, strict=True):
        if not isinstance(item, Annotation):
            raise FactaError(f"{passage.id}: {item.reason}")
        yield measured(passage, item, quads)


def classes() -> dict[str, int]:
    """The quad class of each type."""
    ontology = Ontology.load()
    return {name: ontology.quad(name) for name in ontology.types}


def tables(parts: Parts) -> Iterator[Table]:
    """Each part by its sources and as a whole, then all parts likewise."""
    for part, passages in parts.items():
        yield from by_source(passages, part)
    if len(parts) > 1:
        yield from by_source(together(parts), ALL)


def by_source(passages: Sequence[Measured], part: str) -> Iterator[Table]:
    """A table for each source, and one for all where there are several."""
    groups = {
        source: [each for each in passages if each.passage.source == source]
        for source in get_args(Source)
    }
    held = {source: group for source, group in groups.items() if group}
    for source, group in held.items():
        yield table(group, part=part, source=source)
    if len(held) > 1:
        yield table(passages, part=part)


def together(parts: Parts) -> list[Measured]:
    """The passages of all parts."""
    return [each for passages in parts.values() for each in passages]


def scores(made: Iterable[Table]) -> Iterator[tuple[str, str]]:
    """Every score of every table, named by part, source and line."""
    for each in made:
        for row in each.rows:
            for name in ("precision", "recall", "f1", "share"):
                value = getattr(row, name)
                if value is not None:
                    yield f"{each.part}.{each.source}.{row.name}.{name}", shown(value)


def markdown(made: Iterable[Table]) -> str:
    """
    A table for a page: each line's F1, or its share or recall where it has no F1, in
    each part over all sources, and of each source over all parts.
    """
    held = {(each.part, each.source): each for each in made}
    columns = [held[place] for place in COLUMNS]
    titles = {row.name: row.title for each in columns for row in each.rows}
    heads = [source if part == ALL else part for part, source in COLUMNS]
    lines = [f"| | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    for name, title in titles.items():
        cells = " | ".join(_cell(each, name) for each in columns)
        lines.append(f"| {title.replace('  ', '· ')} | {cells} |")
    return "\n".join(lines)


def shown(value: Value) -> str:
    """
    A score with its interval.

    >>> shown(Value(0.5, 0.25, 0.75))
    '0.50 [0.25, 0.75]'
    """
    return f"{value.value:.2f} [{value.low:.2f}, {value.high:.2f}]"


def _cell(of: Table, name: str) -> str:
    row = next((row for row in of.rows if row.name == name), None)
    score = row and _main(row)
    if not score:
        return ""
    return shown(score)


def _main(row: Row) -> Value | None:
    return row.f1 or row.share or row.recall


def first(faults: Iterable[Fault], count: int) -> Iterator[Fault]:
    """The first so many of each line."""
    seen: dict[str, int] = {}
    for fault in faults:
        seen[fault.line] = seen.get(fault.line, 0) + 1
        if seen[fault.line] <= count:
            yield fault


if __name__ == "__main__":
    main()
