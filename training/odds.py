"""
How likely an event is right: learned from what Facta finds in the corpus' dev part
and in invented analyses that were not trained on.

    python -m training.odds --corpus DIR [--write]

Each of the corpus' sources counts as much as another, though one of them tells two
thirds of the events: what people read is unlike any of the three. Prints how well the
chances hold, each document told by the others; with --write puts the weights of all
into `facta/extract/events/odds.toml`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from facta.evaluate.corpus import Passage
from facta.evaluate.reading import account
from facta.evaluate.reading.deeds import right as verdict_of
from facta.evaluate.reading.deeds import told_triples
from facta.extract.actors import actors
from facta.extract.covering import Covering
from facta.extract.events import deeds_of, odds, scenes
from facta.extract.layout import Layout
from facta.extract.page import Page
from facta.extract.stage import Resources
from facta.extract.statements import statements
from facta.extract.times import times
from facta.language import Language
from training.coded import parts

WEIGHTS = Path(odds.__file__).with_name("odds.toml")
FOLDS = 10
STIFF = 10.0  # how much weights are held back; judged
BINS = 10
Rows = NDArray[np.float64]


class Found(Struct, frozen=True):
    """One event that Facta finds: where, what speaks for it, whether right."""

    document: str
    source: str
    evidence: dict[str, float]
    right: bool


def found(
    passages: Sequence[Passage], language: Language, resources: Resources
) -> Iterator[Found]:
    """Every event of the passages that counts: what is optional in the gold does not."""
    texts = (passage.text for passage in passages)
    for passage, sentences in zip(passages, language.many(texts), strict=True):
        layout = Layout(account(passage), sentences, resources.lexicon)
        mentioned = actors(layout, resources.gazetteer, resources.entities)
        page = Page(layout, times(layout), mentioned)
        said = statements(page)
        gold, spare = told_triples(passage)
        covering = Covering([statement.content for statement in said])
        for scene, readings in scenes(page, said, covering):
            for event, deed in deeds_of(scene, readings):
                voice, verdict = deed.reading.voice, verdict_of(event, gold, spare)
                if voice is None or verdict is None:
                    continue
                yield Found(
                    passage.document,
                    passage.source,
                    odds.evidence(
                        deed.reading,
                        voice,
                        deed.actors,
                        deed.recipients,
                        scene.page.quiet,
                    ),
                    verdict,
                )


def table(held: Sequence[Found], names: Sequence[str]) -> tuple[Rows, Rows]:
    """Evidence [N, names] with a leading 1, and whether right [N]."""
    rows = [[1.0, *(one.evidence.get(name, 0.0) for name in names)] for one in held]
    return np.array(rows), np.array([float(one.right) for one in held])


def counting(held: Sequence[Found]) -> Rows:
    """How much each event counts [N]: all sources alike, however much they tell."""
    events = Counter(one.source for one in held)
    share = len(held) / len(events)
    return np.array([share / events[one.source] for one in held])


def fitted(rows: Rows, right: Rows, counts: Rows) -> Rows:
    """Weights by Newton's method, held back by their squares."""
    weights = np.zeros(rows.shape[1])
    back = np.full(rows.shape[1], STIFF)
    back[0] = 1e-6
    for _ in range(50):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (chances - right)) + back * weights
        spread = counts * chances * (1 - chances)
        bend = (rows * spread[:, None]).T @ rows + np.diag(back)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def held_out(held: Sequence[Found], names: Sequence[str]) -> Rows:
    """The chance of each event by weights learned on other documents."""
    documents = sorted({one.document for one in held})
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    folds = np.array([fold[one.document] for one in held])
    rows, right = table(held, names)
    counts, chances = counting(held), np.zeros(len(held))
    for number in range(FOLDS):
        rest = folds != number
        weights = fitted(rows[rest], right[rest], counts[rest])
        chances[folds == number] = 1 / (1 + np.exp(-rows[folds == number] @ weights))
    return chances


def calibration_error(chances: Rows, right: Rows, counts: Rows) -> float:
    """Expected calibration error over bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = [
        abs((counts * (chances - right))[bins == one].sum())
        for one in range(BINS)
        if (bins == one).any()
    ]
    return float(sum(gaps) / counts.sum())


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    resources = Resources.load()
    language = Language.load(words=resources.lexicon)
    held = list(found(parts(options.corpus)["dev"], language, resources))
    names = sorted({name for one in held for name in one.evidence})
    rows, right = table(held, names)
    chances = held_out(held, names)
    print(f"{len(held)} events, {right.mean():.3f} right")
    counts = counting(held)
    error = calibration_error(chances, right, counts)
    print(f"expected calibration error {error:.3f}, all sources alike")
    for least in np.arange(0.1, 0.95, 0.1):
        kept = chances >= least
        if kept.any():
            print(
                f"from {least:.1f}: {kept.sum()} events, {right[kept].mean():.3f} right"
            )
    if options.write:
        weights = fitted(rows, right, counts)
        lines = [
            f'"{n}" = {w:.4f}' for n, w in zip(["start", *names], weights, strict=True)
        ]
        WEIGHTS.write_text("\n".join(lines) + "\n", "utf8")


if __name__ == "__main__":
    main()
