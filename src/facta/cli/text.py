"""
Text for a terminal: on one line, harmless, aligned, no wider than the screen.

What an account says may hold anything, escape sequences that rename a window or hide a line among it; `line` lets none
of that through. Tables are plain text; columns are as wide as the first rows need, the rest is printed as it is read.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import click
from msgspec import Struct

ID = 8  # digits of an id that a table shows; enough for `facta why`
UNWATCHED = 160  # width of a table that goes to no terminal
AHEAD = 200  # rows that decide how wide columns are
REPLACED = "\ufffd"
GAP = "  "
# marks that turn the direction of what follows: they can make a line read as what it does not say
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
HARMFUL = frozenset({"Cc", "Cs"})


class Column(Struct, frozen=True):
    """The head of a column and the most cells it may take; None for the last one, which takes what is left."""

    name: str
    width: int | None = None


def line(text: str) -> str:
    r"""
    The text on one line, control characters and turned directions replaced.

    >>> line("two\n  lines and \x1b[31mred")
    'two lines and \ufffd[31mred'
    """
    joined = " ".join(text.split())
    if joined.isascii() and joined.isprintable():
        return joined
    return "".join(REPLACED if _harmful(character) else character for character in joined)


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


def _harmful(character: str) -> bool:
    return character in TURNING or unicodedata.category(character) in HARMFUL


def cells(text: str) -> int:
    """
    How many columns of a terminal a text takes.

    >>> cells("Kyiv"), cells("\u4e2d\u56fd"), cells("Co\u0302te")
    (4, 4, 4)
    """
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """
    The text, or as much of it as `width` cells hold with an ellipsis at its end.

    >>> cut("sanctions", 6), cut("aid", 6)
    ('sanct\u2026', 'aid')
    """
    if cells(text) <= width:
        return text
    room, kept = width - 1, ""
    for character in text:
        room -= _cells(character)
        if room < 0:
            break
        kept += character
    return kept.rstrip() + "\u2026" if width > 0 else ""


def screen() -> int:
    """The width to print for: that of the terminal, or of COLUMNS; 160 where neither is there."""
    return max(shutil.get_terminal_size((UNWATCHED, 24)).columns, 1)


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, width: int) -> Iterator[str]:
    """The head and one line a row, as they come; nothing at all without rows."""
    coming = ([line(value) for value in row] for row in rows)
    seen = list(islice(coming, AHEAD))
    if seen:
        head = [column.name for column in columns]
        fitted = [
            _fitted(column, values) for column, values in zip(columns, zip(head, *seen, strict=True), strict=True)
        ]
        for row in chain([head], seen, coming):
            yield _row(columns, fitted, row, width)


def _fitted(column: Column, values: Sequence[str]) -> int:
    """As much as the values need, no more than the column allows; the last column needs no padding."""
    return 0 if column.width is None else min(max(map(cells, values)), column.width)


def _row(columns: Sequence[Column], fitted: Sequence[int], row: Sequence[str], width: int) -> str:
    shown = [
        value if column.width is None else cut(value, column.width) for column, value in zip(columns, row, strict=True)
    ]
    padded = [value + " " * (room - cells(value)) for value, room in zip(shown, fitted, strict=True)]
    return cut(GAP.join(padded).rstrip(), width)


def show(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, empty: str) -> None:
    """Prints a table to standard output; where there are no rows, the note `empty` to standard error."""
    shown = False
    for text in table(columns, rows, width=screen()):
        click.echo(text)
        shown = True
    if not shown:
        click.echo(f"facta: {empty}", err=True)


def show_json(lines: Iterable[bytes], *, empty: str) -> None:
    """Prints JSON lines to standard output; where there are none, the note `empty` to standard error."""
    shown = False
    for encoded in lines:
        click.echo(encoded)
        shown = True
    if not shown:
        click.echo(f"facta: {empty}", err=True)
