"""
Finds what stands between quotation marks in a text.

Takes a text, gives its quotations in text order with the offsets of their insides.
Knows curly, straight, single and doubled-apostrophe marks, guillemets, quotations
within quotations, and quotations that run over paragraphs (the opening mark is
repeated, the closing mark comes last). A mark without its partner never reaches beyond
its paragraph. Needs no parser; linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

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
ELISION = re.compile(
    r"(?:\d0s|\d\d\b|(?:em|tis|twas|til|cause|bout|n|round|cos)\b)", re.IGNORECASE
)
CLOSERS = ")]},.;:!?…"
OPENERS = "([{"
DASHES = "-–—―/"
STRONG = ".,!?;:…)-—–" + '"”'
WRAPPED_LINE = range(50, 101)


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


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    r"""
    The offsets of the paragraphs of a text, without the white space around them.

    A blank line ends a paragraph. So does the end of a line, unless the line is long
    and stops in mid-sentence.

    >>> paragraphs("One.\nTwo.\n\nThree.")
    ((0, 4), (5, 9), (11, 17))
    """
    spaced = "\n\n" in text
    found: list[tuple[int, int]] = []
    start, end, at = -1, 0, 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            first = at + line.index(body[0])
            start = first if start < 0 else start
            end = first + len(body)
        if start >= 0 and not (body and _runs_on(body, spaced=spaced)):
            found.append((start, end))
            start = -1
        at += len(line)
    if start >= 0:
        found.append((start, end))
    return tuple(found)


def _runs_on(line: str, *, spaced: bool) -> bool:
    """
    Whether a line was broken for its length; only a text that sets paragraphs apart by
    blank lines is wrapped.
    """
    return len(line) in WRAPPED_LINE and (
        line[-1] == "," or (spaced and line[-1].isalnum())
    )


def quotations(text: str) -> tuple[Quotation, ...]:
    """
    The quotations of a text in text order, outer ones before those within them.

    >>> text = "He said “no” twice."
    >>> [text[quotation.start : quotation.end] for quotation in quotations(text)]
    ['no']
    """
    blocks = paragraphs(text)
    found: list[Quotation] = []
    for number, (start, end) in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        found.extend(_in_paragraph(text, start, end, following))
    return tuple(
        sorted(
            found, key=lambda quotation: (quotation.outer_start, -quotation.outer_end)
        )
    )


def _in_paragraph(
    text: str, start: int, end: int, following: tuple[int, int] | None
) -> Iterator[Quotation]:
    marks = _marks(text, start, end)
    left = _closings_left(marks)
    stack: list[_Mark] = []
    opened: Counter[str] = Counter()  # marks of the stack by style
    for number, mark in enumerate(marks):
        place = _partner(stack, mark) if opened[mark.style] else None
        if place is not None:
            yield from _between(
                text, stack[place], mark.start, mark.end, place, closed=True
            )
            opened.subtract(other.style for other in stack[place:])
            del stack[place:]
        elif mark.role != "close":
            if stack and left[number] <= opened[mark.style]:
                yield from _between(
                    text, stack[0], mark.start, mark.start, 0, closed=False
                )
                stack.clear()
                opened.clear()
            stack.append(mark)
            opened[mark.style] += 1
    if stack:
        goes_on = following is not None and _opens_with(text, following, stack[0].style)
        yield from _between(
            text, stack[0], end, end, 0, closed=False, continues=goes_on
        )


def _between(
    text: str,
    opening: _Mark,
    end: int,
    outer_end: int,
    depth: int,
    *,
    closed: bool,
    continues: bool = False,
) -> Iterator[Quotation]:
    start = opening.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Quotation(
            start=start,
            end=end,
            outer_start=opening.start,
            outer_end=outer_end,
            depth=depth,
            closed=closed,
            continues=continues,
        )


def _partner(stack: Sequence[_Mark], mark: _Mark) -> int | None:
    """The place of the open mark that this mark closes."""
    if mark.role == "open":
        return None
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].style == mark.style:
            return place
        if mark.style == "single":
            return None
    return None


def _closings_left(marks: Sequence[_Mark]) -> list[int]:
    """For each mark, how many marks of its style after it can close."""
    after: dict[str, int] = {}
    left = [0] * len(marks)
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        left[number] = after.get(mark.style, 0)
        after[mark.style] = left[number] + (mark.role != "open")
    return left


def _opens_with(text: str, block: tuple[int, int], style: str) -> bool:
    match = MARKS.match(text, block[0])
    return match is not None and STYLES[match[0]] == style


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """
    The marks of a paragraph that can open or close a quotation, apostrophes left out.
    """
    found = []
    for match in MARKS.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        role = _role(match[0], before, after)
        style = STYLES[match[0]]
        if role and not (
            style == "single" and role == "open" and ELISION.match(text, match.end())
        ):
            weak = style == "single" and before not in STRONG and after == " "
            found.append(
                _Mark(
                    start=match.start(),
                    end=match.end(),
                    style=style,
                    role=role,
                    weak=weak,
                )
            )
    return _without_apostrophes(found)


def _role(mark: str, before: str, after: str) -> Role | None:
    opens = (
        before.isspace() or before in OPENERS + DASHES or before in STYLES
    ) and not after.isspace()
    closes = not before.isspace() and before not in OPENERS and _ends_there(after)
    usual = USUAL.get(mark)
    if usual == "open":
        return "close" if closes and not opens else "open"
    if usual == "close":
        return "open" if opens and not closes else "close"
    if opens == closes:
        joined = STYLES[mark] == "single" or before.isdigit()
        return "either" if opens or not joined else None
    return "open" if opens else "close"


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
