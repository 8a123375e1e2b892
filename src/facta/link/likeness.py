"""
How alike two tellings are, part by part, and what keeps them apart whatever the rest
says. Pure.

The score is the weighted mean of the parts that can be compared; a part that neither
side tells is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from facta.link.tellings import Telling
from facta.link.timing import near, time_fit
from facta.records import Actor, Part

# All numbers here are judged, not fitted: the commits that set them name no data. What
# moves on the demo corpus where one is another tells `python -m benchmarks.linking`;
# it cannot tell which is right, as only what is joined is coded there, not what is not.

# Score from which two tellings are of one happening, 0 to 1. At 0.61 the demo joins 50
# reports of 53 instead of 45 and has a false dispute; at 0.75 it joins 35.
SAME = 0.68
# What each part weighs in the mean that the score is. A tenth more or less of type,
# actor, recipient, time or wording joins or parts up to 6 pairs of the demo; half of
# mode or quotation 1 and 5; length and figures none, whatever they weigh.
WEIGHTS = {
    "type": 2.0,
    "actor": 2.0,
    "recipient": 2.0,
    "time": 3.0,
    "wording": 3.0,
    "mode": 1.0,
    "length": 1.0,
    "quotation": 2.0,
    "figures": 2.0,
}
# Types that accounts use of one act, and how well each pair fits, 0 to 1. By half more
# or less nothing of the demo moves.
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
SPOKEN = frozenset({"ACCUSE", "SUPPORT", "THREATEN"})
RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# of 100, rapidfuzz's token_sort_ratio: "Volodymyr Zelensky" and "Volodymyr Zelenskyy"
NAMES_ALIKE = 90.0
CODE = 3  # letters of a country's code; codes share letters without being alike
# fit of a side that one of the two does not tell; at 0.6 a pair of the demo is joined
NOBODY = 0.4
OTHER_PERSONS = 0.4  # times this where both name persons, and not one in common
# Shares of words: what a vague telling must have in common, having little else; half of
# it where the days are told and agree. From 0.54 down two pairs of the demo are joined.
VAGUE_WORDING = 0.6
AGREED_DAYS = 0.9
# shares of words from which two told days are one day and an error; the second where
# all figures agree too
SAME_WORDING, WORDING_WITH_FIGURES = 0.7, 0.5
# words added to each pair as if they had differed; 1 joins 4 pairs of the demo, 4 parts
# 2
UNLIKE_WORDS = 2


def parts(one: Telling, other: Telling) -> tuple[Part, ...]:
    """What was compared, how well it fits, and its weight."""
    actor_fit, recipient_fit = _sides(one, other)
    found = [
        ("type", type_fit(one, other)),
        ("actor", actor_fit),
        ("recipient", recipient_fit),
        ("time", time_fit(one, other)),
        ("wording", wording_fit(one, other)),
        ("mode", mode_fit(one, other)),
        ("length", length_fit(one, other)),
        ("quotation", quoted_fit(one, other)),
        ("figures", figures_fit(one, other)),
    ]
    return tuple(
        Part(name, fit, WEIGHTS[name]) for name, fit in found if fit is not None
    )


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
    types = frozenset({one.event.event_type, other.event.event_type})
    if len(types) == 1:
        return 1.0
    return CLOSE.get(types, 0.0)


def mode_fit(one: Telling, other: Telling) -> float | None:
    """1 for the same mode, 0 for another; None where one has none."""
    if not one.event.mode or not other.event.mode:
        return None
    return float(one.event.mode == other.event.mode)


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
    if not first or not second:
        return None
    return len(first & second) / min(len(first), len(second))


def quoted_fit(one: Telling, other: Telling) -> float | None:
    """
    1 where both sentences quote the same words; 0 where acts of speech are quoted with
    others; else None.
    """
    if one.quoted & other.quoted:
        return 1.0
    spoken = {one.event.event_type, other.event.event_type} <= SPOKEN
    return 0.0 if spoken and one.quoted and other.quoted else None


def length_fit(one: Telling, other: Telling) -> float | None:
    """1 for the same length; None where none is told with both."""
    return 1.0 if same_length(one, other) else None


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
    if not near(one, other):
        return False
    wording = wording_fit(one, other)
    if wording >= SAME_WORDING:
        return True
    return wording >= WORDING_WITH_FIGURES and figures_fit(one, other) == 1.0


def _dated_alike(one: Telling, other: Telling) -> bool:
    alike = wording_fit(one, other) >= VAGUE_WORDING / 2
    return alike and time_fit(one, other) >= AGREED_DAYS


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
        return NOBODY
    shared = sum(any(_alike(name, known) for known in second) for name in first)
    return shared / max(len(first), len(second))


def _alike(name: str, known: str) -> bool:
    # codes are compared as they are: AUS and AUT share letters, not a country
    if name == known or min(len(name), len(known)) <= CODE:
        return name == known
    shorter, longer = sorted((name.split(), known.split()), key=len)
    return shorter == longer[-1:] or fuzz.token_sort_ratio(name, known) >= NAMES_ALIKE


def _persons(first: tuple[Actor, ...], second: tuple[Actor, ...]) -> float:
    """Less than 1 where both sides name holders of offices, and not one in common."""
    named, others = (
        {actor.name for actor in actors if _named(actor)} for actors in (first, second)
    )
    if not named or not others:
        return 1.0
    if any(_alike(name, other) for name in named for other in others):
        return 1.0
    return OTHER_PERSONS


def _named(actor: Actor) -> bool:
    """
    Whether a holder of an office has a name of his own: "Ann Lee", not "the American
    president".
    """
    return (
        actor.office is not None
        and actor.office.casefold().split()[-1] not in actor.name.casefold()
    )
