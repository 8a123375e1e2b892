"""
How alike two tellings are, part by part. Pure.

Each part is evidence for or against their being of one happening; what neither tells is
none. By how much the log-odds rise for each was learned from coded stories
(`training.linking`) and stands in `odds.toml`, to be read.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import fuzz

from facta.extract.chances import START, weights
from facta.link.days import Days, solid
from facta.link.rarity import rarest, total, weight, whole
from facta.link.tellings import Telling
from facta.records import Actor, Part

PACKAGE = "facta.link"  # holds the weights
# Types that accounts use of one act, and how well each pair fits, 0 to 1; judged.
CLOSE = {
    frozenset(pair): fit
    for *pair, fit in (
        ("ACCUSE", "REJECT", 0.5),
        ("ACCUSE", "THREATEN", 0.5),
        ("AGREE", "CONCEDE", 0.5),
        ("AGREE", "CONSULT", 0.5),
        ("AGREE", "COOPERATE", 0.5),
        ("AGREE", "RETREAT", 0.5),
        ("AGREE", "SUPPORT", 0.5),
        ("AID", "COOPERATE", 0.5),
        ("AID", "SUPPORT", 0.5),
        ("COERCE", "SANCTION", 1.0),
        ("COERCE", "ASSAULT", 0.5),
        ("CONCEDE", "RETREAT", 1.0),
        ("REJECT", "REQUEST", 0.5),
        ("REQUEST", "THREATEN", 0.5),
        ("SANCTION", "THREATEN", 0.5),
    )
}
SPOKEN = frozenset({"ACCUSE", "SUPPORT", "THREATEN"})
RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# of 100, rapidfuzz's token_sort_ratio: "Volodymyr Zelensky" and "Volodymyr Zelenskyy"
NAMES_ALIKE = 90.0
CODE = 3  # letters of a country's code; codes share letters without being alike
# bits added to each pair of passages as if their words had differed: a single word in
# common says little; judged
UNLIKE = 12.0
# days between two told days, or two publications: up to so many, this is said of them
APART = ((1, "next"), (3, "near"), (14, "far"))
LAG = ((3, "shortly before"), (14, "before"), (60, "long before"))
VERY = "very far"
KEPT = 1 << 16  # sides whose fit is kept, which many tellings have
# Next days are of one night or another clock; others are errors, where so much of what
# two accounts say is shared. Judged.
NEXT_DAY, MISDATED = 1, 0.6


def evidence(one: Telling, other: Telling) -> dict[str, float]:
    """What speaks for and against two tellings being of one happening, by name."""
    return {
        name: value
        for name, value in (
            *_acts(one, other),
            *_sides(one, other),
            *_days(one, other),
            *_places(one, other),
            *_wording(one, other),
            *_numbers(one, other),
            *_accounts(one, other),
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


# the act


def _acts(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    types = frozenset({one.event.event_type, other.event.event_type})
    if len(types) == 1:
        yield "act same type", 1.0
        yield f"act both {one.event.event_type}", 1.0
        yield "act alone in both accounts", float(one.alone and other.alone)
    elif types in CLOSE:
        yield "act close type", CLOSE[types]
    else:
        yield "act other type", 1.0
    if one.lemma and one.lemma == other.lemma:
        yield "act same word", 1.0
        yield "act same rare word", weight(one.lemma) / rarest()
    if one.event.mode and other.event.mode:
        yield f"act {_same(one.event.mode == other.event.mode)} mode", 1.0
    yield "act one or many", float(one.many != other.many)


def type_fit(one: Telling, other: Telling) -> float:
    """
    1 for the same type, less for types that accounts use of the same act, 0 for the
    rest.
    """
    types = frozenset({one.event.event_type, other.event.event_type})
    return 1.0 if len(types) == 1 else CLOSE.get(types, 0.0)


# its sides


def _sides(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if sides_fit(one.ends, other.ends) == 0:
        yield "sides strange", 1.0
    if {one.event.event_type, other.event.event_type} <= RECIPROCAL:
        fit = sides_fit(one.ends, other.ends)
        if fit is not None:
            yield "sides same", fit
            yield "sides other", 1.0 - fit
        if not _persons_fit(
            one.event.actor + one.event.recipient,
            other.event.actor + other.event.recipient,
        ):
            yield "sides other persons", 1.0
        return
    for name, first, second in (
        ("actor", one.actors, other.actors),
        ("recipient", one.recipients, other.recipients),
    ):
        fit = sides_fit(first, second)
        if fit is not None:
            yield f"{name} same", fit
            yield f"{name} other", 1.0 - fit
    if not _persons_fit(one.event.actor, other.event.actor):
        yield "actor other person", 1.0


@functools.lru_cache(maxsize=KEPT)
def sides_fit(first: frozenset[str], second: frozenset[str]) -> float | None:
    """
    The share of the smaller side that the other has; None where one names nobody:
    *people* and *the enemy* may be anybody.
    """
    first, second = naming(first), naming(second)
    if not first or not second:
        return None
    known = sum(any(_alike(name, other) for other in second) for name in first)
    return min(1.0, known / min(len(first), len(second)))


@functools.lru_cache(maxsize=KEPT)
def naming(side: frozenset[str]) -> frozenset[str]:
    """Those of a side's names that tell one party from another."""
    return frozenset(name for name in side if not name.islower())


def _alike(name: str, known: str) -> bool:
    # codes are compared as they are: AUS and AUT share letters, not a country
    if name == known or min(len(name), len(known)) <= CODE:
        return name == known
    shorter, longer = sorted((name.split(), known.split()), key=len)
    return shorter == longer[-1:] or fuzz.token_sort_ratio(name, known) >= NAMES_ALIKE


def _persons_fit(first: tuple[Actor, ...], second: tuple[Actor, ...]) -> bool:
    """Whether not both sides name holders of offices, none in common."""
    named, others = (
        {actor.name for actor in actors if _named(actor)} for actors in (first, second)
    )
    return (
        not named
        or not others
        or any(_alike(name, other) for name in named for other in others)
    )


def _named(actor: Actor) -> bool:
    """
    Whether a holder of an office has a name of his own: "Ann Lee", not "the American
    president" or "presidents".
    """
    if actor.office is None:
        return False
    office = actor.office.casefold().split()[-1]
    # of "secretary" and "secretaries" the end differs
    return office[:-1] not in actor.name.casefold()


# its day


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
            yield f"day {_step(lag, LAG)} the account", 1.0


def _told_days(
    one: Telling, days: Days, other: Telling, other_days: Days
) -> Iterator[tuple[str, float]]:
    guessed = "narrative" in (one.event.date_basis, other.event.date_basis)
    basis = "day guessed" if guessed else "day"
    gap = days.apart(other_days)
    if gap > 0 and wording_fit(one, other) >= MISDATED:
        yield "day mistaken", 1.0
    elif gap > (0 if guessed else NEXT_DAY):
        # days that are stated further apart part the tellings anyway
        if guessed:
            yield f"{basis} {_step(gap, APART)}", 1.0
    elif gap > 0:
        yield "day next", 1.0
    elif {one.event.date_precision, other.event.date_precision} == {"day"}:
        yield f"{basis} same", 1.0
    else:
        yield "day within", 1.0


def _step(days: int, steps: tuple[tuple[int, str], ...]) -> str:
    return next((name for most, name in steps if days <= most), VERY)


# its place


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


# its words


def _wording(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    yield "words of the passage", shared(one.words, other.words)
    yield "words of the sentence", shared(one.sentence_words, other.sentence_words)
    both = one.sentence_words & other.sentence_words
    rare = max((weight(word) for word in both), default=0.0)
    yield "words rare", rare / rarest()
    if one.quoted & other.quoted:
        yield "words quoted same", 1.0
    elif one.quoted and other.quoted:
        spoken = {one.event.event_type, other.event.event_type} <= SPOKEN
        yield "words quoted other", float(spoken)


def wording_fit(one: Telling, other: Telling) -> float:
    """
    The share of what their words say that both have (Dice): of the passages or of the
    sentences, whichever fit better.
    """
    return max(
        shared(one.words, other.words), shared(one.sentence_words, other.sentence_words)
    )


def shared(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of what two sets of words say that both have (Dice)."""
    return 2 * total(first & second) / (whole(first) + whole(second) + UNLIKE)


# its numbers


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


# the accounts


def _accounts(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    if one.event.document == other.event.document:
        yield "account same", 1.0
        yield "account same, heading", float(one.heading != other.heading)
        if one.lemma and one.lemma == other.lemma:
            yield "account same, same word", 1.0
        if one.event.sentence == other.event.sentence:
            yield "account same, same sentence", 1.0
        return
    yield "accounts alike", one.matter.likeness(other.matter)
    gap = abs((one.order[0] - other.order[0]).days)
    yield f"accounts {_step(gap, APART) if gap else 'same day'}", 1.0


def _same(same: bool) -> str:
    return "same" if same else "other"
