"""What the benchmark of changes holds its findings against."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from benchmarks.changes import granger, matched, parts, read
from facta.measure.changes import Change, Changes
from facta.measure.online import Alarm, Watch


def found(*places: int) -> Changes:
    """Changes at these places."""
    return Changes(
        points=tuple(
            Change(at=at, earliest=at, latest=at, certainty=1.0, moves=())
            for at in places
        ),
        chances=(),
    )


def rung(*alarms: tuple[int, int]) -> Watch:
    """Alarms, each for a level that began then."""
    return Watch(
        chances=(),
        alarms=tuple(
            Alarm(at=at, since=since, chance=0.95, moves=()) for at, since in alarms
        ),
    )


def test_an_alarm_is_held_against_the_change_near_where_its_level_began() -> None:
    """One that is near none has none."""
    assert matched(found(100, 200), rung((60, 55), (109, 98), (204, 203))) == [
        (60, None),
        (109, 100),
        (204, 200),
    ]


def test_a_file_is_read_by_pairs_and_as_a_whole(tmp_path: Path) -> None:
    """The last part is all of it, where there is more than one pair."""
    path = tmp_path / "four_weekly.csv"
    path.write_text("date,A>B,B>A,A>C,C>A\n2000-01-03,1,2,3,4\n2000-01-10,5,6,7,8\n")
    table = read(path)
    assert [part.heads for part in parts(table)] == [
        ("A>B", "B>A"),
        ("A>C", "C>A"),
        ("A>B", "B>A", "A>C", "C>A"),
    ]
    assert [part.values.tolist() for part in parts(table)][1] == [[3, 4], [7, 8]]


def test_the_plain_test_is_of_the_size_it_says() -> None:
    """Of independent pairs about one in twenty is below 0.05; an answer is far below."""
    chance = numpy.random.default_rng(2)
    pairs = chance.standard_normal((200, 120, 2))
    shares = [granger(pair[:, 0], pair[:, 1])[1] for pair in pairs]
    assert sum(share <= 0.05 for share in shares) / 200 == pytest.approx(0.05, abs=0.04)
    own, other = pairs[0].T
    own = own + numpy.roll(other, 2)
    assert granger(own, other)[1] < 1e-9
