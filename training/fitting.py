"""
Chances learned from evidence: logistic regression, told how well it holds.

Takes what speaks for and against each of many findings, and whether it is right; gives
the weights of the evidence, and chances by weights that were learned on other documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

FOLDS = 10
STIFF = 10.0  # how much weights are held back; judged
BINS = 10
Rows = NDArray[np.float64]


class Found(Struct, frozen=True):
    """One finding: where, what speaks for it, whether right."""

    document: str
    source: str
    evidence: dict[str, float]
    right: bool


def learned(
    held: Sequence[Found], weights: Path, *, stiff: float = STIFF, write: bool
) -> None:
    """
    Prints how well chances hold, each document told by the others; with `write` puts
    the weights that all of them give into a file.

    Args:
        stiff: how much weights are held back.
    """
    names = sorted({name for one in held for name in one.evidence})
    rows, right = table(held, names)
    chances = held_out(held, names, stiff)
    print(f"{len(held)} found, {right.mean():.3f} right")
    counts = counting(held)
    error = calibration_error(chances, right, counts)
    print(f"expected calibration error {error:.3f}, all sources alike")
    for least in np.arange(0.1, 0.95, 0.1):
        kept = chances >= least
        if kept.any():
            print(f"from {least:.1f}: {kept.sum()}, {right[kept].mean():.3f} right")
    if write:
        found = fitted(rows, right, counts, stiff)
        lines = [
            f'"{n}" = {w:.4f}' for n, w in zip(["start", *names], found, strict=True)
        ]
        weights.write_text("\n".join(lines) + "\n", "utf8")


def table(held: Sequence[Found], names: Sequence[str]) -> tuple[Rows, Rows]:
    """Evidence [N, names] with a leading 1, and whether right [N]."""
    rows = [[1.0, *(one.evidence.get(name, 0.0) for name in names)] for one in held]
    return np.array(rows), np.array([float(one.right) for one in held])


def counting(held: Sequence[Found]) -> Rows:
    """How much each event counts [N]: all sources alike, however much they tell."""
    events = Counter(one.source for one in held)
    share = len(held) / len(events)
    return np.array([share / events[one.source] for one in held])


def fitted(rows: Rows, right: Rows, counts: Rows, stiff: float) -> Rows:
    """Weights by Newton's method, held back by their squares."""
    weights = np.zeros(rows.shape[1])
    back = np.full(rows.shape[1], stiff)
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


def held_out(held: Sequence[Found], names: Sequence[str], stiff: float) -> Rows:
    """The chance of each event by weights learned on other documents."""
    documents = sorted({one.document for one in held})
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    folds = np.array([fold[one.document] for one in held])
    rows, right = table(held, names)
    counts, chances = counting(held), np.zeros(len(held))
    for number in range(FOLDS):
        rest = folds != number
        weights = fitted(rows[rest], right[rest], counts[rest], stiff)
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
