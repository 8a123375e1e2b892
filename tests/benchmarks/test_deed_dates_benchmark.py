"""The benchmark of days of deeds matches, judges and counts as its page says."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import msgspec
import pytest

from benchmarks.deed_dates import (
    Deed,
    Match,
    Passage,
    Share,
    errors,
    read,
    scored,
    table,
)
from facta.records import DateBasis, Event, Precision, Span
from facta.testing import event

TEXT = "Norland attacked Fenland. Fenland condemned it."
PUBLISHED = datetime.date(2001, 2, 3)


def deed(trigger: str, day: str | None = None, basis: str = "bound") -> Deed:
    """A deed of gold in the text."""
    start = TEXT.index(trigger)
    return msgspec.convert(
        {
            "start": start,
            "end": start + len(trigger),
            "trigger": trigger,
            "day": day,
            "basis": basis,
        },
        Deed,
    )


def found(
    trigger: str,
    date: str | None = None,
    basis: DateBasis = "stated",
    precision: Precision | None = "day",
) -> Event:
    """An event whose trigger stands in the text."""
    start = TEXT.index(trigger)
    return msgspec.structs.replace(
        event("ASSAULT", "NOR", "FEN", passage=TEXT, date=date),
        trigger=Span.of(TEXT, start, start + len(trigger)),
        date_basis=basis if date else "unresolved",
        date_precision=precision if date else None,
    )


def passage(*deeds: Deed) -> Passage:
    """The text with these deeds."""
    return Passage(id="p", published=PUBLISHED, text=TEXT, deeds=deeds)


@pytest.mark.parametrize(
    ("day", "precision", "verdict"),
    [
        pytest.param("2001-02-01", "day", "right", id="same day"),
        pytest.param("2001-02-02", "day", "off", id="another day"),
        pytest.param(
            "2001-02-01", "month", "right", id="gold is finer than what is printed"
        ),
        pytest.param(
            "2001-02", "day", "off", id="gold is coarser than what is printed"
        ),
        pytest.param("2001", "season", "right", id="a season is right with its year"),
        pytest.param("2000", "year", "off", id="another year"),
    ],
)
def test_a_day_is_judged_at_its_precision(
    day: str, precision: Precision, verdict: str
) -> None:
    """The printed part of the date must begin the day of gold."""
    printed = found("attacked", "2001-02-01", "stated", precision)
    assert Match(deed("attacked", day, "context"), printed).verdict == verdict


@pytest.mark.parametrize("basis", ["stated", "narrative"])
@pytest.mark.parametrize("gold", ["bound", "none"])
def test_a_day_that_no_account_states_is_guessed(basis: DateBasis, gold: str) -> None:
    """
    A fact printed where gold has a bound or nothing is false, even within the bound.
    """
    printed = found("attacked", "2001-02-01", basis)
    assert Match(deed("attacked", None, gold), printed).verdict == "guessed"


@pytest.mark.parametrize(
    "event_day", ["2001-02-03", None], ids=["published", "unresolved"]
)
def test_a_bound_misses_a_day_of_gold_and_leaves_the_rest(
    event_day: str | None,
) -> None:
    """
    The publication day is no fact: missed where gold has a day, else rightly left.
    """
    one = found("attacked", event_day, "published")
    assert Match(deed("attacked", "2001-02-03", "stated"), one).verdict == "missed"
    assert Match(deed("attacked"), one).verdict == "left"


def test_deeds_and_events_are_matched_one_to_one() -> None:
    """The greater overlap wins; what is left over is counted and touches no share."""
    result = scored(
        passage(deed("attacked"), deed("condemned it")),
        [found("it"), found("condemned"), found("Norland")],
    )
    assert [
        (match.deed.trigger, match.event.trigger.text) for match in result.matches
    ] == [("condemned it", "condemned")]
    assert result.extra == 2


def test_the_table_counts_what_was_matched() -> None:
    """One right, one guessed: precision one half; the recall is over days of gold."""
    gold = passage(deed("attacked", "2001-02-01", "stated"), deed("condemned"))
    printed = [
        found("attacked", "2001-02-01"),
        found("condemned", "2001-02-01", "narrative"),
    ]
    result = scored(gold, printed)
    text = "\n".join(table([result]))
    for line in (
        r"1 passages, 2 deeds, 2 matched; 0 events match none",
        r"stated: right +1\.000 .*\(1 of 1\)",
        r"narrative: right +0\.000 .*\(0 of 1\)",
        r"published: a day of gold missed +none",
        r"precision of printed days +0\.500 .*\(1 of 2\)",
        r"recall of days of gold +1\.000 .*\(1 of 1\)",
        r"false facts, of the printed +0\.500 .*\(1 of 2\)",
    ):
        assert re.search(line, text), line
    assert [line.split()[0] for line in errors([result])] == ["guessed"]


def test_intervals_hold_the_share_and_do_not_change() -> None:
    """
    Passages are drawn by a fixed seed, and a share over passages that differ is
    uncertain.
    """
    low, high = Share((1, 0, 3, 0), (1, 2, 3, 4)).interval()
    assert low < 0.4 < high
    assert (low, high) == Share((1, 0, 3, 0), (1, 2, 3, 4)).interval()


def test_the_shipped_gold_is_read() -> None:
    """Every line of the gold file is a passage, and its deeds are kept whole."""
    path = Path(__file__).parents[1] / "gold" / "deed_dates.jsonl"
    passages = read(path)
    assert len(passages) == 45
    pairs = [(one.text, deed) for one in passages for deed in one.deeds]
    assert all(text[deed.start : deed.end] == deed.trigger for text, deed in pairs)
