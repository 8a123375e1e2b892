"""
How the brief puts codes into words: dates with their basis, amounts, types, countries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from facta.extract.times import wording
from facta.link import sentences
from facta.link.claims import subject
from facta.records import (
    Auxiliary,
    Direction,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Span,
    Speaker,
    Statement,
)

# the words of a day, with those of all else
day = wording.day

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
CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£"}
CHANGES: dict[Direction | None, str] = {"up": ", a rise", "down": ", a fall", None: ""}
# A stance nearer to 0 than this is none that a reader should be told of; judged.
NEUTRAL = 0.15
# in the place of a speaker whom the account does not tell of
NAMELESS = "not named"
# the largest first, as the first that fits is taken
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


class Typed(Protocol):
    """What has a type of event."""

    @property
    def event_type(self) -> str:
        """PLOVER's."""

    @property
    def mode(self) -> str | None:
        """How it was done, where the type has modes."""


def when(item: Happening | Event | Statement) -> str:
    """
    When it was done or said, in words: a bound as a bound, a day that the context gives
    as such.
    """
    auxiliary: tuple[Auxiliary, ...] = ()
    # words are said when they are said; an act may be announced or denied
    if not isinstance(item, Statement):
        auxiliary = item.auxiliary
    told = wording.when(
        item.date, item.date_precision, item.date_basis, auxiliary=auxiliary
    )
    return told or day(None)


def bare(when: str) -> str:
    """
    A date in words without what it rests on, for a place that shows that otherwise.

    >>> bare("25 May 2025 (from the context)"), bare("by 28 May 2025")
    ('25 May 2025', 'by 28 May 2025')
    """
    return when.removesuffix(f" ({wording.FROM_CONTEXT})")


def aside(when: str) -> str:
    """
    A date in words for a place that stands in brackets itself.

    >>> aside("25 May 2025 (from the context)")
    '25 May 2025, from the context'
    """
    return when.replace(f" ({wording.FROM_CONTEXT})", f", {wording.FROM_CONTEXT}")


def counted(count: int, noun: str) -> str:
    """
    A count with its noun.

    >>> counted(1, "report"), counted(4125, "report")
    ('1 report', '4,125 reports')
    """
    return f"{count:,} {noun}{'s' * (count != 1)}"


def weight(reports: int, originators: int) -> str:
    """
    How many accounts report a happening, and how many of them are independent where
    there are several.

    >>> weight(1, 1), weight(3, 1), weight(3, 2)
    ('1 report', '3 reports of 1 originator', '3 reports of 2 originators')
    """
    told = counted(reports, "report")
    if reports == 1:
        return told
    return f"{told} of {counted(originators, 'originator')}"


def agreed(name: str, count: int) -> str:
    """
    The name of what is counted, its noun in the singular where there is one.

    >>> agreed("happenings", 1), agreed("events without a source", 2), agreed("anonymous", 1)
    ('happening', 'events without a source', 'anonymous')
    """
    if count != 1:
        return name
    return PLURAL.sub(r"\1", name)


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
    back = f" {unit}" * bool(unit and not front)
    low, high = figure.low, figure.high
    if low is not None and high is not None and low != high:
        return f"{front}{number(low)} to {front}{number(high)}{back}"
    if low is not None and high is None:
        return f"at least {front}{number(low)}{back}"
    if high is not None and low is None:
        return f"up to {front}{number(high)}{back}"
    return f"{front}{number(figure.value)}{back}"


def matter(happening: Happening, countries: Mapping[str, str]) -> str:
    """What a happening is, in words: its parties and its type."""
    kind = ", ".join(filter(None, (happening.event_type.lower(), happening.mode)))
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
    return NAMELESS


def said_by(event: Event, statements: Sequence[Statement]) -> str | None:
    """
    Who tells an event within its account, as the account calls him; None where the
    account itself does.
    """
    if event.reported_in is None:
        return None
    return speaker(statements[event.reported_in].speaker)


def quoted(span: Span | None) -> str | None:
    """The words of a passage, where there is one."""
    if span is None:
        return None
    return span.text


def kind(item: Typed) -> str:
    """A type with its mode: `ACCUSE (disapprove)`."""
    if item.mode is None:
        return item.event_type
    return f"{item.event_type} ({item.mode})"


def disputed(
    item: Dispute, about: Happening | None, countries: Mapping[str, str]
) -> str:
    """What accounts dispute, its happening named in words."""
    if about is None:
        return sentences.matter(item.subject, countries)
    return item.subject.replace(subject(about), matter(about, countries))


def label(document: Document) -> str:
    """A short name for an account: its publisher and title, else its file."""
    parts = [part for part in (document.publisher, document.title) if part]
    return ": ".join(parts) or document.source.replace("\\", "/").rsplit("/", 1)[-1]


def short(document: Document) -> str:
    """A name for an account within a sentence: its publisher, else its title, else its file."""
    return document.publisher or document.title or label(document)


def end(code: str, countries: Mapping[str, str]) -> str:
    """A dyad end in words: the country's name, else the name itself."""
    return countries.get(code, code)


def stance(value: float | None, target: str | None) -> str | None:
    """
    A stance in words.

    >>> stance(-0.6, "Vladimir Putin")
    'hostile to Vladimir Putin'
    """
    if value is None or target is None or abs(value) < NEUTRAL:
        return None
    if value > 0:
        return f"favourable to {target}"
    return f"hostile to {target}"
