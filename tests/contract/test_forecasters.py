"""What every registered forecaster promises, whatever it does."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from facta.errors import SettingsError
from facta.model import DEFAULT, MEMBERS, Forecaster, Held, Table, default, named
from facta.model.arrays import Array
from facta.model.registry import BASELINES
from tests.model.making import autoregressive, eventful, table

COVERED = (
    "persistence",
    "history",
    "window-13",
    "window-26",
    "window-52",
    "weighted",
    "ar",
    "var",
    "var-volatile",
    "bvar",
    "level",
    "fhs",
    "mixture",
)
HOLDING = ("ar", "var", "var-volatile", "bvar")
RANGING = ("ar", "var", "var-volatile")
PAGE = (Path(__file__).parents[2] / "docs" / "forecasts.md").read_text("utf8")
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
every = pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
LONG = table(autoregressive(160))
EVENTS = table(eventful(160, 3))


def holed() -> Table:
    """A table of which a fifth is not known."""
    values = autoregressive(160)
    values[np.random.default_rng(3).random(values.shape) < 0.2] = math.nan
    values[0] = -20.0
    return table(values)


def still() -> Table:
    """A series that never moves beside one that does."""
    values = autoregressive(160)
    values[:, 1] = 3.5
    return table(values)


ODD: dict[str, Callable[[], Table]] = {
    "zero all along": lambda: table(np.zeros((120, 2))),
    "never moves": still,
    "holes": holed,
    "one observation": lambda: table(np.array([[4.0, -2.0]])),
    "two observations": lambda: table(np.array([[4.0, -2.0], [1.0, 0.0]])),
    "one series": lambda: table(autoregressive(90, 1)),
    "short": lambda: table(autoregressive(30)),
    "just long enough": lambda: table(eventful(60, 3)),
    "one that began late": lambda: late(),
    "far from zero": lambda: table(1e6 + autoregressive(90)),
    "tiny": lambda: table(1e-6 * autoregressive(90)),
    "a calm, then a war": lambda: war(),
    "a wall": lambda: table(np.repeat([[0.0, 1.0], [500.0, -2.0]], 60, axis=0)),
    "a trend": lambda: table(np.arange(240.0).reshape(120, 2)),
    "twins": lambda: table(np.repeat(autoregressive(90, 1), 2, axis=1)),
}
odd = pytest.mark.parametrize("make", ODD.values(), ids=ODD)


def late() -> Table:
    """A series of which nothing is known for most of the time."""
    values = autoregressive(160)
    values[:140, 1] = math.nan
    return table(values)


def war() -> Table:
    """Years of nothing, and then a year of shocks."""
    values = np.zeros((160, 2))
    values[110:] = -50 + 40 * np.random.default_rng(2).standard_normal((50, 2))
    return table(values)


def test_all_forecasters_are_covered() -> None:
    """A new forecaster must be named here, and is then held to all of this."""
    assert tuple(member.name for member in MEMBERS) == COVERED
    assert named(()) == MEMBERS
    assert default().name == DEFAULT == COVERED[-1]
    assert set(BASELINES) < set(COVERED)


def test_an_unknown_name_is_refused() -> None:
    """With all that there are."""
    with pytest.raises(
        SettingsError, match="'prophet': no forecaster; use one of pers"
    ):
        named(["prophet"])


@every
def test_it_says_what_it_is(member: Forecaster) -> None:
    """A sentence, and a row of the page."""
    assert (type(member).__doc__ or "").strip().split("\n")[0].endswith(".")
    assert f"| `{member.name}` |" in PAGE


@every
@pytest.mark.parametrize("given", [LONG, EVENTS], ids=["moving", "eventful"])
def test_quantiles_ascend_and_are_numbers(member: Forecaster, given: Table) -> None:
    """For each step and series, of the shape asked for."""
    found = member.fit(given).quantiles(5, LEVELS)
    assert found.shape == (5, len(given.names), len(LEVELS))
    assert np.isfinite(found).all()
    assert (np.diff(found, axis=2) >= 0).all()


@every
@odd
def test_odd_tables_give_numbers_of_their_own_size_or_notes(
    member: Forecaster, make: Callable[[], Table]
) -> None:
    """Nothing explodes, at any step: not even ten times farther than anything seen."""
    given = make()
    fitted = member.fit(given)
    found = fitted.quantiles(30, LEVELS)
    draws = fitted.draws(30, 50, seed=1)
    for made in (found, draws):
        assert np.isfinite(made).all()
        seen = given.values[np.isfinite(given.values)]
        width = max(float(np.ptp(seen)), 1e-3 * float(np.abs(seen).max()), 1e-3)
        assert np.abs(made - np.median(seen)).max() < 12 * width


@every
@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("never moves", "always 3.5"),
        ("holes", "have no value"),
        ("one observation", "one value only"),
        ("short", "fewer than 60"),
        ("one that began late", "20 periods with a value, fewer than 60"),
    ],
)
def test_what_is_done_otherwise_is_told(
    member: Forecaster, name: str, word: str
) -> None:
    """Each with the series it is about."""
    notes = member.fit(ODD[name]()).notes
    assert any(word in note.reason and note.series for note in notes)


@every
def test_there_is_nothing_to_tell_of_a_plain_table(member: Forecaster) -> None:
    """Long, whole and moving."""
    assert member.fit(LONG).notes == ()


@every
def test_a_series_that_never_moved_is_expected_to_stay(member: Forecaster) -> None:
    """Near its value, beside a series that moves."""
    found = member.fit(still()).quantiles(4, LEVELS)[:, 1]
    assert np.abs(found[:, 1:4] - 3.5).max() < 0.6


@every
def test_the_same_seed_gives_the_same_draws(member: Forecaster) -> None:
    """Whatever was drawn before; another seed gives others."""
    fitted = member.fit(EVENTS)
    first = fitted.draws(4, 60, seed=7)
    assert first.shape == (60, 4, 3)
    fitted.draws(4, 60, seed=8)
    np.testing.assert_array_equal(first, fitted.draws(4, 60, seed=7))
    np.testing.assert_array_equal(first, member.fit(EVENTS).draws(4, 60, seed=7))
    assert not np.array_equal(first, fitted.draws(4, 60, seed=8))


@every
def test_quantiles_take_no_chance(member: Forecaster) -> None:
    """Two calls give the same."""
    first, second = (member.fit(EVENTS).quantiles(3, LEVELS) for _ in range(2))
    np.testing.assert_array_equal(first, second)


@every
@pytest.mark.parametrize("given", [LONG, EVENTS], ids=["moving", "eventful"])
def test_draws_follow_the_quantiles(member: Forecaster, given: Table) -> None:
    """As many lie below each as its level says, within 4.5 standard errors."""
    fitted = member.fit(given)
    draws = fitted.draws(3, 8000, seed=5)
    found = fitted.quantiles(3, LEVELS)
    for at, level in enumerate(LEVELS):
        # the quantiles of bvar are themselves those of draws
        count = 900 if member.name == "bvar" else 8000
        error = 4.5 * math.sqrt(level * (1 - level) / count)
        below = (draws < found[:, :, at]).mean(axis=0)
        upto = (draws <= found[:, :, at]).mean(axis=0)
        assert (below <= level + error).all()
        assert (upto >= level - error).all()


@every
def test_a_longer_horizon_begins_with_the_shorter_one(member: Forecaster) -> None:
    """What is said of next week does not depend on how far it is asked."""
    fitted = member.fit(LONG)
    near, far = (fitted.quantiles(steps, LEVELS) for steps in (3, 9))
    tolerance = 1.5 if member.name == "bvar" else 1e-9  # bvar's are of draws
    np.testing.assert_allclose(near, far[:3], atol=tolerance)


@every
def test_origins_together_are_origins_alone(member: Forecaster) -> None:
    """Nothing of what came later is known at an origin."""
    origins = [80, 81, 120, 160]
    for origin, fitted in zip(origins, member.fits(EVENTS, origins), strict=True):
        alone = member.fit(EVENTS.upto(origin))
        assert fitted.table.dates == alone.table.dates
        np.testing.assert_allclose(
            fitted.quantiles(9, LEVELS), alone.quantiles(9, LEVELS), atol=1e-9
        )


@every
def test_a_series_in_another_unit_is_foretold_in_that_unit(member: Forecaster) -> None:
    """Ten times the values, ten times the quantiles."""
    small = member.fit(EVENTS).quantiles(4, LEVELS)
    large = member.fit(table(10 * EVENTS.values)).quantiles(4, LEVELS)
    np.testing.assert_allclose(large, 10 * small, rtol=0.02, atol=0.3)


@every
def test_a_series_is_foretold_alike_beside_a_far_larger_one(member: Forecaster) -> None:
    """Counts of happenings may stand beside sums of scores."""
    values = EVENTS.values * np.array([1e6, 1.0, 1.0])
    beside = member.fit(table(values)).quantiles(4, LEVELS)[:, 1:]
    alike = member.fit(EVENTS).quantiles(4, LEVELS)[:, 1:]
    np.testing.assert_allclose(beside, alike, rtol=0.02, atol=0.05)


@every
def test_it_covers_what_comes(member: Forecaster) -> None:
    """Of a process that does not change, 90 % intervals hold about 90 % at any step."""
    values = autoregressive(700, 1, kept=0.3, seed=11)
    given = table(values)
    origins = range(300, 690, 6)
    hits = []
    for origin, fitted in zip(origins, member.fits(given, origins), strict=True):
        made = fitted.quantiles(4, (0.05, 0.95))[:, 0]
        came = values[origin : origin + 4, 0]
        hits.append((made[:, 0] <= came) & (came <= made[:, 1]))
    # 65 origins of four steps; a window of 13 values cannot do better than 13 / 15
    assert 0.8 < np.mean(hits) < 0.985


BAD = {
    "no step": (0, LEVELS, "a horizon of 0"),
    "too many steps": (1001, LEVELS, "a horizon of 1001"),
    "no level": (1, (), "levels"),
    "a level of 1": (1, (0.5, 1.0), "levels"),
    "levels that fall": (1, (0.5, 0.4), "levels"),
    "a level that is no number": (1, (math.nan,), "levels"),
}


@every
@pytest.mark.parametrize(("horizon", "levels", "word"), BAD.values(), ids=BAD)
def test_what_cannot_be_asked_is_refused(
    member: Forecaster, horizon: int, levels: tuple[float, ...], word: str
) -> None:
    """In one line that says what to give."""
    with pytest.raises(SettingsError, match=word) as told:
        member.fit(LONG).quantiles(horizon, levels)
    assert "\n" not in str(told.value)
    assert "give" in str(told.value)


@every
def test_draws_need_a_count_and_a_seed(member: Forecaster) -> None:
    """One or more, and none below zero."""
    fitted = member.fit(LONG)
    with pytest.raises(SettingsError, match="0 draws"):
        fitted.draws(1, 0, seed=1)
    with pytest.raises(SettingsError, match="seed"):
        fitted.draws(1, 1, seed=-1)


HELD: dict[str, tuple[Held, str]] = {
    "longer than the horizon": ({"A0>B0": [1.0] * 5}, "held for 5 steps of 4"),
    "no such series": ({"Mars": [1.0]}, "'Mars': no such series"),
    "no number": ({"A0>B0": [math.nan]}, "held at no number"),
    "infinite": ({"A0>B0": [math.inf]}, "held at no number"),
}


@every
@pytest.mark.parametrize(("held", "word"), HELD.values(), ids=HELD)
def test_what_cannot_be_held_is_refused(
    member: Forecaster, held: Held, word: str
) -> None:
    """By all, also those that hold nothing."""
    with pytest.raises(SettingsError, match=word):
        member.fit(LONG).quantiles(4, LEVELS, held=held)


@every
def test_a_held_path_is_held_or_refused(member: Forecaster) -> None:
    """It is what it was held at, in quantiles and draws, and free afterwards."""
    fitted = member.fit(LONG)
    held = {"A0>B0": [5.0, -80.0]}
    if member.name not in HOLDING:
        with pytest.raises(SettingsError, match="cannot hold A0>B0 here; use var"):
            fitted.quantiles(4, LEVELS, held=held)
        return
    made = fitted.quantiles(4, LEVELS, held=held)
    drawn = fitted.draws(4, 40, seed=2, held=held)
    for at, value in enumerate(held["A0>B0"]):
        np.testing.assert_allclose(made[at, 0], value, atol=1e-6)
        np.testing.assert_allclose(drawn[:, at, 0], value, atol=1e-6)
    assert np.ptp(made[2, 0]) > 1
    assert np.ptp(made[0, 1]) > 1


@pytest.mark.parametrize("name", HOLDING)
def test_what_is_held_tells_of_what_comes_next(name: str) -> None:
    """Far below its mean for four steps, a series that keeps some of it is low next."""
    (member,) = named([name])
    fitted = member.fit(LONG)
    free = fitted.quantiles(5, (0.5,))[4, 0, 0]
    low = fitted.quantiles(5, (0.5,), held={"A0>B0": [-80.0] * 4})[4, 0, 0]
    assert low < free - 15


@every
def test_a_range_is_kept_to_or_refused(member: Forecaster) -> None:
    """No path leaves it, a value within it is held exactly, and the rest is free."""
    fitted = member.fit(LONG)
    low, high = np.full((2, 4, 2), math.nan)
    low[:2, 0], high[:2, 0] = -30.0, -10.0
    low[3, 1] = high[3, 1] = 5.0
    if member.name not in RANGING:
        with pytest.raises(SettingsError, match="cannot keep to ranges here; use var"):
            fitted.within(4, 100, seed=1, low=low, high=high)
        return
    found = fitted.within(4, 100, seed=1, low=low, high=high)
    assert found.paths.shape == (100, 4, 2)
    assert found.paths[:, :2, 0].min() >= -30
    assert found.paths[:, :2, 0].max() <= -10
    assert np.ptp(found.paths[:, 2:, 0], axis=0).min() > 1
    np.testing.assert_array_equal(found.paths[:, 3, 1], 5.0)
    assert 0 < found.share < 1
    again = fitted.within(4, 100, seed=1, low=low, high=high)
    np.testing.assert_array_equal(again.paths, found.paths)


@every
def test_a_path_has_the_moments_of_draws_or_is_refused(member: Forecaster) -> None:
    """Mean and covariance of all steps and series."""
    fitted = member.fit(LONG)
    if member.name not in HOLDING:
        with pytest.raises(SettingsError, match="cannot hold paths here; use var"):
            fitted.path(3)
        return
    path, draws = fitted.path(3), fitted.draws(3, 4000, seed=7)
    spread = path.spread.max()
    np.testing.assert_allclose(path.mean, draws.mean(axis=0), atol=0.08 * spread)
    covariance = np.cov(draws.reshape(4000, -1).T)
    np.testing.assert_allclose(path.covariance, covariance, atol=0.1 * spread**2)


@every
def test_lags_are_chosen_or_refused(member: Forecaster) -> None:
    """By those that have any; the name and all else stay."""
    if member.name not in HOLDING:
        with pytest.raises(SettingsError, match="has no lags to choose; use var"):
            member.lagged(2)
        return
    same, other = (
        member.lagged(lags).fit(LONG).quantiles(3, LEVELS) for lags in (4, 2)
    )
    np.testing.assert_array_equal(same, member.fit(LONG).quantiles(3, LEVELS))
    assert not np.array_equal(same, other)
    assert member.lagged(2).name == member.name
    with pytest.raises(SettingsError, match="0 lags; give 1 or more"):
        member.lagged(0)


@pytest.mark.parametrize("name", HOLDING)
def test_a_short_table_holds_nothing(name: str) -> None:
    """The window that stands in has no paths to hold."""
    (member,) = named([name])
    fitted = member.fit(table(autoregressive(30)))
    with pytest.raises(SettingsError, match="60 periods or more"):
        fitted.quantiles(2, LEVELS, held={"A0>B0": [1.0]})


@every
def test_the_record_has_all_that_a_reader_needs(member: Forecaster) -> None:
    """Names, dates of the steps, levels, quantiles, what was held, notes."""
    made = member.fit(LONG).forecast(3, LEVELS)
    assert made.forecaster == member.name
    assert made.names == ("A0>B0", "B0>A0")
    assert [(day - LONG.dates[-1]).days for day in made.dates] == [7, 14, 21]
    assert made.levels == LEVELS
    assert made.quantiles.shape == (3, 2, 5)
    assert np.isnan(made.held).all()


@every
def test_the_table_is_left_as_it_was(member: Forecaster) -> None:
    """Fitting and forecasting write nothing into it."""
    values: Array = autoregressive(100)
    before = values.copy()
    given = table(values)
    fitted = member.fit(given)
    fitted.quantiles(3, LEVELS)
    fitted.draws(3, 10, seed=1)
    np.testing.assert_array_equal(given.values, before)
