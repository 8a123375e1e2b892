"""What people decided of happenings goes above likeness."""

from __future__ import annotations

import itertools

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.link import link
from facta.link.clusters import Pair
from facta.link.decided import settled
from facta.records import Annotation
from facta.testing import annotation, doc, telling

COUNT = 7
EVENTS = "abcdefg"
PAIRS = list(itertools.combinations(range(COUNT), 2))
BONDS = st.sets(st.sampled_from(PAIRS), max_size=5)
LABELS = st.lists(st.integers(0, 3), min_size=COUNT, max_size=COUNT)
SCORES = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([0.2, 0.7, 0.9]))


def grouped(labels: list[int]) -> list[list[int]]:
    """Positions with one label together."""
    found: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        found.setdefault(label, []).append(at)
    return sorted(found.values())


def named(pairs: set[Pair]) -> list[tuple[str, str]]:
    """Pairs of positions by the ids of their events."""
    return [(EVENTS[one], EVENTS[other]) for one, other in pairs]


@given(LABELS, SCORES, BONDS, BONDS)
@settings(deadline=None)
def test_what_must_stay_apart_does_and_every_event_is_in_one_group(
    labels: list[int], scores: dict[Pair, float], bound: set[Pair], kept: set[Pair]
) -> None:
    """Whatever else is asked of the pairs."""
    found = settled(
        grouped(labels), EVENTS, scores, together=named(bound), apart=named(kept)
    )
    assert sorted(at for group in found for at in group) == list(range(COUNT))
    assert not [pair for pair in kept for group in found if set(pair) <= set(group)]
    assert found == sorted(found)


@given(LABELS, SCORES, BONDS)
@settings(deadline=None)
def test_what_belongs_together_joins_whole_groups(
    labels: list[int], scores: dict[Pair, float], bound: set[Pair]
) -> None:
    """Where nothing must stay apart, as connected components by networkx."""
    groups = grouped(labels)
    graph = networkx.Graph([(group[0], at) for group in groups for at in group])
    graph.add_edges_from(bound)
    wanted = sorted(map(sorted, networkx.connected_components(graph)))
    assert settled(groups, EVENTS, scores, together=named(bound)) == wanted


@given(LABELS, SCORES)
@settings(deadline=None)
def test_where_nothing_is_asked_groups_stay(
    labels: list[int], scores: dict[Pair, float]
) -> None:
    """Bonds of events that are not among these ask nothing either."""
    groups = grouped(labels)
    assert settled(groups, EVENTS, scores) == groups
    strange = [("x", "y"), ("a", "x"), ("a", "a")]
    assert settled(groups, EVENTS, scores, together=strange, apart=strange) == groups


def test_an_event_that_nobody_spoke_of_goes_where_it_is_most_like() -> None:
    """Its group was split; it stays with the part of the greater mean score."""
    scores = {(0, 2): 0.4, (1, 2): 0.9}
    found = settled([[0, 1, 2]], "abc", scores, apart=[("a", "b")])
    assert found == [[0], [1, 2]]


def test_a_bond_does_not_join_what_must_stay_apart() -> None:
    """A and c are apart, so b can be with one of them alone: the first that is named."""
    bound = [("a", "b"), ("b", "c")]
    found = settled([[0, 1, 2]], "abc", {}, together=bound, apart=[("a", "c")])
    assert found == [[0, 1], [2]]


def accounts() -> tuple[Annotation, Annotation]:
    """Two accounts of one strike, and of an arrest that the second tells."""
    first = doc("Russia struck Odesa on Sunday.", published="2025-05-27", source="a")
    second = doc(
        "Russia struck Odesa on Sunday.\nKyiv arrested a spy.",
        published="2025-05-28",
        source="b",
    )
    strike = "Russia struck Odesa on Sunday."
    return (
        annotation(
            first,
            events=(
                telling(first, "ASSAULT", "RUS", "UKR", strike, date="2025-05-25"),
            ),
        ),
        annotation(
            second,
            events=(
                telling(second, "ASSAULT", "RUS", "UKR", strike, date="2025-05-25"),
                telling(
                    second,
                    "COERCE",
                    "UKR",
                    "RUS",
                    "Kyiv arrested a spy.",
                    date="2025-05-26",
                    sentence=1,
                ),
            ),
        ),
    )


def test_linking_keeps_to_what_is_asked() -> None:
    """Two that are alike are parted, two that are not are joined, by ids of events."""
    one, other = accounts()
    (strike,) = one.events
    again, arrest = other.events
    assert [len(item.reports) for item in link([one, other]).happenings] == [2, 1]
    parted = link([one, other], apart=[(strike.id, again.id)])
    assert len(parted.happenings) == 3
    joined = link([other, one], together=[(strike.id, arrest.id)])
    (whole,) = joined.happenings
    told = {event for report in whole.reports for event in report.events}
    assert told == {strike.id, again.id, arrest.id}
