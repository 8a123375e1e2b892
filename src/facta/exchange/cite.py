"""
Citations of passages: a link that opens one, a BibTeX entry, a plain sentence. Pure.

    link     brief.html#a3s12, and https://...#:~:text=... where the account has an address
    bibtex   @misc{facta-6c770e1c, ...}
    text     "..." (Continental Wire, Title, 16 May 2025, a.txt, characters 10-80)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, get_args
from urllib.parse import quote

from msgspec import Struct

from facta.extract.times import wording
from facta.records import Document, Span

Style = Literal["link", "bibtex", "text"]
STYLES: tuple[Style, ...] = get_args(Style)
# characters of a passage that a link or an entry holds in full; judged
LONG = 300
# words at either end by which a link finds a passage that is longer
ENDS = 5
WEB = ("http://", "https://")
# what TeX takes for its own
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}
_WORD = re.compile(r"\S+")


class Cited(Struct, frozen=True, kw_only=True):
    """
    A passage of an account; `anchor` is where the brief that is `page` shows it, None
    where it does not.
    """

    record: str
    document: Document
    span: Span
    anchor: str | None = None
    page: str = "brief.html"


def cite(item: Cited, style: Style) -> str:
    """A citation in one of the styles, without a line break at its end."""
    return _STYLES[style](item)


def fragment(span: Span, url: str) -> str:
    """
    An address that opens a page at a passage, in browsers that know text fragments; a
    long passage is found by its first and last words.

    Source: WICG, URL Fragment Text Directives.

    >>> fragment(Span(0, 9, "a-b, c&d!"), "https://example.org/x#top")
    'https://example.org/x#top:~:text=a%2Db%2C%20c%26d%21'
    """
    words = _WORD.findall(span.text)
    parts = [" ".join(words)]
    if len(span.text) > LONG and len(words) > 2 * ENDS:
        parts = [" ".join(words[:ENDS]), " ".join(words[-ENDS:])]
    # a minus would be read as the sign of what stands before or after
    told = ",".join(quote(part, safe="").replace("-", "%2D") for part in parts)
    mark = "" if "#" in url else "#"
    return f"{url}{mark}:~:text={told}"


def _link(item: Cited) -> str:
    return "\n".join(_links(item))


def _links(item: Cited) -> Iterator[str]:
    if item.anchor:
        yield f"{quote(item.page)}#{item.anchor}"
    url = item.document.url or ""
    if url.startswith(WEB):
        yield fragment(item.span, url)


def _bibtex(item: Cited) -> str:
    document = item.document
    published = document.published
    place = f"characters {item.span.start}--{item.span.end}"
    fields = {
        "title": f"{{{_tex(document.title or document.source)}}}",
        "publisher": _tex(document.publisher or ""),
        "year": f"{published.year}" if published else "",
        "month": f"{published.month}" if published else "",
        "day": f"{published.day}" if published else "",
        # between braces an address is taken as it is but for what ends them
        "url": re.sub(r"[{}\\]", _percent, document.url or ""),
        "howpublished": _tex(document.source),
        "note": f"``{_tex(_short(item.span))}'', {place}, sha256 {document.text_sha256}",
    }
    rows = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{facta-{_key(item)},", *rows, "}"])


def _key(item: Cited) -> str:
    """The record's id, and where in which account the passage stands."""
    return f"{item.record[:8]}-{item.document.id[:8]}-{item.span.start}"


def _percent(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


def _text(item: Cited) -> str:
    document = item.document
    title = f"“{_line(document.title)}”" if document.title else None
    day = wording.day(document.published) if document.published else "undated"
    place = f"characters {item.span.start}-{item.span.end}"
    parts = (document.publisher, title, day, document.url or document.source, place)
    return f"“{_short(item.span)}” ({', '.join(filter(None, parts))})"


def _line(text: str) -> str:
    return " ".join(text.split())


def _short(span: Span) -> str:
    """The words of a passage on one line, the middle left out of a long one."""
    words = _line(span.text)
    if len(words) <= LONG:
        return words
    half = LONG // 2
    return f"{words[:half].rstrip()} … {words[-half:].lstrip()}"


def _tex(text: str) -> str:
    """Text as TeX shows it."""
    return "".join(_TEX.get(sign, sign) for sign in _line(text))


_STYLES: dict[Style, Callable[[Cited], str]] = {
    "link": _link,
    "bibtex": _bibtex,
    "text": _text,
}
