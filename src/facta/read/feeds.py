"""
RSS and Atom files: each entry is one account.

The text of an entry is its title on a line of its own and then its full content, or its
summary where it carries no more. An entry is kept however short: an agency's alert of
ten words is an account too. Its day is the one written, in whatever form feeds write
it. A feed that is cut short or holds text that never ends is told of.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from facta.errors import SourceError
from facta.read.account import Account, Input, whole
from facta.read.boundary import foreign, needs
from facta.read.dates import dated
from facta.read.decode import decoded, whole_characters
from facta.read.markup import blocks, parsed
from facta.read.mojibake import mended
from facta.read.settings import ReadSettings
from facta.records import Date, Skipped

_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']"""
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_CDATA = ("<![CDATA[", "]]>")
_HOLDERS = re.compile(
    r"<(/?)(item|entry|title|description|summary|content(?::encoded)?)\b[^<>]{0,2000}?(/?)>",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|blockquote|table|t[drh]|figure)\b[^<>]{0,2000}>"
    r"|&(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});",
    re.IGNORECASE,
)
_TIMES = 3  # some feeds escape what was escaped


def feed(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The accounts in a feed, in its order."""
    markup = _markup(whole(given, settings), given)
    found = _parsed(markup, given.source)
    publisher = mended(found.feed.get("title") or "") or None
    open_at = _open_entry(markup) if found.get("bozo") else None
    for number, entry in enumerate(found.entries, 1):
        source = f"{given.source}#{number}"
        if number == len(found.entries) and open_at:
            yield Skipped(source, "an entry that is cut short; fetch the feed again")
            return
        try:
            with foreign(source, "an entry that cannot be read", "leave it out"):
                account = _account(entry, source, f"entry {number}", publisher)
        except SourceError as error:
            yield Skipped(source, f"{error.reason}; {error.advice}")
        else:
            yield account
    if open_at is not None:
        yield Skipped(
            given.source,
            "a broken feed, of which some text may be lost; fetch it again",
        )


def _parsed(markup: str, source: str) -> Any:
    """What feedparser makes of a feed with entries."""
    needs("feedparser")
    with foreign(
        source, "a feed that cannot be read", "fetch it again or leave it out"
    ):
        import feedparser

        # a stream, because feedparser would open a string that looks like an address or
        # a path
        stream = io.BytesIO(markup.encode("utf-8"))
        found = feedparser.parse(
            stream, resolve_relative_uris=False, sanitize_html=False
        )
    if not found.get("version") and not found.entries:
        advice = "convert it to text, HTML or JSON Lines"
        raise SourceError(source, "XML that is neither RSS nor Atom", advice)
    if not found.entries:
        raise SourceError(
            source, "a feed without entries", "fetch it again or leave it out"
        )
    return found


def _open_entry(markup: str) -> bool | None:
    """
    Of a feed that is not well formed: whether its last entry never ends; none where all
    its texts do end.
    """
    depth: Counter[str] = Counter()
    entries = 0
    for found in _HOLDERS.finditer(_without_cdata(markup)):
        name, step = found[2].lower(), (-1 if found[1] else 0 if found[3] else 1)
        depth[name] += step
        if name in {"item", "entry"}:
            entries = max(entries + step, 0) if step < 0 else step
    whole_root = re.search(
        r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*$", markup[-500:], re.IGNORECASE
    )
    return (
        bool(entries and not whole_root)
        if any(depth.values()) or not whole_root
        else None
    )


def _without_cdata(markup: str) -> str:
    """
    The markup without its sections of character data; one that never ends reaches to
    the end.
    """
    opening, closing = _CDATA
    kept, at = [], 0
    while (start := markup.find(opening, at)) >= 0:
        kept.append(markup[at:start])
        end = markup.find(closing, start)
        at = end + len(closing) if end >= 0 else len(markup)
    return "".join([*kept, markup[at:]])


def _markup(data: bytes, given: Input) -> str:
    """
    The feed's text without its declaration of an encoding; entity bombs are refused
    before any parser sees them.
    """
    declared = _DECLARED.match(data)
    charset = given.charset or (declared[1].decode("ascii") if declared else None)
    markup = decoded(data, given.source, charset)
    if _ENTITY.search(markup):
        raise SourceError(
            given.source,
            "XML that defines entities",
            "such files can be bombs; remove the definitions",
        )
    return _DECLARATION.sub("", markup)


def _account(entry: Any, source: str, where: str, publisher: str | None) -> Account:
    title = _text(entry.get("title"), source)
    contents = [
        _text(content.get("value"), source) for content in entry.get("content") or ()
    ]
    body = max([*contents, _text(entry.get("summary"), source)], key=len)
    if not title and not body:
        raise SourceError(source, "an entry without text", "leave it out")
    published, notes = _day(entry, where)
    own = mended(whole_characters((entry.get("source") or {}).get("title") or ""))
    return Account(
        source=source,
        text=body if body.startswith(title) else f"{title}\n\n{body}".strip(),
        title=" ".join(title.split()) or None,
        publisher=own or publisher,
        published=published,
        published_basis="page" if published else "unresolved",
        url=entry.get("link") or None,
        part=True,
        notes=notes,
    )


def _text(markup: str | None, source: str) -> str:
    """
    The text of a title or a body, which feeds carry as HTML or as plain text without
    saying so, or escaped twice.
    """
    text = markup or ""
    for _ in range(_TIMES):
        for mark in _CDATA:
            text = text.replace(mark, "")
        if not text.strip() or ("<" not in text and "&" not in text):
            break
        text = blocks(parsed(f"<div>{text}</div>", source))
        if not _TAGS.search(text):
            break
    return mended(text.strip())


def _day(entry: Any, where: str) -> tuple[Date | None, tuple[str, ...]]:
    """
    The day as the entry writes it; a note for each date in it that cannot be
    understood.
    """
    told: tuple[str, ...] = ()
    for name in ("published", "updated", "created"):
        # past feedparser's own look-up, which takes one date for another that is
        # missing
        published, notes = dated(dict.get(entry, name), where)
        told += notes
        if published:
            return published, told
    return None, told
