"""
What each reader of acts finds in the corpus: the lexicon, the language model, both.

    python -m benchmarks.readers [--part train|dev] [--corpus DIR]

First each reader by itself, then both together: precision, recall and F1 of triggers
with their type, and of types with both countries. Then, of what both tell together, who
read it and how often it is right. The test part is for `benchmarks.corpus` alone.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, structs

from benchmarks.corpus import CORPUS, classes
from facta.evaluate.corpus import Passage, load
from facta.evaluate.reading import account, measured, table
from facta.evaluate.reading.deeds import right, told_triples
from facta.extract.stage import Resources, annotate
from facta.language import Language
from facta.lexicon.events import Entry, Part
from facta.records import JOINED, MODEL, Annotation, Sentence

TITLES = {
    "events.type": "trigger and type",
    "events.parties": "type and both countries",
    "events.core": "the same of the core",
}
LINES = tuple(TITLES)


class Reader(Struct, frozen=True):
    """Who reads: by which words, whether the model is asked of acts, and of mentions."""

    name: str
    lexicon: bool = True
    acts: bool = True
    mentions: bool = True


READERS = (
    Reader("lexicon, mentions by rules", acts=False, mentions=False),
    Reader("lexicon", acts=False),
    Reader("language model", lexicon=False),
    Reader("both"),
)


def resources_of(reader: Reader, resources: Resources) -> Resources:
    """What a reader looks things up in."""
    lexicon, entities = resources.lexicon, resources.entities
    if not reader.lexicon:
        nothing: dict[Part, dict[str, tuple[Entry, ...]]] = {
            part: {} for part in lexicon.events.index
        }
        events = structs.replace(lexicon.events, index=nothing)
        lexicon = structs.replace(lexicon, events=events)
    if not reader.mentions:
        entities = None
    return structs.replace(resources, lexicon=lexicon, entities=entities)


def read(
    reader: Reader,
    passages: Sequence[Passage],
    sentences: Sequence[tuple[Sentence, ...]],
    resources: Resources,
) -> list[Annotation]:
    """The passages as a reader annotates them."""
    own = resources_of(reader, resources)
    return [
        annotate(account(passage), tuple(_asked(reader, some)), own)
        for passage, some in zip(passages, sentences, strict=True)
    ]


def _asked(reader: Reader, some: Sequence[Sentence]) -> Iterator[Sentence]:
    for sentence in some:
        if reader.acts:
            yield sentence
        else:
            yield structs.replace(sentence, triggers=None)


def lines(
    passages: Sequence[Passage], read_: Sequence[Annotation], quads: dict[str, int]
) -> Iterator[str]:
    """Precision, recall and F1 of each line."""
    results = [
        measured(passage, annotation, quads)
        for passage, annotation in zip(passages, read_, strict=True)
    ]
    rows = {row.name: row for row in table(results, part="").rows}
    for name in LINES:
        row = rows[name]
        for value in (row.precision, row.recall, row.f1):
            yield f"{value.value:.3f}" if value else "-"


def shares(
    passages: Sequence[Passage], read_: Sequence[Annotation]
) -> Mapping[str, Counter[bool]]:
    """How many events are right, by who read them; optional ones count nothing."""
    found: dict[str, Counter[bool]] = {}
    for passage, annotation in zip(passages, read_, strict=True):
        gold, spare = told_triples(passage)
        for event in annotation.events:
            verdict = right(event, gold, spare)
            if verdict is not None:
                found.setdefault(origin(event.rule), Counter())[verdict] += 1
    return found


def origin(rule: str) -> str:
    """
    Who read an event.

    >>> [origin(rule) for rule in ("model", "aid.give", "aid.give + model")]
    ['language model', 'lexicon', 'both']
    """
    if rule == MODEL:
        return "language model"
    return "both" if rule.endswith(JOINED + MODEL) else "lexicon"


def markdown(passages: Sequence[Passage]) -> str:
    """Two tables: each reader by itself and both; and who read what both tell."""
    resources, quads = Resources.load(), classes()
    language = Language.load(words=resources.lexicon)
    sentences = list(language.many(passage.text for passage in passages))
    heads = [f"{TITLES[name]}, {score}" for name in LINES for score in ("P", "R", "F1")]
    made = [_row("", heads), "|---" * (1 + len(heads)) + "|"]
    told: list[Annotation] = []
    for reader in READERS:
        told = read(reader, passages, sentences, resources)
        made.append(_row(reader.name, lines(passages, told, quads)))
    made += ["", _row("of what both tell", ("told", "right")), "|---|---|---|"]
    for name, counts in sorted(shares(passages, told).items()):
        made.append(_row(f"read by {name}", map(str, (counts.total(), counts[True]))))
    return "\n".join(made)


def _row(name: str, cells: Iterable[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("train", "dev"), default="dev")
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR")
    options = parser.parse_args()
    print(markdown(load(options.corpus / f"{options.part}.jsonl")))


if __name__ == "__main__":
    main()
