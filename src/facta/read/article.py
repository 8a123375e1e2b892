"""
What belongs to a page's article beyond the text that was extracted: a lead put back,
second copies left out.

Extraction takes headers and asides for furniture, and with them a first paragraph that
stands there; and it takes both texts of a page that holds one for wide and one for
narrow screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from facta.read.markup import blocks, class_words, inside

# What pages call the paragraph that opens an article, in classes and ids.
_LEAD = frozenset(
    {
        "deck",
        "dek",
        "intro",
        "introduction",
        "lead",
        "lede",
        "standfirst",
        "strapline",
        "subhead",
        "subheadline",
        "subtitle",
        "summary",
    }
)
# A lead is a sentence: 40 characters, six words, a stop. Judged, not fitted.
_PROSE = re.compile(r"\S.{38,}[.!?…][”\"’'»)]{0,2}")
_WORDS = 6
# Letters from which a line that comes again is a copy and no refrain; judged.
_LONG = 40


def leads(tree: Any) -> tuple[str, ...]:
    """The paragraphs in the header of a page's article and in what is called a lead."""
    found = {
        line: None
        for element in _openings(tree)
        for line in blocks(element).split("\n")
    }
    return tuple(
        line for line in found if _PROSE.fullmatch(line) and len(line.split()) >= _WORDS
    )


def completed(text: str, lead: tuple[str, ...], *, title: str | None) -> str:
    r"""
    The text with what it lacks of its lead before it, behind a title that opens it, and
    each paragraph once.

    >>> completed("A call\nThey spoke.", ("They have met before.",), title="A call")
    'A call\nThey have met before.\nThey spoke.'
    """
    letters = _letters(text)
    lost = [line for line in lead if _letters(line) not in letters]
    first, _, rest = text.partition("\n")
    if title and rest and _letters(first) == _letters(title):
        return once("\n".join([first, *lost, rest]))
    return once("\n".join([*lost, text]))


def once(text: str) -> str:
    """The lines of a text without long ones that come again and short ones beside."""
    lines = text.split("\n")
    seen: set[str] = set()
    again = []
    for line in lines:
        letters = _letters(line)
        again.append(bool(letters) and letters in seen)
        seen.add(letters)
    copies = _runs(lines, again)
    return "\n".join(line for line, copy in zip(lines, copies, strict=True) if not copy)


def _runs(lines: list[str], again: list[bool]) -> list[bool]:
    """Of lines that come again, those in a run that holds a long one."""
    copies, start = [False] * len(lines), 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and again[end] == again[start]:
            end += 1
        run = again[start] and any(
            len(_letters(line)) >= _LONG for line in lines[start:end]
        )
        copies[start:end] = [run] * (end - start)
        start = end
    return copies


def _openings(tree: Any) -> Iterator[Any]:
    for element in tree.iter("header", "div", "p", "section", "aside", "h2"):
        named = any(words[-1] in _LEAD for words in class_words(element))
        if element.tag == "header":
            if inside(element, "article", "main") or element.find(".//h1") is not None:
                yield element
        elif named and inside(element, "article", "main", "header"):
            yield element


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
