"""
Published text to paragraphs of plain prose, one line each.

What is no prose (credits, signatures, link lines, embedded posts) is left out. `None`
marks a place where something is missed that a reader would miss too: no passage runs
over it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

Paragraphs: TypeAlias = list[str | None]

ESCAPED = 0xE000  # private characters hold the place of what Markdown escapes
LONGEST_POST = 320  # characters of an embedded post, about
# Little words of English, and the share of them under which a line is not English.
LITTLE = frozenset(
    re.findall(
        r"\w+",
        """
    are but by for from has have his it not of she that the their they this was we which
    who will with would and you
""",
    )
)
FEW = 0.07

_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff\u00ad]+")
_HARD = re.compile(r" {2,}\n|\\\n|\n[ \t\u00a0]*\n")
_DONE = re.compile(r"[.!?:;…—–-][\"'”’)\]]*$")

# Wikitext that the articles' extraction left behind.
_WIKI = re.compile(r"\]\]|, \] |^and$|__NOEDIT|heights=|perrow=|\[\[|\{\{|\}\}|^\W*$")
_EMPTY = re.compile(r"\s*\(\s*[,;]*\s*\)")
_APART = re.compile(r"(?<=[\w”\"')]) (?=[.,;:!?](?:\s|$))")

# Lines of Global Voices that are no part of the account.
_CREDIT = re.compile(
    r"(?i)^(?:\W*(?:featured |header |cover |main |feature )?(?:image|photo|picture|"
    r"photograph|screenshot|screen ?shot|screen ?grab|screen ?capture|illustration|"
    r"cartoon|map|graphic|video|courtesy|source|sources|credit|caption)s?\b.{0,12}"
    r"(?:by|from|of|via|courtesy|:|/|\()|(?:find out|read|learn|see) more\b|"
    r"read (?:the|our|more|also|this)\b|read:|related:|also read|check (?:out )?(?:our|the)|"
    r"subscribe|follow |listen to|watch |click here|to learn more|see also|"
    r"for more |this (?:story|post|article|piece|text|interview|essay|report|version|"
    r"is an edited)\b.{0,60}"
    r"(?:written|published|originally|translat|produced|part of|appeared|first|edited|"
    r"republished|cross-posted|commissioned|version|collaboration|partnership)|"
    r"(?:a version of )?this (?:story|post|article)|"
    r"(?:an? )?(?:edited|slightly edited|extended) version|the (?:original|following) "
    r"(?:version|article|post|story)\b|translat(?:ed|ion) (?:by|from)|"
    r"(?:written|reporting|text) by|advox|the netizen report|global voices (?:advox|"
    r"is |would like))"
)
_HERE = re.compile(
    r"(?i)^(?:read|watch|see|find|listen|view)\b.{0,160}\bhere\W*$|^read [A-Z]"
)
_PICTURE = re.compile("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]|^\\W*#|\\?\ufe0f")
_SIGNED = re.compile(r"^\W*[—–-] ?.{0,80}\(@\w+\)|^.{2,60}\(@\w+\) \w+ \d+, \d{4}$")
_LINK = re.compile(r"https?://|pic\.twitter\.com|\bt\.co/|www\.")
_TAGGED = re.compile(r"(?:^|\s)[#@]\w")

# Names of those present, one a line, and the heads of memoranda.
_LISTED = re.compile(
    r"^(?:The Honorable|H\.E\.|Mr\.|Mrs\.|Ms\.|Dr\.|Rev\.)|^[^.]*,[^.]*,|,"
)
_HEAD = re.compile(
    r"^(?:MEMORANDUM FOR|SUBJECT:|Presidential Determination|No\. \d{4}|TO THE CONGRESS|"
    r"FOR FURTHER INFORMATION|Subject:|\(?Presidential)"
)
# What a page of the White House carries beside its words.
_FURNITURE = re.compile(
    r"^(?:[\W_]*|(?:the white house|joseph r\. biden,? jr\.?|via teleconference|"
    r"for immediate release|office of .{3,50}|end of .{1,20}|sincerely,?|dear .{3,60}"
    r"[:,]|\(?(?:as prepared|remarks as).{0,40}delivery.{0,10}|\[?video.{0,40}"
    r"|.{0,12}january|"
    r"\W*(?:end\W*)?\(?\d{1,2}(?::\d\d)? [ap]\.m\..{0,20}|\W*end\W*|"
    r"(?:[a-z]+ )?(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december) \d{1,2}, \d{4}\W*|(?:to )?(?:view|watch|read|download|click|see) "
    r"(?:the|here|more|full|a).{0,120}|(?:the )?(?:full )?(?:text|transcript|fact sheet) "
    r".{0,80}\bhere\W*))$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\W*\d{1,2}(?::\d\d)? [AP]\.M\..{0,20}$")
_STRUCK = re.compile(r"</?s>|~~")


def wikinews(text: str) -> Paragraphs:
    """Paragraphs of a Wikinews article."""
    lines = map(_unwiki, text.split("\n"))
    return [None if line == LOST else line for line in lines if line]


LOST = "\n"  # a paragraph whose middle a lost template took


def _unwiki(line: str) -> str:
    line = re.sub(r"</?\w+[^<>]*>", "", line)
    line = re.sub(r"\s*\] has related articles.*", "", line)
    if re.search(r"source=[^\]]*\]", line):
        return LOST
    line = re.sub(r"\{\{w\|([^\]|}]*)\]\]", r"\1", line)
    line = re.sub(r"(?<=[\s.”\"]) ?\]\](?= )", "", line)
    line = re.sub(r"^(?:[^\[\]]{0,40}\]\]|[\s\],])+", "", line)
    if _WIKI.search(line):
        return ""
    return tidy(line)


def tidy(line: str) -> str:
    """
    One line with single spaces, without what a lost template left.

    >>> tidy("At 18:00 ( )  today , they met .")
    'At 18:00 today, they met.'
    """
    line = _EMPTY.sub("", _SPACE.sub(" ", line))
    return _APART.sub("", line).strip()


def globalvoices(text: str) -> Paragraphs:
    """Paragraphs of a Global Voices account, without embedded posts and originals."""
    lines = [tidy(line) for line in text.split("\n")]
    found: Paragraphs = []
    for line in filter(None, lines):
        if _SIGNED.search(line):
            _drop_post(found)
        elif _posted(line):
            found.append(None)
        elif _prose(line):
            found.append(line)
    return found


def _prose(line: str) -> bool:
    """Whether a line is part of the account: no credit, link line or other language."""
    if _CREDIT.search(line) or _HERE.search(line):
        return False
    return bool(re.search(r"\w", line)) and not foreign(line)


def _posted(line: str) -> bool:
    """Whether a line stood in an embedded post."""
    if _LINK.search(line) or _PICTURE.search(line):
        return True
    return len(_TAGGED.findall(line)) > 1


def _drop_post(found: Paragraphs) -> None:
    """Takes away the post whose signature follows: at least a line of it."""
    last = found[-1] if found else None
    if last is not None and len(last) < LONGEST_POST and not last.endswith(":"):
        found.pop()
    found.append(None)


def foreign(line: str) -> bool:
    """
    Whether a line is of another language than English.

    >>> foreign("Carlos puede ayudarnos a garantizar un gobierno para todos")
    True
    """
    letters = [char for char in line if char.isalpha()]
    if sum(ord(char) > 0x24F for char in letters) > len(letters) / 4:
        return True
    words = re.findall(r"[^\W\d_]+", line.lower())
    if len(words) < 6:
        return False
    return sum(word in LITTLE for word in words) < FEW * len(words)


def markdown(text: str) -> Paragraphs:
    """Paragraphs of a page of the White House."""
    found: Paragraphs = []
    for block in _blocks(_marked_up(text)):
        if _STRUCK.search(block):
            found.append(None)
            continue
        line = _unmarked(block)
        if _CLOCK.match(line) and len(found) < 8:
            found = []  # place and room stand before the clock
        elif _HEAD.match(line) or _listed(line):
            found.append(None)
        elif not _FURNITURE.match(line):
            found.append(line)
    return _from_prose(found)


def _listed(line: str) -> bool:
    """Whether a line names somebody with an office, or a place with its country."""
    return bool(_LISTED.search(line)) and not re.search(r"[.!?:;…—–-]\W*$", line)


def _from_prose(found: Paragraphs) -> Paragraphs:
    """Without the headings and addresses at the top."""
    for at, line in enumerate(found):
        if line is not None and _DONE.search(line):
            return found[at:]
    return []


def _marked_up(text: str) -> str:
    """The text without tags, tables, pictures and the targets of links."""
    text = text.replace("\u00a0", " ")
    text = re.sub(r"(?s)<(table|figure|colgroup)\b.*?</\1>|<!--.*?-->", "\n\n", text)
    text = re.sub(r"<br ?/?>", "  \n", text)
    text = re.sub(r"\\(.)", lambda match: chr(ESCAPED + ord(match[1])), text)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)", r"\1", text)
    text = re.sub(r"<(?:https?|mailto)[^>]*>", "", text)
    return re.sub(r"</?(?!s>)[a-zA-Z][^<>]*>", "", text)


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, list items and lines broken on purpose."""
    held = ""
    text = re.sub(r"(?m)^\s*(?:>\s*)+", "", text)
    text = re.sub(r"\n(?=\s*(?:[-*+]|\d{1,2}[.)])\s+\S)", "\n\n", text)
    for piece in filter(str.strip, _HARD.split(text)):
        piece = piece.strip()
        if held and not (piece[0].islower() and not _DONE.search(held)):
            yield held
            held = ""
        held = f"{held} {piece}".strip()
    if held:
        yield held


def _unmarked(block: str) -> str:
    """One line without the marks of Markdown; what was escaped stands again."""
    block = re.sub(r"^\s*(?:#{1,6}\s+|[-*+]\s+)", "", block)
    block = re.sub(r"\*+|`+|(?<!\w)_+|_+(?!\w)", "", block)
    block = re.sub(
        rf"[{chr(ESCAPED)}-{chr(ESCAPED + 255)}]",
        lambda match: chr(ord(match[0]) - ESCAPED),
        block,
    )
    block = re.sub(r"\[\d{1,3}\]", "", html.unescape(block))
    return tidy(re.sub(r"^[•·▪]\s*", "", block))


def runs(paragraphs: Sequence[str | None]) -> Iterator[list[str]]:
    """The stretches between the breaks, none ending in a line that leads on."""
    held: list[str] = []
    for line in [*paragraphs, None]:
        if line is not None:
            held.append(line)
            continue
        while held and held[-1].endswith(":"):
            held.pop()
        if held:
            yield held
        held = []
