"""A ledger page by page gives what it gives at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from facta.errors import SettingsError
from facta.ledger import Ledger, paging
from facta.ledger.searching import CLOSE, OPEN, Asked, among, hits, within
from facta.pipeline import taking_effect
from facta.records import Annotation, Date, Happening
from facta.testing import annotation, doc, telling
from tests.ledger.deciding import ACCOUNTS
from tests.ledger.making import placed
from tests.web.making import filled, nasty

DAYS = (
    "2025-05-20",
    "2025-05-21",
    "2025-05-21",
    "2025-05-23",
    None,
    None,
    "2025-06-02",
)
ENDS = (("RUS", "UKR"), ("UKR", "RUS"), ("USA", "RUS"), ("RUS", "USA"))


def told(number: int, day: str | None) -> Annotation:
    """An account of one event."""
    words = "attacked the harbour" if number % 2 else "visited the capital"
    document = doc(f"They {words} number {number}.", source=f"{number}.txt")
    kind = "ASSAULT" if number % 2 else "CONSULT"
    sides = ENDS[number % len(ENDS)]
    event = telling(document, kind, *sides, f"They {words}", date=day)
    return placed(annotation(document, events=(event,)))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of seven accounts."""
    accounts = [told(number, day) for number, day in enumerate(DAYS)]
    with Ledger.open(filled(tmp_path / "facta.db", accounts), read_only=True) as found:
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
    monkeypatch.setattr(paging, "OFTEN", often)
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
    monkeypatch.setattr(paging, "OFTEN", often if often > 0 else 0)
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


def test_ids_are_those_of_the_records(ledger: Ledger) -> None:
    """Happenings and statements that fit, without reading them."""
    asked: dict[str, Any] = {"actor": "RUS", "since": Date(2025, 5, 1)}
    every = {item.id for item in ledger.happenings(**asked)}
    assert ledger.happening_ids(**asked) == every != set()


def test_of_very_common_words_the_last_sentences_are_weighed(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many and no more."""
    monkeypatch.setattr(paging, "WEIGHED", 2)
    assert len(list(ledger.best("number", OPEN, CLOSE, most=9))) == 2


def test_what_is_doubtful_stands_nearest_to_the_line(tmp_path: Path) -> None:
    """What counts from it upwards, what does not from it downwards, undecided both."""
    path = filled(tmp_path / "facta.db", [*ACCOUNTS, *_unsure()])
    with Ledger.open(path) as ledger:
        counted = ledger.unsure(0.6, counting=True, skip=0, most=3)
        assert [event.confidence for event in counted] == [0.61, 0.7, 1.0]
        left = ledger.unsure(0.6, counting=False, skip=0, most=9)
        assert [event.confidence for event in left] == [0.59, 0.3]
        with taking_effect(ledger):
            ledger.accept([left[0].id], by="Ann")
        left = ledger.unsure(0.6, counting=False, skip=0, most=9)
        assert [event.confidence for event in left] == [0.3]


def _unsure() -> Iterator[Annotation]:

    for number, confidence in enumerate((0.59, 0.7, 0.3, 0.61)):
        whole = told(number, "2025-04-01")
        (event,) = whole.events
        yield replace(whole, events=(replace(event, confidence=confidence),))


def test_parties_stand_by_the_number_of_their_happenings(ledger: Ledger) -> None:
    """A part of a name narrows; signs of a pattern are only signs."""
    every = ledger.parties_page(beginning="", skip=0, most=9)
    counts = [each.happenings for each in every]
    assert counts == sorted(counts, reverse=True)
    assert [
        each.name for each in ledger.parties_page(beginning="us", skip=0, most=9)
    ] == [
        "RUS",
        "USA",
    ]
    assert ledger.parties_page(beginning="%", skip=0, most=9) == []
    others = {each.name for each in ledger.others(("RUS",), most=9)}
    assert others == {"UKR", "USA"}


@pytest.mark.parametrize("at", [0, 9, 50, 120, 10_000])
def test_what_covers_a_character_is_found_alone(at: int, tmp_path: Path) -> None:
    """As it would be among all that the account has."""
    with Ledger.open(filled(tmp_path / "facta.db"), read_only=True) as ledger:
        name = next(ledger.documents()).id
        whole, here = ledger.findings(name), ledger.findings(name, at=at)
        assert whole.events == ledger.annotation(name).events
        for kind in ("actors", "events", "figures"):
            over = [
                each
                for each in getattr(whole, kind)
                if each.span.start <= at < each.span.end
            ]
            assert list(getattr(here, kind)) == over
        for kind in ("statements", "commitments"):
            over = [
                each
                for each in getattr(whole, kind)
                if each.content.start <= at < each.content.end
            ]
            assert list(getattr(here, kind)) == over


@pytest.mark.parametrize("counting", [True, False], ids=["counted", "left out"])
def test_what_was_decided_of_an_account_stands_among_the_rest(
    counting: bool, tmp_path: Path
) -> None:
    """Page by page in the order of all that count, of which nobody has decided."""
    path = filled(tmp_path / "facta.db", [*ACCOUNTS, *_unsure()])
    with Ledger.open(path) as ledger:
        with taking_effect(ledger):
            first = next(ledger.events())
            ledger.correct(first.id, {"date": "2025-05-01"}, by="Ann")
        sign = 1 if counting else -1
        every = sorted(
            (
                event
                for event in ledger.events()
                if (event.confidence >= 0.6) == counting and event.id != first.id
            ),
            key=lambda event: (sign * event.confidence, event.document),
        )
        pages = [
            event.confidence
            for skip in range(0, len(every) + 1, 2)
            for event in ledger.unsure(0.6, counting=counting, skip=skip, most=2)
        ]
        assert pages == [event.confidence for event in every] != []


def test_the_least_sure_are_found_by_an_index(tmp_path: Path) -> None:
    """In order, so that a page costs the same however many events there are."""
    sql = """EXPLAIN QUERY PLAN SELECT document, position FROM events
        WHERE confidence >= 0.6 ORDER BY confidence, document, position"""
    with closing(sqlite3.connect(filled(tmp_path / "facta.db"))) as connection:
        (plan,) = connection.execute(sql)
    assert "events_confidence" in plan[3]


def test_parties_that_no_table_knows_stand_by_their_mentions(tmp_path: Path) -> None:
    """Each with one event, until somebody has decided on all that name it."""
    accounts = [nasty("the Order"), nasty("the Guild"), _again(nasty("the Order"))]
    with Ledger.open(filled(tmp_path / "facta.db", accounts)) as ledger:
        found = ledger.unresolved(0.6, skip=0, most=9)
        assert [name for name, _ in found] == ["the Order", "the Guild"]
        assert [event.recipient[0].name for _, event in found] == [
            "the Order",
            "the Guild",
        ]
        assert ledger.unresolved(0.6, skip=1, most=9) == found[1:]
        with taking_effect(ledger):
            ledger.accept([found[1][1].id], by="Ann")
        (left,) = ledger.unresolved(0.6, skip=0, most=9)
        assert left[0] == "the Order"


def _again(whole: Annotation) -> Annotation:
    """The same told by another account."""
    other = replace(whole.document, id="f" * 16, source="other.txt")
    events = tuple(
        replace(event, id=f"e{event.id[1:]}", document=other.id)
        for event in whole.events
    )
    return Annotation(document=other, sentences=whole.sentences, events=events)
