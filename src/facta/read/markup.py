"""
Markup to a tree, and a tree to its visible text.

Before any parser sees markup, one pass over its tags refuses what would exhaust one:
libxml2 drops what lies deeper than 255 elements without a word, and extraction slows
down with the number of elements.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from facta.errors import SourceError
from facta.read.boundary import foreign, needs

# Bounds on a page, judged by what extraction costs, not fitted.
_DEEPEST = 200  # elements within elements; pages of news sites have 20 to 60
_MOST_ELEMENTS = 50_000  # about five seconds of extraction
_MOST_ATTRIBUTES = 500  # of one element; what has more loses them
_MOST_WORDS = 20_000  # within one tag; some pages keep their data in one attribute
_LONGEST = 10_000_000  # characters
_TAG = re.compile(r"<(?:(/?)([a-z][a-z0-9]*)|(!--))", re.IGNORECASE)
# Their content holds no tags.
_RAW = frozenset({"script", "style", "textarea", "title"})
# Void, or closed by the next of their kind.
_NEVER_DEEP = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "dd",
        "dt",
        "embed",
        "hr",
        "img",
        "input",
        "li",
        "link",
        "meta",
        "option",
        "p",
        "param",
        "source",
        "td",
        "th",
        "tr",
        "track",
        "wbr",
    }
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
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "tr",
        "ul",
    }
)
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "iframe", "object"}
)


def parsed(markup: str, source: str) -> Any:
    """
    The tree of a page or a piece of one.

    Raises:
        SourceError: hostile or empty markup.
    """
    _check(markup, source)
    needs("lxml.html")
    advice = "open it in a browser and save it as text"
    with foreign(source, "HTML that cannot be read", advice):
        # lxml carries no types.
        from lxml.html import (  # type: ignore[import-untyped]
            HTMLParser,
            document_fromstring,
        )

        # NUL ends a C string, and libxml2 would end the page with it.
        data = markup.replace("\0", " ").encode("utf-8")
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = document_fromstring(data, parser=parser)
        for element in tree.iter():
            # Extraction takes time with the square of their number.
            if len(element.attrib) > _MOST_ATTRIBUTES:
                element.attrib.clear()
        return tree


def class_words(element: Any) -> list[list[str]]:
    """The classes and the id of an element, each as its words: what it is for."""
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return [re.split("[-_]+", name) for name in names]


def inside(element: Any, *tags: str) -> bool:
    """Whether an element lies within one of these."""
    return next(element.iterancestors(*tags), None) is not None


def blocks(tree: Any, *, without: Callable[[Any], bool] | None = None) -> str:
    """
    All visible text of a tree, each block on a line and each item after a dash.

    Args:
        tree: a page or a part of one.
        without: whether an element is left out with all in it; by default none is.
    """
    parts: list[str] = []
    _gather(tree, parts, without)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line and line != "-")


def _gather(tree: Any, parts: list[str], without: Callable[[Any], bool] | None) -> None:
    """Text in document order; recursion is bounded by `_DEEPEST`."""
    if tree.tag in _UNSEEN or (without and without(tree)):
        return
    block = tree.tag in _BLOCKS
    if block:
        parts.append("\n- " if tree.tag == "li" else "\n")
    parts.append(_flat(tree.text))
    for child in tree:
        _gather(child, parts, without)
        parts.append(_flat(child.tail))
    if block:
        parts.append("\n")


def _flat(text: str | None) -> str:
    return " ".join(re.split(r"[\r\n]+", text or ""))


def _check(markup: str, source: str) -> None:
    save = "save the article's text as a .txt file"
    if len(markup) > _LONGEST:
        reason = f"a page of more than {_LONGEST // 1_000_000} million characters"
        raise SourceError(source, reason, "split it")
    deepest, elements = _extent(markup)
    if deepest > _DEEPEST:
        raise SourceError(source, f"elements nested more than {_DEEPEST} deep", save)
    if elements > _MOST_ELEMENTS:
        reason = f"a page of more than {_MOST_ELEMENTS:,} elements"
        raise SourceError(source, reason, "split it, or save its text")
    if _crowded(markup):
        raise SourceError(source, f"a tag of more than {_MOST_WORDS:,} words", save)


def _crowded(markup: str) -> bool:
    """Whether a tag may hold more attributes than a parser compares in a second."""
    end = 0
    while (start := markup.find("<", end)) >= 0:
        end = markup.find(">", start)
        if end < 0:
            break
        if end - start > _MOST_WORDS and len(markup[start:end].split()) > _MOST_WORDS:
            return True
    return False


def _extent(markup: str) -> tuple[int, int]:
    """Deepest nesting and number of elements, by tags alone; stops past a bound."""
    depth = deepest = elements = at = 0
    lowered = markup.lower()
    while tag := _TAG.search(markup, at):
        if deepest > _DEEPEST or elements > _MOST_ELEMENTS:
            break
        at = tag.end()
        name = (tag[2] or "").lower()
        if tag[3]:
            at = behind(markup, "-->", at)
        elif tag[1]:
            depth = max(depth - (name not in _NEVER_DEEP), 0)
        else:
            elements += 1
            if name in _RAW:
                at = behind(lowered, f"</{name}", at)
            elif name not in _NEVER_DEEP:
                depth += 1
                deepest = max(deepest, depth)
    return deepest, elements


def behind(markup: str, mark: str, at: int) -> int:
    """
    Where the next `mark` ends; where the markup ends if there is none.

    >>> behind("<!-- a --> b", "-->", 0), behind("<!-- a", "-->", 0)
    (10, 6)
    """
    found = markup.find(mark, at)
    if found < 0:
        return len(markup)
    return found + len(mark)
