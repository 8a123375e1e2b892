"""
How alike two tellings are, part by part. Pure.

Each part is evidence for or against their being of one happening; what neither tells is
none. By how much the log-odds rise for each was learned from coded stories
(`training.linking`) and stands in `odds.toml`, to be read. What was done, by whom and
in which words has a module of its own (`acts`, `sides`, `wording`), as has who tells it
(`retelling`); days, places and numbers stand here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from facta.extract.chances import START, weights
from facta.link import acts, retelling, sides, wording
from facta.link.acts import SAID, types_of
from facta.link.days import Days, solid
from facta.link.tellings import Telling
from facta.link.timing import (
    APART,
    LAG,
    MISDATED,
    NEXT_DAY,
    as_published,
    step,
)
from facta.link.wording import wording_fit
from facta.records import Part

PACKAGE = "facta.link"  # holds the weights


def evidence(one: Telling, other: Telling) -> dict[str, float]:
    """What speaks for and against two tellings being of one happening, by name."""
    return {
        name: value
        for name, value in (
            *acts.evidence(one, other),
            *sides.evidence(one, other),
            *_days(one, other),
            *_places(one, other),
            *wording.evidence(one, other),
            *_numbers(one, other),
            *retelling.evidence(one, other),
        )
        if value
    }


def parts(one: Telling, other: Telling) -> tuple[Part, ...]:
    """What was compared and says something, with its weight; what says most first."""
    held = weights(PACKAGE)
    found = [
        Part(name, round(value, 3), held[name])
        for name, value in evidence(one, other).items()
        if held.get(name)
    ]
    return tuple(sorted(found, key=lambda part: (-abs(part.says), part.name)))


def log_odds(compared: Mapping[str, float]) -> float:
    """The log-odds that two tellings are of one happening, by what was compared."""
    held = weights(PACKAGE)
    return held[START] + sum(held.get(k, 0.0) * v for k, v in compared.items())


def score(compared: Iterable[Part]) -> float:
    """
    The same of parts.

    >>> score([Part("act same type", 1.0, 0.5)]) - score([])
    0.5
    """
    return weights(PACKAGE)[START] + sum(part.says for part in compared)


def _days(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if one.days is None or other.days is None:
        return
    first, second = solid(one.event.date_basis), solid(other.event.date_basis)
    if first and second:
        yield from _told_days(one, one.days, other, other.days)
    elif first or second:
        dated, bound = (one.days, other.days) if first else (other.days, one.days)
        if (dated.begin - bound.begin).days > 1:
            yield "day after the account", 1.0
        else:
            lag = (bound.begin - dated.end).days
            yield f"day {step(lag, LAG)} the account", 1.0


def _told_days(
    one: Telling, days: Days, other: Telling, other_days: Days
) -> Iterator[tuple[str, float]]:
    guessed = "narrative" in (one.event.date_basis, other.event.date_basis)
    basis = "day guessed" if guessed else "day"
    gap = days.apart(other_days)
    said = types_of(one, other) <= SAID
    if gap > 0 and said and guessed:
        # what a paper says by saying it, it says on its day; or it is issued again
        again = as_published(one) and as_published(other)
        likeness = one.matter.likeness(other.matter) if again else 0.0
        yield "day said other", min(1.0, 2 * (1.0 - likeness))
    elif gap > 0 and wording_fit(one, other) >= MISDATED:
        yield f"{basis} mistaken", 1.0
    elif gap > (0 if guessed else NEXT_DAY):
        # days that are stated further apart part the tellings anyway
        if guessed:
            yield f"{basis} {step(gap, APART)}", 1.0
    elif gap > 0:
        yield "day next", 1.0
    elif {one.event.date_precision, other.event.date_precision} == {"day"}:
        published = as_published(one) and as_published(other)
        yield f"{basis} same{' as published' if published else ''}", 1.0
    else:
        broad = {one.event.date_precision, other.event.date_precision} - {"day"}
        yield f"day within {'month' if broad == {'month'} else 'year'}", 1.0


def _places(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if one.places and other.places:
        both = one.places & other.places
        fit = len(both) / min(len(one.places), len(other.places))
        yield "place same", fit
        yield "place other", 1.0 - fit
    elif _mentioned(one.places, other) or _mentioned(other.places, one):
        yield "place mentioned same", 1.0
    elif one.places_nearby and other.places_nearby:
        fit = float(bool(one.places_nearby & other.places_nearby))
        yield "place nearby same", fit
        yield "place nearby other", 1.0 - fit


def _mentioned(places: frozenset[str], other: Telling) -> bool:
    """Whether the words of a place stand in the sentence of the other."""
    return any(set(place.split()) <= other.sentence_words for place in places)


def _numbers(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    fit = figures_fit(one, other)
    if fit is not None:
        yield "figures same", fit
        yield "figures other", 1.0 - fit
    if same_length(one, other):
        yield "length same", 1.0
    elif one.lengths and other.lengths:
        yield "length other", 1.0


def figures_fit(one: Telling, other: Telling) -> float | None:
    """
    The share of the figures of the poorer sentence that the other has too; None where
    one has none.
    """
    first, second = (
        {(figure.value, figure.unit) for figure in telling.figures}
        for telling in (one, other)
    )
    if not first or not second:
        return None
    return len(first & second) / min(len(first), len(second))


def same_length(one: Telling, other: Telling) -> bool:
    """Whether a length told with one ("two hours") is told with or near the other."""
    return bool(
        one.lengths & other.lengths_nearby or one.lengths_nearby & other.lengths
    )
