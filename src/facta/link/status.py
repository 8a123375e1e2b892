"""
Disputes over who somebody was when: "former President X" in one account, "President X"
in another. Pure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from facta.link.claims import Assertion, dispute
from facta.records import Actor, Annotation, Date, Dispute, Span, Strength

# offices seldom change hands within a month; both days are judged, not fitted
NEAR = datetime.timedelta(days=31)
FAR = datetime.timedelta(days=183)
THEN = "then"  # of an office held at another time


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
    office.
    """
    return (
        (one.name, one.office) == (other.name, other.office)
        and one.claim != other.claim
        and one.document != other.document
        and _gap(one, other) <= FAR
    )


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
            actor.office is not None
            and _office(actor) in actor.span.text.casefold().split()
        )
        key = actor.name, _office(actor), claimed(annotation.document.text, actor)
        if written and key not in seen:
            seen.add(key)
            yield actor


def claimed(text: str, actor: Actor) -> str | None:
    """What an account says of an office: also by "then-" just before a mention."""
    start = actor.span.start
    before = text[max(0, start - len(THEN) - 1) : start].casefold()
    return actor.claim or (THEN if before.rstrip("- ").endswith(THEN) else None)


def _office(actor: Actor) -> str:
    """The word that names the office: its last, "President" of "Russian President"."""
    words = (actor.office or "").casefold().split()
    return words[-1] if words else ""


def _gap(one: Mention, other: Mention) -> datetime.timedelta:
    """The time between two accounts; half a year where one has no date."""
    if one.published is None or other.published is None:
        return FAR
    return abs(one.published - other.published)
