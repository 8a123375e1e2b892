"""
A date in words, as precise as it is known and no more: "2019", "May 2025", "by 28 May
2025". Every place that shows a date to a reader takes its words from here.
"""

from __future__ import annotations

from collections.abc import Collection

from facta.records import NOT_YET, Date, DateBasis

MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)
SEASONS = {12: "winter", 3: "spring", 6: "summer", 9: "autumn"}
FROM_CONTEXT = "from the context"


def day(date: Date | None, precision: str | None = "day") -> str:
    """
    A date as precise as it is known; a stretch of three months is a season or, from
    January on, a quarter.

    >>> day(Date(2025, 5, 25)), day(Date(2025, 5, 1), "month"), day(None)
    ('25 May 2025', 'May 2025', 'undated')
    >>> day(Date(2025, 6, 1), "season"), day(Date(2025, 4, 1), "season")
    ('summer 2025', 'Q2 2025')
    """
    if date is None:
        return "undated"
    if precision == "year":
        return str(date.year)
    if precision == "season":
        named = SEASONS.get(date.month)
        if named:
            return f"{named} {date.year}"
        return f"Q{date.month // 3 + 1} {date.year}"
    month = f"{MONTHS[date.month - 1]} {date.year}"
    if precision == "month":
        return month
    return f"{date.day} {month}"


def when(
    date: Date | None,
    precision: str | None,
    basis: DateBasis,
    *,
    auxiliary: Collection[str] = (),
) -> str | None:
    """
    When something happened, in words, with what the date rests on where the account
    does not state it; None without a date. What is only planned or possible did not
    happen by the day of publication, it was told by then.

    >>> when(Date(2025, 5, 28), "day", "published"), when(Date(2019, 1, 1), "year", "stated")
    ('by 28 May 2025', '2019')
    >>> when(Date(2025, 5, 25), "day", "narrative"), when(None, None, "unresolved")
    ('25 May 2025 (from the context)', None)
    >>> when(Date(2025, 5, 28), "day", "published", auxiliary=["future"])
    'told by 28 May 2025'
    """
    if date is None:
        return None
    words = day(date, precision)
    if basis == "published":
        if NOT_YET.intersection(auxiliary):
            return f"told by {words}"
        return f"by {words}"
    if basis == "narrative":
        return f"{words} ({FROM_CONTEXT})"
    return words
