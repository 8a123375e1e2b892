"""
One deadline over all that a request does, whatever it waits for.

A socket's timeout bounds each wait alone, so a server that sends a byte now and then
holds a reader for ever, and the look-up of a name knows no timeout at all. So the
request runs in a thread of its own, and at the deadline its sockets are shut down, on
which it ends.
"""

from __future__ import annotations

import contextlib
import http.client
import queue
import socket
import threading
import time
import urllib.request
from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    @property
    def left(self) -> float:
        """Seconds until then; 0 once it has passed."""
        return max(self._ends - time.monotonic(), 0.0)

    def bound(self, act: Callable[[], Made]) -> Made:
        """
        What `act` gives, which opens its connections by `TimedHTTP` and `TimedHTTPS`.

        Raises:
            TimeoutError: the deadline passed first; what `act` is waiting for is shut
                down.
            Exception: what `act` raises.
        """
        done: queue.SimpleQueue[tuple[Made | None, BaseException | None]]
        done = queue.SimpleQueue()

        def run() -> None:
            try:
                done.put((act(), None))
            # Of any kind: it is given to the one who waits, who raises it.
            except BaseException as error:
                done.put((None, error))

        threading.Thread(target=run, daemon=True, name="facta-fetch").start()
        try:
            made, error = done.get(timeout=self.left)
        except queue.Empty:
            raise TimeoutError from None
        finally:
            self._shut()
            self._sockets.clear()
        if error is not None:
            raise error
        return made  # type: ignore[return-value]  # none only where there is an error

    def watch(self, connected: socket.socket) -> None:
        """
        Take note of a connection, to be shut down at the deadline.

        Raises:
            TimeoutError: it has passed.
        """
        with self._lock:
            if not self.left:
                connected.close()
                raise TimeoutError
            self._sockets.append(connected)

    def _shut(self) -> None:
        with self._lock:
            self._ends = 0.0
            for connected in self._sockets:
                # An error says that it is closed already. Of a TLS socket the plain
                # one beneath: its own method would drop the encryption first.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(connected, socket.SHUT_RDWR)


class TimedHTTP(urllib.request.HTTPHandler):
    """Opens http addresses under a deadline."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """The answer to a request."""
        return self.do_open(_watched(http.client.HTTPConnection, self._deadline), req)


class TimedHTTPS(urllib.request.HTTPSHandler):
    """Opens https addresses under a deadline."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """The answer to a request."""
        return self.do_open(_watched(http.client.HTTPSConnection, self._deadline), req)


def _watched(kind: Any, deadline: Deadline) -> Any:
    """A kind of connection whose sockets a deadline knows from their first byte on."""

    # Which of the two kinds it is, only the caller knows.
    class Watched(kind):  # type: ignore[misc]
        def __init__(self, host: str, *, timeout: float, **rest: Any) -> None:
            # A timeout of 0 would mean a socket that never blocks.
            left = max(min(timeout, deadline.left), 0.001)
            super().__init__(host, timeout=left, **rest)
            self._create_connection = self._created

        def _created(self, *given: Any, **named: Any) -> socket.socket:
            connected = socket.create_connection(*given, **named)
            deadline.watch(connected)
            return connected

        def connect(self) -> None:
            super().connect()
            deadline.watch(self.sock)

    return Watched
