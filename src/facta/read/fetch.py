"""
One page or feed from the network: the only place in Facta that uses it, and only for an
address a person gave.

http and https alone, redirects too; bounded in time and in size; no cookies, no
credentials, nothing sent but the request. One deadline holds for all of it: looking up
the name, connecting, redirects, headers and body.
"""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage, HTTPResponse, IncompleteRead
from typing import IO
from urllib.parse import urlsplit

from facta import __version__
from facta.errors import SourceError
from facta.read.account import Input, too_large
from facta.read.accounts import Documents, without_own
from facta.read.deadline import Deadline, TimedHTTP, TimedHTTPS
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

    A `Skipped` tells why where there are none: no such host, an answer other than 200,
    too large, too slow.
    """
    source = shown(url)
    try:
        deadline = Deadline(settings.fetch_seconds)
        given = deadline.bound(lambda: _answer(url, source, settings, deadline))
    except SourceError as error:
        yield Skipped(source, f"{error.reason}; {error.advice}")
    except TimeoutError:
        reason = f"no full answer in {settings.fetch_seconds:g} seconds"
        yield Skipped(source, f"{reason}; try again later")
    else:
        yield from without_own(Documents(settings).read(given), named=True)


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to web addresses only."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            _check(newurl, req.full_url)
        except SourceError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(url: str, source: str) -> None:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in _SCHEMES and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits:
        advice = "give one that begins with http:// or https://"
        raise SourceError(source, "not a web address", advice)


def _opener(deadline: Deadline) -> urllib.request.OpenerDirector:
    """An opener without the handlers for files, FTP and data that urllib adds."""
    handlers = (
        urllib.request.ProxyHandler(),
        TimedHTTP(deadline),
        TimedHTTPS(deadline),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _WebOnly(),
    )
    opener = urllib.request.OpenerDirector()
    for handler in handlers:
        opener.add_handler(handler)
    return opener


def _answer(url: str, source: str, settings: ReadSettings, deadline: Deadline) -> Input:
    _check(url, source)
    headers = {"User-Agent": f"facta/{__version__}", "Accept-Encoding": "identity"}
    try:
        # The scheme was checked above.
        request = urllib.request.Request(url, headers=headers)  # noqa: S310
        opener = _opener(deadline)
        with opener.open(request, timeout=settings.fetch_seconds) as response:
            data = _body(response, source, settings)
            kind = response.headers.get_content_type()
            charset = response.headers.get_content_charset()
    except urllib.error.HTTPError as error:
        with error:
            reason = f"the server answered with {_answered(error.code)}"
            raise SourceError(source, reason, "check the address") from error
    except TimeoutError:
        raise
    except IncompleteRead as error:
        raise _cut_short(source) from error
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise TimeoutError from error
        reason = f"cannot be fetched ({shown(getattr(error, 'reason', None) or error)})"
        advice = "check the address and the connection"
        raise SourceError(source, reason, advice) from error
    return Input(
        source=source,
        suffix=_SUFFIXES.get(kind, ""),
        stream=io.BytesIO(data),
        size=len(data),
        charset=charset,
        url=response.url,
    )


def _answered(code: int) -> str:
    if 300 <= code < 400:
        return f"redirects ({code}) that lead to no page"
    return f"error {code}"


def _body(response: HTTPResponse, source: str, settings: ReadSettings) -> bytes:
    """What the server sends, until it is too much; less than declared is an error."""
    parts, length = [], 0
    while part := response.read1(65_536):
        length += len(part)
        if length > settings.max_bytes:
            raise too_large(source, settings)
        parts.append(part)
    # What is still to come of the declared length.
    if response.length:
        raise _cut_short(source)
    return b"".join(parts)


def _cut_short(source: str) -> SourceError:
    return SourceError(
        source, "the answer ends before its declared length", "try again later"
    )
