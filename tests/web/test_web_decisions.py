"""What is decided at the desk is a decision as `facta decide` makes it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from facta.ledger import Decision, Ledger
from facta.ledger.run_lock import exclusive_run
from facta.link.sentences import country_names
from facta.records import Document, Event
from facta.testing import annotation, doc, telling
from facta.web.pages.inbox import DOUBTS
from tests.ledger.making import placed
from tests.web.making import client, desk, filled, token, told

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient


UNRESOLVED = "/inbox?list=unresolved"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of two accounts."""
    return filled(tmp_path / "facta.db")


@pytest.fixture
def browser(path: Path) -> TestClient:
    """A browser before a desk over it."""
    return client(desk(path))


def post(browser: TestClient, verdict: str, *ids: str, **fields: object) -> Response:
    """A decision by a form."""
    given = token(browser.get("/new").text)
    data = {"token": given, "verdict": verdict, "id": list(ids), **fields}
    answer: Response = browser.post("/decide", data=data)
    return answer


def decisions(path: Path) -> list[Decision]:
    """All decisions."""
    with Ledger.open(path, read_only=True) as ledger:
        return list(ledger.decisions())


def test_a_rejected_happening_is_gone_from_all_lists(
    path: Path, browser: TestClient
) -> None:
    """Who decided is written down; the reader comes back to where he was."""
    gone = told(path)
    answer = post(browser, "reject", gone.id, note="an echo", back="/timeline?x=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/timeline?x=1"
    (made,) = decisions(path)
    assert (made.verdict, made.by, made.note) == ("rejected", "Ann", "an echo")
    assert "ASSAULT" not in browser.get("/timeline").text.partition("<ol")[2]
    assert "it counts for nothing" in browser.get(f"/why/{gone.id}").text


def test_what_was_decided_can_be_taken_back(path: Path, browser: TestClient) -> None:
    """The list has it again, and both decisions stay."""
    gone = told(path)
    post(browser, "reject", gone.id)
    assert f'name="id" value="{gone.id}"' in browser.get("/inbox").text
    post(browser, "undo", gone.id)
    assert told(path).id == gone.id
    assert [item.verdict for item in decisions(path)] == ["rejected", "undone"]
    text = browser.get("/decisions").text
    assert "undone" in text
    assert "Take back" not in text


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    """A ledger of two accounts of somebody whom no table knows."""
    return filled(
        tmp_path / "unknown.db",
        [
            placed(annotation(document, events=(event,)))
            for document, event in map(_of_hobbits, range(2))
        ],
    )


def test_who_a_name_is_is_said_once_of_all_its_events(unknown: Path) -> None:
    """One decision an event; the name stays and has a country, and leaves the list."""
    browser = client(desk(unknown))
    assert "“the Shirefolk” is, in all events" in browser.get(UNRESOLVED).text
    told = {"name": "the Shirefolk", "who": "GBR MIL", "note": "their army"}
    assert post(browser, "resolve", **told).status_code == 303
    made = decisions(unknown)
    assert [item.verdict for item in made] == ["corrected"] * 2
    with Ledger.open(unknown, read_only=True) as ledger:
        ends = {
            (end.name, end.country, end.sector)
            for event in ledger.events(event_type="ASSAULT", actor="RUS")
            for end in event.recipient
            if end.name == "the Shirefolk"
        }
        assert ends == {("the Shirefolk", "GBR", "MIL")}
        assert list(ledger.between("RUS", "GBR"))
    assert "the Shirefolk” is" not in browser.get(UNRESOLVED).text


def test_a_name_may_be_nobody(unknown: Path) -> None:
    """Others on its side stay."""
    browser = client(desk(unknown))
    post(browser, "resolve", name="the Shirefolk", who="none")
    with Ledger.open(unknown, read_only=True) as ledger:
        ends = [
            end.name
            for event in ledger.events(actor="RUS")
            if "and Ukraine" in event.span.text
            for end in event.recipient
        ]
        assert ends == ["UKR"] * 2


@pytest.mark.parametrize(
    ("name", "who", "said"),
    [
        ("nobody so named", "RUS", "no event tells of a party of this name"),
        ("the Shirefolk", "XXX", "no country"),
        ("the Shirefolk", "Qwxyz Zyxwq", "nobody of this name"),
        ("the Shirefolk", "", "nothing is said of"),
    ],
    ids=["no such name", "no such code", "nobody", "nothing"],
)
def test_what_cannot_be_said_of_a_name_changes_nothing(
    name: str, who: str, said: str, unknown: Path
) -> None:
    """And is told of in a line."""
    answer = post(client(desk(unknown)), "resolve", name=name, who=who)
    assert answer.status_code == 400
    assert said in answer.text
    assert decisions(unknown) == []


def _of_hobbits(number: int) -> tuple[Document, Event]:
    document = doc(
        f"Russia attacked the Shirefolk and Ukraine {number}.",
        source=f"{number}.txt",
        published="2025-05-27",
    )
    words = "attacked the Shirefolk and Ukraine"
    event = telling(document, "ASSAULT", "RUS", "UKR", words, date=f"2025-05-2{number}")
    (known,) = event.recipient
    bare = replace(known, name="the Shirefolk", country=None)
    return document, replace(event, recipient=(bare, known))


def test_an_event_is_corrected_by_its_fields(path: Path, browser: TestClient) -> None:
    """What is left empty stays as it is."""
    event = told(path).reports[0].event
    fields = {"field_date": "2025-05-24", "field_actor": "BLR", "field_mode": ""}
    assert post(browser, "correct", event, **fields).status_code == 303
    (made,) = decisions(path)
    assert made.value
    assert json.loads(made.value).keys() == {"date", "actor"}
    assert country_names()["BLR"] in browser.get("/timeline?actor=BLR").text


def test_happenings_are_merged_and_split(path: Path, browser: TestClient) -> None:
    """The page of one has what it needs for both."""
    one, other = told(path), told(path, "CONSULT")
    post(browser, "merge", one.id, **{"with": other.id})
    with Ledger.open(path, read_only=True) as ledger:
        (whole,) = ledger.happenings()
    events = [event for report in whole.reports for event in report.events]
    assert len(events) == 4
    post(browser, "split", whole.id, event=list(other.reports[0].events))
    with Ledger.open(path, read_only=True) as ledger:
        assert len(list(ledger.happenings())) == 2


def test_a_mark_and_a_note_are_written(path: Path, browser: TestClient) -> None:
    """The mark is on, then off."""
    one = told(path).id
    post(browser, "decisive", one)
    assert "No longer decisive" in browser.get(f"/happenings/{one}").text
    assert ">decisive</span>" in browser.get("/timeline").text
    post(browser, "not decisive", one)
    assert "Mark as decisive" in browser.get(f"/happenings/{one}").text
    post(browser, "note", one, note="see the tape")
    assert "see the tape" in browser.get(f"/happenings/{one}").text


def test_a_dispute_is_settled(path: Path, browser: TestClient) -> None:
    """By what one side says being rejected, or by being none."""
    with Ledger.open(path, read_only=True) as ledger:
        item = next(ledger.disputes())
    post(browser, "reject", item.id)
    with Ledger.open(path, read_only=True) as ledger:
        assert item.id not in {each.id for each in ledger.disputes()}
    assert "it counts for nothing" in browser.get(f"/disputes/{item.id}").text
    post(browser, "undo", item.id)
    assert browser.get("/disputes").text.count(item.id) == 1


@pytest.mark.parametrize("doubt", DOUBTS)
def test_what_was_decided_leaves_the_inbox(
    doubt: str, path: Path, browser: TestClient
) -> None:
    """Each list holds what nobody has decided on."""
    found = re.findall(
        r'name="id" value="([0-9a-f]+)"', browser.get(f"/inbox?list={doubt}").text
    )
    if not found:
        assert doubt in {"left_out", "unresolved"}
        return
    post(browser, "accept", found[0])
    text = browser.get(f"/inbox?list={doubt}").text.partition('<ol id="inbox"')[2]
    assert found[0] not in text


@pytest.mark.parametrize(
    ("verdict", "fields", "said"),
    [
        pytest.param("love", {}, "no decision", id="no such verdict"),
        pytest.param("correct", {}, "nothing to correct", id="no field"),
        pytest.param("correct", {"field_colour": "red"}, "colour", id="no such field"),
        pytest.param("correct", {"field_date": "May"}, "May", id="no such value"),
        pytest.param("merge", {}, "takes two", id="one happening"),
        pytest.param("split", {}, "no event to split off", id="nothing to split"),
        pytest.param("note", {"note": " "}, "empty note", id="an empty note"),
    ],
)
def test_what_cannot_be_decided_is_told(
    verdict: str, fields: dict[str, str], said: str, path: Path, browser: TestClient
) -> None:
    """In one line; nothing is kept."""
    answer = post(browser, verdict, told(path).id, **fields)
    assert answer.status_code == 400
    assert said in answer.text
    assert decisions(path) == []


def test_a_record_that_is_not_there_cannot_be_decided_on(
    path: Path, browser: TestClient
) -> None:
    """Nor none at all, nor is there anything to take back."""
    assert post(browser, "reject", "zzzz").status_code == 404
    assert post(browser, "reject").status_code == 400
    assert post(browser, "undo").status_code == 503
    assert decisions(path) == []


def test_while_a_run_is_at_work_nothing_is_decided(
    path: Path, browser: TestClient
) -> None:
    """It is told of within seconds, and pages go on to answer."""
    one = told(path).id
    with exclusive_run(path, "noon", told=str):
        answer = post(browser, "reject", one)
        assert answer.status_code == 409
        assert "decide when it is done" in answer.text
        assert browser.get("/timeline").status_code == 200
    assert decisions(path) == []
    assert post(browser, "reject", one).status_code == 303


def test_two_tabs_see_each_others_decisions(path: Path) -> None:
    """Nothing of the ledger is held between two requests."""
    made = desk(path)
    one, other = client(made), client(made)
    before = other.get("/timeline").text
    post(one, "reject", told(path).id)
    assert other.get("/timeline").text != before
