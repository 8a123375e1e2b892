"""Publication days as people write them into tables: ISO 8601, with or without a time of day."""

from __future__ import annotations

import datetime
import re

from facta.records import Date

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?|(\d{4})(\d{2})(\d{2})", re.ASCII)


def day(value: str) -> Date:
    """
    The calendar day of an ISO date or datetime, as written (time zones are not converted).

    Raises:
        ValueError: `value` is no date.

    >>> day("2025-05-28T23:10:00-05:00")
    datetime.date(2025, 5, 28)
    """
    found = _ISO.fullmatch(value.strip())
    if not found:
        raise ValueError(value)
    year, month, number = (int(part) for part in found.groups() if part is not None)
    return datetime.date(year, month, number)


def dated(value: str | None, where: str) -> tuple[Date | None, tuple[str, ...]]:
    """
    The day of `value`, or none and a note that names `where` it stood.

    >>> dated("2025-13-01", "accounts.csv line 3")[1]
    ("accounts.csv line 3: '2025-13-01' is not a date; write it as 2025-05-28",)
    """
    if not value or not value.strip():
        return None, ()
    try:
        return day(value), ()
    except ValueError:
        shown = ascii(value.strip()[:40])
        return None, (f"{where}: {shown} is not a date; write it as 2025-05-28",)
