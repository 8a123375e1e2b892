"""When a series moved to another level for good."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.errors import SettingsError
from facta.measure.changes import (
    CONSTANT,
    EVERY,
    LEAST,
    SHORTEST,
    TOO_SHORT,
    WITHIN,
    Changes,
    changes,
    weighed,
)
from facta.measure.segments import evidence
from tests.measure.simulated import levels, noise

NUMBERS = st.lists(
    st.integers(-30, 30).map(float) | st.just(float("nan")), min_size=1, max_size=40
)


def places(found: Changes) -> list[int]:
    """The first periods of new levels."""
    return [change.at for change in found.points]


def divisions(first: int, count: int) -> Iterator[tuple[int, ...]]:
    """All ways to begin new levels behind a period, each long enough."""
    yield ()
    for begin in range(first + SHORTEST, count - SHORTEST + 1):
        for rest in divisions(begin, count):
            yield (begin, *rest)


def test_all_divisions_are_weighed_as_by_hand() -> None:
    """
    For 16 periods: each division by itself, its chances beforehand and of what was
    seen, and what they say together of every period and every window.
    """
    count, hazard = 16, 0.05
    found = evidence(noise(count, 1, rho=0.0, series=2) + levels(count, (8, 2.0)))
    shares: dict[tuple[int, ...], float] = {}
    for begins in divisions(0, count):
        ends = (*begins, count)
        log = math.log(hazard) * len(begins)
        for first, behind in zip((0, *begins), ends, strict=True):
            log += math.log1p(-hazard) * (behind - first - SHORTEST)
            log += float(found.log_chance(first, slice(behind, behind + 1))[0])
        shares[begins] = math.exp(log)
    whole = sum(shares.values())
    assert len(shares) > 20
    told = weighed(found, hazard)
    for at in range(1, count):
        by_hand = sum(share for begins, share in shares.items() if at in begins)
        assert told.chances[at] == pytest.approx(by_hand / whole, abs=1e-12)
        for width in range(min(2 * WITHIN + 1, count - at)):
            window = range(at, at + width + 1)
            free = sum(
                share
                for begins, share in shares.items()
                if not any(begin in window for begin in begins)
            )
            assert told.none[width, at] == pytest.approx(free / whole, abs=1e-12)


@pytest.mark.parametrize("heavy", [False, True], ids=["normal", "heavy tails"])
def test_noise_has_no_changes(heavy: bool) -> None:
    """
    Autocorrelated by one half: of 40 series of 300 periods at most 4 have one, and
    none a sure one.
    """
    found = [changes(noise(300, seed, heavy=heavy)).points for seed in range(40)]
    assert sum(map(bool, found)) <= 4
    assert not [
        change for points in found for change in points if change.certainty > 0.9
    ]


def test_a_change_is_found_where_it_is() -> None:
    """
    Of thirty moves by two standard deviations 25 or more within four periods, no more
    than seven others; most of the intervals hold the truth.
    """
    found = [
        changes(noise(300, seed) + levels(300, (150, 2.3))).points for seed in range(30)
    ]
    near = [one for points in found for one in points if abs(one.at - 150) <= 4]
    assert len(near) >= 25
    assert sum(map(len, found)) - len(near) <= 7
    assert sum(one.earliest <= 150 <= one.latest for one in near) >= 22
    moves = [(one.moves[0].low or 0, one.moves[0].high or 0) for one in near]
    assert sum(low < 2.3 < high for low, high in moves) >= 20
    assert all(low > 0 for low, _ in moves)


def test_several_changes_are_told_in_order() -> None:
    """Up, down and further down, with what the mean was before and after."""
    truth = [(100, 3.0), (180, -3.0), (300, -3.0)]
    found = changes(noise(400, 2) + levels(400, *truth))
    assert len(found.points) == len(truth)
    for change, (at, by) in zip(found.points, truth, strict=True):
        assert abs(change.at - at) <= 6
        assert change.certainty > 0.9
        assert change.moves[0].moved == pytest.approx(by, abs=1)
    for one, other in zip(found.points, found.points[1:], strict=False):
        assert one.moves[0].after == other.moves[0].before


def test_what_one_series_does_not_show_several_do() -> None:
    """Four that move by one spread at once; each has its own move."""
    together = noise(200, 3, series=4) + levels(200, (100, 1.2))
    alone = [changes(column).points for column in together.T]
    (change,) = changes(together).points
    assert abs(change.at - 100) <= 4
    assert change.certainty > max(
        (one.certainty for points in alone for one in points), default=0.0
    )
    assert len(change.moves) == 4


def test_an_episode_is_no_change() -> None:
    """Two bloody weeks are over before they are a level."""
    series = noise(200, 5)
    series[100:102] += 60.0
    assert changes(series).points == ()


@pytest.mark.parametrize("unit", [0.001, 1.0, 1000.0])
def test_the_unit_of_a_series_does_not_matter(unit: float) -> None:
    """The scale is chosen from the data."""
    moved = noise(200, 4) + levels(200, (90, 3.0))
    assert places(changes(moved * unit)) == places(changes(moved))


def test_holes_say_nothing() -> None:
    """A change is found on either side of them, and never made by them."""
    moved = noise(200, 6) + levels(200, (100, 4.0))
    moved[95:110] = numpy.nan
    (change,) = changes(moved).points
    assert 90 <= change.at <= 115
    quiet = noise(200, 6)
    quiet[50:120] = numpy.nan
    assert changes(quiet).points == ()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([5.0], TOO_SHORT),
        ([1.0, 2.0] * 3, TOO_SHORT),
        ([float("nan")] * 50, TOO_SHORT),
        ([0.0] * 50, CONSTANT),
        ([[3.0, 0.0]] * 50, CONSTANT),
    ],
    ids=["one observation", "short", "holes", "zeros", "two constants"],
)
def test_where_nothing_can_be_told_the_reason_is_said(values: Any, reason: str) -> None:
    """No change, and no chance of one."""
    found = changes(values)
    assert (found.points, found.absent) == ((), reason)
    assert set(found.chances) == {0.0}


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        ([1.0, float("inf")], {}, "infinite in period 1"),
        ([], {}, "one at least"),
        ([1.0, 2.0], {"every": 1.0}, "every is 1.0; give a number of periods above 1"),
        ([1.0, 2.0], {"every": float("nan")}, "every is nan"),
        ([1.0, 2.0], {"least": 0.0}, "least is 0.0; give a chance between 0 and 1"),
    ],
    ids=["infinite", "nothing", "every", "no number", "least"],
)
def test_what_cannot_be_is_refused(
    values: Any, options: dict[str, float], said: str
) -> None:
    """In one line."""
    with pytest.raises(SettingsError) as error:
        changes(values, **options)
    assert said in str(error.value)


@settings(deadline=None)
@given(NUMBERS)
def test_whatever_is_given_chances_are_chances(values: list[float]) -> None:
    """Points lie in order inside the series, apart, and are as certain as asked for."""
    found = changes(values)
    assert len(found.chances) == len(values)
    assert all(-1e-9 <= chance <= 1 + 1e-9 for chance in found.chances)
    told = places(found)
    assert told == sorted(set(told))
    for change in found.points:
        assert SHORTEST <= change.earliest <= change.at <= change.latest
        assert change.latest <= len(values) - SHORTEST
        assert LEAST <= change.certainty <= 1
    assert math.fsum(found.chances) <= len(values) / SHORTEST


def test_more_changes_are_told_to_whoever_expects_more() -> None:
    """What was expected beforehand is part of every chance."""
    moved = noise(200, 8) + levels(200, (100, 1.2))
    rare, usual = (changes(moved, every=every) for every in (10 * EVERY, EVERY))
    assert math.fsum(rare.chances) < math.fsum(usual.chances)
