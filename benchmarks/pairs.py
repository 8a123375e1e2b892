"""
Scores of `facta pairs` on a file of marked pairs.

    python -m benchmarks.pairs FILE.jsonl [--errors N]

Each line has id, text, actor, recipient (character ranges) and event_type, one of 15
types in which YIELD stands for CONCEDE and RETREAT. Prints macro-F1 over the types,
over quad classes and over cooperation against conflict, the table by type, the
confusions and the least excusable errors with their rules.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from facta.extract.pairs import Relation, relation
from facta.language import Language
from facta.lexicon import Lexicon
from facta.records import Sentence, Span

QUADS = {"YIELD": 2}  # the scheme's own class; the others are the ontology's
Row = dict[str, Any]


def main() -> None:
    """Reads the file, codes it, prints the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=20)
    options = parser.parse_args()
    rows = read(options.file)
    parsed = list(Language.load().many([row["text"] for row in rows]))
    report(rows, code(rows, parsed, Lexicon.load()), options.errors)


def read(path: Path) -> list[Row]:
    """The marked pairs of a file of JSON lines."""
    lines = path.read_text("utf8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def code(
    rows: Sequence[Row], parsed: Iterable[tuple[Sentence, ...]], lexicon: Lexicon
) -> list[Relation]:
    """The relation of each row."""
    return [
        relation(
            sentences,
            Span.of(row["text"], *row["actor"]),
            Span.of(row["text"], *row["recipient"]),
            lexicon,
        )
        for row, sentences in zip(rows, parsed, strict=True)
    ]


def scheme(event_type: str) -> str:
    """The type in the scheme of 15."""
    return "YIELD" if event_type in {"CONCEDE", "RETREAT"} else event_type


def macro_f1(gold: Sequence[Any], coded: Sequence[Any]) -> float:
    """Mean F1 over the labels of `gold`."""
    scores = [f1(gold, coded, label) for label in sorted(set(gold))]
    return sum(scores) / len(scores)


def accuracy(gold: Sequence[Any], coded: Sequence[Any]) -> float:
    """Share of equal labels."""
    return sum(1 for a, b in zip(gold, coded, strict=True) if a == b) / len(gold)


def f1(gold: Sequence[Any], coded: Sequence[Any], label: Any) -> float:
    """F1 of one label."""
    hits = sum(1 for a, b in zip(gold, coded, strict=True) if a == b == label)
    both: int = sum(a == label for a in gold) + sum(b == label for b in coded)
    return 2.0 * hits / max(1, both)


def sides(
    rows: Sequence[Row], relations: Sequence[Relation]
) -> dict[str, tuple[list[Any], list[Any]]]:
    """Gold and coded labels: the type, its quad class, and whether it is conflict."""
    gold = [row["event_type"] for row in rows]
    coded = [scheme(found.event_type) for found in relations]
    ontology = Lexicon.load().events.ontology
    quad = {name: ontology.quad(name) for name in ontology.types} | QUADS
    right, found = ([quad[name] for name in side] for side in (gold, coded))
    # Quad classes 1 and 2 are cooperation, 3 and 4 conflict.
    conflict = [number > 2 for number in right], [number > 2 for number in found]
    return {
        "type": (gold, coded),
        "quad class": (right, found),
        "cooperation or conflict": conflict,
    }


def report(rows: Sequence[Row], relations: Sequence[Relation], errors: int) -> None:
    """Prints scores, the table by type, confusions and errors."""
    labels = sides(rows, relations)
    gold, coded = labels["type"]
    print(f"{len(gold)} pairs")
    for title, pair in labels.items():
        scores = f"macro-F1 {macro_f1(*pair):.3f}  accuracy {accuracy(*pair):.3f}"
        print(f"  {title:<24} {scores}")
    for name in sorted(set(gold)):
        score = f"F1 {f1(gold, coded, name):.3f}"
        print(
            f"  {name:<10} {gold.count(name):>4} pairs  {score}  "
            f"coded {coded.count(name)}"
        )
    print("confusions (gold, coded):")
    confused = Counter(p for p in zip(gold, coded, strict=True) if p[0] != p[1])
    for (right, wrong), count in confused.most_common(25):
        print(f"  {count:>3} {right} -> {wrong}")
    wrongs = [
        trio
        for trio in zip(rows, relations, coded, strict=True)
        if trio[0]["event_type"] != trio[2]
    ]
    # The surest first: these are the ones that a rule gets wrong.
    wrongs.sort(key=lambda trio: -trio[1].confidence)
    for row, found, name in wrongs[:errors]:
        text, (a, b), (c, d) = row["text"], row["actor"], row["recipient"]
        print(
            f"{row['event_type']} -> {name} [{found.rule}, {found.confidence}] "
            f"{text[a:b]!r} {text[c:d]!r}: {text}"
        )


if __name__ == "__main__":
    main()
