"""
The fields of a line of the notation: spans, ids, parties, days, numbers.

What a field cannot mean is told of, and something stands for it, so that one reading
finds all that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

from facta.evaluate.corpus import Day, Mark
from tools.corpus.bare import Bare
from tools.corpus.quoted import SPAN, UnreadError, mark

EMPTY = "-"
UNREAD = Mark(0, 0, "")  # stands for a span that could not be read, and was told of
ID = re.compile(r"E\d+")
_DAY = re.compile(r"([<>]?)\s*([\d/-]*)\s*([sn]?)|\?")


class Fields:
    """Reads fields for one passage, and tells of each problem."""

    def __init__(self, bare: Bare, tell: Callable[[str], None]) -> None:
        self._bare = bare
        self.tell = tell

    def parties(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Entity ids of actors and of recipients; both on both sides of `=`."""
        for sign in ">=":
            left, parted, right = text.partition(sign)
            if parted:
                break
        else:
            self.tell(f"parties {text!r}; write E1 > E2, E1 = E2, E1 > - or - > E2")
            return (), ()
        sides = self.ids(left), self.ids(right)
        if sign == ">":
            return sides
        if not all(sides):
            self.tell(
                f"parties {text!r}: a reciprocal event has two sides; write E1 > - where "
                "the other is not told, E3 = E3 for a group among itself"
            )
        both = tuple(dict.fromkeys(sides[0] + sides[1]))
        return both, both

    def ids(self, text: str) -> tuple[str, ...]:
        """Entity ids parted by commas; none of `-`."""
        return tuple(self.id(part) or "" for part in listed(text))

    def id(self, text: str) -> str | None:
        """One entity id; None of `-`."""
        if text != EMPTY and not ID.fullmatch(text):
            self.tell(f"{text!r} is no entity id; write one such as E1, or -")
            return None
        return empty(text)

    def day(self, text: str) -> Day:
        """When: a value with its basis, a bound, or neither."""
        if text == "?":
            return Day(value=None, bound=None, basis="unresolved")
        match = _DAY.fullmatch(text)
        sign, value, basis = match.groups() if match else ("", "", "")
        if match is None or bool(value) != bool(basis) or not (value or sign):
            self.tell(
                f"day {text!r}; write 2005-08-11 s, 2005-08 n, <, >, <2005-08-11 s or ?"
            )
            return Day(value=None, bound=None, basis="unresolved")
        bounds: dict[str, Literal["on", "by", "after"]]
        bounds = {"": "on", "<": "by", ">": "after"}
        if not value:
            return Day(value=None, bound=bounds[sign], basis="published")
        stated = basis == "s"
        return Day(
            value=value, bound=bounds[sign], basis="stated" if stated else "narrative"
        )

    def value(self, text: str) -> int | float | None:
        """A number, whole where it is; None of `-`."""
        written = text.strip().replace(",", "")
        if written in ("", EMPTY):
            return None
        try:
            number = float(written)
        except ValueError:
            self.tell(f"{text!r} is no number; write digits, or -")
            return None
        return int(number) if number.is_integer() else number

    def one_of(self, text: str, allowed: Any) -> Any:
        """A word as it stands, which should be one of a Literal."""
        if text not in get_args(allowed):
            self.tell(f"{text!r} is none of {', '.join(get_args(allowed))}")
        return text

    def mark(self, text: str) -> Mark:
        """The one span of a field."""
        found = self.marks(text)
        if len(found) != 1:
            self.tell(f"{text!r} is {len(found)} spans; write one, such as 1`word`")
            return UNREAD
        return found[0]

    def marks(self, text: str) -> tuple[Mark, ...]:
        """All spans of a field, parted by space or `+`; none of `-`."""
        if text == EMPTY:
            return ()
        junk = SPAN.sub(" ", text).replace("+", " ").replace(",", " ").strip()
        if junk:
            self.tell(f"{junk!r} beside the spans; write spans such as 1`word` alone")
        return tuple(self._read_marks(text))

    def _read_marks(self, text: str) -> Iterator[Mark]:
        for number, quoted, nth in SPAN.findall(text):
            try:
                yield mark(self._bare, int(number), quoted, int(nth) if nth else None)
            except UnreadError as reason:
                self.tell(str(reason))
                yield UNREAD


def listed(text: str) -> tuple[str, ...]:
    """What commas part; nothing of `-`."""
    return tuple(part.strip() for part in text.split(",") if part.strip(" -"))


def empty(text: str) -> str | None:
    """A field as it stands; None of `-`."""
    if text in (EMPTY, ""):
        return None
    return text
