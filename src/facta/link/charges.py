"""
Disputes over charges: somebody is charged with a deed or blamed for it, and his side
denies it in the same account. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from facta.link.claims import dispute, in_short
from facta.link.contrast import Said
from facta.link.cues import cues
from facta.link.denials import CHARGE, DENIAL, assertion
from facta.link.prose import Prose
from facta.records import Attribute, Dispute, Event, Statement

# sentences before a denial in which the charge stands that it answers
BEFORE = 2


class Charge(Struct, frozen=True, kw_only=True, eq=False, tag=True):
    """A charge with the denial that answers it; `blames` asks who did it."""

    said: Said
    denial: Statement
    blames: bool


def said(account: Prose) -> Iterator[Charge]:
    """The charges of one account that it tells to be denied."""
    charges = [
        event for event in account.annotation.events if event.event_type == CHARGE
    ]
    for denial in account.annotation.said:
        if denial.grade == DENIAL and denial.speaker.country:
            charge = _charge(denial, charges)
            clause = account.of(charge.sentence) if charge else None
            if charge is None or clause is None:
                continue
            lemmas = {clause.lemmas[at] for at in clause.inside(charge.trigger)}
            # to summon an envoy charges, too, but does not tell with what
            if lemmas & (cues().charging | cues().blaming):
                yield Charge(
                    said=account.say(
                        clause,
                        ("charge",),
                        "charged",
                        span=charge.span,
                        event=charge.id,
                        by=denial.speaker.country,
                    ),
                    denial=denial,
                    blames=bool(lemmas & cues().blaming),
                )


def pairs(charges: Iterable[Charge]) -> Iterator[tuple[Charge, Charge]]:
    """None: the account that tells a charge tells its denial."""
    del charges
    return iter(())


def disputes(charges: Iterable[Charge]) -> Iterator[Dispute]:
    """Each charge with its denial."""
    for one in charges:
        attribute: Attribute = "participant" if one.blames else "occurrence"
        yield dispute(
            attribute,
            "direct",
            in_short(" ".join(one.said.span.text.split())),
            [one.said.assertion(f"charged: {one.said.by}"), assertion(one.denial)],
        )


def _charge(denial: Statement, charges: Iterable[Event]) -> Event | None:
    """The last charge against a speaker's side shortly before he denies it."""
    own = [
        event
        for event in charges
        if 0 <= denial.sentence - event.sentence <= BEFORE
        and event.span.end <= denial.content.start
        and any(each.country == denial.speaker.country for each in event.recipient)
    ]
    return max(own, key=lambda event: event.span, default=None)
