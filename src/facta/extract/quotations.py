"""
Finds what stands between quotation marks in a text.

Takes a text, gives its quotations in text order with the offsets of their insides.
Knows curly, straight, single and doubled-apostrophe marks, guillemets, quotations
within quotations, and quotations that run over paragraphs (the opening mark is
repeated, the closing mark comes last). A mark without its partner never reaches beyond
its paragraph. Needs no parser, and of words only those that an apostrophe shortens;
linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from msgspec import Struct, structs

from facta.extract.paragraphs import paragraphs

Role = Literal["open", "close", "either"]

MARKS = re.compile(r"''|``|[“”„\"«»‘’']")
STYLES = {
    "“": "curly",
    "”": "curly",
    "„": "curly",
    '"': "straight",
    "''": "straight",
    "``": "straight",
    "«": "angle",
    "»": "angle",
    "‘": "single",
    "’": "single",
    "'": "single",
}
USUAL: dict[str, Role] = {
    "“": "open",
    "„": "open",
    "``": "open",
    "«": "open",
    "‘": "open",
    "”": "close",
    "»": "close",
}
# "the ’90s", "in ’16"
SHORT_YEAR = re.compile(r"\d0s|\d\d\b", re.IGNORECASE)
WORD = re.compile(r"\w+")
CLOSERS = ")]},.;:!?…"
OPENERS = "([{"
DASHES = "-–—―/"
# behind these a single mark closes a quotation; behind a letter it may be the possessive
# of a plural
STRONG = ".,!?;:…)-—–" + '"”'


class Quotation(Struct, frozen=True, kw_only=True):
    """
    Characters `[start, end)` between two marks; `outer_start` and `outer_end` include
    the marks.

    `depth` counts the quotations around it. `closed` is False where the closing mark is
    missing. `continues` says that the quotation goes on with the first one of the next
    paragraph.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int
    closed: bool = True
    continues: bool = False


class _Mark(Struct, frozen=True, kw_only=True):
    start: int
    end: int
    style: str
    role: Role
    weak: bool = False


def quotations(text: str, elisions: Collection[str]) -> tuple[Quotation, ...]:
    """
    The quotations of a text in text order, outer ones before those within them.

    Args:
        text: any text.
        elisions: words in lower case that an apostrophe before them shortens: it opens
            no quotation.

    >>> text = "He said “no” to 'em."
    >>> [text[one.start : one.end] for one in quotations(text, {"em"})]
    ['no']
    """
    blocks = paragraphs(text)
    found: list[Quotation] = []
    for number, (start, end) in enumerate(blocks):
        marks = _marks(text, start, end, elisions)
        open_marks = _OpenMarks(marks)
        found += open_marks.paired()
        if open_marks.stack:
            goes_on = _opens_with(text, blocks[number + 1 :][:1], open_marks.style)
            found.append(open_marks.unclosed(end, continues=goes_on))
    told = (trimmed for one in found if (trimmed := _trimmed(text, one)) is not None)
    return tuple(sorted(told, key=lambda one: (one.outer_start, -one.outer_end)))


class _OpenMarks:
    """
    The marks of a paragraph, read from left to right; those that still wait for their
    partner lie on a stack.
    """

    def __init__(self, marks: Sequence[_Mark]) -> None:
        self.marks = marks
        self.left = _closings_left(marks)
        self.stack: list[_Mark] = []
        self.opened: Counter[str] = Counter()  # marks of the stack by style

    @property
    def style(self) -> str:
        """The style of the outermost open mark."""
        return self.stack[0].style

    def paired(self) -> Iterator[Quotation]:
        """The quotations as their closing marks are met, white space and all."""
        for number, mark in enumerate(self.marks):
            depth = self._partner(mark)
            if depth is not None:
                yield self._closed(depth, mark)
            elif mark.role != "close":
                # with too few marks left to close what is open, the outermost mark has
                # lost its partner, and ends where the next quotation begins
                if self.stack and self.left[number] <= self.opened[mark.style]:
                    yield self.unclosed(mark.start)
                    self.stack.clear()
                    self.opened.clear()
                self.stack.append(mark)
                self.opened[mark.style] += 1

    def _partner(self, mark: _Mark) -> int | None:
        """The place on the stack of the open mark that this mark closes."""
        if mark.role == "open" or not self.opened[mark.style]:
            return None
        for place in range(len(self.stack) - 1, -1, -1):
            if self.stack[place].style == mark.style:
                return place
            # an apostrophe must not close what stands around another quotation
            if mark.style == "single":
                return None
        return None

    def _closed(self, depth: int, mark: _Mark) -> Quotation:
        opening = self.stack[depth]
        self.opened.subtract(other.style for other in self.stack[depth:])
        del self.stack[depth:]
        return Quotation(
            start=opening.end,
            end=mark.start,
            outer_start=opening.start,
            outer_end=mark.end,
            depth=depth,
        )

    def unclosed(self, end: int, *, continues: bool = False) -> Quotation:
        """What the outermost open mark encloses, where nothing closes it before."""
        return Quotation(
            start=self.stack[0].end,
            end=end,
            outer_start=self.stack[0].start,
            outer_end=end,
            depth=0,
            closed=False,
            continues=continues,
        )


def _trimmed(text: str, quotation: Quotation) -> Quotation | None:
    """A quotation without white space at its edges; None where nothing is left."""
    inside = text[quotation.start : quotation.end]
    start = quotation.start + len(inside) - len(inside.lstrip())
    end = start + len(inside.strip())
    return structs.replace(quotation, start=start, end=end) if start < end else None


def _closings_left(marks: Sequence[_Mark]) -> list[int]:
    """For each mark, how many marks of its style after it can close."""
    after: dict[str, int] = {}
    left = [0] * len(marks)
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        left[number] = after.get(mark.style, 0)
        after[mark.style] = left[number] + (mark.role != "open")
    return left


def _opens_with(text: str, blocks: Sequence[tuple[int, int]], style: str) -> bool:
    """Whether the first of some paragraphs begins with a mark of a style."""
    match = MARKS.match(text, blocks[0][0]) if blocks else None
    return match is not None and STYLES[match[0]] == style


def _marks(text: str, start: int, end: int, elisions: Collection[str]) -> list[_Mark]:
    """
    The marks of a paragraph that can open or close a quotation, apostrophes left out.
    """
    found = []
    for match in MARKS.finditer(text, start, end):
        # the edges of a paragraph are as good as white space
        first, last = match.span()
        before = text[max(first - 1, start) : first] or " "
        after = text[last : min(last + 1, end)] or " "
        role = _role(match[0], before, after)
        single = STYLES[match[0]] == "single"
        if role is None:
            continue
        if single and role == "open" and _elides(text, last, elisions):
            continue
        found.append(
            _Mark(
                start=first,
                end=last,
                style=STYLES[match[0]],
                role=role,
                weak=single and before not in STRONG and after == " ",
            )
        )
    return _without_apostrophes(found)


def _elides(text: str, start: int, elisions: Collection[str]) -> bool:
    """Whether a mark is the apostrophe of a short year or a shortened word."""
    if SHORT_YEAR.match(text, start):
        return True
    word = WORD.match(text, start)
    return word is not None and word[0].lower() in elisions


def _role(mark: str, before: str, after: str) -> Role | None:
    """What a mark can do by the characters beside it; None: it is an apostrophe."""
    opens = _begins_there(before) and not after.isspace()
    closes = not before.isspace() and before not in OPENERS and _ends_there(after)
    # a mark that says itself what it does is believed unless only the other fits
    usual = USUAL.get(mark)
    if usual == "open":
        return "close" if closes and not opens else "open"
    if usual == "close":
        return "open" if opens and not closes else "close"
    if opens != closes:
        return "open" if opens else "close"
    if opens:
        return "either"
    # within a word: an apostrophe ("don't"), or inches (6'2")
    joined = STYLES[mark] == "single" or before.isdigit()
    return None if joined else "either"


def _begins_there(before: str) -> bool:
    return before.isspace() or before in OPENERS + DASHES or before in STYLES


def _ends_there(after: str) -> bool:
    return after.isspace() or after in CLOSERS + DASHES or after in STYLES


def _without_apostrophes(marks: Sequence[_Mark]) -> list[_Mark]:
    """
    Without single marks that are apostrophes: openings that nothing closes, and
    possessives of plurals.

    The mark of "the leaders' plan" may be either; it closes only where no better one
    follows before the next opening.
    """
    kept: list[_Mark] = []
    better = any_left = False
    for mark in reversed(marks):
        if mark.style != "single":
            kept.append(mark)
        elif mark.role == "open":
            if any_left:
                kept.append(mark)
            better = False
        elif not (mark.weak and better):
            kept.append(mark)
            better = better or not mark.weak
            any_left = True
    return kept[::-1]
