"""Of all trees with one root, the best is found."""

from __future__ import annotations

import itertools

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from facta.language import trees

SCORES = st.integers(1, 5).flatmap(
    lambda words: arrays.arrays(
        np.float32, (words + 1, words + 1), elements=st.integers(-9, 9).map(float)
    )
)


def total(scores: trees.Scores, heads: list[int]) -> float:
    """The score of a tree."""
    return float(sum(scores[word, head] for word, head in enumerate(heads) if word))


def is_tree(heads: list[int]) -> bool:
    """Whether every word reaches the root, over one word only."""
    for word in range(1, len(heads)):
        seen, node = set(), word
        while node and node not in seen:
            seen.add(node)
            node = heads[node]
        if node:
            return False
    return sum(head == 0 for head in heads[1:]) == 1


@given(SCORES)
@settings(deadline=None)
def test_no_tree_scores_higher(scores: trees.Scores) -> None:
    """Against every tree there is, for up to five words."""
    words = len(scores) - 1
    candidates = (
        [0, *heads] for heads in itertools.product(range(words + 1), repeat=words)
    )
    best = max(total(scores, heads) for heads in candidates if is_tree(heads))
    found = trees.best(scores).tolist()
    assert is_tree(found)
    assert total(scores, found) == best


@pytest.mark.parametrize("words", [8, 20, 45])
def test_the_score_is_that_of_networkx(words: int) -> None:
    """Against a maximum spanning arborescence whose root has one arc by force."""
    scores = (
        np.random.default_rng(words)
        .normal(size=(words + 1, words + 1))
        .astype(np.float32)
    )
    best = -np.inf
    for only in range(1, words + 1):
        graph = networkx.DiGraph()
        graph.add_edge(0, only, weight=float(scores[only, 0]))
        pairs = itertools.permutations(range(1, words + 1), 2)
        graph.add_weighted_edges_from(
            (head, word, float(scores[word, head])) for word, head in pairs
        )
        tree = networkx.maximum_spanning_arborescence(graph)
        best = max(best, sum(weight for *_, weight in tree.edges(data="weight")))
        if words > 20 and only >= 3:
            break
    found = trees.best(scores).tolist()
    assert is_tree(found)
    assert total(scores, found) >= best - 1e-4
    if words <= 20:
        assert total(scores, found) == pytest.approx(best, abs=1e-4)


@given(st.lists(SCORES, min_size=1, max_size=4))
@settings(deadline=None)
def test_greedy_says_when_it_has_found_a_tree(matrices: list[trees.Scores]) -> None:
    """
    Padding changes no head, and a sentence is fine exactly when its heads are a tree.
    """
    width = max(map(len, matrices))
    padded = np.full((len(matrices), width, width), 99.0, np.float32)
    for row, scores in enumerate(matrices):
        padded[row, : len(scores), : len(scores)] = scores
    heads, fine = trees.greedy(
        padded, np.array([len(scores) - 1 for scores in matrices])
    )
    for row, scores in enumerate(matrices):
        own = scores.copy()
        np.fill_diagonal(own, -99)
        expected = [0, *own.argmax(1)[1:].tolist()]
        assert heads[row, : len(scores)].tolist() == expected
        assert bool(fine[row]) == is_tree(expected)
