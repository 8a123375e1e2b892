"""
What an address asks of a page: its question as filters, with numbers and days that are
some. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, cast

from facta.errors import SettingsError
from facta.records import Credibility, Date

Choice = TypeVar("Choice", bound=str)
# Pages of a list that anybody turns; behind them a filter is of more use.
FURTHEST = 10_000


def text(given: Mapping[str, str], name: str) -> str:
    """A text without spaces around it; empty where nothing is asked."""
    return given.get(name, "").strip()


def day(given: Mapping[str, str], name: str) -> Date | None:
    """
    A day.

    Raises:
        SettingsError: it is none.
    """
    asked = text(given, name)
    if not asked:
        return None
    try:
        return Date.fromisoformat(asked)
    except ValueError as error:
        raise SettingsError(
            f"{asked!r} is not a date; write it as 2025-05-25"
        ) from error


def number(given: Mapping[str, str], name: str, *, most: int = FURTHEST) -> int:
    """A number from 0 on; what is none is 0."""
    asked = text(given, name)
    return min(int(asked), most) if asked.isdecimal() and len(asked) < 10 else 0


def grade(given: Mapping[str, str]) -> Credibility | None:
    """The weakest grade that is asked for."""
    asked = text(given, "grade")
    if asked not in {"1", "2", "3", "4", "5", "6"}:
        return None
    return cast("Credibility", int(asked))


def choice(given: Mapping[str, str], name: str, among: tuple[Choice, ...]) -> Choice:
    """One of several words, the first where none of them is asked for."""
    asked = text(given, name)
    return next((each for each in among if each == asked), among[0])
