"""
Chances learned from evidence: logistic regression, told how well it holds.

Takes what speaks for and against each of many findings, and whether it is right; gives
the weights of the evidence, and chances by weights that were learned on other documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

FOLDS = 10
STIFF = 10.0  # how much weights are held back; judged
BINS = 10
LOOSE = 1e-6  # holds the log-odds of which nothing is known
FIRM = 300.0  # how much a weight is held to what sense tells; judged
Rows = NDArray[np.float64]


class Found(Struct, frozen=True):
    """One finding: where, what speaks for it, whether right."""

    document: str
    source: str
    evidence: dict[str, float]
    right: bool


def _free(_: str) -> int:
    return 0


def learned(
    held: Sequence[Found],
    weights: Path,
    *,
    stiff: float = STIFF,
    write: bool,
    sign: Callable[[str], int] = _free,
    leaning: Mapping[str, float] = MappingProxyType({}),
    given: Mapping[str, float] = MappingProxyType({}),
) -> None:
    """
    Prints how well chances hold, each document told by the others; with `write` puts
    the weights that all of them give into a file.

    Args:
        stiff: how much weights are held back.
        sign: of a name of evidence: 1 where it cannot speak against, -1 where it cannot
            speak for.
        leaning: weights that evidence is held back to instead of 0, and as firmly as
            `FIRM` says: what sense tells and the findings are too few to show.
        given: weights of evidence that is not learned at all: it would only tell the
            sources from one another.
    """
    names = sorted({name for one in held for name in one.evidence} - given.keys())
    rows, right = table(held, names)
    bent = Bent(
        signs=np.array([0, *map(sign, names)]),
        leaning=np.array([0.0, *(leaning.get(name, 0.0) for name in names)]),
        back=np.array([LOOSE, *(FIRM if name in leaning else stiff for name in names)]),
    )
    chances = held_out(held, names, bent)
    print(f"{len(held)} found, {right.mean():.3f} right")
    counts = counting(held)
    error = calibration_error(chances, right, counts)
    print(f"expected calibration error {error:.3f}, all sources alike")
    for least in np.arange(0.1, 0.95, 0.1):
        kept = chances >= least
        if kept.any():
            print(f"from {least:.1f}: {kept.sum()}, {right[kept].mean():.3f} right")
    if write:
        found = fitted(rows, right, counts, bent)
        first, *others = zip(["start", *names], found, strict=True)
        every = [first, *sorted([*others, *given.items()])]
        lines = "".join(f'"{name}" = {weight:.4f}\n' for name, weight in every)
        weights.write_text(lines, "utf8")


def table(held: Sequence[Found], names: Sequence[str]) -> tuple[Rows, Rows]:
    """Evidence [N, names] with a leading 1, and whether right [N]."""
    rows = [[1.0, *(one.evidence.get(name, 0.0) for name in names)] for one in held]
    return np.array(rows), np.array([float(one.right) for one in held])


def counting(held: Sequence[Found]) -> Rows:
    """How much each event counts [N]: all sources alike, however much they tell."""
    events = Counter(one.source for one in held)
    share = len(held) / len(events)
    return np.array([share / events[one.source] for one in held])


class Bent(Struct, frozen=True, kw_only=True):
    """
    What holds weights back, one each: the sign that they may have (0 for any), what they
    lean to, and how firmly.
    """

    signs: NDArray[np.int_]
    leaning: Rows
    back: Rows


def fitted(rows: Rows, right: Rows, counts: Rows, bent: Bent) -> Rows:
    """
    Weights by Newton's method, held back by the squares of their distance from what
    they lean to; what would speak the other way than it can says nothing.
    """
    left = np.ones(rows.shape[1], bool)
    weights = np.zeros(rows.shape[1])
    while True:
        weights[left] = _newton(
            rows[:, left], right, counts, bent.leaning[left], bent.back[left]
        )
        wrong = left & (weights * bent.signs < 0)
        if not wrong.any():
            return weights
        weights[wrong] = 0.0
        left &= ~wrong


def _newton(rows: Rows, right: Rows, counts: Rows, leaning: Rows, back: Rows) -> Rows:
    weights = leaning.copy()
    for _ in range(50):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (chances - right)) + back * (weights - leaning)
        spread = counts * chances * (1 - chances)
        bend = (rows * spread[:, None]).T @ rows + np.diag(back)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def held_out(held: Sequence[Found], names: Sequence[str], bent: Bent) -> Rows:
    """The chance of each event by weights learned on other documents."""
    documents = sorted({one.document for one in held})
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    folds = np.array([fold[one.document] for one in held])
    rows, right = table(held, names)
    counts, chances = counting(held), np.zeros(len(held))
    for number in range(FOLDS):
        rest = folds != number
        weights = fitted(rows[rest], right[rest], counts[rest], bent)
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
