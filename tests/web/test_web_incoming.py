"""New articles: what is kept, what is read, and that nobody waits for it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from facta.errors import SettingsError
from facta.ledger import Ledger
from facta.read import ReadSettings, documents
from facta.records import Date, Document
from facta.web import incoming
from facta.web.incoming import Incoming, Job
from tests.ledger.deciding import STRIKE, TALKS, account
from tests.web.making import client, desk, filled, token

if TYPE_CHECKING:
    from starlette.testclient import TestClient


OTHER = f"{STRIKE}\n{TALKS}\nPutin said: we will send soldiers."


class Runs:
    """Runs that are written down, each a process that says and does little."""

    def __init__(self, code: str = "") -> None:
        self.asked: list[tuple[str, ...]] = []
        self.code = code or "import sys; sys.stderr.write('accounts: 1 new\\x1b[0m')"

    def __call__(self, arguments: Sequence[str]) -> subprocess.Popen[str]:
        """Notes the arguments and starts something short."""
        self.asked.append(tuple(arguments))
        return subprocess.Popen(
            [sys.executable, "-c", self.code], stderr=subprocess.PIPE, text=True
        )


def until(holds: Callable[[], object]) -> None:
    """Waits for something that another thread does."""
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of two accounts."""
    return filled(tmp_path / "facta.db")


def sent(browser: TestClient, where: str, **given: Any) -> int:
    """The status of a form that was sent."""
    data = {"token": token(browser.get("/new").text), **given}
    files = data.pop("files", None)
    status: int = browser.post(where, data=data, files=files).status_code
    return status


def test_dropped_files_are_kept_and_read_by_a_run_of_their_own(path: Path) -> None:
    """With the arguments of `facta build`; the page tells what it said, harmlessly."""
    runs = Runs()
    made = desk(path, start=runs)
    browser = client(made)
    made.incoming.begin()
    try:
        files = [("files", ("a b.txt", b"One.")), ("files", ("b.md", b"Two."))]
        assert sent(browser, "/new/files", files=files) == 303
        until(lambda: made.incoming.state().done)
    finally:
        made.incoming.end()
    folder = path.with_name("facta.articles")
    assert {each.name for each in folder.iterdir()} == {"a-b.txt", "b.md"}
    assert runs.asked == [
        ("build", str(folder), "--add", "--no-brief", "--ledger", str(path))
    ]
    text = browser.get("/new").text
    assert "Read: 2 files: a-b.txt, b.md" in text
    assert "accounts: 1 new\ufffd[0m" in text


def test_a_pasted_article_says_what_is_told_of_it(path: Path) -> None:
    """Title, publisher and day go before its text, whatever stands in them."""
    made = desk(path, start=Runs())
    given = {
        "text": "Russia attacked Ukraine.\r\nIt rained.",
        "title": 'A "call": \n---\npublished: 1999-01-01',
        "publisher": "The Post",
        "published": "2025-05-27",
    }
    assert sent(client(made), "/new/text", **given) == 303
    (kept,) = path.with_name("facta.articles").iterdir()
    (document,) = documents([str(kept)], settings=ReadSettings())
    assert isinstance(document, Document)
    assert document.title == 'A "call": --- published: 1999-01-01'
    assert document.publisher == "The Post"
    assert document.published == Date(2025, 5, 27)
    assert document.text.rstrip().endswith("It rained.")


def test_an_address_is_fetched_only_when_asked_for(path: Path) -> None:
    """By `--fetch`, and only one of a page."""
    made = desk(path, start=Runs())
    browser = client(made)
    for address in ("file:///etc/passwd", "ftp://x", "x", "http://", "--output=x", ""):
        assert sent(browser, "/new/address", address=address) == 400
    assert made.incoming.state().waiting == ()
    assert sent(browser, "/new/address", address="https://example.org/a") == 303
    assert made.incoming.state().waiting == ("page https://example.org/a",)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.exe", b"x", "no kind"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"x" * 101, "more than"),
    ],
)
def test_what_is_not_read_is_not_kept(
    name: str, data: bytes, said: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named with the reason."""
    monkeypatch.setattr(incoming, "MOST_BYTES", 100)
    with pytest.raises(SettingsError, match=said):
        Incoming(path).keep(name, data)
    folder = path.with_name("facta.articles")
    assert not folder.exists() or not list(folder.iterdir())


def test_what_cannot_be_read_comes_back_as_it_was_typed(path: Path) -> None:
    """Nobody pastes an article twice because its day was wrong."""
    browser = client(desk(path))
    given = token(browser.get("/new").text)
    typed = {
        "title": "A <day>",
        "publisher": "The Wire",
        "published": "May",
        "text": "First.\n\n  Second & last.",
    }
    where = {"token": given, "back": "/new"}
    answer = browser.post("/new/text", data=typed | where)
    assert answer.status_code == 400
    form = answer.text.partition('action="/new/text"')[2].partition("</form>")[0]
    assert "&#39;May&#39; is not a date" in form
    assert 'value="A &lt;day&gt;"' in form
    assert 'value="The Wire"' in form
    assert 'value="May"' in form
    assert ">First.\n\n  Second &amp; last.</textarea>" in form
    for other, sent in (("address", {"address": "no page"}), ("files", {})):
        answer = browser.post(f"/new/{other}", data={**sent, **where})
        assert answer.status_code == 400
        form = answer.text.partition(f'action="/new/{other}"')[2]
        assert 'role="alert"' in form.partition("</form>")[0]
        assert sent.get("address", "") in form


def test_nothing_that_stands_there_is_overwritten(path: Path) -> None:
    """Another text gets another name, the same text none."""
    keeping = Incoming(path)
    first = keeping.keep("a.txt", b"one")
    assert keeping.keep("a.txt", b"one") == first
    assert keeping.keep("a.txt", b"two").name == "a-2.txt"
    assert first.read_bytes() == b"one"


def test_runs_follow_one_another_and_a_failed_one_is_told(path: Path) -> None:
    """The same one waits once."""
    code = "import sys; sys.stderr.write('facta: it broke'); sys.exit(2)"
    reading = Incoming(path, start=Runs(code))
    reading.add(Job(what="one", arguments=("x",)))
    reading.add(Job(what="one", arguments=("x",)))
    reading.add(Job(what="two", arguments=("y",)))
    assert reading.state().waiting == ("one", "two")
    reading.begin()
    until(lambda: len(reading.state().done) == 2)
    reading.end()
    last, first = reading.state().done
    assert (first.what, last.what) == ("one", "two")
    assert not first.well
    assert first.said == ("facta: it broke",)


def test_a_run_at_work_is_ended_with_the_desk(path: Path) -> None:
    """No process is left."""
    runs = Runs("import time; time.sleep(60)")
    reading = Incoming(path, start=runs)
    reading.begin()
    reading.add(Job(what="long", arguments=("x",)))
    until(lambda: reading._process is not None)
    process = reading._process
    assert reading.state().reading == "long"
    reading.end()
    assert process is not None
    assert process.wait(5) != 0


def test_a_watched_folder_is_read_when_it_has_changed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Once it is quiet, and not again before it changes again; a link that leads nowhere
    stands in no way.
    """
    monkeypatch.setattr(incoming, "LOOKS", 0.05)
    folder = tmp_path / "watched"
    folder.mkdir()
    (folder / "gone.txt").symlink_to("nowhere")
    runs = Runs()
    reading = Incoming(path, watch=folder, start=runs)
    reading.begin()
    (folder / "a.txt").write_text("One.")
    until(lambda: len(reading.state().done) == 1)
    time.sleep(0.3)
    assert len(runs.asked) == 1
    (folder / "b.txt").write_text("Two.")
    until(lambda: len(reading.state().done) == 2)
    reading.end()
    assert runs.asked[0][1] == str(folder)


def test_a_running_import_disturbs_no_open_tab(path: Path) -> None:
    """Two tabs answer while a writer is within a transaction, and see no half of it."""
    made = desk(path, start=Runs("import time; time.sleep(60)"))
    one, other = client(made), client(made)
    before = one.get("/timeline").text
    with Ledger.open(path) as writer, suppress(KeyboardInterrupt):
        document = next(writer.documents())
        with writer.alone(), writer.writing():
            writer.add(account("a.txt", text=OTHER), stages="test")
            assert one.get("/timeline").text == before
            assert other.get(f"/accounts/{document.id}").status_code == 200
            raise KeyboardInterrupt
    assert one.get("/timeline").text == before


@pytest.mark.gold
def test_an_article_comes_into_the_ledger(path: Path) -> None:
    """By the real program, from the page to the timeline."""
    made = desk(path)
    browser = client(made)
    made.incoming.begin()
    try:
        text = "Germany sent ten trucks with medicine to Ukraine on Monday."
        assert sent(browser, "/new/text", text=text, published="2025-05-27") == 303
        assert made.incoming.state().at_work
        until(lambda: made.incoming.state().done)
    finally:
        made.incoming.end()
    (done,) = made.incoming.state().done
    assert done.well, done.said
    assert "Germany" in browser.get("/timeline?actor=DEU").text
