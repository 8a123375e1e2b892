"""The gold of days of deeds is what its section of the README says it is."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LICENSES = {"Wikinews": "CC BY 2.5", "Global Voices": "CC BY 3.0"}
PASSAGE = {"id", "source", "license", "title", "url", "published", "text", "deeds"}
DEED = {
    "start",
    "end",
    "trigger",
    "day",
    "basis",
    "not_before",
    "not_after",
    "future",
    "why",
}
COUNTS = {"stated": 93, "context": 90, "bound": 163, "none": 77}
PLANNED = 39
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
Row = dict[str, Any]


def passages() -> list[Row]:
    """The lines of deed_dates.jsonl."""
    return [
        json.loads(line)
        for line in (HERE / "deed_dates.jsonl").read_text("utf8").splitlines()
    ]


def deeds() -> list[Row]:
    """All deeds of all passages."""
    return [deed for row in passages() for deed in row["deeds"]]


def first(value: str) -> datetime.date:
    """The first day that a year, a month or a day may mean."""
    assert ISO.fullmatch(value)
    return datetime.date.fromisoformat((value + "-01-01")[:10])


def last(value: str) -> datetime.date:
    """The last day that a year, a month or a day may mean."""
    start = first(value)
    months = {4: 12, 7: 1, 10: 0}[len(value)]
    if not months:
        return start
    over = start.year * 12 + start.month - 1 + months
    return datetime.date(over // 12, over % 12 + 1, 1) - datetime.timedelta(days=1)


def test_every_line_has_all_keys() -> None:
    """Absence is null, never a missing key."""
    assert all(set(row) == PASSAGE for row in passages())
    assert all(set(deed) == DEED for deed in deeds())


def test_every_passage_gives_its_credit() -> None:
    """
    Title, address, source and its licence stand with each passage, and none stands
    twice.
    """
    rows = passages()
    assert Counter(row["source"] for row in rows) == {
        "Wikinews": 30,
        "Global Voices": 15,
    }
    assert (
        len({row["url"] for row in rows})
        == len({row["id"] for row in rows})
        == len(rows)
    )
    for row in rows:
        assert row["license"] == LICENSES[row["source"]]
        assert row["title"]
        assert row["url"].startswith("https://")
        assert datetime.date.fromisoformat(row["published"])


def test_every_trigger_reads_back() -> None:
    """
    Offsets give the trigger, and the triggers of a passage stand in order without
    overlap.
    """
    for row in passages():
        end = 0
        for deed in row["deeds"]:
            assert deed["start"] >= end
            end = deed["end"]
            words = row["text"][deed["start"] : end]
            assert words == deed["trigger"] == words.strip() != ""


def test_a_day_stands_where_its_basis_says() -> None:
    """Stated and context have a day, bound has a bound and no day, none has neither."""
    for deed in deeds():
        bounds = [deed[name] for name in ("not_before", "not_after") if deed[name]]
        assert (deed["day"] is not None) == (deed["basis"] in {"stated", "context"})
        assert deed["basis"] != "bound" or bounds
        assert deed["basis"] != "none" or not bounds


def test_days_and_bounds_are_real_and_hold_each_other() -> None:
    """
    Each parses at its precision; a day lies in its bounds, and these end after they
    begin.
    """
    for deed in deeds():
        held = [deed[name] for name in ("not_before", "day", "not_after") if deed[name]]
        assert all(first(one) <= last(two) for one, two in pairwise(held))


def test_what_is_over_was_not_later_than_the_account() -> None:
    """Only a planned deed has a day after publication."""
    for row in passages():
        published = datetime.date.fromisoformat(row["published"])
        done = [deed for deed in row["deeds"] if deed["day"] and not deed["future"]]
        assert all(first(deed["day"]) <= published for deed in done)


def test_reasons_are_short() -> None:
    """Each reason has one to twelve words."""
    assert all(1 <= len(deed["why"].split()) <= 12 for deed in deeds())


def test_counts_are_those_of_the_readme() -> None:
    """No deed comes or goes unseen, and the README tells the same numbers."""
    assert Counter(deed["basis"] for deed in deeds()) == COUNTS
    assert sum(deed["future"] for deed in deeds()) == PLANNED
    readme = (HERE / "README.md").read_text("utf8")
    told = ", ".join(f"{name} {count}" for name, count in COUNTS.items())
    assert f"{sum(COUNTS.values())} deeds: {told}; {PLANNED} are planned" in readme
