"""
Disputes over who somebody was when: "former President X" in one account, "President X"
in another. Pure.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from facta.link.claims import Assertion, dispute
from facta.ontology import Gazetteer
from facta.records import Actor, Annotation, Date, Dispute, Span, Strength

# offices seldom change hands within a month; both days are judged, not fitted
NEAR = datetime.timedelta(days=31)
FAR = datetime.timedelta(days=183)
THEN = "then"  # of an office held at another time
# how an account writes it before a mention: "and then President X spoke" is of a sequence
WRITTEN = re.compile(r"\b(then[-–]|(a|as|by|from|of|the|to|under|with) then )$")
BEFORE = 12  # characters that these take
# what makes two offices of one: a vice president is no president
RANKS = frozenset(
    {"assistant", "associate", "attorney", "chief", "deputy", "first", "inspector"}
    | {"national", "prime", "principal", "under", "vice"}
)


class Mention(Struct, frozen=True, kw_only=True, tag=True):
    """
    How an account puts a person to an office: `claim` is "former" and the like, empty
    where he is told to hold it.
    """

    name: str
    office: str
    claim: str
    value: str
    document: str
    span: Span
    sentence: int
    published: Date | None


def mentions(annotation: Annotation) -> Iterator[Mention]:
    """
    The first mention of each person with each office and claim that an account itself
    writes.
    """
    document = annotation.document
    for actor in _first_mentions(annotation):
        claim = claimed(document.text, actor)
        value = f"{claim} {actor.office}" if claim else str(actor.office)
        yield Mention(
            name=actor.name,
            office=_office(actor),
            claim=claim or "",
            value=value,
            document=document.id,
            span=actor.span,
            sentence=actor.sentence,
            published=document.published,
        )


def disputed(one: Mention, other: Mention) -> bool:
    """
    Whether two accounts of about the same time put a person both in and out of an
    office. Where the tables of actors know that he had left it, he is called by it for
    courtesy; where they know nothing, the two lie within a month.
    """
    if (one.name, one.office) != (other.name, other.office):
        return False
    if one.claim == other.claim or one.document == other.document:
        return False
    holds = {_holds(each) for each in (one, other)}
    if False in holds:
        return False
    if True in holds:
        return _gap(one, other) <= FAR
    return _gap(one, other) <= NEAR


def over(group: Sequence[Mention]) -> Dispute:
    """
    The dispute over a person and an office. Direct within a month, in tension within
    half a year or where an account has no date.
    """
    nearest = min(
        _gap(one, other)
        for one, other in combinations(group, 2)
        if disputed(one, other)
    )
    said = [
        Assertion(value=each.value, document=each.document, span=each.span)
        for each in group
    ]
    strength: Strength = "direct" if nearest <= NEAR else "tension"
    return dispute("status", strength, group[0].name, said)


def _first_mentions(annotation: Annotation) -> Iterator[Actor]:
    """
    The first mention of each person with each office and claim that the account itself
    writes.
    """
    seen = set()
    for actor in sorted(annotation.actors, key=lambda actor: actor.span):
        written = (
            bool(actor.office)
            and _held(actor)[-1] in actor.span.text.casefold().split()
        )
        key = actor.name, _office(actor), claimed(annotation.document.text, actor)
        # "the President" is named by his office alone
        named = actor.name.casefold() != (actor.office or "").casefold()
        if written and named and key not in seen:
            seen.add(key)
            yield actor


def claimed(text: str, actor: Actor) -> str | None:
    """What an account says of an office: also by "then-" just before a mention."""
    start = actor.span.start
    before = text[max(0, start - BEFORE) : start].casefold()
    return actor.claim or (THEN if WRITTEN.search(before) else None)


def known(actor: Actor) -> bool:
    """Whether the tables of actors know who it is."""
    return actor.name in _gazetteer().entries


def _office(actor: Actor) -> str:
    """What names the office: "president" of "Russian President", with its rank."""
    *before, last = _held(actor) or [""]
    return " ".join([*(word for word in before if word in RANKS), last])


def _held(actor: Actor) -> list[str]:
    return (actor.office or "").casefold().split()


@functools.cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def _holds(mention: Mention) -> bool | None:
    """Whether a person holds the office on the day of an account, by the tables."""
    entry = _gazetteer().entries.get(mention.name)
    if entry is None or mention.published is None:
        return None
    offices = [
        office
        for office in entry.offices
        if office.name.casefold().split()[-1] == mention.office.split()[-1]
    ]
    if not offices:
        return None
    return any(office.covers(mention.published) for office in offices)


def _gap(one: Mention, other: Mention) -> datetime.timedelta:
    """The time between two accounts; half a year where one has no date."""
    if one.published is None or other.published is None:
        return FAR
    return abs(one.published - other.published)
