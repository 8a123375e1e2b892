"""Events too unsure to count: kept, shown by `why`, and in nothing that is measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from facta.brief import compose
from facta.cli.main import DONE, run
from facta.errors import LedgerError
from facta.ledger import Ledger
from facta.ontology import Countries
from facta.pipeline import relink
from facta.records import LIKELY, SAID, Annotation
from tests.ledger.making import whole

UNSURE = 0.3


def unsure(number: int) -> Annotation:
    """An account of one act that may well be none."""
    found = whole(number)
    (event, *_) = found.events
    return replace(found, events=(replace(event, confidence=UNSURE),))


def test_what_is_too_unsure_is_kept_and_counts_in_nothing(tmp_path: Path) -> None:
    """No happening reports it and no account of the brief counts it."""
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.add(unsure(1))
        relink(ledger)
        assert [event.confidence for event in ledger.events()] == [UNSURE]
        assert not list(ledger.happenings())
        brief = compose(ledger, Countries.load())
    assert "happenings" not in dict(brief.facts)


def test_another_floor_links_anew_and_stays(tmp_path: Path) -> None:
    """Later runs over the ledger that name none keep it."""
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.add(unsure(1))
        relink(ledger)
        assert ledger.least() == LIKELY
        assert relink(ledger, 0.25)
        assert len(list(ledger.happenings())) == 1
        assert not relink(ledger)
        ledger.add(unsure(2))
        relink(ledger)
        assert ledger.least() == 0.25
        assert {one.document for one in ledger.events()} == {
            report.document for item in ledger.happenings() for report in item.reports
        }


def test_why_says_that_an_event_counts_in_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And of one that counts, nothing of the sort."""
    monkeypatch.chdir(tmp_path)
    told = unsure(1)
    with Ledger.open("facta.db") as ledger:
        ledger.add(told)
        relink(ledger)
    assert run(["why", told.events[0].id]) == DONE
    assert (
        f"less sure than {LIKELY:g}: it counts in no happening"
        in capsys.readouterr().out
    )
    with Ledger.open("facta.db") as ledger:
        relink(ledger, UNSURE)
    assert run(["why", told.events[0].id]) == DONE
    assert "less sure" not in capsys.readouterr().out


def test_a_floor_that_is_not_what_was_stored_is_told_of(tmp_path: Path) -> None:
    """It stands in what linked the ledger, too."""
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.add(unsure(1))
        relink(ledger, 0.25)
        ledger._store.run("UPDATE facts SET value = '0.65' WHERE name = 'least'")
        with pytest.raises(LedgerError, match="damaged at facts least"):
            ledger.least()


def test_words_too_unsure_are_kept_marked_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`facta statements` and `facta why` say so; a brief has no such line."""
    monkeypatch.chdir(tmp_path)
    told = whole(1)
    (said, *_) = told.statements
    unheard = replace(said, confidence=UNSURE)
    with Ledger.open("facta.db") as ledger:
        ledger.add(replace(told, statements=(unheard,)))
        relink(ledger)
        assert compose(ledger, Countries.load()).speakers == ()
    assert run(["statements"]) == DONE
    assert "unsure: " in capsys.readouterr().out
    assert run(["why", said.id]) == DONE
    assert (
        f"less sure than {SAID:g}: the brief leaves it out" in capsys.readouterr().out
    )
    with Ledger.open("facta.db") as ledger:
        ledger.add(told)
        relink(ledger)
        assert compose(ledger, Countries.load()).speakers
    assert run(["statements"]) == DONE
    assert "unsure" not in capsys.readouterr().out
