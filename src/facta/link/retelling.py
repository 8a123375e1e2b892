"""
Whether two tellings tell one act again, by who tells them: one word or one account, one
publisher, accounts that came out soon after each other. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import log2

from facta.link.acts import SAID, types_of
from facta.link.sides import naming
from facta.link.tellings import MEETING, Telling
from facta.link.timing import BEYOND, ISSUES, one_day, step
from facta.link.wording import shared, wording_fit
from facta.records import Date, Span

# sentences up to which an account tells one matter, and how often twice that counts; of
# a longer one, so many words of an act are shared before it is not another; judged
SHORT, DOUBLED, LIKE = 16, 3.0, 0.6
# the same, of passages and of clauses, in which a publisher tells of an act again; judged
AGAIN, AGAIN_CLAUSE = 0.5, 0.3


def evidence(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    """What the accounts that tell an act say."""
    if one.event.document == other.event.document:
        if one_word(one, other):
            yield "account same, one word", 1.0
            return
        yield "account same", 1.0
        yield "account same, heading", float(one.heading != other.heading)
        said = types_of(one, other) <= SAID
        yield "account same, said", float(said)
        if one.lemma and one.lemma == other.lemma:
            yield "account same, same word", 1.0
        if one.event.sentence == other.event.sentence:
            yield "account same, same sentence", 1.0
        return
    yield "accounts alike", one.matter.likeness(other.matter)
    types = types_of(one, other)
    unlike, gap = _unlike(one, other), abs((one.order[0] - other.order[0]).days)
    yield "accounts long, other words", _long(one, other) * unlike
    yield "publisher same, other words", float(_anew(one, other))
    if gap and not one_day(one, other):
        # what is undated belongs to the day of its account, sooner than to another
        yield "day of a meeting untold", float(MEETING in types)
        yield "day said untold", unlike * float(types <= SAID)
    yield f"accounts {step(gap, ISSUES, BEYOND) if gap else 'same day'}", 1.0


def one_word(one: Telling, other: Telling) -> bool:
    """
    Whether one word tells both, or another name for it, of the same side upon one
    country or upon people of no known one: who shelled a town and killed a man there
    did it once, also where his raid is "described as the largest attack".
    """
    once = _word(one) == _word(other) or _renamed(one, other) or _renamed(other, one)
    if not once or one.actors != other.actors:
        return False
    first, second = naming(one.recipients), naming(other.recipients)
    return first <= second or second <= first


def _word(telling: Telling) -> tuple[str, Span, str, Date | None]:
    """The word that tells an act, of what type and day."""
    event = telling.event
    return event.document, event.trigger, event.event_type, event.date


def _renamed(one: Telling, other: Telling) -> bool:
    """Whether a telling gives what another tells another name, in its sentence."""
    if one.event.document != other.event.document:
        return False
    trigger = one.event.trigger
    return any(trigger.start <= at < trigger.end for at in other.renames)


def one_publisher(one: Telling, other: Telling) -> bool:
    """Whether one and the same publisher is known to have printed both."""
    return one.publisher is not None and one.publisher == other.publisher


def _anew(one: Telling, other: Telling) -> bool:
    """
    Whether one publisher would tell of an act anew, neither in like words nor as a deed
    of one day between two parties; of a war everybody does.
    """
    if not one_publisher(one, other) or one.scale:
        return False
    between = len(naming(one.ends) & naming(other.ends)) > 1
    if one_day(one, other) and between and not types_of(one, other) <= SAID:
        return False
    clauses = shared(one.clause_words, other.clause_words)
    return wording_fit(one, other) < AGAIN or clauses < AGAIN_CLAUSE


def _long(one: Telling, other: Telling) -> float:
    """How often the longer of two accounts is twice as long as one of a single matter."""
    length = max(one.length, other.length, SHORT)
    return min(DOUBLED, log2(length / SHORT))


def _unlike(one: Telling, other: Telling) -> float:
    """1 where no word of two acts is the same, 0 where most are."""
    clauses = shared(one.clause_words, other.clause_words)
    return max(0.0, 1.0 - max(wording_fit(one, other), clauses) / LIKE)
