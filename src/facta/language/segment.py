"""
Text to sentences, headings and list items, by rules.

Takes a text as it came, with lines broken anywhere; gives bounds with a kind. Bounds
are in order and disjoint, and leave out nothing that can be seen. First lines are
grouped into blocks: a line break inside wrapped text is soft, every other is hard. Then
each block is cut where a stop ends a sentence. Every pattern looks a bounded way ahead
and back, so that time grows with length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from facta.language.rules import Rules, written
from facta.language.tokens import HIDDEN
from facta.records import SentenceKind

# Lengths in characters, judged, not fitted.
LONGEST = 3000  # of a sentence; a longer one is cut at a space
HEADING = 120  # of a heading, at most
NARROWEST, WIDEST = 40, 130  # of a line in wrapped text
# Shares of a text's line breaks, judged, not fitted: it is wrapped where more than these
# come before a word that did not fit, and within a sentence.
OVERFLOWING, RUNNING_ON = 0.6, 0.3

_LINE = re.compile(
    r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+|\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"
)
_VISIBLE = re.compile(rf"[^\s{HIDDEN}]")
_ITEM = re.compile(
    r"\s*(?:[-*•‣▪◦●○·–—]\s+(?=\S)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S))"
)
_MARKED = re.compile(r"\s*#{1,6}\s")
_CLOSERS = "\"'”’»)\\]}"
_OPENERS = "\"'“‘«([{¿¡—–-"
_STOP = re.compile(
    rf"(?<![.!?…。！？])(?P<stop>[.!?。！？]++|…\.*+)"
    rf"(?P<close>[{_CLOSERS}]*+(?:\s?\[\d{{1,3}}\])*+)"
    r"(?P<space>\s+|(?<=[。！？])|(?=[A-Z“][a-z])|\Z)"
)
_FINAL = re.compile(rf"[.!?…。！？:;,][{_CLOSERS}]*\s*\Z")
_WORD = re.compile(r"[\w.’'&-]*\Z")
_NEXT = re.compile(rf"[{_OPENERS}]*\s?(?P<word>\w*)")
_SPEAKER = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,4}(?P<verb>[a-z]+)")
_SUBJECT = re.compile(r"[A-Z]\w+\s+(?P<verb>[a-z]+)\b")
# Hours of the clock, without their last stop.
HOURS = frozenset({"a.m", "p.m"})
# "Example.Com" has not lost a space.
_DOMAINS = {"com", "edu", "gov", "js", "net", "org"}
_BREAK = re.compile(r"(?<=[;:])\s|(?<=,)\s|\s")


class Stretch(NamedTuple):
    """Bounds of one sentence in a text, and what kind of sentence it is."""

    start: int
    end: int
    kind: SentenceKind


class _Line(NamedTuple):
    start: int
    end: int


class Segmenter:
    """The rules, made ready."""

    def __init__(self, rules: Rules) -> None:
        self._titles = written(rules.titles)
        self._numbered = written(rules.numbered)
        self._abbreviations = written(rules.abbreviations)
        self._openers = frozenset(word.capitalize() for word in rules.openers)
        self._saying = rules.saying
        self._clock, self._states = rules.clock, rules.states
        self._finite = rules.finite | rules.saying

    def sentences(self, text: str) -> list[Stretch]:
        """Bounds and kinds of the sentences of `text`."""
        found = []
        blocks = list(_blocks(text))
        for number, (start, end) in enumerate(blocks):
            kind = _kind(text, start, end, last=number == len(blocks) - 1)
            if kind == "heading":
                found.append(Stretch(start, end, kind))
            else:
                cut = self._cut(text, start, end)
                found += [Stretch(*bounds, kind) for bounds in cut]
        return found

    def _cut(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        begin = at = start
        if item := _ITEM.match(text, start, end):
            at = item.end()
        for match in _STOP.finditer(text, at, end):
            if match.end() < end and self._ends(text, begin, match, end):
                yield from _short(text, begin, match.end("close"))
                begin = match.end()
        yield from _short(text, begin, end)

    def _ends(self, text: str, begin: int, match: re.Match[str], end: int) -> bool:
        """Whether a stop with text behind it ends its sentence."""
        word = _word_after(text, match.end(), end)
        stop, close = match["stop"], match["close"]
        if not match["space"]:
            return stop in {"。", "！", "？"} or _glued(text, match, word)
        if word[:1].islower() or text[match.end()] in ",;:.!?)]}%":
            return False
        if stop[0] in "!?":
            return not (close and self._said(text, match.end()))
        if stop != "." or close.strip(")]}"):
            return True
        return self._full(text, begin, match, word)

    def _full(
        self, text: str, begin: int, match: re.Match[str], following: str
    ) -> bool:
        """Whether a single stop is not that of an abbreviation, initial or number."""
        at = match.start()
        word = _word_before(text, begin, at).rsplit("-", 1)[-1].strip("'’")
        opens = following in self._openers
        if word in self._titles:
            return not following[:1].isupper() and not following[:1].isdigit()
        if word in self._numbered and following[:1].isdigit():
            return False
        if len(word) == 1 and word.isupper():
            return opens and not _named(text, begin, at - 1)
        if "." in word.strip(".") and len(word.rsplit(".", 1)[-1]) == 1:
            return opens or self._starts(text, match.end(), word, following)
        if word in self._abbreviations:
            return opens
        # The number of an item opens its line: "12. Aid".
        counts = word.isdigit() and len(word) <= 2
        return not counts or bool(text[begin : at - len(word)].strip())

    def _starts(self, text: str, at: int, word: str, following: str) -> bool:
        """
        Whether a name behind an acronym or an hour opens a sentence: "at 4 a.m. Israel
        struck", "in Washington, D.C. France fined it".
        """
        if word.lower() in HOURS:
            called = not following.isupper() and following not in self._clock
            return following[:1].isupper() and called
        clause = _SUBJECT.match(text, at, at + 80)
        if clause is None or following not in self._states:
            return False
        return clause["verb"] in self._finite or clause["verb"].endswith("ed")

    def _said(self, text: str, at: int) -> bool:
        """Whether who said it follows: "President Doe asked"."""
        speaker = _SPEAKER.match(text, at, at + 80)
        return bool(speaker and speaker["verb"] in self._saying)


def _word_after(text: str, at: int, end: int) -> str:
    following = _NEXT.match(text, at, min(end, at + 40))
    if following is None:
        return ""
    return following["word"]


def _word_before(text: str, begin: int, at: int) -> str:
    found = _WORD.search(text, max(begin, at - 24), at)
    if found is None:
        return ""
    return found.group()


def _named(text: str, begin: int, at: int) -> bool:
    """Whether an initial is of a name: "John F." and "F.", not "plan B."."""
    before = text[max(begin, at - 30) : at].split()
    return not before or before[-1][:1].isupper()


def _glued(text: str, match: re.Match[str], following: str) -> bool:
    """Whether a stop without a space is one that lost it: "said.The"."""
    start = match.start()
    before = text[max(0, start - 4) : start]
    if match["close"] or match["stop"] != ".":
        return before[-1:].islower()
    return (
        len(before) == 4
        and before.isalpha()
        and before.islower()
        and following.lower() not in _DOMAINS
    )


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`text[start:end]` in visible pieces of at most LONGEST, if there is a space."""
    while end - start > LONGEST:
        longest = start + LONGEST
        found = _BREAK.finditer(text, start + LONGEST // 2, longest)
        breaks = [match.end() for match in found]
        if not breaks:
            later = _BREAK.search(text, longest, end)
            if later is None:
                break
            breaks = [later.end()]
        clauses = [at for at in breaks if text[at - 2] in ";:"]
        commas = [at for at in breaks if text[at - 2] == ","]
        good = clauses or commas or breaks
        yield from _trimmed(text, start, good[-1])
        start = good[-1]
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = _VISIBLE.search(text, start, end)
    if first is None:
        return
    while not _VISIBLE.match(text, end - 1):
        end -= 1
    yield first.start(), end


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that belong together."""
    rows = _rows(text)
    width = _width(text, rows)
    begin: _Line | None = None
    before: _Line | None = None
    for row in rows:
        if before and row and begin and _soft(text, before, row, width):
            before = row
            continue
        if begin and before:
            yield from _trimmed(text, begin.start, before.end)
        begin = before = row
    if begin and before:
        yield from _trimmed(text, begin.start, before.end)


def _rows(text: str) -> list[_Line | None]:
    """
    Lines with something to see, and None for every blank line.

    The first break after a line ends it and is no blank line.
    """
    rows: list[_Line | None] = []
    after = False
    for match in _LINE.finditer(text):
        visible = _VISIBLE.search(text, *match.span()) is not None
        broken = match.group()[0] in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
        if visible:
            rows.append(_Line(*match.span()))
        elif broken and not after:
            rows.append(None)
        after = visible or (after and not broken)
    return rows


def _width(text: str, rows: list[_Line | None]) -> int:
    """
    Width of the lines if the text is wrapped, else 0.

    Each break of wrapped text comes where the next word did not fit.
    """
    pairs = [(a, b) for a, b in pairwise(rows) if a and b]
    width = max((row.end - row.start for row in rows if row), default=0)
    if len(pairs) < 2 or not NARROWEST <= width <= WIDEST:
        return 0
    wrapped = sum(_overflows(text, a, b, width) for a, b in pairs)
    running = sum(not _ends_finally(text, a.start, a.end) for a, _ in pairs)
    if wrapped > OVERFLOWING * len(pairs) and running > RUNNING_ON * len(pairs):
        return width
    return 0


def _ends_finally(text: str, start: int, end: int) -> bool:
    """Whether a line ends with a stop, a colon or a comma."""
    return _FINAL.search(text, max(start, end - 6), end) is not None


def _overflows(text: str, line: _Line, following: _Line, width: int) -> bool:
    word = text[following.start : following.start + width].split(maxsplit=1)[:1]
    # Eight characters of the margin stay free in ragged text; judged, not fitted.
    return bool(word) and line.end - line.start + 1 + len(word[0]) > width - 8


def _soft(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether the break between two lines is one of layout only."""
    if _ITEM.match(text, following.start, following.end):
        return False
    if _MARKED.match(text, line.start, line.end):
        return False
    if width and _overflows(text, line, following, width):
        return True
    first = _VISIBLE.search(text, following.start, following.end)
    runs_on = not _ends_finally(text, line.start, line.end)
    long = NARROWEST <= line.end - line.start <= WIDEST
    return bool(first and first.group().islower() and runs_on and (long or width))


def _kind(text: str, start: int, end: int, *, last: bool) -> SentenceKind:
    if _MARKED.match(text, start, end):
        return "heading"
    if _ITEM.match(text, start, end):
        return "item"
    short = end - start <= HEADING and not last
    if short and not _ends_finally(text, start, end):
        return "heading"
    return "prose"
