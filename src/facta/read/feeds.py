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
from facta.read.account import Account, Input, basis_of, whole
from facta.read.boundary import foreign, needs
from facta.read.dates import dated
from facta.read.decode import declared_in, decoded, whole_characters
from facta.read.markup import behind, blocks, parsed
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
    r"<(/?)(item|entry|title|description|summary|content(?::encoded)?)\b"
    r"[^<>]{0,2000}?(/?)>",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|blockquote|table|t[drh]"
    r"|figure)\b[^<>]{0,2000}>"
    r"|&(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});",
    re.IGNORECASE,
)
_ROOT_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*$", re.IGNORECASE)
_TIMES = 3  # some feeds escape what was escaped


def feed(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The accounts in a feed, in its order."""
    markup = _markup(whole(given, settings), given)
    found = _parsed(markup, given.source)
    publisher = mended(found.feed.get("title") or "") or None
    broken = bool(found.get("bozo")) and _is_broken(markup)
    cut_short = broken and _is_cut_short(markup)
    for number, entry in enumerate(found.entries, 1):
        source = f"{given.source}#{number}"
        if number == len(found.entries) and cut_short:
            yield Skipped(source, "an entry that is cut short; fetch the feed again")
            return
        try:
            with foreign(source, "an entry that cannot be read", "leave it out"):
                account = _account(entry, source, publisher)
        except SourceError as error:
            yield Skipped(source, f"{error.reason}; {error.advice}")
        else:
            yield account
    if broken:
        reason = "a broken feed, of which some text may be lost; fetch it again"
        yield Skipped(given.source, reason)


def _parsed(markup: str, source: str) -> Any:
    """What feedparser makes of a feed with entries."""
    needs("feedparser")
    again = "fetch it again or leave it out"
    with foreign(source, "a feed that cannot be read", again):
        import feedparser

        # A stream: feedparser opens a string that looks like an address or a path.
        stream = io.BytesIO(markup.encode("utf-8"))
        found = feedparser.parse(
            stream, resolve_relative_uris=False, sanitize_html=False
        )
    if not found.get("version") and not found.entries:
        advice = "convert it to text, HTML or JSON Lines"
        raise SourceError(source, "XML that is neither RSS nor Atom", advice)
    if not found.entries:
        raise SourceError(source, "a feed without entries", again)
    return found


def _is_broken(markup: str) -> bool:
    """Whether a feed that is not well formed lacks the end of a text or of itself."""
    depth: Counter[str] = Counter()
    for name, step in _steps(markup):
        depth[name] += step
    return any(depth.values()) or not _has_root_end(markup)


def _is_cut_short(markup: str) -> bool:
    """Whether the last entry of a feed never ends, nor does the feed."""
    is_open = False
    for name, step in _steps(markup):
        if name in {"item", "entry"}:
            is_open = step > 0
    return is_open and not _has_root_end(markup)


def _has_root_end(markup: str) -> bool:
    return _ROOT_END.search(markup[-500:]) is not None


def _steps(markup: str) -> Iterator[tuple[str, int]]:
    """Tags of what holds text: each name with 1 where it begins and -1 at its end."""
    for tag in _HOLDERS.finditer(_without_cdata(markup)):
        name = tag[2].lower()
        if tag[1]:
            yield name, -1
        elif tag[3]:
            yield name, 0
        else:
            yield name, 1


def _without_cdata(markup: str) -> str:
    """The markup without its character data; what never ends goes on to its end."""
    opening, closing = _CDATA
    kept, at = [], 0
    while (start := markup.find(opening, at)) >= 0:
        kept.append(markup[at:start])
        at = behind(markup, closing, start)
    return "".join([*kept, markup[at:]])


def _markup(data: bytes, given: Input) -> str:
    """
    The feed's text without its declaration of an encoding.

    Raises:
        SourceError: it defines entities, refused before any parser sees them.
    """
    charset = given.charset or declared_in(data, _DECLARED)
    markup = decoded(data, given.source, charset)
    if _ENTITY.search(markup):
        advice = "such files can be bombs; remove the definitions"
        raise SourceError(given.source, "XML that defines entities", advice)
    return _DECLARATION.sub("", markup)


def _account(entry: Any, source: str, publisher: str | None) -> Account:
    title = _text(entry.get("title"), source)
    contents = (content.get("value") for content in entry.get("content") or ())
    bodies = [_text(markup, source) for markup in (*contents, entry.get("summary"))]
    body = max(bodies, key=len)
    if not title and not body:
        raise SourceError(source, "an entry without text", "leave it out")
    text = body
    if not body.startswith(title):
        text = f"{title}\n\n{body}".strip()
    published, notes = _day(entry)
    own = mended(whole_characters((entry.get("source") or {}).get("title") or ""))
    return Account(
        source=source,
        text=text,
        title=" ".join(title.split()) or None,
        publisher=own or publisher,
        published=published,
        published_basis=basis_of(published, "page"),
        url=entry.get("link") or None,
        part=True,
        notes=notes,
    )


def _text(markup: str | None, source: str) -> str:
    """The text of a title or a body: HTML, plain text or escaped twice, never said."""
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


def _day(entry: Any) -> tuple[Date | None, tuple[str, ...]]:
    """The day as the entry writes it, and a note for each that is no date."""
    told: tuple[str, ...] = ()
    for name in ("published", "updated", "created"):
        # Past feedparser's look-up, which gives one date for another.
        published, notes = dated(dict.get(entry, name), "")
        told += notes
        if published:
            return published, told
    return None, told
