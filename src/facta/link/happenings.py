"""
Tellings to their happening: its values by majority of originators, then by the earliest
account. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from facta.link.independence import independent
from facta.link.likeness import parts, score
from facta.link.sides import naming
from facta.link.sourcing import foremost
from facta.link.tellings import Telling, dyad_end, ends
from facta.records import (
    Actor,
    Auxiliary,
    Date,
    DateBasis,
    Event,
    Happening,
    Part,
    Precision,
    Report,
    content_id,
)

Value = TypeVar("Value", bound=Hashable)
AUXILIARY: tuple[Auxiliary, ...] = ("historical", "future", "hypothetical", "negation")
SHARPNESS: dict[Precision | None, int] = {
    "day": 0,
    "month": 1,
    "season": 2,
    "year": 3,
    None: 4,
}
# earlier tellings among which the most alike one is looked for; judged
NEAREST = 40
FIRMNESS: dict[DateBasis, int] = {
    "stated": 0,
    "narrative": 1,
    "published": 2,
    "unresolved": 3,
}


def happening(tellings: Sequence[Telling]) -> Happening:
    """
    The happening that these tellings, in order, are of.

    Its id comes from the first of them, so it stays when later accounts tell it again.
    """
    first = tellings[0].event
    origins = independent(tellings)
    tellings = [
        replace(told, originator=origins[told.event.document]) for told in tellings
    ]
    event_type = majority(tellings, lambda told: told.event_type)
    mode = _mode(tellings, event_type)
    typical = next(
        told.event
        for told in tellings
        if (told.event.event_type, told.event.mode) == (event_type, mode)
    )
    date, precision, basis = _date(tellings)
    reports = _reports(tellings)
    return Happening(
        id=content_id("happening", first.document, first.id),
        event_type=event_type,
        mode=mode,
        auxiliary=_auxiliary(tellings),
        quad_code=typical.quad_code,
        score=typical.score,
        date=date,
        date_precision=precision,
        date_basis=basis,
        actor=_side(tellings, lambda told: told.actor),
        recipient=_side(tellings, lambda told: told.recipient),
        reports=reports,
        originators=tuple(dict.fromkeys(report.originator for report in reports)),
        parts={
            told.event.id: _nearest(told, tellings[max(at - NEAREST, 0) : at])
            for at, told in enumerate(tellings)
            if at
        },
    )


def _auxiliary(tellings: Sequence[Telling]) -> tuple[Auxiliary, ...]:
    """
    What most say of whether and when it was so; what one account tells at its time is no
    background, however many look back at it.
    """
    found = majority(
        tellings,
        lambda told: tuple(flag for flag in AUXILIARY if flag in told.auxiliary),
    )
    if all("historical" in told.event.auxiliary for told in tellings):
        return found
    return tuple(flag for flag in found if flag != "historical")


def _reports(tellings: Sequence[Telling]) -> tuple[Report, ...]:
    """One report an account, in the order in which the accounts tell it."""
    told_by: dict[str, list[Telling]] = {}
    for told in tellings:
        told_by.setdefault(told.event.document, []).append(told)
    return tuple(_report(*several) for several in told_by.values())


def _report(first: Telling, *again: Telling) -> Report:
    how = foremost([(told.heading, told.sourcing) for told in (first, *again)])
    return Report(
        document=first.event.document,
        event=first.event.id,
        originator=first.originator,
        again=tuple(told.event.id for told in again),
        relation=how.relation,
        speaker_kind=how.speaker_kind,
        party=how.party,
        interest=how.interest,
    )


def majority(tellings: Iterable[Telling], value: Callable[[Event], Value]) -> Value:
    """The value that most originators tell; of several, the one told first."""
    behind: dict[Value, set[str]] = defaultdict(set)
    for told in tellings:
        behind[value(told.event)].add(told.originator)
    return max(behind, key=lambda key: len(behind[key]))


def _mode(tellings: Sequence[Telling], event_type: str) -> str | None:
    """The mode that those name who name one: silence does not outvote it."""
    named = [
        told
        for told in tellings
        if told.event.mode and told.event.event_type == event_type
    ]
    return majority(named, lambda told: told.mode) if named else None


def _side(
    tellings: Sequence[Telling], actors: Callable[[Event], tuple[Actor, ...]]
) -> tuple[str, ...]:
    """
    The dyad ends of a side, as most of those tell them who name a party (*people* is
    none), or else tell any.
    """
    named = [told for told in tellings if naming(ends(actors(told.event)))]
    known = named or [told for told in tellings if actors(told.event)] or tellings
    return majority(
        known, lambda event: tuple(dict.fromkeys(map(dyad_end, actors(event))))
    )


def _date(
    tellings: Sequence[Telling],
) -> tuple[Date | None, Precision | None, DateBasis]:
    """The most precise of the firmest dates, by majority."""

    def rank(event: Event) -> tuple[bool, int, int]:
        weak = event.date_basis in ("published", "unresolved")
        return weak, SHARPNESS[event.date_precision], FIRMNESS[event.date_basis]

    best = min(rank(told.event) for told in tellings)
    firmest = [told for told in tellings if rank(told.event) == best]
    return majority(
        firmest, lambda told: (told.date, told.date_precision, told.date_basis)
    )


def _nearest(told: Telling, before: Sequence[Telling]) -> tuple[Part, ...]:
    """The parts of the likeness to the most alike of the tellings before."""
    return max((parts(earlier, told) for earlier in before), key=score)
