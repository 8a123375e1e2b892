"""How scores become clusters."""

from __future__ import annotations

import itertools

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.link.clusters import Pair, clusters

COUNT = 8
PAIRS = list(itertools.combinations(range(COUNT), 2))
THRESHOLD = 0.6
SCORES = st.dictionaries(
    st.sampled_from(PAIRS), st.sampled_from([0.1, 0.55, 0.6, 0.65, 0.8, 1.0])
)
APART = st.sets(st.sampled_from(PAIRS), max_size=6)


def components(scores: dict[Pair, float]) -> list[list[int]]:
    """Connected components of the pairs at or above the threshold, by networkx."""
    graph = networkx.Graph(
        [pair for pair, score in scores.items() if score >= THRESHOLD]
    )
    graph.add_nodes_from(range(COUNT))
    return sorted(sorted(part) for part in networkx.connected_components(graph))


@given(SCORES, APART)
@settings(deadline=None)
def test_each_cluster_lies_within_a_connected_component(
    scores: dict[Pair, float], apart: set[Pair]
) -> None:
    """
    Nothing is merged that no chain of likeness joins; every item is in one cluster;
    what is apart stays apart.
    """
    found = clusters(COUNT, scores, apart, THRESHOLD)
    assert sorted(itertools.chain.from_iterable(found)) == list(range(COUNT))
    whole = components(scores)
    assert all(any(set(group) <= set(part) for part in whole) for group in found)
    assert not any(set(pair) <= set(group) for pair in apart for group in found)


@given(st.lists(st.integers(0, 3), min_size=COUNT, max_size=COUNT))
@settings(deadline=None)
def test_where_likeness_is_transitive_clusters_are_the_components(
    labels: list[int],
) -> None:
    """
    With all members of a group alike and none outside, clusters and components are the
    same.
    """
    scores = {(one, other): 0.9 for one, other in PAIRS if labels[one] == labels[other]}
    assert clusters(COUNT, scores, [], THRESHOLD) == components(scores)


def test_what_was_not_compared_is_before_groups_merge() -> None:
    """One that is like two joins them only if these two may be one."""
    bridge: dict[Pair, float] = {(0, 1): 0.9, (1, 2): 0.8}
    assert clusters(3, bridge, [], THRESHOLD) == [[0, 1, 2]]
    asked: list[Pair] = []

    def unseen(one: int, other: int) -> float | None:
        asked.append((one, other))
        return None

    assert clusters(3, bridge, [], THRESHOLD, unseen) == [[0, 1], [2]]
    assert asked == [(0, 2)]
    assert clusters(3, bridge, [], THRESHOLD, lambda *_: 0.0) == [[0, 1], [2]]
    assert clusters(3, bridge, [], THRESHOLD, lambda *_: 0.7) == [[0, 1, 2]]


def test_a_bridge_does_not_join_what_is_unlike() -> None:
    """One item that is like two groups joins one of them, and the groups stay two."""
    cliques = dict.fromkeys([(0, 1), (0, 2), (1, 2), (4, 5), (4, 6), (5, 6)], 0.9)
    bridge = {(2, 3): 0.8, (3, 4): 0.8}
    found = clusters(7, cliques | bridge, [], THRESHOLD)
    assert [0, 1, 2, 3] in found
    assert [4, 5, 6] in found
