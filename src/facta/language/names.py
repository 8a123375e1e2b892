"""
Scores of BIO labels to names.

A label is O outside of names, B-X on the first word of a name of type X and I-X on its
other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from facta.language.trees import NEVER
from facta.records import Name, NameKind

KINDS: dict[str, NameKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def bio(
    scores: NDArray[Any], lengths: NDArray[np.intp], labels: Sequence[str]
) -> NDArray[np.intp]:
    """
    The best label of every word such that I-X follows B-X or I-X only.

    Viterbi is asked where the best labels of single words break that. `scores` are
    [sentences, words + 1, labels] with the root at 0; so are the labels given.
    """
    follows = [[_follows(before, after) for after in labels] for before in labels]
    allowed = np.array(follows)
    outside = labels.index("O")
    marks: NDArray[np.intp] = scores.argmax(2)
    marks[:, 0] = outside
    is_word = np.arange(1, marks.shape[1]) <= lengths[:, None]
    bad = ~allowed[marks[:, :-1], marks[:, 1:]] & is_word
    for row in np.flatnonzero(bad.any(1)):
        words = slice(1, lengths[row] + 1)
        marks[row, words] = _viterbi(scores[row, words], allowed, outside)
    return marks


def _follows(before: str, after: str) -> bool:
    return not after.startswith("I-") or before in {after, f"B-{after[2:]}"}


def _viterbi(
    scores: NDArray[Any], allowed: NDArray[np.bool_], outside: int
) -> list[int]:
    steps = np.where(allowed, 0.0, NEVER)
    total = scores[0] + steps[outside]
    back = []
    for row in scores[1:]:
        paths = total[:, None] + steps
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    marks = [int(total.argmax())]
    for pointers in reversed(back):
        marks.append(int(pointers[marks[-1]]))
    return marks[::-1]


def names(marks: Sequence[str]) -> tuple[Name, ...]:
    """
    The names that BIO marks tell.

    >>> names(["B-PER", "I-PER", "O", "B-LOC"])
    (Name(first=0, last=1, kind='person'), Name(first=3, last=3, kind='place'))
    """
    found: list[Name] = []
    for index, mark in enumerate(marks):
        if mark.startswith("B-"):
            found.append(Name(index, index, KINDS[mark[2:]]))
        elif mark.startswith("I-"):
            found[-1] = Name(found[-1].first, index, found[-1].kind)
    return tuple(found)
