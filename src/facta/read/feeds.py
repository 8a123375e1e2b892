"""
RSS and Atom files: each entry is one account.

The text of an entry is its title on a line of its own and then its full content, or its summary where it carries no
more. An entry is kept however short: an agency's alert of ten words is an account too.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from typing import Any

from facta.errors import SourceError
from facta.read.account import Account, Input, whole
from facta.read.boundary import foreign
from facta.read.decode import decoded, whole_characters
from facta.read.pages import blocks, parsed
from facta.read.settings import ReadSettings
from facta.records import Date, Skipped

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


def feed(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The accounts in a feed, in its order."""
    markup = _markup(whole(given, settings), given)
    with foreign(given.source, "a feed that cannot be read", "fetch it again or leave it out"):
        import feedparser

        # a stream, because feedparser would open a string that looks like an address or a path
        found = feedparser.parse(io.BytesIO(markup.encode("utf-8")), resolve_relative_uris=False, sanitize_html=False)
    if not found.get("version") and not found.entries:
        raise SourceError(given.source, "XML that is neither RSS nor Atom", "convert it to text, HTML or JSON Lines")
    if not found.entries:
        raise SourceError(given.source, "a feed without entries", "fetch it again or leave it out")
    publisher = found.feed.get("title") or None
    for number, entry in enumerate(found.entries, 1):
        source = f"{given.source}#{number}"
        try:
            yield _account(entry, source, publisher)
        except SourceError as error:
            yield Skipped(source, f"{error.reason}; {error.advice}")


def _markup(data: bytes, given: Input) -> str:
    """The feed's text without its declaration of an encoding; entity bombs are refused before any parser sees them."""
    declared = _DECLARED.match(data)
    charset = given.charset or (declared[1].decode("ascii") if declared else None)
    markup = decoded(data, given.source, charset)
    if _ENTITY.search(markup):
        raise SourceError(given.source, "XML that defines entities", "such files can be bombs; remove the definitions")
    return _DECLARATION.sub("", markup)


def _account(entry: Any, source: str, publisher: str | None) -> Account:
    title = _text(entry.get("title", ""), source)
    contents = [_text(content.get("value", ""), source) for content in entry.get("content", ())]
    body = max([*contents, _text(entry.get("summary", ""), source)], key=len)
    if not title and not body:
        raise SourceError(source, "an entry without text", "leave it out")
    published = _day(entry)
    return Account(
        source,
        body if body.startswith(title) else f"{title}\n\n{body}".strip(),
        title=" ".join(title.split()) or None,
        publisher=whole_characters(entry.get("source", {}).get("title") or "") or publisher,
        published=published,
        published_basis="page" if published else "unresolved",
        url=entry.get("link") or None,
        part=True,
    )


def _text(markup: str, source: str) -> str:
    """The text of a title or a body, which feeds carry as HTML or as plain text without saying so."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    if not markup.strip():
        return ""
    tree = parsed(f"<div>{markup}</div>", source)
    return blocks(tree)


def _day(entry: Any) -> Date | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.date(*moment[:3]) if moment else None
    except ValueError:  # feeds carry years such as 0 and 20250
        return None
