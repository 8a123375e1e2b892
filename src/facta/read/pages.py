"""
HTML pages: main text, title, site, day of publication and address.

The main text is trafilatura's, headings and items each on a line; where it finds none, all visible text. Before any
parser sees a page, one pass over its tags refuses what would exhaust one: libxml2 drops what lies deeper than 255
elements without a word, and extraction slows down with the number of elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from facta.errors import SourceError
from facta.read.account import Account, Input, whole
from facta.read.boundary import foreign
from facta.read.dates import dated
from facta.read.decode import decoded
from facta.read.settings import ReadSettings
from facta.records import Skipped

_DEEPEST = 200  # elements within elements; pages of news sites have 20 to 60
_MOST_ELEMENTS = 50_000  # about five seconds of extraction
_LONGEST = 10_000_000  # characters
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_TAG = re.compile(r"<(?:(/?)([a-z][a-z0-9]*)|(!--))", re.IGNORECASE)
_RAW = frozenset({"script", "style", "textarea", "title"})  # their content holds no tags
_NEVER_DEEP = frozenset(  # void, or closed by the next of their kind
    {"area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p"}
    | {"param", "source", "td", "th", "tr", "track", "wbr"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
    }
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"}
    | {"table", "tbody", "thead", "tr", "ul"}
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object"})
_WHEN = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}  # no clock: same page, same day


def page(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The account that an HTML page is."""
    data = whole(given, settings)
    declared = _CHARSET.search(data[:4096])
    charset = given.charset or (declared[1].decode("ascii") if declared else None)
    yield paged(decoded(data, given.source, charset), given.source, given.url)


def paged(markup: str, source: str, url: str | None = None) -> Account:
    """
    The account in a page's markup.

    Raises:
        SourceError: nested too deep, too many elements, no markup that can be read, or no text in it.
    """
    tree = parsed(markup, source)
    with foreign(source, "its main text cannot be found", "save the article's text as a .txt file"):
        from trafilatura import bare_extraction
        from trafilatura.metadata import extract_metadata

        visible = blocks(tree)
        metadata = extract_metadata(tree, default_url=url, date_config=dict(_WHEN))
        found = bare_extraction(tree, url=url, include_comments=False, date_extraction_params=dict(_WHEN))
    text = getattr(found, "text", None) or visible
    if not text.strip():
        raise SourceError(source, "no text in the page", "save it after it has loaded, or leave it out")
    published, _ = dated(metadata.date, "page")
    return Account(
        source,
        text,
        title=metadata.title,
        publisher=metadata.sitename,
        published=published,
        published_basis="page" if published else "unresolved",
        url=url or metadata.url,
    )


def parsed(markup: str, source: str) -> Any:
    """
    The tree of a page or a piece of one.

    Raises:
        SourceError: hostile or empty markup.
    """
    _check(markup, source)
    with foreign(source, "HTML that cannot be read", "open it in a browser and save it as text"):
        from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]  # it carries no types

        # NUL ends a C string, and libxml2 would end the page with it
        data = markup.replace("\0", " ").encode("utf-8")
        return document_fromstring(data, parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))


def blocks(tree: Any) -> str:
    """All visible text of a tree, each block on a line and each item after a dash."""
    parts: list[str] = []
    _gather(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line and line != "-")


def _gather(tree: Any, parts: list[str]) -> None:
    """Text in document order; recursion is bounded by `_DEEPEST`."""
    if tree.tag in _UNSEEN:
        return
    block = tree.tag in _BLOCKS
    if block:
        parts.append("\n- " if tree.tag == "li" else "\n")
    parts.append(_flat(tree.text))
    for child in tree:
        _gather(child, parts)
        parts.append(_flat(child.tail))
    if block:
        parts.append("\n")


def _flat(text: str | None) -> str:
    return " ".join(re.split(r"[\r\n]+", text)) if text else ""


def _check(markup: str, source: str) -> None:
    if len(markup) > _LONGEST:
        raise SourceError(source, f"a page of more than {_LONGEST // 1_000_000} million characters", "split it")
    deepest, elements = _extent(markup)
    if deepest > _DEEPEST:
        raise SourceError(
            source, f"elements nested more than {_DEEPEST} deep", "save the article's text as a .txt file"
        )
    if elements > _MOST_ELEMENTS:
        raise SourceError(source, f"a page of more than {_MOST_ELEMENTS:,} elements", "split it, or save its text")


def _extent(markup: str) -> tuple[int, int]:
    """Deepest nesting and number of elements, by tags alone, in one pass; stops once either is too large."""
    depth = deepest = elements = at = 0
    lowered = markup.lower() if any(f"<{name}" in markup.lower() for name in _RAW) else markup
    while (tag := _TAG.search(markup, at)) and deepest <= _DEEPEST and elements <= _MOST_ELEMENTS:
        at = tag.end()
        name = (tag[2] or "").lower()
        if tag[3]:
            at = _after(markup, "-->", at)
        elif tag[1]:
            depth = max(depth - (name not in _NEVER_DEEP), 0)
        else:
            elements += 1
            if name in _RAW:
                at = _after(lowered, f"</{name}", at)
            elif name not in _NEVER_DEEP:
                depth += 1
                deepest = max(deepest, depth)
    return deepest, elements


def _after(markup: str, mark: str, at: int) -> int:
    """Where `mark` ends; the next character where it is missing, as browsers read on."""
    found = markup.find(mark, at)
    return found + len(mark) if found >= 0 else len(markup)
