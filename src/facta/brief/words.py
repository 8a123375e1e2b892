"""
How the brief puts codes into words: dates with their basis, amounts, types, countries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from facta.extract.times import wording
from facta.extract.times.wording import (
    day as day,
)  # the words of a day, with those of all else
from facta.records import (
    Annotation,
    Date,
    Direction,
    Event,
    Figure,
    Happening,
    Speaker,
    Statement,
)

BASES = {
    "stated": "date stated",
    "narrative": "date from the context, not stated",
    "published": "no date stated; told by the day of publication",
    "unresolved": "undated",
}
AUXILIARY = {
    "historical": "background",
    "future": "announced",
    "hypothetical": "possible",
    "negation": "did not happen",
}
PLURAL = re.compile(
    r"\b(account|commitment|dispute|event|figure|happening|originator|speaker|statement|word)s\b"
)
PART = re.compile(r"(\d{4})-([A-Z]\w)")
SEASON_NAMES = {"WI": "winter", "SP": "spring", "SU": "summer", "FA": "autumn"}
ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
LENGTH = re.compile(r"([\d.,]+) (?:second|minute|hour|day|week|month|year)")
CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£"}
CHANGES: dict[Direction | None, str] = {"up": ", a rise", "down": ", a fall", None: ""}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def when(item: Happening | Event | Statement) -> str:
    """
    When it was done or said, in words: a bound as a bound, a day that the context gives
    as such.
    """
    auxiliary = () if isinstance(item, Statement) else item.auxiliary
    return wording.when(
        item.date, item.date_precision, item.date_basis, auxiliary=auxiliary
    ) or day(None)


def bare(when: str) -> str:
    """
    A date in words without what it rests on, for a place that shows that otherwise.

    >>> bare("25 May 2025 (from the context)"), bare("by 28 May 2025")
    ('25 May 2025', 'by 28 May 2025')
    """
    return when.removesuffix(f" ({wording.FROM_CONTEXT})")


def counted(count: int, noun: str) -> str:
    """
    A count with its noun.

    >>> counted(1, "report"), counted(4125, "report")
    ('1 report', '4,125 reports')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def weight(reports: int, originators: int) -> str:
    """
    How many accounts report a happening, and how many of them are independent where
    there are several.

    >>> weight(1, 1), weight(3, 1), weight(3, 2)
    ('1 report', '3 reports of 1 originator', '3 reports of 2 originators')
    """
    told = counted(reports, "report")
    return told if reports == 1 else f"{told} of {counted(originators, 'originator')}"


def agreed(name: str, count: int) -> str:
    """
    The name of what is counted, its noun in the singular where there is one.

    >>> agreed("happenings", 1), agreed("events without a source", 2), agreed("anonymous", 1)
    ('happening', 'events without a source', 'anonymous')
    """
    return PLURAL.sub(r"\1", name) if count == 1 else name


def number(value: float) -> str:
    """
    A number as prose writes it.

    >>> number(350e9), number(1.3), number(12500)
    ('350 billion', '1.3', '12,500')
    """
    for size, name in SCALES:
        if abs(value) >= size:
            return f"{value / size:,.4g} {name}"
    return f"{value:,.10g}"


def amount(figure: Figure) -> str:
    """
    A figure's value with its unit and its bounds, and where a change leads.

    Reads `at least 13`, `up to 20`, `5 to 7 km`, `$350 billion`, `17 %`, `21 %, a
    fall`.
    """
    return _bounded(figure) + CHANGES[figure.direction]


def _bounded(figure: Figure) -> str:
    unit = figure.unit or ""
    front = CURRENCIES.get(unit, "")
    back = "" if front or not unit else f" {unit}"
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        return f"{front}{number(low)} to {front}{number(high)}{back}"
    if low is not None and high is None:
        return f"at least {front}{number(low)}{back}"
    if high is not None and low is None:
        return f"up to {front}{number(high)}{back}"
    return f"{front}{number(figure.value)}{back}"


def claim(value: str, attribute: str) -> str:
    """
    What one side of a dispute claims, as prose writes it.

    >>> claim("2025-05-15", "date"), claim("2025-SU", "date"), claim("2 hour", "number")
    ('15 May 2025', 'summer 2025', '2 hours')
    """
    if attribute == "date" and (found := ISO.fullmatch(value)):
        year, month, of_month = found.groups()
        return day(
            Date(int(year), int(month), int(of_month or 1)),
            "day" if of_month else "month",
        )
    if attribute == "date" and (part := PART.fullmatch(value)):
        return f"{SEASON_NAMES.get(part[2], part[2])} {part[1]}"
    if (
        attribute == "number"
        and (length := LENGTH.fullmatch(value))
        and length[1] != "1"
    ):
        return f"{value}s"
    return value


def matter(happening: Happening, countries: Mapping[str, str]) -> str:
    """What a happening is, in words: its parties and its type."""
    kind = happening.event_type.lower() + (
        f", {happening.mode}" if happening.mode else ""
    )
    parties = [
        end(code, countries)
        for code in dict.fromkeys((*happening.actor, *happening.recipient))
    ]
    return f"{' and '.join(parties)} ({kind})"


def speaker(who: Speaker) -> str:
    """A speaker's name, or what the account gives in its place."""
    if who.name:
        return who.name
    if who.span:
        return " ".join(who.span.text.split())
    return "not named"


def label(annotation: Annotation) -> str:
    """A short name for an account: its publisher and title, else its file."""
    document = annotation.document
    parts = [part for part in (document.publisher, document.title) if part]
    return (
        ": ".join(parts)
        if parts
        else document.source.replace("\\", "/").rsplit("/", 1)[-1]
    )


def end(code: str, countries: Mapping[str, str]) -> str:
    """A dyad end in words: the country's name, else the name itself."""
    return countries.get(code, code)


def stance(value: float | None, target: str | None) -> str | None:
    """
    A stance in words.

    >>> stance(-0.6, "Vladimir Putin")
    'hostile to Vladimir Putin'
    """
    if value is None or target is None or abs(value) < 0.15:
        return None
    return f"{'favourable' if value > 0 else 'hostile'} to {target}"
