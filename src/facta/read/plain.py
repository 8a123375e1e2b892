"""
Plain text, whose offsets are those of the file's content, and the front matter that may open it.

Front matter is a block of `key: value` lines between two lines of `---` at the very start. It is read for title,
publisher, published (or date) and url. In plain text the block is blanked, character by character, so that nothing
shifts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from facta.read.account import Account, Input, whole
from facta.read.dates import dated
from facta.read.decode import decoded
from facta.read.settings import ReadSettings
from facta.records import Skipped

_FENCE = re.compile(r"---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$\r?\n?", re.MULTILINE)
_ENTRY = re.compile(r"(\w[\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_NAMES = {
    "title": "title",
    "publisher": "publisher",
    "published": "published",
    "date": "published",
    "url": "url",
}
_LONGEST = 20_000  # characters of front matter; a fence that closes later is a rule across the page


class Front(Struct, frozen=True):
    """Front matter: its values by our names, and where the text after it begins."""

    values: dict[str, str]
    end: int


def front_matter(text: str) -> Front | None:
    """The front matter that opens `text`; none where the block is not closed or names nothing we know."""
    opened = _FENCE.match(text)
    closed = _CLOSE.search(text, opened.end(), _LONGEST) if opened else None
    if not opened or not closed:
        return None
    values: dict[str, str] = {}
    for line in text[opened.end() : closed.start()].splitlines():
        entry = _ENTRY.fullmatch(line.strip())
        name = _NAMES.get(entry[1].lower()) if entry else None
        if entry and name:
            values.setdefault(name, _unquoted(entry[2] or ""))
    return Front(values, closed.end()) if values else None


def fronted(given: Input, text: str, front: Front | None, *, title: str | None = None) -> Account:
    """The account of `text` with what its front matter says; `title` is taken where that names none."""
    values = front.values if front else {}
    published, notes = dated(values.get("published"), "front matter")
    return Account(
        given.source,
        text,
        title=values.get("title") or title,
        publisher=values.get("publisher"),
        published=published,
        published_basis="front_matter" if published else "unresolved",
        url=values.get("url") or given.url,
        notes=notes,
    )


def plain(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The account that a plain text file is."""
    text = decoded(whole(given, settings), given.source, given.charset)
    front = front_matter(text)
    if front:
        text = re.sub(r"[^\r\n]", " ", text[: front.end]) + text[front.end :]
    yield fronted(given, text, front)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
