"""The sentences that fit words best, of all and of some."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facta.ledger import Ledger, ranking
from facta.ledger.searching import CLOSE, OPEN, Asked, among, hits, within
from facta.records import Date
from tests.ledger.paged import DAYS, seven


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of seven accounts."""
    with seven(tmp_path) as found:
        yield found


def test_what_fits_best_is_what_a_search_gives(ledger: Ledger) -> None:
    """As many as are asked for, with the same marks."""
    every = dict(ledger.matches("harbour", OPEN, CLOSE))
    assert dict(ledger.best("harbour", OPEN, CLOSE, most=9)) == every
    assert len(every) == 3
    assert len(list(ledger.best("harbour", OPEN, CLOSE, most=1))) == 1
    assert list(ledger.best('" *', OPEN, CLOSE, most=9)) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"actor": "RUS"},
        {"recipient": "Russia", "event_type": "consult"},
        {"event_type": "assault"},
        {"since": Date(2025, 5, 21), "until": Date(2025, 5, 23)},
        {"actor": "USA", "until": Date(2025, 5, 21)},
        {"actor": "FRA"},
    ],
    ids=str,
)
def test_a_narrowed_search_finds_what_one_of_all_sentences_does(
    asked: dict[str, Any], ledger: Ledger
) -> None:
    """The sentences are narrowed before they are ranked, and none is lost by that."""
    fitting = Asked.of(ledger, **asked)
    for words in ("they", "harbour", "capital"):
        every = list(hits(ledger, words, fitting))
        best = list(hits(ledger, words, fitting, most=9))
        assert {(hit.what, hit.id) for hit in best} == {
            (hit.what, hit.id) for hit in every
        }
    narrowed = ledger.best("they", OPEN, CLOSE, within=within(fitting), most=9)
    assert len(list(narrowed)) < len(DAYS)


@pytest.mark.parametrize(
    "filters", [{}, {"event_type": "ASSAULT"}, {"since": Date(2025, 5, 26)}], ids=str
)
def test_what_a_search_is_narrowed_to_is_found_once_for_many_words(
    ledger: Ledger, filters: dict[str, Any]
) -> None:
    """The same comes of it."""
    asked = Asked.of(ledger, **filters)
    those = among(ledger, asked)
    for words in ("russia", "they", "the"):
        here = list(hits(ledger, words, asked, most=9))
        assert list(hits(ledger, words, asked, most=9, among=those)) == here


def test_of_very_common_words_the_last_sentences_are_weighed(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many and no more."""
    monkeypatch.setattr(ranking, "WEIGHED", 2)
    assert len(list(ledger.best("number", OPEN, CLOSE, most=9))) == 2
