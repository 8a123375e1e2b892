"""Happenings page by page are those that a ledger gives at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facta.errors import SettingsError
from facta.ledger import Ledger, timeline
from facta.pipeline import taking_effect
from facta.records import Date, Happening
from tests.ledger.paged import seven
from tests.web.making import filled


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of seven accounts."""
    with seven(tmp_path) as found:
        yield found


def turned(ledger: Ledger, **asked: object) -> list[Happening]:
    """All pages of two happenings, one after the other."""
    found: list[Happening] = []
    after = None
    while True:
        page = ledger.happenings_page(most=2, after=after, **asked)  # type: ignore[arg-type]
        assert len(page.happenings) <= 2
        found += page.happenings
        after = page.after
        if after is None:
            return found


@pytest.mark.parametrize("often", [0, 10_000], ids=["met", "looked up"])
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({}, id="all"),
        pytest.param({"actor": "Russia"}, id="an actor"),
        pytest.param({"actor": "RUS", "recipient": "UKR"}, id="both ends"),
        pytest.param({"event_type": "ASSAULT"}, id="a type"),
        pytest.param({"since": Date(2025, 5, 21)}, id="from a day"),
        pytest.param({"until": Date(2025, 5, 21)}, id="to a day"),
    ],
)
def test_the_pages_together_are_the_whole(
    asked: dict[str, object],
    often: int,
    ledger: Ledger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Oldest first, each once; the other way round the dated are the other way round."""
    monkeypatch.setattr(timeline, "OFTEN", often)
    whole = list(ledger.happenings(**asked))  # type: ignore[arg-type]
    assert turned(ledger, latest=False, **asked) == whole
    dated = [item for item in whole if item.date]
    latest = turned(ledger, **asked)
    assert {item.id for item in latest} == {item.id for item in whole}
    days = [item.date for item in latest if item.date]
    assert days == sorted((item.date for item in dated), reverse=True)  # type: ignore[type-var]
    assert all(item.date is None for item in latest[len(dated) :])


@pytest.mark.parametrize("often", [-1, 10_000], ids=["met", "looked up"])
def test_a_person_is_found_by_what_accounts_tell_of_him(
    often: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a person has decided that it was he."""
    monkeypatch.setattr(timeline, "OFTEN", often if often > 0 else 0)
    path = filled(tmp_path / "facta.db")
    with Ledger.open(path) as ledger:
        strike = next(ledger.happenings(event_type="ASSAULT"))
        events = [event for report in strike.reports for event in report.events]
        with taking_effect(ledger):
            for event in events:
                given = {"actor": "Sergei Shoigu (RUS MIL)"}
                ledger.correct(event, given, by="Ann")
        (found,) = ledger.happenings_page(actor="Sergei Shoigu").happenings
        assert found.event_type == "ASSAULT"
        assert ledger.happenings_page(recipient="Sergei Shoigu").happenings == ()


def test_a_page_that_ends_nowhere_is_told_of(ledger: Ledger) -> None:
    """An address that somebody has changed."""
    with pytest.raises(SettingsError, match="no page ends there"):
        ledger.happenings_page(after="2025'; DROP TABLE happenings")


def test_two_ends_have_what_they_did_to_each_other(ledger: Ledger) -> None:
    """Both ways, and nothing else."""
    both = [
        item
        for item in ledger.happenings()
        if {*item.actor, *item.recipient} == {"RUS", "UKR"}
    ]
    assert ledger.between("RUS", "UKR") == ledger.between("UKR", "RUS") == both


def test_ids_are_those_of_the_records(ledger: Ledger) -> None:
    """Happenings and statements that fit, without reading them."""
    asked: dict[str, Any] = {"actor": "RUS", "since": Date(2025, 5, 1)}
    every = {item.id for item in ledger.happenings(**asked)}
    assert ledger.happening_ids(**asked) == every != set()
