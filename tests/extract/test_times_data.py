"""
The data files of times and figures are sound: known codes, days that exist, no double
entries, sorted lists.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from facta.extract.times.calendar import exists
from facta.lexicon import Lexicon

NAMES = ("times.toml", "figures.toml")


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_sorted(name: str) -> None:
    """Keys stand in order, so that a double entry shows."""
    tables = tomllib.loads((files("facta.lexicon") / "data" / name).read_text("utf8"))
    for title, table in tables.items():
        assert list(table) == sorted(table), title


@pytest.mark.parametrize("name", NAMES)
def test_no_list_names_a_word_twice(name: str) -> None:
    """Lists hold each word once."""
    tables = tomllib.loads((files("facta.lexicon") / "data" / name).read_text("utf8"))
    for title, table in tables.items():
        for key, value in table.items():
            if isinstance(value, list) and title != "units":
                assert len(value) == len(set(value)), f"{title}.{key}"


def test_every_fixed_feast_falls_on_a_day_that_exists() -> None:
    """Months and days of feasts and days of state are real."""
    known = Lexicon.load().times.times
    lands = [day for table in known.days_of_state.values() for day in table.values()]
    fixed = [rule for rule in (*known.feasts.values(), *lands) if rule[2:3] == "-"]
    assert len(fixed) > 50
    assert all(exists(2025, int(rule[:2]), int(rule[3:])) for rule in fixed)


def test_every_feast_rule_is_of_a_known_form() -> None:
    """A rule is a day, a distance from Easter, an nth weekday, or empty."""
    form = re.compile(r"|\d\d-\d\d|(easter|orthodox)[+-]\d+|(-1|[1-5]) [1-7] \d+")
    assert all(
        form.fullmatch(rule) for rule in Lexicon.load().times.times.feasts.values()
    )


def test_every_currency_is_a_code() -> None:
    """Currencies are three capital letters, as ISO 4217 has them."""
    units = Lexicon.load().figures.units
    assert all(
        re.fullmatch("[A-Z]{3}", code)
        for code in (*units.currencies.values(), *units.national.values())
    )


def test_no_unit_is_currency_and_measure_at_once() -> None:
    """A word names one unit."""
    units = Lexicon.load().figures.units
    assert not set(units.currencies) & set(units.measures)
