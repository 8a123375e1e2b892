"""Who answers whom, on pairs of which the truth is known."""

from __future__ import annotations

import math
from typing import Any

import numpy
import pytest

from facta.errors import SettingsError
from facta.measure.reciprocity import (
    CONSTANT,
    LAGS,
    SURE,
    TOO_SHORT,
    Answer,
    Lag,
    Reciprocity,
    reciprocity,
)
from tests.measure.simulated import Floats, noise

NAMES = ("Chad", "Sudan")


def pair(seed: int, *, periods: int = 400, lag: int = 2, by: float = 0.35) -> Floats:
    """The first side answers the second after so many periods."""
    found = noise(periods, seed, series=2)
    steps = numpy.random.default_rng(seed + 1000).standard_normal(periods)
    for at in range(lag, periods):
        found[at, 0] = 0.5 * found[at - 1, 0] + by * found[at - lag, 1] + steps[at]
    return found


def trending(seed: int) -> Floats:
    """Two sides that have nothing to do with each other, driven by one slow wave."""
    wave = numpy.sin(numpy.arange(400) / 400 * 2 * math.pi * 1.7)
    found: Floats = noise(400, seed, series=2) + 4 * wave[:, None]
    return found


def volatile(seed: int) -> Floats:
    """Two sides whose quiet and loud years are the same ones."""
    return noise(400, seed, series=2) * numpy.exp(noise(400, seed + 99, rho=0.95) / 4)


def asked(values: Any, *, shifts: int = 39, **options: Any) -> Reciprocity:
    """With few shifts, for speed: 0.05 is two in forty."""
    return reciprocity(values, names=NAMES, seed=7, shifts=shifts, **options)


def test_an_answer_is_found_at_its_lag_and_nowhere_else() -> None:
    """After two periods, in kind, and by one side alone: in most of twenty pairs."""
    found = [asked(pair(seed)) for seed in range(20)]
    answers, none = zip(*(each.answers for each in found), strict=True)
    assert sum([lag.lag for lag in each.sure] == [2] for each in answers) >= 17
    assert sum(bool(each.sure) for each in none) <= 3
    assert all(each.lags[1].estimate > 0 for each in answers)


@pytest.mark.parametrize("scale", ["asinh", "ranks"])
def test_turning_the_pair_turns_the_answers(scale: Any) -> None:
    """Which side is named first is nothing."""
    values = pair(3)
    one = reciprocity(values, names=NAMES, seed=1, scale=scale, shifts=99)
    other = reciprocity(
        values[:, ::-1], names=NAMES[::-1], seed=1, scale=scale, shifts=99
    )
    for answer, again in zip(one.answers, other.answers[::-1], strict=True):
        assert (answer.who, answer.whom) == (again.who, again.whom)
        for lag, same in zip(answer.lags, again.lags, strict=True):
            assert lag.estimate == pytest.approx(same.estimate)
            assert lag.p == pytest.approx(same.p, abs=0.03)
    assert one.together == pytest.approx(other.together)


def independent(seed: int) -> Floats:
    return noise(400, seed, series=2)


def heavy(seed: int) -> Floats:
    return noise(400, seed, series=2, heavy=True) ** 3


def persistent(seed: int) -> Floats:
    return noise(400, seed, series=2, rho=0.9)


def mixed(seed: int) -> Floats:
    """Two sides that are moved by the same things in the same week."""
    found: Floats = noise(400, seed, series=2) @ numpy.array([[1.0, 0.6], [0.0, 0.8]])
    return found


@pytest.mark.parametrize(
    "made", [independent, heavy, persistent, mixed, trending, volatile]
)
def test_where_nobody_answers_it_is_seldom_said(made: Any) -> None:
    """Of 50 directions 7 at most, where 5 % are 2.5: 1 in 100 for chance alone."""
    found = [asked(made(seed)) for seed in range(25)]
    false = [answer for each in found for answer in each.answers if answer.p <= SURE]
    assert len(false) <= 7


def test_a_slow_wave_would_be_an_answer_without_its_removal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What drives both is what the cosines take out: of 40 directions 9 or more."""
    monkeypatch.setattr("facta.measure.reciprocity.SLOW", 10**6)
    found = [asked(trending(seed)) for seed in range(20)]
    assert sum(answer.p <= SURE for each in found for answer in each.answers) >= 9


def test_moving_together_is_no_answer() -> None:
    """What both do in one week is told apart, and has no direction."""
    found = asked(mixed(3))
    assert found.together == pytest.approx(0.6, abs=0.15)
    assert asked(independent(3)).together == pytest.approx(0, abs=0.15)


def test_one_bloody_week_does_not_decide() -> None:
    """A thousandfold value moves the estimates little, on either scale."""
    values = pair(5)
    bloody = values.copy()
    bloody[200] = -1000.0
    for scale in ("asinh", "ranks"):
        one, other = (asked(each, scale=scale) for each in (values, bloody))
        for lag, same in zip(one.answers[0].lags, other.answers[0].lags, strict=True):
            assert lag.estimate == pytest.approx(same.estimate, abs=0.12)


def test_intervals_hold_the_truth() -> None:
    """Of the lags of a pair without answers about nine in ten hold 0."""
    lags = [
        lag
        for seed in range(25)
        for answer in asked(independent(seed), shifts=19).answers
        for lag in answer.lags
    ]
    held = sum(lag.low <= 0 <= lag.high for lag in lags) / len(lags)
    assert 0.84 <= held <= 0.95


def test_holes_leave_out_what_they_are_asked_of() -> None:
    """An answer is found all the same; holes at the ends change nothing."""
    values = pair(2)
    values[[20, 21, 90, 200]] = numpy.nan
    assert 2 in [lag.lag for lag in asked(values).answers[0].sure]


def test_the_same_seed_gives_the_same() -> None:
    """And another one nearly so."""
    values = pair(4)
    assert asked(values) == asked(values)
    one, other = (
        reciprocity(values, names=NAMES, seed=seed, shifts=199) for seed in (1, 2)
    )
    assert one.answers[0].p == pytest.approx(other.answers[0].p, abs=0.02)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (numpy.ones((1, 2)), TOO_SHORT),
        (noise(60, 1, series=2), TOO_SHORT),
        (numpy.full((200, 2), numpy.nan), TOO_SHORT),
        (numpy.hstack([noise(200, 1), numpy.zeros((200, 1))]), CONSTANT),
    ],
    ids=["one observation", "short", "holes", "constant"],
)
def test_where_nothing_can_be_told_the_reason_is_said(
    values: Floats, reason: str
) -> None:
    """No answer is made up, and no sentence."""
    found = asked(values)
    assert (found.answers, found.absent, found.sentence) == ((), reason, None)


@pytest.mark.parametrize(
    ("values", "options", "said"),
    [
        (noise(90, 1), {}, "series: 1; give two, there and back"),
        (noise(90, 1, series=3), {}, "series: 3; give two"),
        (numpy.full((90, 2), numpy.inf), {}, "infinite in period 0"),
        (noise(90, 1, series=2), {"lags": 0}, "lags is 0"),
        (noise(90, 1, series=2), {"shifts": 5}, "shifts 5"),
    ],
    ids=["one series", "three", "infinite", "lags", "shifts"],
)
def test_what_cannot_be_asked_is_refused(
    values: Floats, options: dict[str, int], said: str
) -> None:
    """In one line."""
    with pytest.raises(SettingsError) as error:
        asked(values, **options)
    assert said in str(error.value)


def answer(*lags: tuple[int, float, float]) -> Answer:
    """Chad's answers, at a lag so much, with such a chance of none."""
    return Answer(
        who="Chad",
        whom="Sudan",
        lags=tuple(
            Lag(lag=lag, estimate=by, low=by - 0.1, high=by + 0.1, p=p)
            for lag, by, p in lags
        ),
        p=min(p for *_, p in lags),
    )


@pytest.mark.parametrize(
    ("lags", "said"),
    [
        ([(1, 0.2, 0.2), (2, 0.3, 0.051)], None),
        (
            [(1, 0.2, 0.002), (2, 0.3, 0.5)],
            "Acts of Sudan towards Chad are answered in kind in the next month (p = 0.002).",
        ),
        (
            [(2, 0.2, 0.02), (3, -0.3, 0.004)],
            (
                "Acts of Sudan towards Chad are answered in kind after 2 months, "
                "the other way after 3 months (p = 0.004)."
            ),
        ),
    ],
    ids=["nothing certain", "in kind", "both ways"],
)
def test_a_sentence_tells_what_is_sure_and_nothing_else(
    lags: list[tuple[int, float, float]], said: str | None
) -> None:
    """With how long after, and how."""
    found = Reciprocity(answers=(answer(*lags),), together=0.1, period="month")
    assert found.sentence == said


def test_the_lags_are_those_asked_for() -> None:
    """Each direction has all of them, in order."""
    found = asked(pair(1))
    assert [each.who for each in found.answers] == list(NAMES)
    for each in found.answers:
        assert [lag.lag for lag in each.lags] == list(range(1, LAGS + 1))
        assert each.p == min(lag.p for lag in each.lags)
