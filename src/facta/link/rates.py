"""
Disputes over rates and amounts of one thing, in accounts of about one time, outside of
happenings. Pure.

Plain counts are left out: what they count changes from one place and day to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from facta.link import amounts
from facta.link.amounts import ReportedFigure
from facta.link.claims import dispute
from facta.link.contradictions import RATE, Contradiction
from facta.link.tellings import Nearby
from facta.records import Annotation, Date, Span


class Rate(Struct, frozen=True, kw_only=True, tag=True):
    """A rate or an amount as an account gives it; `thing` are the words of what it is of."""

    given: ReportedFigure
    thing: frozenset[str]

    @property
    def unit(self) -> str:
        """What it is measured in."""
        return str(self.given.figure.unit)

    @property
    def published(self) -> Date | None:
        """The day of its account."""
        return self.given.published

    @property
    def passage(self) -> tuple[str, Span]:
        """Where it stands."""
        return self.given.figure.document, self.given.figure.span


def rates(annotation: Annotation) -> Iterator[Rate]:
    """The rates and amounts of an account."""
    nearby = Nearby(annotation)
    for figure in annotation.figures:
        if not figure.unit or figure.unit in amounts.MINUTES:
            continue
        given = ReportedFigure(
            figure=figure,
            published=annotation.document.published,
            ends=nearby.ends(figure.sentence),
        )
        if thing := amounts.thing(given):
            yield Rate(given=given, thing=thing)


def disputed(one: Rate, other: Rate) -> bool:
    """Whether two are of one thing and cannot both be right."""
    counted = one.unit, one.thing
    return (
        counted == (other.unit, other.thing)
        and amounts.against(one.given, other.given, counted)
        and amounts.one_matter(one.given, other.given)
    )


def over(group: Sequence[Rate]) -> Contradiction:
    """
    The dispute over some. Direct where the words alone say what is counted; in tension
    where they do so only with the countries named nearby.
    """
    given = [one.given for one in group]
    clear = len(group[0].thing) >= amounts.TELLING_WORDS
    days = [one.published for one in group if one.published]
    return Contradiction(
        kind=RATE,
        dispute=dispute(
            "number",
            "direct" if clear else "tension",
            amounts.worded(given),
            map(amounts.assertion, given),
        ),
        published=min(days, default=None),
        sentences=tuple(
            sorted({(one.figure.document, one.figure.sentence) for one in given})
        ),
    )
