"""The reader of tables: what it refuses, and how it tells of it."""

from __future__ import annotations

import pytest
from msgspec import Struct

from facta.errors import DataError, SettingsError
from facta.tables import Source, extended, read


class Group(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of one part of speech."""

    pos: str
    words: tuple[str, ...]


class Table(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of each shape that schemas here use."""

    group: tuple[Group, ...]
    months: dict[str, int]
    units: dict[str, tuple[str, int]]
    verbs: frozenset[str]


GOOD = """verbs = ["hit"]

[months]
may = 5

[units]
day = ["D", 1]

[[group]]
pos = "verb"
words = ["say"]
"""


def told(text: str, *, own: bool) -> str:
    """The error of a table, read as the package's or as a user's."""
    kind = SettingsError if own else DataError
    with pytest.raises(kind) as caught:
        read(Source(name="x.toml", text=text, own=own), Table)
    return str(caught.value)


def test_a_table_that_fits_is_read() -> None:
    """Lists, mappings and groups come as the schema says."""
    table = read(Source(name="x.toml", text=GOOD), Table)
    assert (table.months["may"], table.group[0].words) == (5, ("say",))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "verbs",
            "verb",
            "x.toml line 1: verb: unknown key 'verb'; did you mean 'verbs'?",
        ),
        ("may = 5", 'may = "5"', "x.toml line 4: months.may: expected a whole number"),
        ('["D", 1]', '["D"]', "x.toml line 7: units.day: expected a list of length 2"),
        ('words = ["say"]', "", "x.toml line 9: group: missing key 'words'"),
        (
            'words = ["say"]',
            "words = [1]",
            "x.toml line 11: group.words: expected text",
        ),
        ("[months]", "[months", "x.toml: not valid TOML"),
    ],
    ids=[
        "unknown-key",
        "wrong-type",
        "wrong-length",
        "missing-key",
        "in-a-list",
        "no-toml",
    ],
)
@pytest.mark.parametrize("own", [True, False], ids=["own", "shipped"])
def test_what_does_not_fit_is_named(
    old: str, new: str, expected: str, *, own: bool
) -> None:
    """The message names file, line, key and what is allowed, on one line."""
    message = told(GOOD.replace(old, new, 1), own=own)
    assert message.startswith(expected)
    assert "\n" not in message
    assert ("reinstall" in message) is not own


def test_a_table_laid_over_another_adds_and_replaces() -> None:
    """Lists grow, mappings take keys, and a pair is replaced as a whole."""
    base = {"verbs": ["hit"], "units": {"day": ["D", 1]}}
    more = {"verbs": ["hit", "zorch"], "units": {"day": ["D", 2], "eon": ["Y", 9]}}
    assert extended(base, more, Table) == {
        "verbs": ["hit", "zorch"],
        "units": {"day": ["D", 2], "eon": ["Y", 9]},
    }
    assert base == {"verbs": ["hit"], "units": {"day": ["D", 1]}}
