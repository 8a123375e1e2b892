"""
How well a spaCy pipeline tags and parses the words of a treebank, counted as ours is.

    python -m benchmarks.rivals --treebank DIR --spacy-model FOLDER

FOLDER is what `benchmarks.speed.pipeline` trained, or another pipeline whose labels are
those of Universal Dependencies. Words and sentences are the treebank's own.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.intervals import Figure, by_name, percent
from facta.evaluate import Score
from training.treebank import Tree, trees


def by_sentence(model: Path, corpus: Sequence[Tree]) -> dict[str, list[Score]]:
    """The counts of each sentence: right words of all."""
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.load(model)
    given = (
        Doc(
            nlp.vocab,
            words=list(tree.words),
            sent_starts=[at == 0 for at in range(len(tree.words))],
        )
        for tree in corpus
    )
    return by_name(
        [
            _sentence(tree, found)
            for tree, found in zip(corpus, nlp.pipe(given), strict=True)
        ]
    )


def _sentence(tree: Tree, found: Iterable[Any]) -> dict[str, Score]:
    right = {"UPOS": 0, "XPOS": 0, "UAS": 0, "LAS": 0}
    for token, (upos, xpos, head, relation) in zip(
        found,
        zip(tree.upos, tree.xpos, tree.heads, tree.relations, strict=True),
        strict=True,
    ):
        place = token.i + 1
        governor = token.head.i + 1
        attached = (0 if governor == place else governor) == head
        right["UPOS"] += token.pos_ == upos
        right["XPOS"] += token.tag_ == xpos
        right["UAS"] += attached
        right["LAS"] += attached and token.dep_.lower() == relation
    words = len(tree.words)
    return {name: Score(count, words, words) for name, count in right.items()}


def figures(folder: Path, model: Path) -> Iterator[Figure]:
    """What docs set beside ours, of both test parts."""
    for bank in ("ewt", "gum"):
        corpus = list(trees(folder / f"{bank}-test.conllu.gz", named=False))
        for name, scores in by_sentence(model, corpus).items():
            yield from percent(f"spacy.{bank}.{name}", scores)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--spacy-model", type=Path, required=True)
    options = parser.parse_args()
    for name, value in figures(options.treebank, options.spacy_model):
        print(f"{name:24} {value}")


if __name__ == "__main__":
    main()
