"""
Arc scores to trees: the best tree with one root for each sentence.

Scores are [words + 1, words + 1], row the dependent, column its head, both with the
root at 0; a tree is the head of each word, counted from 1, 0 for the root. Source: Chu
and Liu (1965), Edmonds (1967) on maximum spanning arborescences.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.intp]
NEVER = -1e9  # the score of what may not be; no network gives one as low


def greedy(
    scores: Scores, lengths: NDArray[np.intp]
) -> tuple[Heads, NDArray[np.bool_]]:
    """
    The best head of every word on its own, and where those heads are a tree.

    Args:
        scores: [sentences, words + 1, words + 1], padded; changed: a word is no head of
            itself, padding of nobody.
        lengths: words of each sentence.

    Returns:
        Heads [sentences, words + 1], 0 at the root and at padding; one truth value a
        sentence.
    """
    width = scores.shape[1]
    places = np.arange(width)
    scores[:, places, places] = NEVER
    np.copyto(scores, NEVER, where=(places > lengths[:, None])[:, None, :])
    heads: Heads = scores.argmax(2)
    heads[places > lengths[:, None]] = 0
    heads[:, 0] = 0
    roots = ((heads == 0) & (places > 0) & (places <= lengths[:, None])).sum(1)
    above = heads
    for _ in range(max(1, int(width).bit_length())):
        above = np.take_along_axis(above, above, 1)
    return heads, (roots == 1) & (above == 0).all(1)


def best(scores: Scores) -> Heads:
    """
    The highest-scoring tree in which exactly one word hangs on the root.

    >>> best(np.array([[0, 0, 0], [5, 0, 1], [6, 4, 0]], np.float32)).tolist()
    [0, 0, 1]
    """
    weights = scores.astype(np.float64)
    np.fill_diagonal(weights, NEVER)
    heads = _arborescence(weights)
    if (heads[1:] == 0).sum() <= 1:
        return heads
    # A penalty on root arcs larger than all other differences together leaves one of
    # them standing.
    finite = weights[weights > NEVER / 2]
    weights[1:, 0] -= (finite.max() - finite.min() + 1) * len(weights)
    return _arborescence(weights)


def _arborescence(weights: NDArray[np.float64]) -> Heads:
    """
    The highest-scoring tree, however many words hang on the root (Chu-Liu-Edmonds).

    Take the best heads; contract a cycle, solve the smaller graph, open it again.
    """
    heads: Heads = weights.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(weights), bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    kept = weights[cycle, heads[cycle]]
    entering = weights[np.ix_(cycle, rest)] - kept[:, None]
    leaving = weights[np.ix_(rest, cycle)]
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER)
    small[:-1, :-1] = weights[np.ix_(rest, rest)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    solved = _arborescence(small)
    opened = solved[-1]
    broken = int(entering[:, opened].argmax())
    hung = solved[:-1] == len(rest)
    heads[rest] = rest[np.where(hung, 0, solved[:-1])]
    heads[rest[hung]] = cycle[leaving[hung].argmax(1)]
    heads[cycle[broken]] = rest[opened]
    heads[0] = 0
    return heads


def _cycle(heads: Heads) -> Heads | None:
    """The words of one cycle, or None where every word reaches the root."""
    # Of each word the walk that first came by.
    state = [0] * len(heads)
    state[0] = -1
    above = heads.tolist()
    for start in range(1, len(above)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = above[node]
        if state[node] == start:
            found, step = [node], above[node]
            while step != node:
                found.append(step)
                step = above[step]
            return np.array(found)
    return None
