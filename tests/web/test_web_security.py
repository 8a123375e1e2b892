"""Who may speak to the desk, what a page may do, and what hostile text cannot."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from facta.ledger import Ledger
from facta.web import serving
from facta.web.app import STATIC
from facta.web.forms import back as form_back
from facta.web.guard import HEADERS, LOOPBACK, Names
from facta.web.incoming import safe_name
from facta.web.plain import HARMFUL
from tests.web.making import (
    NASTY,
    addresses,
    client,
    desk,
    filled,
    nasty,
    token,
    told,
)
from tools.vendored import LICENSES, VENDORED, fault

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of two accounts."""
    return filled(tmp_path / "facta.db")


@pytest.fixture
def browser(path: Path) -> TestClient:
    """A browser before a desk over it."""
    return client(desk(path))


def test_every_answer_forbids_what_is_not_the_desks(
    path: Path, browser: TestClient
) -> None:
    """Pages, files, errors, refusals and redirections alike."""
    answers = [
        *(browser.get(f"/static/{name}") for name in STATIC),
        browser.get("/"),
        browser.get("/nowhere"),
        browser.get("/", headers={"Host": "evil.example"}),
        browser.post("/decide", data={}),
        browser.get("/export/jsonl"),
        browser.get("/parties?q=Russia"),
    ]
    for answer in answers:
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = HEADERS["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "evil.example:80",
            "localhost.evil.example",
            "127.0.0.1.nip.io",
        ),
        *("localhost:81", "192.168.1.7", "user@localhost", "localhost/x", "", "[::1"),
    ],
)
def test_the_desk_answers_to_its_own_names_alone(
    host: str, browser: TestClient
) -> None:
    """A name that another site makes point here is refused, whatever is asked."""
    for answer in (
        browser.get("/", headers={"Host": host}),
        browser.post("/decide", headers={"Host": host}),
    ):
        assert answer.status_code == 421
        assert "Facta</title>" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:80", "127.0.0.1", "[::1]:80"])
def test_the_desk_has_the_names_of_this_machine(host: str, browser: TestClient) -> None:
    """Each of them."""
    assert browser.get("/", headers={"Host": host}).status_code == 200


def test_open_to_all_addresses_it_still_answers_to_no_strange_name() -> None:
    """A number cannot be made to point elsewhere; a name can."""
    names = Names(LOOPBACK, 8765, any_address=True)
    assert names.fit("192.168.1.7:8765")
    assert names.fit("[fe80::1]:8765")
    assert not names.fit("evil.example:8765")
    assert not names.fit("192.168.1.7:80")


def _reject(browser: TestClient, path: Path, **headers: str) -> int:
    """The status of a rejection that carries the token."""
    given = {"verdict": "reject", "id": told(path).id, "token": _token(browser)}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.post("/decide", data=given, headers=named).status_code


def _token(browser: TestClient) -> str:
    return token(browser.get("/new").text)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Origin": "http://evil.example"}, id="another site"),
        pytest.param({"Origin": "https://localhost"}, id="another scheme"),
        pytest.param({"Origin": "http://localhost:8080"}, id="another port"),
        pytest.param({"Origin": "null"}, id="nowhere"),
        pytest.param({"Sec_Fetch_Site": "cross-site"}, id="as a browser says"),
        pytest.param({"Sec_Fetch_Site": "same-site"}, id="a neighbour"),
    ],
)
def test_a_write_of_another_site_is_refused(
    headers: dict[str, str], path: Path, browser: TestClient
) -> None:
    """Even with the token; nothing is decided."""
    assert _reject(browser, path, **headers) == 403
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.decided() == 0


def test_a_write_of_its_own_page_is_taken(path: Path, browser: TestClient) -> None:
    """By what a browser says of it."""
    own = {"Origin": "http://localhost", "Sec_Fetch_Site": "same-origin"}
    assert _reject(browser, path, **own) == 303


@pytest.mark.parametrize("given", ["", "x", "\u00e9"])
@pytest.mark.parametrize(
    "address", ["/decide", "/new/files", "/new/text", "/new/address"]
)
def test_a_write_without_the_token_changes_nothing(
    address: str, given: str, path: Path, browser: TestClient
) -> None:
    """Whatever it carries beside."""
    data = {"verdict": "reject", "id": told(path).id, "token": given, "text": "x"}
    assert browser.post(address, data=data).status_code == 403
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.decided() == 0
    assert not (path.parent / "facta.articles").exists()


def test_the_token_is_another_at_every_start(path: Path) -> None:
    """One that was seen before is worth nothing."""
    assert desk(path).token != desk(path).token
    assert len(desk(path).token) >= 32


def test_the_token_may_stand_in_a_header(path: Path, browser: TestClient) -> None:
    """For whoever writes by a script of his own."""
    given = {"verdict": "reject", "id": told(path).id}
    headers = {"X-Facta-Token": _token(browser)}
    assert browser.post("/decide", data=given, headers=headers).status_code == 303


def test_the_desk_reads_and_posts_and_nothing_else(browser: TestClient) -> None:
    """Other methods are refused at the door."""
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert browser.request(method, "/decide").status_code == 405


def test_a_request_is_bounded(browser: TestClient) -> None:
    """By what it says of its length, and where it does not say."""
    large = {"Content-Length": str(10**9)}
    assert browser.post("/new/files", content=b"x", headers=large).status_code == 413
    endless = browser.post("/new/text", content=iter([b"a", b"b"]))
    assert endless.status_code == 411


def test_a_form_is_bounded_in_its_files(browser: TestClient) -> None:
    """Too many are refused as a whole."""
    many = [("files", (f"{number}.txt", b"x")) for number in range(51)]
    answer = browser.post("/new/files", data={"token": _token(browser)}, files=many)
    assert answer.status_code == 400
    assert "Too many files" in answer.text


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nX: y"]
)
def test_a_decision_leads_to_a_page_of_the_desk(
    back: str, path: Path, browser: TestClient
) -> None:
    """And nowhere else."""
    assert form_back(back) == "/"
    data = {"verdict": "reject", "id": told(path).id, "token": _token(browser)}
    answer = browser.post("/decide", data={**data, "back": back})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/cron.d/job.txt", "job.txt"),
        ("..\\..\\windows\\a.txt", "a.txt"),
        ("/abs/olute.md", "olute.md"),
        ("....txt", None),
        (".txt", None),
        ("a\x00b.txt", "a-b.txt"),
        ("facta.db", None),
        ("run.sh", None),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
        ("\u202etxt.exe", None),
    ],
)
def test_a_file_is_named_without_a_way_out(name: str, kept: str | None) -> None:
    """And kept only where it is of a kind that is read."""
    from facta.errors import SettingsError

    if kept is None:
        with pytest.raises(SettingsError, match="of no kind that is read"):
            safe_name(name)
    else:
        assert safe_name(name) == kept


def test_what_is_dropped_stays_in_the_ledgers_folder(
    path: Path, tmp_path: Path
) -> None:
    """Also where somebody has put a link that leads out of it."""
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (tmp_path / "facta.articles").symlink_to(outside)
    browser = client(desk(path))
    answer = browser.post(
        "/new/files",
        data={"token": _token(browser)},
        files={"files": ("a.txt", b"Russia attacked Ukraine.")},
    )
    assert answer.status_code == 400
    assert "out of the ledger" in answer.text
    assert list(outside.iterdir()) == []


class Told(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, its text."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element."""
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src", "action", "hx-get"}:
                self.links.add(value or "")


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_hostile_text_is_text_on_every_page(words: str, tmp_path: Path) -> None:
    """It makes no element, no attribute, no address, and turns no direction."""
    path = filled(tmp_path / "facta.db", [nasty(words)])
    with Ledger.open(path) as ledger:
        ledger.decide(next(ledger.happenings()).id, "noted", words, words)
    browser = client(desk(path))
    asked = [
        *addresses(path),
        *(
            f"{page}{_quoted(words)}"
            for page in ("/?q=", "/party?name=", "/parties?q=")
        ),
        *(f"{page}{_quoted(words)}" for page in ("/timeline?actor=", "/why/")),
        f"/timeline?since={_quoted(words)}&type={_quoted(words)}",
        f"/dyad?one=RUS&other={_quoted(words)}",
    ]
    for address in asked:
        _is_harmless(browser.get(address).text, address)


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_hostile_words_that_were_typed_come_back_as_text(
    words: str, path: Path, browser: TestClient
) -> None:
    """In the form that could not be taken, whichever it is."""
    item = told(path)
    event = item.reports[0].event
    typed = {"token": _token(browser), "id": event, "verdict": "correct"}
    typed |= {"field_date": words, "field_actor": words, "field_type": words}
    typed |= {"note": words, "title": words, "published": words, "text": words}
    for where, back in (
        ("/decide", f"/why/{event}"),
        ("/decide", "/inbox"),
        ("/new/text", "/new"),
    ):
        answer = browser.post(where, data={**typed, "back": back})
        assert answer.status_code == 400
        _is_harmless(answer.text, where)
        assert 'role="alert"' in answer.text.partition("<form")[2]


def _is_harmless(text: str, address: str) -> None:
    """Nothing on a page but what the desk put there."""
    found = Told()
    found.feed(text)
    assert not found.elements & {"img", "iframe", "object", "base"}, address
    if "svg" in found.elements:
        assert "/dyad" in address
    assert not {name for name in found.attributes if name.startswith("on")}
    assert "style" not in found.attributes
    assert all(re.match(r"/|\?|#|$", link) for link in found.links), address
    assert text.count("<script") == 2
    assert not HARMFUL.search(text.replace("\r", "")), address
    assert "49{%" not in text


def _quoted(words: str) -> str:
    from urllib.parse import quote

    return quote(words.encode("utf-8", "replace"), safe="")


def test_the_scripts_are_those_that_were_published() -> None:
    """What is vendored has the sum that is written down, and its licence."""
    assert [fault(item) for item in VENDORED] == [None] * len(VENDORED)


def test_what_the_tests_take_stays_out_of_the_wheel() -> None:
    """A script lies in the package with its licence where the wheel's are, or neither."""
    for item in VENDORED:
        packaged = "src" in item.kept.parts
        assert packaged == (item.package == "htmx.org")
        for _, text in item.licenses:
            assert (text.parent == LICENSES) == packaged


def test_the_desks_own_files_ask_for_nothing_elsewhere() -> None:
    """No address of another site in style and script."""
    for name in ("desk.css", "desk.js", "icon.svg"):
        text = files("facta.web").joinpath("static", name).read_text("utf8")
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text), name
        assert "eval" not in text


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.0.0.53", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.7", False),
    ],
)
def test_an_address_that_others_reach_is_known(host: str, own: bool) -> None:
    """Whoever opens the desk to them is told what that means."""
    assert serving.is_loopback(host) is own
