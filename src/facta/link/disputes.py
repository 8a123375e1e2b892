"""
Disputes among the tellings of a happening, and between happenings that deny or mirror one another. Pure.

Precision goes first: what rounding, another precision or another day of counting explains is no dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facta.link.claims import Voice, dispute, event_subject, subject
from facta.link.likeness import RECIPROCAL, figures_fit, time_fit, type_fit, wording_fit
from facta.link.tellings import Telling, solid
from facta.records import Annotation, Dispute, Figure, Happening

ROUNDING = 0.02  # large numbers are rounded; 350 and 347 billion agree
LARGE = 1000.0
SWAPPED_WORDING = 0.6


def dates(happening: Happening, tellings: Sequence[Telling]) -> Iterator[Dispute]:
    """
    Days that exclude one another. Direct where accounts state them; next days, or days read from the narrative,
    are in tension.
    """
    dated = [told for told in tellings if solid(told.event.date_basis) and told.event.date_precision != "year"]
    against = [(one, other) for one in dated for other in dated if _other_days(one, other)]
    if against:
        stated = any(
            one.event.date_basis == other.event.date_basis == "stated" and time_fit(one, other) == 0
            for one, other in against
        )
        voices = [Voice.telling(_day(one), one) for one, _ in against]
        yield dispute("date", "direct" if stated else "tension", subject(happening), voices, happening)


def numbers(happening: Happening, tellings: Sequence[Telling]) -> Iterator[Dispute]:
    """Figures of one thing in the sentences of a happening, from different accounts, that exclude one another."""
    voices = [(figure, told) for told in tellings for figure in told.figures if figure.of]
    for counted in sorted({_counted(figure) for figure, _ in voices}):
        same = [(figure, told) for figure, told in voices if _counted(figure) == counted]
        against = [
            figure
            for figure, told in same
            if any(exclude(figure, other) and told.event.document != teller.event.document for other, teller in same)
        ]
        if against:
            said = [
                Voice(_value(figure), figure.document, figure.span, told.event.id)
                for figure, told in same
                if figure in against
            ]
            of = f"{' '.join(counted[1])}: {subject(happening)}"
            yield dispute("number", "direct", of, said, happening)


def occurrence(happening: Happening, tellings: Sequence[Telling], denying: Sequence[Telling]) -> Iterator[Dispute]:
    """What some accounts tell as done and others as not done."""
    voices = [Voice.telling("happened", told) for told in tellings] + [
        Voice.telling("did not happen", told) for told in denying
    ]
    sure = any(time_fit(one, other) >= 0.9 for one in tellings for other in denying)
    yield dispute("occurrence", "direct" if sure else "tension", subject(happening), voices, happening)


def swapped(one: Telling, other: Telling) -> bool:
    """Whether two accounts tell one act with its sides exchanged: so alike that it is no answer in kind."""
    return (
        one.event.document != other.event.document
        and one.event.event_type == other.event.event_type
        and one.event.event_type not in RECIPROCAL
        and bool(one.actors)
        and one.actors == other.recipients != one.recipients
        and one.recipients == other.actors
        and one.negated == other.negated
        and one.real == other.real
        and time_fit(one, other) >= 0.9
        and (wording_fit(one, other) >= SWAPPED_WORDING or figures_fit(one, other) == 1.0)
    )


def denied(one: Telling, other: Telling) -> bool:
    """Whether one account tells as done what the other tells as not done."""
    return one.negated != other.negated and type_fit(one, other) == 1.0


def roles(one: Telling, other: Telling) -> Dispute:
    """Who did it to whom, told both ways. In tension: both may have done it."""
    first, second = (event_subject(told.event) for told in (one, other))
    voices = [Voice.telling(first, one), Voice.telling(second, other)]
    return dispute("role", "tension", min(first, second), voices)


def denials(annotation: Annotation) -> Iterator[Dispute]:
    """Statements that somebody denies within one account."""
    for denial in annotation.statements:
        if denial.denies is None:
            continue
        denied = annotation.statements[denial.denies]
        who = [statement.speaker.name or statement.speaker.kind for statement in (denied, denial)]
        if denied.speaker != denial.speaker:
            document = annotation.document.id
            voices = [
                Voice(f"claimed by {who[0]}", document, denied.content),
                Voice(f"denied by {who[1]}", document, denial.content),
            ]
            yield dispute("occurrence", "direct", denied.content.text, voices)


def exclude(one: Figure, other: Figure) -> bool:
    """Whether the bounds of two figures of one thing have nothing in common; not if they are of different days."""
    if one.date and other.date and one.date != other.date:
        return False
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return low > other_high or other_low > high


def _bounds(figure: Figure) -> tuple[float, float]:
    if figure.low is not None or figure.high is not None:
        low = -float("inf") if figure.low is None else figure.low
        return low, float("inf") if figure.high is None else figure.high
    slack = abs(figure.value) * ROUNDING if abs(figure.value) >= LARGE else 0.0
    return figure.value - slack, figure.value + slack


def _counted(figure: Figure) -> tuple[str, tuple[str, ...]]:
    words = re.findall(r"\w+", (figure.of or "").casefold())
    return figure.unit or "", tuple(words)


def _value(figure: Figure) -> str:
    low, high = figure.low, figure.high
    number = f"{figure.value:,.10g}"
    if low is not None and high is not None:
        number = f"{low:,.10g} to {high:,.10g}"
    elif low is not None or high is not None:
        number = f"{'at least' if low is not None else 'at most'} {number}"
    return f"{number} {figure.unit}" if figure.unit else number


def _day(told: Telling) -> str:
    day = str(told.event.date)
    return day[:7] if told.event.date_precision in ("month", "season") else day


def _other_days(one: Telling, other: Telling) -> bool:
    return one.days is not None and other.days is not None and one.days.exclude(other.days)
