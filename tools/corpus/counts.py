"""
What is in the corpus, by part and by source.

    python -m tools.corpus.counts [corpus]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import get_args

from facta.errors import FactaError
from facta.evaluate.corpus import Passage, Words, load
from facta.evaluate.corpus.passage import Publisher
from tools.corpus.bare import BESIDE, Part

PARTS: tuple[str, ...] = get_args(Part)
SOURCES: tuple[str, ...] = get_args(Publisher)
ALL = "all"
Parts = Mapping[str, Sequence[Passage]]


def _of_words(part: Callable[[Words], Sequence[object]]) -> Callable[[Passage], int]:
    def count(passage: Passage) -> int:
        return len(part(passage.words)) if passage.words else 0

    return count


COUNTED: Mapping[str, Callable[[Passage], int]] = {
    "passages": lambda _: 1,
    "sentences": lambda passage: len(passage.sentences),
    "words": lambda passage: len(passage.text.split()),
    "entities": lambda passage: len(passage.entities),
    "mentions": lambda passage: sum(len(each.mentions) for each in passage.entities),
    "events": lambda passage: sum(not each.optional for each in passage.events),
    "optional events": lambda passage: sum(each.optional for each in passage.events),
    "passages with words coded": lambda passage: int(passage.words is not None),
    "their sentences": lambda passage: (
        len(passage.sentences) if passage.words is not None else 0
    ),
    "attributions": _of_words(lambda words: words.attributions),
    "commitments": _of_words(lambda words: words.commitments),
    "figures": _of_words(lambda words: words.figures),
    "times": _of_words(lambda words: words.times),
}


def markdown(parts: Parts) -> str:
    """Two tables: what there is of each part and source, and the types of events."""
    return "\n".join((*_sizes(parts), "", *_types(parts)))


def _sizes(parts: Parts) -> list[str]:
    columns = _columns(parts)
    documents = [
        f"{len({each.document for each in held}):,}" for held in columns.values()
    ]
    lines = [_line("", columns), _line("---", ["---"] * len(columns))]
    for name, count in COUNTED.items():
        lines.append(
            _line(name, [f"{sum(map(count, held)):,}" for held in columns.values()])
        )
        if name == "passages":
            lines.append(_line("documents", documents))
    return lines


def _types(parts: Parts) -> list[str]:
    """How often each type was coded, the commonest first, optional events left out."""
    columns = _columns(parts)
    counted = {
        name: Counter(
            event.event_type
            for passage in held
            for event in passage.events
            if not event.optional
        )
        for name, held in columns.items()
    }
    lines = [_line("events by type", columns), _line("---", ["---"] * len(columns))]
    for name, _ in counted[ALL].most_common():
        lines.append(_line(name, [f"{each[name]:,}" for each in counted.values()]))
    return lines


def _columns(parts: Parts) -> dict[str, list[Passage]]:
    """Passages of each part, of each source, and all."""
    whole = [passage for held in parts.values() for passage in held]
    columns = {name: list(held) for name, held in parts.items()}
    for source in SOURCES:
        columns[source] = [passage for passage in whole if passage.source == source]
    return columns | {ALL: whole}


def _line(name: str, cells: Iterable[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def parts_of(folder: Path) -> dict[str, tuple[Passage, ...]]:
    """
    The passages of a corpus by part; what it may lack is left out where it has no file.

    Raises:
        FactaError: a file of it cannot be read, or holds what is no passage.
    """
    files = {part: folder / f"{part}.jsonl" for part in PARTS}
    return {
        part: load(path)
        for part, path in files.items()
        if part not in BESIDE or path.exists()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables; 2 where the corpus cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("corpus"))
    options = parser.parse_args(arguments)
    try:
        parts = parts_of(options.folder)
    except FactaError as reason:
        print(reason, file=sys.stderr)
        return 2
    print(markdown(parts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
