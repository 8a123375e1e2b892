"""Each page of the desk: what stands on it, and what it says where something is wrong."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from facta.cli.main import DONE, run
from facta.extras import advice
from facta.ledger import Ledger
from facta.link.grades import WORDS
from facta.pipeline import relink
from facta.records import Annotation, Event
from facta.testing import annotation, doc, telling
from facta.web.exports import BRIEFS, burden, forms
from tests.ledger.deciding import STRIKE
from tests.ledger.making import placed
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


@pytest.fixture
def doubtful(tmp_path: Path) -> Annotation:
    """
    An account under front matter: an attack, one that is too unsure to count, and one
    that is no more than possible.
    """
    lines = (
        "Russia struck Odesa.",
        "Russia struck Kharkiv.",
        "Russia may strike Lviv.",
    )
    document = doc("\n".join([" " * 20, " " * 3, "", *lines]), published="2025-05-27")
    sure, unsure, possible = (
        telling(document, "ASSAULT", "RUS", "UKR", line, date="2025-05-25")
        for line in lines
    )
    account = annotation(
        document,
        events=(
            sure,
            replace(unsure, confidence=0.22),
            replace(possible, auxiliary=("hypothetical",)),
        ),
    )
    filled(tmp_path / "facta.db", [placed(account)])
    return account


def test_the_reader_tells_what_counts_from_what_does_not(
    doubtful: Annotation, tmp_path: Path
) -> None:
    """By a paler mark, in the legend, and in words where somebody asks why."""
    browser = client(desk(tmp_path / "facta.db"))
    sure, unsure, possible = doubtful.events
    address = f"/accounts/{doubtful.document.id}"
    text = browser.get(address).text
    marks = dict(re.findall(r'href="\?at=(\d+)#reason"[^>]* title="([^"]*)"', text))
    assert marks[str(sure.span.start)] == "event"
    assert marks[str(unsure.span.start)] == "event that does not count"
    assert marks[str(possible.span.start)] == "event that does not count"
    assert text.count('class="m event pale"') == 3
    assert "2 events that do not count" in text
    assert re.search(r'id="show-event" checked> events <span class="soft">1<', text)

    def reason(event: Event) -> str:
        return unescape(browser.get(f"{address}?at={event.span.start}").text)

    assert "Does not count" not in reason(sure)
    assert "Does not count: less sure (0.22) than" in reason(unsure)
    assert "Does not count as done: it is told as possible" in reason(possible)
    for event in doubtful.events:
        assert event.span.text in reason(event)


def test_what_a_person_accepts_is_no_longer_pale(
    doubtful: Annotation, tmp_path: Path
) -> None:
    """As it counts from then on."""
    unsure = doubtful.events[1]
    with Ledger.open(tmp_path / "facta.db") as ledger:
        ledger.accept([unsure.id], by="Ann")
        relink(ledger)
    browser = client(desk(tmp_path / "facta.db"))
    text = browser.get(f"/accounts/{doubtful.document.id}").text
    assert "1 event that does not count" in text


def test_the_reader_begins_with_the_first_line_of_the_text(
    doubtful: Annotation, tmp_path: Path
) -> None:
    """What front matter leaves blank takes no room; every place stays what it was."""
    browser = client(desk(tmp_path / "facta.db"))
    text = browser.get(f"/accounts/{doubtful.document.id}").text
    body = text.partition('hx-swap="outerHTML">')[2].partition("</article>")[0]
    assert body.startswith("<a ")
    start = doubtful.events[0].span.start
    assert f'href="?at={start}#reason"' in body
    assert doubtful.document.text[start:].startswith("Russia struck Odesa")


@pytest.mark.parametrize("address", ["/timeline", "/party?name=RUS"])
def test_the_number_in_a_box_has_its_legend(address: str, browser: TestClient) -> None:
    """Each grade in words, wherever such numbers stand."""
    text = browser.get(address).text
    for grade, word in WORDS.items():
        assert f"{grade} {word}" in text


@pytest.mark.parametrize("doubt", ["unsure", "left_out"])
def test_the_inbox_says_what_barely_counted_means(
    doubt: str, path: Path, browser: TestClient
) -> None:
    """The confidence from which events count, and of what it is one."""
    with Ledger.open(path, read_only=True) as ledger:
        least = ledger.least()
    text = browser.get(f"/inbox?list={doubt}").text
    assert f"counts from a confidence of {least:g} on" in text


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


@pytest.mark.parametrize("name", [form.name for form in BRIEFS])
def test_the_brief_is_a_file_as_the_command_writes_it(
    name: str, path: Path, tmp_path: Path, browser: TestClient
) -> None:
    """To the byte, in each form that a person reads."""
    written = tmp_path / name
    assert run(["brief", "-q", "--ledger", str(path), "-o", str(written)]) == DONE
    answer = browser.get(f"/export/{name}")
    assert answer.status_code == 200
    assert answer.content == written.read_bytes()
    assert f'href="/export/{name}"' in browser.get("/export").text


@pytest.mark.parametrize(
    ("module", "form", "extra"),
    [
        ("pyarrow", "parquet", "arrow"),
        ("xlsxwriter", "xlsx", "xlsx"),
        ("docx", "brief.docx", "docx"),
    ],
)
def test_what_needs_a_library_that_is_not_there_is_told_and_not_offered(
    module: str,
    form: str,
    extra: str,
    browser: TestClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With the line that brings it; whoever asks anyway gets a page, and no file."""
    assert f'href="/export/{form}"' in browser.get("/export").text
    monkeypatch.setitem(sys.modules, module, None)
    text = unescape(browser.get("/export").text)
    assert f'href="/export/{form}"' not in text
    assert f"not available; {module} is not installed; {advice(extra)}" in text
    answer = browser.get(f"/export/{form}")
    assert answer.status_code == 400
    assert "content-disposition" not in answer.headers
    assert advice(extra) in unescape(answer.text)


def test_a_brief_of_many_accounts_says_what_it_takes() -> None:
    """Of few it says nothing."""
    assert burden(12) is None
    assert burden(7_447) == "about 5 minutes, a page of some 74 MB"


@pytest.mark.parametrize(
    ("address", "said", "kept"),
    [
        pytest.param(
            "/timeline?actor=Qwxyz&since=2025-05-01&grade=2",
            "nobody of this name",
            ('name="actor" value="Qwxyz"', 'value="2025-05-01"', '"2" selected'),
            id="timeline",
        ),
        pytest.param(
            "/timeline?until=May", "not a date", ('name="until" value="May"',), id="day"
        ),
        pytest.param(
            "/?q=odesa&recipient=Qwxyz&kind=happening",
            "nobody of this name",
            ('value="odesa"', 'value="Qwxyz"', '<details class="more" open>'),
            id="search",
        ),
        pytest.param(
            "/dyad?one=RUS&other=Qwxyz",
            "nobody of this name",
            ('name="one" value="RUS"', 'name="other" value="Qwxyz"'),
            id="two parties",
        ),
        pytest.param(
            "/party?name=Qwxyz", "nobody of this name", ('value="Qwxyz"',), id="party"
        ),
        pytest.param(
            "/happenings/{id}?beside=zzzz",
            "no document or",
            ('name="beside" value="zzzz"', "Split off what is marked"),
            id="beside",
        ),
    ],
)
def test_a_mistake_in_a_form_is_told_within_it(
    address: str, said: str, kept: tuple[str, ...], path: Path, browser: TestClient
) -> None:
    """On the same page, with what was typed; no list stands under it as if it fitted."""
    answer = browser.get(address.format(id=told(path).id))
    assert answer.status_code == 400
    forms = re.findall(r"<form.*?</form>", answer.text, re.DOTALL)
    (faulty,) = [form for form in forms if 'role="alert"' in form]
    assert said in unescape(faulty)
    for each in kept:
        assert each in answer.text
    assert "Not possible" not in answer.text
    assert "No happening fits" not in answer.text


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
