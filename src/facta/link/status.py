"""
Disputes over who somebody was when: "former President X" in one account, "President X"
in another. Pure.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence

from facta.link.claims import Assertion, dispute
from facta.records import Actor, Annotation, Date, Dispute

# offices seldom change hands within a month; both days are judged, not fitted
NEAR = datetime.timedelta(days=31)
FAR = datetime.timedelta(days=183)
THEN = "then"  # of an office held at another time


def statuses(annotations: Sequence[Annotation]) -> Iterator[Dispute]:
    """
    One dispute for each person and office that accounts of about the same time put both
    in and out of it.

    Only an office that the account writes beside the name counts. Direct within a
    month, in tension within half a year or where an account has no date.
    """
    assertions: dict[
        tuple[str, str], dict[str, list[tuple[Assertion, Date | None]]]
    ] = defaultdict(lambda: defaultdict(list))
    for annotation in annotations:
        document = annotation.document
        for actor in _first_mentions(annotation):
            claim = claimed(document.text, actor)
            value = f"{claim} {actor.office}" if claim else str(actor.office)
            assertion = Assertion(value=value, document=document.id, span=actor.span)
            assertions[actor.name, _office(actor)][claim or ""].append(
                (assertion, document.published)
            )
    for (name, _), by_claim in sorted(assertions.items()):
        nearest = _nearest(by_claim)
        if nearest is not None and nearest <= FAR:
            said = [assertion for group in by_claim.values() for assertion, _ in group]
            yield dispute(
                "status", "direct" if nearest <= NEAR else "tension", name, said
            )


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


def _nearest(
    by_claim: dict[str, list[tuple[Assertion, Date | None]]],
) -> datetime.timedelta | None:
    """
    The least time between accounts that differ; half a year where one has no date, None
    where none differ.
    """
    gaps = [
        abs(day - other) if day and other else FAR
        for claim, group in by_claim.items()
        for other_claim, others in by_claim.items()
        if claim < other_claim
        for assertion, day in group
        for other_voice, other in others
        if assertion.document != other_voice.document
    ]
    return min(gaps, default=None)
