"""
How alike two tellings are, part by part, and what keeps them apart whatever the rest
says. Pure.

The score is the weighted mean of the parts that can be compared; a part that neither
side tells is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from facta.link.tellings import Days, Telling, solid
from facta.records import Actor, Event, Part

SAME = 0.68  # score from which two tellings are of one happening
CLOSE = {
    frozenset(pair): fit
    for *pair, fit in (
        ("ACCUSE", "REJECT", 0.4),
        ("ACCUSE", "THREATEN", 0.4),
        ("AGREE", "CONCEDE", 0.5),
        ("AGREE", "COOPERATE", 0.4),
        ("AID", "COOPERATE", 0.6),
        ("COERCE", "SANCTION", 0.6),
        ("CONCEDE", "RETREAT", 0.6),
        ("REQUEST", "THREATEN", 0.4),
    )
}
SPOKEN = {"ACCUSE", "SUPPORT", "THREATEN"}
RECIPROCAL = {"AGREE", "CONSULT", "COOPERATE"}
NAMES_ALIKE = 90.0
VAGUE_WORDING = 0.6  # what a vague telling must share of its words, having little else
UNLIKE_WORDS = 2
# days by which accounts of one happening may err, where figures and wording are the
# same
OTHER_DAY = 14


def parts(one: Telling, other: Telling) -> tuple[Part, ...]:
    """What was compared, how well it fits, and its weight."""
    actor_fit, recipient_fit = _sides(one, other)
    found = [
        Part("type", type_fit(one, other), 2.0),
        Part("actor", actor_fit, 2.0),
        Part("recipient", recipient_fit, 2.0),
        Part("time", time_fit(one, other), 3.0),
        Part("wording", wording_fit(one, other), 3.0),
    ]
    if one.event.mode and other.event.mode:
        found.append(Part("mode", float(one.event.mode == other.event.mode), 1.0))
    if same_length(one, other):
        found.append(Part("length", 1.0, 1.0))
    quoted = quoted_fit(one, other)
    if quoted is not None:
        found.append(Part("quotation", quoted, 2.0))
    figures = figures_fit(one, other)
    if figures is not None:
        found.append(Part("figures", figures, 2.0))
    return tuple(found)


def score(compared: Iterable[Part]) -> float:
    """
    The weighted mean of the parts.

    >>> score([Part("type", 1.0, 2.0), Part("time", 0.5, 2.0)])
    0.75
    """
    known = list(compared)
    return sum(part.fit * part.weight for part in known) / sum(
        part.weight for part in known
    )


def comparable(one: Telling, other: Telling) -> bool:
    """
    Whether two tellings may be of one matter: type and sides do not speak against it,
    and both are as real.
    """
    if type_fit(one, other) == 0 or one.real != other.real:
        return False
    return min(_sides(one, other)) > 0 and (
        not (one.vague or other.vague)
        or wording_fit(one, other) >= VAGUE_WORDING
        or _dated_alike(one, other)
    )


def apart(one: Telling, other: Telling) -> bool:
    """
    Whether two comparable tellings cannot be one happening: one denies it, or the days
    differ beyond an error.
    """
    if one.negated != other.negated:
        return True
    return time_fit(one, other) == 0 and not _misdated(one, other)


def type_fit(one: Telling, other: Telling) -> float:
    """
    1 for the same type, less for types that accounts use of the same act, 0 for the
    rest.
    """
    types = {one.event.event_type, other.event.event_type}
    return 1.0 if len(types) == 1 else CLOSE.get(frozenset(types), 0.0)


def time_fit(one: Telling, other: Telling) -> float:
    """
    How well the days agree, by precision and by what they rest on; 0 where they exclude
    each other.
    """
    first, second = solid(one.event.date_basis), solid(other.event.date_basis)
    if one.event.document == other.event.document and not (first and second):
        return _same_account(one, other)
    if one.days is None or other.days is None:
        return 0.2
    if first and second:
        return _told_days(one.event, one.days, other.event, other.days)
    if first or second:
        return (
            _default_day(one.days, other.days)
            if first
            else _default_day(other.days, one.days)
        )
    gap = abs((one.days.begin - other.days.begin).days)
    return 0.5 if gap == 0 else 0.35 if gap <= 3 else 0.25 if gap <= 10 else 0.1


def _told_days(one: Event, days: Days, other: Event, other_days: Days) -> float:
    precisions = {one.date_precision, other.date_precision}
    if days.exclude(other_days):
        next_day = (
            precisions == {"day"} and abs((days.begin - other_days.begin).days) == 1
        )
        guessed = (
            "narrative" in (one.date_basis, other.date_basis)
            and _gap(days, other_days) <= OTHER_DAY
        )
        return 0.4 if next_day else 0.2 if guessed else 0.0
    if precisions & {"year", "season", None}:
        return 0.2
    base = 1.0 if precisions == {"day"} else 0.6 if "day" in precisions else 0.5
    return base * (0.9 if "narrative" in (one.date_basis, other.date_basis) else 1.0)


def _gap(one: Days, other: Days) -> int:
    """Days that lie between two spans of days."""
    return max((other.begin - one.end).days, (one.begin - other.end).days)


def _same_account(one: Telling, other: Telling) -> float:
    """
    Within one account: a heading sums up what the text dates; elsewhere a day that is
    not told weakly fits any.
    """
    if one.heading != other.heading:
        return 0.8
    return 0.7 if one.event.mode and one.event.mode == other.event.mode else 0.5


def _default_day(told: Days, default: Days) -> float:
    """
    The publication day stands for a day that is not told: what happened lies before it,
    often shortly.
    """
    if (told.begin - default.begin).days > 1:
        return 0.0
    return 0.4 if (default.begin - told.end).days <= 10 else 0.2


def wording_fit(one: Telling, other: Telling) -> float:
    """
    The share of content words that both have (Dice): of the passages or of the
    sentences, whichever fit better.

    Two words are added to each pair as if they had differed: a single word in common
    says little.
    """
    return max(
        _dice(one.words, other.words), _dice(one.sentence_words, other.sentence_words)
    )


def _dice(first: frozenset[str], second: frozenset[str]) -> float:
    return 2 * len(first & second) / (len(first) + len(second) + UNLIKE_WORDS)


def figures_fit(one: Telling, other: Telling) -> float | None:
    """
    The share of the figures of the poorer sentence that the other has too; None where
    one has none.
    """
    first, second = (
        {(figure.value, figure.unit) for figure in telling.figures}
        for telling in (one, other)
    )
    return (
        len(first & second) / min(len(first), len(second)) if first and second else None
    )


def quoted_fit(one: Telling, other: Telling) -> float | None:
    """
    1 where both sentences quote the same words; 0 where acts of speech are quoted with
    others; else None.
    """
    if one.quoted & other.quoted:
        return 1.0
    spoken = {one.event.event_type, other.event.event_type} <= SPOKEN
    return 0.0 if spoken and one.quoted and other.quoted else None


def same_length(one: Telling, other: Telling) -> bool:
    """Whether a length told with one ("two hours") is told with or near the other."""
    return bool(
        one.lengths & other.lengths_nearby or one.lengths_nearby & other.lengths
    )


def _misdated(one: Telling, other: Telling) -> bool:
    """
    Whether the same figures or nearly the same words say that one of two told days is
    an error.
    """
    if (
        one.days is None
        or other.days is None
        or not solid(one.event.date_basis)
        or not solid(other.event.date_basis)
    ):
        return False
    if abs((one.days.begin - other.days.begin).days) > OTHER_DAY:
        return False
    wording = wording_fit(one, other)
    return wording >= 0.7 or (wording >= 0.5 and figures_fit(one, other) == 1.0)


def _dated_alike(one: Telling, other: Telling) -> bool:
    return time_fit(one, other) >= 0.9 and wording_fit(one, other) >= VAGUE_WORDING / 2


def _sides(one: Telling, other: Telling) -> tuple[float, float]:
    """
    The fit of actors and of recipients; both sides as one where the act is mutual.
    """
    if {one.event.event_type, other.event.event_type} <= RECIPROCAL:
        fit = _fit(one.ends, other.ends) * _persons(
            one.event.actor + one.event.recipient,
            other.event.actor + other.event.recipient,
        )
        return fit, fit
    actors = _fit(one.actors, other.actors) * _persons(
        one.event.actor, other.event.actor
    )
    return actors, _fit(one.recipients, other.recipients) * _persons(
        one.event.recipient, other.event.recipient
    )


def _fit(first: frozenset[str], second: frozenset[str]) -> float:
    if not first or not second:
        return 0.4
    shared = sum(any(_alike(name, known) for known in second) for name in first)
    return shared / max(len(first), len(second))


def _alike(name: str, known: str) -> bool:
    # codes are compared as they are: AUS and AUT share letters, not a country
    if name == known or min(len(name), len(known)) <= 3:
        return name == known
    shorter, longer = sorted((name.split(), known.split()), key=len)
    return shorter == longer[-1:] or fuzz.token_sort_ratio(name, known) >= NAMES_ALIKE


def _persons(first: tuple[Actor, ...], second: tuple[Actor, ...]) -> float:
    """Less than 1 where both sides name holders of offices, and not one in common."""
    named, others = (
        {actor.name for actor in actors if _named(actor)} for actors in (first, second)
    )
    return (
        0.4
        if named
        and others
        and not any(_alike(name, other) for name in named for other in others)
        else 1.0
    )


def _named(actor: Actor) -> bool:
    """
    Whether a holder of an office has a name of his own: "Ann Lee", not "the American
    president".
    """
    return (
        actor.office is not None
        and actor.office.casefold().split()[-1] not in actor.name.casefold()
    )
