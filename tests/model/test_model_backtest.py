"""Rolling origins: what is known at each, and how two forecasters are compared."""

from __future__ import annotations

import numpy as np
import pytest

from facta.errors import SettingsError
from facta.model import Scores, Table, collected, difference, named, rolling, walked
from facta.model.arrays import Array
from tests.model.making import autoregressive, table

LONG = table(autoregressive(200))
STEPS = (1, 4)


def scores(name: str, given: Table = LONG, **options: int) -> Scores:
    """All origins of the last 60 periods, every fourth."""
    (member,) = named([name])
    origins = rolling(given, last=60, every=options.get("every", 4), steps=STEPS)
    return collected(
        given, name, STEPS, walked(given, member, origins=origins, steps=STEPS)
    )


def test_origins_begin_where_the_last_periods_do() -> None:
    """Each has an outcome one step later at least."""
    found = rolling(LONG, last=10, every=4, steps=(1, 4))
    assert found == (190, 194, 198)
    assert rolling(LONG, last=10, every=4, steps=(4,)) == (190, 194)


@pytest.mark.parametrize(
    ("last", "every", "steps", "told"),
    [
        (200, 4, (1,), "the last 200 of 200 periods leave none to learn from; take"),
        (0, 4, (1,), "give 1 or more"),
        (10, 0, (1,), "give 1 or more"),
        (10, 1, (0,), "give 1 or more"),
        (10, 1, (), "give 1 or more"),
        (
            10,
            1,
            (11,),
            "no origin in the last 10 periods has an outcome 11 steps later",
        ),
    ],
)
def test_what_leaves_no_origin_is_refused(
    last: int, every: int, steps: tuple[int, ...], told: str
) -> None:
    """In one line."""
    with pytest.raises(SettingsError, match=told):
        rolling(LONG, last=last, every=every, steps=steps)


def test_scores_are_those_of_what_came() -> None:
    """Persistence of a straight line is right to the digit; all history is not."""
    line = table(np.arange(200.0)[:, None])
    found = scores("persistence", line)
    assert found.known[:2] == (140, 144)
    summary = found.summary(4)
    assert summary.crps == summary.mae == 0
    assert summary.in_half == summary.in_ninety == 1
    assert summary.cases == 15
    # of the last of 20 origins, four steps lead beyond the end
    assert scores("persistence", line, every=3).summary(4).cases == 19
    away = scores("history", line).summary(1)
    # of the numbers 0 to 139 the median is 69.5, and 140 came; and so on
    expected = np.mean([known - (known - 1) / 2 for known in range(140, 200, 4)])
    assert away.mae == pytest.approx(expected, rel=0.01)
    assert away.in_ninety == 0


def test_series_are_told_apart_and_together() -> None:
    """The mean of both is that of all cases."""
    found = scores("ar")
    apart = [found.summary(1, series=name).crps for name in found.names]
    assert found.summary(1).crps == pytest.approx(np.mean(apart))
    assert found.summary(1).cases == 30
    assert found.summary(1, series="A0>B0").cases == 15


def test_holes_are_no_outcomes() -> None:
    """They count neither for nor against."""
    values = autoregressive(200)
    values[150:, 1] = np.nan
    found = scores("ar", table(values))
    assert found.summary(1, series="B0>A0").cases == 3
    assert np.isnan(found.crps[~found.seen]).all()
    assert not np.isnan(found.crps[found.seen]).any()


def test_levels_of_outcomes_add_up() -> None:
    """To one over all parts."""
    assert sum(scores("ar").levels(1)) == pytest.approx(1)
    assert len(scores("ar").levels(1, parts=5)) == 5


def test_what_was_not_scored_cannot_be_asked() -> None:
    """Steps and series by name; a step without an outcome."""
    found = scores("ar")
    with pytest.raises(
        SettingsError, match="step 2 was not scored; ask for one of 1, 4"
    ):
        found.summary(2)
    with pytest.raises(SettingsError, match="'Mars': no such series"):
        found.summary(1, series="Mars")
    values = autoregressive(200)
    values[140:] = np.nan
    with pytest.raises(SettingsError, match="no outcome to score"):
        scores("ar", table(values)).summary(1)


def test_a_forecaster_is_no_better_than_itself() -> None:
    """The difference is nothing."""
    found = difference(scores("ar"), scores("ar"), 1, seed=1)
    assert (found.ratio, found.mean, found.low, found.high) == (1, 0, 0, 0)
    assert found.chance == 0


def test_a_better_one_is_seen_to_be_better() -> None:
    """An autoregression against the last value, on a series that reverts."""
    values = table(autoregressive(400, kept=0.3))
    first, second = scores("ar", values), scores("persistence", values)
    found = difference(first, second, 1, seed=1)
    assert found.ratio < 0.9
    assert found.low <= found.mean <= found.high < 0
    assert found.chance > 0.95
    assert found.mean == pytest.approx(first.summary(1).crps - second.summary(1).crps)
    assert found == difference(first, second, 1, seed=1)
    back = difference(second, first, 1, seed=1)
    assert back.mean == pytest.approx(-found.mean)
    assert back.ratio == pytest.approx(1 / found.ratio)


def test_only_the_same_origins_can_be_compared() -> None:
    """Others would compare weeks, not forecasters."""
    with pytest.raises(SettingsError, match="scored at other origins; score both at"):
        difference(scores("ar"), scores("ar", every=5), 1, seed=1)


def test_blocks_as_long_as_the_step_make_wider_intervals() -> None:
    """Of differences that hang together; single origins would seem to prove more."""
    from facta.model.backtest import blocks

    chance = np.random.default_rng(1)
    hung: Array = np.cumsum(chance.standard_normal(60))
    single, long = (
        hung[blocks(60, length, 1)].mean(axis=1).std() for length in (1, 12)
    )
    assert long > 2 * single
    assert blocks(60, 7, 1).shape == (2000, 60)
    assert blocks(60, 7, 1).max() == 59
