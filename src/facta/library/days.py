"""
Days as a person gives them in Python: a date, a date with a time, or ISO 8601 text.
"""

from __future__ import annotations

import datetime

from facta.errors import SettingsError

Day = datetime.date | str


def day(value: Day | None) -> datetime.date | None:
    """
    The day meant; None where none is.

    Raises:
        SettingsError: not a day.

    >>> day("2025-05-25"), day(datetime.datetime(2025, 5, 25, 12, 30)), day(None)
    (datetime.date(2025, 5, 25), datetime.date(2025, 5, 25), None)
    """
    try:
        if isinstance(value, datetime.datetime):
            return value.date()
        if value is None or isinstance(value, datetime.date):
            return value
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise SettingsError(f"{value!r}: not a date; write it as 2025-05-25") from None
