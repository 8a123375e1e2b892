"""
One page or feed from the network: the only place in Facta that uses it, and only for an address a person gave.

http and https alone, redirects too; bounded in time and in size; no cookies, no credentials, nothing sent but the
request.
"""

from __future__ import annotations

import io
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
from urllib.parse import urlsplit

from facta import __version__
from facta.errors import SourceError
from facta.read.account import Input, too_large
from facta.read.accounts import Documents
from facta.read.paths import shown
from facta.read.settings import ReadSettings
from facta.records import Document, Skipped

_SCHEMES = frozenset({"http", "https"})
_SUFFIXES = {
    "application/atom+xml": ".atom",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/x-ndjson": ".jsonl",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/xml": ".xml",
}


def fetched(url: str, *, settings: ReadSettings) -> Iterator[Document | Skipped]:
    """
    The accounts at an address, read by the type that its server names.

    A `Skipped` tells why where there are none: no such host, an answer other than 200, too large, too slow.
    """
    source = shown(url)
    try:
        given = _answer(url, source, settings)
    except SourceError as error:
        yield Skipped(source, f"{error.reason}; {error.advice}")
        return
    yield from Documents(settings).read(given)


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses only."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        _check(newurl, req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(url: str, source: str) -> None:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in _SCHEMES and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits:
        raise SourceError(source, "not a web address", "give one that begins with http:// or https://")


def _opener() -> urllib.request.OpenerDirector:
    """An opener without the handlers for files, FTP and data that urllib adds by itself."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _WebOnly(),
    ):
        opener.add_handler(handler)
    return opener


def _answer(url: str, source: str, settings: ReadSettings) -> Input:
    _check(url, source)
    ends = time.monotonic() + settings.fetch_seconds
    headers = {"User-Agent": f"facta/{__version__}", "Accept-Encoding": "identity"}
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the scheme was checked
        with _opener().open(request, timeout=settings.fetch_seconds) as response:
            data = _body(response, source, ends, settings)
            kind, charset = response.headers.get_content_type(), response.headers.get_content_charset()
    except urllib.error.HTTPError as error:
        with error:
            what = (
                f"redirects ({error.code}) that lead to no page" if 300 <= error.code < 400 else f"error {error.code}"
            )
            raise SourceError(source, f"the server answered with {what}", "check the address") from error
    except TimeoutError as error:
        raise _too_slow(source, settings) from error
    except (OSError, HTTPException, ValueError) as error:
        reason = shown(getattr(error, "reason", None) or error)
        raise SourceError(source, f"cannot be fetched ({reason})", "check the address and the connection") from error
    return Input(source, _SUFFIXES.get(kind, ""), io.BytesIO(data), len(data), charset, response.url)


def _body(response: HTTPResponse, source: str, ends: float, settings: ReadSettings) -> bytes:
    """What the server sends, until it is too much or too late."""
    parts, length = [], 0
    while part := response.read1(65_536):
        length += len(part)
        if length > settings.max_bytes:
            raise too_large(source, settings)
        if time.monotonic() > ends:
            raise _too_slow(source, settings)
        parts.append(part)
    return b"".join(parts)


def _too_slow(source: str, settings: ReadSettings) -> SourceError:
    return SourceError(source, f"no full answer in {settings.fetch_seconds:g} seconds", "try again later")
