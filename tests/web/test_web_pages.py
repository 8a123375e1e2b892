"""Each page of the desk: what stands on it, and what it says where something is wrong."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facta.ledger import Ledger
from facta.pipeline import relink
from facta.web.exports import forms
from tests.ledger.deciding import STRIKE
from tests.web.making import addresses, client, desk, filled, told

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two accounts, which nobody changes."""
    return filled(tmp_path_factory.mktemp("desk") / "facta.db")


@pytest.fixture(scope="module")
def browser(path: Path) -> TestClient:
    """A browser before a desk over it."""
    return client(desk(path))


def test_every_page_is_there_for_readers_of_any_kind(
    path: Path, browser: TestClient
) -> None:
    """A title, a way to the content, landmarks, one heading of the first order."""
    for address in addresses(path):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        text = answer.text
        assert text.count("<h1") == 1, address
        assert '<a class="skip" href="#main">' in text
        assert all(f"<{mark}" in text for mark in ("header", "nav", "main", "footer"))
        assert "· Facta</title>" in text
        # nothing inline, which the policy would refuse
        assert " style=" not in text
        assert "<script>" not in text
        assert " onclick" not in text


def test_a_search_marks_the_words_and_leads_to_them(browser: TestClient) -> None:
    """In any form, with the happening that the sentence tells."""
    text = browser.get("/?q=strike+civilians").text
    assert "Nothing holds" in text
    text = browser.get("/?q=civilians").text
    assert "<mark>civilians</mark>" in text
    assert "/happenings/" in text
    assert "/accounts/" in text
    only = browser.get("/?q=civilians&kind=statement").text
    assert ">statement</a>" in only
    assert ">happening</a>" not in only


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("actor=Russia", {"happening", "statement"}, id="an actor"),
        pytest.param("actor=RUS&kind=happening", {"happening"}, id="and a kind"),
        pytest.param("actor=France", set(), id="who did nothing"),
        pytest.param("recipient=UKR&type=assault", {"happening"}, id="a type"),
        pytest.param("type=verbal+cooperation", set(), id="another"),
        pytest.param("since=2025-05-27", set(), id="from a day"),
        pytest.param("until=2025-05-25", {"happening"}, id="up to a day"),
    ],
)
def test_a_search_is_narrowed(asked: str, found: set[str], browser: TestClient) -> None:
    """As by the filters of `facta search`; what was asked for stands in its fields."""
    text = browser.get(f"/?q=odesa&{asked}").text
    lines = re.findall(r'<span class="who"><a[^>]*>(\w+)</a>', text)
    assert set(lines) == found
    assert ("and fits" in text) == (not found)
    assert '<details class="more" open>' in text


def test_a_search_of_somebody_without_words_leads_to_the_timeline(
    browser: TestClient,
) -> None:
    """There everything of him stands."""
    text = browser.get("/?actor=RUS&recipient=UKR").text
    assert 'href="/timeline?actor=RUS&amp;recipient=UKR"' in text


def test_parties_lead_to_a_search_of_theirs(browser: TestClient) -> None:
    """One party by a form, two by their sides."""
    assert 'name="actor" value="RUS"' in browser.get("/party?name=RUS").text
    text = browser.get("/dyad?one=RUS&other=UKR").text
    assert 'href="/?actor=UKR&amp;recipient=RUS"' in text


def test_the_reader_marks_what_was_found_and_says_why(
    path: Path, browser: TestClient
) -> None:
    """Overlapping finds too; the text stays what it was."""
    with Ledger.open(path, read_only=True) as ledger:
        document = next(ledger.documents())
    text = browser.get(f"/accounts/{document.id}").text
    assert 'class="m statement event"' in text or 'class="m event statement"' in text
    at = document.text.index("13")
    reason = browser.get(
        f"/accounts/{document.id}?at={at}", headers={"HX-Request": "true"}
    ).text
    assert "<html" not in reason
    assert "figure 13" in reason
    assert "civilians killed" in reason
    assert ">event<" in reason
    assert "confidence" in reason
    none = browser.get(f"/accounts/{document.id}?at=999999").text
    assert "Nothing was found at this place" in none


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("", 2, id="nothing"),
        pytest.param("actor=Russia", 2, id="an actor"),
        pytest.param("actor=RUS&recipient=UKR&type=assault", 1, id="a type"),
        pytest.param("type=verbal+cooperation", 1, id="a class"),
        pytest.param("since=2025-05-24", 1, id="days"),
        pytest.param("until=2025-05-21&order=oldest", 1, id="up to a day"),
        pytest.param("grade=1", 0, id="strength"),
    ],
)
def test_the_timeline_is_narrowed(
    asked: str, found: int, path: Path, browser: TestClient
) -> None:
    """As by the filters of `facta timeline`."""
    text = browser.get(f"/timeline?{asked}").text
    assert text.count('<li class="line') == found


def test_a_happening_has_its_reports_and_what_disputes_it(
    path: Path, browser: TestClient
) -> None:
    """Each account that tells it, in its words."""
    text = browser.get(f"/happenings/{told(path).id}").text
    assert text.count('<section class="report">') == 2
    assert STRIKE.split(" on ")[0] in text
    assert "Split off what is marked" in text


def test_another_happening_stands_beside_it(path: Path, browser: TestClient) -> None:
    """With a button that makes them one."""
    one, other = told(path), told(path, "CONSULT")
    text = browser.get(f"/happenings/{one.id}?beside={other.id}").text
    assert "They are one: merge" in text
    assert f'name="with" value="{other.id}"' in text


def test_a_party_has_what_it_did_said_and_promised(browser: TestClient) -> None:
    """By its code, by any of its names, and a person by his."""
    by_code = browser.get("/party?name=RUS").text
    assert "ASSAULT" in by_code
    assert "Dmitry Peskov" in by_code
    assert "we will send launchers" in browser.get("/party?name=USA").text
    assert "Donald Trump" in browser.get("/party?name=Donald+Trump").text
    assert browser.get("/parties?q=Russia").headers["location"] == "/party?name=RUS"


def test_two_parties_have_their_measures(path: Path, browser: TestClient) -> None:
    """A row leads to the happenings of its period, and to what weighs most in it."""
    text = browser.get("/dyad?one=RUS&other=Ukraine").text
    assert "Russia and Ukraine" in text
    assert "since=2025-05-01&amp;until=2025-05-31" in text
    rows = text[text.index("period by period") :]
    assert f'href="/happenings/{told(path, "CONSULT").id}#reports">' in rows
    assert browser.get("/dyad?one=RUS&other=RUS").status_code == 400


def test_what_two_parties_come_to_is_kept_until_the_ledger_changes(
    tmp_path: Path,
) -> None:
    """A decision of another program counts in the next answer."""
    path = filled(tmp_path / "facta.db")
    browser = client(desk(path))
    before = browser.get("/dyad?one=RUS&other=UKR").text
    assert browser.get("/dyad?one=RUS&other=UKR").text == before
    with Ledger.open(path) as ledger:
        ledger.reject([told(path).id], by="Ann")
        relink(ledger)
    after = browser.get("/dyad?one=RUS&other=UKR").text
    assert "3 happenings" in before
    assert "2 happenings" in after


def test_a_dispute_says_what_differs(path: Path, browser: TestClient) -> None:
    """Its sides stand beside one another."""
    with Ledger.open(path, read_only=True) as ledger:
        (item, *_) = ledger.disputes()
    text = browser.get(f"/disputes/{item.id}").text
    assert text.count('<section class="claim">') == len(item.values)
    assert "It is none: drop it" in text
    assert f'href="/disputes/{item.id}"' in browser.get("/disputes").text


def test_a_form_is_saved_under_the_ending_of_its_format() -> None:
    """By which the next program knows it."""
    files = {form.name: form.file for form in forms()}
    assert files["jsonl"] == "jsonl.jsonl"
    assert files["csv"] == "csv.zip"
    assert files["gdelt"] == "gdelt.zip"
    assert files["webannotation"] == "webannotation.json"
    assert files["ftm"] == "ftm.jsonl"
    assert files["icews"] == "icews.txt"


@pytest.mark.parametrize("name", [form.name for form in forms()])
def test_every_form_of_the_export_is_a_file(name: str, browser: TestClient) -> None:
    """As `facta export` writes it."""
    answer = browser.get(f"/export/{name}")
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["content-disposition"].startswith("attachment; ")
    if answer.headers["content-disposition"].endswith('.zip"'):
        assert answer.content.startswith(b"PK")


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        pytest.param("/nowhere", 404, "no such page", id="no page"),
        pytest.param("/why/zzzz", 404, "no document or event", id="no record"),
        pytest.param("/accounts/zzzz", 404, "no document", id="no account"),
        pytest.param("/happenings/zzzz", 404, "no document or", id="no happening"),
        pytest.param("/disputes/zzzz", 404, "no document or", id="no dispute"),
        pytest.param("/export/docx", 400, "no form of the export", id="no form"),
        pytest.param("/timeline?actor=Qwxyz", 400, "nobody of this name", id="nobody"),
        pytest.param("/timeline?since=May", 400, "is not a date", id="no day"),
        pytest.param(
            "/?q=a&actor=Qwxyz", 400, "nobody of this name", id="nobody sought"
        ),
        pytest.param("/timeline?type=love", 400, "love", id="no type"),
        pytest.param("/timeline?after=x", 400, "no page ends there", id="no place"),
        pytest.param("/party", 400, "no name", id="no name"),
        pytest.param("/static/nothing.js", 404, "no such page", id="no file"),
        pytest.param("/static/..%2Fapp.py", 404, "no such page", id="a way out"),
        pytest.param("/decide", 405, "its forms", id="a form read"),
    ],
)
def test_what_is_not_there_is_told_in_a_line(
    address: str, status: int, said: str, browser: TestClient
) -> None:
    """With the status that a program understands."""
    answer = browser.get(address)
    assert answer.status_code == status
    assert said in answer.text
    assert "Traceback" not in answer.text


def _foreign(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE other (x)").connection.close()


def _newer(path: Path) -> None:
    filled(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()


def _no_database(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to look at" * 40)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(lambda path: None, "no ledger there", id="missing"),
        pytest.param(_foreign, "another program", id="foreign"),
        pytest.param(_newer, "use a newer facta", id="newer"),
        pytest.param(_no_database, "not a", id="no database"),
    ],
)
def test_a_ledger_that_cannot_be_read_is_told_of_on_every_page(
    make: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    """In one line, with status 503."""
    path = tmp_path / "facta.db"
    make(path)
    browser = client(desk(path))
    for address in ("/", "/timeline", "/inbox", "/new", "/export", "/export/jsonl"):
        answer = browser.get(address)
        assert answer.status_code == 503, address
        assert said in answer.text, address
        assert "Traceback" not in answer.text


def test_a_ledger_without_accounts_has_all_pages(tmp_path: Path) -> None:
    """Empty ones."""
    path = filled(tmp_path / "facta.db", ())
    browser = client(desk(path))
    for address in addresses(path):
        assert browser.get(address).status_code in {200, 303}, address


def test_a_fault_of_the_program_is_one_line_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback, whatever fails."""
    made = desk(path)
    monkeypatch.setattr(made, "opened", lambda: 1 / 0)
    answer = client(made).get("/timeline")
    assert answer.status_code == 500
    assert "a fault of facta (ZeroDivisionError" in answer.text
    assert "Traceback" not in answer.text
