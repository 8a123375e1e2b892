"""What-ifs against answers found in other ways."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.what_if import exact
from facta.errors import SettingsError
from facta.model import (
    Condition,
    Distance,
    Fitted,
    Path,
    Table,
    autoregression,
    named,
    what_if,
)
from facta.model.arrays import Array
from facta.model.truncated import DRAWS, NoPathError, drawn, normals, within
from facta.model.whatif import BEYOND, of_many
from tests.model.making import autoregressive, table

NAN = math.nan
LEVELS = (0.05, 0.5, 0.95)


def answering(periods: int = 504, *, seed: int = 4) -> Array:
    """Two series, each of which keeps some of itself and answers the other at once."""
    chance = np.random.default_rng(seed)
    mix = np.array([[10.0, 0.0], [4.0, 6.0]])
    kept = np.array([[0.5, 0.3], [0.2, 0.3]])
    apart = np.zeros((periods, 2))
    for period in range(1, periods):
        shock = mix @ chance.standard_normal(2)
        apart[period] = kept @ apart[period - 1] + shock
    return np.asarray(np.array([-40.0, -15.0]) + apart)


ANSWERS = table(answering(), ["A", "B"])


def fitted(given: Table = ANSWERS, name: str = "var", lags: int = 6) -> Fitted:
    """A model of a table."""
    (member,) = named([name])
    return member.lagged(lags).fit(given)


VAR = fitted()


def held(value: float, steps: int = 12, horizon: int = 12) -> Array:
    """The second series held."""
    path = np.full((horizon, 2), NAN)
    path[:steps, 1] = value
    return path


def box(seed: int, numbers: int = 3) -> tuple[Array, Array, Array, Array]:
    """Mean and covariance of so many numbers, and a range for each."""
    chance = np.random.default_rng(seed)
    root = chance.standard_normal((numbers, numbers))
    mean = chance.standard_normal(numbers)
    low = mean + chance.uniform(-2, 0.8, numbers)
    return (
        mean,
        root @ root.T + 0.3 * np.eye(numbers),
        low,
        low + chance.uniform(1, 3, numbers),
    )


# against the exact conditional


def test_the_shipped_var_lies_within_a_tenth_of_the_exact_conditional() -> None:
    """At each step, of a path held low and of one held high, with six lags."""
    for value in (-30.0, 5.0):
        means, _ = exact(ANSWERS.values, 6, held(value))
        found = what_if(VAR, [Condition("B", value, value)], 12, [0.5])
        np.testing.assert_allclose(
            found.conditional.quantiles[:, 0, 0], means[:, 0], rtol=0.1
        )
        free, _ = exact(ANSWERS.values, 6, held(NAN))
        assert np.abs(means[:, 0] - free[:, 0]).min() > 4


@pytest.mark.parametrize("steps", [1, 5, 12])
def test_without_shrinkage_it_is_the_exact_conditional(
    steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Median and distance, the latter but for how shocks are averaged."""
    monkeypatch.setattr(autoregression, "OWN_RIDGE", 1e-9)
    monkeypatch.setattr(autoregression, "CROSS_RIDGE", 1e-9)
    means, squared = exact(ANSWERS.values, 6, held(5.0, steps))
    found = what_if(fitted(), [Condition("B", 5.0, 5.0, steps)], 12, [0.5])
    np.testing.assert_allclose(
        found.conditional.quantiles[:, 0, 0], means[:, 0], atol=1e-5
    )
    rows = len(ANSWERS.values) - 6
    averaged = (rows - 7) / (rows - 13)
    assert found.distance.squared == pytest.approx(squared * averaged, rel=1e-5)
    assert found.distance.freedom == steps


def test_the_chance_of_a_path_that_lies_further_is_that_of_drawn_ones() -> None:
    """Of paths drawn without any condition."""
    found = what_if(VAR, [Condition("B", -5.0, -5.0, 4)], 4)
    path = VAR.path(4)
    draws = VAR.draws(4, 20_000, seed=2).reshape(-1, 8)
    known = np.isfinite(held(-5.0, 4, 4)).ravel()
    further = path.distances(known, draws[:, known]) > found.distance.squared
    assert 0.05 < found.distance.further < 0.95
    assert further.mean() == pytest.approx(found.distance.further, abs=0.015)


# ranges


@pytest.mark.parametrize("seed", range(4))
def test_draws_within_a_box_are_those_that_rejection_leaves(seed: int) -> None:
    """Their means, deviations and correlations, and how many there are."""
    mean, covariance, low, high = box(seed)
    chance = np.random.default_rng(99)
    every = chance.multivariate_normal(mean, covariance, 400_000)
    left = every[((low <= every) & (every <= high)).all(axis=1)]
    found, share = drawn(mean, covariance, low, high, count=8000, chance=chance)
    assert ((low <= found) & (found <= high)).all()
    assert share == pytest.approx(len(left) / len(every), rel=0.05)
    error = 4 * left.std(axis=0) * math.sqrt(1 / len(left) + 2 / len(found))
    assert (np.abs(found.mean(axis=0) - left.mean(axis=0)) < error).all()
    np.testing.assert_allclose(found.std(axis=0), left.std(axis=0), rtol=0.06)
    np.testing.assert_allclose(np.corrcoef(found.T), np.corrcoef(left.T), atol=0.06)


def test_a_long_walk_within_a_band_is_drawn_as_one() -> None:
    """Fifty steps that lean on one another; few of all walks stay."""
    steps = np.arange(1.0, 51.0)
    covariance = np.minimum.outer(steps, steps)
    chance = np.random.default_rng(5)
    walks = np.cumsum(chance.standard_normal((200_000, 50)), axis=1)
    left = walks[(np.abs(walks) < 4).all(axis=1)]
    band = np.full(50, 4.0)
    found, share = drawn(
        np.zeros(50), covariance, -band, band, count=4000, chance=chance
    )
    assert share == pytest.approx(len(left) / len(walks), rel=0.1)
    np.testing.assert_allclose(found.std(axis=0), left.std(axis=0), rtol=0.1)
    assert np.abs(found.mean(axis=0)).max() < 0.2


def test_what_is_free_follows_from_ranges_as_rejection_has_it() -> None:
    """Medians and tails of the other series, at all steps, by all ranges at once."""
    low, high = held(-16.0, 3, 4), held(2.0, 3, 4)
    draws = VAR.draws(4, 400_000, seed=8)
    inside = ((low[:3, 1] <= draws[:, :3, 1]) & (draws[:, :3, 1] <= high[:3, 1])).all(1)
    assert inside.sum() > 5000
    wanted = np.quantile(draws[inside], LEVELS, axis=0)
    found = VAR.within(4, 20_000, seed=1, low=low, high=high)
    np.testing.assert_allclose(
        np.quantile(found.paths, LEVELS, axis=0), wanted, atol=1.2
    )
    assert found.share == pytest.approx(inside.mean(), rel=0.05)


def test_a_range_that_narrows_becomes_a_value() -> None:
    """Quantiles and distance come to be those of the value held."""
    hard = what_if(VAR, [Condition("B", 3.0, 3.0)], 12)
    apart = []
    for width in (20.0, 2.0, 0.02, 1e-9):
        soft = what_if(VAR, [Condition("B", 3.0 - width, 3.0 + width)], 12)
        apart.append(
            np.abs(soft.conditional.quantiles - hard.conditional.quantiles).max()
        )
    assert apart[0] > 5 * apart[2]
    assert max(apart[2:]) < 0.06 * VAR.path(12).spread.max()
    assert soft.distance.squared == pytest.approx(hard.distance.squared, rel=1e-6)
    assert hard.distance.within is None


def test_a_range_that_holds_all_changes_nothing() -> None:
    """All paths stay within it, and one of them is as any other."""
    found = what_if(VAR, [Condition("B", -1e6, 1e6)], 12)
    assert found.distance.within == pytest.approx(1)
    assert 0.4 < found.distance.further < 0.6
    np.testing.assert_allclose(
        found.conditional.quantiles,
        found.unconditional.quantiles,
        atol=0.06 * VAR.path(12).spread.max(),
    )


def test_what_is_kept_to_later_reaches_back() -> None:
    """The first step is another one where the range goes on: not step by step."""
    once = what_if(VAR, [Condition("B", 10.0, 30.0, 1)], 12)
    often = what_if(VAR, [Condition("B", 10.0, 30.0, 12)], 12)
    first = [each.conditional.quantiles[0, 0, 1] for each in (once, often)]
    assert abs(first[1] - first[0]) > 1


def test_a_value_and_a_range_count_together() -> None:
    """One series held at a value, another within a range, as rejection has it."""
    given = table(autoregressive(300, 3, seed=5), ["A", "B", "C"])
    model = fitted(given, lags=1)
    found = what_if(
        model,
        [Condition("A", -10.0, -10.0, 2), Condition("B", -18.0, -5.0, 2)],
        3,
    )
    draws = model.draws(3, 200_000, seed=3, held={"A": [-10.0] * 2})
    inside = ((draws[:, :2, 1] >= -18) & (draws[:, :2, 1] <= -5)).all(axis=1)
    np.testing.assert_allclose(
        np.moveaxis(found.conditional.quantiles, -1, 0),
        np.quantile(draws[inside], LEVELS, axis=0),
        atol=1.0,
    )
    assert found.distance.freedom == 4
    np.testing.assert_array_equal(found.conditional.held[:, 0], [-10, -10, NAN])
    assert np.isnan(found.conditional.held[:, 1:]).all()


def test_chance_is_by_its_seed() -> None:
    """The same one the same, another one much alike."""
    ranges = [Condition("B", 0.0, 10.0)]
    one, same, other = (
        what_if(VAR, ranges, 6, seed=seed).conditional.quantiles for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
    np.testing.assert_allclose(one, other, atol=0.1 * VAR.path(6).spread.max())


ODD = {
    "twins": np.repeat(answering()[:, :1], 2, axis=1),
    "one that never moves": answering() * [1.0, 0.0] + [0.0, 3.5],
    "one far larger": answering() * [1e6, 1.0],
    "one far smaller": answering() * [1.0, 1e-6],
}


@pytest.mark.parametrize("values", ODD.values(), ids=ODD)
def test_odd_tables_give_numbers(values: Array) -> None:
    """Both kinds of condition, with a distance that is a number."""
    given = table(values, ["A", "B"])
    path = fitted(given).path(4)
    middle, spread = path.mean[:, 1], path.spread[:, 1]
    low, high = float((middle - spread).min()) - 1e-9, float((middle + spread).max())
    for condition in (Condition("B", high, high), Condition("B", low, high + 1e-9)):
        found = what_if(fitted(given), [condition], 4)
        assert np.isfinite(found.conditional.quantiles).all()
        assert math.isfinite(found.distance.squared)


def test_a_twin_of_what_is_held_may_only_lie_with_it() -> None:
    """Its range must hold that value; else no path is left."""
    values = np.hstack([np.repeat(answering()[:, :1], 2, axis=1), autoregressive(504)])
    model = fitted(table(values, ["A", "B", "C", "D"]))
    held = Condition("A", -40.0, -40.0)
    found = what_if(model, [held, Condition("B", -45.0, -35.0)], 12)
    middle = found.conditional.quantiles[:, 1]
    np.testing.assert_allclose(middle, -40.0, atol=0.1)
    alone = what_if(model, [held], 12)
    np.testing.assert_allclose(
        found.conditional.quantiles[:, 2:],
        alone.conditional.quantiles[:, 2:],
        atol=0.06 * model.path(12).spread.max(),
    )
    with pytest.raises(SettingsError, match="B: no path"):
        what_if(model, [held, Condition("B", -35.0, -30.0)], 12)


def test_holding_two_of_different_size_tells_as_much_as_in_their_own_units() -> None:
    """A sum of scores beside a count of millions."""
    values = autoregressive(300, 3, seed=5) @ np.array(
        [[1.0, 0.5, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]]
    )
    small = fitted(table(values, ["A", "B", "C"]), lags=1)
    units = np.array([1.0, 1e7, 1.0])
    large = fitted(table(values * units, ["A", "B", "C"]), lags=1)
    found = [
        what_if(
            model,
            [Condition("A", -5.0, -5.0), Condition("B", -20 * unit, -20 * unit)],
            3,
        )
        for model, unit in ((small, 1.0), (large, 1e7))
    ]
    one, other = (each.conditional.quantiles[:, 2] for each in found)
    np.testing.assert_allclose(one, other, rtol=1e-4)
    one_distance, other_distance = (each.distance.squared for each in found)
    assert one_distance == pytest.approx(other_distance, rel=1e-3)


@given(st.floats(-45, 45), st.floats(1e-12, 60))
def test_a_normal_number_is_drawn_within_its_bounds(low: float, width: float) -> None:
    """However far out or narrow; the chance is that of the interval."""
    size = 50
    bounds = np.full(size, low), np.full(size, low + width)
    found, chances = normals(*bounds, np.random.default_rng(1))
    assert ((bounds[0] <= found) & (found <= bounds[1])).all()
    below = [math.erfc(-edge / math.sqrt(2)) / 2 for edge in (low, low + width)]
    assert chances[0] == pytest.approx(below[1] - below[0], abs=1e-15)


def test_the_tail_of_a_normal_is_drawn_as_it_falls() -> None:
    """Thirty deviations out it is exponential: the mean is 1/30 above the edge."""
    edge, above = np.full(20_000, 30.0), np.full(20_000, 60.0)
    for turn in (1, -1):
        low, high = sorted((turn * edge, turn * above), key=lambda each: each[0])
        found, chances = normals(low, high, np.random.default_rng(1))
        assert np.abs(found).mean() - 30 == pytest.approx(1 / 30, rel=0.03)
        assert chances[0] == pytest.approx(math.erfc(30 / math.sqrt(2)) / 2)


# what it is told as


def test_a_distance_is_told_as_a_count_of_paths() -> None:
    """With a warning where it is far out, and none where it is not."""
    near = Distance(squared=23.03, freedom=12, further=0.0275, within=None)
    (told,) = near.told
    assert told == (
        "of 1,000 paths 28 would lie further from what was to be expected than what is "
        "held (squared distance 23.03 over 12 numbers)"
    )
    far = Distance(squared=900.0, freedom=1, further=0.0, within=0.25)
    told, stay, beyond = far.told
    assert told == (
        "of 1,000,000 paths not one would lie further from what was to be expected than "
        "the median path within the range (squared distance 900 over 1 number)"
    )
    assert stay == (
        "of 1,000 paths 250 would stay within the range without being held there"
    )
    assert beyond == BEYOND
    assert far.far
    assert not near.far


@given(st.floats(0, 1))
def test_a_share_is_a_count_to_half_of_one(share: float) -> None:
    """Of a thousand, or of a million where that would be none."""
    words = of_many(share).replace(",", "").split()
    count = 0 if words[-1] == "one" else int(words[-1])
    assert abs(count - share * int(words[1])) <= 0.5


# what cannot be


BAD: dict[str, tuple[list[tuple[str, float, float, int | None]], str]] = {
    "nothing": ([], "nothing is held; name"),
    "no such series": ([("Mars", 1, 1, None)], "'Mars': no such series; hold one of"),
    "longer than the horizon": ([("B", 1, 1, 5)], "B: held for 5 steps of 4; hold"),
    "far longer": ([("B", 1, 2, 10**9)], "B: held for 1000000000 steps of 4; hold"),
    "twice": ([("B", 1, 1, 2), ("B", 3, 4, 1)], "B: held 2 times; hold it once"),
    "all series": ([("A", 1, 1, 4), ("B", 1, 1, None)], "leave one free"),
    "no chance": ([("B", 1e6, 1e6 + 1, 4)], "B: no path .* the range; widen it"),
    "no number": ([("B", NAN, 1, 4)], "B: held at no number"),
    "infinite": ([("B", 1, math.inf, 4)], "B: held at no number"),
    "beyond any measure": ([("B", -1e16, 1, 4)], "beyond any measure; give numbers"),
    "low above high": ([("B", 2, 1, 4)], "B: held from 2 to 1; give the lower"),
    "no steps": ([("B", 1, 1, 0)], "B: held for 0 steps; give 1 or more"),
}


@pytest.mark.parametrize(("conditions", "said"), BAD.values(), ids=BAD)
def test_what_cannot_be_held_is_refused(
    conditions: list[tuple[str, float, float, int | None]], said: str
) -> None:
    """In one line that names it and says what to do."""
    with pytest.raises(SettingsError, match=said) as told:
        what_if(VAR, [Condition(*each) for each in conditions], 4)
    assert "\n" not in str(told.value)


def test_all_series_may_be_held_for_a_while() -> None:
    """What comes later is free, and told."""
    found = what_if(VAR, [Condition("A", 0, 0, 2), Condition("B", 0, 0, 2)], 4)
    assert np.ptp(found.conditional.quantiles[2:], axis=2).min() > 1


def test_a_table_too_short_for_a_model_says_so() -> None:
    """And a table too short for so many lags."""
    short = table(autoregressive(30), ["A", "B"])
    with pytest.raises(SettingsError, match="60 periods or more"):
        what_if(fitted(short), [Condition("B", 1, 1)], 4)
    with pytest.raises(SettingsError, match="var: 30 lags of 100 periods; give 25"):
        fitted(table(autoregressive(100)), lags=30)


def test_a_bayesian_one_tells_a_distance_too() -> None:
    """By the moments of what it draws: a little less than that of known coefficients."""
    conditions = [Condition("B", 5.0, 5.0)]
    one, other = (
        what_if(fitted(name=name), conditions, 6).distance for name in ("var", "bvar")
    )
    assert other.squared == pytest.approx(one.squared, rel=0.2)


def test_ranges_without_chance_are_named_by_the_path() -> None:
    """Beside numbers that do have some."""
    flat = Path(np.zeros((1, 2)), np.eye(2))
    low, high = np.array([[0.0, 50.0]]), np.array([[1.0, 51.0]])
    with pytest.raises(NoPathError, match="widen it"):
        within(flat, low, high, DRAWS, np.random.default_rng(1))
