"""
Markdown to text: what a reader of the rendered page would read, one paragraph, heading
or item a line.

Conservative: a mark is removed where it can only be a mark. Code blocks, images,
comments and link targets are left out. All patterns are linear in the length of the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from facta.read.account import Account, Input, whole
from facta.read.decode import decoded
from facta.read.front import front_matter
from facta.read.plain import fronted
from facta.read.settings import ReadSettings
from facta.records import Skipped

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(\S.*)")
_RULE = re.compile(
    r"(?:\*{1,2}|(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*|-+[ \t]*)"
)
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_QUOTE = re.compile(r"\A[ \t]{0,3}(?:>[ \t]?)+")
_DEFINITION = re.compile(r"\[[^\]]{1,200}\]:[ \t]*\S.*")
_TABLE_RULE = re.compile(r"\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*")
_TARGET = (
    r"\([^()\s]{0,4000}(?:\([^()\s]{0,300}\)[^()\s]{0,1000})?"
    r"(?:[ \t]\"[^\"]{0,300}\")?\)"
)
# Each mark with what stays of it, in the order in which they are undone. The bounds keep
# every pattern linear; they are judged, not fitted.
_INLINE = (
    (re.compile(rf"!\[[^\[\]]{{0,1000}}\]{_TARGET}"), ""),
    (re.compile(r"\[\^[^\[\]]{1,50}\]"), ""),
    (re.compile(rf"\[((?:[^\[\]]|\[[^\[\]]{{0,200}}\]){{0,1000}})\]{_TARGET}"), r"\1"),
    (re.compile(r"\[([^\[\]]{1,1000})\]\[[^\[\]]{0,200}\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,1000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]{0,10000}>"), ""),
    (re.compile(r"`{1,3}"), ""),
    (re.compile(r"~~"), ""),
    (re.compile(r"(?<![\w*\\])\*{1,3}(?=[^ \t*])"), ""),
    (re.compile(r"(?<=[^ \t*\\])\*{1,3}(?![\w*])"), ""),
    # What converters of pages leave.
    (re.compile(r"(?<=[^ \t*\\])\*{2,6}|(?<![*\\])\*{2,6}(?=[^ \t*])"), ""),
    (re.compile(r"(?<![\w\\])_{1,3}(?=[^\W_])"), ""),
    (re.compile(r"(?<=[^\s_\\])_{1,3}(?!\w)"), ""),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def markdown(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """
    The account that a Markdown file is; its first heading is its title where front
    matter names none.
    """
    text = decoded(whole(given, settings), given.source, given.charset)
    front = front_matter(text)
    body = text
    if front:
        body = text[front.end :]
    yield fronted(given, unmarked(body), front, title=_title(body))


def unmarked(text: str) -> str:
    r"""
    The text without its marks.

    >>> unmarked("# A *call*\n\nThe two [spoke](https://x.example)\non **Monday**.")
    'A call\n\nThe two spoke on Monday.'
    """
    lines = [_inline(line) for line in _prose(_without_comments(text))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _title(body: str) -> str | None:
    for line in body.splitlines():
        if heading := _HEADING.fullmatch(line):
            return _inline(heading[1].rstrip("# \t"))
    return None


def _inline(line: str) -> str:
    if not line:
        return line
    for pattern, replacement in _INLINE:
        line = pattern.sub(replacement, line)
    return unescape(line)


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        kept.append(text[at:start])
        at = end + len("-->")
    return "".join([*kept, text[at:]])


def _without_code(text: str) -> Iterator[str]:
    """Lines outside fenced code; a fence that never closes hides nothing."""
    lines = text.splitlines()
    # The last line that could close a fence of each kind.
    last: dict[str, int] = {}
    for number, line in enumerate(lines):
        if fence := _FENCE.match(line):
            last[fence[1][0]] = number
    inside = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if inside:
            if fence and _closes(line, fence[1], inside):
                inside = ""
        elif fence:
            if number < last[fence[1][0]]:
                inside = fence[1]
            yield ""
        else:
            yield line


def _closes(line: str, fence: str, opened: str) -> bool:
    """Whether a fence closes the one that was opened: no shorter, and alone."""
    return fence.startswith(opened) and not line.strip(fence[0] + " \t")


def _is_mark(line: str) -> bool:
    """Whether a line says nothing: empty, a rule, an underline, a link's target."""
    marks = (_RULE, _TABLE_RULE, _DEFINITION)
    return not line or any(mark.fullmatch(line) for mark in marks)


def _prose(text: str) -> Iterator[str]:
    """Each paragraph, heading, item and table row as a line; empty lines stay."""
    open_lines: list[str] = []

    def closed() -> Iterator[str]:
        if open_lines:
            yield " ".join(open_lines)
            open_lines.clear()

    for raw in _without_code(text):
        line = _QUOTE.sub("", raw)
        heading = _HEADING.fullmatch(line)
        if heading:
            yield from (*closed(), "", heading[1].rstrip("# \t"), "")
        elif _is_mark(line.strip()):
            yield from (*closed(), "")
        elif line.lstrip().startswith("|") and not open_lines:
            # Amid a paragraph it is a line that was wrapped.
            yield from (*closed(), line.strip())
        else:
            if _ITEM.match(line):
                yield from closed()
            open_lines.append(line.strip().removesuffix("\\"))
            if line.endswith(("  ", "\\")):
                yield from closed()
    yield from closed()
