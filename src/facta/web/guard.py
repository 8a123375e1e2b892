"""
Who may speak to the desk, and what a page may do: every request and every answer goes
through here.

A page of another site must neither read the ledger (by a name that it makes point to
this machine, DNS rebinding) nor write to it (by a form that it sends here). So a request
has to be addressed to this desk by its own name, a write has to come from its own pages
and to carry the token that only these hold, and no page may load, run or be framed by
anything but the desk itself.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # a form must be able to say where it comes from, and nobody else is told
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
READS = frozenset({"GET", "HEAD"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# Bytes of one request: a few files of the size that a run reads.
MOST_BYTES = 100_000_000


class Names(Struct, frozen=True):
    """
    By what names the desk may be spoken to; `any_address` lets every number of a
    machine pass, which no rebinding can make.
    """

    hosts: frozenset[str]
    port: int
    any_address: bool = False

    def fit(self, authority: str) -> bool:
        """
        Whether a host with its port, as a request or an origin names it, is this desk.

        >>> desk = Names(LOOPBACK, 8765)
        >>> desk.fit("localhost:8765"), desk.fit("evil.example:8765")
        (True, False)
        """
        try:
            parts = urlsplit(f"//{authority}")
            host, port = parts.hostname, parts.port
        except ValueError:
            return False
        if host is None or parts.username is not None or parts.path:
            return False
        if (port or 80) != self.port:
            return False
        return host in self.hosts or (self.any_address and _is_address(host))


class Guard:
    """
    Lets through what is meant for the desk, refuses the rest in one line.

    Args:
        app: what answers.
        names: as what the desk is spoken to.
        most_bytes: the largest request.
    """

    def __init__(self, app: App, names: Names, most_bytes: int = MOST_BYTES) -> None:
        self._app = app
        self._names = names
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return
        headers = _texts(scope["headers"])
        guarded = _Headed(send)
        refusal = self._refusal(scope["method"], headers, scope["headers"])
        if refusal is not None:
            await _refuse(guarded, *refusal)
            return
        await self._app(scope, _Bounded(receive, self._most_bytes), guarded)

    def _refusal(
        self,
        method: str,
        headers: Mapping[str, str],
        given: list[tuple[bytes, bytes]],
    ) -> tuple[int, str] | None:
        """The status and the reason of a refusal; None where there is none."""
        hosts = [value for name, value in given if name == b"host"]
        if len(hosts) != 1 or not self._names.fit(headers["host"]):
            return 421, "this desk is not called so; use the address that it printed"
        if method in READS:
            return None
        if method != "POST":
            return 405, "the desk reads and posts; nothing else"
        if not self._own(headers):
            return 403, "sent by a page of another site; use the pages of the desk"
        length = headers.get("content-length", "")
        if not length.isdecimal():
            return 411, "a request that does not tell its length"
        if int(length) > self._most_bytes:
            return 413, f"more than {self._most_bytes:,} bytes; send less at once"
        return None

    def _own(self, headers: Mapping[str, str]) -> bool:
        """Whether a write comes from the desk's own pages, as far as a browser tells."""
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return False
        origin = headers.get("origin")
        if origin is None:
            # no browser; the token alone decides
            return True
        scheme, _, authority = origin.partition("://")
        return scheme == "http" and self._names.fit(authority)


def is_token(given: str, token: str) -> bool:
    """Whether what a write carries is the desk's token."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


class _Headed:
    """Sends answers with the headers that every one of them has."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            given = [
                (name, value)
                for name, value in message.get("headers", ())
                if name.decode("latin-1").lower() not in HEADERS
            ]
            always = [(key.encode(), value.encode()) for key, value in HEADERS.items()]
            message = {**message, "headers": [*given, *always]}
        await self._send(message)


class _Bounded:
    """Receives a request of no more bytes than it may have, whatever it said before."""

    def __init__(self, receive: Receive, most_bytes: int) -> None:
        self._receive = receive
        self._left = most_bytes

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            return {"type": "http.disconnect"}
        return message


async def _refuse(send: Send, status: int, reason: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"facta: {reason}\n".encode()})


def _texts(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
