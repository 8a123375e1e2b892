"""Fetching reads one address, over the web only, within bounds."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator

import pytest

from facta.read import ReadSettings, fetched
from facta.records import Document, Skipped
from tests.read.making import PASSAGE

QUICK = ReadSettings(max_bytes=100_000, fetch_seconds=1.0)


class Site(http.server.BaseHTTPRequestHandler):
    """A site with a page, a feed of one entry, redirects and traps."""

    def do_GET(self) -> None:
        """Answer by the path alone."""
        answers: dict[str, tuple[int, dict[str, str], bytes]] = {
            "/page": (
                200,
                {"Content-Type": "text/html; charset=utf-8"},
                f"<html><p>{PASSAGE}".encode(),
            ),
            "/text": (
                200,
                {"Content-Type": "text/plain; charset=windows-1251"},
                "Мир".encode("cp1251"),
            ),
            "/moved": (302, {"Location": "/page"}, b""),
            "/file": (302, {"Location": "file:///etc/hostname"}, b""),
            "/ftp": (302, {"Location": "ftp://x.example/a"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/gone": (404, {}, b"no"),
            "/huge": (200, {"Content-Type": "text/plain"}, b"word " * 50_000),
            "/slow": (
                200,
                {"Content-Type": "text/plain", "Content-Length": "99"},
                b"word",
            ),
        }
        status, headers, body = answers[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        if self.path == "/slow":
            self.wfile.flush()
            time.sleep(1.5)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the method it replaces
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.mark.parametrize(
    ("path", "text", "at"),
    [
        ("/page", PASSAGE, "/page"),
        ("/text", "Мир", "/text"),
        ("/moved", PASSAGE, "/page"),
    ],
)
def test_an_address_is_read_by_its_type(
    site: str, path: str, text: str, at: str
) -> None:
    """
    Pages and texts are read in the encoding the server names; the source is the address
    as given.
    """
    (found,) = fetched(site + path, settings=QUICK)
    assert isinstance(found, Document)
    assert (found.text, found.source, found.url) == (text, site + path, site + at)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/file", "redirects (302)"),
        ("/round", "redirects (302)"),
        ("/ftp", "not a web address"),
        ("/gone", "error 404"),
        ("/huge", "larger than 0.1 MB"),
        ("/slow", "no full answer in 1 seconds"),
    ],
)
def test_what_cannot_be_fetched_is_told(site: str, path: str, reason: str) -> None:
    """Redirects to other schemes, errors, endless and slow answers end in one line."""
    (found,) = fetched(site + path, settings=QUICK)
    assert isinstance(found, Skipped)
    assert found.source == site + path
    assert reason in found.reason


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://x.example/a",
        "data:,x",
        "a.txt",
        "",
        "http://",
        "http://[x",
    ],
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    """Other schemes are refused before anything is opened."""
    (found,) = fetched(url, settings=QUICK)
    assert isinstance(found, Skipped)
    assert "not a web address" in found.reason


def test_a_host_that_does_not_answer_is_told() -> None:
    """A refused connection is one line."""
    (found,) = fetched("http://127.0.0.1:1/x", settings=QUICK)
    assert isinstance(found, Skipped)
    assert found.reason.startswith("cannot be fetched (")
