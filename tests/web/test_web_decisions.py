"""What is decided at the desk is a decision as `facta decide` makes it."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from msgspec.structs import replace

from facta.ledger import Decision, Ledger
from facta.ledger.run_lock import exclusive_run
from facta.link.sentences import country_names
from facta.pipeline import relink
from facta.records import (
    AUXILIARIES,
    CommitmentKind,
    Document,
    Event,
    Happening,
    SpeakerKind,
)
from facta.testing import annotation, doc, telling
from facta.web.desk import SUGGESTED
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


def _decided_by_another(path: Path) -> Happening:
    """A happening that Bob has accepted since."""
    item = told(path)
    with Ledger.open(path) as ledger:
        ledger.accept([item.id], by="Bob", note="seen it")
        relink(ledger)
    return item


@pytest.mark.parametrize("place", ["/inbox", "/decisions", "/happenings/{id}"])
def test_what_another_decided_is_asked_about_by_name(
    place: str, path: Path, browser: TestClient
) -> None:
    """The button opens a question; only its answer takes the decision back."""
    item = _decided_by_another(path)
    back = place.format(id=item.id)
    text = browser.get(back).text
    assert "Bob decided this (accepted happening" in text
    (key,) = set(re.findall(r'name="of" value="([0-9a-f]+)"', text))
    assert post(browser, "undo", item.id, of=key, back=back).status_code == 303
    assert [each.verdict for each in decisions(path)] == ["accepted", "undone"]


def test_nothing_of_another_is_taken_back_silently(
    path: Path, browser: TestClient
) -> None:
    """A page that is older than his decision says so and asks, and nothing changes."""
    item = told(path)
    post(browser, "accept", item.id)
    assert "decided this" not in browser.get("/inbox").text
    _decided_by_another(path)
    for of in ("", decisions(path)[0].key):
        answer = post(browser, "undo", item.id, of=of, back="/inbox")
        assert answer.status_code == 400
        text = unescape(answer.text)
        assert f"the last decision is Bob's (accepted happening {item.id[:8]})" in text
        assert "Take back the decision of Bob" in text
    assert [each.verdict for each in decisions(path)] == ["accepted"] * 2


def test_what_was_decided_here_is_taken_back_at_once(
    path: Path, browser: TestClient
) -> None:
    """Without a question."""
    post(browser, "accept", told(path).id)
    assert 'data-key="u"' in browser.get("/inbox").text
    assert post(browser, "undo", told(path).id).status_code == 303


class Fields(HTMLParser):
    """The fields of a page's forms of correction, by name, with what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.options: dict[str, list[str]] = {}
        self.suggested: list[str] = []
        self.open = False
        self._list = ""
        self._chosen = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inputs, and which option of a list is chosen."""
        given = {key: value or "" for key, value in attrs}
        name = given.get("name", "")
        if tag == "details" and given.get("class") == "correct":
            self.open = "open" in given
        if tag == "select":
            self._list = name
        elif tag == "option" and "value" in given:
            self.suggested.append(given["value"])
        elif tag == "option":
            self._chosen = "selected" in given
        elif tag == "input" and given.get("type") == "checkbox":
            self.options.setdefault(name, []).append(given.get("value", ""))
            if "checked" in given:
                self.found.setdefault(name, []).append(given["value"])
        elif tag == "input":
            self.found.setdefault(name, []).append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        """The text of an option."""
        if self._list and data.strip():
            self.options.setdefault(self._list, []).append(data)
            if self._chosen:
                self.found[self._list] = [data]

    def handle_endtag(self, tag: str) -> None:
        """The end of a list."""
        if tag == "select":
            self._list = ""


def filled_in(browser: TestClient, record: str) -> dict[str, list[str]]:
    """What the form that corrects a record sends where nobody changes anything."""
    found = Fields(browser.get(f"/why/{record}").text).found
    return {name: found[name] for name in found if name.startswith(("field_", "was_"))}


def test_the_form_of_an_event_is_filled_with_what_it_is(
    path: Path, browser: TestClient
) -> None:
    """The type with its mode out of a list; a date says how it is written."""
    event = told(path, "CONSULT").reports[0].event
    page = browser.get(f"/why/{event}").text
    found = Fields(page)
    assert found.found["field_type"] == ["CONSULT, visit"]
    assert {"CONSULT", "ASSAULT, aerial", "ACCUSE"} <= set(found.options["field_type"])
    assert "field_mode" not in found.found
    assert found.found["field_date"] == ["2025-05-20"]
    assert "2025-05-25, 2025-05 or 2025" in page
    assert found.found["field_actor"] == ["RUS (RUS) & UKR (UKR)"]
    assert found.options["field_auxiliary"] == list(AUXILIARIES)
    assert "field_auxiliary" not in found.found


def test_the_lists_of_other_records_hold_what_they_may_be(
    path: Path, browser: TestClient
) -> None:
    """Kinds of speakers and of commitments, and what became of one."""
    with Ledger.open(path, read_only=True) as ledger:
        said, vow = next(ledger.statements()), next(ledger.commitments())
    found = Fields(browser.get(f"/why/{said.id}").text)
    assert found.options["field_kind"] == list(get_args(SpeakerKind))
    assert found.found["field_speaker"] == ["Dmitry Peskov (RUS)"]
    found = Fields(browser.get(f"/why/{vow.id}").text)
    assert found.options["field_kind"] == list(get_args(CommitmentKind))
    assert "in the works" in found.options["field_status"]
    assert found.found["field_due"] == ["2025-07-01"]
    happening = told(path).id
    found = Fields(browser.get(f"/happenings/{happening}").text)
    assert found.found["field_type"] == ["ASSAULT"]


def test_a_form_that_nobody_changed_corrects_nothing(
    path: Path, browser: TestClient
) -> None:
    """Of no kind of record: what stands in it is what the record says."""
    with Ledger.open(path, read_only=True) as ledger:
        records = [
            *(each.id for each in ledger.events()),
            *(each.id for each in ledger.statements()),
            *(each.id for each in ledger.commitments()),
            *(each.id for each in ledger.happenings()),
        ]
    for record in records:
        answer = post(browser, "correct", record, **filled_in(browser, record))
        assert answer.status_code == 400, record
        assert "nothing to correct" in answer.text
    assert decisions(path) == []


def test_only_what_was_changed_is_corrected(path: Path, browser: TestClient) -> None:
    """A mode is taken away with its type chosen alone; what is emptied has no value."""
    event = told(path, "CONSULT").reports[0].event
    sent = filled_in(browser, event)
    sent |= {"field_type": ["CONSULT"], "field_date": [""]}
    sent |= {"field_auxiliary": ["future", "hypothetical"]}
    assert post(browser, "correct", event, **sent).status_code == 303
    (made,) = decisions(path)
    assert json.loads(made.value or "") == {
        "mode": None,
        "date": None,
        "auxiliary": ["future", "hypothetical"],
    }
    again = filled_in(browser, event)
    assert again["field_type"] == ["CONSULT"]
    assert again["field_auxiliary"] == ["future", "hypothetical"]


def test_the_parties_of_the_ledger_are_suggested(
    path: Path, browser: TestClient
) -> None:
    """In a form that a correction takes, and at most two hundred."""
    event = told(path).reports[0].event
    page = browser.get(f"/why/{event}").text
    assert 'list="suggested"' in page
    suggested = Fields(page).suggested
    assert "Russia (RUS)" in suggested
    assert len(suggested) <= SUGGESTED
    with Ledger.open(path, read_only=True) as ledger:
        for name in suggested:
            assert ledger.end(name).name in name


def test_a_wrong_correction_comes_back_as_it_was_typed(
    path: Path, browser: TestClient
) -> None:
    """On the page it came from, open, with what is wrong; at every such place."""
    event = told(path).reports[0].event
    with Ledger.open(path, read_only=True) as ledger:
        found = ledger.get(event).record
        assert isinstance(found, Event)
    sent = filled_in(browser, event)
    sent |= {"field_date": ["some day"], "field_actor": ["BLR & Nonsuch"]}
    for back in (
        f"/why/{event}",
        "/inbox?list=unsure&at=0",
        f"/accounts/{found.document}?at={found.span.start}",
    ):
        given = {**sent, "note": "I know", "back": back}
        answer = post(browser, "correct", event, **given)
        assert answer.status_code == 400
        form = answer.text.partition('<details class="correct" open>')[2]
        form = form.partition("</details>")[0]
        assert 'class="fault" role="alert"' in form
        assert "Nonsuch" in form.partition("</p>")[0]
        again = Fields(f'<details class="correct" open>{form}')
        assert again.found["field_date"] == ["some day"]
        assert again.found["was_date"] == ["2025-05-25"]
        assert again.found["field_actor"] == ["BLR & Nonsuch"]
        assert again.found["note"] == ["I know"]
        assert answer.text.count("autofocus") == 1
    assert decisions(path) == []


def test_a_reader_that_comes_back_still_leads_to_its_reasons(
    path: Path, browser: TestClient
) -> None:
    """Its marks are addressed in full, as the page stands at another address."""
    event = told(path).reports[0].event
    with Ledger.open(path, read_only=True) as ledger:
        document = ledger.get(event).record.document  # type: ignore[union-attr]
    back = f"/accounts/{document}?at=0"
    text = post(browser, "correct", event, back=back).text
    assert f'hx-get="/accounts/{document}?at=' in text
    assert 'href="?at=' not in text


def test_other_forms_come_back_too(
    path: Path, unknown: Path, browser: TestClient
) -> None:
    """With what was typed: who a name is, why, and what to split off."""
    answer = post(
        client(desk(unknown)),
        "resolve",
        name="the Shirefolk",
        who="Qwxyz",
        back=UNRESOLVED,
    )
    assert answer.status_code == 400
    assert 'value="Qwxyz" autofocus' in answer.text
    assert "“the Shirefolk” is, in all events" in answer.text
    one = told(path)
    whole = [event for report in one.reports for event in report.events]
    back = f"/happenings/{one.id}"
    answer = post(browser, "split", one.id, event=whole, note="two", back=back)
    assert answer.status_code == 400
    assert "leave those that are of it out" in answer.text
    assert answer.text.count('form="split" checked') == len(whole)
    assert 'value="two"' in answer.text
    answer = post(browser, "note", one.id, note=" ", back=back)
    assert "empty note" in answer.text
    assert "<h2>May be the same" in answer.text or "Write it down" in answer.text


def test_a_form_of_no_page_is_told_of_on_one(path: Path, browser: TestClient) -> None:
    """As one whose page is gone, or whose record no longer stands on it."""
    event = told(path).reports[0].event
    for back in ("", "/nowhere", "/why/zzzz", "/timeline", "/inbox?list=disputed"):
        answer = post(browser, "correct", event, back=back)
        assert answer.status_code == 400
        assert "nothing to correct" in answer.text


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
        sent = {"field_date": "2025-05-24", "back": f"/happenings/{one}"}
        answer = post(browser, "correct", one, **sent)
        assert answer.status_code == 409
        assert Fields(answer.text).found["field_date"] == ["2025-05-24"]
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
