"""What one could have known of a change while it came."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.errors import SettingsError
from facta.measure.changes import CONSTANT, SHORTEST, TOO_SHORT
from facta.measure.online import ALARM, SEEN, WARMING, filtered, watched
from facta.measure.segments import evidence
from tests.measure.simulated import levels, noise


def test_the_begins_of_the_last_stretch_are_weighed_as_by_hand() -> None:
    """For 14 periods: every division by itself."""
    count, hazard = 14, 0.05
    learned = evidence(noise(count, 1, rho=0.0) + levels(count, (9, 3.0)))
    (*_, told) = filtered(learned, 0, count, hazard)
    shares = [0.0] * count
    for size in range(4):
        for begins in itertools.combinations(range(1, count), size):
            firsts, ends = (0, *begins), (*begins, count)
            lengths = [e - f for f, e in zip(firsts, ends, strict=True)]
            if any(length < SHORTEST for length in lengths[:-1]):
                continue
            log = math.log(hazard) * size
            for first, behind in zip(firsts, ends, strict=True):
                log += math.log1p(-hazard) * max(behind - first - SHORTEST, 0)
                log += float(learned.log_chance(first, slice(behind, behind + 1))[0])
            shares[firsts[-1]] += math.exp(log)
    assert told == pytest.approx([share / sum(shares) for share in shares], abs=1e-9)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 999), until=st.integers(1, 120), at=st.integers(20, 100))
def test_nothing_rests_on_what_came_later(seed: int, until: int, at: int) -> None:
    """What is said of a period is said of it, whatever follows."""
    moved = noise(120, seed) + levels(120, (at, 3.0))
    whole, part = watched(moved), watched(moved[:until])
    assert whole.chances[:until] == part.chances
    assert tuple(one for one in whole.alarms if one.at < until) == part.alarms


def test_a_constant_past_says_nothing_of_what_follows() -> None:
    """There is no chance until something has moved."""
    moved = numpy.vstack([numpy.zeros((60, 1)), noise(60, 3)])
    assert set(watched(moved).chances[:60]) == {None}
    assert watched(moved[:60]).absent == CONSTANT


def test_a_change_rings_once_and_soon() -> None:
    """
    Of twenty moves of two series by four standard deviations all ring within half a
    year, most within ten weeks, and none twice.
    """
    moved = [noise(300, seed, series=2) + levels(300, (200, 4.6)) for seed in range(20)]
    found = [
        [alarm for alarm in watched(each).alarms if alarm.at >= 200] for each in moved
    ]
    assert [len(alarms) for alarms in found] == [1] * 20
    delays = sorted(alarm.at - 200 for (alarm,) in found)
    assert delays[0] >= SEEN - 1
    assert delays[10] <= 10
    assert delays[-1] <= 26
    for (alarm,) in found:
        assert abs(alarm.since - 200) <= 6
        assert ALARM <= alarm.chance <= 1
        assert alarm.moves[0].moved == pytest.approx(4.6, abs=2)


@pytest.mark.parametrize("heavy", [False, True], ids=["normal", "heavy tails"])
def test_noise_rings_seldom(heavy: bool) -> None:
    """At most 4 alarms in 30 series of 300 periods, autocorrelated by one half."""
    found = [watched(noise(300, seed, heavy=heavy)).alarms for seed in range(30)]
    assert sum(map(len, found)) <= 4


def test_a_second_change_rings_again_and_is_measured_from_the_first() -> None:
    """What was known before an alarm is not told twice."""
    moved = noise(400, 4, series=2) + levels(400, (150, 5.0), (260, -5.0))
    one, other = (alarm for alarm in watched(moved).alarms if alarm.at >= 150)
    assert other.since > one.at
    assert one.moves[0].before == pytest.approx(0, abs=0.5)
    assert other.moves[0].before == pytest.approx(5, abs=0.7)


def test_a_chance_fades_when_the_change_is_no_longer_late() -> None:
    """It says "of late", not "ever"."""
    found = watched(noise(300, 4) + levels(300, (150, 5.0)), late=20).chances
    assert found[160] is not None
    assert found[190] is not None
    assert found[160] > 0.9
    assert found[190] < 0.3


def test_one_extreme_week_rings_nothing_at_once() -> None:
    """It may be an outlier, and a level is not told before its third period."""
    moved = noise(120, 9)
    moved[100] += 50.0
    assert not [alarm for alarm in watched(moved).alarms if alarm.at in (100, 101)]


@pytest.mark.parametrize(
    ("values", "reason"),
    [([5.0], TOO_SHORT), ([7.0] * 90, CONSTANT)],
    ids=["one observation", "constant"],
)
def test_where_nothing_can_be_told_the_reason_is_said(values: Any, reason: str) -> None:
    """No chance is made up."""
    found = watched(values)
    assert (found.alarms, found.absent) == ((), reason)
    assert found.chances == (None,) * len(values)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"late": 1}, "late is 1; give 3 periods or more"),
        ({"alarm": 1.0}, "alarm is 1.0; give a chance between 0 and 1"),
        ({"every": 0.5}, "every is 0.5"),
    ],
    ids=["late", "alarm", "every"],
)
def test_what_cannot_be_is_refused(options: dict[str, Any], said: str) -> None:
    """In one line."""
    with pytest.raises(SettingsError) as error:
        watched(noise(60, 1), **options)
    assert said in str(error.value)


def test_holes_say_nothing() -> None:
    """A period without a value has a chance all the same, that beforehand."""
    quiet = noise(200, 6)
    quiet[50:120] = numpy.nan
    found = watched(quiet, every=100, late=26)
    assert not [alarm for alarm in found.alarms if 50 <= alarm.at < 120]
    assert None not in found.chances[WARMING:]
    # of 26 periods the last two are not told of
    assert found.chances[110] == pytest.approx(1 - 0.99**21, abs=0.03)
