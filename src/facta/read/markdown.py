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
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_DEFINITION = re.compile(r"\[[^\]]{1,200}\]:[ \t]*\S.*")
_TABLE_RULE = re.compile(r"\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*")
_TARGET = r"\([^()\s]{0,4000}(?:\([^()\s]{0,300}\)[^()\s]{0,1000})?(?:[ \t]\"[^\"]{0,300}\")?\)"
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
    # what converters of pages leave
    (
        re.compile(r"(?<=[^ \t*\\])\*{2,6}|(?<![*\\])\*{2,6}(?=[^ \t*])"),
        "",
    ),
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
    body = text[front.end :] if front else text
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
    for pattern, replacement in _INLINE if line else ():
        line = pattern.sub(replacement, line)
    return unescape(line)


def _without_comments(text: str) -> str:
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (
        end := text.find("-->", start)
    ) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _without_code(text: str) -> Iterator[str]:
    """Lines outside fenced code; a fence that never closes hides nothing."""
    lines = text.splitlines()
    closing: dict[str, int] = {}  # the last line that could close a fence of each kind
    for number, line in enumerate(lines):
        if fence := _FENCE.match(line):
            closing[fence[1][0]] = number
    inside = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if inside:
            if (
                fence
                and fence[1].startswith(inside)
                and not line.strip(fence[1][0] + " \t")
            ):
                inside = ""
            continue
        if fence and number < closing[fence[1][0]]:
            inside = fence[1]
        yield "" if fence else line


def _is_mark(line: str) -> bool:
    """
    Whether a line says nothing: empty, a rule, an underline, the rule of a table, the
    target of a link.
    """
    return not line or any(
        pattern.fullmatch(line) for pattern in (_RULE, _TABLE_RULE, _DEFINITION)
    )


def _prose(text: str) -> Iterator[str]:
    """
    One line for each paragraph, heading, item or table row, with an empty line where
    the source has one.
    """
    open_lines: list[str] = []

    def closed() -> Iterator[str]:
        if open_lines:
            yield " ".join(open_lines)
            open_lines.clear()

    for raw in _without_code(text):
        quote = _QUOTE.match(raw)
        line = raw[quote.end() :] if quote else raw
        heading = _HEADING.fullmatch(line)
        if heading:
            yield from (*closed(), "", heading[1].rstrip("# \t"), "")
        elif _is_mark(line.strip()):
            yield from (*closed(), "")
        elif line.lstrip().startswith("|") and not open_lines:
            # amid a paragraph it is a line that was wrapped
            yield from (*closed(), line.strip())
        else:
            if _ITEM.match(line):
                yield from closed()
            open_lines.append(line.strip().removesuffix("\\"))
            if line.endswith(("  ", "\\")):
                yield from closed()
    yield from closed()
