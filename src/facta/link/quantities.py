"""
Disputes over numbers between accounts of one matter: counts, sums, rates and lengths of
much the same thing, told in much the same words, that cannot both be right. Pure.

An account tells many numbers, so each is held against the one in the other account that
is most like it, and only where the likeness is mutual. What speaks for two things keeps
them apart: other places, other nations, other days, and an account that tells both.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.link import amounts
from facta.link.amounts import MINUTES, NEAR, TOLLS, ReportedFigure
from facta.link.claims import dispute
from facta.link.clauses import Clause, nations
from facta.link.contrast import (
    Said,
    closest,
    elsewhere,
    facing,
    joined,
    of_one_thing,
    one_outlet,
    other_days,
    others,
)
from facta.link.cues import cues, named_alike
from facta.link.prose import Prose
from facta.link.wording import shared
from facta.records import Dispute, Figure, Time

KEY = "quantity"
# How alike two numbers are at least: by the words of their sentences, and more where
# what is counted, or what is done with it, is the same. Chosen on the coded stories to
# learn from: of those found, three in four are disputed.
ALIKE = {
    "count": 0.35,
    "toll": 0.4,
    "distance": 0.5,
    "money": 0.15,
    "rate": 0.15,
    "length": 0.25,
}
# what is told where no account says what is counted
WHAT = {
    "count": "how many",
    "toll": "how many",
    "distance": "how far",
    "money": "how much",
    "rate": "at what rate",
    "length": "how long",
}
THING, DEED = 0.25, 0.1
RATIO = 10.0  # of two numbers of one thing, how many times the one is the other at most
DISTANCES = frozenset({"km", "m", "mile", "nautical mile"})
RATES = frozenset({"%"})
TIMES = "x"  # "doubled" is no number of things
# kinds of numbers that are others in another place
PLACED = frozenset({"count", "toll", "distance"})
APART = 3  # days from which two sentences tell of two things; judged
TOLL_WORDS = {word: kind for kind, words in TOLLS.items() for word in words}
# nouns that count people of whatever kind, and so tell little apart
PEOPLE = frozenset(
    {"activist", "civilian", "demonstrator", "man", "people", "person", "protester"}
)
LENGTH = re.compile(r"P(T?)(\d+)([HMDW])")
GIVEN = 2  # words of "72 hours"
LENGTHS = {"TH": "hour", "TM": "minute", "D": "day", "W": "week"}


class Quantity(Struct, frozen=True, kw_only=True, eq=False, tag=True):
    """A number that an account gives, with all that comparing it takes."""

    said: Said
    given: ReportedFigure
    thing: frozenset[str]
    nations: frozenset[str]
    verb: str | None

    @property
    def kind(self) -> str:
        """What kind of number it is."""
        unit = self.given.figure.unit
        if unit in MINUTES:
            return "length"
        if unit in DISTANCES:
            return "distance"
        if unit in RATES:
            return "rate"
        if unit:
            return "money"
        return "toll" if self.thing & TOLLS.keys() else "count"


def said(account: Prose) -> Iterator[Quantity]:
    """The numbers of one account."""
    figures = [one for one in account.annotation.figures if one.unit != TIMES]
    for figure in (*figures, *_lengths(account)):
        clause = account.of(figure.sentence)
        if clause is not None:
            quantity = _quantity(account, clause, figure)
            if quantity is not None:
                yield quantity


def disputes(quantities: Iterable[Quantity]) -> Iterator[Dispute]:
    """The numbers of accounts, one against the other."""
    for group in joined(pairs(quantities)):
        yield dispute(
            "number",
            "direct",
            amounts.worded([one.given for one in group]) or WHAT[group[0].kind],
            [amounts.assertion(one.given) for one in group],
        )


def _quantity(account: Prose, clause: Clause, figure: Figure) -> Quantity | None:
    own = clause.inside(figure.span)
    if not own:
        return None
    head = clause.head_of(own)
    given = ReportedFigure(
        figure=figure,
        published=account.document.published,
        publisher=account.document.publisher,
    )
    thing = {_same(word) for word in amounts.thing(given)}
    if not figure.unit and not thing:
        return None
    thing |= {
        _same(lemma)
        for token, lemma in zip(clause.tokens, clause.lemmas, strict=True)
        if token.text.casefold() in thing
    }
    unit = "length" if figure.unit in MINUTES else figure.unit or ""
    # that two tell of hours makes them no more alike
    aside = own if unit == "length" else []
    beside = [at for at in range(len(clause.tokens)) if at not in aside]
    return Quantity(
        said=account.say(
            clause,
            (KEY, unit),
            f"{figure.value:g}",
            span=figure.span,
            topic=frozenset(map(_same, clause.words(beside))),
            acts=unit == "length",
        ),
        given=given,
        thing=frozenset(thing),
        nations=nations(figure.of or ""),
        verb=_verb(clause, head),
    )


def _same(word: str) -> str:
    return named_alike(TOLL_WORDS.get(word, word))


def _verb(clause: Clause, at: int) -> str | None:
    """What is done with what is counted."""
    verb = clause.above(at, ("VERB",))
    return None if verb is None else _same(clause.lemmas[verb])


def _lengths(account: Prose) -> Iterator[Figure]:
    """
    Lengths of time and what time is given, as figures: the model of numbers leaves many
    to that of times.
    """
    known = {
        figure.span.start
        for figure in account.annotation.figures
        if figure.unit in MINUTES
    }
    for time in account.annotation.times:
        length = _length(time)
        clause = account.at(time.span.start)
        if length and clause is not None and time.span.start not in known:
            value, unit = length
            yield Figure(
                span=time.span,
                sentence=clause.sentence.index,
                value=value,
                low=None,
                high=None,
                unit=unit,
                of="time given" if time.deadline else None,
                attributed_to=None,
                document=account.document.id,
            )


def _length(time: Time) -> tuple[float, str] | None:
    """How long a time lasts, or how much time a deadline gives."""
    stated = LENGTH.fullmatch(time.value or "")
    if time.type == "DURATION" and stated:
        unit = LENGTHS.get(stated[1] + stated[3])
        return (float(stated[2]), unit) if unit else None
    words = time.span.text.casefold().split()
    if not time.deadline or len(words) != GIVEN:
        return None
    number, unit = words[0], words[1].removesuffix("s")
    value = float(number) if number.isdecimal() else cues().numbers.get(number)
    return (value, unit) if value and unit in MINUTES else None


def pairs(quantities: Iterable[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """The numbers of two accounts that are most like one another, and differ."""
    for first, second in facing(quantities):
        if one_outlet(first[0].said, second[0].said):
            continue
        lately = _gap(first[0].said, second[0].said) <= NEAR
        for fit, one, other in closest(first, second, _fit):
            if (
                fit >= ALIKE[one.kind]
                and (lately or not one.given.figure.unit)
                and _against(one, other)
                and of_one_thing(one.said, other.said)
                and not _told(other, first, one)
                and not _told(one, second, other)
            ):
                yield one, other


def _gap(one: Said, other: Said) -> datetime.timedelta:
    """The time between two accounts, both with a day."""
    assert one.published is not None
    assert other.published is not None
    return abs(one.published - other.published)


def _fit(one: Quantity, other: Quantity) -> float | None:
    """How alike what two numbers tell is; None where they tell of two things."""
    if _apart(one, other):
        return None
    return (
        shared(one.said.topic, other.said.topic)
        + THING * bool(one.thing & other.thing)
        + DEED * (one.verb is not None and one.verb == other.verb)
    )


def _apart(one: Quantity, other: Quantity) -> bool:
    """Whether something tells that two numbers are of two things."""
    placed = one.kind in PLACED
    return (
        (placed and elsewhere(one.said, other.said))
        or other_days(one.said, other.said, APART)
        or others(one.nations, other.nations)
    )


def _against(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers count the same, and cannot both be right."""
    both = one.thing & other.thing
    if not one.given.figure.unit and not _one_thing(one, other, both):
        return False
    values = sorted(abs(amounts.scaled(each.given.figure)) for each in (one, other))
    near = values[1] <= RATIO * values[0]
    return near and amounts.against(one.given, other.given, ("", both))


def _one_thing(one: Quantity, other: Quantity, both: frozenset[str]) -> bool:
    """
    Whether two counts are of one thing: by a noun that tells it from others, or by one
    that does not, in one place.
    """
    if both - TOLLS.keys() - PEOPLE:
        return True
    people = bool(one.thing & PEOPLE) and bool(other.thing & PEOPLE)
    return (bool(both) or people) and bool(one.said.places & other.said.places)


def _told(one: Quantity, others: Sequence[Quantity], but: Quantity) -> bool:
    """Whether an account tells a number of another one, too, beside its own."""
    return any(
        each is not but
        and each.said.key == one.said.key
        and not amounts.exclude(each.given.figure, one.given.figure)
        and (bool(each.thing & one.thing) or bool(one.given.figure.unit))
        for each in others
    )
