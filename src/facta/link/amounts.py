"""
Disputes over numbers: figures of one thing, from different accounts, that exclude one
another. Pure.

Precision goes first: bounds and rounding leave room, and only what counts the same
thing is compared.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.link.claims import Assertion, dispute, subject
from facta.link.tellings import Telling
from facta.records import Date, Dispute, Figure, Happening, Span

# large numbers are rounded: 350 and 347 billion agree; judged, not fitted
ROUNDING = 0.02
LARGE = 1000.0
MINUTES = {
    "h": 60.0,
    "hour": 60.0,
    "min": 1.0,
    "minute": 1.0,
    "s": 1 / 60,
    "second": 1 / 60,
    "day": 1440.0,
    "week": 10080.0,
}  # lengths that accounts give in one unit or another
EMPTY = {
    "a",
    "an",
    "the",
    "of",
    "in",
    "on",
    "by",
    "for",
    "change",
}  # words of `of` that do not tell things apart
# the words of `of` that count harm, whoever it befell; and what counts a side of an act
TOLLS = {
    "killed": frozenset({"dead", "death", "deaths", "died", "fatalities", "killed"}),
    "hurt": frozenset({"hurt", "injured", "wounded"}),
}
PARTY = "party"
NEAR = datetime.timedelta(days=60)  # a rate of another season is another rate
# so many words say by themselves what is counted; of fewer, it is only in tension
TELLING_WORDS = 3

Counted = tuple[str, frozenset[str]]


class ReportedFigure(Struct, frozen=True, kw_only=True):
    """
    A figure as an account gives it, with the event in whose sentence it stands, or the
    countries nearby; `party` says that it counts one of the event's sides.
    """

    figure: Figure
    published: Date | None = None
    publisher: str | None = None
    event: str | None = None
    ends: frozenset[str] = frozenset()
    party: bool = False


def within(happening: Happening, tellings: Sequence[Telling]) -> Iterator[Dispute]:
    """
    Figures of one thing in the sentences of one happening. In tension where they count
    heads at different dates. What a later account raises of a toll, and what an outlet
    corrects, is no dispute.
    """
    given = [each for told in tellings for each in _counted(told)]
    for counted, same in _by_thing(given):
        excluded = [
            one for one in same if any(against(one, other, counted) for other in same)
        ]
        if excluded:
            days = {one.figure.date for one in excluded}
            toll = counted[0] == "" and len(days) > 1
            yield dispute(
                "number",
                "tension" if toll else "direct",
                f"{worded(excluded)}: {subject(happening)}",
                map(assertion, excluded),
                happening,
            )


def _counted(told: Telling) -> Iterator[ReportedFigure]:
    """The figures of a telling's sentence; a count of one of its sides says so."""
    sides = [actor.span for actor in told.event.actor + told.event.recipient]
    for figure in told.figures:
        yield ReportedFigure(
            figure=figure,
            published=told.order[0],
            publisher=told.publisher,
            event=told.event.id,
            party=any(_overlap(figure.span, span) for span in sides),
        )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def worded(given: Iterable[ReportedFigure]) -> str:
    """
    What is counted, as one of the accounts words it: the shortest, then the first by
    the alphabet.
    """
    phrases = {(one.figure.of or "").removeprefix("change in ") for one in given}
    return min(phrases, key=lambda phrase: (len(phrase), phrase))


def exclude(one: Figure, other: Figure) -> bool:
    """
    Whether the bounds of two figures of one thing have nothing in common, or one is a
    rise and one a fall.
    """
    if one.direction and other.direction and one.direction != other.direction:
        return True
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return low > other_high or other_low > high


def _by_thing(
    given: Iterable[ReportedFigure],
) -> Iterator[tuple[Counted, list[ReportedFigure]]]:
    groups: dict[Counted, list[ReportedFigure]] = defaultdict(list)
    for one in given:
        unit = "min" if one.figure.unit in MINUTES else one.figure.unit or ""
        words = thing(one)
        if words:
            groups[unit, words].append(one)
    yield from sorted(groups.items(), key=lambda item: (item[0][0], sorted(item[0][1])))


def thing(one: ReportedFigure) -> frozenset[str]:
    """What a figure counts: the dead, the hurt, a side of the act, or by its words."""
    words = frozenset(re.findall(r"\w+", (one.figure.of or "").casefold())) - EMPTY
    tolls = {kind for kind, forms in TOLLS.items() if words & forms}
    if len(tolls) == 1:
        return frozenset(tolls)
    return frozenset({PARTY}) if one.party and not one.figure.unit else words


def against(one: ReportedFigure, other: ReportedFigure, counted: Counted) -> bool:
    """Whether two figures of one thing cannot both be right as they are told."""
    if one.figure.document == other.figure.document:
        return False
    if not exclude(one.figure, other.figure):
        return False
    return not (_corrected(one, other) or (_toll(counted) and _risen(one, other)))


def _corrected(one: ReportedFigure, other: ReportedFigure) -> bool:
    """Whether an outlet itself gives another figure later."""
    same = one.publisher is not None and one.publisher == other.publisher
    return same and one.published != other.published


def _risen(one: ReportedFigure, other: ReportedFigure) -> bool:
    """Whether the higher of two tolls is the later one."""
    if one.published is None or other.published is None:
        return False
    later = one.published - other.published
    return bool(later) and (later.days > 0) == (one.figure.value > other.figure.value)


def _toll(counted: Counted) -> bool:
    return bool(counted[1] & TOLLS.keys())


def one_matter(one: ReportedFigure, other: ReportedFigure) -> bool:
    """
    Whether rates or amounts are of one time, and of one matter by the countries that are
    named nearby: the words alone ("law funding") count one thing after the other.
    """
    if (
        one.published is None
        or other.published is None
        or abs(one.published - other.published) > NEAR
    ):
        return False
    return len(one.ends & other.ends) > 1


def scaled(figure: Figure) -> float:
    """A figure's value, lengths in minutes."""
    return figure.value * MINUTES.get(figure.unit or "", 1.0)


def _bounds(figure: Figure) -> tuple[float, float]:
    scale = MINUTES.get(figure.unit or "", 1.0)
    if figure.low is not None or figure.high is not None:
        low = -float("inf") if figure.low is None else figure.low * scale
        return low, float("inf") if figure.high is None else figure.high * scale
    slack = 0.0
    if abs(figure.value) >= LARGE:
        slack = abs(figure.value) * ROUNDING
    return (figure.value - slack) * scale, (figure.value + slack) * scale


def assertion(given: ReportedFigure) -> Assertion:
    """What a figure asserts."""
    return Assertion(
        value=_value(given.figure),
        document=given.figure.document,
        span=given.figure.span,
        event=given.event,
    )


def _value(figure: Figure) -> str:
    low, high = figure.low, figure.high
    number = f"{figure.value:,.10g}"
    if low is not None and high is not None:
        number = f"{low:,.10g} to {high:,.10g}"
    elif low is not None or high is not None:
        number = f"{'at least' if low is not None else 'at most'} {number}"
    measured = f"{number} {figure.unit}" if figure.unit else number
    return f"{measured} {figure.direction}" if figure.direction else measured
