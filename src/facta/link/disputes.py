"""
Disputes among the tellings of a happening, and between happenings that deny or mirror
one another. Pure.

Precision goes first: what another precision or an answer in kind explains is no
dispute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from facta.link.acts import RECIPROCAL, type_fit
from facta.link.claims import Assertion, dispute, event_subject, subject
from facta.link.days import solid
from facta.link.likeness import figures_fit
from facta.link.tellings import Telling
from facta.link.timing import excluded, same_day
from facta.link.wording import wording_fit
from facta.records import Dispute, Happening

# share of words from which two tellings with their sides swapped are of one matter;
# judged, not fitted
SWAPPED_WORDING = 0.6
JUDGEMENTS = frozenset({"ACCUSE", "SUPPORT"})
PARTS = {12: "WI", 3: "SP", 6: "SU", 9: "FA"}  # by the month that a season begins in


def dates(happening: Happening, tellings: Sequence[Telling]) -> Iterator[Dispute]:
    """
    Days that exclude one another. Direct where accounts state them; next days, or days
    read from the narrative, are in tension.
    """
    dated = [
        told
        for told in tellings
        if solid(told.event.date_basis) and told.event.date_precision != "year"
    ]
    alike: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for told in dated:
        alike[_as_dated(told)].append(told)
    # one telling stands for all that are dated alike: a crowd would cost its square
    kinds = [group[0] for group in alike.values()]
    if len({told.days for told in dated}) < 2:
        return
    against = [
        (one, other) for one in kinds for other in kinds if _other_days(one, other)
    ]
    if against:
        stated = any(
            one.event.date_basis == other.event.date_basis == "stated"
            and excluded(one, other)
            for one, other in against
        )
        assertions = [
            Assertion.telling(_day(told), told)
            for one, _ in against
            for told in alike[_as_dated(one)]
        ]
        yield dispute(
            "date",
            "direct" if stated else "tension",
            subject(happening),
            assertions,
            happening,
        )


def occurrence(
    happening: Happening,
    tellings: Sequence[Telling],
    denying: Sequence[Telling],
    denied: Sequence[Assertion],
) -> Iterator[Dispute]:
    """
    What some accounts tell as done and others as not done, or somebody denies. Direct
    where a party denies it, or where both tell of one day.
    """
    assertions = [Assertion.telling("happened", told) for told in tellings]
    assertions += [Assertion.telling("did not happen", told) for told in denying]
    sure = any(same_day(one, other) for one in tellings for other in denying)
    yield dispute(
        "occurrence",
        "direct" if sure or denied else "tension",
        subject(happening),
        [*assertions, *denied],
        happening,
    )


def swapped(one: Telling, other: Telling) -> bool:
    """
    Whether two accounts tell one act with its sides exchanged: so alike that it is no
    answer in kind.
    """
    return (
        one.event.document != other.event.document
        and one.event.event_type == other.event.event_type
        and one.event.event_type not in RECIPROCAL
        and bool(one.actors)
        and one.actors == other.recipients != one.recipients
        and one.recipients == other.actors
        and one.negated == other.negated
        and one.real == other.real
        and same_day(one, other)
        and (
            wording_fit(one, other) >= SWAPPED_WORDING or figures_fit(one, other) == 1.0
        )
    )


def denied(one: Telling, other: Telling) -> bool:
    """
    Whether one account tells as done what the other tells as not done: a deed, as *not
    happy* and *not grateful* are words, too.
    """
    return (
        one.negated != other.negated
        and one.event.document != other.event.document
        # who denies one reason for a war denies no war
        and not (one.scale or other.scale)
        and type_fit(one, other) == 1.0
        and one.event.event_type not in JUDGEMENTS
        # that one side did not do it does not deny that another did
        and not (one.actors and other.actors and one.actors.isdisjoint(other.actors))
    )


def roles(one: Telling, other: Telling) -> Dispute:
    """Who did it to whom, told both ways. In tension: both may have done it."""
    first, second = (event_subject(told.event) for told in (one, other))
    assertions = [Assertion.telling(first, one), Assertion.telling(second, other)]
    return dispute("role", "tension", min(first, second), assertions)


def _as_dated(told: Telling) -> tuple[object, ...]:
    """All that the fit of two tellings in time depends on."""
    event = told.event
    return (
        told.days,
        event.date_basis,
        event.date_precision,
        event.document,
        told.heading,
        event.mode,
    )


def _day(told: Telling) -> str:
    """
    The day, the month, or the season or quarter, as ISO 8601 and TIMEX3 have them.
    """
    date, precision = told.event.date, told.event.date_precision
    if date is not None and precision == "season":
        return f"{date.year}-{PARTS.get(date.month, f'Q{date.month // 3 + 1}')}"
    return str(date)[:7] if precision == "month" else str(date)


def _other_days(one: Telling, other: Telling) -> bool:
    if one.days is None or other.days is None or not one.days.exclude(other.days):
        return False
    # the narrative's day is a guess that may miss by one
    return one.event.date_basis == other.event.date_basis == "stated" or excluded(
        one, other
    )
