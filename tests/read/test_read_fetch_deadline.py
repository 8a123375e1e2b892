"""
A fetch ends at its deadline whatever a server does, and takes no part for the whole.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from facta.read import ReadSettings, fetched
from facta.records import Document, Skipped
from tests.read.making import PASSAGE

QUICK = ReadSettings(fetch_seconds=0.5)
# seconds: far from the deadline even on a busy machine, far below what the servers here
# would take
BOUND = 4.0
PAUSE = 0.05
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"

Answer = Callable[[socket.socket, threading.Event], None]


def dribbled(data: bytes, *, before: bytes = b"") -> Answer:
    """An answer of one byte now and then, for ever."""

    def answer(to: socket.socket, ended: threading.Event) -> None:
        to.sendall(before)
        while not ended.is_set():
            for byte in data:
                to.sendall(bytes([byte]))
                if ended.wait(PAUSE):
                    return

    return answer


def sent(data: bytes) -> Answer:
    def answer(to: socket.socket, ended: threading.Event) -> None:
        to.sendall(data)

    return answer


def redirected(to: socket.socket, ended: threading.Event) -> None:
    """To another address each time, and late."""
    ended.wait(0.2)
    to.sendall(
        (
            f"HTTP/1.1 302 Found\r\nLocation: /{time.monotonic_ns()}\r\nContent-Length: "
            "0\r\n\r\n"
        ).encode()
    )


def silent(to: socket.socket, ended: threading.Event) -> None:
    ended.wait(30)


@contextlib.contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """A server that answers each request so, until it is left."""
    ended, threads = threading.Event(), []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)

    def one(to: socket.socket) -> None:
        with to, contextlib.suppress(OSError):
            to.recv(65_536)
            answer(to, ended)

    def accept() -> None:
        while not ended.is_set():
            with contextlib.suppress(TimeoutError):
                to, _ = listener.accept()
                to.settimeout(30)
                threads.append(threading.Thread(target=one, args=(to,)))
                threads[-1].start()

    main = threading.Thread(target=accept)
    main.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        ended.set()
        main.join()
        for thread in threads:
            thread.join()
        listener.close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.mark.parametrize(
    ("scheme", "answer"),
    [
        ("http", silent),
        ("http", dribbled(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 9)),
        ("http", dribbled(b"a", before=b"HTTP/1.1 200 OK\r\nX-A: ")),
        ("http", dribbled(b"HTTP/1.1 100 Continue\r\n\r\n")),
        ("http", dribbled(b"word ", before=HEAD + b"\r\n")),
        (
            "http",
            dribbled(
                b"1\r\na\r\n", before=HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
            ),
        ),
        ("http", redirected),
        ("https", silent),
        ("https", dribbled(b"\x16\x03\x03")),
    ],
    ids=[
        "silence",
        "headers",
        "header",
        "continue",
        "body",
        "chunks",
        "redirects",
        "tls-silence",
        "tls",
    ],
)
def test_one_deadline_holds_for_all_of_a_fetch(scheme: str, answer: Answer) -> None:
    """Each wait alone is short, and yet the whole ends in time."""
    with serving(answer) as place:
        began = time.monotonic()
        (found,) = fetched(f"{scheme}://{place}/x", settings=QUICK)
        assert time.monotonic() - began < BOUND
    assert isinstance(found, Skipped)
    assert found.reason == "no full answer in 0.5 seconds; try again later"


def test_a_slow_look_up_of_a_name_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's resolver knows no timeout."""
    ended = threading.Event()

    def slow(*given: object, **named: object) -> list[object]:
        ended.wait(30)
        raise socket.gaierror("no such host")

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    began = time.monotonic()
    (found,) = fetched("http://host.example/x", settings=QUICK)
    ended.set()
    assert time.monotonic() - began < BOUND
    assert isinstance(found, Skipped)
    assert "no full answer" in found.reason


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Content-Length: 5000\r\n\r\n" + PASSAGE.encode(),
        HEAD + b"Content-Length: 5000\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n1f4\r\n" + PASSAGE.encode(),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nword\r\n",
    ],
    ids=["length", "nothing", "in-a-chunk", "between-chunks"],
)
def test_an_answer_shorter_than_declared_is_an_error(data: bytes) -> None:
    """Half an article is not taken for the whole."""
    with serving(sent(data)) as place:
        (found,) = fetched(f"http://{place}/x", settings=ReadSettings(fetch_seconds=20))
    assert isinstance(found, Skipped)
    assert found.reason == "the answer ends before its declared length; try again later"


@pytest.mark.parametrize(
    "data",
    [
        HEAD + f"Content-Length: {len(PASSAGE)}\r\n\r\n{PASSAGE}".encode(),
        HEAD
        + f"Transfer-Encoding: chunked\r\n\r\n{len(PASSAGE):x}\r\n{PASSAGE}\r\n0\r\n\r\n".encode(),
        HEAD + b"\r\n" + PASSAGE.encode(),
        b"HTTP/1.1 100 Continue\r\n\r\n" + HEAD + b"\r\n" + PASSAGE.encode(),
    ],
    ids=["length", "chunks", "until-closed", "continue"],
)
def test_a_whole_answer_is_read(data: bytes) -> None:
    """However its end is marked."""
    with serving(sent(data)) as place:
        (found,) = fetched(f"http://{place}/x", settings=ReadSettings(fetch_seconds=20))
    assert isinstance(found, Document)
    assert found.text == PASSAGE
