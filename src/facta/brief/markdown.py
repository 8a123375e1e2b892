"""
A brief as Markdown, for mail and wikis.

Text from accounts is escaped, so that it reads as in the account whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facta.brief.outline import Block, Kind, Run, outline
from facta.brief.records import Brief

# all that Markdown may read as a mark
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-!|<>~&])")
BEFORE: dict[Kind, str] = {"item": "- ", "inner": "  - ", "quote": "  > "}
# what stands on a line of its own, with an empty one before and behind it
ALONE = frozenset({"title", "heading", "text"})


def markdown(brief: Brief) -> str:
    """The brief's parts in the order of the page, a passage below each line."""
    # by it reading knows a brief from an account
    mark = f"<!-- generator: facta {brief.version} -->"
    return "\n".join([mark, *_lines(outline(brief)), ""])


def plain(text: str) -> str:
    r"""
    Text on one line with Markdown's marks escaped.

    >>> plain("a *b*\n<script>")
    'a \\*b\\* \\<script\\>'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _lines(blocks: Iterator[Block]) -> Iterator[str]:
    before: Kind = "title"
    for block in blocks:
        if block.kind in ALONE or before in ALONE:
            yield ""
        marks = "#" * (block.level + 1)
        heading = f"{marks} " * (block.kind in {"title", "heading"})
        yield BEFORE.get(block.kind, heading) + _runs(block.runs)
        before = block.kind


def _runs(runs: tuple[Run, ...]) -> str:
    """The runs, with the spaces around marked words outside of the marks."""
    written = ""
    for text, style in runs:
        told = plain(text)
        if style and told:
            told = f"**{told}**"
        begins, ends = text[:1].isspace(), text[-1:].isspace()
        written += " " * (begins and bool(told)) + told + " " * ends
    return " ".join(written.split())
