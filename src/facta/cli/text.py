"""
Text for a terminal: on one line, harmless, aligned, no wider than the screen.

What an account says may hold anything, escape sequences that rename a window or hide a
line among it; `line` lets none of that through. Tables are plain text; columns are as
wide as the first rows need, the rest is printed as it is read. No column is lost on a
narrow screen: the last one moves below the others, and where these do not fit either,
each row
becomes a block of `name: value` lines.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice

import click
from msgspec import Struct

# Digits of an id that a table shows; enough for `facta why`.
ID = 8
# Cells of a table that goes to no terminal.
UNWATCHED = 160
# Rows that decide how wide columns are, so that the first are shown at once.
AHEAD = 200
# Cells that other columns leave to the last one if they can; judged by eye.
PASSAGE = 44
# Cells below which the last column moves to a line of its own; judged by eye.
FOLDED = 24
# Cells to which other columns give way; a date fits in.
NARROW = 11
# Lines that one value of a block may take; judged by eye.
LINES = 4
# Unicode's character for what cannot be shown
REPLACED = "\ufffd"
GAP = "  "
# marks that turn the direction of what follows: they can make a line read as what it
# does not say
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# control characters and lone surrogates
HARMFUL = frozenset({"Cc", "Cs"})


class Column(Struct, frozen=True):
    """
    The head of a column, the most cells it may take, and the least to which it gives
    way.

    The width is None for the last one, which takes what is left.
    """

    name: str
    width: int | None = None
    least: int = NARROW


def line(text: str) -> str:
    r"""
    The text on one line, control characters and turned directions replaced.

    >>> line("two\n  lines and \x1b[31mred")
    'two lines and \ufffd[31mred'
    """
    joined = " ".join(text.split())
    if joined.isascii() and joined.isprintable():
        return joined
    return "".join(map(_harmless, joined))


def file_name(source: str) -> str:
    """
    The last part of a path or address, which tells accounts apart in a table.

    >>> file_name("articles/may/call.txt")
    'call.txt'
    """
    return source.rstrip("/\\").replace("\\", "/").rsplit("/", 1)[-1]


def indented(text: str) -> str:
    """The text as `line` makes it, behind the spaces it began with."""
    return " " * (len(text) - len(text.lstrip(" "))) + line(text)


def _harmless(character: str) -> str:
    if character in TURNING or unicodedata.category(character) in HARMFUL:
        return REPLACED
    return character


def cells(text: str) -> int:
    """
    How many columns of a terminal a text takes.

    >>> cells("Kyiv"), cells("\u4e2d\u56fd"), cells("Co\u0302te")
    (4, 4, 4)
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    # accents and marks stand on the letter before them
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    # wide and full-width letters, those of Chinese and Japanese among them
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 1


def cut(text: str, width: int) -> str:
    """
    The text, or as much of it as `width` cells hold with an ellipsis at its end.

    >>> cut("sanctions", 6), cut("aid", 6)
    ('sanct\u2026', 'aid')
    """
    if cells(text) <= width:
        return text
    if width <= 0:
        return ""
    room, kept = width - 1, ""
    for character in text:
        room -= _cells(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + "\u2026"


def screen() -> int:
    """
    The width to print for: that of the terminal, or of COLUMNS; 160 where neither is
    there.
    """
    return max(shutil.get_terminal_size((UNWATCHED, 24)).columns, 1)


def wrapped(text: str, width: int) -> Iterator[str]:
    """
    The text in lines of at most `width` cells, broken at spaces where there are any.

    >>> list(wrapped("aid and sanctions", 8))
    ['aid and', 'sanction', 's']
    """
    while cells(text) > width:
        kept = _head(text, width)
        space = kept.rfind(" ")
        # unless a word ends just there
        if text[len(kept)] != " " and space > 0:
            kept = kept[:space]
        yield kept.rstrip()
        text = text[len(kept) :].lstrip(" ")
    if text:
        yield text


def _head(text: str, width: int) -> str:
    """
    The longest beginning of a text that takes no more than `width` cells, but one
    character at least.
    """
    room = width
    for at, character in enumerate(text):
        room -= _cells(character)
        if room < 0:
            return text[: max(at, 1)]
    return text


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], *, width: int
) -> Iterator[str]:
    """
    The head and one line a row, as they come; nothing at all without rows.

    Where `width` is too small for that, two lines a row or a block of lines a row.
    """
    coming = ([line(value) for value in row] for row in rows)
    seen = list(islice(coming, AHEAD))
    if not seen:
        return
    head = [column.name for column in columns]
    needs = [max(map(cells, values)) for values in zip(head, *seen, strict=True)]
    laid_out = _layout(columns, needs, width)
    if laid_out is None:
        yield from _blocks(head, chain(seen, coming), width)
    else:
        for row in chain([head], seen, coming):
            yield from laid_out(row)


def _layout(
    columns: Sequence[Column], needs: Sequence[int], width: int
) -> Callable[[Sequence[str]], Iterator[str]] | None:
    """
    What makes the lines of a row: one line, or the last column below the others; None
    where these do not fit.
    """
    least = sum(
        min(need, column.width or 0, column.least)
        for column, need in zip(columns[:-1], needs, strict=False)
    )
    gaps = len(GAP) * (len(columns) - 1)
    if least + gaps + min(needs[-1], FOLDED) <= width:
        whole = _fitted(columns, needs, width - min(needs[-1], PASSAGE) - gaps)
        return lambda row: iter([_row([*whole, (0, width)], row, width)])
    if least + gaps - len(GAP) <= width:
        others = _fitted(columns, needs, width - gaps + len(GAP))
        return lambda row: _two_lines(others, row, width)
    return None


def _fitted(
    columns: Sequence[Column], needs: Sequence[int], room: int
) -> list[tuple[int, int]]:
    """
    How many cells each column but the last is padded to, and how many its values may
    take; the widest give way.
    """
    most = [
        min(need, column.width or 0)
        for column, need in zip(columns[:-1], needs, strict=False)
    ]
    padded = list(most)
    while sum(padded) > room:
        giving = [at for at, cell in enumerate(padded) if cell > columns[at].least]
        if not giving:
            break
        padded[max(giving, key=padded.__getitem__)] -= 1
    limits = [column.width or 0 for column in columns[:-1]]
    return [
        (now, limit if now == before else now)
        for now, before, limit in zip(padded, most, limits, strict=True)
    ]


def _two_lines(
    fitted: Sequence[tuple[int, int]], row: Sequence[str], width: int
) -> Iterator[str]:
    """The row without its last value, and that value below it."""
    yield _row(fitted, row[:-1], width)
    if row[-1]:
        yield cut(GAP + row[-1], width)


def _blocks(
    names: Sequence[str], rows: Iterable[Sequence[str]], width: int
) -> Iterator[str]:
    """
    Each row as lines of names and values, an empty line between two rows; a value that
    is empty has no line.
    """
    for number, row in enumerate(rows):
        if number:
            yield ""
        for name, value in zip(names, row, strict=True):
            if value:
                yield from _field(f"{name}: {value}", width)


def _field(text: str, width: int) -> Iterator[str]:
    room = max(width - len(GAP), 1)
    for number, part in enumerate(wrapped(cut(text, LINES * room), room)):
        yield cut(f"{GAP if number else ''}{part}", width)


def _row(fitted: Sequence[tuple[int, int]], row: Sequence[str], width: int) -> str:
    shown = [
        (cut(value, limit), room)
        for value, (room, limit) in zip(row, fitted, strict=True)
    ]
    return cut(
        GAP.join(value + " " * (room - cells(value)) for value, room in shown).rstrip(),
        width,
    )


def show(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], *, empty: str
) -> None:
    """
    Prints a table to standard output; where there are no rows, the note `empty` to
    standard error.
    """
    shown = False
    for text in table(columns, rows, width=screen()):
        click.echo(text)
        shown = True
    if not shown:
        click.echo(f"facta: {empty}", err=True)


def show_json(lines: Iterable[bytes], *, empty: str) -> None:
    """
    Prints JSON lines to standard output; where there are none, the note `empty` to
    standard error.
    """
    shown = False
    for encoded in lines:
        click.echo(encoded)
        shown = True
    if not shown:
        click.echo(f"facta: {empty}", err=True)
