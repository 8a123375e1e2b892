"""
Publication days as people, pages and feeds write them, never guessed.

Read are ISO 8601 (also with slashes or full stops), seconds since 1970 (in UTC),
`28.05.2025`, `28 May 2025` and `May 28, 2025` with months in twelve languages, each
with or without a weekday before and a time of day behind. No day, and told of: a month
or year alone, and `03/04/2025`, which is two days.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator

from facta.lexicon.months import Months
from facta.records import Date

_LONGEST = 100  # characters of a date with all that may stand around it
_YEAR = r"(?P<y>[0-9]{4})"
_NUMBER = r"(?P<d>[0-9]{1,2})"
_MONTH = r"(?P<w>[^\W\d_]{3,12})\.?"
_ORDINAL = r"(?:st|nd|rd|th|er|[.ºª])?"
_OF = r"(?:[ ](?:of|de|di|del))?[ -]{1,3}"
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
_FORMS = (
    rf"{_YEAR}(?P<s>[-/.])(?P<m>[0-9]{{1,2}})(?P=s){_NUMBER}",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    rf"{_NUMBER}\.[ ]?(?P<m>[0-9]{{1,2}})\.[ ]?{_YEAR}",
    rf"(?P<a>[0-9]{{1,2}})(?P<s>[/-])(?P<b>[0-9]{{1,2}})(?P=s){_YEAR}",
    rf"{_NUMBER}{_ORDINAL}{_OF}{_MONTH}{_OF.replace(' -', ' ,-')}{_YEAR}",
    rf"{_MONTH}[ ]{_NUMBER}{_ORDINAL},?[ ]{_YEAR}",
    # C's asctime
    rf"{_MONTH}[ ]{{1,2}}{_NUMBER}[ ]{_CLOCK}(?:[ ][A-Z+0-9-]{{1,6}})?[ ]{_YEAR}",
    # RFC 822 before 1989
    rf"{_NUMBER}[ ]{_MONTH}[ ](?P<short>[0-9]{{2}})(?=[ ]{_CLOCK})",
)
_BEFORE = r"(?:[^\W\d_]{2,15}[.,]{0,2}[ ])?"  # a weekday
_CLOCKED = r"(?:[ ]?[,|–—-][ ]?|[ ](?:at|um|à)[ ]|[T ])[0-9]{1,2}[:.h]?[0-9]{2}.*"
_BEHIND = rf"(?:Z|[+-][0-9]{{2}}:[0-9]{{2}}|{_CLOCKED})?"
_TWO = re.compile(_FORMS[3])
_WHOLE = tuple(
    re.compile(f"{_BEFORE}{form}{_BEHIND}", re.IGNORECASE) for form in _FORMS
)
_INSIDE = tuple(
    re.compile(rf"(?<![\w/.-]){form}(?![\w/-])", re.IGNORECASE)
    for form in _FORMS
    if "<short>" not in form
)
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]{1,12})?")
_SHORT_YEAR = re.compile(
    r"[0-9]{1,2}[ /.-]{1,2}(?:[0-9]{1,2}|[^\W\d_]{3,9})[ /.,-]{1,2}'?[0-9]{2}"
)
_SECONDS = re.compile(r"([0-9]{9,10})(?:[0-9]{3})?(?:\.[0-9]{1,9})?")


def day(value: str) -> Date:
    """
    The calendar day of a date or datetime, as written (time zones are not converted).

    Raises:
        ValueError: `value` is no date, or may be two.

    >>> day("2025-05-28T23:10:00-05:00"), day("Mi, 28. Mai 2025 10:00")
    (datetime.date(2025, 5, 28), datetime.date(2025, 5, 28))
    """
    written = " ".join(value.split())
    if len(written) <= _LONGEST:
        if seconds := _SECONDS.fullmatch(written):
            return datetime.datetime.fromtimestamp(int(seconds[1]), datetime.UTC).date()
        for form in _WHOLE:
            if (found := form.fullmatch(written)) and (made := _made(found)):
                return made
    raise ValueError(value)


def days(line: str) -> Iterator[tuple[Date, int, int]]:
    """
    The full dates that stand in a line of prose, each with where it starts and ends.

    >>> list(days("Published 27 May 2025"))
    [(datetime.date(2025, 5, 27), 10, 21)]
    """
    matches = (found for form in _INSIDE for found in form.finditer(line))
    for found in sorted(matches, key=lambda match: match.start()):
        if made := _made(found):
            yield made, found.start(), found.end()


def dated(value: str | None, where: str) -> tuple[Date | None, tuple[str, ...]]:
    """
    The day of `value`, or none and a note that names `where` it stood, if that is not
    empty.

    >>> dated("2025-13-01", "accounts.csv line 3")[1]
    ("accounts.csv line 3: '2025-13-01' is not a date; write it as 2025-05-28",)
    >>> dated("09/08/2005", "")[1]
    ("'09/08/2005' is not a date but two, 2005-09-08 or 2005-08-09; write the right one",)
    """
    if not value or not value.strip():
        return None, ()
    try:
        return day(value), ()
    except ValueError:
        told = f"{value.strip()[:40]!a} is not a date{_fault(value.strip())}"
        return None, (f"{where}: {told}" if where else told,)


def _fault(value: str) -> str:
    """The rest of a line that says why a value is no day, and what to do about it."""
    if found := _TWO.match(value):
        first, second, year = int(found["a"]), int(found["b"]), found["y"]
        if max(first, second) <= 12 and min(first, second) > 0:
            pairs = ((first, second), (second, first))
            days = [f"{year}-{month:02}-{number:02}" for month, number in pairs]
            return f" but two, {days[0]} or {days[1]}; write the right one"
    if _SERIAL.fullmatch(value):
        return (
            " but a spreadsheet's number of one; give its column the format "
            "yyyy-mm-dd and save it again"
        )
    if _SHORT_YEAR.fullmatch(value):
        return " with its whole year; write it as 2025-05-28"
    return "; write it as 2025-05-28"


def _made(found: re.Match[str]) -> Date | None:
    """The day that a match stands for; none where its parts make none."""
    parts = found.groupdict()
    number, digits = parts.get("d"), parts.get("m")
    if parts.get("a"):
        number, digits = _told_apart(parts["a"], parts["b"])
    month = _month(digits, parts.get("w"))
    if number is None or month is None:
        return None
    try:
        return datetime.date(_year(parts), month, int(number))
    except ValueError:
        return None


def _month(digits: str | None, name: str | None) -> int | None:
    if digits:
        return int(digits)
    return _months().get((name or "").casefold())


def _year(parts: dict[str, str]) -> int:
    if parts.get("y"):
        return int(parts["y"])
    # The century of two digits as POSIX and Python's email package tell it.
    short = int(parts["short"])
    if short < 69:
        return 2000 + short
    return 1900 + short


def _told_apart(first: str, second: str) -> tuple[str | None, str | None]:
    """Day and month of two numbers; none where each could be either."""
    if int(first) == int(second) or int(first) > 12:
        return first, second
    if int(second) > 12:
        return second, first
    return None, None


@functools.cache
def _months() -> dict[str, int]:
    return Months.load().numbers()
