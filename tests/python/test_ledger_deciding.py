"""A person decides from a notebook."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import facta
from facta.errors import LedgerError, SettingsError
from facta.library import person
from tests.ledger.test_ledger_deciding import filled


@pytest.fixture
def ledger(tmp_path: Path) -> facta.Ledger:
    """A ledger of two accounts that tell a strike, talks, a promise, a number."""
    return facta.Ledger(filled(tmp_path / "facta.db"))


def test_what_is_decided_is_in_effect_when_the_call_returns(
    ledger: facta.Ledger,
) -> None:
    """Lists that were asked for before see it, too; and see it taken back."""
    strikes = ledger.happenings(event_type="assault")
    (strike,) = strikes
    ledger.reject(strike.id, by="Ann", note="an exercise")
    assert list(strikes) == []
    assert len(ledger.events()) == 2
    ledger.undo(strike.id, by="Ann")
    assert list(strikes) == [strike]


def test_every_decision_can_be_made(ledger: facta.Ledger) -> None:
    """With who and why; `decisions` tells all of them in order."""
    talks, strike = sorted(ledger.happenings(), key=lambda item: item.event_type)[::-1]
    made = [
        *ledger.accept(talks.id, by="Ann"),
        ledger.correct(talks.id, date=datetime.date(2025, 5, 19), by="Ann"),
        *ledger.decisive(talks.id, by="Ann"),
        *ledger.decisive(talks.id, on=False, by="Ann"),
        ledger.note(talks.id, "see the tape", by="Bea"),
        ledger.merge(strike.id, talks.id, by="Bea", note="one journey"),
        ledger.split(strike.id, talks.reports[0].event, by="Bea"),
        *ledger.reject(strike.id, by="Bea"),
        ledger.undo(by="Bea"),
    ]
    verdicts = [item.verdict for item in made]
    assert verdicts == [
        "accepted",
        "corrected",
        "decisive",
        "decisive",
        "noted",
        "merged",
        "split",
        "rejected",
        "undone",
    ]
    assert ledger.decisions() == tuple(made)
    assert {item.by for item in ledger.decisions()} == {"Ann", "Bea"}
    assert ledger.standings()[8].state == "undone"


def test_a_field_may_be_given_as_it_is(ledger: facta.Ledger) -> None:
    """A day, a number, None for nothing."""
    commitment = ledger.commitments()[0]
    ledger.correct(commitment.id, due=None, status="kept", by="Ann")
    (found,) = [item for item in ledger.commitments() if item.id == commitment.id]
    assert (found.due, found.status) == (None, "kept")


def test_what_cannot_be_decided_is_said_and_nothing_is_kept(
    ledger: facta.Ledger, tmp_path: Path
) -> None:
    """Where it was called, in one line."""
    strike = ledger.happenings(event_type="assault")[0]
    with pytest.raises(SettingsError, match="use date, type"):
        ledger.correct(strike.id, colour="red", by="Ann")
    with pytest.raises(LedgerError, match="no document or event"):
        ledger.reject(strike.id, "ffff", by="Ann")
    assert ledger.decisions() == ()
    ledger.close()
    with pytest.raises(LedgerError, match="this ledger was closed"):
        ledger.reject(strike.id, by="Ann")
    assert list(tmp_path.iterdir()) == [tmp_path / "facta.db"]


def test_by_default_it_is_whom_git_or_the_system_knows(
    ledger: facta.Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody need give his name twice."""
    monkeypatch.setattr(person, "person", lambda: "Ann Lee")
    strike = ledger.happenings(event_type="assault")[0]
    assert ledger.decisive(strike.id)[0].by == "Ann Lee"
