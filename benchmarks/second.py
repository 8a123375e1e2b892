"""
What a learned second reader would add to the rules of `facta pairs`.

    python -m benchmarks.second FILE.jsonl... [--vectors encoded|embedded] [--unknown
    SHARE]

Trains the head of `training.second` (a minute), then scores files of marked pairs (see
`benchmarks.pairs`): the rules, the head alone, and the rules with the head's type where
no rule fired, where the head is also sure, where the rules are unsure by thresholds
chosen on one half of the file and scored on the other (mean of 20 draws), and where the
head takes the side of the rules' second candidate. `--unknown 0.2` takes a fifth of the
lexicon's words from both readers, as in texts that nobody tuned on. `--vectors
embedded` needs the package onnx (`pip install -e ".[training]"`).
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Collection, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.pairs import QUADS, code, macro_f1, read, scheme
from facta.extract.pairs import candidates
from facta.language import Language
from facta.language.language import package_data
from facta.lexicon import Lexicon
from facta.lexicon.events import Sense
from facta.ontology import Ontology
from facta.records import Sentence, Span
from training.frames import Pair
from training.second import SENTENCES, Floats, embedded, encoded, inputs, train

HALVES = 20  # draws of a half, over which the thresholds' gain is a mean
# Points by which the rules' second candidate may fall short of the first; judged.
NEAR = 10
# Below which confidence of the rules the head may speak, and from which of its own: the
# grid that thresholds are chosen from on one half of a file.
UNSURE = (0.0, 0.06, 0.2, 0.4, 0.6, 0.8)
SURE = (0.0, 0.3, 0.5, 0.7, 0.9)
Names = NDArray[np.str_]


class Sides(NamedTuple):
    """
    What is right, what the rules say and what the head says, a value a pair.

    `trust` and `sure` are their confidences, `unruled` where no rule fired, `second` is
    the rules' second candidate.
    """

    gold: Names
    rules: Names
    trust: Floats
    unruled: NDArray[np.bool_]
    second: Names
    head: Names
    sure: Floats


def main() -> None:
    """Trains the head and prints a table for each file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--vectors", choices=("encoded", "embedded"), default="encoded")
    parser.add_argument(
        "--unknown",
        type=float,
        default=0.0,
        help="share of the words to take from the lexicon",
    )
    options = parser.parse_args()
    language, lexicon = Language.load(), known(Lexicon.load(), options.unknown)
    vectors = encoded(language)
    if options.vectors == "embedded":
        vectors = embedded(language, table())
    head, scores = train(lexicon, language, vectors, SENTENCES)
    shown = ", ".join(f"{name} {value:.3f}" for name, value in scores.items())
    print(f"made sentences: {shown}")
    for path in options.files:
        rows = read(path)
        parsed = list(language.many([row["text"] for row in rows]))
        asked = [_pair(row) for row in rows]
        chances = head.probabilities(inputs(asked, parsed, vectors))
        names = np.array([head.types[number] for number in chances.argmax(1)])
        print(f"{path.name}: {len(rows)} pairs")
        sides = _sides(rows, asked, parsed, lexicon, names, chances.max(1))
        report(sides, lexicon.events.ontology)


def known(lexicon: Lexicon, unknown: float) -> Lexicon:
    """The lexicon without a share of its words; operators keep theirs."""
    draw, events = random.Random(7), lexicon.events
    plain = [sense for sense in events.senses if sense.operator is None]
    words = sorted({word for sense in plain for _, word in sense.words})
    gone = {word for word in words if draw.random() < unknown}
    senses = [
        sense if sense.operator else _without(sense, gone) for sense in events.senses
    ]
    index = {
        part: {
            head: tuple(e for e in entries if e.sense.operator or e.phrase not in gone)
            for head, entries in heads.items()
        }
        for part, heads in events.index.items()
    }
    left = msgspec.structs.replace(
        events, senses=tuple(sense for sense in senses if sense.words), index=index
    )
    return msgspec.structs.replace(lexicon, events=left)


def _without(sense: Sense, gone: Collection[str]) -> Sense:
    lists = {name: getattr(sense, name) for name in ("verbs", "nouns", "adjectives")}
    left = {
        name: tuple(word for word in words if word not in gone)
        for name, words in lists.items()
    }
    return msgspec.structs.replace(sense, **left)


def table() -> Floats:
    """The encoder's table of pieces, from the shipped graph."""
    onnx: Any = import_module("onnx")
    graph = onnx.load(str(package_data() / "reader.onnx")).graph
    held = {
        item.name: onnx.numpy_helper.to_array(item)
        for item in graph.initializer
        if "word_embeddings" in item.name
    }
    # Rows are stored as int8, each with a scale of its own.
    scales = held["word_embeddings.scale"].reshape(-1, 1)
    rows: Floats = held["word_embeddings"].astype(np.float32) * scales
    return rows


def _pair(row: dict[str, Any]) -> Pair:
    text = row["text"]
    return Pair(
        text,
        Span.of(text, *row["actor"]),
        Span.of(text, *row["recipient"]),
        row["event_type"],
        "",
    )


def _sides(
    rows: Sequence[dict[str, Any]],
    asked: Sequence[Pair],
    parsed: Sequence[tuple[Sentence, ...]],
    lexicon: Lexicon,
    names: Names,
    sure: Floats,
) -> Sides:
    coded = code(rows, parsed, lexicon)
    texts = zip(parsed, asked, strict=True)
    return Sides(
        gold=np.array([pair.event_type for pair in asked]),
        rules=np.array([scheme(found.event_type) for found in coded]),
        trust=np.array([found.confidence for found in coded], np.float32),
        unruled=np.array([found.rule == "default" for found in coded]),
        second=np.array([_second(found, pair, lexicon) for found, pair in texts]),
        head=names,
        sure=sure,
    )


def _second(sentences: Sequence[Sentence], pair: Pair, lexicon: Lexicon) -> str:
    """The rules' best candidate of another type than the first's, if it comes near."""
    found = candidates(sentences, pair.actor, pair.recipient, lexicon)
    best = sorted(found, key=lambda candidate: candidate.order, reverse=True)
    for other in best[1:]:
        named = scheme(other.act.type)
        if named != scheme(best[0].act.type):
            near = best[0].order[0] - other.order[0] <= NEAR
            return named if near else ""
    return ""


def report(sides: Sides, ontology: Ontology) -> None:
    """Prints the macro-F1 of type, quad class and side by each way to join the two."""
    everything = np.ones(len(sides.gold), bool)
    ways = {
        "rules": ~everything,
        "head alone": everything,
        "head where no rule": sides.unruled,
        "the same, if sure": sides.unruled & (sides.sure >= 0.5),
        "where rules disagree": sides.second == sides.head,
    }
    quad = {name: ontology.quad(name) for name in ontology.types} | QUADS
    for name, mask in ways.items():
        coded = np.where(mask, sides.head, sides.rules)
        quads = [
            [quad[label] for label in side]
            for side in (sides.gold.tolist(), coded.tolist())
        ]
        warm = [[number > 2 for number in side] for side in quads]
        scores = (
            macro_f1(sides.gold.tolist(), coded.tolist()),
            macro_f1(*quads),
            macro_f1(*warm),
        )
        before, after = (
            (side == sides.gold)[mask].sum() for side in (sides.rules, sides.head)
        )
        cells = "".join(f"{score:>8.3f}" for score in scores)
        print(f"  {name:<22}{cells}  {mask.sum():>5} pairs, right {before} -> {after}")
    draws = [
        np.random.default_rng(seed).random(len(sides.gold)) for seed in range(HALVES)
    ]
    gains = [_gain(sides, draw < 0.5) for draw in draws]
    print(
        f"  thresholds on one half {np.mean(gains):+.3f} on the other "
        f"({min(gains):+.3f} to {max(gains):+.3f})"
    )


def _gain(sides: Sides, half: NDArray[np.bool_]) -> float:
    """What the best thresholds of one half change in the macro-F1 of the other."""

    def change(part: NDArray[np.bool_], below: float, least: float) -> float:
        mask = (sides.trust < below) & (sides.sure >= least)
        gold, rules, both = (
            s[part].tolist()
            for s in (sides.gold, sides.rules, np.where(mask, sides.head, sides.rules))
        )
        return macro_f1(gold, both) - macro_f1(gold, rules)

    pairs = [(below, least) for below in UNSURE for least in SURE]
    best = max(pairs, key=lambda pair: change(half, *pair))
    return change(~half, *best)


if __name__ == "__main__":
    main()
